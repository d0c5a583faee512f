"""A document and its parts: spans, blocks, locators, dates; and what is said of any of them."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from whence.model.kinds import BlockKind


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open stretch ``[start, end)`` of a text, in Unicode code points."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters of *text* that the span covers."""
        return text[self.start : self.end]

    def shifted(self, by: int) -> Span:
        """The same stretch, *by* code points further on."""
        return Span(self.start + by, self.end + by)

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def holds(self, other: Span) -> bool:
        """Whether *other* lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def __len__(self) -> int:
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a finding was made: the rule that fired, its detail in words, and the words it rests on.

    ``here`` lies in the finding's own (or left) document, ``there`` in the other (or right) one.
    """

    rule: str
    detail: str
    here: Span | None = None
    there: Span | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """Material that could not be read or judged in full, and why. ``document`` is a file's name."""

    document: str
    stage: str
    detail: str


@dataclass(frozen=True, slots=True, order=True)
class DateRange:
    """The days on which something may have happened, both ends included."""

    first: dt.date
    last: dt.date


@dataclass(frozen=True, slots=True)
class Hyperlink:
    """An outgoing link: where its anchor stands and the address it names."""

    span: Span
    url: str


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of layout: a paragraph, a heading, a block quotation, ..."""

    span: Span
    kind: BlockKind


@dataclass(frozen=True, slots=True)
class OffsetRun:
    """``length`` code points of canonical text at ``canonical`` that stand unchanged at ``original``.

    ``original`` counts code points of the decoded input. Canonical characters in no run were made by the reader
    (line breaks between blocks, resolved entities).
    """

    canonical: int
    original: int
    length: int


@dataclass(frozen=True, slots=True)
class Locator:
    """That from ``start`` to the next locator the text stands at ``label`` of the original: "page 3", "line 12".

    The label is what a person would cite, counted from 1 as the reader of that format counts.
    """

    start: int
    label: str


@dataclass(frozen=True, slots=True)
class Document:
    """One file as read. ``id`` is the SHA-256 (hexadecimal) of its bytes; every field of metadata may be unknown.

    ``coverage`` is the share of the visible characters of the original that the canonical text keeps, 0 to 1.
    ``credits`` are the agencies or papers that the document itself credits for its text ("(Reuters)").
    ``locators`` are in the order of the text; ``offsets`` are known for plain text alone.
    """

    id: str
    name: str
    text: str
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    date: DateRange | None = None
    language: str | None = None
    url: str | None = None
    links: tuple[Hyperlink, ...] = ()
    credits: tuple[str, ...] = ()
    blocks: tuple[Block, ...] = ()
    offsets: tuple[OffsetRun, ...] = ()
    encoding: str | None = None
    coverage: float = 1.0
    problems: tuple[Problem, ...] = ()
    locators: tuple[Locator, ...] = ()

    def where(self, span: Span) -> str:
        """Where *span* stands in the original, as one would cite it ("page 3", "line 4–6"); empty if unknown."""
        first = bisect_right(self.locators, span.start, key=_start)
        last = bisect_left(self.locators, span.end, lo=first, key=_start)
        if not last:
            return ""
        begins, ends = self.locators[max(first - 1, 0)].label, self.locators[last - 1].label
        unit, _, number = ends.rpartition(" ")
        if begins == ends:
            return begins
        return f"{begins}–{number}" if begins.rpartition(" ")[0] == unit else f"{begins} to {ends}"


def _start(locator: Locator) -> int:
    return locator.start
