"""What a figure counts: its noun and the kind of event it is told of; whether two figures count the same.

Wrong where a sentence tells of a kind of event in words that no list has, between the figure and another event.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from whence.links.anchor import in_text
from whence.links.dated import COMPARED, as_of
from whence.links.parts import of_one_whole
from whence.links.slots import events
from whence.model import Figure, FigureKind, Hedge, Span, Statement
from whence.text import lexicon, senses, spelt, stem

PEOPLE = frozenset(
    ("people", "person", "persons", "individuals", "dead", "killed", "casualties", "deaths", "victims", "lives")
)
_COUNT = re.compile(
    r"\b(?:(?:number|total|tally|count)s? of|(?:(?:death|body) )?(?:toll|tally|count))\b", re.IGNORECASE
)
"""Words that say what a number further on counts: "the number of people missing ... has risen to"."""
_RISEN = re.compile(r"\b(?:ris(?:es?|en|ing)|rose|climb(?:s|ed)|grow[ns]?|grew|so far|by now)\b", re.IGNORECASE)
_COUNTED = re.compile(
    r"\b(?:to|at|is|was|were|reach(?:es|ed)?|pass(?:es|ed)|exceed(?:s|ed)|topp(?:s|ed)|hits?)\s+"
    r"(?:(?:the|an?|as many as)\s+)?$",
    re.IGNORECASE,
)
_DIRECT = re.compile(r"([\w’'-]+)\s+(?:(?:the|an?|another|only|just|some|up to|as many as)\s+)*$", re.IGNORECASE)
_STOP = re.compile(r"[,;:]")
_PARTED, _JOINED = re.compile(r"[,;:]|\d"), re.compile(r"\b(?:and|or|but|with)\b", re.IGNORECASE)
_FAR, _NEXT = 60, 30
"""Characters that a stop or another number, and an "and", between a figure and an event count for."""
_TO_DEATH = re.compile(r"\w+ (?:dead|to death|and killed)\b", re.IGNORECASE)
_OR = re.compile(r"\w+ or ", re.IGNORECASE)
_HARM = ("injure", "damage")
_GRAVE = r"serious|critical|severe|grave|bad"
_SLIGHT = r"slight|minor|light|mild"
_SEVERITY = re.compile(
    rf"\b(?:(?P<grave>{_GRAVE})|(?P<slight>{_SLIGHT}))(?:ly)?\b(?: \w+)? (?:injur|wound|hurt|damag|burn)"
    rf"|\b(?:injured|wounded|hurt|damaged|burned|burnt) (?:(?P<gravely>{_GRAVE})|(?P<slightly>{_SLIGHT}))ly\b",
    re.IGNORECASE,
)


def count_the_same(a: Statement, left: Figure, b: Statement, right: Figure) -> bool:
    """Both figures count the same noun in the same event."""
    if left.kind is not right.kind or left.kind not in COMPARED:
        return False
    if not _one_noun(a, left, right):
        return False
    one, two = event_of(a, left), event_of(b, right)
    if one in _HARM and _severity(a.text) != _severity(b.text):
        return False
    unknown = None in (one, two) and not (_bare(left) or _bare(right))
    return one == two or (unknown and (overlap(left, right) or of_one_whole(a, left, b, right)))


def tallied(statement: Statement) -> bool:
    """Whether the statement tells how far a count has come, so that its day may be that of the counting."""
    return bool(as_of(statement) or _COUNT.search(statement.text) or _RISEN.search(statement.text))


def _one_noun(a: Statement, left: Figure, right: Figure) -> bool:
    """Whether the nouns of two figures say the same, or may; a kind of people is people where the numbers are equal."""
    one, two = left.noun, right.noun
    if left.kind is not FigureKind.QUANTITY or (left.unit and right.unit):
        return not (one and two) or thing(one) == thing(two)
    if left.unit or right.unit:
        return False
    if one is None and two is None:
        return event_of(a, left) is not None or left.high == right.high == 0
    if one is not None and two is not None and thing(one) == thing(two):
        return True
    people = [noun is None or noun in PEOPLE for noun in (one, two)]
    kinds = [noun in lexicon("persons") for noun in (one, two)]
    equal = (left.low, left.high) == (right.low, right.high)
    return all(people) or (equal and one != two and all(map(max, people, kinds)) and any(people))


def thing(noun: str) -> str:
    """The stem of a counted noun, one for words that say the same."""
    key = stem(noun)
    return spelt().get(key, key)


def overlap(left: Figure, right: Figure) -> bool:
    """Whether one number can be meant by both."""
    low = max(left.low if left.low is not None else 0.0, right.low if right.low is not None else 0.0)
    high = min(
        left.high if left.high is not None else float("inf"), right.high if right.high is not None else float("inf")
    )
    return low <= high


def event_of(statement: Statement, figure: Figure) -> str | None:
    """The kind of event that the figure is told of; the first of the statement where its place is not known."""
    place = in_text(statement, figure.span)
    if place is None:
        found = events(statement.text)
        return found[0][1] if found else None
    if _bare(figure) and _PARTED.search(statement.text, 0, place.start):
        return None
    doers = figure.noun if figure.noun in lexicon("persons") else None
    return _event_at(statement.text, place, doers)


def _bare(figure: Figure) -> bool:
    """Whether the figure is a mere "thousands" of who knows what."""
    return figure.noun is None and figure.hedge is Hedge.VAGUE


@lru_cache(maxsize=1 << 15)
def _event_at(text: str, place: Span, doers: str | None) -> str | None:
    """The kind of event of the number at *place*: what its "number of" names, whose object it is, or the nearest.

    *doers* are the people counted, whose own name ("protesters") tells of no event.
    """
    found = [one for one in events(text) if not doers or text[one[0] : one[0] + len(doers)].lower() != doers]
    count = next(reversed(list(_COUNT.finditer(text, 0, place.start))), None)
    if count and _COUNTED.search(text, count.end(), place.start) and not _STOP.search(text, count.end(), place.start):
        named = [one for one in found if count.start() <= one[0] < place.start]
        if "toll" in count.group().lower():
            return "die"
        return _either(text, named[0], found) if named else None
    verb = _DIRECT.search(text, 0, place.start)
    if verb and (kind := senses().get(stem(verb[1]))) and (verb.start(1), kind) in found:
        return kind
    nearest = min(found, key=lambda one: _distance(text, place, one[0]), default=None)
    if nearest is None or _TO_DEATH.match(text, nearest[0]):
        return "die" if nearest else None
    return _either(text, nearest, found)


def _either(text: str, event: tuple[int, str], found: Sequence[tuple[int, str]]) -> str:
    """The kind of *event*, with that of what is told as its alternative: "dead or missing"."""
    kinds = {event[1]}
    for at, kind in found:
        between = text[min(at, event[0]) : max(at, event[0])]
        kinds |= {kind} if _OR.fullmatch(between) else set()
    return " or ".join(sorted(kinds))


def _distance(text: str, place: Span, at: int) -> int:
    """How far an event that is told at *at* is from the number at *place*: words after it are nearer."""
    after = at >= place.start
    between = text[place.end : at] if after else text[at : place.start]
    apart = _FAR if _PARTED.search(between) else _NEXT if _JOINED.search(between) else 0
    return (at - place.start if after else 2 * (place.start - at)) + apart


@lru_cache(maxsize=1 << 15)
def _severity(text: str) -> str:
    """Which of the hurt or damaged *text* tells of: "grave", "slight", or all of them, as far as it says."""
    found = _SEVERITY.search(text)
    if not found:
        return ""
    return "grave" if found["grave"] or found["gravely"] else "slight"
