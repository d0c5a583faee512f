"""Finds source, cue and content in a language that whence knows by its word lists alone (``text/lexicons/<language>``).

Fit for languages that put the cue before "that" and the content (Spanish); precise rather than complete. A cue without
a subject goes on with the last speaker. Wrong where a noun phrase is longer than its first mark or listed stop word.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache, partial

from whence.attributions.clauses import BLANK, rest
from whence.attributions.hiding import Quotes, masked, stretched
from whence.attributions.raw import Finder, RawAttribution, outermost
from whence.attributions.resumed import loose_quotes, resumed
from whence.attributions.sentence import MASK, Sentence
from whence.model import Span
from whence.text import lexicon, lexicon_pairs, quotations, sentences

_LONGEST, _REACH = 6000, 14


@dataclass(frozen=True, slots=True)
class _Lists:
    """The words of one language. ``cues`` gives the stance of each form; ``after_helper`` are forms that need one."""

    language: str
    cues: dict[str, str]
    after_helper: frozenset[str]
    according: tuple[tuple[str, ...], ...]

    def has(self, name: str, word: str) -> bool:
        """Whether the list *name* holds *word*."""
        return word in lexicon(name, self.language)


@cache
def _lists(language: str) -> _Lists:
    cues: dict[str, str] = {}
    after_helper: set[str] = set()
    for value in lexicon_pairs("cues", language).values():
        stance, *forms = value.split()
        for form in forms:
            cues[form.lstrip("+")] = stance
            if form.startswith("+"):
                after_helper.add(form[1:])
    according = sorted((tuple(phrase.split()) for phrase in lexicon("according", language)), key=len, reverse=True)
    return _Lists(language, cues, frozenset(after_helper), tuple(according))


def finder_for(language: str) -> Finder:
    """The finder by the word lists of *language*. Raises ``WhenceError`` where there are none."""
    return partial(_find, _lists(language))


def _find(known: _Lists, text: str) -> list[RawAttribution]:
    marked = quotations(text)
    quotes, hidden = Quotes(marked, [q.span.start for q in marked]), masked(text, marked)
    found: list[RawAttribution] = []
    for span in sentences(hidden):
        if len(span) <= _LONGEST:
            raws = (stretched(raw, text, quotes) for raw in _in_sentence(known, Sentence.of(hidden, span)))
            found += [raw for raw in raws if raw.content]
    found = resumed(text, marked, outermost(found))
    found += loose_quotes(text, marked, found)
    return sorted(found, key=lambda raw: (raw.content[0], raw.cue or raw.content[0]))


def _in_sentence(known: _Lists, sentence: Sentence) -> list[RawAttribution]:
    found: list[RawAttribution] = []
    for i, low in enumerate(sentence.lows):
        phrase = next((one for one in known.according if sentence.lows[i : i + len(one)] == one), None)
        if phrase:
            raw = _according(known, sentence, i, i + len(phrase))
        elif known.has("adverbs", low):
            raw = _adverb(sentence, i)
        elif low in known.cues:
            raw = _verb(known, sentence, i)
        else:
            continue
        if raw and raw.rule == "joined":
            found[-1:] = _parted(sentence, found[-1], raw) if found and found[-1].source else []
        elif raw:
            found = [one for one in found if not _doubt_in(one, raw)]
            found.append(raw)
    return found


def _doubt_in(one: RawAttribution, raw: RawAttribution) -> bool:
    """Whether *one* is an adverb of doubt within what *raw* reports."""
    return one.rule == "adverb" and one.cue is not None and any(span.holds(one.cue) for span in raw.content)


def _fronted(known: _Lists, sentence: Sentence, opens: int) -> bool:
    """Whether all that stands before word *opens* is one adjunct and a comma: "Sin embargo, reconoció que"."""
    inside = sentence.lows[:opens]
    whole = sentence.gap(opens - 1).strip() == "," and not any(sentence.broken(k) for k in range(opens - 1))
    return whole and known.has("fronts", inside[0]) and not any(word in known.cues for word in inside)


def _parted(sentence: Sentence, before: RawAttribution, after: RawAttribution) -> list[RawAttribution]:
    """ "S negó que C y aseguró que D": the first ends before "y", the second has the source of the first."""
    assert after.cue is not None
    joint = max(token.start for token in sentence.tokens if token.end <= after.cue.start)
    last = before.content[-1]
    if not last.start < joint < last.end:
        return [before]
    end = last.start + len(sentence.masked[last.start : joint].rstrip(BLANK + ","))
    return [
        replace(before, content=(*before.content[:-1], Span(last.start, end))),
        replace(after, source=before.source),
    ]


def _according(known: _Lists, sentence: Sentence, i: int, after: int) -> RawAttribution | None:
    """ "Según S, C" and "C, según S"."""
    opens = i == 0 or (not sentence.broken(i - 1) and sentence.capital(i))
    last = _phrase_end(known, sentence, after, opens)
    if last is None or any(known.has("conform", sentence.low(k)) for k in range(after, last + 1)):
        return None
    if opens:
        start = last + 1
        content = rest(sentence, sentence.tokens[start].start) if start < len(sentence.tokens) else None
    else:
        content = _before(sentence, i)
    source, cue = sentence.words_span(after, last), sentence.words_span(i, after - 1)
    return RawAttribution(source, cue, (content,), "according to", "according") if content else None


def _adverb(sentence: Sentence, i: int) -> RawAttribution | None:
    """ "El empleado presuntamente vendió ..." is somebody's unnamed word."""
    cue, whole = sentence.tokens[i], rest(sentence, sentence.span.start)
    pieces = [Span(whole.start, cue.start), Span(cue.end, whole.end)] if whole and whole.end > cue.end else []
    content = tuple(piece for piece in pieces if len(piece) > 2)
    return RawAttribution(None, cue, content, "allege", "adverb") if content else None


def _verb(known: _Lists, sentence: Sentence, i: int) -> RawAttribution | None:
    """ "S dijo que C", "S dijo: Q", "Q, dijo S", "se dice que C"."""
    first = i
    while first and known.has("helpers", sentence.low(first - 1)) and not sentence.broken(first - 1):
        first -= 1
    if first == i and sentence.low(i) in known.after_helper:
        return None
    opens = first
    while opens and known.has("between", sentence.low(opens - 1)) and not sentence.broken(opens - 1):
        opens -= 1
    base, nobody = known.cues[sentence.low(i)], known.has("nobody", sentence.low(first - 1))
    if nobody:
        start = _after_that(known, sentence, i)
        content = rest(sentence, start) if start is not None else None
        cue = sentence.words_span(first - 1, i)
        return RawAttribution(None, cue, (content,), base, "passive") if content else None
    head = _clause_head(known, sentence, opens)
    if any(known.has("unsaid", sentence.low(k)) for k in (opens - 1, head, head - 1)):
        return None
    subject = _subject(known, sentence, opens, head)
    cue = sentence.words_span(first, i)
    if (start := _content_start(known, sentence, i, base)) is not None:
        joined = known.has("joints", sentence.low(opens - 1))
        if subject is None and opens and not joined and not _fronted(known, sentence, opens):
            return None
        content = rest(sentence, start)
        rule = "before" if subject else "joined" if joined else "no subject"
        return RawAttribution(subject, cue, (content,), base, rule) if content else None
    return _inverted(known, sentence, first, i, base) if subject is None else None


def _inverted(known: _Lists, sentence: Sentence, first: int, i: int, base: str) -> RawAttribution | None:
    """ "C, dijo S" and "Q, dijo S, Q"; "Q, dijo" has the last speaker."""
    last = _phrase_end(known, sentence, i + 1)
    content = _before(sentence, first)
    if i + 1 == len(sentence.tokens) and content and MASK in sentence.gap(first - 1):
        return RawAttribution(None, sentence.words_span(first, i), (content,), base, "no subject")
    if last is None or content is None or ("," not in sentence.gap(first - 1) and MASK not in sentence.gap(first - 1)):
        return None
    more = sentence.masked.find(MASK, sentence.tokens[last].end, sentence.span.end)
    later = rest(sentence, more) if more >= 0 else None
    pieces = (content, later) if later else (content,)
    return RawAttribution(sentence.words_span(i + 1, last), sentence.words_span(first, i), pieces, base, "after")


def _content_start(known: _Lists, sentence: Sentence, i: int, base: str) -> int | None:
    """Where the content begins: after "que", a colon or an opening mark, or at the word of a reported question."""
    if (start := _after_that(known, sentence, i)) is not None:
        return start
    gap = sentence.gap(i)
    if ":" in gap and MASK in gap:
        return sentence.tokens[i].end + gap.index(MASK)
    if ":" in gap and i + 1 < len(sentence.tokens):
        return sentence.tokens[i + 1].start
    if base == "ask" and known.has("whether", sentence.low(i + 1)):
        return sentence.tokens[i + 1].start
    return None


def _after_that(known: _Lists, sentence: Sentence, i: int) -> int | None:
    """The start of the words after "que", which stands right after cue word *i* or after an addressee or adjunct."""
    last = len(sentence.tokens) - 1
    adjunct = known.has("adjuncts", sentence.low(i + 1))
    for j in range(i + 1, min(last, i + 9)):
        if sentence.broken(j - 1):
            return None
        if known.has("that", sentence.low(j)):
            return sentence.tokens[j + 1].start
        if not adjunct:
            return None
    return None


def _clause_head(known: _Lists, sentence: Sentence, opens: int) -> int:
    """The first word of the clause whose cue group begins at word *opens*, an apposition between commas included."""
    head = _back(known, sentence, opens)
    if head == opens and sentence.gap(opens - 1).strip() == ",":
        comma = next((k for k in range(opens - 2, max(-1, opens - 2 - _REACH), -1) if sentence.broken(k)), -1)
        if comma >= 0 and any(known.has("that", sentence.low(k)) for k in (comma + 1, comma + 2)):
            return _back(known, sentence, comma)
        inner = _back(known, sentence, opens - 1)
        outer = _back(known, sentence, inner - 1) if inner and sentence.gap(inner - 1).strip() == "," else inner
        if outer < inner and sentence.capital(inner - 1):
            return outer
    return head


def _back(known: _Lists, sentence: Sentence, end: int) -> int:
    """The first of the words before *end* that no mark or stop word parts from it."""
    first = max(end, 0)
    while first and end - first < _REACH and not sentence.broken(first - 1):
        if known.has("stops", sentence.low(first - 1)) or known.has("unsaid", sentence.low(first - 1)):
            break
        first -= 1
    return first


def _subject(known: _Lists, sentence: Sentence, opens: int, head: int) -> Span | None:
    """The noun phrase of words *head* to *opens*, if it can speak: a pronoun, a name, or a noun with its article."""
    words = sentence.lows[head:opens]
    alone = all(known.has("articles", word) for word in words)
    if alone or MASK in sentence.gap(opens - 1) or any(known.has("nobody", word) for word in words):
        return None
    return sentence.words_span(head, opens - 1) if _nominal(known, sentence, head) else None


def _nominal(known: _Lists, sentence: Sentence, first: int) -> bool:
    low = sentence.low(first)
    opens = any(known.has(name, low) for name in ("articles", "indefinite", "unnamed_classes", "body_nouns"))
    return opens or low in lexicon_pairs("pronouns", known.language) or sentence.capital(first)


def _phrase_end(known: _Lists, sentence: Sentence, first: int, opens: bool = False) -> int | None:
    """The last word of the noun phrase that begins with word *first*, its apposition included.

    Where the phrase *opens* its sentence, an apposition needs a comma after it too.
    """
    if first >= len(sentence.tokens) or sentence.broken(first - 1) or not _nominal(known, sentence, first):
        return None
    last = first
    while last + 1 < len(sentence.tokens) and not sentence.broken(last) and last - first < _REACH:
        if known.has("stops", sentence.low(last + 1)):
            return last
        last += 1
    return _apposed(known, sentence, last, opens)


def _apposed(known: _Lists, sentence: Sentence, last: int, opens: bool) -> int:
    """The last word of the apposition after word *last*: a description of a name, or a name of one described."""
    end = last + 1
    while end + 1 < len(sentence.tokens) and not sentence.broken(end):
        end += 1
    plain = sentence.gap(last).strip() == "," and end < len(sentence.tokens) and end - last < _REACH
    if not plain or sentence.gap(end).strip() not in ((",",) if opens else (".", ",", "")):
        return last
    if any(known.has("stops", sentence.low(k)) for k in range(last + 1, end + 1)):
        return last
    named = all(sentence.capital(k) for k in range(last + 1, end + 1))
    described = sentence.capital(last) and not sentence.capital(last + 1)
    return end if described or (named and not sentence.capital(last)) else last


def _before(sentence: Sentence, i: int) -> Span | None:
    """The words before word *i*, from the sentence's start."""
    end = sentence.tokens[i].start
    while end > sentence.span.start and sentence.masked[end - 1] in BLANK + ",—":
        end -= 1
    return Span(sentence.span.start, end) if end - sentence.span.start > 3 else None
