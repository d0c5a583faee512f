"""The tagger says the same whatever else is read: at any group size, thread count and order of documents."""

from __future__ import annotations

import pytest
from tests.casefiles import cases

from whence.attributions import tagger
from whence.attributions.raw import RawAttribution
from whence.attributions.tagger import Tagger
from whence.encoder import WEIGHTS

Read = list[tuple[RawAttribution, float]]


def _texts() -> list[str]:
    """Three texts of several windows and a few short ones, all made of the golden cases."""
    bodies = [case.marked()[0] for case in cases("attributions")]
    long = ["\n\n".join(bodies[k::24]) for k in range(3)]
    return [*long, *bodies[:6], "", "\n\n", bodies[0]]


def _read(texts: list[str], threads: int = 1) -> list[Read]:
    loaded = Tagger.load(WEIGHTS, threads)
    return [loaded.read(text) for text in texts]


@pytest.fixture(scope="module")
def alone() -> list[Read]:
    """What each text says, read by a tagger of its own, one window after the other."""
    return [_read([text])[0] for text in _texts()]


@pytest.mark.parametrize("size", [1, 4, 16])
def test_any_group_size(size: int, alone: list[Read], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tagger, "_GROUP", size)
    assert _read(_texts()) == alone


@pytest.mark.parametrize("threads", [1, 2])
def test_any_thread_count(threads: int, alone: list[Read]) -> None:
    assert _read(_texts(), threads) == alone


def test_any_order(alone: list[Read]) -> None:
    texts = _texts()
    assert _read(texts[::-1])[::-1] == alone
    middle = texts[4:] + texts[:4]
    assert _read(middle) == alone[4:] + alone[:4]


def test_the_texts_are_worth_reading(alone: list[Read]) -> None:
    assert sum(map(len, alone)) > 20
