"""What the tagger and the rules find together: each where it is the better one.

Where both find the same words, rules draw the edges, since they follow whence's conventions. Where they differ, the
tagger is right more often after plain reporting verbs, and rules in the forms that it was never shown: orders and
other blocks, labels, passive reports, sources that quote others.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from whence.attributions.classes import is_proposition
from whence.attributions.cues import cue_forms
from whence.attributions.edges import redrawn
from whence.attributions.raw import BRACKETED, LABEL, RawAttribution
from whence.attributions.refusals import admitted
from whence.model import Span
from whence.text import can_speak, lexicon, lexicons, quotations

_TYPED = frozenset(
    [
        "according",
        "after",
        "set off",
        "quoted as saying",
        "passive",
        "adverb",
        LABEL,
        "participle",
        "joined",
        "noun",
        BRACKETED,
    ]
)
_CITING = re.compile(r"\b(?:citing|quoting)\b", re.IGNORECASE)
_ALIKE, _SURE, _SURE_OF_OTHERS, _SURE_OF_NOBODY, _SURE_OF_THINGS = 0.8, 0.45, 0.6, 0.7, 0.7
_SURE_OF_LIFELESS = 0.98
_SHOWING = frozenset(["show", "reveal", "display", "indicate"])
"""What trees do too: "their stumps show dark rings"."""
_SEEMING = _SHOWING | {"appear", "appears", "appeared", "seem", "seems", "seemed"}
"""Cues, no known ones as they stand, of what without a source shows itself so to the author."""
_PRONOUNS = frozenset(["he", "she", "they", "we", "i", "who", "it"])
_NEAR = 8
_EMPTY = re.compile(
    r"(?:(?:of|about|for|to|in) )?(?:which|that|who|what|it|so|this|as|he|she|they|him|her|them|me|us)", re.IGNORECASE
)
"""A content that says nothing."""
_WHEN = re.compile(r"(?:On|In|At|By|Since|During|After) (?:\d|the |last |[A-Z])[\w ]{0,20}")
"""A content that only tells when."""
_CLAUSE_OPENS = re.compile(r"(?:\A|[.!?,]\s|\n)$")
_LOOSE = "loose quotation"
_QUOTED = "\"“„«‘'"


def joined(text: str, tagged: Sequence[RawAttribution], ruled: Sequence[RawAttribution]) -> list[RawAttribution]:
    """The attributions of *text* from what the tagger and the rules found, in order of their contents."""
    learned = [one for raw in tagged if (one := redrawn(text, raw)) is not None and _believed(text, one)]
    marked = [quotation.span for quotation in quotations(text)]
    learned = sorted((raw for raw in admitted(text, learned) if not _quoted_whole(raw, marked)), key=_place)
    rules = admitted(text, list(ruled))
    places = [_place(raw) for raw in learned]
    coordinated = [raw for raw in rules if raw.rule in ("joined", "participle")]
    chosen, alone, met = list(learned), list[tuple[RawAttribution, range]](), set[int]()
    for rule in rules:
        at = bisect_right(places, _place(rule))
        near = range(max(0, at - _NEAR), min(len(learned), at + _NEAR))
        same = next((k for k in near if k not in met and _meet(rule, learned[k])), None)
        if same is None:
            alone.append((rule, near))
            continue
        met.add(same)
        split = any(_holds(learned[same], raw) for raw in coordinated if raw is not rule)
        wins = split or _rule_wins(text, rule, learned[same])
        sure = learned[same].probability
        chosen[same] = replace(rule if wins else learned[same], seen_by_both=True, probability=sure)
    kept = [chosen[k] for k in sorted(met)]
    kept += [rule for rule, near in alone if rule.rule in _TYPED or _missed(text, rule, [chosen[k] for k in near])]
    typed = [raw for raw in kept if raw.rule in _TYPED]
    kept += [one for k, one in enumerate(learned) if k not in met and not any(_holds(raw, one) for raw in typed)]
    turns = [raw for raw in kept if raw.rule == LABEL]
    kept = [raw for raw in kept if raw.rule == LABEL or not any(_holds(turn, raw) for turn in turns)]
    loose = [raw for raw in rules if raw.rule == _LOOSE and not any(_opens_with(one, raw) for one in kept)]
    kept = [*(_without(raw, loose) for raw in kept if raw.rule != _LOOSE), *loose]
    return _told_apart(kept)


def _told_apart(found: Sequence[RawAttribution]) -> list[RawAttribution]:
    """Those of *found* that one side alone saw marked so, in order of their contents."""
    known = [raw if raw.seen_by_both else replace(raw, seen_by_both=False) for raw in found]
    return sorted(known, key=lambda raw: (raw.content[0], raw.cue or raw.content[0]))


def filled(tagged: Sequence[RawAttribution], ruled: Sequence[RawAttribution]) -> list[RawAttribution]:
    """What the tagger found, and what rules found where it is silent, in order of their contents."""
    order = sorted(tagged, key=_place)
    places = [_place(raw) for raw in order]
    seen, added = set[int](), []
    for rule in ruled:
        at = bisect_right(places, _place(rule))
        near = range(max(0, at - _NEAR), min(len(order), at + _NEAR))
        seen.update(k for k in near if _meet(rule, order[k]))
        if not any(_holds(order[k], rule) or _holds(rule, order[k]) or _meet(rule, order[k]) for k in near):
            added.append(rule)
    return _told_apart([*(replace(raw, seen_by_both=k in seen) for k, raw in enumerate(order)), *added])


def _missed(text: str, rule: RawAttribution, near: Sequence[RawAttribution]) -> bool:
    """Whether the tagger, which did not see *rule*, may have missed it.

    Not where the cue is as often a noun ("states") and no "that" follows, nor where the tagger read the same words
    otherwise.
    """
    noun = rule.cue is not None and rule.cue.of(text).lower() in lexicon("cues_ambiguous")
    noun = noun and not (rule.cue and text.startswith(" that ", rule.cue.end))
    return not noun and not any(_holds(one, rule) or (rule.cue and _holds(rule, one)) for one in near)


def _opens_with(raw: RawAttribution, loose: RawAttribution) -> bool:
    """Whether *raw* has a cue and the first words of its content are those of *loose*."""
    return raw.cue is not None and raw.content[0].overlaps(loose.content[0])


def _place(raw: RawAttribution) -> int:
    return (raw.cue or raw.content[0]).start


def _quoted_whole(raw: RawAttribution, marked: Sequence[Span]) -> bool:
    """Whether all of *raw* stands inside one quotation: it is somebody's words then, or a title."""
    parts = [span for span in (raw.source, raw.cue, *raw.content) if span]
    first, last = min(span.start for span in parts), max(span.end for span in parts)
    at = bisect_right(marked, first, key=lambda span: span.start) - 1
    return raw.cue is not None and at >= 0 and marked[at].start <= first and last <= marked[at].end


def _believed(text: str, raw: RawAttribution) -> bool:
    """Whether the tagger is sure enough; more is asked of unknown cues, and words without a cue must be quoted."""
    if all(_EMPTY.fullmatch(span.of(text)) or _WHEN.fullmatch(span.of(text)) for span in raw.content):
        return False
    if raw.cue is None:
        named = raw.source is not None and text.startswith(":", raw.source.end)
        return (named or text[raw.content[0].start] in _QUOTED) and raw.probability >= _SURE
    if _CITING.fullmatch(raw.cue.of(text)):
        return False
    if raw.source is None and _participle(text, raw.cue):
        return False
    if raw.source is None and (raw.probability < _SURE_OF_NOBODY or raw.base in _SEEMING):
        return False
    if not is_proposition(" ".join(span.of(text) for span in raw.content)) and not _told_of(text, raw):
        return False
    known = any(word.lower() in cue_forms() for word in re.findall(r"\w+", raw.cue.of(text)))
    return raw.probability >= (_SURE if known or raw.base == "according to" else _SURE_OF_OTHERS)


def _participle(text: str, cue: Span) -> bool:
    """Whether *cue* opens a clause as a participle of the noun behind it: "On 30 June, declared candidates"."""
    return (
        cue.of(text).endswith("ed")
        and " " not in cue.of(text)
        and bool(_CLAUSE_OPENS.search(text, max(0, cue.start - 2), cue.start))
    )


def _told_of(text: str, raw: RawAttribution) -> bool:
    """Whether somebody who can speak takes a stand on the thing that the content names."""
    if raw.source is None or (raw.base in _SHOWING and not can_speak(raw.source.of(text))):
        return False
    words = raw.source.of(text).split()
    heads = lexicons("unnamed_classes", "body_nouns", "document_nouns", "office_nouns")
    speaks = any(word[0].isupper() for word in words[1:]) or any(word.lower().strip(",.") in heads for word in words)
    name = words[0][0].isupper() and words[0].lower() not in ("a", "an", "the", "this", "these", "those")
    plural = any(word.endswith("s") and len(word) > 3 for word in words)
    pronoun = words[0].lower() in _PRONOUNS
    return raw.probability >= (_SURE_OF_THINGS if speaks or name or plural or pronoun else _SURE_OF_LIFELESS)


def _without(raw: RawAttribution, loose: Sequence[RawAttribution]) -> RawAttribution:
    """*raw* without the later quotations that stand for themselves: a sentence parts them from its cue."""
    taken = [span for one in loose for span in one.content]
    left = tuple(span for span in raw.content if not any(span.overlaps(other) for other in taken))
    return replace(raw, content=left) if left and raw.cue else raw


def _meet(rule: RawAttribution, other: RawAttribution) -> bool:
    """Whether the two are about the same cue, or, where one has none, about the same words."""
    if rule.cue and other.cue:
        return rule.cue.overlaps(other.cue)
    return _shared(rule, other) > 0.5


def _rule_wins(text: str, rule: RawAttribution, other: RawAttribution) -> bool:
    """Whether *rule* has a form that the tagger was never shown, or names a source for the same words."""
    first, last = min(rule.content[0].start, _place(rule)), max(rule.content[-1].end, _place(rule))
    if rule.rule in _TYPED or (rule.rule == "before" and _CITING.search(text, max(0, first - 60), last)):
        return True
    if rule.content[0].start == other.content[0].start and text.startswith(", but ", rule.content[-1].end):
        return True
    return rule.source is not None and other.source is None and _shared(rule, other) >= _ALIKE


def _shared(one: RawAttribution, other: RawAttribution) -> float:
    """What the contents share, as a part of both together."""
    shared = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one.content for b in other.content)
    return shared / max(1, sum(map(len, one.content)) + sum(map(len, other.content)) - shared)


def _holds(outer: RawAttribution, inner: RawAttribution) -> bool:
    """Whether the cue of *inner* stands in the content of *outer*."""
    place = inner.cue or inner.content[0]
    return any(span.overlaps(place) for span in outer.content)
