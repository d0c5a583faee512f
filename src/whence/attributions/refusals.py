"""Which found attributions are none: hypothetical or negated saying, "contrary to what X said", "according to plan".

It looks at the words around source and cue alone, so it serves every finder. Wrong where a condition is quoted.
"""

from __future__ import annotations

import re

from whence.attributions.classes import ATTITUDES, after_negation, class_of, negated
from whence.attributions.raw import RawAttribution
from whence.attributions.verbs import WISHED_UNNAMED
from whence.model import SourceKind, Span
from whence.text import can_speak, kind_of, lexicon, lexicons

_NOBODY = frozenset(["nobody", "no one", "none", "neither", "no-one", "anyone", "anybody", "whoever", "please"])
_NO_ONE = re.compile(r"no (?!fewer|less|one of the\b)\w")
_BEFORE = re.compile(
    r"(?:\b(?:if|unless|suppose|supposing|whether|in case|had|contrary to what|despite what|whatever|as if|lest)"
    r"|\bwould have been (?:true|right) if)\s+(?:the |a |an |any )?$",
    re.IGNORECASE,
)
_CONFORM = re.compile(
    r"(?:the |a |an |their |its |his |her |our )?(?:\w+ )?(?:plan|plans|schedule|rule|rules|need|needs|custom|customs"
    r"|tradition|size|age|rank|hours?|weight|height|taste|ability|recipe|season|seasons|circumstances?|standards?"
    r"|procedures?|instructions?|wishes|requirements?|principles?|criteria|type|colour|color|length|price|income"
    r"|alphabetical order|merit|seniority|usage)\b",
    re.IGNORECASE,
)
_IDIOM = re.compile(
    r"\s*(?:goodbye|good-bye|hello|thank you|thanks|sorry|no (?:to|thanks|more)|grace|a prayer|nothing|a word"
    r"|(?:a lot|much|little|something|more|volumes) about)\b(?!,)",
    re.IGNORECASE,
)
_HYPOTHETICAL = re.compile(r"\b(?:could|might|may|must|should|can)\b(?! be (?:heard|seen))", re.IGNORECASE)
_ASKS = re.compile(r"(?:^|[.!?…][\"”’)]*\s|\n)\s*(?:[Aa]nd |[Bb]ut |[Ss]o )?$")
"""What stands before a "who" that asks and goes on with nobody."""
_SILENT = re.compile(r"\bno comment\b|\b(?:mum|silent|tight-lipped|quiet)\b", re.IGNORECASE)
_SELF = re.compile(r"(?:this|our) (?:newspaper|paper|outlet|website|magazine|programme|station)\b", re.IGNORECASE)
_CAUSED = re.compile(r"(?:that['’]s|it['’]s|let|lets|letting|make|makes|made|making|help|helps|helped|have|having) ")
"""The verb of a clause like "did not let the papers tell them", which reports nothing."""
_DETERMINED = re.compile(
    r"(?:the|an?|his|her|its|their|one|two|three|some|several|many|another|he|she|they|it|who)(?=\s|$)"
)
_POINTING = frozenset(["this", "that", "these", "those"])
_A_THING = re.compile(r"\b(?:an?|another|one|the) (?:[a-z-]+ ){1,3}$")
_CLAUSE = re.compile(r", | (?:who|which|that) ")
_OF = re.compile(r" (?:of|for|in|at|from|to|by|on|between|with) ")
_FINDINGS = frozenset(
    "investigation inquiry probe research evidence result results test analysis examination autopsy statistic "  # noqa: SIM905
    "estimate review audit assessment trial experiment measurement reading scan work image imagery count search "
    "intelligence information account interview testing modelling model simulation calculation photo".split()
)
"""What somebody found out, and so the word of whoever did."""
_INFERS = frozenset(
    ["show", "suggest", "indicate", "imply", "confirm", "mean", "prove", "illustrate", "reveal", "reflect"]
)
_RANG = re.compile(
    r"(?:(?:his|her|their|the|a|an|its) )?(?:(?!an? |the )[\w’'-]+ ){1,3}"
    r"(?:and|to) (?:say|tell|told|ask|asked|warn|warned|inform|informed|report|complain)\b"
)
"""What follows a "called" that is a telephone's: "his family and told them", but not "the plan an attempt to warn"."""
_NOT_KNOWN = re.compile(r"\bnot (?:\w+ )?(?:known|clear)\b")
_WRITTEN_THING = re.compile(
    r"(?:it|them|(?:the|a|an|this|these|his|her|their|its) (?:[\w-]+ )?"
    rf"(?:{'|'.join(sorted(lexicon('document_nouns')))}))\b"
    r"(?! (?:is|was|has|had|would|will)\b)"
)
"""What is written, not what is told in writing: "wrote the report"."""
_SHORTEST = 3
"""Words of what is called and of what it is called, at least: "him a liar"."""
_FATE = re.compile(r"(?:declared|pronounced) (?:dead|missing|safe|free)\b")
"""A fact that nobody in particular tells: "was declared dead"."""
_WRITTEN_IN = re.compile(r"(?:in|by|at|on) (?:the|an?|his|her|its|their|\d)")
"""What follows "the principles expressed"."""
_NAMED = re.compile(r"\b(?:known|referred to) as\b|\breferred to$")
_BACK = 40


def refused(text: str, raw: RawAttribution) -> bool:
    """Whether *raw*, found in *text*, only looks like an attribution."""
    if raw.cue is None:
        return False
    source = raw.source.of(text).lower() if raw.source else ""
    first = min(raw.source.start, raw.cue.start) if raw.source else raw.cue.start
    return (
        source in _NOBODY
        or source.endswith("those")
        or bool(_NO_ONE.match(source) or _SELF.match(source) or _CAUSED.match(source))
        or _inferred(text, source, raw)
        or _unsaid(text, raw)
        or (source in ("who", "which", "what") and bool(_ASKS.search(text[max(0, first - _BACK) : first])))
        or (raw.rule == "inverted" and raw.source is not None and _object(raw.source.of(text)))
        or bool(_BEFORE.search(text[max(0, first - _BACK) : first]))
        or _no_saying(text, source, raw, raw.cue)
    )


def _no_saying(text: str, source: str, raw: RawAttribution, cue: Span) -> bool:
    """Whether the verb has another sense here: "called his family", "recorded a talk", "said goodbye"."""
    start, words, base = raw.content[0].start, cue.of(text), raw.base
    if base == "according to":
        return raw.source is not None and _conforms(raw.source.of(text))
    if raw.source is None and (
        _FATE.search(text, cue.start, cue.end + 10) or _NAMED.search(words) or _NOT_KNOWN.search(words)
    ):
        return True
    if base == "believe":
        return text.startswith("in ", start) or words.endswith(" in")
    if base == "call":
        return _rang(raw.content[0].of(text)) or _names(text, raw, cue)
    if base == "ask":
        return bool(WISHED_UNNAMED.match(text, start)) or _asked(text, raw)
    if base == "write":
        return bool(_WRITTEN_THING.match(text, start))
    if base in ("say", "tell"):
        return bool(_IDIOM.match(text, start))
    return (
        "noticed" in words
        or (source == "which" and base in ("quote", "cite"))
        or (base in ("express", "describe", "record") and bool(_WRITTEN_IN.match(text, start)))
        or (base in ("record", "film") and _filmed(text, raw))
        or (base in ("describe", "portray", "cite") and _described_as(text, raw))
    )


def _rang(content: str) -> bool:
    """Whether "called" is a telephone's: nothing is said of whom it governs."""
    return bool(_RANG.match(content)) or (content[0] not in "\"“‘'" and len(content.split()) < _SHORTEST)


def _names(text: str, raw: RawAttribution, cue: Span) -> bool:
    """Whether "called" gives a thing its name: "a blog called Green Dawn"."""
    name = raw.content[0].of(text).split(",")[0].split()
    return (
        cue.of(text) == "called"
        and bool(_A_THING.search(text, max(0, cue.start - _BACK), cue.start))
        and all(w[0].isupper() for w in name)
    )


def _asked(text: str, raw: RawAttribution) -> bool:
    """Whether "asked" tells of who answers: "Asked if", "when asked if"."""
    assert raw.cue is not None
    before = text[max(0, raw.cue.start - 6) : raw.cue.start].lower()
    return text.startswith("Asked", raw.cue.start) or (
        raw.source is None and before.endswith(("when ", "if ", "once "))
    )


def _described_as(text: str, raw: RawAttribution) -> bool:
    """Whether others are described as something, and describe nothing: "holding 500 people described as beggars"."""
    assert raw.cue is not None
    if raw.source is None or raw.source.start > raw.cue.start or " " in raw.cue.of(text):
        return False
    told = re.search(r"\bwhat (?:\w+ )?$", text[max(0, raw.source.start - 12) : raw.source.start], re.IGNORECASE)
    return text.startswith("as ", raw.content[0].start) and not told


def _filmed(text: str, raw: RawAttribution) -> bool:
    """Whether somebody recorded a thing ("a part of the talk"); a document that records something tells it."""
    first = raw.content[0].start
    thing = raw.cue and not text[raw.cue.end : first].strip() and _DETERMINED.match(text, first)
    return bool(thing) and (raw.source is None or kind_of(raw.source.of(text)) is not SourceKind.DOCUMENT)


def _inferred(text: str, source: str, raw: RawAttribution) -> bool:
    """Whether the author concludes: "this shows", ", which suggests"; ", which announced" has a source before it."""
    if source in _POINTING or (source == "which" and raw.base in _INFERS):
        return True
    return raw.source is not None and raw.base in _INFERS and _lifeless(raw.source.of(text))


def _lifeless(source: str) -> bool:
    """Whether *source* is a thing of somebody ("the attitude of the council") from which the author concludes."""
    named = _CLAUSE.split(source)[0]
    first = _OF.split(named)[0].split()
    if len(first) == len(named.split()) or not first[-1].isalpha() or first[-1][0].isupper():
        return False
    if first[-1] in ("lack", "absence"):
        return True
    known = lexicons("body_nouns", "unnamed_classes", "office_nouns", "outlet_words")
    told = lexicon("document_nouns") | _FINDINGS
    heads = first[-2:] if first[-1].endswith("ed") else first[-1:]
    speaks = {form for word in heads for form in (word, word.removesuffix("s"))} & known
    spoken = (source[0].lower() + source[1:]).split()
    words = {form for word in spoken for form in (word, word.removesuffix("s"), word.removesuffix("es"))}
    return not speaks and not words & told and not can_speak(f"the {first[-1]}")


def _object(source: str) -> bool:
    """Whether what follows a verb is what it is done to, "posted one-sided news", and nobody who does it."""
    speakers = lexicons("unnamed_classes", "document_nouns")
    return source.islower() and not _DETERMINED.match(source) and not speakers & set(source.split())


def _unsaid(text: str, raw: RawAttribution) -> bool:
    """Whether the saying is hypothetical, refused or negated; a negated belief, wish or stance still is one."""
    cue, content = raw.cue.of(text) if raw.cue else "", raw.content[0].of(text)
    if _HYPOTHETICAL.search(cue) or _SILENT.search(cue):
        return True
    return negated(cue) and class_of(after_negation(cue).strip() or content[:40], content) not in ATTITUDES


def _conforms(source: str) -> bool:
    """Whether "according to" means "in conformity with": a rule or a measure, and no word of a speaker or document."""
    found = _CONFORM.match(source)
    known = lexicons("document_nouns", "body_nouns", "unnamed_classes")
    rest = source[found.end() :].split() if found else []
    return bool(found) and not any(word.strip(",.").lower() in known for word in rest[:4])


def admitted(text: str, found: list[RawAttribution]) -> list[RawAttribution]:
    """Those of *found* that are attributions."""
    return [raw for raw in found if not refused(text, raw)]
