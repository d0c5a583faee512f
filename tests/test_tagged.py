"""Decoding and linking of tags, without weights: against brute force, and on small invented tables."""

from itertools import pairwise, product

import numpy as np
import pytest

from whence.attributions.tagged import (
    CONTENT,
    CUE,
    DISTANCES,
    RIVALS,
    SENTENCES,
    SOURCE,
    Linker,
    Pointer,
    Tagged,
    distance_class,
    rival_class,
    sentence_class,
)
from whence.attributions.tags import Chain, Run, runs


def _chain(seed: int) -> tuple[Chain, list[np.ndarray]]:
    numbers = np.random.default_rng(seed)
    chain = Chain(numbers.normal(size=3).astype(np.float32), numbers.normal(size=(3, 3)).astype(np.float32))
    return chain, [numbers.normal(size=(length, 3)).astype(np.float32) for length in (5, 1, 3)]


def _whole(windows: list[np.ndarray]) -> list[np.ndarray]:
    """No piece goes on with a word."""
    return [np.zeros(len(window), dtype=np.bool_) for window in windows]


def _scores(chain: Chain, window: np.ndarray) -> dict[tuple[int, ...], float]:
    found = {}
    for path in product(range(3), repeat=len(window)):
        steps = sum(chain.steps[a, b] for a, b in pairwise(path))
        found[path] = float(chain.opening[path[0]] + steps + sum(window[k, tag] for k, tag in enumerate(path)))
    return found


@pytest.mark.parametrize("seed", range(5))
def test_best_path_is_the_one_of_brute_force(seed: int) -> None:
    chain, windows = _chain(seed)
    for window, path in zip(windows, chain.best(windows, _whole(windows)), strict=True):
        scores = _scores(chain, window)
        assert tuple(path.tolist()) == max(scores, key=scores.__getitem__)


@pytest.mark.parametrize("seed", range(5))
def test_probabilities_are_those_of_brute_force(seed: int) -> None:
    chain, windows = _chain(seed)
    for window, odds in zip(windows, chain.probabilities(windows, _whole(windows)), strict=True):
        scores = _scores(chain, window)
        whole = sum(np.exp(value) for value in scores.values())
        wanted = np.zeros(window.shape)
        for path, value in scores.items():
            for k, tag in enumerate(path):
                wanted[k, tag] += np.exp(value) / whole
        assert odds == pytest.approx(wanted, abs=1e-4)


@pytest.mark.parametrize("seed", range(5))
def test_nothing_begins_or_ends_inside_a_word(seed: int) -> None:
    chain, windows = _chain(seed)
    inner = [np.arange(len(window)) % 2 == 1 for window in windows]
    for path in chain.best(windows, inner):
        assert all((before + 1) // 2 * 2 == after for before, after in zip(path[::2], path[1::2], strict=False))


def test_windows_are_decoded_as_if_alone() -> None:
    chain, windows = _chain(7)
    for k, window in enumerate(windows):
        assert chain.best(windows, _whole(windows))[k].tolist() == chain.best([window], _whole([window]))[0].tolist()


def test_runs_say_whether_they_were_opened() -> None:
    assert runs(np.array([6, 6, 0, 1, 2, 1, 3])) == [
        Run(2, 0, 2, False), Run(0, 3, 5, True), Run(0, 5, 6, True), Run(1, 6, 7, True),
    ]  # fmt: skip


def test_classes_of_place() -> None:
    assert distance_class(np.array([-500, -1, 0, 1, 500])).tolist() == [0, 11, 12, 13, 24]
    assert sentence_class(np.array([-9, 0, 2])).tolist() == [0, 3, 5]
    assert rival_class(10, np.array([2, 8, 12, 20])).tolist() == [2, 3, 4, 5]


def _linker(**settings: float) -> Linker:
    distance = -np.abs(np.arange(DISTANCES) - DISTANCES // 2).astype(np.float32)
    sentence = -np.abs(np.arange(SENTENCES) - SENTENCES // 2).astype(np.float32)
    none = np.zeros(RIVALS, dtype=np.float32)
    return Linker(Pointer(distance, sentence, none, 0, 1), Pointer(distance, sentence, none, 2, 3), **settings)


def _tagged(role: int, start: int, end: int, window: int = 0, to: dict[int, float] | None = None) -> Tagged:
    vectors = np.zeros((4, 4), dtype=np.float32)
    for place, weight in (to or {}).items():
        vectors[place] = weight
    return Tagged(role, start, end, ((window, vectors),))


def test_each_content_goes_to_the_nearest_cue_and_pieces_of_one_join() -> None:
    tagged = [
        _tagged(CONTENT, 0, 4), _tagged(SOURCE, 5, 6, to={3: 9.0}), _tagged(CUE, 6, 7, to={2: 9.0}),
        _tagged(CONTENT, 8, 12), _tagged(CUE, 41, 42), _tagged(CONTENT, 42, 50),
    ]  # fmt: skip
    sentence = np.repeat(np.arange(6), 10)
    found = _linker().join(tagged, sentence)
    assert [[one.start for one in each.contents] for each in found] == [[0, 8], [42]]
    assert [each.source.start if each.source else None for each in found] == [5, None]


def test_vectors_of_two_windows_are_not_mixed() -> None:
    near, far = _tagged(CONTENT, 3, 5, window=0, to={0: 9.0}), _tagged(CUE, 6, 7, window=1, to={1: 9.0})
    pointer = _linker(apart=-2.0).to_cue
    assert pointer.match(near, far, -2.0) == -2.0
    assert pointer.match(near, _tagged(CUE, 6, 7, window=0, to={1: 9.0}), -2.0) == pytest.approx(4 * 81 / 2)


def test_a_content_without_a_cue_stands_alone() -> None:
    found = _linker().join([_tagged(CONTENT, 0, 4)], np.zeros(9, dtype=np.int64))
    assert [(one.source, one.cue) for one in found] == [(None, None)]
    assert _linker().join([_tagged(CUE, 0, 1)], np.zeros(9, dtype=np.int64)) == []
