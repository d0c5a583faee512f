"""Words as 64-bit hashes, for many texts at once and without a step of Python per word.

A word is a run of letters and digits, folded for case and diacritics, so that two spellings hash alike; one that is
broken with a hyphen at the end of a line is one word, so a compound broken there loses its hyphen. Two words may
collide with probability about 2 ** -64. Characters beyond the Basic Multilingual Plane separate words.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from whence.model import Span

Hashes = NDArray[np.uint64]
Places = NDArray[np.int32]
Points = NDArray[np.unsignedinteger[Any]]

BATCH = 1 << 16
"""Code points that are hashed in one step: so few that all arrays of a step stay in the processor's cache."""
_BLOCK = 1 << 15
_FACTOR = np.uint64(0x9E3779B97F4A7C15)
_BASE = 0x2545F4914F6CDD1D
_SILENT = 1
_JOINERS = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
"""Soft hyphen, zero-width space and joiners, byte order mark: they stand inside words without being seen."""
_PLANE = 1 << 16
_PAGE = 8
"""Bits of a code point within its page of the table of folded letters."""


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
    # Room for a word every other code point; pages that stay empty take no memory.
    room = sum(len(text) // 2 + 1 for text in texts)
    hashes = np.empty(room, dtype=np.uint64)
    document, start, end = (np.empty(room, dtype=np.int32) for _ in range(3))
    count = 0
    for first, batch in _batches(texts):
        part = _hashed(batch, first)
        here = slice(count, count + len(part.hashes))
        hashes[here], document[here], start[here], end[here] = part.hashes, part.document, part.start, part.end
        count = here.stop
    return Words(hashes[:count], document[:count], start[:count], end[:count])


def gram_hashes(hashes: Hashes, size: int) -> Hashes:
    """The hash of each run of *size* words in a row, by the place of its first word; empty where there are too few."""
    count = max(0, len(hashes) - size + 1)
    total = np.zeros(count, dtype=np.uint64)
    for first in range(0, count, _BLOCK):
        block = total[first : first + _BLOCK]
        for step in range(size):
            block *= _FACTOR
            block += hashes[first + step : first + step + len(block)]
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
    folded, points = _folded(joined)
    kept = _kept(folded, points)
    if kept is not None:
        folded = folded[kept]
    letter = folded != 0
    edges = np.flatnonzero(letter[1:] != letter[:-1])
    starts, ends = edges[0::2], edges[1::2]
    powers, inverses = _powers(1 << max(BATCH + 2, len(folded)).bit_length())
    sums = np.cumsum(powers[: len(folded)] * folded, dtype=np.uint64)
    hashes = (sums[ends] - sums[starts]) * inverses[starts]
    hashes ^= hashes >> np.uint64(31)
    hashes *= np.uint64(0xBF58476D1CE4E5B9)
    hashes ^= hashes >> np.uint64(29)
    if kept is not None:
        starts, ends = kept[starts + 1] - 1, kept[ends]
    lengths = np.array([len(text) + 1 for text in texts], dtype=np.int64)
    bases = np.cumsum(lengths) - lengths
    inside = np.diff(np.searchsorted(starts, np.append(bases, len(joined))))
    document = np.repeat(np.arange(len(texts), dtype=np.int32), inside)
    base = bases.astype(np.int32)[document]
    return Words(hashes, document + np.int32(first), starts.astype(np.int32) - base, ends.astype(np.int32) - base)


def _folded(text: str) -> tuple[Points, Points]:
    """The folded letter or digit at each code point of *text*, and the code points in the narrowest code for them.

    0 separates words, `_SILENT` is passed over.
    """
    if text.isascii():
        raw = text.encode("ascii")
        return np.frombuffer(raw.translate(_ascii()), dtype=np.uint8), np.frombuffer(raw, dtype=np.uint8)
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    beyond = np.minimum(points, _PLANE)
    table = _folding(tuple(np.flatnonzero(np.bincount(beyond >> _PAGE)).tolist()))
    return table.take(beyond), points


def _kept(folded: Points, points: Points) -> NDArray[np.int64] | None:
    """The places without silent characters and hyphens at line ends inside words; None where there are none."""
    silent = np.flatnonzero(folded == _SILENT)
    broken = np.flatnonzero((points[1:-2] == ord("-")) & (points[2:-1] == ord("\n"))) + 1
    broken = broken[(folded[broken - 1] > ord("9")) & (folded[broken + 2] > ord("9"))]
    if not len(silent) and not len(broken):
        return None
    stays = np.ones(len(points), dtype=np.bool_)
    stays[silent] = stays[broken] = stays[broken + 1] = False
    return np.flatnonzero(stays)


@lru_cache(maxsize=2)
def _powers(count: int) -> tuple[Hashes, Hashes]:
    """The powers of the base and of its inverse, 0 to *count* - 1, modulo 2 ** 64."""
    both = []
    for base in (_BASE, pow(_BASE, -1, 1 << 64)):
        factors = np.full(count, base, dtype=np.uint64)
        factors[0] = 1
        both.append(np.multiply.accumulate(factors))
    return both[0], both[1]


@cache
def _ascii() -> bytes:
    return _folded_page(0)[:256].astype(np.uint8).tobytes()


@lru_cache(maxsize=64)
def _folding(pages: tuple[int, ...]) -> NDArray[np.uint16]:
    """For each code point of these *pages* its folded letter or digit; for all others 0."""
    table = np.zeros(_PLANE + 1, dtype=np.uint16)
    for page in pages:
        if page << _PAGE < _PLANE:
            table[page << _PAGE : (page + 1) << _PAGE] = _folded_page(page)
    return table


@cache
def _folded_page(page: int) -> NDArray[np.uint16]:
    """The folded letters and digits of one page; 0 where a code point separates words, `_SILENT` for marks on letters.

    Made when first met: a folder uses few of the pages.
    """
    table = np.zeros(1 << _PAGE, dtype=np.uint16)
    for place, point in enumerate(range(page << _PAGE, (page + 1) << _PAGE)):
        character = chr(point)
        if character.isalnum():
            folded = unicodedata.normalize("NFKD", character.casefold())
            table[place] = ord(next((c for c in folded if c.isalnum() and ord(c) < _PLANE), character))
        elif unicodedata.category(character) == "Mn" or character in _JOINERS:
            table[place] = _SILENT
    return table
