"""Where a stretch of a document stands in its original, as one would cite it."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.pages import column, pdf

import whence
from whence.case import Case
from whence.documents import read_all, read_bytes
from whence.documents.draft import Draft, Layout
from whence.export import report_form
from whence.model import BlockKind, Document, Locator, Span
from whence.report import page

DEMO = sorted((Path(whence.__file__).parent / "demo_case").iterdir())


def where(document: Document, words: str) -> str:
    start = document.text.index(words)
    return document.where(Span(start, start + len(words)))


def in_order(document: Document) -> bool:
    starts = [locator.start for locator in document.locators]
    words = [document.text[start : start + 1].strip() for start in starts]
    return starts == sorted(set(starts)) and all(words) and not document.text[: starts[0]].strip()


@pytest.mark.parametrize("path", DEMO, ids=lambda path: path.name)
def test_every_word_of_the_bundled_case_has_its_place(path: Path) -> None:
    for document in read_all(path.read_bytes(), path.name)[0]:
        assert in_order(document)
        assert all(document.where(block.span) for block in document.blocks)


def test_a_sentence_of_a_pdf_is_on_its_page() -> None:
    first = ["The commission met on Monday and heard", "nine witnesses, who said that the gate"]
    rest = ["was locked from outside.", "", "It closed at six."]
    document = read_bytes(pdf([column(first), column(rest), [], column(["Signed."])]), "r.pdf")
    assert in_order(document)
    assert where(document, "nine witnesses") == "page 1"
    assert where(document, "locked") == where(document, "It closed") == "page 2"
    assert where(document, "who said that the gate was locked") == "page 1–2"
    assert where(document, "Signed") == "page 4"
    assert "perhaps scanned: 3 (1 of 4)" in document.problems[0].detail


def test_a_word_file_is_cited_by_its_numbers_paragraphs_and_cells() -> None:
    made = docx.Document()
    made.add_heading("Statement", 1)
    made.add_paragraph("I, Ada Finch, say this:")
    made.add_paragraph("The gate was locked.", style="List Number")
    made.add_paragraph("The alarm was silent.", style="List Number")
    table = made.add_table(2, 2)
    table.cell(1, 1).text = "Twelve"
    made.add_paragraph("That is all.")
    out = io.BytesIO()
    made.save(out)
    document = read_bytes(out.getvalue(), "t.docx")
    assert in_order(document)
    assert "2. The alarm was silent." in document.text
    assert [where(document, words) for words in ("Statement", "I, Ada", "The alarm", "Twelve", "That is all")] == [
        *("heading 1", "paragraph 1", "no. 2", "table 1, row 2, cell 2", "paragraph 4")
    ]
    assert document.where(Span(0, len(document.text))) == "heading 1 to paragraph 4"


def test_a_page_is_cited_by_its_paragraphs_and_rows() -> None:
    raw = b"<h1>Quay opens</h1><p>One.</p><ul><li>Two.</ul><table><tr><td>a<td>b<tr><td>c<td>d</table><p>Three."
    document = read_bytes(raw, "a.html")
    assert in_order(document)
    assert [document.where(block.span) for block in document.blocks] == [
        *("heading 1", "paragraph 1", "paragraph 2", "table 1, row 1", "table 1, row 2", "paragraph 3")
    ]


def test_text_and_mail_are_cited_by_lines() -> None:
    words = b"First.\r\n\r\n  Second\r\nand its end.\r\n"
    for document in (read_bytes(words, "a.txt"), read_bytes(b"From: a@b.example\r\n\r\n" + words, "a.eml")):
        assert [locator.label for locator in document.locators] == ["line 1", "line 3", "line 4"]
        assert where(document, "Second\nand") == "line 3–4"
    assert Document("d", "d", "words").where(Span(0, 5)) == ""


@given(st.lists(st.tuples(st.sampled_from(["write", "line", "verbatim", "end", "reach"]), st.text(max_size=6))))
def test_locators_stand_in_order_at_words_whatever_is_laid_out(steps: list[tuple[str, str]]) -> None:
    for paged in (True, False):
        layout, made = Layout(paged), Draft()
        for number, (step, words) in enumerate(steps):
            if step == "line":
                layout.line()
            elif step == "end":
                layout.end(BlockKind.PARAGRAPH)
            elif step == "reach":
                layout.reach(f"page {number}" if paged else "")
            else:
                getattr(layout, step)(words)
        layout.end(BlockKind.PARAGRAPH)
        made.text, made.locators = layout.text, layout.locators
        starts = [locator.start for locator in made.locators]
        assert starts == sorted(set(starts))
        assert all(start < len(made.text) for start in starts)
        assert Draft.from_json(made.to_json()).locators == made.locators


def test_the_report_and_its_json_say_the_page(tmp_path: Path) -> None:
    said = ["Twelve workers were injured at the mill, the harbour master said.", "", "The mill stays closed."]
    (tmp_path / "order.pdf").write_bytes(pdf([column(["Order", "", "The mill was inspected in May."]), column(said)]))
    with Case.open() as case:
        case.add([tmp_path])
        case.refresh()
        findings = case.findings()
    form = report_form(findings)
    found = {s["text"]: s["where"] for claim in form["claims"] for s in claim["statements"]}
    assert found["Twelve workers were injured at the mill"] == "page 2"
    assert form["documents"][0]["locators"] == [[0, "page 1"], [findings.documents[0].text.index("Twelve"), "page 2"]]
    shown = page(findings)
    assert "order.pdf</bdi></a>, page 2</span>" in shown
    assert '<small class="locator" dir="ltr" title="page 2"><span>2</span></small>' in shown


def test_a_rule_marks_a_page_that_begins_inside_a_line() -> None:
    from whence.report.documents import paragraphs
    from whence.report.marks import cut

    document = Document("d", "d.pdf", "One two.", locators=(Locator(0, "page 1"), Locator(4, "page 2")))
    (line,) = paragraphs(document, (), {})
    assert 'class="locator inside" dir="ltr" title="page 2"><span>2</span></small>two.' in cut(line)
    numbered = replace(document, locators=(Locator(0, "page 1, line 1"), Locator(4, "page 1, line 2")))
    (line,) = paragraphs(numbered, (), {})
    assert [piece.located for piece in line] == [("page 1, line 1", "page 1, line 1"), None]
