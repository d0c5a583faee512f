"""Two sentences as one run of word pieces, [CLS] first [SEP] second [SEP], with the case and the side of each piece.

A side that is too long for half of the room is cut at its end, unless the other leaves room.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from whence.encoder.casing import cases

LONGEST = 160
"""Pieces of both sides together, marks included."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Ids, cases and sides (0 marks, 1 the first sentence, 2 the second) of each piece."""

    ids: tuple[int, ...]
    cases: tuple[int, ...]
    sides: tuple[int, ...]


def pair_of(first: str, second: str, tokenizer: Any) -> Pair:
    """The two as a run of at most ``LONGEST`` pieces; *tokenizer* gives ids and offsets (``tokenizers.Tokenizer``)."""
    opening, closing = tokenizer.token_to_id("[CLS]"), tokenizer.token_to_id("[SEP]")
    left, right = (_coded(text, tokenizer) for text in (first, second))
    room = LONGEST - 3
    share = max(room // 2, room - len(right[0]))
    left = (left[0][:share], left[1][:share])
    right = (right[0][: room - len(left[0])], right[1][: room - len(left[0])])
    return Pair(
        (opening, *left[0], closing, *right[0], closing),
        (0, *left[1], 0, *right[1], 0),
        (0, *(1 for _ in left[0]), 0, *(2 for _ in right[0]), 0),
    )


def _coded(text: str, tokenizer: Any) -> tuple[list[int], list[int]]:
    coded = tokenizer.encode(text, add_special_tokens=False)
    return coded.ids, cases(text, [start for start, _ in coded.offsets], [end for _, end in coded.offsets])
