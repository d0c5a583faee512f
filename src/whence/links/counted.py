"""The figures of two anchored statements that count the same thing: equal, apart, grown, or a part of the other.

Wrong where a figure counts something else under the same noun in the same event.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from whence.links.anchor import in_text
from whence.links.dated import as_of, before, up_to
from whence.links.parts import is_part, wholes
from whence.links.slots import Finding, Standing
from whence.links.things import PEOPLE, count_the_same, event_of, overlap, thing
from whence.links.units import celsius, measure
from whence.model import DateRange, Evidence, Figure, FigureKind, Hedge, Slot, Statement
from whence.text import lexicon

DENIED = "figure denied"
"""The rule of a figure that one gives and the other says is wrong."""
_LOOSE = (Hedge.AT_LEAST, Hedge.AT_MOST)
_FAR = 1.5
_LARGE, _ROUNDING = 1e6, 0.015
"""Numbers from which they are mostly told rounded, and by how much of them."""
_RATE = re.compile(
    r"[ -](?:(?:an?|per|each|every) )?(hour|day|week|month|year|hourly|daily|weekly|monthly|yearly|annually)\b"
)
_PERIODS = {"h": 1 / 24, "d": 1.0, "w": 7.0, "m": 30.44, "y": 365.25, "a": 365.25}
"""Days by the first letter of a word for how often something is paid or counted."""
_NOT = re.compile(r"[,;(–—-] ?(?:and |but )?not (?:in |on |of |at |by |from )?$", re.IGNORECASE)
_ALL = re.compile(r"\ball\s+(?:of\s+)?(?:the\s+)?$", re.IGNORECASE)
_SOME_OF = re.compile(r"\b(?:of|from)\s+(?:(?:the|its|their)\s+)*$", re.IGNORECASE)
_NOW = re.compile(r"\b(?:now|so far|to date|currently|already|as of)\b", re.IGNORECASE)
_EACH = re.compile(r"\b(?:each|every|apiece)\b", re.IGNORECASE)
_REMEASURED = frozenset({"missing"})
"""Kinds of event whose count may fall as well as grow while it lasts."""
_TOLL = re.compile(r"\b(?:toll|tally)\b", re.IGNORECASE)
_ANOTHER = re.compile(r"\b(?:another|an? (?:additional|further|extra))\s+$", re.IGNORECASE)
_INTRODUCED = re.compile(r"\ban?\s+$", re.IGNORECASE)
_NAMED = re.compile(r"(?:[ -][a-z]+){0,3},? [A-Z]")
_OF_THEM = re.compile(r"\s+of\s+(?:the|those|these|them|whom|its|their)\b")
_BE = r"(?:is|are|was|were|has|have|had|been|remain(?:s|ed)?)"
_SUCH = re.compile(
    rf"\s+(?:(?!{_BE}\b)[\w-]+\s+){{1,2}}?(?:killed|injured|wounded|hurt|missing|arrested|detained|displaced)\b"
    rf"(?! (?:and|or)\b)[^,;.]*\s{_BE}\b"
)
_OTHERS = re.compile(r"\s+(?:others?|more|further|additional)\b", re.IGNORECASE)


def figure_findings(a: Statement, b: Statement) -> list[Finding]:
    """How the figures that count the same thing stand; figures of different things are left alone."""
    if corrected := list(_corrected(a, b)):
        return corrected
    found: list[Finding] = []
    for left in a.figures:
        if _denied(a, left):
            continue
        matches = [right for right in b.figures if not _denied(b, right) and count_the_same(a, left, b, right)]
        alike = [f for f in matches if (f in wholes(b)) == (left in wholes(a)) and not _taken(left, a, f)]
        matches = [right for right in matches if overlap(left, right)] or alike
        if not matches:
            continue
        right = min(matches, key=lambda f: (not overlap(left, f), f.span))
        standing, why = _figures(a, left, b, right)
        if standing in (Standing.AGREES, Standing.ADDS) and _one_of_several(a, left, b, right):
            standing, why = Standing.UNCLEAR, f"{said(left)} is one of several beside {said(right)}"
        slot = Slot.NEGATION if 0 in (left.high, right.high) else Slot.FIGURE
        found.append(Finding(slot, standing, Evidence(f"figure {standing.value}", why, left.span, right.span)))
    return found


def _denied(statement: Statement, figure: Figure) -> bool:
    """Whether the figure is told only to be denied: "in 12 of the samples, not in 38"."""
    place = in_text(statement, figure.span)
    return bool(place and _NOT.search(statement.text, 0, place.start))


def _corrected(a: Statement, b: Statement) -> Iterator[Finding]:
    """A figure that one gives and the other denies, giving another."""
    for one, other in ((a, b), (b, a)):
        for denied in one.figures:
            same = [f for f in other.figures if (f.kind, f.low, f.high) == (denied.kind, denied.low, denied.high)]
            if _denied(one, denied) and same and not _denied(other, same[0]):
                here, there = (denied.span, same[0].span) if one is a else (same[0].span, denied.span)
                why = f"one says {said(denied)}, the other that it was not {said(denied)}"
                yield Finding(Slot.FIGURE, Standing.CONFLICTS, Evidence(DENIED, why, here, there))


def _one_of_several(a: Statement, left: Figure, b: Statement, right: Figure) -> bool:
    """Whether one gives more figures of the same kind, and the other's may be their sum: 145 here and 26 there, 172."""
    if (left.low, left.high) == (right.low, right.high):
        return False
    ours = [f for f in a.figures if f is not left and count_the_same(a, f, b, right)]
    theirs = [f for f in b.figures if f is not right and count_the_same(a, left, b, f)]
    return bool(ours) != bool(theirs)


def unmatched(a: Statement, b: Statement) -> Evidence | None:
    """Why two statements that count people, or one other thing, may count others: no figure of it is in both."""
    left, right = _by_thing(a), _by_thing(b)
    for each in sorted(left.keys() & right.keys()):
        if not any(overlap(one, two) for one in left[each] for two in right[each]):
            ours, theirs = (" and ".join(map(said, side[each])) for side in (left, right))
            return Evidence("other figures", f"{ours} against {theirs}", left[each][0].span, right[each][0].span)
    return None


def _by_thing(statement: Statement) -> dict[str, list[Figure]]:
    """The quantities of a statement by what they count."""
    found: dict[str, list[Figure]] = {}
    for figure in statement.figures:
        if figure.noun and figure.kind is FigureKind.QUANTITY:
            found.setdefault("people" if figure.noun in PEOPLE else thing(figure.noun), []).append(figure)
    return found


def _taken(left: Figure, a: Statement, right: Figure) -> bool:
    """Whether another figure of *a* of the same noun is just *right*, so that *left* tells of something else."""
    return any(f is not left and f.noun == left.noun and (f.low, f.high) == (right.low, right.high) for f in a.figures)


def part_findings(a: Statement, b: Statement) -> list[Finding]:
    """Where one gives a part of a whole ("five of the 16") of which the other tells as a whole, or says "all"."""
    found = []
    for one, other in ((a, b), (b, a)):
        for part, whole in pairwise(one.figures):
            if not is_part(one, part, whole) or any(overlap(part, figure) for figure in other.figures):
                continue
            same = [f for f in other.figures if f.noun == whole.noun and (f.low, f.high) == (whole.low, whole.high)]
            told = before(other, same[0].span) if same else ""
            if not same or (_SOME_OF.search(told) and not _ALL.search(told)):
                continue
            every = _ALL.search(told) and part.high is not None and part.high < (whole.low or 0.0)
            standing = Standing.CONFLICTS if every else Standing.UNCLEAR
            why = f"{said(part)} of {said(whole)} against {said(same[0])}"
            spans = (part.span, same[0].span) if one is a else (same[0].span, part.span)
            found.append(Finding(Slot.FIGURE, standing, Evidence("part of a whole", why, *spans)))
    return found


def _rate(statement: Statement, figure: Figure) -> float | None:
    """Days after which the figure comes again ("a month", "per year"); None where it is no rate."""
    place = in_text(statement, figure.span)
    found = _RATE.match(statement.text, place.end) if place else None
    return _PERIODS[found[1][0]] if found else None


def _figures(a: Statement, left: Figure, b: Statement, right: Figure) -> tuple[Standing, str]:
    """How two figures of one thing stand, and why in words."""
    one, two = said(left), said(right)
    if left.unit and right.unit and left.unit != right.unit:
        return converted(left, right), f"{one} {left.unit} against {two} {right.unit}"
    often = _rate(a, left), _rate(b, right)
    if often[0] and often[1] and often[0] != often[1]:
        return _rates(left, often[0], right, often[1]), f"{one} and {two}, in unlike times"
    later = _later(a, left, b, right)
    if overlap(left, right):
        if left.low != right.low and _changing(a, b):
            return Standing.UNCLEAR, f"{one} and {two}, each “now”, on two days"
        bounds = left.hedge is right.hedge and left.hedge in _LOOSE and (left.low, left.high) != (right.low, right.high)
        vague = Hedge.VAGUE in (left.hedge, right.hedge)
        if later and left.low != right.low and Hedge.AT_LEAST in (left.hedge, right.hedge) and not vague:
            return Standing.GREW, later
        if bounds:
            return Standing.ADDS, f"{one} beside {two}, which are two bounds"
        if (left.hedge in _LOOSE or right.hedge in _LOOSE) and _far(left, right):
            return Standing.ADDS, f"{one} is a far looser bound than {two}"
        return Standing.AGREES, f"{one} agrees with {two}"
    if _rounded(left, right):
        return Standing.AGREES, f"{one} and {two} are one sum, one of them rounded"
    if _bare(a, left, b) or _bare(b, right, a):
        return Standing.UNCLEAR, f"{one} against {two}, beside a number of who knows what"
    if _somebody(a, left) and _somebody(b, right):
        return Standing.UNCLEAR, f"{one} against {two}, perhaps of two persons"
    if _of_them(a, left) != _of_them(b, right):
        return Standing.UNCLEAR, f"{one} against {two}, and one may be a part of the other"
    if _beside(a, left) or _beside(b, right):
        return Standing.UNCLEAR, f"{one} against {two}, and perhaps others"
    if later:
        return Standing.GREW, later
    if up_to(a) and up_to(b) and _known_at(a) != _known_at(b):
        return Standing.UNCLEAR, f"{one} and {two}, counted on two days"
    if not (a.asof and b.asof) and _changing(a, b):
        return Standing.UNCLEAR, f"{one} against {two}, each “now”, of which day is not known"
    if a.asof and b.asof and abs((a.asof.first - b.asof.first).days) > 30:
        return Standing.UNCLEAR, f"{one} and {two}, more than a month apart"
    return Standing.CONFLICTS, f"{one} against {two}"


def _rounded(left: Figure, right: Figure) -> bool:
    """Whether one is the other given with fewer digits: 4.3 billion for 4.34 billion."""
    if left.hedge is not Hedge.EXACT or right.hedge is not Hedge.EXACT or left.low is None or right.low is None:
        return False
    (coarse, digits), (fine, more) = sorted(((f.low or 0.0, _digits(f.low or 0.0)) for f in (left, right)), key=_second)
    near = abs(coarse - fine) <= _ROUNDING * fine
    return min(coarse, fine) >= _LARGE and digits < more and near and float(f"{fine:.{digits - 1}e}") == coarse


def _second(pair: tuple[float, int]) -> int:
    return pair[1]


def _digits(number: float) -> int:
    """How many digits of *number* are told, noughts at its end left out."""
    return len(f"{number:.12e}".split("e")[0].replace(".", "").rstrip("0")) or 1


def _bare(statement: Statement, figure: Figure, other: Statement) -> bool:
    """Whether the statement gives one more number, without a noun, that *other* lacks and its own may be of."""
    bare = (f for f in statement.figures if f is not figure and f.kind is FigureKind.QUANTITY)
    unknown = [f for f in bare if f.noun is None and f.unit is None]
    return not {(f.low, f.high) for f in unknown} <= {(f.low, f.high) for f in other.figures}


def _beside(statement: Statement, figure: Figure) -> bool:
    """Whether the figure counts only some, beside others: "three other people", "another three", "two at each"."""
    place = in_text(statement, figure.span)
    text = statement.text
    others = place and (_OTHERS.match(text, place.end) or _ANOTHER.search(text, 0, place.start))
    return bool(_EACH.search(text) or others)


def _somebody(statement: Statement, figure: Figure) -> bool:
    """Whether the figure is the age of a person who is only introduced: "a 23-year-old man was arrested"."""
    if figure.noun != "age" or not (place := in_text(statement, figure.span)):
        return False
    return bool(_INTRODUCED.search(statement.text, 0, place.start) and not _NAMED.match(statement.text, place.end))


def _of_them(statement: Statement, figure: Figure) -> bool:
    """Whether the figure counts a part of those whose number is not told: "60 of the missing", "12 hurt are dying"."""
    place = in_text(statement, figure.span)
    return bool(place and (_OF_THEM.match(statement.text, place.end) or _SUCH.match(statement.text, place.end)))


def _changing(a: Statement, b: Statement) -> bool:
    """Whether one tells how things stand "now" or "so far", and the other is not surely of the same day."""
    same_day = a.asof is not None and a.asof == b.asof
    return not same_day and bool(_NOW.search(a.text) or _NOW.search(b.text))


def _rates(left: Figure, days: float, right: Figure, other_days: float) -> Standing:
    """How two sums stand that are told for unlike times: alike where both come to the same."""
    ends = (left.low, left.high, right.low, right.high)
    if None in ends:
        return Standing.UNCLEAR
    one, two = (left.low or 0.0) / days, (right.low or 0.0) / other_days
    return Standing.AGREES if min(one, two) * 1.06 >= max(one, two) else Standing.UNCLEAR


def converted(left: Figure, right: Figure) -> Standing:
    """How two figures in unlike units stand: turned into one unit where both measure one thing."""
    if (warm := celsius(left)) and (warmth := celsius(right)):
        return Standing.AGREES if warm[0] <= warmth[1] + 0.6 and warmth[0] <= warm[1] + 0.6 else Standing.CONFLICTS
    if "degree" in (left.unit, right.unit):
        return Standing.AGREES if overlap(left, right) else Standing.UNCLEAR
    one, two = measure(left), measure(right)
    if one is None or two is None or one[0] != two[0]:
        return Standing.CONFLICTS if (left.low, left.high) == (right.low, right.high) else Standing.UNCLEAR
    slack = 1.06 if Hedge.EXACT in (left.hedge, right.hedge) else 1.1
    return Standing.AGREES if one[1] <= two[2] * slack and two[1] <= one[2] * slack else Standing.CONFLICTS


def _later(a: Statement, left: Figure, b: Statement, right: Figure) -> str | None:
    """Why the figure of the later statement is the earlier one grown, if a count that only grows did so."""
    one, two = _known_at(a), _known_at(b)
    dated = as_of(a) and as_of(b) and left.kind is not FigureKind.PERCENTAGE
    tolls = bool(_TOLL.search(a.text) and _TOLL.search(b.text))
    counted_up = event_of(a, left) in lexicon("cumulative") | _REMEASURED or dated or tolls
    if not counted_up or not one or not two:
        return None
    if "final" in a.text.lower() and "final" in b.text.lower():
        return None
    event = event_of(a, left)
    if one.last < two.first and (event in _REMEASURED or _greater(right, left)):
        return f"{said(left)} had become {said(right)} by the later date"
    if two.last < one.first and (event in _REMEASURED or _greater(left, right)):
        return f"{said(right)} had become {said(left)} by the later date"
    return None


def _known_at(statement: Statement) -> DateRange | None:
    """When the statement's count was taken: the day that it names ("by 10 May"), else that of its document."""
    days = [date.range for date in statement.dates]
    return days[0] if len(days) == 1 and up_to(statement) else statement.asof


def _greater(one: Figure, two: Figure) -> bool:
    return (one.low or 0.0) > (two.low or 0.0)


def _far(left: Figure, right: Figure) -> bool:
    """The bounds that the two give lie far apart."""
    ends = [figure.number for figure in (left, right)]
    low, high = sorted(end or 0.0 for end in ends)
    return high > _FAR * low


def said(figure: Figure) -> str:
    """The figure in digits: "12", "at least 12", "18 to 22"."""
    low, high = (f"{end:g}" if end is not None else "" for end in (figure.low, figure.high))
    if low == high:
        return low
    return f"{low} to {high}" if low and high else f"at least {low}" if low else f"at most {high}"
