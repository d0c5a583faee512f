"""The expected number of origins and its likely interval: what moves them, and which way."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import hypothesis.strategies as st
from hypothesis import given

from whence.lineage.graph import Graph, Root
from whence.lineage.likely import FURTHER, Doubt, doubted, likely
from whence.model import DateRange, Evidence, SourceKind, Span, Statement

CLASSES = [doubt for doubt in Doubt if doubt not in (Doubt.FIRST, Doubt.FOLLOWED)]
"""Doubts that a root has whatever else the claim holds."""
HELD = {f"s{n}": Statement(f"s{n}", f"d{n}", (Span(0, 1),), "x") for n in range(10)}
KINDS = {
    Doubt.NAMED: Root("Mara Velt", SourceKind.PERSON),
    Doubt.ABSENT: Root("Works Inspectorate", SourceKind.BODY),
    Doubt.UNNAMED: Root("an official", SourceKind.UNNAMED),
    Doubt.VOICE: Root("The Courier", SourceKind.OUTLET, seen=True),
}


def graph(*doubts: Doubt) -> tuple[Graph, dict[str, set[str]]]:
    """A root of each class with a statement of its own."""
    found = Graph()
    resting: dict[str, set[str]] = {}
    for number, doubt in enumerate(doubts):
        root, statement = f"r{number}", f"s{number}"
        found.roots[root] = KINDS[Doubt.VOICE if doubt is Doubt.COPIED else doubt]
        if doubt is Doubt.COPIED:
            found.plausible.append((statement, "elsewhere", Evidence("copied", "")))
        resting[root] = {statement}
    return found, resting


def estimate(*doubts: Doubt) -> tuple[float, tuple[int, int]]:
    return likely(*graph(*doubts), HELD, (0 if not doubts else 1, len(doubts)))


def test_one_root_is_one_origin() -> None:
    assert estimate(Doubt.VOICE) == (1.0, (1, 1))


def test_no_root_is_no_origin() -> None:
    assert estimate() == (0.0, (0, 0))


def test_the_first_root_counts_and_each_other_by_its_class() -> None:
    number, (first, last) = estimate(Doubt.NAMED, Doubt.UNNAMED)
    assert number == round(1 + FURTHER[Doubt.UNNAMED], 2)
    assert (first, last) == (1, 2)


def test_two_named_witnesses_are_likely_two() -> None:
    assert estimate(Doubt.NAMED, Doubt.NAMED)[1] == (2, 2)


def test_papers_that_name_nobody_are_likely_no_origins_beside_a_witness() -> None:
    assert estimate(Doubt.NAMED, Doubt.VOICE)[1] == (1, 1)


def test_where_low_and_high_meet_there_is_nothing_to_weigh() -> None:
    assert likely(*graph(Doubt.NAMED, Doubt.VOICE, Doubt.VOICE), HELD, (3, 3)) == (3.0, (3, 3))


def test_the_surest_root_comes_first() -> None:
    found = doubted(*graph(Doubt.VOICE, Doubt.UNNAMED, Doubt.COPIED, Doubt.ABSENT, Doubt.NAMED), HELD)
    assert [doubt for doubt, _ in found] == [doubt for doubt in Doubt if doubt in CLASSES]


def test_the_earliest_paper_and_one_that_many_rest_on_are_less_doubtful() -> None:
    found, resting = graph(*[Doubt.VOICE] * 3)
    resting["r1"] |= {"s3", "s4", "s5"}
    days = {"s0": 4, "s1": 5, "s2": 5}
    held = {s: replace(HELD[s], asof=DateRange(date(2024, 3, day), date(2024, 3, day))) for s, day in days.items()}
    assert doubted(found, resting, HELD | held) == [
        (Doubt.FIRST, "r0"),
        (Doubt.FOLLOWED, "r1"),
        (Doubt.VOICE, "r2"),
    ]


@given(st.lists(st.sampled_from(CLASSES), min_size=1, max_size=8), st.integers(0, 8))
def test_the_estimate_lies_in_the_interval_and_both_within_the_bounds(doubts: list[Doubt], low: int) -> None:
    low = min(low, len(doubts))
    number, (first, last) = likely(*graph(*doubts), HELD, (low, len(doubts)))
    assert low <= first <= last <= len(doubts)
    assert first - 0.5 <= number <= last + 0.5


@given(st.lists(st.sampled_from(CLASSES), min_size=1, max_size=8), st.sampled_from(CLASSES))
def test_a_further_root_never_lowers_the_estimate(doubts: list[Doubt], more: Doubt) -> None:
    assert estimate(*doubts, more)[0] >= estimate(*doubts)[0]
