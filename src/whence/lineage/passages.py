"""Which words two documents share: an exhaustive join of word 6-grams, chained along diagonals.

Finds every shared stretch of twelve words or more, with small edits inside. Wrong where a text was translated or
rewritten sentence by sentence (nothing is found), and where a wire text is in very many documents (beyond the cap
each document is joined to its neighbours only, so the copies are connected but not every pair is listed).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

import numpy as np
from numpy.typing import NDArray

from whence.model import Document, Passage, Reuse, Span
from whence.text import Words, gram_hashes, word_array

GRAM = 6
SHORTEST = 12
"""Words of a shared stretch that must be the same for it to be a passage."""
GAP = 10
"""Words that may differ between two matching stretches of one passage."""
SEEN_OFTEN = 32
"""Number of occurrences beyond which a 6-gram is joined to its next two only."""
RUN = 1 << 23
"""Number of 6-grams that are sorted at once, about; bounds the memory."""

Ints = NDArray[np.int64]


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

    The order of *documents* does not matter. Boilerplate (short, and in many documents, or at the edge of two
    documents of one publisher) is listed and marked.
    """
    ordered = sorted({document.id: document for document in documents}.values(), key=lambda document: document.id)
    words = word_array([document.text for document in ordered])
    if len(words.hashes) < GRAM:
        return ()
    found: list[Passage] = []
    for group in _groups(_stretches(words, *_matches(words))):
        found.extend(_passage(ordered, words, stretch) for stretch in _chained(group))
    return tuple(sorted(found, key=lambda passage: (passage.left, passage.right, passage.here, passage.there)))


def _matches(words: Words) -> tuple[Ints, Ints, NDArray[np.bool_]]:
    """Places of equal 6-grams in two documents (first place smaller), and whether the 6-gram is a frequent one.

    The hashes are sorted in runs, each the hashes of one remainder; equal hashes are in one run.
    """
    grams = gram_hashes(words.hashes, GRAM)
    count = len(grams)
    whole = words.document[:count] == words.document[GRAM - 1 :]
    low = np.uint64((1 << int(count).bit_length()) - 1)
    runs = np.uint64(-(-count // RUN))
    found = []
    for run in range(int(runs)):
        places = np.flatnonzero(whole if runs == 1 else whole & (grams % runs == run))
        packed = grams[places]
        packed &= ~low
        packed |= places.view(np.uint64)
        packed.sort()
        found.append(_pairs(packed, low, words))
    left, right, often = (np.concatenate(columns) for columns in zip(*found, strict=True))
    return left, right, often


def _pairs(packed: NDArray[np.uint64], low: np.uint64, words: Words) -> tuple[Ints, Ints, NDArray[np.bool_]]:
    """Pairs of places under one hash; all of them up to ``SEEN_OFTEN`` occurrences, the next two beyond.

    *packed* holds sorted hashes whose *low* bits are the place.
    """
    again = np.flatnonzero((packed[1:] ^ packed[:-1]) <= low)
    first = np.flatnonzero(np.append(True, np.diff(again) != 1)) if len(again) else again
    starts, sizes = again[first], np.diff(np.append(first, len(again))) + 1
    size = np.repeat(sizes, sizes)
    inside = np.arange(len(size)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    at = np.repeat(starts, sizes) + inside
    left: list[Ints] = []
    right: list[Ints] = []
    often: list[NDArray[np.bool_]] = []
    for step in range(1, SEEN_OFTEN):
        keep = (inside + step < size) & ((size <= SEEN_OFTEN) | (step <= 2))
        if not keep.any():
            break
        at, inside, size = at[keep], inside[keep], size[keep]
        a, b = (packed[at] & low).astype(np.int64), (packed[at + step] & low).astype(np.int64)
        other = words.document[a] != words.document[b]
        left.append(a[other])
        right.append(b[other])
        often.append(size[other] > SEEN_OFTEN)
    if not left:
        nothing = np.zeros(0, dtype=np.int64)
        return nothing, nothing, np.zeros(0, dtype=np.bool_)
    return np.concatenate(left), np.concatenate(right), np.concatenate(often)


def _stretches(words: Words, left: Ints, right: Ints, often: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Runs of matches on one diagonal, cut at gaps and at the ends of documents.

    One row each: the number of its group, then the fields of a `_Stretch`. A group are stretches of one pair of
    documents that a gap may join; groups that are too short for a passage are left out.
    """
    if not len(left):
        return np.zeros((0, 7), dtype=np.int64)
    order = np.lexsort((left, right - left))
    a, b, often = left[order], right[order], often[order]
    here, there = words.document[a], words.document[b]
    step = np.diff(a)
    cut = (np.diff(b - a) != 0) | (step > GRAM + GAP) | (here[1:] != here[:-1]) | (there[1:] != there[:-1])
    first = np.concatenate(([0], np.flatnonzero(cut) + 1))
    last = np.concatenate((np.flatnonzero(cut), [len(a) - 1]))
    gained = np.concatenate(([0], np.where(cut, 0, np.minimum(step, GRAM))))
    matched = np.add.reduceat(gained, first) + GRAM
    frequent = np.add.reduceat(often.astype(np.int64), first)
    order = np.lexsort((b[first], a[first], there[first], here[first]))
    first, last, matched, frequent = first[order], last[order], matched[order], frequent[order]
    enough = matched >= SHORTEST
    for ahead in range(1, min(8, len(first) - 1) + 1):
        near = np.abs((b - a)[first[ahead:]] - (b - a)[first[:-ahead]]) <= GRAM + GAP
        enough[ahead:] |= near
        enough[:-ahead] |= near
    first, last, matched, frequent = first[enough], last[enough], matched[enough], frequent[enough]
    if not len(first):
        return np.zeros((0, 7), dtype=np.int64)
    rows = np.column_stack((first, a[first], a[last] + GRAM, b[first], b[last] + GRAM, matched, frequent))
    new = (np.diff(here[first]) != 0) | (np.diff(there[first]) != 0)
    new |= rows[1:, 1] > np.maximum.accumulate(rows[:-1, 2]) + GAP
    begins = np.flatnonzero(np.append(True, new))
    sizes = np.diff(np.append(begins, len(rows)))
    rows[:, 0] = np.repeat(np.arange(len(begins)), sizes)
    return rows[np.repeat(np.add.reduceat(matched, begins) >= SHORTEST, sizes)]


def _groups(rows: NDArray[np.int64]) -> Iterator[list[_Stretch]]:
    """The stretches of each group, in the order of their places."""
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


def _passage(documents: Sequence[Document], words: Words, stretch: _Stretch) -> Passage:
    """The passage that a stretch stands for, in offsets of the two documents' texts."""
    a, b = int(words.document[stretch.a0]), int(words.document[stretch.b0])
    here = words.span(stretch.a0, stretch.a1)
    there = words.span(stretch.b0, stretch.b1)
    longer = max(stretch.a1 - stretch.a0, stretch.b1 - stretch.b0)
    similarity = round(min(1.0, stretch.matched / longer), 4)
    left, right = documents[a], documents[b]
    frequent = stretch.often * 2 > stretch.matched - GRAM + 1
    kind = Reuse.BOILERPLATE if _boilerplate(left, right, here, there, frequent) else Reuse.PASSAGE
    return Passage(left.id, right.id, here, there, similarity, kind)


def _boilerplate(left: Document, right: Document, here: Span, there: Span, frequent: bool) -> bool:
    """A short share of both texts that very many documents hold, or that one publisher puts at the edge of each."""
    shares = (len(here) / max(1, len(left.text)), len(there) / max(1, len(right.text)))
    if max(shares) > 0.4:
        return False
    if frequent:
        return True
    edges = (_at_edge(left, here), _at_edge(right, there))
    return left.publisher is not None and left.publisher == right.publisher and all(edges)


def _at_edge(document: Document, span: Span) -> bool:
    margin = max(1, len(document.text)) * 0.15
    return span.end <= 2 * margin or span.start >= len(document.text) - 2 * margin
