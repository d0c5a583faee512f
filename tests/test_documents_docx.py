"""Word files as Word shows them: numbers, notes, tables, struck and hidden words, what stands around the body."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from whence.documents import read_bytes
from whence.model import Document

MAIN = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
SHAPES = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


def saved(made: Any) -> bytes:
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def packed(raw: bytes, changes: dict[str, Any]) -> bytes:
    """The zip *raw* with its parts changed, or added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(out, "w") as new:
        for name in dict.fromkeys([*old.namelist(), *changes]):
            before = old.read(name) if name in old.namelist() else b""
            new.writestr(name, changes[name](before) if name in changes else before)
    return out.getvalue()


def blocks(raw: bytes) -> list[tuple[str, str, str]]:
    document: Document = read_bytes(raw, "a.docx")
    return [(b.kind.value, document.where(b.span), b.span.of(document.text)) for b in document.blocks]


def words(raw: bytes) -> list[str]:
    return [text for _, _, text in blocks(raw)]


def test_raised_digits_are_raised_and_struck_and_hidden_words_are_left_out() -> None:
    made = docx.Document()
    paragraph = made.add_paragraph("Of 10")
    paragraph.add_run("6").font.superscript = True
    paragraph.add_run(" people ")
    paragraph.add_run("twenty ").font.strike = True
    paragraph.add_run("none ").font.hidden = True
    paragraph.add_run("twelve came.")
    assert words(saved(made)) == ["Of 10⁶ people twelve came."]


def test_what_is_drawn_twice_for_old_readers_is_read_once() -> None:
    made = docx.Document()
    inside = "<w:pict><w:txbxContent><w:p><w:r><w:t>In the box.</w:t></w:r></w:p></w:txbxContent></w:pict>"
    made.add_paragraph("Beside it.")._p.append(
        parse_xml(
            f"<w:r {nsdecls('w')} {SHAPES}><mc:AlternateContent><mc:Choice Requires='wps'>{inside}</mc:Choice>"
            f"<mc:Fallback>{inside}</mc:Fallback></mc:AlternateContent></w:r>"
        )
    )
    assert words(saved(made)) == ["Beside it.", "In the box."]


def test_heads_feet_and_comments_are_furniture_at_the_end() -> None:
    made = docx.Document()
    made.sections[0].header.paragraphs[0].text = "Labour Inspectorate"
    made.sections[0].footer.paragraphs[0].text = "Order No. 17"
    paragraph = made.add_paragraph("Silo 4 is closed.")
    made.add_comment(runs=paragraph.runs, text="Check this.", author="C", initials="C")
    assert blocks(saved(made)) == [
        ("paragraph", "paragraph 1", "Silo 4 is closed."),
        ("furniture", "page header", "Labour Inspectorate"),
        ("furniture", "page footer", "Order No. 17"),
        ("furniture", "comment 1", "Check this."),
    ]


def numbering(*levels: tuple[str, str]) -> bytes:
    made = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for n, (form, text) in enumerate(levels)
    )
    return (
        f'<w:numbering {nsdecls("w")}><w:abstractNum w:abstractNumId="0">{made}</w:abstractNum><w:num w:numId="1">'
        '<w:abstractNumId w:val="0"/></w:num></w:numbering>'
    ).encode()


def test_automatic_numbers_count_by_level() -> None:
    made = docx.Document()
    for level, text in ((0, "one"), (1, "one a"), (1, "one b"), (2, "deep"), (0, "two"), (1, "two a")):
        paragraph = made.add_paragraph(text)
        mark = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>'
        paragraph._p.get_or_add_pPr().append(parse_xml(mark))
    levels = numbering(("decimal", "%1."), ("lowerLetter", "%1(%2)"), ("upperRoman", "%3."))
    raw = packed(saved(made), {"word/numbering.xml": lambda _: levels})
    assert words(raw) == ["1. one", "1(a) one a", "1(b) one b", "I. deep", "2. two", "2(a) two a"]
    assert [where for _, where, _ in blocks(raw)] == ["no. 1", "no. 1(a)", "no. 1(b)", "no. I", "no. 2", "no. 2(a)"]


def test_a_cell_alone_in_its_row_is_no_table() -> None:
    made = docx.Document()
    made.add_table(1, 1).cell(0, 0).text = "I saw the gate."
    made.add_table(1, 2).cell(0, 1).text = "Twelve"
    assert [(kind, where) for kind, where, _ in blocks(saved(made))] == [
        ("paragraph", "table 1, row 1"),
        ("table", "table 2, row 1, cell 2"),
    ]


@pytest.mark.parametrize(
    "form", [b"ms-word.document.macroEnabled", b"openxmlformats-officedocument.wordprocessingml.template"]
)
def test_files_with_macros_and_templates_are_read(form: bytes) -> None:
    made = docx.Document()
    made.add_paragraph("Silo 4 is closed.")
    other = b"application/vnd." + form + b".main+xml"
    raw = packed(saved(made), {"[Content_Types].xml": lambda before: before.replace(MAIN, other)})
    assert words(raw) == ["Silo 4 is closed."]


def with_notes(notes: str) -> bytes:
    """A file of one sentence that refers to a note."""
    made = docx.Document()
    reference = parse_xml(f'<w:r {nsdecls("w")}><w:footnoteReference w:id="7"/></w:r>')
    made.add_paragraph("Silo 4 is closed.")._p.append(reference)
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    relation = f'<Relationship Id="rId99" Type="{kind}" Target="footnotes.xml"/></Relationships>'
    form = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    override = f'<Override PartName="/word/footnotes.xml" ContentType="{form}"/></Types>'
    return packed(
        saved(made),
        {
            "[Content_Types].xml": lambda before: before.replace(b"</Types>", override.encode()),
            "word/_rels/document.xml.rels": lambda before: before.replace(b"</Relationships>", relation.encode()),
            "word/footnotes.xml": lambda _: notes.encode(),
        },
    )


def test_notes_stand_after_the_body_and_damaged_ones_cost_themselves_alone() -> None:
    one = f'<w:footnotes {nsdecls("w")}><w:footnote w:id="7"><w:p><w:r><w:t>Ibid.</w:t></w:r></w:p></w:footnote>'
    assert blocks(with_notes(one + "</w:footnotes>")) == [
        ("paragraph", "paragraph 1", "Silo 4 is closed."),
        ("paragraph", "footnote 1", "Ibid."),
    ]
    document = read_bytes(with_notes(one), "a.docx")
    assert document.text == "Silo 4 is closed."
    assert "footnotes is damaged" in document.problems[0].detail
