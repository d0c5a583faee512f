"""Statements that only count, read with the title of their article; whole documents, since a sentence has no title."""

from __future__ import annotations

import datetime as dt

import pytest

from whence.links import linked
from whence.model import DateRange, Document, Link, Relation, Statement
from whence.statements import statements

QUAKE = "Death toll of the Selko earthquake rises to 91"
LATER = "Earthquake on Selko: rescuers reach the last villages"
LEAD = "A strong earthquake shook the island of Selko on Sunday evening."


def counted(title: str, date: str, *paragraphs: str) -> Statement:
    """The last statement of an article."""
    day = dt.date.fromisoformat(date)
    text = "\n\n".join(paragraphs)
    return statements(Document(f"{title} {date}", "a.txt", text, title=title, date=DateRange(day, day)), ())[-1]


def link(one: Statement, other: Statement) -> Link | None:
    """The link of two statements, which is one both ways round."""
    there, back = linked(one, other), linked(other, one)
    assert (there and there.relation) == (back and back.relation)
    return there


def test_two_counts_of_one_affair() -> None:
    found = link(
        counted(QUAKE, "2024-08-06", LEAD, "At least 209 people were injured."),
        counted(LATER, "2024-08-08", LEAD, "More than 1,400 people have been injured."),
    )
    assert found is not None and found.relation is Relation.UPDATES
    assert "read with the title" in found.evidence[-1].detail and f"“{LATER}”" in found.evidence[-1].detail


def test_a_count_and_a_sentence_that_tells_all() -> None:
    found = link(
        counted(QUAKE, "2024-08-06", LEAD, "At least 209 people were injured."),
        counted("Aid on its way", "2024-08-06", "The earthquake on Selko has injured at least 209 people."),
    )
    assert found is not None and found.relation in (Relation.SAME, Relation.DETAILS)


def test_the_missing_of_one_day_contradict_each_other() -> None:
    found = link(
        counted("Ferry Maris sinks on Lake Ovar", "2024-06-18", "It sank.", "Ninety-four people are missing."),
        counted("Lake Ovar: ferry sinks in storm", "2024-06-18", "It sank.", "In all 178 people are missing."),
    )
    assert found is None  # neither title is known to name what the other names: "Lake Ovar" is in no lead
    lead = "The ferry Maris sank on Lake Ovar."
    found = link(
        counted("Ferry Maris sinks on Lake Ovar", "2024-06-18", lead, "Ninety-four people are missing."),
        counted("Lake Ovar: ferry sinks in storm", "2024-06-18", lead, "In all 178 people are missing."),
    )
    assert found is not None and found.relation is Relation.CONTRADICTS


@pytest.mark.parametrize(
    ("title", "date", "paragraphs"),
    [
        ("Earthquake on Bessa: rescuers reach the last villages", "2024-08-08", (LEAD.replace("Selko", "Bessa"),)),
        (LATER, "2024-09-20", (LEAD,)),
        (LATER, "2024-08-08", (LEAD, "The island was hit by a similar earthquake in 2009.")),
        (LATER, "2024-08-08", (LEAD, "The shock was felt in Bessa.")),
        (LATER, "2024-08-08", (LEAD, "Another building fell hours afterwards.")),
        ("News in brief", "2024-08-08", ("Rescuers were busy on two islands on Sunday evening.",)),
    ],
    ids=["another island", "weeks later", "an earlier one", "another place", "another event", "no such title"],
)
def test_counts_of_what_may_be_another_affair(title: str, date: str, paragraphs: tuple[str, ...]) -> None:
    here = counted(QUAKE, "2024-08-06", LEAD, "At least 209 people were injured.")
    assert link(here, counted(title, date, *paragraphs, "More than 1,400 people have been injured.")) is None


@pytest.mark.parametrize(
    "told",
    ["More than 1,400 people were injured in the market.", "Nearly 1,400 people were injured by falling tiles."],
)
def test_a_count_that_tells_more_than_how_many(told: str) -> None:
    here = counted(QUAKE, "2024-08-06", LEAD, "At least 209 people were injured.")
    assert link(here, counted(LATER, "2024-08-08", LEAD, told)) is None
