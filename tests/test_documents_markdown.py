"""Markdown's marks are left out, and every character that stays keeps its place in the original."""

import pytest

from whence.documents.markdown import unmarked
from whence.documents.reading import read_bytes
from whence.text import canonical


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("**Results.** Found in *Bacterium liparis* only.", "Results. Found in Bacterium liparis only."),
        ("as [The Gazette](https://gazette.example/a) reported", "as The Gazette reported"),
        ("![A roof](roof.png) [home](/)", "A roof home"),
        ("the `--all` option, __bold__ and _thin_", "the --all option, bold and thin"),
        ("5 * 4 * 3, snake_case_name, 2*3*4, a * b", "5 * 4 * 3, snake_case_name, 2*3*4, a * b"),
        ("* an item\n* another item", "* an item\n* another item"),
        ("**two\nlines** of it", "two\nlines of it"),
        ("[a *word* there](https://x.example)", "a word there"),
    ],
)
def test_marks_are_left_out(written: str, words: str) -> None:
    assert unmarked(*canonical(written))[0] == words


def test_offsets_and_links_are_kept() -> None:
    raw = b"# Title\r\n\r\nAs **the** [Border Gazette](https://gazette.example/a) said, it was sold.\r\n"
    document = read_bytes(raw, "note.md")
    decoded = raw.decode()
    for run in document.offsets:
        kept = document.text[run.canonical : run.canonical + run.length]
        assert decoded[run.original : run.original + run.length] == kept
    assert [(link.span.of(document.text), link.url) for link in document.links] == [
        ("Border Gazette", "https://gazette.example/a")
    ]


def test_plain_text_keeps_its_stars() -> None:
    assert "**the**" in read_bytes(b"Title\n\nAs **the** paper said.\n", "note.txt").text
