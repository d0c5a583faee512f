"""The nearest neighbours of each statement by rare words, found again only where something near has changed.

What was found for a row that stayed the same is kept, unless a neighbour of a full row has gone; a row that is new is
held against all. So the result is that of a search from nothing, to the bit.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from whence.links.table import Codes, Ints, Table
from whence.model import Neighbours

MOST = 10
"""Neighbours of one statement."""
LEAST = 0.17
"""Likeness of a neighbour, from 0 to 1, at least."""
GRADES = 10_000
"""Steps from wholly alike to nothing in common."""
BLOCK = 2000
"""Rows held against all others at once."""
_PLACE, _FAR = 24, 14
"""Bits of a row's number (a folder has far fewer statements than 2 ** 24) and of a distance."""


def neighbours(rows: Table, salt: str, known: Neighbours | None = None) -> tuple[Ints, Ints, Neighbours]:
    """Each row with a neighbour of another voice, the nearest of each row, the first of equals; and what to keep.

    *known* is what was kept of an earlier search, *salt* stands for the code that compares.
    """
    codes = rows.codes(salt)
    found, fresh, again = _standing(codes, known)
    parts = [found]
    searched = np.flatnonzero(again)
    for first in range(0, len(searched), BLOCK):
        row, other, far = _near(rows, searched[first : first + BLOCK])
        parts.append(_nearest(_packed(row, other, far)))
        into = fresh[row] & ~again[other]
        parts.append(_packed(other[into], row[into], far[into]))
    found = _nearest(np.concatenate(parts))
    row, other = _ends(found)
    return row, other, Neighbours(codes.tobytes(), found.tobytes())


def _standing(codes: Codes, known: Neighbours | None) -> tuple[Ints, NDArray[np.bool_], NDArray[np.bool_]]:
    """The neighbours that still stand; which rows are new; which are to be searched, these among them."""
    fresh = np.ones(len(codes), dtype=np.bool_)
    if known is None or not len(codes):
        return np.zeros(0, dtype=np.int64), fresh, fresh
    before, found = np.frombuffer(known.codes, dtype=np.uint64), np.frombuffer(known.found, dtype=np.int64)
    order = np.argsort(codes)
    place = order[np.minimum(np.searchsorted(codes[order], before), len(codes) - 1)]
    place = np.where(codes[place] == before, place, -1)
    fresh[place[place >= 0]] = False
    was, to = _ends(found)
    row, other = place[was], place[to]
    full = np.bincount(was, minlength=len(before))[was] == MOST
    again = fresh.copy()
    again[row[(row >= 0) & (other < 0) & full]] = True
    stands = (row >= 0) & (other >= 0) & ~again[row]
    return _packed(row[stands], other[stands], _distance(found[stands])), fresh, again


def _near(rows: Table, here: Ints) -> tuple[Ints, Ints, Ints]:
    """Of the rows *here* all rows that are like them and of another voice, and how far."""
    total = np.zeros(len(rows))
    found = []
    for row in here.tolist():
        others, like = rows.told.alike(row, LEAST, total)
        found.append((np.full(len(others), row), others, like))
    row, other, like = (np.concatenate(column) for column in zip(*found, strict=True))
    apart = rows.voices[row] != rows.voices[other]
    return row[apart], other[apart], GRADES - np.round(like[apart] * GRADES).astype(np.int64)


def _packed(row: Ints, other: Ints, far: Ints) -> Ints:
    """A row, a neighbour and its distance as one number, so that sorting puts the nearest of each row first."""
    return row << (_FAR + _PLACE) | far << _PLACE | other


def _ends(found: Ints) -> tuple[Ints, Ints]:
    return found >> (_FAR + _PLACE), found & ((1 << _PLACE) - 1)


def _distance(found: Ints) -> Ints:
    return found >> _PLACE & ((1 << _FAR) - 1)


def _nearest(found: Ints) -> Ints:
    """The nearest of each row, sorted."""
    found = np.sort(found)
    row = found >> (_FAR + _PLACE)
    first = np.flatnonzero(np.append(True, row[1:] != row[:-1])) if len(row) else row
    rank = np.arange(len(row)) - np.repeat(first, np.diff(np.append(first, len(row))))
    return found[rank < MOST]
