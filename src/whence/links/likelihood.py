"""How likely two statements tell of one event, one says the other, or they conflict: read by a small network.

Words in common count beside it for one event: they rank events of a kind that it has not met. It sees words, not the
world: wrong for figures and names that need looking at (the slots do that), for irony, and for statements of more than
some hundred words, which it reads cut. ``training/pairs.py`` makes its weights.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np

from whence.encoder import WEIGHTS, installed, pair_of, shared_network, tokenizer
from whence.links.terms import shared_terms

WORDS = 5.0
"""What the share of words in common counts beside the network's score of one event."""


@dataclass(frozen=True, slots=True)
class Likelihood:
    """Probabilities, calibrated on pairs held apart from training.

    ``event``: both tell of one event or state; ``forward``: the first says all that the second says; ``backward``: the
    other way round; ``conflict``: they cannot both be true.
    """

    event: float
    forward: float
    backward: float
    conflict: float

    @property
    def support(self) -> float:
        """The probability that either says the other."""
        return max(self.forward, self.backward)


@lru_cache(maxsize=1 << 16)
def likelihood(first: str, second: str) -> Likelihood | None:
    """What the network makes of two statements; nothing where the libraries it needs are not installed.

    The same two in the other order give the same with both directions changed round.
    """
    if not installed():
        return None
    if second < first:
        turned = likelihood(second, first)
        return turned and Likelihood(turned.event, turned.backward, turned.forward, turned.conflict)
    there, back = _scores(first, second), _scores(second, first)
    event_scale, event_shift, relation_scale = _calibration()
    forward, backward = (_shares(scores[1:] * relation_scale) for scores in (there, back))
    one = (there[0] + back[0]) / 2 + WORDS * shared_terms(first, second)
    event = 1 / (1 + np.exp(-event_scale * one - event_shift))
    return Likelihood(
        round(float(event), 4), round(float(forward[0]), 4), round(float(backward[0]), 4),
        round(float(forward[2] + backward[2]) / 2, 4),
    )  # fmt: skip


def _scores(first: str, second: str) -> np.ndarray:
    """The network's four scores: one event; the first entails, leaves open, contradicts the second."""
    pair = pair_of(first, second, tokenizer(WEIGHTS))
    ids = np.array([pair.ids], dtype=np.int64)
    features = np.zeros((*ids.shape, 3), dtype=np.int64)
    features[0, :, 0], features[0, :, 2] = pair.cases, pair.sides
    return np.asarray(shared_network("pairs")(ids, features)[0][0], dtype=np.float64)


def _shares(scores: Sequence[float] | np.ndarray) -> np.ndarray:
    powers = np.exp(np.asarray(scores) - np.max(scores))
    return np.asarray(powers / powers.sum())


@cache
def _calibration() -> tuple[float, float, float]:
    found = json.loads((WEIGHTS / "pairs.json").read_text(encoding="utf-8"))
    return found["event_scale"], found["event_shift"], found["relation_scale"]
