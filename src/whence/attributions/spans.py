"""Finds source, cue and content in one stretch of text by rules over sentences and quotation marks.

Only the outermost attributions are found; the caller runs it again inside each content. Without a tagger it is wrong
on subjects that open without a boundary word and on cue words that are nouns in a place where a verb could stand.
"""

from __future__ import annotations

import re
from dataclasses import replace

from whence.attributions.brackets import bracketed
from whence.attributions.clauses import (
    BLANK,
    content_start,
    goes_on_after,
    governs,
    left_clause,
    main_subject,
    rest,
    resumption,
    said_by_what_follows,
)
from whence.attributions.cues import Cue, cue_forms
from whence.attributions.edges import cut_after_quotation, handed_on, ordered, undated, with_subject
from whence.attributions.footnotes import noted
from whence.attributions.hiding import Quotes, masked, stretched
from whence.attributions.labels import labelled, set_off
from whence.attributions.nouns import WORDS, in_noun
from whence.attributions.passives import passive_report
from whence.attributions.quoting import quoted_before, quoting, without_citing
from whence.attributions.raw import RawAttribution, outermost
from whence.attributions.received import PUTS, RECEIVED, put_at, received
from whence.attributions.resumed import loose_quotes, resumed
from whence.attributions.sentence import MASK, PRONOUNS, Sentence
from whence.attributions.turns import turns
from whence.attributions.verbs import cue_span, group_start, no_saying
from whence.model import SourceKind, Span
from whence.text import kind_of, lexicon, lexicon_pairs, lexicons, quotations, sentences

_LONGEST = 6000
_AGAINST = re.compile(r", (?:but|while|whereas|though|although)(?: the| a| an)? $")
_CONTRAST = re.compile(r", (?:but|while|whereas|although|though) (?!(?:he|she|they|it|that)\b)")
_JOINT = re.compile(r" (?:and|but|while|whereas|though|although)$")
_QUANTIFIERS = frozenset(["many", "some", "several", "few", "others", "most"])
_COMES_TO = frozenset(["know", "realize", "realise", "feel", "learn", "find", "understand"])
"""What somebody comes to within what is told: "said that he woke up and realised that"."""
_ACCORDING = frozenset([("according", "to"), ("as", "per")])


def find(text: str) -> list[RawAttribution]:
    """The outermost attributions of *text* in order of their contents."""
    marked = quotations(text)
    quotes = Quotes(marked, [q.span.start for q in marked])
    hidden = masked(text, marked)
    found: list[RawAttribution] = []
    for span in sentences(hidden):
        if len(span) <= _LONGEST:
            found += _in_sentence(Sentence.of(hidden, span), text, quotes)
    found += set_off(hidden)
    found = resumed(text, marked, outermost(found))
    found += [*labelled(text, marked), *turns(text), *bracketed(text)]
    found += noted(text, found)
    found += loose_quotes(text, marked, found)
    found = [_redrawn(text, raw) for raw in found if not (raw.source and raw.content == (raw.source,))]
    return sorted(found, key=lambda raw: (raw.content[0], raw.cue or raw.content[0]))


def _redrawn(text: str, raw: RawAttribution) -> RawAttribution:
    """*raw* with the edges that the tagger's finds get too."""
    content = [cut_after_quotation(text, span) for span in ordered(text, raw, list(raw.content))]
    content = [with_subject(text, raw.cue, span) if raw.cue else span for span in content]
    source = raw.source
    if source:
        source, content = handed_on(text, undated(text, source), content)
    return replace(raw, source=source, content=tuple(content))


def _in_sentence(sentence: Sentence, text: str, quotes: Quotes) -> list[RawAttribution]:
    found: list[RawAttribution] = []
    forms = cue_forms()
    source: Span | None = None
    floor = sentence.span.start
    for i in range(len(sentence.tokens)):
        low = sentence.low(i)
        if (low, sentence.low(i + 1)) in _ACCORDING:
            raw = _according(sentence, i, floor)
        elif low in ("reportedly", "allegedly", "supposedly"):
            raw = _adverb(sentence, i)
        elif (rare := _rare(sentence, i, low)) is not None:
            raw = rare
        elif low in forms and not (sentence.capital(i) and i > 0):
            raw = _verb(sentence, i, forms[low], source, floor)
        else:
            continue
        if raw is None:
            continue
        raw = _set_against(raw, found, text)
        raw = stretched(raw, text, quotes)
        closes = _closes(raw, found, text, sentence.span.end)
        if raw.content and (closes or not _inside(raw, found)):
            found = [b for b in found if not closes and not _reported_doubt(b, raw)]
            found = [*(_cut(before, raw, sentence.masked) for before in found), raw]
            source = raw.source or source
    return found


def _rare(sentence: Sentence, i: int, low: str) -> RawAttribution | None:
    """The attribution in one of the rarer forms that word *i*, *low*, opens."""
    if low in WORDS:
        return in_noun(sentence, i)
    if low in RECEIVED:
        return received(sentence, i)
    return put_at(sentence, i) if low in PUTS else None


def _inside(raw: RawAttribution, found: list[RawAttribution]) -> bool:
    """Whether *raw* is nested: its source and cue lie in the content of one already found, and no clause was joined."""
    if raw.rule in ("joined", "participle"):
        return False
    outer = [span for b in found if b.rule != "adverb" for span in b.content]
    if raw.rule == "adverb":
        return any(raw.cue and span.holds(raw.cue) for span in outer)
    return any(raw.cue and span.holds(raw.cue) and raw.source and span.holds(raw.source) for span in outer)


def _closes(raw: RawAttribution, found: list[RawAttribution], text: str, end: int) -> bool:
    """Whether *raw* closes the sentence that ends at *end* and reports all before it: "Velt said C, according to S"."""
    if raw.rule not in ("according", "after") or len(raw.content) != 1 or not found or not (raw.cue and raw.source):
        return False
    told = raw.content[0]
    if told.of(text).rsplit(" ", 1)[-1] in ("that", "and", "but", "or"):
        return False
    if text[max(raw.cue.end, raw.source.end) : end].strip(" .\n") or raw.source.of(text).lower() in PRONOUNS:
        return False
    inside = all(b.cue is not None and told.start <= b.cue.start and b.cue.end <= told.end for b in found)
    first = min((b.cue.start for b in found if b.cue), default=told.end)
    return inside and told.end <= raw.cue.start and not _CONTRAST.search(text, first, told.end)


def _reported_doubt(adverb: RawAttribution, raw: RawAttribution) -> bool:
    """Whether the "allegedly" of a sentence is part of what *raw* reports: "..., the union said"."""
    cue = adverb.cue
    return adverb.rule == "adverb" and cue is not None and any(span.holds(cue) for span in raw.content)


def _set_against(raw: RawAttribution, found: list[RawAttribution], text: str) -> RawAttribution:
    """*raw* as a clause of its own where ", but", ", while" or ", whereas" sets it against the content before it."""
    source = raw.source
    if source is None or not any(span.holds(source) and span.start < source.start for b in found for span in b.content):
        return raw
    return replace(raw, rule="joined") if _AGAINST.search(text, max(0, source.start - 12), source.start) else raw


def _cut(before: RawAttribution, after: RawAttribution, masked: str) -> RawAttribution:
    """*before* without what belongs to the coordinated or participial cue *after*."""
    if after.rule not in ("joined", "participle") or after.cue is None:
        return before
    cue = after.cue
    kept: list[Span] = []
    for span in before.content:
        end = span.end
        place = after.source.start if after.source and span.start < after.source.start < cue.start else cue.start
        if span.start < place < end:
            left = masked[span.start : place].rstrip()
            end = span.start + len(_JOINT.sub("", left).rstrip(" ,—"))
        if end - span.start > 1:
            kept.append(Span(span.start, end))
    return replace(before, content=tuple(kept) or before.content)


def _verb(sentence: Sentence, i: int, cue: Cue, source: Span | None, floor: int) -> RawAttribution | None:
    first, passive = group_start(sentence, i)
    if first is None or no_saying(sentence, i, cue):
        return None
    if cue.base in ("quote", "cite") and not passive and (raw := quoting(sentence, first, i)):
        return raw
    if sentence.low(i - 1) == "having" and sentence.low(i - 2) == "as":
        quoted = quoted_before(sentence, i - 3)
        return _quoted_as(sentence, i, quoted, cue) if quoted is not None else None
    if passive:
        return passive_report(sentence, first, i, cue)
    low = sentence.low(i)
    before = sentence.subject_before(first)
    before = None if before and "according" in sentence.lows[before[0] : first] else before
    if cue.form == "ing" and first == i:
        if cue.base == "cite":
            return None
        if sentence.low(i - 1) == "as" and (quoted := quoted_before(sentence, i - 2)) is not None:
            return _quoted_as(sentence, i, quoted, cue)
        return _joined(sentence, i, cue, source, "participle") if source and sentence.broken(i - 1) else None
    if before and said_by_what_follows(sentence, first, i, cue):
        before = None
    if before and (low not in lexicon("cues_ambiguous") or _firm(sentence, before, cue)):
        return _after_subject(sentence, before, first, i, cue)
    clause = sentence.low(i + 1) in PRONOUNS and sentence.low(i + 2) in lexicon("finite_verbs")
    if (
        cue.sort != "object"
        and _after_content(sentence, first)
        and not clause
        and (after := sentence.phrase_after(i + 1))
    ):
        return _inverted(sentence, first, i, after, cue, floor)
    if sentence.low(first - 1) in ("and", "but") and cue.form in ("past", "s") and low not in lexicon("cues_ambiguous"):
        if source and (cue.base in _COMES_TO or _nested_says(sentence, source, first)):
            return None
        source = source or main_subject(sentence, first - 1)
        return _joined(sentence, i, cue, source, "joined") if source else None
    return None


def _nested_says(sentence: Sentence, source: Span, first: int) -> bool:
    """Whether the "and" before word *first* goes on with who speaks in a "that": "S reported that X denied it and"."""
    for k in range(first - 2, 0, -1):
        if sentence.tokens[k].start < source.end or sentence.low(k) == "that":
            return False
        cue = cue_forms().get(sentence.low(k))
        if cue and cue.form in ("past", "s") and sentence.low(k) not in lexicon("cues_ambiguous"):
            subject = sentence.subject_before(k)
            return subject is not None and sentence.low(subject[0] - 1) == "that"
    return False


def _quoted_as(sentence: Sentence, i: int, quoted: int, cue: Cue) -> RawAttribution | None:
    """ "S was quoted as saying C", "S was quoted by a paper as saying C"; the cue of the latter ends at "quoted"."""
    first, _ = group_start(sentence, quoted)
    subject = sentence.subject_before(first) if first else None
    raw = _after_subject(sentence, subject, first, i, cue) if subject and first is not None else None
    return (
        replace(raw, cue=sentence.words_span(first, quoted))
        if raw and first and sentence.low(quoted + 1) == "by"
        else raw
    )


def _firm(sentence: Sentence, subject: tuple[int, int], cue: Cue) -> bool:
    """Whether an ambiguous cue word is a verb here: a clear subject before it and something it can govern after."""
    last = subject[1]
    low = sentence.low(last)
    known = lexicons("unnamed_classes", "body_nouns", "document_nouns", "office_nouns")
    if low in ("he", "she", "they", "we", "i", "it", "who"):
        return True
    plural = low in _QUANTIFIERS or (low.endswith("s") and not low.endswith("ss"))
    if low in _QUANTIFIERS and cue.form == "s":
        return False
    clear = low in known or sentence.capital(last) or low.isdigit()
    return clear and (cue.form != "base" or plural or low in known)


def _after_content(sentence: Sentence, first: int) -> bool:
    gap = sentence.gap(first - 1)
    return "," in gap or MASK in gap or "—" in gap or "”" in gap or '"' in gap


def _fronted(sentence: Sentence, left: Span) -> bool:
    """Whether the words before the subject only tell when or where it was said: "On “Harbour Hour,” Velt said he"."""
    verbs = lexicon("finite_verbs")
    inside = [token.of(sentence.masked).lower() for token in sentence.tokens if left.holds(token)]
    return bool(inside) and inside[0] in lexicon("prepositions") and not any(word in verbs for word in inside)


def _after_subject(sentence: Sentence, subject: tuple[int, int], first: int, i: int, cue: Cue) -> RawAttribution | None:
    if sentence.tokens[subject[1]].of(sentence.masked).endswith(("'s", "’s")) and cue.form == "past":
        return None
    source, verb = without_citing(sentence, subject), cue_span(sentence, first, i)
    if (
        sentence.low(subject[0]) == "who"
        and subject[0] == subject[1]
        and (before := sentence.subject_before(subject[0]))
    ):
        source = sentence.words_span(*before)
    start, firm = content_start(sentence, i, cue)
    left = left_clause(sentence, subject[0], i)
    day = i + 2 < len(sentence.tokens) and sentence.gap(i + 2).strip() == ","
    told = sentence.low(i + 1) == "that" and not day
    goes_on = None if told else resumption(sentence, i, subject[0])
    if left and goes_on is not None and (more := rest(sentence, sentence.tokens[goes_on].start)):
        return RawAttribution(source, verb, (left, more), cue.base, "after")
    if left and _fronted(sentence, left) and governs(sentence, start):
        left = None
    quoted = MASK in sentence.gap(subject[0] - 1)
    resumes = quoted and {MASK, ","} <= set(sentence.gap(i))
    if left and start is not None and resumes and (more := rest(sentence, start)):
        return RawAttribution(source, verb, (left, more), cue.base, "within")
    if left and not firm and cue.sort != "object" and (quoted or not governs(sentence, start)):
        if start is not None and sentence.gap(i).strip() == "," and (more := rest(sentence, start)):
            return RawAttribution(source, verb, (left, more), cue.base, "within")
        return RawAttribution(source, verb, (left,), cue.base, "after")
    if start is None:
        return None
    direct = not sentence.gap(i).strip()
    reported = direct and cue.base in ("report", "confirm") and _reports(sentence, source, start)
    if cue.sort in ("clause", "tell") and not firm and cue.base != "tell" and not reported:
        return None
    content = rest(sentence, start)
    return RawAttribution(source, verb, (content,), cue.base, "before") if content else None


def _reports(sentence: Sentence, source: Span, start: int) -> bool:
    """Whether what is reported is told of by a noun alone: "confirmed two arrests", "Norda Wire reported shelling"."""
    number = next((low for token, low in zip(sentence.tokens, sentence.lows, strict=True) if token.start >= start), "")
    counted = number.isdigit() or number in lexicon_pairs("numbers") or number in ("no", "dozens", "hundreds")
    return counted or kind_of(source.of(sentence.masked)) is SourceKind.OUTLET


def _inverted(
    sentence: Sentence, first: int, i: int, after: tuple[int, int], cue: Cue, floor: int
) -> RawAttribution | None:
    """ "C, said S": the content stands before; what follows the source after a comma is content again."""
    end = sentence.tokens[first].start
    while end > floor and sentence.masked[end - 1] in BLANK + ",—":
        end -= 1
    content = [Span(sentence.span.start, end)] if end - sentence.span.start > 2 else []
    place = sentence.tokens[after[1]].end
    tail = sentence.masked[place : sentence.span.end]
    if MASK in tail:
        content.append(Span(place + tail.index(MASK), sentence.span.end))
    if not content:
        return None
    return RawAttribution(
        sentence.words_span(*after), cue_span(sentence, first, i), tuple(content), cue.base, "inverted"
    )


def _joined(sentence: Sentence, i: int, cue: Cue, source: Span, rule: str) -> RawAttribution | None:
    start, firm = content_start(sentence, i, cue)
    if start is None or (cue.sort in ("clause", "tell") and not firm):
        return None
    content = rest(sentence, start)
    return RawAttribution(source, sentence.words_span(i, i), (content,), cue.base, rule) if content else None


def _according(sentence: Sentence, i: int, floor: int) -> RawAttribution | None:
    alone = sentence.low(i + 2) in ("him", "her", "them") and sentence.gap(i + 2).strip()
    after = (i + 2, i + 2) if alone else sentence.phrase_after(i + 2)
    if after is None:
        return None
    cue = sentence.words_span(i, i + 1)
    noun = i + 2
    while noun + 1 < len(sentence.tokens) and not sentence.broken(noun):
        noun += 1
    last = after[1] if i > 1 or sentence.low(noun + 1) in ("who", "whose", "which") else i + 2
    while last + 1 < len(sentence.tokens) and not sentence.broken(last) and last - i < 20:
        last += 1
    source = sentence.words_span(after[0], last)
    if "(" in sentence.gap(last) and (closes := _closed(sentence, last)) is not None:
        last, source = closes, Span(source.start, sentence.masked.index(")", source.end) + 1)
    if sentence.low(last + 1) in ("citing", "quoting") and i <= 1:
        last = next((k for k in range(last + 1, len(sentence.tokens)) if sentence.broken(k)), last)
    if i <= 1:
        content = rest(sentence, sentence.tokens[last + 1].start) if last + 1 < len(sentence.tokens) else None
    else:
        end = sentence.tokens[i].start
        while end > floor and sentence.masked[end - 1] in BLANK + ",—":
            end -= 1
        content = Span(sentence.span.start, end) if end - sentence.span.start > 3 else None
        if content and goes_on_after(sentence, i) and last + 1 < len(sentence.tokens):
            more = rest(sentence, sentence.tokens[last + 1].start)
            return RawAttribution(source, cue, (content, more), "according to", "according") if more else None
    return RawAttribution(source, cue, (content,), "according to", "according") if content else None


def _closed(sentence: Sentence, last: int) -> int | None:
    """The last word of the bracket that opens after word *last*, if it is a short one: "the report (Ex. P-21)"."""
    near = range(last + 1, min(last + 5, len(sentence.tokens)))
    return next((k for k in near if ")" in sentence.gap(k)), None)


def _adverb(sentence: Sentence, i: int) -> RawAttribution | None:
    """ "Reportedly" makes its sentence somebody's unnamed word, but not in "the men who allegedly fired"."""
    if {"who", "which", "that", "whom"} & {sentence.low(i - 1), sentence.low(i - 2)}:
        return None
    cue, whole = sentence.tokens[i], rest(sentence, sentence.span.start)
    if whole is None:
        return None
    pieces = (Span(whole.start, cue.start), Span(cue.end + 1, whole.end))
    content = tuple(piece for piece in pieces if piece.end - piece.start > 2)
    return RawAttribution(None, cue, content, cue.of(sentence.masked).lower(), "adverb") if content else None
