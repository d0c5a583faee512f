"""The edges of a shared passage, pushed outwards over edited words as long as four words in a row agree beyond them.

Wrong by a few words where a common phrase happens to stand near the edge in both texts.
"""

from __future__ import annotations

from itertools import product, takewhile

from whence.text import Words

AGREE = 4
"""Words in a row that must agree beyond a gap."""
REACH = 4
"""Words of a gap, at most, on each side."""
_AHEAD = 40
_NEAR = REACH + AGREE
_GAPS = sorted(product(range(REACH + 1), repeat=2), key=lambda gap: (sum(gap), gap))


def extended(words: Words, a0: int, a1: int, b0: int, b1: int, matched: int) -> tuple[int, int, int, int, int]:
    """The places ``[a0, a1)`` and ``[b0, b1)`` of a passage, and its agreeing words, with its edges pushed outwards."""
    while step := _onward(_after(words, a1), _after(words, b1)):
        a1, b1, matched = a1 + step[0], b1 + step[1], matched + step[2]
    while step := _onward(_before(words, a0), _before(words, b0)):
        a0, b0, matched = a0 - step[0], b0 - step[1], matched + step[2]
    return a0, a1, b0, b1, matched


def _after(words: Words, place: int) -> list[int]:
    """The words from *place* on in the text that holds the word before it."""
    same = words.document[place : place + _AHEAD] == words.document[place - 1]
    ahead: list[int] = words.hashes[place : place + _AHEAD][same].tolist()
    return ahead


def _before(words: Words, place: int) -> list[int]:
    """The words before *place* in its text, the nearest first."""
    first = max(0, place - _AHEAD)
    same = words.document[first:place] == words.document[place]
    ahead: list[int] = words.hashes[first:place][same][::-1].tolist()
    return ahead


def _onward(one: list[int], other: list[int]) -> tuple[int, int, int] | None:
    """How far the texts go on alike after the smallest gap: words on either side, and those of them that agree."""
    if len(set(one[:_NEAR]).intersection(other[:_NEAR])) < 2:
        return None
    for here, there in _GAPS:
        if one[here : here + AGREE] == other[there : there + AGREE] and len(one) >= here + AGREE:
            pairs = zip(one[here:], other[there:], strict=False)
            same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
            return here + same, there + same, same
    return None
