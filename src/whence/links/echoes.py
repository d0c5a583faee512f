"""Where the words of a quotation stand in other documents: the few that share most of its word 4-grams.

A 4-gram that stands in very many places says nothing and is passed over, so a quotation of stock phrases alone finds
nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from whence.model import Attribution, Document, Form, Quoted, Span
from whence.text import Words, goes_on, gram_hashes, quotations, word_array

GRAM = 4
_OFTEN = 60
"""Places beyond which a 4-gram is a stock phrase."""
_MOST = 12
"""Documents held against one quotation."""
_BUCKET = 16
"""Words by which a reporting clause may shift the words after it."""

Ints = NDArray[np.int64]


class Echo(NamedTuple):
    """A stretch of ``document`` (an id), from ``start`` to ``end``, that has the quotation's words among its own.

    A folder has tens of thousands, and a frozen record takes several times as long to make.
    """

    document: str
    start: int
    end: int

    @property
    def near(self) -> Span:
        """The stretch."""
        return Span(self.start, self.end)


def quoted(document: Document, attributions: Iterable[Attribution]) -> Iterator[Quoted]:
    """The stretches in quotation marks of each attribution of *document*."""
    inner = [q.inner for q in quotations(document.text)]
    for attribution in attributions:
        if attribution.form is Form.INDIRECT:
            continue
        parts: list[Span] = []
        for span in attribution.content:
            marked = [i for i in inner if i.overlaps(span)]
            clipped = [Span(max(i.start, span.start), min(i.end, span.end)) for i in marked]
            parts += clipped or ([span] if attribution.form is Form.DIRECT else [])
        names = tuple(mention.name for mention in attribution.chain)
        for pieces in _unbroken(document.text, parts):
            yield Quoted(document.id, attribution.id, tuple(pieces), names, attribution.source)


def _unbroken(text: str, parts: Sequence[Span]) -> list[list[Span]]:
    """The quoted *parts*, those together that are one sentence with a reporting clause in its midst."""
    made: list[list[Span]] = []
    for part in parts:
        if made and goes_on(text, made[-1][-1], part):
            made[-1].append(part)
        else:
            made.append([part])
    return made


def echoes(documents: Sequence[Document], spoken: Mapping[str, Sequence[Quoted]]) -> dict[str, list[tuple[Echo, ...]]]:
    """For each quotation in *spoken* (by document id) the stretches of other documents that echo it, best first."""
    ordered = sorted(documents, key=lambda document: (document.name, document.id))
    words = word_array([document.text for document in ordered])
    first = np.searchsorted(words.document, np.arange(len(ordered) + 1))
    number = {document.id: k for k, document in enumerate(ordered)}
    every = [(number[document], q) for document, found in sorted(spoken.items()) for q in found]
    query, place = _places(words, every)
    best, other, diagonal = _best(words, first, np.array([document for document, _ in every]), query, place)
    size = np.bincount(query, minlength=len(every))[best]
    begins, pad = first[other] + diagonal, size // 2 + 12
    start = words.start[np.maximum(first[other], begins - pad)]
    end = words.end[np.minimum(first[other + 1], begins + size + pad) - 1]
    found: dict[int, list[Echo]] = {}
    ids = [ordered[there].id for there in other.tolist()]
    for at, echo in zip(best.tolist(), map(Echo, ids, start.tolist(), end.tolist()), strict=True):
        found.setdefault(at, []).append(echo)
    numbers = iter(range(len(every)))
    return {document: [tuple(found.get(next(numbers), ())) for _ in held] for document, held in sorted(spoken.items())}


def _places(words: Words, every: Sequence[tuple[int, Quoted]]) -> tuple[Ints, Ints]:
    """The number of its quotation, and the place in the word array, of each word of quotations (of a document each)."""
    pieces = [(at, document, span) for at, (document, q) in enumerate(every) for span in q.pieces]
    query, document, start, end = (
        np.array(column, dtype=np.int64)
        for column in (
            zip(*((at, d, span.start, span.end) for at, d, span in pieces), strict=True) if pieces else [()] * 4
        )
    )
    starts = words.document.astype(np.int64) << 32 | words.start
    low, high = (np.searchsorted(starts, document << 32 | edge) for edge in (start, end))
    size = high - low
    return np.repeat(query, size), np.arange(size.sum()) + np.repeat(low - np.cumsum(size) + size, size)


def _best(words: Words, first: Ints, own: Ints, query: Ints, place: Ints) -> tuple[Ints, Ints, Ints]:
    """Quotations with other documents (numbers) that share most grams, best first, and the diagonal of most of them.

    *own* is the document of each quotation. A diagonal is the place of the quotation's first word, counted from the
    other document's own first word.
    """
    asked = gram_hashes(words.hashes[place], GRAM)
    whole = np.flatnonzero(query[: len(asked)] == query[GRAM - 1 :]) if len(asked) else np.zeros(0, dtype=np.int64)
    offset = whole - np.searchsorted(query, query[whole])
    grams = gram_hashes(words.hashes, GRAM)
    order = np.argsort(grams, kind="stable")
    low, high = (np.searchsorted(grams[order], asked[whole], side=side) for side in ("left", "right"))
    counts = np.where(high - low > _OFTEN, 0, high - low)
    rows = np.repeat(np.arange(len(whole)), counts)
    inside = np.arange(len(rows)) - np.repeat(np.cumsum(counts) - counts, counts)
    found = order[low[rows] + inside]
    asking, other = query[whole[rows]], words.document[found].astype(np.int64)
    keep = other != own[asking]
    return _voted(asking[keep], other[keep], (found - offset[rows])[keep] - first[other[keep]])


def _voted(query: Ints, other: Ints, diagonal: Ints) -> tuple[Ints, Ints, Ints]:
    """By query the documents with most votes; a document's diagonal is the first one of its fullest bucket.

    A bucket counts with the one after it, so that no cut between two of them matters.
    """
    order = np.lexsort((diagonal, other, query))
    query, other, diagonal = query[order], other[order], diagonal[order]
    bucket = diagonal // _BUCKET
    first = _changes(query, other, bucket)
    votes = np.diff(np.append(first, len(query)))
    query, other, bucket, diagonal = query[first], other[first], bucket[first], diagonal[first]
    goes_on = (query[1:] == query[:-1]) & (other[1:] == other[:-1]) & (bucket[1:] == bucket[:-1] + 1)
    votes[:-1] += np.where(goes_on, votes[1:], 0)
    order = np.lexsort((bucket, -votes, other, query))
    fullest = order[_changes(query[order], other[order])]
    best = fullest[np.lexsort((other[fullest], -votes[fullest], query[fullest]))]
    rank = np.arange(len(best)) - np.searchsorted(query[best], query[best])
    best = best[rank < _MOST]
    return query[best], other[best], diagonal[best]


def _changes(*columns: Ints) -> Ints:
    """The rows that differ from the one before in any of *columns*; the first row does."""
    differs = np.zeros(len(columns[0]), dtype=bool)
    differs[:1] = True
    for column in columns:
        differs[1:] |= column[1:] != column[:-1]
    return np.flatnonzero(differs)
