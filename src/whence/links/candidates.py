"""Which pairs of statements are worth comparing: near neighbours by rare words, and sharers of a rare second key.

Near-linear: a word in very many statements counts for nothing, and each statement keeps its few best neighbours.
Misses pairs that share neither two fairly rare words nor a name with a figure or a date.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from whence.links.headings import FEWEST
from whence.links.neighbours import neighbours
from whence.links.table import Codes, Ints, Table, mixed, table
from whence.model import Neighbours, Traits

_LONGEST_GROUP = 40
"""Sharers of a key beyond which it joins none of them."""
_RAREST = 4
"""Words too common to join two statements by themselves, of which two together join them; the rarest of each."""
_REACH = 3
"""Statements of the same words to which each is joined."""


def candidates(
    traits: Sequence[Traits], salt: str = "", known: Neighbours | None = None
) -> tuple[list[tuple[int, int]], Neighbours]:
    """Pairs of positions ``(i, j)``, ``i < j``, that are worth comparing: of two documents, or two voices in one.

    A position counts through the statements of all *traits*. *known* is what an earlier search returned to be kept;
    *salt* stands for the code, so that nothing stands that other code found.
    """
    rows = table(traits)
    row, other, kept = neighbours(rows, salt, known)
    left, right = _keyed(rows)
    both = _pairs(np.concatenate((row, left)), np.concatenate((other, right)), len(rows))
    worth = both[_share_words(rows, both // max(1, len(rows)), both % max(1, len(rows)))]
    left, right = worth // max(1, len(rows)), worth % max(1, len(rows))
    alone, with_it = _by_keys(rows, odd=True)
    every = _pairs(np.concatenate((left, alone)), np.concatenate((right, with_it)), len(rows))
    left, right = every // max(1, len(rows)), every % max(1, len(rows))
    return list(zip(left.tolist(), right.tolist(), strict=True)), kept


def _pairs(left: Ints, right: Ints, size: int) -> Ints:
    """Pairs of rows, of *size* in all, as one number each, sorted, each once."""
    both = np.sort(np.minimum(left, right) * size + np.maximum(left, right))
    return both[np.append(True, both[1:] != both[:-1])] if len(both) else both


def _by_keys(rows: Table, odd: bool) -> tuple[Ints, Ints]:
    """Statements of two voices that share a key, *odd* or even."""
    wanted = (rows.keys & np.uint64(1)) == np.uint64(odd)
    places = np.repeat(np.arange(len(rows)), np.diff(rows.key_ends))[wanted]
    left, right = _joined(rows.keys[wanted], places, _LONGEST_GROUP, _LONGEST_GROUP)
    apart = rows.voices[left] != rows.voices[right]
    return left[apart], right[apart]


def _keyed(rows: Table) -> tuple[Ints, Ints]:
    """Statements that share the same words, two words fairly rare together, or a name with a figure or a date."""
    places = np.arange(len(rows))
    alike = _joined(rows.contents(), places, _REACH, len(places))
    keyed = _by_keys(rows, odd=False)
    paired = _joined(*_word_pairs(rows), _LONGEST_GROUP, _LONGEST_GROUP)
    left, right = (np.concatenate(columns) for columns in zip(alike, keyed, paired, strict=True))
    apart = rows.voices[left] != rows.voices[right]
    return left[apart], right[apart]


def _word_pairs(rows: Table) -> tuple[Codes, Ints]:
    """Codes of any two of the rarest of those words of a row that alone are too common to join, and the rows."""
    counts = np.bincount(rows.words, minlength=len(rows.vocabulary))
    common = np.flatnonzero((rows.weights == 0) & (counts[rows.words] > 1))
    place = np.repeat(np.arange(len(rows)), np.diff(rows.ends))[common]
    order = np.lexsort((rows.words[common], counts[rows.words[common]], place))
    place, words = place[order], mixed(rows.vocabulary[rows.words[common[order]]])
    rank = np.arange(len(place)) - np.searchsorted(place, place)
    place, words = place[rank < _RAREST], words[rank < _RAREST]
    codes, found = [words[:0]], [place[:0]]
    for step in range(1, _RAREST):
        both = place[step:] == place[:-step]
        codes.append((words[step:] + words[:-step])[both])
        found.append(place[step:][both])
    return np.concatenate(codes), np.concatenate(found)


def _joined(keys: Codes, places: Ints, reach: int, longest: int) -> tuple[Ints, Ints]:
    """Pairs of *places* with one key, at most *reach* apart among those that have it; none of more than *longest*."""
    order = np.argsort(keys, kind="stable")
    keys, places = keys[order], places[order]
    first, after = (np.searchsorted(keys, keys, side=side) for side in ("left", "right"))
    at = np.flatnonzero(after - first <= longest)
    left, right = [places[:0]], [places[:0]]
    for step in range(1, reach + 1):
        at = at[at + step < after[at]]
        left.append(places[at])
        right.append(places[at + step])
    return np.concatenate(left), np.concatenate(right)


def _share_words(rows: Table, left: Ints, right: Ints) -> NDArray[np.bool_]:
    """Whether two statements share so many words that an anchor can hold."""
    sizes = np.diff(rows.ends)
    fewer = np.where(sizes[left] <= sizes[right], left, right)
    more = left + right - fewer
    worth = _may_share(rows, fewer, more)
    at = np.flatnonzero(worth)
    fewer, more = fewer[at], more[at]
    pair = np.repeat(np.arange(len(at)), sizes[fewer])
    inside = np.arange(len(pair)) - np.repeat(np.cumsum(sizes[fewer]) - sizes[fewer], sizes[fewer])
    wanted = more[pair] * len(rows.vocabulary) + rows.words[rows.ends[fewer][pair] + inside]
    held = np.append(np.repeat(np.arange(len(rows)), sizes) * len(rows.vocabulary) + rows.words, -1 + (1 << 62))
    shared = np.bincount(pair, held[np.searchsorted(held, wanted)] == wanted, len(at))
    worth[at] = shared >= FEWEST * sizes[fewer]
    return worth


def _may_share(rows: Table, fewer: Ints, more: Ints) -> NDArray[np.bool_]:
    """What `_share_words` says at most, by one bit for each word: a word without a bit of its own counts as shared.

    Told twice, by other bits: what chance lets through once it stops the second time.
    """
    sizes = np.diff(rows.ends)
    row = np.repeat(np.arange(len(rows)), sizes)
    found = np.ones(len(fewer), dtype=np.bool_)
    for shift in (0, 6):
        held = np.zeros(len(rows), dtype=np.uint64)
        np.bitwise_or.at(held, row, np.uint64(1) << (rows.vocabulary[rows.words] >> np.uint64(shift) & np.uint64(63)))
        spare = sizes - np.bitwise_count(held)
        found &= np.bitwise_count(held[fewer] & held[more]) + spare[fewer] >= FEWEST * sizes[fewer]
    return found
