"""Word files to a Draft, after a look at the zip: too large, too densely packed or with entities is refused.

Every text run that Word shows counts, inserted ones and those of tables, text boxes and notes included; deleted, struck
and hidden ones do not. Page headers, page footers and comments stand at the end, as furniture.
"""

from __future__ import annotations

import io
import zipfile
from typing import Any

from docx.opc.part import PartFactory
from docx.oxml.ns import qn
from docx.package import Package
from docx.parts.document import DocumentPart
from lxml import etree

from whence.documents.draft import RAISED, Draft, Layout
from whence.documents.numbering import Numbering
from whence.model import BlockKind, DateRange

_TOTAL = 200 * 2**20
_ENTRY = 64 * 2**20
_RATIO = 200
_ENTRIES = 5000
_LOW = 0.9
_GONE_NAMES = "w:del w:moveFrom w:txbxContent w:pPr w:rPr w:instrText w:delText"
_GONE = frozenset(map(qn, _GONE_NAMES.split()))
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_PARTS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
for _form in ("ms-word.document.macroEnabled", "openxmlformats-officedocument.wordprocessingml.template"):
    PartFactory.part_type_for[f"application/vnd.{_form}.main+xml"] = DocumentPart
_TEXTS = (qn("w:t"), "{http://schemas.openxmlformats.org/officeDocument/2006/math}t")
_BREAKS = frozenset((qn("w:br"), qn("w:cr")))
_WRITTEN = {qn("w:tab"): " ", qn("w:ptab"): " ", qn("w:noBreakHyphen"): "-"}
_OFF = frozenset(("0", "false", "off"))


class Unreadable(Exception):  # noqa: N818
    """The file is refused or broken; its words say why."""


def draft(raw: bytes) -> Draft:
    """The Word file in *raw*. Raises Unreadable."""
    scan(raw)
    try:
        opened: Any = Package.open(io.BytesIO(raw)).main_document_part.document
        body = _Body(opened)
    except Exception as error:  # any broken part raises its own kind
        raise Unreadable("it is not a whole Word file") from error
    made = Draft()
    _properties(opened, made)
    body.read()
    made.problems += body.problems
    layout = body.layout
    made.text, made.blocks, made.links, made.locators = layout.text, layout.blocks, layout.links, layout.locators
    kept = sum(not letter.isspace() for letter in made.text)
    made.coverage = min(1.0, kept / body.visible) if body.visible else 1.0
    if made.coverage < _LOW:
        made.problems.append(f"Only {made.coverage:.0%} of the characters in the Word file were kept.")
    return made


def _properties(opened: Any, made: Draft) -> None:
    try:
        known = opened.core_properties
        title, author, moment = known.title or "", (known.author or "").strip()[:500], known.created
    except Exception:  # damaged properties, whatever they raise, tell nothing
        return
    made.title = title.strip()[:500] or None
    made.author = author if author.lower() not in ("", "python-docx", "user", "admin") else None
    if moment is not None and moment.year > 2013:
        made.date = DateRange(moment.date(), moment.date())


def scan(raw: bytes) -> None:
    """Refuse a zip that unpacks too large or holds document types and entities. Raises Unreadable."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            entries = packed.infolist()
            total = sum(entry.file_size for entry in entries)
            if len(entries) > _ENTRIES or total > _TOTAL:
                raise Unreadable(f"it unpacks to {total // 2**20} MiB in {len(entries)} parts, more than is safe")
            for entry in entries:
                if entry.file_size > 2**20 and entry.file_size > _RATIO * max(1, entry.compress_size):
                    raise Unreadable(f"a part of it unpacks to over {_RATIO} times its size (a zip bomb)")
                if entry.filename.endswith((".xml", ".rels")):
                    _scan_xml(packed, entry)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, OSError, ValueError, RuntimeError, EOFError) as error:
        raise Unreadable("the Word file is damaged or cut short") from error
    except (NotImplementedError, zipfile.zlib.error) as error:  # type: ignore[attr-defined]
        raise Unreadable("the Word file is packed in a way that cannot be read") from error


def _scan_xml(packed: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    with packed.open(entry) as part:
        words = part.read(_ENTRY + 1)
    if len(words) > _ENTRY:
        raise Unreadable("one of its parts is too large to be safe")
    bare = words.replace(b"\0", b"")
    if b"<!DOCTYPE" in bare or b"<!ENTITY" in bare:
        raise Unreadable("it declares XML entities, which no Word file needs")


class _Body:
    """One pass over the parts of an opened file that hold text."""

    def __init__(self, opened: Any) -> None:
        self.layout = Layout()
        self.visible = 0
        self.problems: list[str] = []
        self._opened = opened
        self._numbering = Numbering(opened)
        self._styles = {style.style_id: (style.name or "").lower() for style in opened.styles}
        self._rows: dict[Any, str] = {}

    def read(self) -> None:
        """The body, the notes in the order in which it refers to them, then what is furniture."""
        body = self._opened.element.body
        self._count_rows(body)
        self._paragraphs(body)
        for name in ("footnote", "endnote"):
            notes = {note.get(qn("w:id")): note for root in self._parts(f"{name}s") for note in root}
            asked = dict.fromkeys(one.get(qn("w:id")) for one in body.iter(qn(f"w:{name}Reference")))
            for number, identity in enumerate(asked, 1):
                if identity in notes:
                    self._paragraphs(notes[identity], f"{name} {number}")
        for name, label in (("header", "page header"), ("footer", "page footer")):
            for root in {"".join(root.itertext()): root for root in self._parts(name)}.values():
                self._paragraphs(root, label, BlockKind.FURNITURE)
        for number, comment in enumerate((one for root in self._parts("comments") for one in root), 1):
            self._paragraphs(comment, f"comment {number}", BlockKind.FURNITURE)

    def _parts(self, name: str) -> list[Any]:
        """The roots of the parts of this kind that the body refers to."""
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        found = []
        for one in self._opened.part.rels.values():
            if one.reltype == _PARTS + name and not one.is_external:
                try:
                    found.append(etree.fromstring(one.target_part.blob, parser))
                except etree.XMLSyntaxError:
                    self.problems.append(
                        f"The part of the Word file that holds its {name} is damaged and was not read."
                    )
        return found

    def _count_rows(self, body: Any) -> None:
        """Name every row by its table and its place there."""
        for number, table in enumerate(body.iter(qn("w:tbl")), 1):
            for place, row in enumerate(table.findall(qn("w:tr")), 1):
                self._rows[row] = f"table {number}, row {place}"

    def _paragraphs(self, root: Any, label: str = "", kind: BlockKind | None = None) -> None:
        for node in root.iter(qn("w:p"), *_TEXTS):
            if next(node.iterancestors(_FALLBACK), None) is not None:
                continue
            if node.tag in _TEXTS:
                self.visible += len("".join((node.text or "").split()))
            else:
                self._paragraph(node, label, kind)

    def _paragraph(self, paragraph: Any, label: str, kind: BlockKind | None) -> None:
        layout = self.layout
        pieces = _pieces(paragraph)
        number = self._numbering.of(paragraph) if pieces else ""
        if number:
            layout.write(f"{number} ")
        for piece in pieces:
            if piece.tag in _TEXTS:
                start = layout.here
                layout.write((piece.text or "").translate(RAISED if _is_raised(piece.getparent()) else {}))
                if url := _address(piece, self._opened):
                    layout.link(start, url)
            elif piece.tag in _BREAKS:
                layout.line()
            else:
                layout.write(_WRITTEN[piece.tag])
        kind = kind or self._kind(paragraph)
        numbered = f"no. {number.rstrip('.')}" if number and kind is not BlockKind.HEADING else ""
        layout.end(kind, label or self._cell(paragraph) or numbered)

    def _cell(self, paragraph: Any) -> str:
        """The innermost table cell that holds the paragraph, if any."""
        for cell in paragraph.iterancestors(qn("w:tc")):
            row = cell.getparent()
            if row in self._rows:
                cells = row.findall(qn("w:tc"))
                return f"{self._rows[row]}, cell {cells.index(cell) + 1}" if len(cells) > 1 else self._rows[row]
        return ""

    def _kind(self, paragraph: Any) -> BlockKind:
        found = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        style = self._styles.get(found.get(qn("w:val")), "") if found is not None else ""
        for word, kind in (
            ("heading", BlockKind.HEADING),
            ("title", BlockKind.HEADING),
            ("quote", BlockKind.QUOTE),
            ("list", BlockKind.ITEM),
            ("caption", BlockKind.CAPTION),
        ):
            if word in style:
                return kind
        row = next(paragraph.iterancestors(qn("w:tr")), None)
        return BlockKind.PARAGRAPH if row is None or len(row.findall(qn("w:tc"))) == 1 else BlockKind.TABLE


def _pieces(paragraph: Any) -> list[Any]:
    """The text, breaks, tabs and hyphens of a paragraph that are shown, in order."""
    found, stack = [], list(reversed(paragraph))
    while stack:
        node = stack.pop()
        if node.tag in _TEXTS or node.tag in _BREAKS or node.tag in _WRITTEN:
            found.append(node)
        elif node.tag not in _GONE and node.tag != _FALLBACK and not _hidden(node):
            stack.extend(reversed(node))
    return found


def _hidden(run: Any) -> bool:
    look = run.find(qn("w:rPr")) if run.tag == qn("w:r") else None
    marks = [] if look is None else [look.find(qn(name)) for name in ("w:vanish", "w:strike", "w:dstrike")]
    return any(mark is not None and mark.get(qn("w:val")) not in _OFF for mark in marks)


def _is_raised(run: Any) -> bool:
    found = run.find(f"{qn('w:rPr')}/{qn('w:vertAlign')}")
    return found is not None and found.get(qn("w:val")) == "superscript"


def _address(piece: Any, opened: Any) -> str | None:
    for above in piece.iterancestors(qn("w:hyperlink")):
        relation = opened.part.rels.get(above.get(qn("r:id")))
        return str(relation.target_ref)[:2000] if relation is not None and relation.is_external else None
    return None
