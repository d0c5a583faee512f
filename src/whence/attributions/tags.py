"""Tag scores to runs: the best path and each tag's probability in a linear chain over B, I and O tags.

Windows are decoded side by side; each comes out as it would alone. No run begins or ends inside a word.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

ROLES = ("source", "cue", "content")
TAGS = ("O", *(f"{mark}-{role}" for role in ROLES for mark in "BI"))

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]


_NEVER = np.float32(-1e4)
_GOES_ON = np.array([[after == (before + 1) // 2 * 2 for after in range(len(TAGS))] for before in range(len(TAGS))])
"""Whether a tag may follow another inside a word: O after O, I-x after B-x and I-x."""


@dataclass(frozen=True, slots=True)
class Run:
    """Pieces ``[start, end)`` of one role; ``opened`` is false where it goes on from before its window."""

    role: int
    start: int
    end: int
    opened: bool


@dataclass(frozen=True, slots=True)
class Chain:
    """Scores of each tag to open with and of each step ``steps[before, after]``."""

    opening: Floats
    steps: Floats

    def best(self, windows: Sequence[Floats], inner: Sequence[Bools]) -> list[Ints]:
        """The best path through the scores (length, tags) of each window; *inner*: where a word goes on."""
        scores, real = _stacked(windows)
        steps = self._steps(inner, real)
        at = self.opening + scores[:, 0]
        back = np.zeros(scores.shape, dtype=np.int64)
        stay = np.arange(scores.shape[2])
        for k in range(1, scores.shape[1]):
            reached = at[:, :, None] + steps[:, k]
            going = real[:, k, None]
            back[:, k] = np.where(going, reached.argmax(1), stay)
            at = np.where(going, reached.max(1) + scores[:, k], at)
        path = np.zeros(scores.shape[:2], dtype=np.int64)
        path[:, -1] = at.argmax(1)
        rows = np.arange(len(windows))
        for k in range(scores.shape[1] - 1, 0, -1):
            path[:, k - 1] = back[rows, k, path[:, k]]
        return [path[row, : len(window)] for row, window in enumerate(windows)]

    def probabilities(self, windows: Sequence[Floats], inner: Sequence[Bools]) -> list[Floats]:
        """The probability of each tag at each place of each window, over all paths."""
        scores, real = _stacked(windows)
        steps = self._steps(inner, real)
        forward, backward = np.zeros_like(scores), np.zeros_like(scores)
        forward[:, 0] = self.opening + scores[:, 0]
        for k in range(1, scores.shape[1]):
            forward[:, k] = _log_sum(forward[:, k - 1, :, None] + steps[:, k], 1) + scores[:, k]
        for k in range(scores.shape[1] - 2, -1, -1):
            after = scores[:, k + 1] + backward[:, k + 1]
            backward[:, k] = np.where(real[:, k + 1, None], _log_sum(steps[:, k + 1] + after[:, None], 2), 0)
        both = forward + backward
        odds = np.exp(both - both.max(2, keepdims=True))
        odds /= odds.sum(2, keepdims=True)
        return [odds[row, : len(window)] for row, window in enumerate(windows)]

    def _steps(self, inner: Sequence[Bools], real: Bools) -> Floats:
        """The steps into each place (windows, length, tags, tags): inside a word nothing begins, ends or changes."""
        within = np.zeros(real.shape, dtype=np.bool_)
        for row, one in enumerate(inner):
            within[row, : len(one)] = one
        size = len(self.steps)
        inside = np.where(_GOES_ON[:size, :size], self.steps, _NEVER)
        return np.where(within[:, :, None, None], inside, self.steps)


def _stacked(windows: Sequence[Floats]) -> tuple[Floats, NDArray[np.bool_]]:
    """The windows with zeros after their ends, and where they are real."""
    length = max(len(window) for window in windows)
    scores = np.zeros((len(windows), length, windows[0].shape[1]), dtype=np.float32)
    real = np.zeros((len(windows), length), dtype=np.bool_)
    for row, window in enumerate(windows):
        scores[row, : len(window)] = window
        real[row, : len(window)] = True
    return scores, real


def _log_sum(values: Floats, axis: int) -> Floats:
    top = values.max(axis)
    return np.asarray(top + np.log(np.exp(values - np.expand_dims(top, axis)).sum(axis)), dtype=np.float32)


def runs(path: Ints) -> list[Run]:
    """The runs of a tag path in order."""
    found: list[Run] = []
    for k, tag in enumerate(path.tolist()):
        role, inside = (tag - 1) // 2, tag % 2 == 0
        if tag == 0:
            continue
        last = found[-1] if found else None
        if inside and last and last.end == k and last.role == role:
            found[-1] = Run(role, last.start, k + 1, last.opened)
        else:
            found.append(Run(role, k, k + 1, not inside or k > 0))
    return found
