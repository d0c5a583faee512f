"""How likely two names are one, written in another way."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.text import name_likeness

ONE = [
    ("Moammar Gadhafi", "Muammar Gaddafi"),
    ("Usama bin Ladin", "Osama bin Laden"),
    ("Владимир Соколов", "Vladimir Sokolov"),
    ("Finch, Ada", "Ada Finch"),
    ("Norda Freight L.L.C.", "Norda Freight LLC"),
    ("Lisk Steel Joint Stock Company", "Lisk Steel JSC"),
]
TWO = [
    ("Bashar Karim", "Hafez Karim"),
    ("Ada Finch", "Ada Sorrel"),
    ("Lisk Steel GmbH", "Norda Steel GmbH"),
    ("Jawhar Majid al-Mosuli", "Jawhar Majid al-Duri"),
]


@pytest.mark.parametrize(("a", "b"), ONE)
def test_another_writing_of_one_name(a: str, b: str) -> None:
    assert name_likeness(a, b) >= 0.6


@pytest.mark.parametrize(("a", "b"), TWO)
def test_two_names(a: str, b: str) -> None:
    assert name_likeness(a, b) < 0.4


def test_what_has_no_word_is_like_nothing() -> None:
    assert name_likeness("", "Ada Finch") == name_likeness("…", "—") == 0.0


@given(st.text(max_size=40), st.text(max_size=40))
def test_the_order_of_two_names_does_not_matter(a: str, b: str) -> None:
    likeness = name_likeness(a, b)
    assert 0.0 <= likeness <= 1.0
    assert likeness == pytest.approx(name_likeness(b, a))
