"""PDF to a Draft by PDFium: lines joined to paragraphs, words broken at line ends joined, notes after their paragraph.

Paragraph ends are guessed from gaps, indents, sizes and lines that had room for the next word. Running heads and feet
stand once, at the end, as furniture; page numbers are left out. Scanned pages hold no text and are reported.
"""

from __future__ import annotations

import re
from collections import Counter

import pypdfium2 as pdfium

from whence.documents.dates import date_of
from whence.documents.draft import Draft
from whence.documents.flow import Flow
from whence.documents.lines import Line, lines

_PAGES = 3000
_NUMBER = re.compile(r"^\W*(?:page\s+|p\.\s*)?(?:\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?|[ivxl]{1,6})\W*$", re.IGNORECASE)
_JUNK_TITLE = re.compile(
    r"^(?:untitled|\(anonymous\)|microsoft word|.*\.(?:docx?|pdf|indd|rtf|odt|tex))(?!\w)", re.IGNORECASE
)
_JUNK_AUTHORS = frozenset(("", "(anonymous)", "anonymous", "unknown", "user", "admin", "administrator"))
_DIGITS = re.compile(r"\d+")
_Edge = tuple[str, int]
_EDGE = 0.12
"""The share of a page's height, at its top and at its foot, in which running heads and page numbers stand."""


class Unreadable(Exception):  # noqa: N818
    """The file's structure is broken or locked; its words say how."""


def draft(raw: bytes) -> Draft:
    """The PDF in *raw*. Raises Unreadable."""
    try:
        document = pdfium.PdfDocument(raw)
    except pdfium.PdfiumError as error:
        locked = "password" in str(error).lower()
        reason = "it is locked by a password" if locked else "the PDF is damaged or cut short"
        raise Unreadable(reason) from error
    made = Draft()
    try:
        _information(document, made)
        _pages(document, made)
    finally:
        document.close()
    return made


def _information(document: pdfium.PdfDocument, made: Draft) -> None:
    found = document.get_metadata_dict(skip_empty=True)
    title = found.get("Title", "").strip()[:500]
    made.title = title if title and not _JUNK_TITLE.match(title) else None
    author = found.get("Author", "").strip()[:500]
    made.author = author if author.lower() not in _JUNK_AUTHORS else None
    made.date = date_of(found.get("CreationDate"))


def _pages(document: pdfium.PdfDocument, made: Draft) -> None:
    pages = [_lines(document, number) for number in range(min(len(document), _PAGES))]
    silent = [number for number, (found, _) in enumerate(pages, 1) if not found]
    if len(document) > _PAGES:
        made.problems.append(f"Only the first {_PAGES} of {len(document)} pages were read.")
    if silent:
        which = ", ".join(map(str, silent[:10])) + (", ..." if len(silent) > 10 else "")
        made.problems.append(f"Pages without text, perhaps scanned: {which} ({len(silent)} of {len(pages)}).")
    running = _running(pages)
    flow = Flow([line for found, _ in pages for line in found])
    furniture: dict[_Edge, tuple[int, Line]] = {}
    for number, (found, height) in enumerate(pages, 1):
        body = []
        for line in found:
            if _at_edge(line, height) and len(found) > 2 and _NUMBER.match(line.words):
                continue
            if _at_edge(line, height) and _bare(line) in running:
                furniture.setdefault(_bare(line), (number, line))
            else:
                body.append(line)
        flow.page(number, body)
    flow.end(furniture.values())
    made.text, made.blocks, made.locators = flow.layout.text, flow.layout.blocks, flow.layout.locators
    seen = sum(len("".join(line.words.split())) for found, _ in pages for line in found)
    kept = sum(not letter.isspace() for letter in made.text)
    made.coverage = min(1.0, kept / seen) if seen else 0.0


def _lines(document: pdfium.PdfDocument, number: int) -> tuple[list[Line], float]:
    """The lines of a page, and its height in points."""
    try:
        page = document[number]
        return lines(page), page.get_height()
    except pdfium.PdfiumError:
        return [], 0.0


def _running(pages: list[tuple[list[Line], float]]) -> frozenset[_Edge]:
    """Lines that come back, their digits apart, at one place of at least two pages and a third of all."""
    edges: Counter[_Edge] = Counter()
    for found, height in pages:
        edges.update({_bare(line) for line in found if _at_edge(line, height)})
    return frozenset(edge for edge, count in edges.items() if count >= 2 and count * 3 >= len(pages))


def _at_edge(line: Line, height: float) -> bool:
    return bool(line.size) and not _EDGE * height < line.foot < (1 - _EDGE) * height


def _bare(line: Line) -> _Edge:
    return _DIGITS.sub("0", line.words), round(line.foot)
