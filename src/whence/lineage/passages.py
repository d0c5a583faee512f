"""The same words in two documents: an exhaustive join of word 6-grams, chained along diagonals, and what it means.

Finds every shared stretch of twelve words or more, with small edits inside. Wrong where a text was translated or
rewritten sentence by sentence (nothing is found), and where a text is in very many documents (not every pair of them
is listed, but each is joined to the earliest that holds it).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

import numpy as np

from whence.lineage.joins import GAP, GRAM, SHORTEST, Order, stretches
from whence.lineage.reuse import Shared, kinds
from whence.model import Document, Passage
from whence.text import Words, fold, word_array


@dataclass(slots=True)
class _Stretch:
    """Matching words ``[a0, a1)`` and ``[b0, b1)`` (places in the word array), ``matched`` of them the same."""

    a0: int
    a1: int
    b0: int
    b1: int
    matched: int
    often: int

    def follows(self, other: _Stretch) -> bool:
        """Whether this stretch goes on where *other* ends, with a small gap or overlap on both sides."""
        return -GRAM <= self.a0 - other.a1 <= GAP and -GRAM <= self.b0 - other.b1 <= GAP

    def extend(self, other: _Stretch) -> None:
        """Take *other*, which follows, into this one."""
        overlap = max(0, self.a1 - other.a0, self.b1 - other.b0)
        self.matched += max(0, other.matched - overlap)
        self.a1, self.b1 = max(self.a1, other.a1), max(self.b1, other.b1)
        self.often += other.often


def passages(documents: Sequence[Document]) -> tuple[Passage, ...]:
    """Every stretch of at least twelve words that two of *documents* share, ``left`` the smaller document id.

    The order of *documents* does not matter. Each has its kind: `whence.lineage.reuse` says how it is told.
    """
    ordered = sorted({document.id: document for document in documents}.values(), key=_place)
    words = word_array([document.text for document in ordered])
    if len(words.hashes) < GRAM:
        return ()
    found: list[Passage] = []
    kept = [stretch for group in _groups(words, ordered) for stretch in _chained(group)]
    pairs = np.array([(stretch.a0, stretch.b0) for stretch in kept], dtype=np.int64).reshape(-1, 2)
    both = [tuple(pair) for pair in words.document[pairs].tolist()]
    for (a, b), group in groupby(zip(both, kept, strict=True), key=itemgetter(0)):
        found.extend(_passages(ordered[a], ordered[b], [_shared(words, stretch) for _, stretch in group]))
    return tuple(sorted(found, key=lambda passage: (passage.left, passage.right, passage.here, passage.there)))


def _place(document: Document) -> tuple[bool, str, str, str]:
    """Documents of one publisher stand together, the earlier before the later."""
    publisher = document.publisher
    return publisher is None, fold(publisher or ""), _day(document), document.id


def _day(document: Document) -> str:
    return document.date.last.isoformat() if document.date else "undated"


def _groups(words: Words, documents: Sequence[Document]) -> Iterator[list[_Stretch]]:
    """The stretches of each pair of documents that a gap may join, in the order of their places."""
    makers = [fold(document.publisher) if document.publisher else None for document in documents]
    new = [maker is None or maker != before for before, maker in zip([None, *makers], makers, strict=False)]
    rank = np.empty(len(documents), dtype=np.int32)
    rank[sorted(range(len(documents)), key=lambda n: (_day(documents[n]), documents[n].id))] = np.arange(len(documents))
    rows = stretches(words, Order(np.cumsum(new, dtype=np.int32), rank))
    for _, group in groupby(rows.tolist(), key=itemgetter(0)):
        yield [_Stretch(*row[1:]) for row in group]


def _chained(stretches: list[_Stretch]) -> list[_Stretch]:
    """Stretches joined over small gaps; those of at least ``SHORTEST`` words, without ones inside another."""
    if len(stretches) == 1:
        only = stretches[0]
        return stretches if only.matched * 2 >= only.a1 - only.a0 else []
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


def _shared(words: Words, stretch: _Stretch) -> Shared:
    """What two documents share, in offsets of their texts."""
    longer = max(stretch.a1 - stretch.a0, stretch.b1 - stretch.b0)
    return Shared(
        words.span(stretch.a0, stretch.a1),
        words.span(stretch.b0, stretch.b1),
        round(min(1.0, stretch.matched / longer), 4),
        stretch.often * 2 > stretch.matched - GRAM + 1,
    )


def _passages(left: Document, right: Document, found: Sequence[Shared]) -> Iterator[Passage]:
    """The passages of one pair of documents."""
    for shared, kind in zip(found, kinds(left, right, found), strict=True):
        if left.id < right.id:
            yield Passage(left.id, right.id, shared.here, shared.there, shared.similarity, kind)
        else:
            yield Passage(right.id, left.id, shared.there, shared.here, shared.similarity, kind)
