"""A text as word pieces with what an uncased encoder cannot see: case, quotation state, where sentences begin.

Windows are runs of whole sentences, as long as the encoder was trained on; a longer sentence is cut. Training and
reading share this module, so that both see the same pieces.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from whence.encoder import cases
from whence.text import paragraphs, quotations, sentences

LONGEST = 254
QUOTES, STARTS = 5, 3
_CHUNK = 200_000

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Pieces:
    """The word pieces of a text: ids, code point offsets, three features and their sentence and paragraph numbers.

    ``case``: 0 no letters, 1 lower, 2 capitalised, 3 all capitals, 4 mixed (of the whole word).
    ``quote``: 0 outside, 1 opening mark, 2 inside, 3 closing mark, 4 another mark.
    ``begins``: 1 first of a sentence, 2 first of a paragraph. ``inner``: the word of the piece before goes on.
    """

    ids: Ints
    starts: Ints
    ends: Ints
    case: Ints
    quote: Ints
    begins: Ints
    sentence: Ints
    paragraph: Ints
    inner: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.ids)


def pieces_of(text: str, tokenizer: Any) -> Pieces:
    """The pieces of *text*; *tokenizer* gives ids and offsets (``tokenizers.Tokenizer``)."""
    parts = sentences(text)
    ids: list[int] = []
    offsets: list[tuple[int, int]] = []
    inner: list[bool] = []
    for start, end in _chunks(text, [part.start for part in parts]):
        coded = tokenizer.encode(text[start:end], add_special_tokens=False)
        ids += coded.ids
        inner += [token.startswith("##") for token in coded.tokens]
        offsets += [(start + a, start + b) for a, b in coded.offsets]
    bounds = np.array(offsets, dtype=np.int64).reshape(-1, 2)
    starts, ends = bounds[:, 0], bounds[:, 1]
    sentence = _numbered([part.start for part in parts], starts)
    paragraph = _numbered([part.start for part in paragraphs(text)], starts)
    begins = np.zeros(len(ids), dtype=np.int64)
    begins[_first(sentence)] = 1
    begins[_first(paragraph)] = 2
    case = np.array(cases(text, starts.tolist(), ends.tolist()), dtype=np.int64)
    quote = _quoted(text, starts, ends)
    goes_on = np.array(inner, dtype=np.bool_)
    return Pieces(np.array(ids, dtype=np.int64), starts, ends, case, quote, begins, sentence, paragraph, goes_on)


def windows(pieces: Pieces, first: int = LONGEST, longest: int = LONGEST) -> list[tuple[int, int]]:
    """Half-open runs of at most *longest* pieces (the first of at most *first*) that end where a sentence does."""
    edges = [*np.flatnonzero(_first(pieces.sentence)).tolist(), len(pieces)]
    found: list[tuple[int, int]] = []
    at, room = 0, first
    while at < len(pieces):
        reach = edges[bisect_right(edges, at + room) - 1]
        end = reach if reach > at else min(at + room, len(pieces))
        found.append((at, end))
        at, room = end, longest
    return found


def _chunks(text: str, starts: list[int]) -> list[tuple[int, int]]:
    """Stretches of *text* of a bounded length, cut where sentences begin, for a tokenizer that keeps much a letter."""
    cuts = [0]
    for start in starts:
        while start - cuts[-1] > 2 * _CHUNK:
            cuts.append(cuts[-1] + _CHUNK)
        if start - cuts[-1] > _CHUNK:
            cuts.append(start)
    while len(text) - cuts[-1] > 2 * _CHUNK:
        cuts.append(cuts[-1] + _CHUNK)
    return list(pairwise([*cuts, len(text)]))


def _numbered(edges: list[int], places: Ints) -> Ints:
    """For each place the number of the last edge at or before it."""
    return np.searchsorted(np.array(edges, dtype=np.int64), places, side="right") - 1


def _first(numbers: Ints) -> NDArray[np.bool_]:
    """Where a number differs from the one before."""
    changed = np.ones(len(numbers), dtype=np.bool_)
    changed[1:] = numbers[1:] != numbers[:-1]
    return changed


def _quoted(text: str, starts: Ints, ends: Ints) -> Ints:
    """The quotation state of each piece."""
    out = np.zeros(len(starts), dtype=np.int64)
    marked = quotations(text)
    firsts = np.searchsorted(starts, np.array([one.span.start for one in marked], dtype=np.int64)).tolist()
    lasts = np.searchsorted(starts, np.array([one.span.end for one in marked], dtype=np.int64)).tolist()
    for one, a, b in zip(marked, firsts, lasts, strict=True):
        out[a:b] = 2
        if one.opened and a < b:
            out[a] = 1
        if one.closed and b > a:
            out[b - 1] = 3
    marks = [k for k in range(len(starts)) if ends[k] - starts[k] == 1 and text[starts[k]] in "\"“”„«»‘’'"]
    for k in marks:
        if out[k] in (0, 2):
            out[k] = 4
    return out
