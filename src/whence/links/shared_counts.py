"""A count that two statements of one affair share, whatever else each of them says.

"787 people were inside the mine at the time", "787 workers had been in the mine": one number, counting alike things,
told of one kind of event. Wrong where two groups of one affair happen to be equally many.
"""

from __future__ import annotations

import re

from whence.links.affair import named, one_affair, perhaps_one_affair, telling
from whence.links.anchor import in_text
from whence.links.circumstances import clock_finding, lack_finding, side_finding
from whence.links.counted import figure_findings, said
from whence.links.dated import COMPARED, date_finding
from whence.links.guards import guarded
from whence.links.slots import Standing, events, negation_finding, place_finding
from whence.links.terms import light, name_terms, persons, terms
from whence.links.things import PEOPLE, count_the_same, event_of, tallied, thing
from whence.model import Evidence, Figure, FigureKind, Modality, Statement
from whence.text import lexicon, lexicon_pairs, meaning

_APART = (Standing.CONFLICTS, Standing.GREW)
"""How another figure must not stand."""
_WORDS = 2
"""Words in common, of a measure that counts nothing."""

_RANGE = re.compile(r"\b(?:between|ages?|aged)\b[^,.;]{0,25}$|\bfrom (?:the )?[\w,]+ to $", re.IGNORECASE)
_OF_THE_DEAD = re.compile(
    r"\s+of (?:the|those)(?: who)?(?: were)? (?:dead|died|killed|victims|injured|wounded)\b", re.IGNORECASE
)


def shared_count(a: Statement, b: Statement) -> Evidence | None:
    """The number that both give of one thing in one affair, if nothing else that they say stands against it."""
    if Modality.DENIED in (a.modality, b.modality) or a.polarity is not b.polarity:
        return None
    found = next(((x, y) for x in a.figures for y in b.figures if _one_count(a, x, b, y)), None)
    if found is None or _against(a, b):
        return None
    left, right = found
    if not (perhaps_one_affair(a, b) if telling(left) is not None else one_affair(a, b)):
        return None
    why = f"{said(left)} and {said(right)}, in articles on one affair"
    return Evidence("figure of one affair", why, left.span, right.span)


def _one_count(a: Statement, left: Figure, b: Statement, right: Figure) -> bool:
    """Whether two figures are the same number of the same."""
    number = left.number
    if left.kind not in COMPARED or left.kind is FigureKind.PERCENTAGE or number is None or number != right.number:
        return False
    if left.unit != right.unit or not (left.unit or _one_thing(a, left, b, right)):
        return False
    if _ends_a_range(a, left) or _ends_a_range(b, right):
        return False
    one, two = _deed(a, left), _deed(b, right)
    if one != two or (telling(left) is None and not (one and _named_alike(left, right))):
        return False
    shared = (terms(a.text) & terms(b.text)) - light() - persons()
    return bool(one) or len(shared) >= (_WORDS if left.unit else 1)


def _ends_a_range(statement: Statement, figure: Figure) -> bool:
    """Whether the figure is an age, or one end of two: "between 8 and 12"."""
    place = in_text(statement, figure.span)
    return figure.noun == "age" or bool(place and _RANGE.search(statement.text, 0, place.start))


def _one_thing(a: Statement, left: Figure, b: Statement, right: Figure) -> bool:
    """Whether both count the same things, as far as their nouns tell; a wider noun may stand for a narrower."""
    if count_the_same(a, left, b, right):
        return True
    one, two = (thing(f.noun) if f.noun else None for f in (left, right))
    if one is None or two is None:
        return _people(left) and _people(right)
    wider = _wider()
    return (
        one == two
        or wider.get(one) == two
        or wider.get(two) == one
        or (_any(left) and _people(right))
        or (_any(right) and _people(left))
    )


def _wider() -> dict[str, str]:
    """Stems of things to that of a wider word for them."""
    return {thing(one): thing(other) for one, other in lexicon_pairs("wider").items()}


def _named_alike(left: Figure, right: Figure) -> bool:
    """Whether both name what they count, by words that say the same."""
    return bool(left.noun and right.noun) and thing(left.noun or "") == thing(right.noun or "")


def _any(figure: Figure) -> bool:
    """Whether the figure may count any people."""
    return figure.noun is None or figure.noun in PEOPLE or figure.noun == "others"


def _people(figure: Figure) -> bool:
    """Whether the figure counts people."""
    return _any(figure) or figure.noun in lexicon("persons")


def _deed(statement: Statement, figure: Figure) -> str | None:
    """The kind of event that the figure is told of; nothing where that is only the occasion."""
    place = in_text(statement, figure.span)
    part = _OF_THE_DEAD.match(statement.text, place.end) if place else None
    told = next((kind for at, kind in events(statement.text) if part and at >= part.end()), None)
    kind = told or event_of(statement, figure)
    return None if kind in lexicon("occasions") else kind


def _against(a: Statement, b: Statement) -> bool:
    """Whether anything else in the two tells of two facts."""
    days = None if tallied(a) or tallied(b) else date_finding(a, b)  # else the day of the counting
    slots = (days, clock_finding(a, b), side_finding(a, b), place_finding(a, b))
    if _other_names(a, b):
        return True
    denied = negation_finding(a, b)
    opposed = denied is not None and denied.evidence.rule == "negation"
    if any(s is not None and s.standing.parts for s in slots) or opposed or lack_finding(a, b):
        return True
    if any(s.standing in _APART for s in (*figure_findings(a, b), *figure_findings(b, a))):
        return True
    guard = guarded(a, b)
    return guard is not None and guard.rule != "part"


def _other_names(a: Statement, b: Statement) -> bool:
    """Whether each names only what the other does not, and of which the other's document does not speak either."""
    left, right = (frozenset(map(meaning, name_terms(s.names))) for s in (a, b))
    spoken = [terms(s.text) | (named(s.matter) if s.matter else frozenset()) for s in (a, b)]
    return bool(left and right) and not left & spoken[1] and not right & spoken[0]
