"""The expected number of origins and its likely interval: what moves them, and which way."""

from __future__ import annotations

import hypothesis.strategies as st
from hypothesis import given

from whence.lineage.graph import Graph, Root
from whence.lineage.likely import FURTHER, Doubt, doubted, likely
from whence.model import Evidence, SourceKind

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
    return likely(*graph(*doubts), (0 if not doubts else 1, len(doubts)))


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
    assert likely(*graph(Doubt.NAMED, Doubt.VOICE, Doubt.VOICE), (3, 3)) == (3.0, (3, 3))


def test_the_surest_root_comes_first() -> None:
    found = doubted(*graph(Doubt.VOICE, Doubt.UNNAMED, Doubt.COPIED, Doubt.ABSENT, Doubt.NAMED))
    assert [doubt for doubt, _ in found] == list(Doubt)


@given(st.lists(st.sampled_from(Doubt), min_size=1, max_size=8), st.integers(0, 8))
def test_the_estimate_lies_in_the_interval_and_both_within_the_bounds(doubts: list[Doubt], low: int) -> None:
    low = min(low, len(doubts))
    number, (first, last) = likely(*graph(*doubts), (low, len(doubts)))
    assert low <= first <= last <= len(doubts)
    assert first - 0.5 <= number <= last + 0.5


@given(st.lists(st.sampled_from(Doubt), min_size=1, max_size=8), st.sampled_from(Doubt))
def test_a_further_root_never_lowers_the_estimate(doubts: list[Doubt], more: Doubt) -> None:
    assert estimate(*doubts, more)[0] >= estimate(*doubts)[0]
