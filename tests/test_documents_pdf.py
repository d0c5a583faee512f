"""PDF pages to text: paragraphs, columns, notes, tables, running heads, words broken at line ends."""

from __future__ import annotations

import random

import pytest
from tests.pages import Drawn, column, pdf

from whence.documents import read_all, read_bytes
from whence.model import Document, Span

STORY = [
    "The quay at Osthaven was closed on Monday, said the harbour master, who had",
    "counted seven crates on the day before the accident. Nobody asked for the papers.",
    "Rolf Amber told the commission that the gate had been locked from the outside.",
    "It was open when the guard arrived.",
]


def blocks(pages: list[list[Drawn]]) -> list[str]:
    """Every block with its kind and its page, those of the kind paragraph without it."""
    document = read_bytes(pdf(pages), "a.pdf")
    return [f"{block.kind}: {block.span.of(document.text)}".removeprefix("paragraph: ") for block in document.blocks]


def text(*lines: str) -> str:
    return " ".join(lines)


def test_a_paragraph_ends_at_a_gap_and_where_the_next_word_had_room() -> None:
    assert blocks([column([*STORY, *STORY])]) == [text(*STORY)] * 2
    assert blocks([column([*STORY[:3], "", *STORY])]) == [text(*STORY[:3]), text(*STORY)]


def test_a_paragraph_ends_before_an_indent() -> None:
    first = column(STORY[:3])
    second = [Drawn(72, first[-1].foot - 13, STORY[0]), *column(STORY[1:3], top=first[-1].foot - 26)]
    assert blocks([[*first, *second]]) == [text(*STORY[:3])] * 2


def test_another_size_is_another_paragraph() -> None:
    assert blocks([[Drawn(60, 718, "What the order says", 14), *column(STORY)]]) == [
        "What the order says",
        text(*STORY),
    ]


def test_running_heads_stand_once_and_page_numbers_are_left_out() -> None:
    head, page = "Report of the Commission, chapter 2", "Page {} of 3"
    pages = [[Drawn(60, 810, head), *column(STORY[:2]), Drawn(280, 30, page.format(n))] for n in (1, 2, 3)]
    assert blocks(pages) == [text(*STORY[:2] * 3), f"furniture: {head}"]


def test_words_at_the_edge_of_two_pages_that_differ_in_place_stay() -> None:
    pages = [[Drawn(60, place, "Twelve men."), *column(STORY[:2])] for place in (810, 800)]
    assert " ".join(blocks(pages)).count("Twelve men.") == 2


def test_columns_that_were_drawn_row_by_row_are_read_one_after_the_other() -> None:
    left = [
        "The quay was closed on Monday,",
        "said the harbour master, who had",
        "counted seven crates that day.",
        "Nobody asked.",
    ]
    right = [
        "Rolf Amber told the commission",
        "that the gate had been locked from",
        "the outside. It was open when the",
        "guard arrived.",
    ]
    rows = [line for pair in zip(column(left), column(right, left=320), strict=True) for line in pair]
    heading = Drawn(60, 730, "A long heading over both of the columns, which it crosses in the middle of them", 10)
    assert blocks([[heading, *rows]])[1:] == [text(*left), text(*right)]


def test_rows_of_a_table_stay_rows() -> None:
    cells = [("Place", "Injured", "Dead"), ("Silo 4", "12", "0"), ("Quay", "3", "1")]
    rows = [Drawn(60 + 120 * n, 700 - 13 * at, cell) for at, row in enumerate(cells) for n, cell in enumerate(row)]
    assert blocks([rows]) == [f"table: {' | '.join(row)}" for row in cells]


def test_words_broken_at_line_ends_are_whole_and_a_note_waits_for_the_end_of_its_paragraph() -> None:
    first = [
        *column([*STORY[:2], "Rolf Amber told the commission that the gate was bro-"]),
        Drawn(60, 120, "1 Ibid., p. 4.", 7),
    ]
    second = column(["ken from the outside.", "", *STORY])
    assert blocks([first, second]) == [
        text(*STORY[:2], "Rolf Amber told the commission that the gate was broken from the outside."),
        "1 Ibid., p. 4.",
        text(*STORY),
    ]


def test_raised_digits_are_no_part_of_a_number_and_a_sentence_ends_before_them() -> None:
    drawn = [
        Drawn(60, 700, "Of 10"),
        Drawn(86, 704, "6", 6),
        Drawn(91, 700, "people, twelve came."),
        Drawn(185, 704, "12", 6),
        Drawn(198, 700, "Nobody saw the 15 who left."),
    ]
    assert blocks([drawn]) == ["Of 10⁶ people, twelve came.¹² Nobody saw the 15 who left."]


@pytest.mark.parametrize("apart", [False, True])
def test_numbered_lines_of_a_transcript_are_cited_by_their_numbers(apart: bool) -> None:
    said = [
        "Q.  Did you see the gate that evening, before",
        "the alarm?",
        "A.  It was locked from outside, and nobody had",
        "the key.",
    ]
    shown = column([*said, *said, *said])
    numbers = [Drawn(30, line.foot, str(number)) for number, line in enumerate(shown, 1)]
    drawn = [*numbers, *shown] if apart else [line for pair in zip(numbers, shown, strict=True) for line in pair]
    document = read_bytes(pdf([drawn, drawn]), "a.pdf")
    assert not any(words.isdigit() for words in document.text.split())
    place = document.text.index("nobody had the key")
    assert document.where(Span(place, place + 18)) == "page 1, line 3–4"
    assert document.where(document.blocks[-1].span).startswith("page 2, line ")


def test_numbered_paragraphs_are_no_table() -> None:
    drawn = [
        line
        for number, words in enumerate(("I was the guard on that evening.", "The gate was locked from outside."), 1)
        for line in (Drawn(60, 700 - 20 * number, f"{number}."), Drawn(90, 700 - 20 * number, words))
    ]
    assert blocks([drawn]) == ["1. I was the guard on that evening.", "2. The gate was locked from outside."]


def where_each(document: Document) -> list[str]:
    return [document.where(block.span) for block in document.blocks]


def test_a_note_is_located_on_its_own_page() -> None:
    first = [*column(["Rolf Amber told the commission that the"]), Drawn(60, 120, "1 Ibid., p. 4.", 7)]
    document = read_bytes(pdf([first, column(["gate was open all evening.", "", "Nobody saw it."])]), "a.pdf")
    assert where_each(document) == ["page 1–2", "page 1", "page 2"]


@pytest.mark.parametrize("seed", range(40))
def test_no_damage_to_a_pdf_raises(seed: int) -> None:
    rng = random.Random(seed)
    raw = bytearray(pdf([column(STORY), column(STORY)]))
    for _ in range(rng.randrange(1, 30)):
        raw[rng.randrange(8, len(raw))] = rng.randrange(256)
    cut = bytes(raw[: rng.randrange(9, len(raw) + 1)])
    documents, problems = read_all(cut, "a.pdf")
    assert all("\ufffe" not in document.text for document in documents)
    assert documents or problems
