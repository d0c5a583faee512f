"""Which pairs of statements are worth comparing: near neighbours by rare words, and sharers of a rare second key.

Near-linear: a word in very many statements counts for nothing, and each statement keeps its few best neighbours.
Misses pairs that share neither two fairly rare words nor a name with a figure or a date.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from whence.links.anchor import name_terms, terms
from whence.model import Statement

Pairs = NDArray[np.int64]
"""Pairs of positions, each as one number: the first times the number of statements, plus the second."""
_NEIGHBOURS = 10
_BLOCK = 2000
_LEAST = 0.2
_LONGEST_GROUP = 40
_COMMONEST = 300
"""Statements beyond which a word joins nothing, however large the folder: the cost stays near-linear."""


def candidates(statements: Sequence[Statement]) -> list[tuple[int, int]]:
    """Pairs of positions ``(i, j)``, ``i < j``, that are worth comparing: of two documents, or two voices in one."""
    size = len(statements)
    found = np.unique(np.concatenate([*_near(statements), np.array(_keyed(statements), dtype=np.int64)]))
    return list(zip((found // size).tolist(), (found % size).tolist(), strict=True)) if size else []


def _near(statements: Sequence[Statement]) -> Iterator[Pairs]:
    """The nearest neighbours of each statement by TF-IDF over stems."""
    matrix = _weights(statements)
    order = {one: k for k, one in enumerate(sorted({_voice(s) for s in statements}))}
    voices = np.array([order[_voice(s)] for s in statements])
    turned = matrix.T.tocsr()
    for first in range(0, len(statements), _BLOCK):
        likeness = (matrix[first : first + _BLOCK] @ turned).tocoo()
        keep = (likeness.data >= _LEAST) & (voices[likeness.col] != voices[likeness.row + first])
        rows, others = _nearest(likeness.row[keep], likeness.col[keep], likeness.data[keep])
        rows += first
        yield np.minimum(rows, others) * len(statements) + np.maximum(rows, others)


def _nearest(rows: Pairs, others: Pairs, values: NDArray[np.float64]) -> tuple[Pairs, Pairs]:
    """Of each row the others with the highest values (0 to 1), the first of equals; sorted as one number each."""
    far = 1_000_000 - np.round(values * 1_000_000).astype(np.int64)
    both = np.sort(rows.astype(np.int64) << 52 | far << 32 | others.astype(np.int64))
    rows = both >> 52
    near = np.arange(len(rows)) - np.searchsorted(rows, rows) < _NEIGHBOURS
    return rows[near], both[near] & 0xFFFFFFFF


def _voice(statement: Statement) -> tuple[str, ...]:
    """Who says it where: nothing is held against what the same source says in the same document."""
    return (statement.document, *(mention.name for mention in statement.chain))


def _weights(statements: Sequence[Statement]) -> sparse.csr_matrix:
    """One normalised row of TF-IDF weights a statement, without words in too few or too many statements."""
    places: dict[str, int] = {}
    rows: list[int] = []
    columns: list[int] = []
    for row, statement in enumerate(statements):
        for term in sorted(terms(statement.text)):
            rows.append(row)
            columns.append(places.setdefault(term, len(places)))
    size = len(statements)
    counts = np.bincount(np.array(columns, dtype=np.int64), minlength=max(1, len(places)))
    rarity = np.where(
        (counts > 1) & (counts <= min(max(150, size // 120), _COMMONEST)), np.log((1 + size) / (1 + counts)) + 0.1, 0.0
    )
    values = rarity[np.array(columns, dtype=np.int64)] if columns else np.zeros(0)
    matrix = sparse.csr_matrix((values, (rows, columns)), shape=(size, max(1, len(places))))
    matrix.eliminate_zeros()
    norms = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    norms[norms == 0] = 1.0
    return sparse.csr_matrix(sparse.diags(1 / norms) @ matrix)


def _keyed(statements: Sequence[Statement]) -> list[int]:
    """Statements that share the same words, or a name together with a figure or a date."""
    size = len(statements)
    voices = [_voice(statement) for statement in statements]
    alike: dict[frozenset[str], list[int]] = defaultdict(list)
    groups: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for place, statement in enumerate(statements):
        alike[terms(statement.text)].append(place)
        for key in _keys(statement):
            groups[key].append(place)
    pairs: list[int] = []
    for reach, group in [*((3, g) for g in alike.values()), *((_LONGEST_GROUP, g) for g in groups.values())]:
        if reach == _LONGEST_GROUP < len(group):
            continue
        for k, i in enumerate(group):
            pairs.extend(i * size + j for j in group[k + 1 : k + 1 + reach] if voices[i] != voices[j])
    return pairs


def _keys(statement: Statement) -> set[tuple[str, ...]]:
    """The names of a statement, each with a figure or a date of it."""
    keys: set[tuple[str, ...]] = set()
    for name in sorted(name_terms(statement.names)):
        keys.update(("figure", name, f"{f.low}", f"{f.high}") for f in statement.figures)
        keys.update(("date", name, d.range.first.isoformat(), d.range.last.isoformat()) for d in statement.dates)
    return keys
