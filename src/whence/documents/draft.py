"""What one reader finds in one file, before it becomes a Document: plain values that can cross a process boundary.

It also lays out blocks: a blank line between two of them, white space inside them as the reader wants it.
"""

from __future__ import annotations

import base64
import datetime as dt
import json
import re
from collections import Counter
from dataclasses import dataclass, field

from whence.model import Block, BlockKind, DateRange, Hyperlink, Locator, Span
from whence.text import canonical

_SPACE = re.compile(r"[ \t\n\r\f\v]+")
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
"""Raised digits as they look: an exponent or the mark of a note is no part of the number before it."""
_UNITS = {BlockKind.HEADING: "heading", BlockKind.CAPTION: "caption", BlockKind.TABLE: "row"}


@dataclass(slots=True)
class Draft:
    """A document under way. ``problems`` are in plain words; ``attachments`` are (file name, bytes)."""

    text: str = ""
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    date: DateRange | None = None
    language: str | None = None
    url: str | None = None
    links: list[Hyperlink] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    locators: list[Locator] = field(default_factory=list)
    encoding: str | None = None
    coverage: float = 1.0
    problems: list[str] = field(default_factory=list)
    attachments: list[tuple[str, bytes]] = field(default_factory=list)

    def to_json(self) -> bytes:
        """The draft as JSON in ASCII."""
        date = self.date and [self.date.first.isoformat(), self.date.last.isoformat()]
        form = {
            "plain": [self.text, self.title, self.publisher, self.author, self.language, self.url, self.encoding],
            "date": date,
            "coverage": self.coverage,
            "links": [[link.span.start, link.span.end, link.url] for link in self.links],
            "blocks": [[block.span.start, block.span.end, block.kind.value] for block in self.blocks],
            "locators": [[locator.start, locator.label] for locator in self.locators],
            "problems": self.problems,
            "attachments": [[name, base64.b64encode(raw).decode("ascii")] for name, raw in self.attachments],
        }
        return json.dumps(form).encode("ascii")

    @classmethod
    def from_json(cls, raw: bytes) -> Draft:
        """The draft that `to_json` wrote; ValueError, KeyError or TypeError where it did not."""
        form = json.loads(raw)
        text, title, publisher, author, language, url, encoding = form["plain"]
        date = form["date"] and DateRange(*(dt.date.fromisoformat(day) for day in form["date"]))
        return cls(
            text=text,
            title=title,
            publisher=publisher,
            author=author,
            date=date or None,
            language=language,
            url=url,
            encoding=encoding,
            coverage=form["coverage"],
            links=[Hyperlink(Span(start, end), url) for start, end, url in form["links"]],
            blocks=[Block(Span(start, end), BlockKind(kind)) for start, end, kind in form["blocks"]],
            locators=[Locator(start, label) for start, label in form["locators"]],
            problems=form["problems"],
            attachments=[(name, base64.b64decode(content)) for name, content in form["attachments"]],
        )


class Layout:
    """Builds canonical text block by block; `write` collapses white space, `line` breaks, `end` closes the block.

    Each block is located by its number among its like, or with *paged* by what `reach` named last.
    """

    def __init__(self, paged: bool = False) -> None:
        self.blocks: list[Block] = []
        self.links: list[Hyperlink] = []
        self.locators: list[Locator] = []
        self._paged = paged
        self._reached = ""
        self._numbers: Counter[str] = Counter()
        self._pieces: list[str] = []
        self._length = 0
        self._start = 0
        self._blank = True

    @property
    def here(self) -> int:
        """Where the next character will stand, as far as is known."""
        return self._length

    @property
    def text(self) -> str:
        """Everything written so far, in closed blocks or not."""
        return "".join(self._pieces).rstrip()

    @property
    def empty(self) -> bool:
        """Whether the open block has no character yet."""
        return self._length == self._start

    @property
    def broken(self) -> bool:
        """Whether the open block ends with a line break."""
        return not self.empty and self._pieces[-1] == "\n"

    def write(self, words: str) -> None:
        """Add *words* to the open block, runs of white space as one space."""
        clean = _SPACE.sub(" ", canonical(words)[0])
        if self._blank:
            clean = clean.lstrip(" ")
        if clean:
            self._add(clean)
            self._blank = clean.endswith(" ")

    def line(self) -> None:
        """Break the line inside the open block; nothing at its beginning."""
        if not self.empty:
            self._trim()
            self._add("\n")
            self._blank = True

    def verbatim(self, words: str) -> None:
        """Add *words* with their own white space."""
        clean = canonical(words)[0]
        clean = clean.lstrip() if self.empty else clean
        if clean:
            self._add(clean)
            self._blank = False

    def link(self, start: int, url: str) -> None:
        """Note that the words from *start* to here lead to *url*; nothing where there are no words."""
        if self._length > start:
            self.links.append(Hyperlink(Span(start, self._length), url))

    def reach(self, label: str) -> None:
        """From the next words on, what is written stands at *label* of the original."""
        self._reached = "" if self.locators and self.locators[-1].label == label else label

    def end(self, kind: BlockKind, label: str = "") -> None:
        """Close the open block as *kind*, which stands at *label* or is numbered; an empty one leaves no trace."""
        self._trim(lines=True)
        if self._length > self._start:
            self.blocks.append(Block(Span(self._start, self._length), kind))
            if not self._paged:
                numbered = self._numbered(kind)
                self.locators.append(Locator(self._start, label or numbered))
            self._add("\n\n")
            self._start = self._length
        self._blank = True

    def _numbered(self, kind: BlockKind) -> str:
        unit = _UNITS.get(kind, "paragraph")
        self._numbers[unit] += 1
        return f"{unit} {self._numbers[unit]}"

    def _add(self, words: str) -> None:
        if self._reached and not words.isspace():
            self.locators.append(Locator(self._length, self._reached))
            self._reached = ""
        self._pieces.append(words)
        self._length += len(words)

    def _trim(self, lines: bool = False) -> None:
        while self._pieces and self._length > self._start:
            last = self._pieces[-1]
            kept = last.rstrip() if lines else last.rstrip(" ")
            self._length -= len(last) - len(kept)
            if kept:
                self._blank = self._blank and len(kept) == len(last)
                self._pieces[-1] = kept
                return
            self._pieces.pop()
