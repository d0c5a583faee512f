"""Web pages as browsers show them: what is parted, what is kept in one piece, what is left out."""

from __future__ import annotations

from pathlib import Path

import pytest

from whence.documents import listing, read_bytes


def blocks(page: str) -> list[str]:
    document = read_bytes(f"<html><body>{page}</body></html>".encode(), "a.html")
    return [block.span.of(document.text) for block in document.blocks]


@pytest.mark.parametrize(
    ("page", "shown"),
    [
        ("<p>Twelve of 10<sup>6</sup> came.<sup>3</sup> Nobody saw.", ["Twelve of 10⁶ came.³ Nobody saw."]),
        ("<p>He said <q>we know</q>.", ["He said “we know”."]),
        ("<span>It was shut.</span><span>Nobody saw it.</span>", ["It was shut. Nobody saw it."]),
        ("<p>“We know,”<b>she</b> said.", ["“We know,” she said."]),
        ("<p>The h<b>arb</b>our, U.S.<b>A</b>.", ["The harbour, U.S.A."]),
        ("<i style='display:block'>One</i><i style='display: block'>Two</i>", ["One", "Two"]),
        ("<p>One<br><br>Two<br>three", ["One", "Two\nthree"]),
        ("<p><s>Twenty</s> <del>or so</del> twelve came.", ["twelve came."]),
        ("<p hidden>No <q>x</q></p><p>Yes", ["Yes"]),
        ("<article><p>One<figure hidden>No</figure><footer>Two</footer></article>", ["One", "Two"]),
        ("<div id=onetrust-consent-sdk>We value you.</div><div id=disqus_thread>me too</div><p>Yes", ["Yes"]),
        ("<amp-sidebar>Home</amp-sidebar><p>Yes", ["Yes"]),
    ],
)
def test_a_page_reads_as_it_looks(page: str, shown: list[str]) -> None:
    assert blocks(page) == shown


def test_a_page_laid_out_by_a_table_is_no_table() -> None:
    raw = b"<table><tr><td>Menu<td><h2>Roof falls</h2>Twelve came, he said.<p>It rained.<tr><td>a<td>1</table>"
    document = read_bytes(raw, "a.html")
    assert [(block.kind.value, block.span.of(document.text)) for block in document.blocks] == [
        ("table", "Menu |"),
        ("heading", "Roof falls"),
        ("paragraph", "Twelve came, he said."),
        ("paragraph", "It rained."),
        ("table", "a | 1"),
    ]


def test_a_byline_is_a_name() -> None:
    assert read_bytes(b"<meta name=author content='By Mara Velt'><p>x", "a.html").author == "Mara Velt"


def test_the_parts_of_a_saved_page_are_no_documents(tmp_path: Path) -> None:
    for name in ("Roof.html", "Roof_files/x.js", "Roof_files/frame.html", "Other_files/note.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("<p>x")
    assert [entry.name for entry in listing([tmp_path])[0]] == ["Other_files/note.txt", "Roof.html"]
