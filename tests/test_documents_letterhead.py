"""Headers without labels, datelines and signed agencies: what a saved article says of itself before it begins."""

from __future__ import annotations

import pytest

from whence.documents import read_all
from whence.model import BlockKind, Document

STORY = "The lower gate of the dam had rusted through, the water board said on Friday."


def read(text: str) -> Document:
    documents, problems = read_all(text.encode(), "story.txt")
    assert not problems
    return documents[0]


def prose(document: Document) -> list[str]:
    return [b.span.of(document.text) for b in document.blocks if b.kind is BlockKind.PARAGRAPH]


def test_publisher_title_date_and_subtitle_on_lines_of_their_own() -> None:
    found = read(
        f"The Tarn Courier\nOstry dam: gate was never painted\nMarch 5, 2024\nBoard blames the frost\n\n{STORY}\n"
    )
    assert (found.publisher, found.title) == ("The Tarn Courier", "Ostry dam: gate was never painted")
    assert found.date and found.date.first.isoformat() == "2024-03-05"
    assert prose(found) == [STORY]


def test_a_title_with_a_verb_is_no_publisher() -> None:
    found = read(f"Ministry Blames Gate\nRust Ate It Through\n5 March 2024\n\n{STORY}\n")
    assert (found.publisher, found.title) == (None, "Ministry Blames Gate")


def test_a_place_stands_before_the_date() -> None:
    found = read(f"Tarn Courier\nGate of the Ostry dam rusted\nOSTRY, 5 March 2024 (Northern Wire)\n\n{STORY}\n")
    assert found.date and found.date.first.isoformat() == "2024-03-05"


def test_prose_on_short_lines_is_no_header() -> None:
    verse = "The river came down in the night\nand took the lower gate.\nOn 5 March 2024 nobody was told."
    assert prose(read(f"{verse}\n\n{STORY}\n"))[0] == verse


@pytest.mark.parametrize(
    "dateline",
    [
        "OSTRY: ",
        "(Ostry) - ",
        "OSTRY, Tarn – ",
        "(Reuters) – ",
        "(Amber Institute/Reuters) – Ostry, March 5, 2024 – ",
    ],
)
def test_a_dateline_is_no_part_of_what_is_told(dateline: str) -> None:
    found = read(f"{dateline}{STORY}\n\nThe board met twice.\n")
    assert prose(found)[0] == STORY
    assert found.credits == (("Reuters",) if "Reuters" in dateline else ())


def test_capitals_before_every_line_are_speakers() -> None:
    lines = "JUDGE: Did you see the gate?\n\nWITNESS: It had rusted through.\n\nJUDGE: Who was told?\n"
    assert prose(read(lines))[0].startswith("JUDGE:")


def test_a_byline_or_a_line_of_its_own_credits_an_agency() -> None:
    signed = read(f"Gate of the Ostry dam rusted\nBy Mara Orlo, Associated Press Writer\nMarch 5, 2024\n\n{STORY}\n")
    alone = read(f"Tarn Courier\nGate of the Ostry dam rusted\nMarch 5, 2024\nAP\n\n{STORY}\n")
    assert signed.credits == ("Associated Press",)
    assert alone.credits == ("AP",)


def test_a_name_above_a_date_is_the_publisher_where_a_heading_follows() -> None:
    found = read(f"Tarn Courier\n5 March 2024\n\nGate of the Ostry dam rusted\n\n{STORY}\n")
    assert (found.publisher, found.title) == ("Tarn Courier", "Gate of the Ostry dam rusted")
    assert prose(found) == [STORY]


@pytest.mark.parametrize("title", ["Flood", "Gate of the dam rusted"])
def test_a_title_above_a_date_and_a_heading_is_no_publisher(title: str) -> None:
    found = read(f"{title}\n5 March 2024\n\nWhat the board knew\n\n{STORY}\n")
    assert (found.publisher, found.title) == (None, title)


def test_a_name_above_a_date_without_a_heading_is_the_title() -> None:
    assert read(f"Tarn Courier\n5 March 2024\n\n{STORY}\n").publisher is None
