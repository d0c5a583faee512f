"""Statements as rows of weighted words (TF-IDF), in columns of numbers.

A word's weight goes by the class of how many statements have it, so that one document more or less leaves nearly all
rows as they were. Wrong, a little, where a folder grows past a power of two: then every weight changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from whence.links.traits import code
from whence.model import Traits

Ints = NDArray[np.int64]
Codes = NDArray[np.uint64]
Floats = NDArray[np.float64]

COMMONEST = 300
"""Statements beyond which a word joins nothing, however large the folder: the cost stays near-linear."""
STEP = 1.5
"""How many times as many statements have a word of the next class."""


@dataclass(frozen=True, slots=True)
class Told:
    """Weights by row and word, and again by word and row: ``starts[w]`` to ``starts[w + 1]`` are ``holders`` of w."""

    ends: list[int]
    words: list[int]
    values: list[float]
    starts: list[int]
    holders: Ints
    held: Floats

    def alike(self, row: int, least: float, total: Floats) -> tuple[Ints, Floats]:
        """The rows that are at least so like *row* (0 to 1), and how like; *total* is a nought for each row."""
        parts = [self.holders[:0]]
        for word, value in zip(
            *(column[self.ends[row] : self.ends[row + 1]] for column in (self.words, self.values)), strict=True
        ):
            holders = slice(self.starts[word], self.starts[word + 1])
            parts.append(self.holders[holders])
            total[parts[-1]] += self.held[holders] * value
        touched = np.concatenate(parts)
        like = total[touched]
        others, like = touched[like >= least], like[like >= least]
        turn = np.arange(len(others))
        total[others] = turn
        once = total[others] == turn
        total[touched] = 0.0
        return others[once], like[once]


@dataclass(frozen=True)
class Table:
    """Each row a statement: ``ends[i]`` to ``ends[i + 1]`` are its ``words``, numbers of words in ``vocabulary``.

    A row's words are in the order of their codes, so two rows are equally alike, to the bit, in any folder where their
    words have the same weights. ``keys`` are codes of its names with figures and dates, in the same manner.
    """

    statements: Codes
    voices: Codes
    ends: Ints
    words: Ints
    weights: Floats
    vocabulary: Codes
    key_ends: Ints
    keys: Codes

    def __len__(self) -> int:
        return len(self.statements)

    @cached_property
    def told(self) -> Told:
        """The rows of the words that weigh anything, each of length 1."""
        weigh = self.weights > 0
        ends = np.concatenate(([0], np.cumsum(weigh)))[self.ends]
        rows, words, values = np.repeat(np.arange(len(self)), np.diff(ends)), self.words[weigh], self.weights[weigh]
        values = values / np.sqrt(np.bincount(rows, values * values, len(self)))[rows]
        order = np.argsort(words, kind="stable")
        starts = np.searchsorted(words[order], np.arange(len(self.vocabulary) + 1))
        listed = ends.tolist(), words.tolist(), values.tolist(), starts.tolist()
        return Told(*listed, rows[order], values[order])

    def codes(self, salt: str) -> Codes:
        """By row a code of all that its likeness to others depends on; *salt* stands for how they are compared."""
        told = mixed(self.vocabulary[self.words] ^ mixed(self.weights.view(np.uint64)))
        return mixed(_sums(told, self.ends) + mixed(self.statements + mixed(self.voices)) + np.uint64(code(salt)))

    def contents(self) -> Codes:
        """By row a code of its words."""
        return _sums(mixed(self.vocabulary)[self.words], self.ends)


def table(traits: Sequence[Traits]) -> Table:
    """The table of *traits*, document by document."""
    ends = _ends(one.sizes for one in traits)
    vocabulary, words, counts = np.unique(_joined(one.words for one in traits), return_inverse=True, return_counts=True)
    return Table(
        _joined(one.names for one in traits),
        _joined(one.voices for one in traits),
        ends,
        words,
        _rarity(counts, len(ends) - 1)[words],
        vocabulary,
        _ends(one.key_sizes for one in traits),
        _joined(one.keys for one in traits),
    )


def mixed(codes: Codes) -> Codes:
    """Numbers scrambled so that their sums tell as much as they do."""
    codes = (codes ^ (codes >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    codes = (codes ^ (codes >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return codes ^ (codes >> np.uint64(31))


def _joined(columns: Iterable[bytes]) -> Codes:
    return np.frombuffer(b"".join(columns), dtype=np.uint64)


def _ends(columns: Iterable[bytes]) -> Ints:
    return np.concatenate((np.zeros(1, dtype=np.int64), np.cumsum(_joined(columns).astype(np.int64))))


def _sums(codes: Codes, ends: Ints) -> Codes:
    sums = np.concatenate((np.zeros(1, dtype=np.uint64), np.cumsum(codes, dtype=np.uint64)))[ends]
    return sums[1:] - sums[:-1]


def _rarity(counts: Ints, size: int) -> Floats:
    """What a word weighs that so many of *size* statements have; nothing if it is in too few or too many."""
    about = 1 << size.bit_length() >> 1
    grade = STEP ** np.round(np.log(np.maximum(counts, 1)) / np.log(STEP))
    weight = np.round(np.log((1 + about) / (1 + grade)) + 0.1, 6)
    joins = (counts > 1) & (counts <= min(max(150, about // 120), COMMONEST))
    return np.where(joins, np.maximum(weight, 0.1), 0.0)
