"""Where two texts hold the same six words in a row: sorted hashes, joined in pairs, chained along diagonals.

All in arrays, without a step of Python per word or per match. The hashes are sorted in place, so the memory is that of
the words. Words that very many texts hold are joined sparsely: a text to the next and to the earliest that holds them,
or, where one publisher put them into several texts, to the next of these only. Such texts are connected; not every
pair of them is listed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from whence.text import Words, gram_hashes

GRAM = 6
SHORTEST = 12
"""Words of a shared stretch that must be the same for it to be a passage."""
GAP = 10
"""Words that may differ between two matching stretches of one passage."""
MANY = 32
"""Occurrences beyond which six words are joined sparsely."""
OWN = 6
"""Texts of one publisher, or of any where the words end them all, from which on six words are taken for furniture."""
EDGE = 0.25
"""Share of a text from its start or to its end where furniture stands."""
OFTEN, ENDING = np.uint8(1), np.uint8(2)
"""What is known of a word as part of six: one publisher or very many texts hold them; all texts with them end so."""
CHUNK = 1 << 20
"""Hashes that are packed, or searched for pairs, at once; bounds the memory beyond the words' own."""

Ints = NDArray[np.int64]
Places = NDArray[np.int32]
Flags = NDArray[np.bool_]
Marks = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Order:
    """For each text the number of its publisher (equal numbers stand together), its rank by date, and its length."""

    house: Places
    rank: Places
    length: NDArray[np.int32]


def stretches(words: Words, order: Order) -> tuple[Ints, Marks]:
    """Runs of matches on one diagonal, cut at gaps and at the ends of texts; and the marks of each word.

    One row each: the number of its group, the places ``[a0, a1)`` and ``[b0, b1)`` in *words*, and the number of words
    that are the same. A group are stretches of one pair of texts that a gap may join; groups that are too short for a
    passage are left out.
    """
    left, right, marks = _matches(words, order)
    if not len(left):
        return np.zeros((0, 6), dtype=np.int64), marks
    a, b = _by_diagonal(left, right)
    here, there = words.document[a], words.document[b]
    step = np.diff(a)
    cut = (np.diff(b - a) != 0) | (step > GRAM + GAP) | (here[1:] != here[:-1]) | (there[1:] != there[:-1])
    first = np.concatenate(([0], np.flatnonzero(cut) + 1))
    last = np.concatenate((np.flatnonzero(cut), [len(a) - 1]))
    gained = np.concatenate(([0], np.where(cut, 0, np.minimum(step, GRAM))))
    matched = np.add.reduceat(gained, first) + GRAM
    row = _mated(here[first], there[first], matched)
    first, last, matched = first[row], last[row], matched[row]
    rows = np.column_stack((first, a[first], a[last] + GRAM, b[first], b[last] + GRAM, matched))
    return _grouped(rows, here[first], there[first]), marks


def _mated(here: Places, there: Places, matched: Ints) -> Ints:
    """The runs that are long enough, or may not be the only one of their two texts: a few strangers' stay, most go.

    Common phrases make most of the runs in a large folder; to sort them would cost more than the others together.
    """
    size = 1 << (4 * len(matched)).bit_length()
    pair = (here.astype(np.int64) * 0x9E3779B1 + there) & (size - 1)
    return np.flatnonzero((matched >= SHORTEST) | (np.bincount(pair, minlength=size)[pair] > 1))


def _matches(words: Words, order: Order) -> tuple[Ints, Ints, Marks]:
    """Places of equal grams in two texts (the first place smaller), and the marks of each word."""
    packed, bits = _packed(words)
    packed.sort()
    marks = np.zeros(len(words.hashes), dtype=np.uint8)
    found = [(np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64))]
    for places, hashes in _repeated(packed, bits):
        found.append(_pairs(places, hashes, words, order, marks))
    for _ in range(GRAM - 1):
        marks[1:] |= marks[:-1]
    left, right = (np.concatenate(columns) for columns in zip(*found, strict=True))
    return left, right, marks


def _packed(words: Words) -> tuple[NDArray[np.uint64], int]:
    """The upper bits of each gram's hash with its place in the lower ones, and the number of these.

    Written over the hashes, chunk by chunk: memory that is touched for the first time costs more than the work on it.
    """
    packed = gram_hashes(words.hashes, GRAM)
    bits = len(packed).bit_length()
    low = np.uint64((1 << bits) - 1)
    kept = 0
    for first in range(0, len(packed), CHUNK):
        part = packed[first : first + CHUNK] & ~low
        last = first + len(part)
        part |= np.arange(first, last, dtype=np.uint64)
        part = part[words.document[first:last] == words.document[first + GRAM - 1 : last + GRAM - 1]]
        packed[kept : kept + len(part)] = part
        kept += len(part)
    return packed[:kept], bits


def _repeated(packed: NDArray[np.uint64], bits: int) -> Iterator[tuple[Ints, NDArray[np.uint64]]]:
    """Places and hashes of the grams that stand more than once, by chunks that part no group."""
    low = np.uint64((1 << bits) - 1)
    first = 0
    while first < len(packed):
        after = min(first + CHUNK, len(packed))
        if after < len(packed):
            after = int(np.searchsorted(packed, packed[after] & ~low))
            if after <= first:
                after = int(np.searchsorted(packed, packed[first] | low, side="right"))
        part = packed[first:after]
        same = (part[1:] ^ part[:-1]) <= low
        kept = part[np.append(same, False) | np.append(False, same)]
        if len(kept):
            yield (kept & low).astype(np.int64), kept >> np.uint64(bits)
        first = after


def _pairs(places: Ints, hashes: NDArray[np.uint64], words: Words, order: Order, marks: Marks) -> tuple[Ints, Ints]:
    """Pairs of places under one hash: all, or for frequent grams each with the next and with the earliest.

    *places* are sorted within a hash, so the texts of one publisher stand together. Writes their *marks*.
    """
    document = words.document[places]
    house = order.house[document]
    group, size = _runs(hashes[1:] != hashes[:-1])
    _, mates = _runs((hashes[1:] != hashes[:-1]) | (house[1:] != house[:-1]))
    own, often = mates >= OWN, size > MANY
    marks[places[own | often]] |= OFTEN
    marks[places[_ending(group, document, words.start[places] >= (1 - EDGE) * order.length[document])]] |= ENDING
    found: list[tuple[Ints, Ints]] = []
    at = np.arange(len(places))
    for step in range(1, MANY):
        at = at[: np.searchsorted(at, len(places) - step)]
        at = at[group[at] == group[at + step]]
        if step > 1:
            at = at[~often[at] & ~(own[at] & (house[at] == house[at + step]))]
        if not len(at):
            break
        found.append((at, at + step))
    sparse = np.flatnonzero(often & ~own)
    if len(sparse):
        found.append(_with_earliest(sparse, group, order.rank[document]))
    one, other = (np.concatenate(columns) for columns in zip(*found, strict=True))
    apart = document[one] != document[other]
    return places[one[apart]], places[other[apart]]


def _ending(group: Ints, document: Places, last: Flags) -> Flags:
    """Whether six words stand in the last part of every text that holds them, and several do."""
    begins = np.flatnonzero(np.diff(group, prepend=-1))
    new = np.diff(document, prepend=-1) != 0
    new[begins] = True
    texts = np.add.reduceat(new, begins, dtype=np.int32)
    return (np.logical_and.reduceat(last, begins) & (texts >= OWN))[group]


def _with_earliest(members: Ints, group: Ints, rank: Places) -> tuple[Ints, Ints]:
    """Each of *members* with the one of its group whose text is the earliest, the smaller first."""
    begins = np.flatnonzero(np.diff(group, prepend=-1))
    keyed = (rank.astype(np.int64) << 40) | np.arange(len(group))
    other = (np.minimum.reduceat(keyed, begins) & ((1 << 40) - 1))[group[members]]
    return np.minimum(members, other), np.maximum(members, other)


def _runs(new: Flags) -> tuple[Ints, Ints]:
    """For each element the number of its run and the run's length; *new* tells where a run begins, but the first."""
    begins = np.flatnonzero(np.append(True, new))
    sizes = np.diff(np.append(begins, len(new) + 1))
    return np.repeat(np.arange(len(sizes)), sizes), np.repeat(sizes, sizes)


def _by_diagonal(left: Ints, right: Ints) -> tuple[Ints, Ints]:
    """The matches in the order of their diagonals, then places, sorted as one number each."""
    bits = int(right.max()).bit_length()
    keyed = ((right - left) << bits) | left
    keyed.sort()
    # A frequent gram's next text may be its earliest too.
    keyed = keyed[np.append(True, np.diff(keyed) != 0)]
    a = keyed & ((1 << bits) - 1)
    return a, a + (keyed >> bits)


def _grouped(rows: Ints, here: Places, there: Places) -> Ints:
    """The rows that a passage may be made of, by pairs of texts, the first column numbering their groups."""
    sort = np.lexsort((rows[:, 3], rows[:, 1], there, here))
    rows, here, there = rows[sort], here[sort], there[sort]
    enough = rows[:, 5] >= SHORTEST
    diagonal = rows[:, 3] - rows[:, 1]
    for ahead in range(1, min(8, len(rows) - 1) + 1):
        near = np.abs(diagonal[ahead:] - diagonal[:-ahead]) <= GRAM + GAP
        enough[ahead:] |= near
        enough[:-ahead] |= near
    rows, here, there = rows[enough], here[enough], there[enough]
    if not len(rows):
        return rows
    new = (np.diff(here) != 0) | (np.diff(there) != 0)
    new |= rows[1:, 1] > np.maximum.accumulate(rows[:-1, 2]) + GAP
    begins = np.flatnonzero(np.append(True, new))
    rows[:, 0], _ = _runs(new)
    sizes = np.diff(np.append(begins, len(rows)))
    return rows[np.repeat(np.add.reduceat(rows[:, 5], begins) >= SHORTEST, sizes)]
