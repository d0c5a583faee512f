"""Lines of pages to paragraphs that may go on over a column or a page; notes at a page's foot wait for their end.

A paragraph ends at a wide gap, at another size of font, before an indent, and after a line in which the next word had
room. Wrong beside pictures that narrow a column, and on poems.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median

from whence.documents.draft import Layout
from whence.documents.lines import Line
from whence.documents.plain import field_of
from whence.model import BlockKind
from whence.text import NOTE_MARK

_ENDED = re.compile(rf"[.!?:”\"»’؟](?:{NOTE_MARK}|\d{{1,2}})$")
_GAP = 1.35
"""Lines farther apart than so many times the usual distance are of two paragraphs."""
_FEW_PITCH = 1.4
"""The distance of lines at most, in heights of the font, where too few lines tell what is usual."""
_SMALLER, _LARGER = 0.9, 1.12
_INDENT = 0.6
_SHORT = 0.6
_CROSSES = 1.9
_NEAR = 4
_ITEM = re.compile(r"(?:[•▪◦*–—-]|\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)]|\d{1,3}(?= \S))\s*\S")


class Flow:
    """Builds one text of the pages of a document; every line of it (*every*) says what is usual there."""

    def __init__(self, every: Sequence[Line]) -> None:
        self.layout = Layout(paged=True)
        sizes = Counter[float]()
        for line in every:
            sizes[round(line.size, 1)] += len(line.words)
        self._size = max(sizes, key=lambda size: sizes[size], default=0.0)
        drops = [a.foot - b.foot for a, b in pairwise(every) if a.size and b.size]
        usual = [drop for drop in drops if 0.5 * self._size < drop < 3 * self._size]
        self._pitch = median(usual) if len(usual) > _NEAR else min([*usual, _FEW_PITCH * self._size])
        self._widest = max((line.right for line in every if line.size <= _LARGER * self._size), default=0.0)
        self._last: Line | None = None
        self._edge = 0.0
        self._notes: list[tuple[int, Sequence[Line]]] = []

    def page(self, number: int, found: Sequence[Line]) -> None:
        """Add the lines of page *number*; small ones at its foot are notes."""
        self.layout.reach(f"page {number}")
        body = list(found)
        while body and body[-1].size and body[-1].size < _SMALLER * self._size:
            body.pop()
        notes = found[len(body) :] if body else []
        self._paragraphs(body or found, number)
        if notes:
            self._notes.append((number, notes))
        if self._last is None or _ENDED.search(self._last.words):
            self._put_notes()

    def end(self, furniture: Iterable[tuple[int, Line]]) -> None:
        """Close the text; *furniture* (each line with its page) stands at its end."""
        self._close(0)
        for number, line in furniture:
            self.layout.reach(f"page {number}")
            self.layout.write(line.words)
            self.layout.end(BlockKind.FURNITURE)

    def _paragraphs(self, found: Sequence[Line], number: int) -> None:
        for place, line in enumerate(found):
            following = found[place + 1] if place + 1 < len(found) else None
            if self._last is not None and self._parted(self._last, line, following, bool(place)):
                self._close(number)
            self.layout.reach(f"page {number}, line {line.number}" if line.number else f"page {number}")
            self.layout.write(line.words if line.broken else line.words + " ")
            if line.cells:
                self.layout.end(BlockKind.TABLE)
            near = [one.right for one in found[max(0, place - _NEAR) : place + _NEAR + 1] if _alike(one, line)]
            self._last, self._edge = line, _edge(near, line.left) if len(near) > 2 else self._widest

    def _close(self, number: int) -> None:
        """End the paragraph, put the notes that waited for it, and go on at page *number*."""
        self.layout.end(BlockKind.PARAGRAPH)
        self._last = None
        if self._notes:
            self._put_notes()
            self.layout.reach(f"page {number}")

    def _put_notes(self) -> None:
        waiting, self._notes = self._notes, []
        for number, notes in waiting:
            self.layout.end(BlockKind.PARAGRAPH)
            self._last = None
            self.layout.reach(f"page {number}")
            self._paragraphs(notes, number)
            self.layout.end(BlockKind.PARAGRAPH)
            self._last = None

    def _parted(self, last: Line, line: Line, following: Line | None, same_page: bool) -> bool:
        """Whether a paragraph ends between two lines that follow one another."""
        if last.broken:
            return False
        if field_of(line.words) or field_of(last.words):
            return True
        ends = bool(_ENDED.search(last.words))
        if line.cells or last.cells or (ends and _ITEM.match(line.words)):
            return True
        if not last.size or not line.size:
            return ends and len(last.words) < len(line.words)
        if not _SMALLER < line.size / last.size < _LARGER:
            return True
        drop = last.foot - line.foot
        if same_page and drop > _GAP * self._pitch > 0:
            return True
        if (
            ends
            and following is not None
            and _alike(following, line)
            and line.left - following.left > _INDENT * line.size
        ):
            return True
        if ends and same_page and drop > 0 and last.left - line.left > _INDENT * line.size:
            return True
        return self._had_room(last, line) and (ends or (not line.words[0].islower() and self._is_short(last)))

    def _had_room(self, last: Line, line: Line) -> bool:
        """Whether the first word of *line* could have stood at the end of *last*."""
        letter = (line.right - line.left) / len(line.words)
        return self._edge - last.right > letter * (len(line.words.split()[0]) + 1) + 0.3 * line.size

    def _is_short(self, last: Line) -> bool:
        return last.right - last.left < _SHORT * (self._edge - last.left)


def _edge(rights: Sequence[float], left: float) -> float:
    """The widest of some lines, unless it is so much wider than the next that it crosses columns."""
    second, first = sorted(rights)[-2:]
    return second if len(rights) > _NEAR and first - left > _CROSSES * (second - left) else first


def _alike(one: Line, other: Line) -> bool:
    """Whether two lines may be of one column and one kind."""
    return bool(one.size) and abs(one.left - other.left) < 4 * other.size and _SMALLER < one.size / other.size < _LARGER
