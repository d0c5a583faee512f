"""Word files to a Draft, after a look at the zip: too large, too densely packed or with entities is refused.

Every text run of the body counts, inserted ones and those of tables and footnotes included; deleted ones do not.
Page headers and footers are left out.
"""

from __future__ import annotations

import io
import zipfile
from typing import Any

import docx
from docx.oxml.ns import qn
from lxml import etree

from whence.documents.draft import Draft, Layout
from whence.model import BlockKind, DateRange

_TOTAL = 200 * 2**20
_ENTRY = 64 * 2**20
_RATIO = 200
_ENTRIES = 5000
_GONE = frozenset(qn(name) for name in ("w:del", "w:moveFrom", "w:txbxContent", "w:pPr", "w:rPr", "w:instrText"))
_NOTES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"


class Unreadable(Exception):  # noqa: N818
    """The file is refused or broken; its words say why."""


def draft(raw: bytes) -> Draft:
    """The Word file in *raw*. Raises Unreadable."""
    scan(raw)
    try:
        opened = docx.Document(io.BytesIO(raw))
    except Exception as error:  # any broken part raises its own kind
        raise Unreadable("it is not a whole Word file") from error
    made = Draft()
    known = opened.core_properties
    made.title = (known.title or "").strip()[:500] or None
    author = (known.author or "").strip()[:500]
    made.author = author if author.lower() not in ("", "python-docx", "user", "admin") else None
    moment = known.created
    if moment is not None and moment.year > 2013:
        made.date = DateRange(moment.date(), moment.date())
    layout = Layout()
    roots = [opened.element.body, *_notes(opened)]
    for root in roots:
        _body(root, opened, layout)
    made.text, made.blocks, made.links = layout.text, layout.blocks, layout.links
    _cover(made, roots)
    return made


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


def _notes(opened: Any) -> list[Any]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    found = []
    for relation in opened.part.rels.values():
        if relation.reltype == _NOTES and not relation.is_external:
            found.append(etree.fromstring(relation.target_part.blob, parser))
    return found


def _body(root: Any, opened: Any, layout: Layout) -> None:
    for paragraph in root.iter(qn("w:p")):
        style = _style(paragraph, opened)
        for piece in _runs(paragraph):
            if piece.tag == qn("w:t"):
                start = layout.here
                layout.write(piece.text or "")
                if url := _address(piece, opened):
                    layout.link(start, url)
            elif piece.tag == qn("w:br"):
                layout.line()
            else:
                layout.write(" ")
        layout.end(_kind(paragraph, style))


def _runs(paragraph: Any) -> list[Any]:
    found, stack = [], list(reversed(paragraph))
    while stack:
        node = stack.pop()
        if node.tag in (qn("w:t"), qn("w:br"), qn("w:tab")):
            found.append(node)
        elif node.tag not in _GONE:
            stack.extend(reversed(node))
    return found


def _address(piece: Any, opened: Any) -> str | None:
    for above in piece.iterancestors(qn("w:hyperlink")):
        relation = opened.part.rels.get(above.get(qn("r:id")))
        return str(relation.target_ref)[:2000] if relation is not None and relation.is_external else None
    return None


def _style(paragraph: Any, opened: Any) -> str:
    found = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    identity = found.get(qn("w:val")) if found is not None else ""
    return identity or ""


def _kind(paragraph: Any, style: str) -> BlockKind:
    lower = style.lower()
    for word, kind in (
        ("heading", BlockKind.HEADING),
        ("title", BlockKind.HEADING),
        ("quote", BlockKind.QUOTE),
        ("list", BlockKind.ITEM),
        ("caption", BlockKind.CAPTION),
    ):
        if word in lower:
            return kind
    inside = next(paragraph.iterancestors(qn("w:tc")), None)
    return BlockKind.PARAGRAPH if inside is None else BlockKind.TABLE


def _cover(made: Draft, roots: list[Any]) -> None:
    visible = sum(len("".join((node.text or "").split())) for root in roots for node in root.iter(qn("w:t")))
    kept = sum(not letter.isspace() for letter in made.text)
    made.coverage = min(1.0, kept / visible) if visible else 1.0
    if made.coverage < 0.9:
        made.problems.append(f"Only {made.coverage:.0%} of the characters in the Word file were kept.")
