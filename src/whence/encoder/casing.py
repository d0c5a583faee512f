"""The case class of the word that each piece belongs to. Wrong for words of more than 40 pieces, which are cut."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

CASES = 5
"""0 no letters, 1 lower, 2 capitalised, 3 all capitals, 4 mixed."""


def cases(text: str, starts: Sequence[int], ends: Sequence[int]) -> list[int]:
    """The case class of the whole word of each piece of *text*; pieces that touch are one word."""
    out: list[int] = []
    while len(out) < len(starts):
        at = len(out)
        end = at + 1
        while end < len(starts) and starts[end] == ends[end - 1] and text[starts[end]].isalpha() and end - at < 40:
            end += 1
        out += [_case(text[starts[at] : ends[end - 1]])] * (end - at)
    return out


@lru_cache(maxsize=1 << 15)
def _case(word: str) -> int:
    if not any(letter.isalpha() for letter in word):
        return 0
    if word.islower():
        return 1
    if word.isupper() and len(word) > 1:
        return 3
    return 2 if word[0].isupper() and (len(word) == 1 or word[1:].islower()) else 4
