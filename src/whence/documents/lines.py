"""The lines of a PDF page with their places, column by column where a page was drawn row by row.

Columns are told by a gap that several rows share, and numbered lines, as in transcripts, by numbers that count up at
their left. Wrong on rows of a table with long cells, which read like columns.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import pypdfium2 as pdfium

from whence.documents.draft import RAISED

_LINE = re.compile(r"[^\r\n\ufffe\x02]+[\ufffe\x02]?")
_NUMBER = re.compile(r"(?<!\d)(?:(?<=\S)\d{1,3}|\d{2,6})(?!\d)")
"""Digits of which some may be raised."""
_SMALL = 0.85
_GAP = re.compile(r"\s+")
_WIDE = 1.6
"""A gap between words of so many heights of their font is no space; between two columns there is one."""
_ROWS, _COUNTED, _MARK = 4, 8, 6
_MOST = 200
"""Numbered lines on a page at most."""
_PROSE = 18
"""Code points that a row of a column has at least, on average."""


@dataclass(frozen=True, slots=True)
class Line:
    """The words of a line, how far it begins and ends from the left of its page and stands from its foot, in points.

    ``size`` is the height of its font, 0 where its place is unknown; ``broken`` says that a word goes on in the next,
    ``cells`` that it is a row of a table, and ``number`` is the one that is printed beside it, 0 for none.
    """

    words: str
    left: float = 0.0
    right: float = 0.0
    foot: float = 0.0
    size: float = 0.0
    broken: bool = False
    cells: bool = False
    number: int = 0


def lines(page: pdfium.PdfPage) -> list[Line]:
    """The lines of *page* in the order of reading, as far as the file or shared gaps tell it."""
    textpage = page.get_textpage()
    text = textpage.get_text_range()
    rows: list[list[Line]] = []
    for row in filter(None, (_row(textpage, text, found) for found in _LINE.finditer(text))):
        if rows and _goes_on(rows[-1][-1], row[0]):
            rows[-1] += row
        else:
            rows.append(row)
    rows = _numbered(rows)
    middle = _gutter(rows)
    return _tabled(rows) if middle is None else list(_columns(rows, middle))


def _numbered(rows: list[list[Line]]) -> list[list[Line]]:
    """Rows without the numbers that count lines at their left; those beside one bear it."""
    marks = [row[0] for row in rows if row[0].size and row[0].words.isdecimal() and len(row[0].words) < 4]
    runs: list[list[Line]] = []
    for mark in marks:
        if runs and int(mark.words) == int(runs[-1][-1].words) + 1:
            runs[-1].append(mark)
        else:
            runs.append([mark])
    run = max(runs, key=len, default=[])
    if not _COUNTED <= len(run) <= _MOST:
        return rows
    kept = ([piece for piece in row if piece not in run] for row in rows)
    return [[replace(row[0], number=_beside(row[0], run)), *row[1:]] for row in kept if row]


def _beside(line: Line, run: Sequence[Line]) -> int:
    near = min(run, key=lambda mark: abs(mark.foot - line.foot))
    return int(near.words) if line.size and abs(near.foot - line.foot) < 0.5 * line.size else 0


def _goes_on(last: Line, line: Line) -> bool:
    """Whether *line* stands right of *last* on the same height, as cells do that PDFium takes for lines."""
    return bool(last.size and line.size) and abs(last.foot - line.foot) < 0.2 * line.size and line.left > last.right


def _row(textpage: pdfium.PdfTextPage, text: str, found: re.Match[str]) -> list[Line]:
    """What stands on one line, cut at wide gaps."""
    words = found.group().rstrip("\ufffe\x02")
    broken = len(words) < len(found.group()) or words.endswith("\xad")
    start = found.start() + len(words) - len(words.lstrip())
    end = found.start() + len(words.rstrip(" \xad"))
    if start >= end:
        return []
    cuts = [start]
    for gap in _GAP.finditer(text, start, end):
        before, after = _box(textpage, gap.start() - 1), _box(textpage, gap.end())
        if before and after and after[0] - before[2] > _WIDE * (before[3] - before[1]):
            cuts += [gap.start(), gap.end()]
    cuts.append(end)
    pieces = [_line(textpage, text, *bounds) for bounds in zip(cuts[::2], cuts[1::2], strict=True)]
    return [*pieces[:-1], replace(pieces[-1], broken=broken)]


def _line(textpage: pdfium.PdfTextPage, text: str, start: int, end: int) -> Line:
    words = text[start:end]
    first, last = _box(textpage, start), _box(textpage, end - 1)
    if not first or not last or abs(first[1] - last[1]) > first[3] - first[1] or last[2] < first[0]:
        return Line(words)
    size = max(first[3] - first[1], last[3] - last[1])
    for number in _NUMBER.finditer(text, start, end):
        marks = [_is_raised(_box(textpage, place), first[1], size) for place in range(*number.span())]
        shown = (digit.translate(RAISED) if mark else digit for digit, mark in zip(number[0], marks, strict=True))
        words = words[: number.start() - start] + "".join(shown) + words[number.end() - start :]
    return Line(words, first[0], last[2], first[1], size)


def _is_raised(box: tuple[float, float, float, float] | None, foot: float, size: float) -> bool:
    return box is not None and box[3] - box[1] < _SMALL * size and box[1] > foot + 0.1 * size


def _box(textpage: pdfium.PdfTextPage, place: int) -> tuple[float, float, float, float] | None:
    """Left, bottom, right and top of the character at *place* of the text."""
    try:
        left, bottom, right, top = textpage.get_charbox(place, loose=True)
    except (pdfium.PdfiumError, IndexError, ValueError):
        return None
    return (left, bottom, right, top) if top > bottom else None


def _joined(row: Sequence[Line], cells: bool = False) -> Line:
    words = (" | " if cells else " ").join(line.words for line in row)
    size = max(line.size for line in row) if all(line.size for line in row) else 0.0
    return Line(words, row[0].left, row[-1].right, row[0].foot, size, row[-1].broken, cells, row[0].number)


def _tabled(rows: Sequence[Sequence[Line]]) -> list[Line]:
    """Each row as a line; those whose second piece stands above or below another's are rows of a table."""
    found = []
    for place, row in enumerate(rows):
        near = [*rows[max(0, place - 1) : place], *rows[place + 1 : place + 2]]
        found.append(_joined(row, any(_aligned(row, other) for other in near)))
    return found


def _aligned(row: Sequence[Line], other: Sequence[Line]) -> bool:
    if len(row) < 2 or len(other) < 2 or row[0].words.endswith(":"):
        return False
    if len(row) == 2 and len(row[0].words) < _MARK and len(row[1].words) > _PROSE:  # "12." before its paragraph
        return False
    return row[1].left < other[1].right and other[1].left < row[1].right


def _gutter(rows: Sequence[Sequence[Line]]) -> float | None:
    """The middle of the gap that at least `_ROWS` rows of two pieces of prose share, if there is one."""
    pairs = [row for row in rows if len(row) == 2 and all(line.size for line in row)]
    if len(pairs) < _ROWS or any(sum(len(row[side].words) for row in pairs) < _PROSE * len(pairs) for side in (0, 1)):
        return None
    left, right = max(row[0].right for row in pairs), min(row[1].left for row in pairs)
    return (left + right) / 2 if left < right else None


def _columns(rows: Sequence[Sequence[Line]], middle: float) -> Iterator[Line]:
    """Between rows that cross the *middle*, what stands left of it and then what stands right of it."""
    left: list[Line] = []
    right: list[Line] = []
    for row in rows:
        if any(not line.size or line.left < middle < line.right for line in row):
            yield from (*left, *right, _joined(row))
            left, right = [], []
            continue
        for line in row:
            (left if line.right < middle else right).append(line)
    yield from (*left, *right)
