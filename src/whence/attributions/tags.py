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
        """The probability of each tag at each place of each window, over all paths.

        What is to come is summed as what has been, in the mirrored chain (forward-backward; Rabiner 1989).
        """
        count = len(windows)
        scores, _ = _stacked([*windows, *(window[::-1] for window in windows)])
        within = _stacked_inner([*inner, *(_mirrored(one) for one in inner)], scores.shape[1])
        inside = self._inside()
        steps = np.exp(np.stack([self.steps, inside, self.steps.T, inside.T]).astype(np.float64))
        chosen = within + np.repeat([0, 2], count)[:, None]
        shares = np.exp((scores - scores.max(2, keepdims=True)).astype(np.float64))
        reach = np.zeros_like(shares)
        reach[:, 0] = shares[:, 0] * np.repeat(np.exp(np.stack([self.opening, 0 * self.opening])), count, axis=0)
        for k in range(1, reach.shape[1]):
            ahead = (reach[:, k - 1, :, None] * steps[chosen[:, k]]).sum(1) * shares[:, k]
            reach[:, k] = ahead / ahead.sum(1, keepdims=True)
        found = []
        for row, window in enumerate(windows):
            both = reach[row, : len(window)] * reach[count + row, : len(window)][::-1] / shares[row, : len(window)]
            found.append((both / both.sum(1, keepdims=True)).astype(np.float32))
        return found

    def _steps(self, inner: Sequence[Bools], real: Bools) -> Floats:
        """The steps into each place (windows, length, tags, tags): inside a word nothing begins, ends or changes."""
        within = _stacked_inner(inner, real.shape[1])
        return np.where(within[:, :, None, None], self._inside(), self.steps)

    def _inside(self) -> Floats:
        """The steps inside a word."""
        size = len(self.steps)
        return np.where(_GOES_ON[:size, :size], self.steps, _NEVER)


def _stacked(windows: Sequence[Floats]) -> tuple[Floats, NDArray[np.bool_]]:
    """The windows with zeros after their ends, and where they are real."""
    length = max(len(window) for window in windows)
    scores = np.zeros((len(windows), length, windows[0].shape[1]), dtype=np.float32)
    real = np.zeros((len(windows), length), dtype=np.bool_)
    for row, window in enumerate(windows):
        scores[row, : len(window)] = window
        real[row, : len(window)] = True
    return scores, real


def _stacked_inner(inner: Sequence[Bools], length: int) -> Bools:
    within = np.zeros((len(inner), length), dtype=np.bool_)
    for row, one in enumerate(inner):
        within[row, : len(one)] = one
    return within


def _mirrored(inner: Bools) -> Bools:
    """Where a word goes on when the pieces are read from the last to the first."""
    return np.concatenate([np.zeros(1, dtype=np.bool_), inner[:0:-1]])


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
