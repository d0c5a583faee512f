"""PDF to a Draft by PDFium: lines joined to paragraphs, words broken at line ends joined, running heads left out.

Paragraph ends are guessed from short lines that end a sentence; columns come in the order the file gives them.
Scanned pages hold no text and are reported.
"""

from __future__ import annotations

import re
from collections import Counter

import pypdfium2 as pdfium

from whence.documents.dates import date_of
from whence.documents.draft import Draft, Layout
from whence.documents.plain import field_of
from whence.model import BlockKind

_PAGES = 3000
_NUMBER = re.compile(r"^\W*(?:page\s+)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?\W*$", re.IGNORECASE)
_JUNK_TITLE = re.compile(r"^(?:untitled|microsoft word|.*\.(?:docx?|pdf|indd|rtf|odt|tex))\b", re.IGNORECASE)
_ENDS = (".", "!", "?", ":", "”", '"', "»", "’", "؟")


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
    made.author = found.get("Author", "").strip()[:500] or None
    made.date = date_of(found.get("CreationDate"))


def _pages(document: pdfium.PdfDocument, made: Draft) -> None:
    pages: list[list[str]] = []
    silent: list[int] = []
    for number in range(min(len(document), _PAGES)):
        lines = _lines(document, number)
        pages.append(lines)
        if not any(lines):
            silent.append(number + 1)
    if len(document) > _PAGES:
        made.problems.append(f"Only the first {_PAGES} of {len(document)} pages were read.")
    if silent:
        which = ", ".join(map(str, silent[:10])) + (", ..." if len(silent) > 10 else "")
        made.problems.append(f"Pages without text, perhaps scanned: {which} ({len(silent)} of {len(pages)}).")
    running = _running(pages)
    layout = Layout(paged=True)
    width = max((len(line) for lines in pages for line in lines), default=0)
    for number, lines in enumerate(pages, 1):
        layout.reach(f"page {number}")
        body = [line for place, line in enumerate(lines) if not _is_furniture(line, place, len(lines), running)]
        _paragraphs(body, width, layout)
    layout.end(BlockKind.PARAGRAPH)
    made.text, made.blocks, made.locators = layout.text, layout.blocks, layout.locators
    seen = sum(len(line.replace(" ", "")) for lines in pages for line in lines)
    kept = sum(not letter.isspace() for letter in made.text)
    made.coverage = min(1.0, kept / seen) if seen else 0.0


def _lines(document: pdfium.PdfDocument, number: int) -> list[str]:
    try:
        page = document[number]
        words = page.get_textpage().get_text_bounded()
    except pdfium.PdfiumError:
        return []
    return [line.strip() for line in words.replace("\r\n", "\n").replace("\r", "\n").split("\n")]


def _running(pages: list[list[str]]) -> frozenset[str]:
    """First and last lines that come back on at least three pages and half of all."""
    edges = Counter(line for lines in pages for line in {*lines[:2], *lines[-2:]} if line)
    return frozenset(line for line, count in edges.items() if count >= 3 and count * 2 >= len(pages))


def _is_furniture(line: str, place: int, total: int, running: frozenset[str]) -> bool:
    edge = place < 2 or place >= total - 2
    return edge and total > 2 and (line in running or bool(_NUMBER.match(line)))


def _paragraphs(lines: list[str], width: int, layout: Layout) -> None:
    previous = ""
    for line in lines:
        if not line or _parted(previous, line, width):
            layout.end(BlockKind.PARAGRAPH)
        if line:
            broken = line.endswith(("\ufffe", "\x02", "\xad"))
            bare = line.rstrip("\ufffe\x02\xad").replace("\ufffe", "")
            layout.write(bare if broken else bare + " ")
        previous = line
    if previous.endswith(_ENDS):
        layout.end(BlockKind.PARAGRAPH)


def _parted(previous: str, line: str, width: int) -> bool:
    """Whether a paragraph ends between two lines that follow one another."""
    if not previous:
        return False
    if field_of(line) or field_of(previous):
        return True
    if len(previous) >= 0.8 * width:
        return False
    return previous.endswith(_ENDS) or (line[0].isupper() and len(previous) < 0.5 * width)
