"""Where the words of a quotation stand in other documents: the few that share most of its word 4-grams.

A 4-gram that stands in very many places says nothing and is passed over, so a quotation of stock phrases alone finds
nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from whence.model import Attribution, Document, Form, Span
from whence.text import Words, goes_on, gram_hashes, quotations, word_array

GRAM = 4
_OFTEN = 60
"""Places beyond which a 4-gram is a stock phrase."""
_MOST = 12
"""Documents held against one quotation."""
_BUCKET = 16
"""Words by which a reporting clause may shift the words after it."""

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Quoted:
    """The quoted words of one attribution of ``document`` (an id), in one or more pieces of one sentence run."""

    document: str
    attribution: Attribution
    pieces: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Echo:
    """A stretch of ``document`` (an id), the quotation's words among those at ``near``."""

    document: str
    near: Span


def quoted(document: Document, attributions: Sequence[Attribution]) -> Iterator[Quoted]:
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
        for pieces in _unbroken(document.text, parts):
            yield Quoted(document.id, attribution, tuple(pieces))


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
    ordered = sorted(documents, key=lambda document: document.id)
    words = word_array([document.text for document in ordered])
    first = np.searchsorted(words.document, np.arange(len(ordered) + 1))
    number = {document.id: k for k, document in enumerate(ordered)}
    every = [(document, k, q) for document, found in sorted(spoken.items()) for k, q in enumerate(found)]
    queries = [_places(words, first, number[document], q) for document, _, q in every]
    best = _best(words, first, queries)
    made: dict[str, list[tuple[Echo, ...]]] = {document: [()] * len(found) for document, found in spoken.items()}
    for at, (document, k, _) in enumerate(every):
        found = []
        for other, diagonal in best.get(at, ()):
            size, pad = len(queries[at]), len(queries[at]) // 2 + 12
            begins, ends = int(first[other]), int(first[other + 1])
            start = max(begins, begins + diagonal - pad)
            end = min(ends, begins + diagonal + size + pad)
            found.append(Echo(ordered[other].id, words.span(start, end)))
        made[document][k] = tuple(found)
    return made


def _places(words: Words, first: Ints, document: int, quoted: Quoted) -> Ints:
    """The places of the quotation's words in the word array."""
    start, end = int(first[document]), int(first[document + 1])
    begins = words.start[start:end]
    found = [np.arange(*np.searchsorted(begins, (piece.start, piece.end))) + start for piece in quoted.pieces]
    return np.concatenate(found) if found else np.zeros(0, dtype=np.int64)


def _best(words: Words, first: Ints, queries: Sequence[Ints]) -> dict[int, list[tuple[int, int]]]:
    """For each query the other documents (numbers) that share most grams, with the diagonal of most of them.

    A diagonal is the place of the query's first word, counted from the other document's own first word.
    """
    grams = gram_hashes(words.hashes, GRAM)
    if not len(grams) or not queries:
        return {}
    asked = [gram_hashes(words.hashes[places], GRAM) for places in queries]
    query = np.repeat(np.arange(len(asked)), [len(found) for found in asked])
    offset = np.concatenate([np.arange(len(found)) for found in asked]) if asked else np.zeros(0, dtype=np.int64)
    own = np.array([int(words.document[places[0]]) if len(places) else -1 for places in queries])
    wanted = np.concatenate(asked)
    order = np.argsort(grams, kind="stable")
    low, high = (np.searchsorted(grams[order], wanted, side=side) for side in ("left", "right"))
    counts = np.where(high - low > _OFTEN, 0, high - low)
    rows = np.repeat(np.arange(len(wanted)), counts)
    inside = np.arange(len(rows)) - np.repeat(np.cumsum(counts) - counts, counts)
    place = order[low[rows] + inside]
    other = words.document[place]
    keep = other != own[query[rows]]
    rows, place, other = rows[keep], place[keep], other[keep]
    return _voted(query[rows], other, place - offset[rows] - first[other])


def _voted(query: Ints, other: Ints, diagonal: Ints) -> dict[int, list[tuple[int, int]]]:
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
    found: dict[int, list[tuple[int, int]]] = {}
    for at in best[rank < _MOST].tolist():
        found.setdefault(int(query[at]), []).append((int(other[at]), int(diagonal[at])))
    return found


def _changes(*columns: Ints) -> Ints:
    """The rows that differ from the one before in any of *columns*; the first row does."""
    differs = np.zeros(len(columns[0]), dtype=bool)
    differs[:1] = True
    for column in columns:
        differs[1:] |= column[1:] != column[:-1]
    return np.flatnonzero(differs)
