"""Words as 64-bit hashes, for many texts at once and without a step of Python per word.

A word is a run of letters and digits, folded for case and diacritics, so that two spellings hash alike. Two words
may collide with probability about 2 ** -64. Characters beyond the Basic Multilingual Plane separate words.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from whence.model import Span

Hashes = NDArray[np.uint64]
Places = NDArray[np.int32]

BATCH = 1 << 17
"""Code points that are hashed in one step: so few that all arrays of a step stay in the processor's cache."""
_BASE = 0x2545F4914F6CDD1D
_PLANE = 1 << 16


@dataclass(frozen=True, slots=True)
class Words:
    """All words of several texts in a row: their hashes, their text's number, their offsets in that text."""

    hashes: Hashes
    document: Places
    start: Places
    end: Places

    def span(self, first: int, after: int) -> Span:
        """From the first code point of word *first* to the last of the word before *after*."""
        return Span(int(self.start[first]), int(self.end[after - 1]))


def word_array(texts: Sequence[str]) -> Words:
    """The words of *texts*, in order."""
    parts = [_hashed(batch, first) for first, batch in _batches(texts)]
    if not parts:
        nothing = np.zeros(0, dtype=np.int32)
        return Words(np.zeros(0, dtype=np.uint64), nothing, nothing, nothing)
    return Words(
        np.concatenate([part.hashes for part in parts]),
        np.concatenate([part.document for part in parts]),
        np.concatenate([part.start for part in parts]),
        np.concatenate([part.end for part in parts]),
    )


def gram_hashes(hashes: Hashes, size: int) -> Hashes:
    """The hash of each run of *size* words in a row, by the place of its first word; empty where there are too few."""
    count = max(0, len(hashes) - size + 1)
    total = np.zeros(count, dtype=np.uint64)
    multiplier = 1
    for step in range(size if count else 0):
        total += hashes[step : step + count] * np.uint64(multiplier)
        multiplier = multiplier * 0x9E3779B97F4A7C15 % (1 << 64)
    return total


def _batches(texts: Sequence[str]) -> Iterator[tuple[int, Sequence[str]]]:
    first, size = 0, 0
    for number, text in enumerate(texts):
        if size and size + len(text) > BATCH:
            yield first, texts[first:number]
            first, size = number, 0
        size += len(text) + 1
    if first < len(texts):
        yield first, texts[first:]


def _hashed(texts: Sequence[str], first: int) -> Words:
    """Hash words by prefix sums of a polynomial; odd powers have inverses modulo 2 ** 64."""
    joined = "\n" + "\n".join(texts) + "\n"
    values = _folding().take(_points(joined), mode="clip")
    word = values != 0
    edges = np.flatnonzero(word[1:] != word[:-1])
    starts, ends = edges[0::2], edges[1::2]
    powers, inverses = _powers(1 << max(BATCH + 2, len(values)).bit_length())
    values *= powers[: len(values)]
    sums = np.cumsum(values, dtype=np.uint64)
    hashes = (sums[ends] - sums[starts]) * inverses[starts]
    hashes ^= hashes >> np.uint64(31)
    hashes *= np.uint64(0xBF58476D1CE4E5B9)
    hashes ^= hashes >> np.uint64(29)
    lengths = np.array([len(text) + 1 for text in texts], dtype=np.int64)
    bases = np.cumsum(lengths) - lengths
    inside = np.diff(np.searchsorted(starts, np.append(bases, len(joined))))
    document = np.repeat(np.arange(len(texts), dtype=np.int32), inside)
    base = bases.astype(np.int32)[document]
    return Words(hashes, document + np.int32(first), starts.astype(np.int32) - base, ends.astype(np.int32) - base)


def _points(text: str) -> NDArray[np.unsignedinteger[Any]]:
    """The code points of *text*, in the narrowest code that holds each in one unit."""
    if text.isascii():
        return np.frombuffer(text.encode("ascii"), dtype=np.uint8)
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)


@lru_cache(maxsize=2)
def _powers(count: int) -> tuple[Hashes, Hashes]:
    """The powers of the base and of its inverse, 0 to *count* - 1, modulo 2 ** 64."""
    both = []
    for base in (_BASE, pow(_BASE, -1, 1 << 64)):
        factors = np.full(count, base, dtype=np.uint64)
        factors[0] = 1
        both.append(np.multiply.accumulate(factors))
    return both[0], both[1]


@lru_cache(maxsize=1)
def _folding() -> Hashes:
    """For each code point a scrambled value of its folded letter or digit; 0 where it separates words."""
    table = np.zeros(_PLANE + 1, dtype=np.uint64)
    for point in range(_PLANE):
        character = chr(point)
        if not (character.isalnum() or unicodedata.category(character) == "Mn"):
            continue
        folded = unicodedata.normalize("NFKD", character.casefold())
        base = next((c for c in folded if c.isalnum()), character)
        table[point] = (ord(base) * 0x9E3779B97F4A7C15 + 0x632BE59BD9B4E019) % (1 << 64) | 1
    return table
