"""Quotations by their marks: straight, curly, German, French, Persian, single, double, two apostrophes.

Only outermost quotations are given, empty ones apart; an unclosed one ends at its paragraph. A single mark opens only
where it can be no apostrophe. Wrong where straight single marks hold a plural possessive.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from whence.model import Span
from whence.text.sentences import paragraphs, sentences

_MARK = re.compile("[\"“”„‟«»‹›‘’‚'「」『』]")
_CLOSES = {
    '"': '"”', "“": "”\"", "„": "“”\"‟", "‟": "”", "«": "»", "‹": "›", "»": "«", "›": "‹", "‘": "’'", "‚": "‘’",
    "'": "'’", "「": "」", "『": "』", "”": "”",
}  # fmt: skip
_DOUBLED_BEFORE_SPACE = re.compile(r"''(?=\s|$)")
_SINGLE = "‘’‚'‹›"
_OPENERS = "\"“„‟«‹‘‚'「『"


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words in quotation marks, within one paragraph.

    ``span`` includes the marks, ``inner`` does not; ``opened`` and ``closed`` say which marks stand there.
    Quotations with one ``run`` are the paragraphs of one quotation.
    """

    span: Span
    inner: Span
    opened: bool
    closed: bool
    run: int


def quotations(text: str) -> list[Quotation]:
    """The outermost quotations of *text* in order."""
    return list(_quotations(text))


@lru_cache(maxsize=1 << 13)
def _quotations(text: str) -> tuple[Quotation, ...]:
    """Kept for the last few thousand texts: steps that hold documents against each other ask for them in turn."""
    found: list[Quotation] = []
    pending: str | None = None
    last = ""
    run = -1
    plain = _DOUBLED_BEFORE_SPACE.sub('" ', text).replace("''", '"\u2060')
    for paragraph in paragraphs(text):
        pieces = _paragraph_pieces(plain, paragraph, pending)
        joins = pending is not None
        pending = None
        for number, (start, end, opened, closed) in enumerate(pieces):
            joined = number == 0 and joins and (not opened or (start == paragraph.start and plain[start] == last))
            run = run if joined else run + 1
            inner = Span(start + opened + (opened and _doubled(text, start)), end - closed)
            found.append(Quotation(Span(start, end + (closed and _doubled(text, end - 1))), inner, opened, closed, run))
            if opened and not closed and end == paragraph.end and plain[start] not in _SINGLE:
                pending = last = plain[start]
    return tuple(found)


def _doubled(text: str, place: int) -> bool:
    """Whether the mark at *place* is two apostrophes, as wire copy types it."""
    return text.startswith("''", place)


_ENDED = re.compile(r"[.!?…؟۔。]")
_LETTER = re.compile(r"[^\W\d_]")


def sentence_pieces(text: str, spans: Sequence[Span]) -> list[tuple[Span, ...]]:
    """The sentences of *spans*, each as its pieces: one that a reporting clause interrupts stays whole."""
    made: list[list[Span]] = []
    for span in spans:
        for place, piece in enumerate(sentences(text, span)):
            if place or not made or not goes_on(text, made[-1][-1], piece):
                made.append([piece])
            else:
                made[-1].append(piece)
    return [tuple(pieces) for pieces in made]


def goes_on(text: str, before: Span, after: Span) -> bool:
    """Whether *after* goes on with the sentence that *before* holds: no stop ends it in or after *before*."""
    if _ENDED.search(before.of(text)[-3:]):
        return False
    first = _LETTER.search(text, after.start, min(after.end, after.start + 8))
    return not _ENDED.search(text, before.end, after.start) or bool(first and first.group().islower())


def _paragraph_pieces(text: str, paragraph: Span, pending: str | None) -> list[tuple[int, int, bool, bool]]:
    """(start, end, opened, closed) of each outermost quotation of a paragraph; *pending* is a mark left open before."""
    pieces: list[tuple[int, int, bool, bool]] = []
    marks = list(_MARK.finditer(text, paragraph.start, paragraph.end))
    opened: int | None = None
    for place in (mark.start() for mark in marks):
        if opened is None:
            if _opens(text, place, paragraph):
                opened = place
            elif pending and not pieces and text[place] in _CLOSES[pending] and place > paragraph.start:
                pieces.append((paragraph.start, place + 1, False, True))
        elif text[place] in _CLOSES[text[opened]] and _shuts(text, place, paragraph, text[opened]):
            if place > opened + 1:
                pieces.append((opened, place + 1, True, True))
            opened = None
    if opened is not None and text[opened] not in _SINGLE:
        pieces.append((opened, paragraph.end, True, False))
    return pieces


def _opens(text: str, place: int, paragraph: Span) -> bool:
    mark = text[place]
    before = text[place - 1] if place > paragraph.start else " "
    after = text[place + 1] if place + 1 < paragraph.end else " "
    if mark == "”":
        return before.isspace() and after.isalnum()
    if mark in "»›":
        return not before.isalnum() and before.isspace() and after.isalnum()
    if mark not in _OPENERS or (after.isspace() and mark not in "«‹"):
        return False
    if mark in "\"'‘":
        return not before.isalnum() and (mark == '"' or before not in ".,!?")
    return True


def _shuts(text: str, place: int, paragraph: Span, opener: str) -> bool:
    after = text[place + 1] if place + 1 < paragraph.end else " "
    if opener in "‘'‚":
        return not after.isalnum() and not text[place - 1].isspace()
    return not (opener == '"' and after.isalnum() and text[place - 1].isspace())
