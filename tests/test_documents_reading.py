"""Readers on good and bad material: what is kept, what is dropped, what becomes a Problem."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from pathlib import Path

import docx
import pytest

from whence.documents import listing, read, read_all, read_bytes, sandbox
from whence.model import BlockKind, DateRange, Document

DAY = DateRange(dt.date(2024, 3, 4), dt.date(2024, 3, 4))
STORY = """Quay reopens
Publisher: The Lantern
By Mara Velt
Date: 4 March 2024

OSTHAVEN, 4 March (Norda News) - The quay reopened on Monday, the harbour master said.

> We are open.

See https://lantern.example/a. (Reuters)
"""


def kinds(document: Document) -> list[tuple[str, str]]:
    return [(block.kind.value, block.span.of(document.text)) for block in document.blocks]


def detail(raw: bytes, name: str) -> str:
    documents, problems = read_all(raw, name)
    assert not documents
    return " ".join(problem.detail for problem in problems)


def test_plain_text_keeps_every_character_and_marks_its_header() -> None:
    document = read_bytes(STORY.replace("\n", "\r\n").encode(), "a.txt")
    assert document.text == STORY
    assert (document.title, document.publisher, document.author) == ("Quay reopens", "The Lantern", "Mara Velt")
    assert document.date == DAY and document.language == "en"
    assert document.credits == ("Norda News", "Reuters")
    assert [link.url for link in document.links] == ["https://lantern.example/a"]
    assert [kind for kind, _ in kinds(document)] == [
        *("heading", "furniture", "furniture", "furniture", "furniture", "paragraph", "quote", "paragraph")
    ]
    for run in document.offsets:
        original = STORY.replace("\n", "\r\n")[run.original : run.original + run.length]
        assert document.text[run.canonical : run.canonical + run.length] == original


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "utf-16-le"])
def test_encodings_are_found_and_give_the_bytes_back(encoding: str) -> None:
    words = "The café “Velt” opened on Monday – and was full, the owner said.\n" * 3
    raw = words.encode(encoding)
    document = read_bytes(raw, "a.txt")
    assert document.text == words
    assert document.encoding and (document.text.encode(document.encoding) == raw)


@pytest.mark.parametrize(
    ("encoding", "words"),
    [
        ("cp1251", "Управление порта сообщило, что двенадцать рабочих ранены."),
        ("iso8859-2", "Žižek řekl, že přístav je uzavřen. Řidič to potvrdil. Dělníci říkají, že střecha spadla."),
        ("mac_roman", "The café owner “Velt” said it was — again — closed. Nobody’s there."),
        ("cp1256", "قالت سلطة الميناء إن اثني عشر عاملا أصيبوا."),
        ("gbk", "港口当局说，十二名工人受伤。"),
    ],
)
def test_short_texts_in_old_encodings_are_read(encoding: str, words: str) -> None:
    assert read_bytes(words.encode(encoding), "a.txt").text == words


@pytest.mark.parametrize("fence", ["---", "+++"])
def test_front_matter_is_furniture_to_its_last_line(fence: str) -> None:
    field = "author: [Mara Velt]" if fence == "---" else 'author = "Mara Velt"'
    raw = f"{fence}\n{field}\nsummary: Twelve came, he said.\n  - Two went.\n{fence}\n\nIt rained.\n"
    document = read_bytes(raw.encode(), "a.md")
    assert [kind for kind, _ in kinds(document)] == [*["furniture"] * 5, "paragraph"]
    assert document.author == "Mara Velt"


def test_what_the_bytes_are_counts_for_more_than_a_name() -> None:
    assert read_bytes(b"<!doctype html><p>It fell.</p>", "a.txt").text == "It fell."
    assert "not a kind" in detail(b"{\\rtf1 It fell.}", "a.txt")


def test_a_few_broken_bytes_are_left_out_and_reported() -> None:
    raw = "„Zwölf Männer“, sagte er.".encode() + b" \xff Ende"
    for name in ("a.txt", "a.html"):
        document = read_bytes(raw, name)
        assert "Zwölf Männer" in document.text and document.encoding == "utf-8"
        assert "not valid UTF-8" in document.problems[0].detail


def test_language_is_voted_and_short_texts_have_none() -> None:
    german = "Der Hafen ist nicht mehr offen, und die Arbeiter sind von dem Platz zu den Häusern gegangen."
    assert read_bytes(german.encode(), "a.txt").language == "de"
    assert read_bytes(b"a: " * 500, "a.txt").language is None


def test_html_keeps_quotation_footers_and_captions_and_drops_menus() -> None:
    page = """<!doctype html><html lang="en"><head><title>T</title><script>bad()</script>
    <meta property="og:site_name" content="The Lantern"><link rel=canonical href="https://l.example/1"></head><body>
    <nav><a href="/">Home page</a></nav><article><h1>Quay   opens</h1>
    <p>One <a href="https://x.example/y"> two </a>three.</p>
    <blockquote>Words<footer>Mara Velt</footer></blockquote><figure><figcaption>The quay</figcaption></figure>
    <p hidden>secret</p><p>A&amp;B<br>next</p></article><footer>Imprint</footer></body></html>"""
    document = read_bytes(page.encode(), "a.html")
    assert kinds(document) == [
        ("heading", "Quay opens"),
        ("paragraph", "One two three."),
        ("quote", "Words"),
        ("quote", "Mara Velt"),
        ("caption", "The quay"),
        ("paragraph", "A&B\nnext"),
    ]
    assert [(link.span.of(document.text), link.url) for link in document.links] == [("two", "https://x.example/y")]
    assert document.publisher == "The Lantern" and document.url == "https://l.example/1"
    assert 0.6 < document.coverage < 0.9


def test_html_nested_twenty_thousand_deep_is_read() -> None:
    for tag in ("div", "blockquote", "b"):
        raw = (f"<{tag}>" * 20_000 + "the word at the bottom" + f"</{tag}>" * 20_000).encode()
        assert read_bytes(raw, "deep.html").text == "the word at the bottom"


def test_docx_keeps_inserted_words_and_tables() -> None:
    made = docx.Document()
    made.add_heading("Testimony", 1)
    made.add_paragraph("Publisher: The Union")
    made.add_paragraph("Date: 4 March 2024")
    made.add_paragraph("I saw the gate.")
    made.add_table(1, 1).cell(0, 0).text = "Seven"
    out = io.BytesIO()
    made.save(out)
    document = read_bytes(out.getvalue(), "t.docx")
    assert [words for _, words in kinds(document)][-2:] == ["I saw the gate.", "Seven"]
    assert document.publisher == "The Union" and document.date == DAY
    assert document.blocks[1].kind is BlockKind.FURNITURE
    assert "damaged" in detail(out.getvalue()[:4000], "t.docx")


def test_a_bomb_and_entities_are_refused() -> None:
    for content, word in ((b"0" * 50_000_000, "bomb"), (b'<!DOCTYPE a [<!ENTITY b "c">]><a/>', "entities")):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
            packed.writestr("word/document.xml", content)
        assert word in detail(out.getvalue(), "b.docx")


def test_a_mail_gives_its_attachments_as_documents() -> None:
    raw = (
        b"From: Rolf Amber <r@x.example>\nSubject: Letter\nDate: Mon, 04 Mar 2024 09:00:00 +0000\n"
        b'Content-Type: multipart/mixed; boundary="b"\n\n--b\nContent-Type: text/plain\n\nThe body of it.\n'
        b'--b\nContent-Disposition: attachment; filename="m.txt"\n\nForty came.\n--b--\n'
    )
    documents, problems = read_all(raw, "l.eml")
    assert [(document.name, document.text.strip()) for document in documents] == [
        ("l.eml", "The body of it."),
        ("l.eml/m.txt", "Forty came."),
    ]
    assert (documents[0].author, documents[0].title, documents[0].date) == ("Rolf Amber", "Letter", DAY)
    assert not problems


@pytest.mark.parametrize(
    ("raw", "name", "word"),
    [
        (b"", "a.txt", "empty"),
        (b"%PDF-1.4\n1 0 obj\n<<", "a.pdf", "damaged"),
        (bytes(range(256)) * 40, "a.txt", "not text"),
        (b"\x89PNG\r\n", "a.png", "not a kind"),
        (b"PK\x03\x04 nothing", "a.docx", "damaged"),
        (b"   \n", "a.txt", "No text"),
        (b"no mail at all", "a.html.pdf", "damaged"),
    ],
)
def test_bad_material_is_a_problem_in_plain_words(raw: bytes, name: str, word: str) -> None:
    assert word in detail(raw, name)


def test_a_hang_and_a_crash_end_the_child_and_the_next_file_is_read() -> None:
    with pytest.raises(sandbox.Failed, match="longer than"):
        sandbox.parsed("html", b"<p>x", seconds=0.0)
    sandbox.parsed("html", b"<p>x")
    sandbox._WORKERS[0].child.kill()
    sandbox._WORKERS[0].child.wait()
    assert read_bytes(b"<p>still here", "a.html").text == "still here"


def test_a_file_that_vanished_is_a_problem(tmp_path: Path) -> None:
    assert "cannot be read" in read(tmp_path / "gone.txt").problems[0].detail


def test_listing_walks_sorts_and_names(tmp_path: Path) -> None:
    for name in ("b/x.txt", "a/x.txt", ".hidden", "a/y.md", "b/-wal"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    entries, problems = listing([tmp_path, tmp_path / "none"])
    assert [entry.name for entry in entries] == ["a/x.txt", "a/y.md", "b/-wal", "b/x.txt"]
    assert len(problems) == 1
    entries, _ = listing([tmp_path / "b", tmp_path / "a", tmp_path / "a" / "x.txt"])
    assert [entry.name for entry in entries] == ["-wal", "a/x.txt", "b/x.txt", "y.md"]
