"""What ties two statements to one event: a name, a day, the document, one affair; and what may part them again.

Wrong where two events of one kind happen to the same people on one day.
"""

from __future__ import annotations

import re

from whence.links.affair import anew, befalling, like_articles, one_affair
from whence.links.anchor import Anchor, in_text
from whence.links.dated import indefinite, once
from whence.links.guards import brought_up_anew, other_doers
from whence.links.headings import heading_terms, known_names
from whence.links.slots import Finding
from whence.links.terms import name_terms
from whence.links.things import tallied
from whence.model import Slot, Statement

_IS = re.compile(r"\b(?:is|are|was|were|(?:st(?:ood|ands)|stays|stayed) at|c[ao]mes? to|reached|of)(?: \w+){0,2} $")
_LITTLE = 4
"""Telling words up to which two statements that name nothing say little."""
_MUCH, _MOST = 4, 0.6
"""Shared words that are no names, and the share of the longer, from which two statements without a tie tell of one."""


def tied(a: Statement, b: Statement) -> bool:
    """Whether a name, a day or the document ties both to one thing: "the margin of error" is another in every poll."""
    if a.document == b.document or name_terms(a.names) & name_terms(b.names) or one_affair(a, b):
        return True
    if known_names(a) & known_names(b) and not anew(a, b):
        return True
    left, right = ([date.range for date in s.dates] for s in (a, b))
    return any(one.first <= two.last and two.first <= one.last for one in left for two in right)


def adrift(a: Statement, b: Statement, near: Anchor) -> bool:
    """Whether both say too little to be of one thing by the words alone: told anew later, or a measure of nothing."""
    if a.document == b.document or a.names or b.names or a.dates or b.dates or near.told > _LITTLE:
        return False
    return (anew(a, b) or (not near.senses and (_measures(a) or _measures(b)))) and not one_affair(a, b)


def _measures(statement: Statement) -> bool:
    """Whether the statement says how much something is: "the margin of error is three points"."""
    return any(
        (here := in_text(statement, f.span)) and _IS.search(statement.text, 0, here.start) for f in statement.figures
    )


def retold(a: Statement, b: Statement, near: Anchor) -> bool:
    """Whether one holds all that the other says, titles apart, and that is much: hardly of two things of one kind.

    Where one counts and names nothing, only an event that befalls one place ties it to another article like its own.
    """
    much = near.smaller == 1.0 and near.spoken >= _MUCH and near.larger >= _MOST
    if heading_terms(a) or heading_terms(b):
        return False
    if any(s.matter and s.figures and not s.names for s in (a, b)):
        return much and bool(near.senses & befalling()) and like_articles(a, b)
    return much and bool(near.senses)


def of_two(a: Statement, b: Statement, slots: list[Finding]) -> bool:
    """Whether the two may count of two events: of two days, unless these are days of counting, by two bodies, anew."""
    apart = any(s.slot is Slot.DATE and s.standing.parts for s in slots)
    days = apart and not (tallied(a) and tallied(b)) and not once(a, b)
    return days or other_doers(a, b) or brought_up_anew(a, b)


def both_places(a: Statement, b: Statement, near: Anchor) -> bool:
    """Whether both places may be right: of two things of one kind, or because one lies in the other."""
    return _other_names(a, b, near) or indefinite(a) or indefinite(b) or not (tied(a, b) or once(a, b))


def _other_names(a: Statement, b: Statement, near: Anchor) -> bool:
    """Whether each has a name of its own besides the place."""
    return len(name_terms(a.names) & near.left_only) > 1 and len(name_terms(b.names) & near.right_only) > 1
