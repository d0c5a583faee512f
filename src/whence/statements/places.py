"""Where the propositions of a document stand: one for each sentence of an attribution's content, and the narrator's.

Wrong where one sentence holds two propositions: they stay one. What an attribution shares a sentence with is dropped
unless it is a main clause in front of it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence

from whence.model import Attribution, BlockKind, CueClass, Document, Form, Span
from whence.statements.wording import has_verb
from whence.text import NOTE_MARK, blanked, foreign, sentence_pieces, sentences, words

_SILENT = frozenset({BlockKind.HEADING, BlockKind.FURNITURE, BlockKind.CAPTION, BlockKind.TABLE})
_ACTS = frozenset({CueClass.STANCE, CueClass.MENTION})
_SENTENCE_END = re.compile(rf"[.!?…؟。][\"”’'»)\]]*{NOTE_MARK}$")
_BREAK_AFTER = re.compile(
    r"(?:[,;–—-]\s*)?(?:\b(?:and|but|while|although|though)\s*)?$"
    r"|[,;–—]\s*(?:after|amid|following|(?:even|just) as)\s*$"
)
_RELATIVE = re.compile(r"(?:which|who)\b")
_AND_THAT = re.compile(
    r",? (?:and|but) that (?=(?:the|an?|no|some|many|most|all|he|she|it|they|we|you|I|his|her|its|their|our|there|these"
    r"|those|nobody|nothing|every\w+|any\w+|\d+|[A-Z][\w’'-]+|[a-z]+s) )"
)
_DEPENDENT = frozenset({"after", "before", "when", "while", "as", "if", "although", "though", "because", "since"}) | {
    "asked",
    "speaking",
    "in",
    "on",
    "at",
    "by",
    "for",
    "with",
    "citing",
}


def attributed(text: str, found: Sequence[Attribution]) -> Iterator[tuple[Attribution, tuple[Span, ...]]]:
    """Each sentence of each content with the deepest attribution that governs it."""
    inner: dict[str, list[Span]] = defaultdict(list)
    for attribution in found:
        if attribution.within is not None:
            inner[attribution.within].append(extent(attribution))
    for attribution in found:
        nested = inner[attribution.id]
        for sentence in sentence_pieces(text, attribution.content):
            size = sum(map(len, sentence))
            taken = sum(_shared(piece, hole) for piece in sentence for hole in nested)
            if taken * 2 < size:
                yield from ((attribution, part) for part in _coordinated(text, sentence))


def _coordinated(text: str, sentence: tuple[Span, ...]) -> Iterator[tuple[Span, ...]]:
    """The two propositions of "that the wall fell and that nobody was hurt", else all of the sentence."""
    first, *others = sentence
    parted = _AND_THAT.search(text, first.start, first.end) if not others else None
    if parted and all(has_verb(text[a:b]) for a, b in ((first.start, parted.start()), (parted.end(), first.end))):
        yield (Span(first.start, parted.start()),)
        yield (Span(parted.end(), first.end),)
    else:
        yield sentence


def narrated(document: Document, found: Sequence[Attribution]) -> Iterator[Span]:
    """The sentences in the document's own voice, in a language that whence can read.

    A line without an end mark among others is a headline or furniture.
    """
    silent = [block.span for block in document.blocks if block.kind in _SILENT]
    text = blanked(document.text, [*silent, *foreign(document.text)])
    covered = _Ranges([span for a in found if not _is_act(a) for span in _parts(a)])
    title = " ".join((document.title or "").split())
    every = sentences(text)
    for sentence in every:
        if len(every) > 1 and not _SENTENCE_END.search(sentence.of(text)[-12:]):
            continue
        if " ".join(sentence.of(text).split()) == title:
            continue
        first = covered.first_in(sentence)
        if first is None:
            yield sentence
        elif (clause := _clause_before(text, sentence, first)) is not None:
            yield clause


def _is_act(attribution: Attribution) -> bool:
    """Whether the narrator tells what somebody did with words ("criticised the plan"), not what was told."""
    return attribution.cue_class in _ACTS and attribution.form is Form.INDIRECT


def extent(attribution: Attribution) -> Span:
    """From the first to the last character of an attribution."""
    parts = _parts(attribution)
    return Span(min(p.start for p in parts), max(p.end for p in parts))


def _parts(attribution: Attribution) -> list[Span]:
    return [s for s in (attribution.source, attribution.cue, *attribution.content) if s is not None]


def _shared(a: Span, b: Span) -> int:
    return max(0, min(a.end, b.end) - max(a.start, b.start))


def _clause_before(text: str, sentence: Span, first: Span) -> Span | None:
    """The main clause in front of the attribution that begins at *first*: "The wall fell, and the mayor said ...".

    A relative clause follows it without a break: "in the fire, which" or "in a fire which police said was set".
    """
    if first.start <= sentence.start:
        return None
    break_ = _BREAK_AFTER.search(text, max(sentence.start, first.start - 16), first.start)
    if break_ is None or not (break_.group().strip() or _RELATIVE.match(text, first.start)):
        return None
    clause = Span(sentence.start, break_.start())
    spoken = words(text, clause)
    if len(spoken) < 5 or spoken[0].of(text).lower() in _DEPENDENT:
        return None
    return clause


class _Ranges:
    """Spans, asked for the first that a stretch meets."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self._spans: list[Span] = []
        for span in sorted(s for s in spans if len(s)):
            if self._spans and span.start < self._spans[-1].end:
                last = self._spans.pop()
                span = Span(last.start, max(last.end, span.end))
            self._spans.append(span)
        self._ends = [span.end for span in self._spans]

    def first_in(self, stretch: Span) -> Span | None:
        place = bisect_left(self._ends, stretch.start + 1)
        if place < len(self._spans) and self._spans[place].overlaps(stretch):
            return self._spans[place]
        return None
