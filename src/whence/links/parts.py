"""Figures that are told as parts of a whole: "five of the 16", "83 of 120 samples"."""

from __future__ import annotations

from itertools import pairwise

from whence.links.anchor import in_text
from whence.model import Figure, Statement
from whence.text import is_share


def is_part(statement: Statement, part: Figure, whole: Figure) -> bool:
    """Whether *part* is told as a part of *whole*."""
    one, two = in_text(statement, part.span), in_text(statement, whole.span)
    return bool(one and two and is_share(statement.text, one, two))


def of_one_whole(a: Statement, left: Figure, b: Statement, right: Figure) -> bool:
    """Whether both figures are told as parts of the same whole: "83 of 120 samples", "38 of the 120 samples"."""
    one, two = _whole_of(a, left), _whole_of(b, right)
    return one is not None and two is not None and (one.noun, one.low, one.high) == (two.noun, two.low, two.high)


def parts_of_one_whole(a: Statement, b: Statement) -> bool:
    """Whether each tells of a part, and of the same whole."""
    return any(of_one_whole(a, left, b, right) for left in a.figures for right in b.figures)


def wholes(statement: Statement) -> list[Figure]:
    """The figures that another is told as a part of."""
    return [whole for part in statement.figures if (whole := _whole_of(statement, part))]


def _whole_of(statement: Statement, part: Figure) -> Figure | None:
    """The figure that *part* is told as a part of."""
    after = (whole for one, whole in pairwise(statement.figures) if one is part)
    return next((whole for whole in after if is_part(statement, part, whole)), None)
