"""The network that reads two statements again: what it may change of what the rules say, and what not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whence.encoder import LONGEST, WEIGHTS, pair_of, tokenizer
from whence.links import Likelihood, believed, likelihood, linked, relation, review, reviewed
from whence.model import Link, Relation, Slot
from whence.statements import statement

SOLD = "Lorne Energy sold its coal mine at Hollin to Danver Holdings."
BOUGHT = "Danver Holdings bought the coal mine at Hollin from Lorne Energy."


def _read(monkeypatch: pytest.MonkeyPatch, event: float, forward: float, backward: float, conflict: float) -> None:
    monkeypatch.setattr(review, "likelihood", lambda a, b: Likelihood(event, forward, backward, conflict))


def _reviewed(a: str, b: str) -> Link:
    return reviewed(statement(a), statement(b))


def test_a_paraphrase_in_other_words_is_the_same() -> None:
    assert relation(statement(SOLD), statement(BOUGHT)).relation is Relation.UNRELATED
    assert _reviewed(SOLD, BOUGHT).relation is Relation.SAME


def test_without_the_libraries_the_rules_stand_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(review, "likelihood", lambda a, b: None)
    assert _reviewed(SOLD, BOUGHT) == relation(statement(SOLD), statement(BOUGHT))


def test_details_that_read_as_a_conflict_are_taken_back(monkeypatch: pytest.MonkeyPatch) -> None:
    a, b = (
        "The mayor of Kelmouth opened the swimming pool.",
        "The mayor of Kelmouth opened the swimming pool in Harn with a speech.",
    )
    link = linked(statement(a), statement(b))
    assert link is not None
    _read(monkeypatch, 0.9, 0.01, 0.02, 0.95)
    assert believed(link, statement(a), statement(b)) is None
    assert _reviewed(a, b).relation is Relation.CANNOT_TELL


def test_figures_stay_with_the_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    a, b = "The tanker Marisa spilled 300 tonnes of oil.", "The tanker Marisa spilled 500 tonnes of oil."
    _read(monkeypatch, 0.99, 0.99, 0.99, 0.0)
    assert (_reviewed(a, b).relation, _reviewed(a, b).slot) == (Relation.CONTRADICTS, Slot.FIGURE)


def test_guards_stay_with_the_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    _read(monkeypatch, 0.99, 0.99, 0.99, 0.0)
    link = _reviewed("The deputy mayor of Kelmouth resigned on Monday.", "The mayor of Kelmouth resigned on Monday.")
    assert link.relation is Relation.UNRELATED


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Bread prices rose in Harn in March 2024.", "Bread prices fell in Harn in May 2024."),
        ("Joren Hask was arrested in Brask.", "Tilda Moor was arrested in Brask."),
        ("Emil Joss was arrested in Ostrel on 3 May 2024.", "Emil Joss was released in Ostrel on 5 May 2024."),
    ],
)
def test_a_day_a_name_or_an_opposite_stands_against_the_network(
    monkeypatch: pytest.MonkeyPatch, a: str, b: str
) -> None:
    rules = relation(statement(a), statement(b))
    for likeness in ((0.99, 0.99, 0.99, 0.0), (0.99, 0.0, 0.0, 0.99)):
        _read(monkeypatch, *likeness)
        found = _reviewed(a, b)
        assert (found.relation, found.evidence) == (rules.relation, rules.evidence)


def test_a_network_takes_back_no_conflict_of_the_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    a, b = (
        "The driver of the tram, Emil Joss, survived the crash.",
        "The driver of the tram, Emil Joss, died in the crash.",
    )
    _read(monkeypatch, 0.99, 0.99, 0.99, 0.0)
    assert _reviewed(a, b).relation is Relation.CONTRADICTS


def test_the_order_of_two_statements_only_changes_the_directions() -> None:
    there, back = likelihood(SOLD, BOUGHT), likelihood(BOUGHT, SOLD)
    assert there is not None
    assert back == Likelihood(there.event, there.backward, there.forward, there.conflict)


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=60), st.text(max_size=3000))
def test_two_texts_are_a_run_of_bounded_length(a: str, b: str) -> None:
    pair = pair_of(a, b, tokenizer(WEIGHTS))
    assert len(pair.ids) == len(pair.cases) == len(pair.sides) <= LONGEST
    assert set(pair.cases) <= set(range(5))
