"""Finds source, cue and content in one stretch of text by rules over sentences and quotation marks.

Only the outermost attributions are found; the caller runs it again inside each content. Without a tagger it is wrong
on subjects that open without a boundary word and on cue words that are nouns in a place where a verb could stand.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from itertools import pairwise

from whence.attributions.cues import Cue, cue_forms
from whence.attributions.raw import RawAttribution
from whence.attributions.resumed import loose_quotes, resumed
from whence.attributions.sentence import MASK, Sentence
from whence.model import Span
from whence.text import Quotation, lexicon, paragraphs, quotations, sentences

_LONGEST = 6000
_BLANK = " \t\n\u00a0"
_REFUSED = frozenset(
    "would could should may might must can can't cannot couldn't wouldn't never not to if don't didn't doesn't hasn't "  # noqa: SIM905
    "haven't hadn't won't didn’t don’t doesn’t can’t couldn’t wouldn’t hasn’t haven’t hadn’t won’t".split()
)
_PASSIVE = frozenset(["is", "are", "was", "were", "been", "being", "be"])
_DAYS = frozenset(
    [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "today",
        "yesterday",
        "earlier",
        "later",
    ]
)
_COMPLEMENTS = frozenset(["that", "whether", "why", "how", "what", "if"])


@dataclass(frozen=True, slots=True)
class _Quotes:
    """The quotations of a text, for stretching a span to the marks it cuts through."""

    all: list[Quotation]
    starts: list[int]

    def at(self, place: int) -> Quotation | None:
        """The quotation that covers *place*, if any."""
        k = bisect_right(self.starts, place) - 1
        return self.all[k] if k >= 0 and place < self.all[k].span.end else None


def find(text: str) -> list[RawAttribution]:
    """The outermost attributions of *text* in order of their contents."""
    marked = quotations(text)
    quotes = _Quotes(marked, [q.span.start for q in marked])
    masked = _masked(text, marked)
    found: list[RawAttribution] = []
    for span in sentences(masked):
        if len(span) <= _LONGEST:
            found += _in_sentence(Sentence.of(masked, span), text, quotes)
    found += _set_off(masked)
    found = resumed(text, marked, _outermost(found))
    found += loose_quotes(text, marked, found)
    return sorted(found, key=lambda raw: (raw.content[0], raw.cue or raw.content[0]))


def _masked(text: str, marked: list[Quotation]) -> str:
    """*text* with the words in quotations blanked; a closing stop stays, so that sentences still end there."""
    pieces: list[str] = []
    at = 0
    for quotation in marked:
        start, end = quotation.span.start, quotation.inner.end
        keep = 1 if end > start and text[end - 1] in ".!?" else 0
        pieces += [text[at:start], MASK * (end - keep - start), text[end - keep : end]]
        at = end
        if quotation.closed:
            pieces.append(text[end : quotation.span.end])
            at = quotation.span.end
    return "".join([*pieces, text[at:]])


def _in_sentence(sentence: Sentence, text: str, quotes: _Quotes) -> list[RawAttribution]:
    found: list[RawAttribution] = []
    forms = cue_forms()
    source: Span | None = None
    floor = sentence.span.start
    for i in range(len(sentence.tokens)):
        low = sentence.low(i)
        if low == "according" and sentence.low(i + 1) == "to":
            raw = _according(sentence, i, floor)
        elif low in ("reportedly", "allegedly", "supposedly"):
            raw = _adverb(sentence, i)
        elif low in forms and not (sentence.capital(i) and i > 0):
            raw = _verb(sentence, i, forms[low], source, floor)
        else:
            continue
        if raw is None:
            continue
        raw = _stretched(raw, text, quotes)
        if raw.content and not _inside(raw, found):
            found = [*(_cut(before, raw, sentence.masked) for before in found), raw]
            source = raw.source or source
    return found


def _inside(raw: RawAttribution, found: list[RawAttribution]) -> bool:
    """Whether *raw* is nested: its source and cue lie in the content of one already found, and no clause was joined."""
    if raw.rule in ("joined", "participle"):
        return False
    return any(
        raw.cue and span.holds(raw.cue) and raw.source and span.holds(raw.source) for b in found for span in b.content
    )


def _cut(before: RawAttribution, after: RawAttribution, masked: str) -> RawAttribution:
    """*before* without what belongs to the coordinated or participial cue *after*."""
    if after.rule not in ("joined", "participle") or after.cue is None:
        return before
    cue = after.cue
    kept: list[Span] = []
    for span in before.content:
        end = span.end
        if span.start < cue.start < end:
            left = masked[span.start : cue.start].rstrip()
            end = span.start + len(left.removesuffix(" and").removesuffix(" but").rstrip(" ,—"))
        if end - span.start > 1:
            kept.append(Span(span.start, end))
    return replace(before, content=tuple(kept) or before.content)


def _verb(sentence: Sentence, i: int, cue: Cue, source: Span | None, floor: int) -> RawAttribution | None:
    first, passive = _group_start(sentence, i)
    if first is None:
        return None
    if passive:
        return _passive(sentence, first, i, cue)
    low = sentence.low(i)
    before = sentence.subject_before(first)
    if cue.form == "ing" and first == i:
        if cue.base == "cite":
            return None
        if sentence.low(i - 1) == "as" and sentence.low(i - 2) == "quoted":
            return _quoted_as(sentence, i, cue)
        return _joined(sentence, i, cue, source, "participle") if source and sentence.broken(i - 1) else None
    if before and (low not in lexicon("cues_ambiguous") or _firm(sentence, before, cue)):
        return _after_subject(sentence, before, first, i, cue)
    if cue.sort != "object" and _after_content(sentence, first) and (after := sentence.phrase_after(i + 1)):
        return _inverted(sentence, first, i, after, cue, floor)
    if (
        source
        and sentence.low(first - 1) in ("and", "but")
        and cue.form in ("past", "s")
        and low not in lexicon("cues_ambiguous")
    ):
        return _joined(sentence, i, cue, source, "joined")
    return None


def _quoted_as(sentence: Sentence, i: int, cue: Cue) -> RawAttribution | None:
    """ "S was quoted as saying C"."""
    first, _ = _group_start(sentence, i - 2)
    subject = sentence.subject_before(first) if first else None
    return _after_subject(sentence, subject, first, i, cue) if subject and first is not None else None


def _group_start(sentence: Sentence, i: int) -> tuple[int | None, bool]:
    """The first word of the verb group that ends with word *i*, and whether it is passive; None where refused."""
    helpers = lexicon("cue_helpers")
    first = i
    passive = False
    while first > 0 and not sentence.broken(first - 1):
        low = sentence.low(first - 1)
        if low in _REFUSED:
            return None, False
        if low not in helpers and not (low.endswith("ly") and len(low) > 4 and not sentence.capital(first - 1)):
            break
        passive = passive or (low in _PASSIVE and not sentence.low(i).endswith("ing"))
        first -= 1
    while first < i and sentence.low(first).endswith("ly"):
        first += 1
    return first, passive


def _firm(sentence: Sentence, subject: tuple[int, int], cue: Cue) -> bool:
    """Whether an ambiguous cue word is a verb here: a clear subject before it and something it can govern after."""
    last = subject[1]
    low = sentence.low(last)
    known = lexicon("unnamed_classes") | lexicon("body_nouns") | lexicon("document_nouns") | lexicon("office_nouns")
    if low in ("he", "she", "they", "we", "i", "it", "who"):
        return True
    plural = low.endswith("s") and not low.endswith("ss")
    clear = low in known or sentence.capital(last)
    return clear and (cue.form != "base" or plural or low in known)


def _after_content(sentence: Sentence, first: int) -> bool:
    gap = sentence.gap(first - 1)
    return "," in gap or MASK in gap or "—" in gap or "”" in gap or '"' in gap


def _passive(sentence: Sentence, first: int, i: int, cue: Cue) -> RawAttribution | None:
    """ "It was reported that C" has no source."""
    if sentence.low(first - 1) != "it" or sentence.low(i + 1) != "that" or cue.sort == "object":
        return None
    content = _rest(sentence, sentence.tokens[i + 2].start) if i + 2 < len(sentence.tokens) else None
    return RawAttribution(None, sentence.words_span(first, i), (content,), cue.base, "passive") if content else None


def _after_subject(sentence: Sentence, subject: tuple[int, int], first: int, i: int, cue: Cue) -> RawAttribution | None:
    source, verb = sentence.words_span(*subject), sentence.words_span(first, i)
    if (
        sentence.low(subject[0]) == "who"
        and subject[0] == subject[1]
        and (before := sentence.subject_before(subject[0]))
    ):
        source = sentence.words_span(*before)
    start, firm = _content_start(sentence, i, cue)
    left = _left(sentence, subject[0])
    quoted = MASK in sentence.gap(subject[0] - 1)
    if left and not firm and cue.sort != "object" and (quoted or not _governs(sentence, start)):
        if start is not None and sentence.gap(i).strip() == "," and (rest := _rest(sentence, start)):
            return RawAttribution(source, verb, (left, rest), cue.base, "within")
        return RawAttribution(source, verb, (left,), cue.base, "after")
    if start is None:
        return None
    if cue.sort in ("clause", "tell") and not firm and cue.base not in ("tell",):
        return None
    content = _rest(sentence, start)
    return RawAttribution(source, verb, (content,), cue.base, "before") if content else None


def _governs(sentence: Sentence, start: int | None) -> bool:
    """Whether a clause of three words or more begins at *start*, so that none before the subject is wanted."""
    return start is not None and sum(token.start >= start for token in sentence.tokens) >= 3


def _left(sentence: Sentence, subject: int) -> Span | None:
    """The clause before a reporting clause ("C, S said"), where a comma or closing mark parts them."""
    gap = sentence.gap(subject - 1)
    if not ("," in gap or MASK in gap or "—" in gap):
        return None
    end = sentence.tokens[subject].start
    while end > sentence.span.start and sentence.masked[end - 1] in _BLANK + ",—":
        end -= 1
    left = Span(sentence.span.start, end)
    count = sum(1 for token in sentence.tokens if token.end <= end)
    opener = sentence.low(0)
    if MASK not in left.of(sentence.masked) and (
        count < 4 or opener in lexicon("prepositions") or opener in lexicon("clause_openers")
    ):
        return left if count >= 9 and opener not in lexicon("clause_openers") else None
    return left


def _content_start(sentence: Sentence, i: int, cue: Cue) -> tuple[int | None, bool]:
    """Where the content begins after cue word *i*, as an offset, and whether "that" or a mark says so for sure."""
    last = len(sentence.tokens) - 1
    for j in range(i, min(last + 1, i + 16)):
        gap = sentence.gap(j)
        if MASK in gap and _opens_content(sentence, i, j, cue):
            return sentence.tokens[j].end + gap.index(MASK), ":" in gap or "," in gap or j == i
        if ":" in gap and j < last:
            return sentence.tokens[j + 1].start, True
        if j > i and j + 1 <= last and sentence.low(j + 1) == "that" and cue.sort != "object" and "," not in gap:
            return (sentence.tokens[j + 2].start, True) if j + 2 <= last else (None, False)
        if j == i and sentence.low(j + 1) in _COMPLEMENTS and not sentence.broken(j):
            k = j + 2 if sentence.low(j + 1) == "that" else j + 1
            return (sentence.tokens[k].start, True) if k <= last else (None, False)
        if sentence.broken(j) or (j > i and sentence.low(j + 1) in lexicon("clause_openers")):
            break
    if i >= last or sentence.gap(i).strip() not in ("", ","):
        return None, False
    return _bare_start(sentence, i, cue)


def _opens_content(sentence: Sentence, i: int, j: int, cue: Cue) -> bool:
    """Whether the quotation after word *j* is all that cue word *i* governs, adjuncts and addressee apart."""
    if cue.sort == "object":
        return False
    after = sentence.low(i + 1)
    adjunct = cue.sort == "tell" or after in lexicon("prepositions") or after in _DAYS or after.endswith("ly")
    return j == i or adjunct or not {",", ":"}.isdisjoint(sentence.gap(j))


def _bare_start(sentence: Sentence, i: int, cue: Cue) -> tuple[int | None, bool]:
    """The start of a clause that no "that" opens."""
    last = len(sentence.tokens) - 1
    j = i + 1
    while j <= last and (sentence.low(j) in _DAYS or (sentence.low(j) == "on" and sentence.low(j + 1) in _DAYS)):
        j += 1
    if cue.sort == "tell":
        j += 1
        while j <= last and sentence.capital(j) and sentence.capital(j - 1):
            j += 1
    if j > last or (sentence.broken(j - 1) and sentence.gap(i).strip() != ","):
        return None, False
    if sentence.low(j) in lexicon("prepositions") and cue.sort != "object" and last - j < 14:
        return None, False
    return (sentence.tokens[j].start, False) if last - j >= 1 else (None, False)


def _rest(sentence: Sentence, start: int) -> Span | None:
    """From the offset *start* to the sentence's end, its full stop left out."""
    citing = sentence.masked.find(", citing ", start, sentence.span.end)
    end = citing if citing > start else sentence.span.end
    while end > start and sentence.masked[end - 1] in _BLANK + ".":
        end -= 1
    return Span(start, end) if end - start > 3 else None


def _inverted(
    sentence: Sentence, first: int, i: int, after: tuple[int, int], cue: Cue, floor: int
) -> RawAttribution | None:
    """ "C, said S": the content stands before; what follows the source after a comma is content again."""
    end = sentence.tokens[first].start
    while end > floor and sentence.masked[end - 1] in _BLANK + ",—":
        end -= 1
    content = [Span(sentence.span.start, end)] if end - sentence.span.start > 2 else []
    place = sentence.tokens[after[1]].end
    tail = sentence.masked[place : sentence.span.end]
    if MASK in tail:
        content.append(Span(place + tail.index(MASK), sentence.span.end))
    if not content:
        return None
    return RawAttribution(
        sentence.words_span(*after), sentence.words_span(first, i), tuple(content), cue.base, "inverted"
    )


def _joined(sentence: Sentence, i: int, cue: Cue, source: Span, rule: str) -> RawAttribution | None:
    start, firm = _content_start(sentence, i, cue)
    if start is None or (cue.sort in ("clause", "tell") and not firm):
        return None
    content = _rest(sentence, start)
    return RawAttribution(source, sentence.words_span(i, i), (content,), cue.base, rule) if content else None


def _according(sentence: Sentence, i: int, floor: int) -> RawAttribution | None:
    after = sentence.phrase_after(i + 2)
    if after is None:
        return None
    cue = sentence.words_span(i, i + 1)
    last = after[1] if i > 1 else i + 2
    while last + 1 < len(sentence.tokens) and not sentence.broken(last) and last - i < 20:
        last += 1
    source = sentence.words_span(after[0], last)
    if i <= 1:
        content = _rest(sentence, sentence.tokens[last + 1].start) if last + 1 < len(sentence.tokens) else None
    else:
        end = sentence.tokens[i].start
        while end > floor and sentence.masked[end - 1] in _BLANK + ",—":
            end -= 1
        content = Span(sentence.span.start, end) if end - sentence.span.start > 3 else None
    return RawAttribution(source, cue, (content,), "according to", "according") if content else None


def _adverb(sentence: Sentence, i: int) -> RawAttribution | None:
    """ "Reportedly" makes its sentence somebody's unnamed word."""
    cue, whole = sentence.tokens[i], _rest(sentence, sentence.span.start)
    if whole is None:
        return None
    pieces = (Span(whole.start, cue.start), Span(cue.end + 1, whole.end))
    content = tuple(piece for piece in pieces if len(piece) > 2)
    return RawAttribution(None, cue, content, cue.of(sentence.masked).lower(), "adverb") if content else None


def _stretched(raw: RawAttribution, text: str, quotes: _Quotes) -> RawAttribution:
    """*raw* with its contents grown to whole quotations and trimmed of blanks."""
    content: list[Span] = []
    for span in raw.content:
        first, last = quotes.at(span.start), quotes.at(span.end - 1)
        start = min(span.start, first.span.start) if first else span.start
        end = max(span.end, last.span.end) if last else span.end
        while end > start and text[end - 1] in _BLANK + ",;—":
            end -= 1
        while start < end and text[start] in _BLANK + ",;:—":
            start += 1
        if end - start > 1:
            content.append(Span(start, end))
    return replace(raw, content=tuple(content))


def _outermost(found: list[RawAttribution]) -> list[RawAttribution]:
    """Those whose cue lies in no other's content."""
    kept: list[RawAttribution] = []
    reach: list[Span] = sorted(span for raw in found for span in raw.content)
    starts = [span.start for span in reach]
    for raw in found:
        place = raw.cue or raw.content[0]
        near = reach[max(0, bisect_right(starts, place.start) - 12) : bisect_right(starts, place.start)]
        if raw.rule in ("joined", "participle") or not any(
            span.holds(place) for span in near if span not in raw.content
        ):
            kept.append(raw)
    return kept


def _set_off(masked: str) -> list[RawAttribution]:
    """Paragraphs that a reporting clause with a colon introduces ("The report reads:")."""
    found: list[RawAttribution] = []
    spans = paragraphs(masked)
    forms = cue_forms()
    for one, following in pairwise(spans):
        if masked[one.end - 1] != ":":
            continue
        last = sentences(masked, Span(max(one.start, one.end - _LONGEST), one.end))[-1]
        sentence = Sentence.of(masked, last)
        for i in range(len(sentence.tokens) - 1, -1, -1):
            cue = forms.get(sentence.low(i))
            first, passive = _group_start(sentence, i) if cue else (None, False)
            subject = sentence.subject_before(first) if first is not None and not passive else None
            if cue and subject and first is not None and cue.sort != "object":
                verb = sentence.words_span(first, i)
                rule = "before" if masked[following.start] == MASK else "set off"
                found.append(RawAttribution(sentence.words_span(*subject), verb, (following,), cue.base, rule))
                break
    return found
