"""The same words in two documents: an exhaustive join of word 6-grams, chained along diagonals, and what it means.

Finds every shared stretch of twelve words or more, with small edits inside. Wrong where a text was translated or
rewritten sentence by sentence (nothing is found), and where a text is in very many documents (not every pair of them
is listed, but each is joined to the earliest that holds it).
"""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter, itemgetter

import numpy as np

from whence.lineage.edges import extended
from whence.lineage.joins import ENDING, GAP, GRAM, OFTEN, SHORTEST, Flags, Ints, Marks, Order, Places, stretches
from whence.lineage.reuse import Shared, kinds, placed
from whence.model import Document, Passage, Span
from whence.text import Words, fold, word_array

_UNDATED = 1 << 22
"""A day after all days."""


@dataclass(slots=True)
class _Stretch:
    """Matching words ``[a0, a1)`` and ``[b0, b1)`` (places in the word array), ``matched`` of them the same."""

    a0: int
    a1: int
    b0: int
    b1: int
    matched: int

    def follows(self, other: _Stretch) -> bool:
        """Whether this stretch goes on where *other* ends, with a small gap or overlap on both sides."""
        return -GRAM <= self.a0 - other.a1 <= GAP and -GRAM <= self.b0 - other.b1 <= GAP

    def extend(self, other: _Stretch) -> None:
        """Take *other*, which follows, into this one."""
        overlap = max(0, self.a1 - other.a0, self.b1 - other.b0)
        self.matched += max(0, other.matched - overlap)
        self.a1, self.b1 = max(self.a1, other.a1), max(self.b1, other.b1)


def passages(documents: Sequence[Document]) -> tuple[Passage, ...]:
    """Every stretch of at least twelve words that two of *documents* share, ``left`` the smaller document id.

    The order of *documents* does not matter. Each has its kind: `whence.lineage.reuse` says how it is told.
    """
    by_id = sorted({document.id: document for document in documents}.values(), key=attrgetter("id"))
    name, order = _in_order(by_id)
    ordered = [by_id[number] for number in name.tolist()]
    words = word_array([document.text for document in ordered])
    if len(words.hashes) < GRAM:
        return ()
    rows, marks = stretches(words, order)
    found = []
    with _uncollected():
        for (a, b), group in groupby(_shared(_chains(rows), words, marks, name, order), key=itemgetter(0)):
            found.extend(_passages(by_id[a], by_id[b], _apart([shared for _, shared in group])))
    return tuple(found)


@contextmanager
def _uncollected() -> Iterator[None]:
    """No search for rings of dead records while many are made that form none: each would walk all documents."""
    searching = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if searching:
            gc.enable()


def _in_order(by_id: Sequence[Document]) -> tuple[Places, Order]:
    """The documents of one publisher together, the earlier before the later; and what the join must know of them.

    Documents are numbered as they stand in *by_id*.
    """
    makers = [document.publisher or "" for document in by_id]
    folded = {maker: fold(maker) for maker in set(makers)}
    number = {maker: at for at, maker in enumerate(sorted(set(folded.values())))}
    code = {maker: number[key] for maker, key in folded.items()}
    maker = np.array([code[maker] for maker in makers], dtype=np.int32)
    day = np.array([d.date.last.toordinal() if d.date else _UNDATED for d in by_id], dtype=np.int32)
    name = np.lexsort((day, maker)).astype(np.int32)
    maker, day = maker[name], day[name]
    new = np.diff(maker, prepend=-1) != 0
    if "" in number:
        new |= maker == number[""]
    rank = np.empty(len(name), dtype=np.int32)
    rank[np.lexsort((day,))] = np.arange(len(name))
    length = np.array([len(document.text) for document in by_id], dtype=np.int32)[name]
    return name, Order(np.cumsum(new, dtype=np.int32), rank, length)


def _chains(rows: Ints) -> Ints:
    """The stretches of `whence.lineage.joins.stretches`, without their group, joined over small gaps."""
    alone = np.bincount(rows[:, 0])[rows[:, 0]] == 1
    whole = rows[alone, 1:]
    whole = whole[whole[:, 4] * 2 >= whole[:, 1] - whole[:, 0]]
    joined = [
        (chain.a0, chain.a1, chain.b0, chain.b1, chain.matched)
        for _, group in groupby(rows[~alone].tolist(), key=itemgetter(0))
        for chain in _chained([_Stretch(*row[1:]) for row in group])
    ]
    return np.concatenate((whole, np.array(joined, dtype=np.int64).reshape(-1, 5)))


def _chained(stretches: list[_Stretch]) -> list[_Stretch]:
    """Stretches joined over small gaps; those of at least ``SHORTEST`` words, without ones inside another."""
    chains: list[_Stretch] = []
    for stretch in stretches:
        previous = next((chain for chain in reversed(chains[-8:]) if stretch.follows(chain)), None)
        if previous is None:
            chains.append(stretch)
        else:
            previous.extend(stretch)
    kept: list[_Stretch] = []
    for chain in sorted(chains, key=lambda c: (-c.matched, c.a0, c.b0)):
        shorter = min(chain.a1 - chain.a0, chain.b1 - chain.b0)
        covered = any(k.a0 <= chain.a0 and chain.a1 <= k.a1 for k in kept[:8])
        if chain.matched >= SHORTEST and chain.matched * 2 >= shorter and not covered:
            kept.append(chain)
    return kept


def _shared(
    places: Ints, words: Words, marks: Marks, name: Places, order: Order
) -> Iterator[tuple[tuple[int, int], Shared]]:
    """What pairs of documents (by number, the smaller first) share, in offsets of their texts; in order."""
    often, ending = (_mostly((marks & mark) != 0, places) for mark in (OFTEN, ENDING))
    for row in np.flatnonzero(~often):
        places[row] = extended(words, *places[row].tolist())
    turned = name[words.document[places[:, 0]]] > name[words.document[places[:, 2]]]
    places[turned] = places[turned][:, [2, 3, 0, 1, 4]]
    a0, a1, b0, b1, matched = places.T
    left, right = words.document[a0], words.document[b0]
    here, there = (words.start[a0], words.end[a1 - 1]), (words.start[b0], words.end[b1 - 1])
    similarity = np.minimum(1.0, matched / np.maximum(a1 - a0, b1 - b0)).round(4)
    small = placed(here, there, order.length[left], order.length[right])
    columns = name[left], name[right], *here, *there, similarity, small, often, ending
    sort = np.lexsort((b1, b0, a1, a0, name[right], name[left]))
    for a, b, start, end, other, stop, *told in zip(*(column[sort].tolist() for column in columns), strict=True):
        yield (a, b), Shared(Span(start, end), Span(other, stop), *told)


def _mostly(marked: Flags, places: Ints) -> Flags:
    """Whether more than half of the words of each first stretch are *marked*."""
    # The sums between the stretches are made too, and left out.
    counted = np.add.reduceat(marked, places[:, :2].ravel(), dtype=np.int32)[::2]
    return counted * 2 > places[:, 1] - places[:, 0]


def _apart(found: list[Shared]) -> list[Shared]:
    """Those of what a pair shares that lie inside no other: edges pushed outwards may have run over a neighbour."""
    if len(found) == 1:
        return found
    kept: list[Shared] = []
    for shared in sorted(found, key=lambda s: (-len(s.here) - len(s.there), -s.similarity, s.here, s.there)):
        if not any(other.here.holds(shared.here) and other.there.holds(shared.there) for other in kept):
            kept.append(shared)
    return sorted(kept, key=lambda s: (s.here, s.there))


def _passages(left: Document, right: Document, found: Sequence[Shared]) -> list[Passage]:
    """The passages of one pair of documents."""
    return [
        Passage(left.id, right.id, shared.here, shared.there, shared.similarity, kind)
        for shared, kind in zip(found, kinds(left, right, found), strict=True)
    ]
