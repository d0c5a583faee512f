from __future__ import annotations

import time

import pytest

from whence.errors import WhenceError
from whence.text import (
    align,
    bare_name,
    canonical,
    content_words,
    date_mentions,
    figures,
    fold,
    is_acronym_of,
    lexicon,
    paragraphs,
    proper_names,
    quotations,
    same_name,
    sentences,
    words,
)


def test_offset_runs_lead_back_to_the_input() -> None:
    decoded = "\ufeffOne\r\ntwo\rthree\x00 four\u2028five"
    text, runs = canonical(decoded)
    assert text == "One\ntwo\nthree four\nfive"
    for run in runs:
        here = text[run.canonical : run.canonical + run.length]
        assert here == decoded[run.original : run.original + run.length]


def test_folding() -> None:
    assert fold("Łódź Ağa ‘كتاب’") == "lodz aga 'کتاب'"
    assert content_words("The harbours were closed by the U.S. inspectors") == ["harbour", "close", "us", "inspector"]


def test_a_missing_word_list_is_bad_use() -> None:
    with pytest.raises(WhenceError):
        lexicon("no-such-list")


@pytest.mark.parametrize(
    "parts",
    [
        ["Mr. J. Finch of the U.S. Coast Guard left.", "He came back at 5 p.m. on Monday."],
        ["“We are done,” said Ada Finch.", "“We go.”", "No one stayed."],
        ['"Really?" Finch asked.', "Nobody answered."],
        ["“Stop!” he cried.", "They did not."],
        ["It cost 2.5 million.", "Who paid?", "Nobody."],
        ["آیا او رفت؟", "بله."],
        ["He works for Tidewater Inc.", "The firm is new."],
    ],
)
def test_sentences(parts: list[str]) -> None:
    text = " ".join(parts)
    assert [span.of(text) for span in sentences(text)] == parts


def test_sentences_stay_in_their_paragraph() -> None:
    text = "A heading\n\nOne line\nand its end. Two.\n \n"
    assert [span.of(text) for span in paragraphs(text)] == ["A heading", "One line\nand its end. Two."]
    assert [span.of(text) for span in sentences(text)] == ["A heading", "One line\nand its end.", "Two."]


def test_words() -> None:
    text = "The U.S. didn't pay 12,500 for well-known B-52s."
    expected = ["The", "U.S.", "didn't", "pay", "12,500", "for", "well-known", "B-52s"]
    assert [span.of(text) for span in words(text)] == expected


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ('He said "no way" and "yes".', ["no way", "yes"]),
        ("He said “no ‘way’ out” then.", ["no ‘way’ out"]),
        ("Er sagte „nein danke“ und ging.", ["nein danke"]),
        ("Il dit « non merci » puis partit.", [" non merci "]),
        ("او گفت «نه» و رفت.", ["نه"]),
        ("Er sagte »nein« und ging.", ["nein"]),
        ("He called it ‘the end’ of it.", ["the end"]),
        ("He called it 'the end' of Ada's day.", ["the end"]),
        ("The dogs’ owner didn’t pay in the ’90s.", []),
        ('An unclosed "mark here.\n\nAnd "another" one.', ["mark here.", "another"]),
    ],
)
def test_quotations(text: str, inner: list[str]) -> None:
    assert [quotation.inner.of(text) for quotation in quotations(text)] == inner


def test_reopened_paragraphs_are_one_run() -> None:
    text = "“One.\n\n“Two.\n\n“Three,” she said. “Four.”"
    found = [(quotation.run, quotation.opened, quotation.closed) for quotation in quotations(text)]
    assert found == [(0, True, False), (0, True, False), (0, True, True), (1, True, True)]


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("Olaf Scholz", "Octavian Scholz", False),
        ("Chancellor Scholz", "Olaf Scholz", True),
        ("Dr. Ada M. Finch", "Ada Finch", True),
        ("A. Finch", "Ada Finch", True),
        ("B. Finch", "Ada Finch", False),
        ("Norda Harbour Authority", "NHA", True),
        ("Mr Finch’s", "Finch", True),
        ("Portvell Courier", "Coast Gazette", False),
        ("Mohammed Karimi", "Mohammad Karimi", True),
        ("Müller", "Muller", True),
        ("Ada Finch", "Ada Marsh", False),
    ],
)
def test_same_name(a: str, b: str, same: bool) -> None:
    assert (same_name(a, b) >= 0.75) is same
    assert same_name(a, b) == same_name(b, a)


def test_names() -> None:
    text = "Yesterday President Ana Torv met the Ministry of Health in Norda. The mayor, Mara Velt, left on Monday."
    found = [span.of(text) for span in proper_names(text)]
    assert found == ["President Ana Torv", "Ministry of Health", "Norda", "Mara Velt"]
    assert bare_name("the President Ana Torv's") == "Ana Torv"
    assert is_acronym_of("NHA", "the Norda Harbour Authority")
    assert not is_acronym_of("it", "inland trade")


def test_alignment() -> None:
    steps = align(["we", "will", "not", "go", "now"], ["we", "will", "go", "right", "now"])
    assert [(step.op, step.a0, step.a1, step.b0, step.b1) for step in steps] == [
        ("equal", 0, 2, 0, 2),
        ("delete", 2, 3, 2, 2),
        ("equal", 3, 4, 2, 3),
        ("insert", 4, 4, 3, 4),
        ("equal", 4, 5, 4, 5),
    ]


@pytest.mark.parametrize("mark", ['"', "“", "”", "'", "‘", "«", "a “", "1 ", "no ", ". ", "A", "\n ", "two and "])
def test_time_is_bounded(mark: str) -> None:
    text = mark * (20_000 // len(mark))
    begun = time.monotonic()
    for reading in (sentences, words, quotations, figures, date_mentions, proper_names, canonical):
        reading(text)
    assert time.monotonic() - begun < 10
