"""The slots of two anchored statements: figures, dates, negation, opposites, places.

Each finding says how the slot stands (agrees, adds, conflicts, grew) and which words decide. Wrong where a figure
counts something else under the same noun in the same event.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache, lru_cache

from whence.links.anchor import in_document, in_text, light, senses, spelt, terms
from whence.links.units import celsius, measure
from whence.model import DateRange, Evidence, Figure, FigureKind, Hedge, Modality, Polarity, Slot, Span, Statement
from whence.text import fold, is_share, lexicon, lexicon_pairs, stem, words

_COMPARED = (FigureKind.QUANTITY, FigureKind.PERCENTAGE, FigureKind.MONEY)
_PEOPLE = frozenset(
    ("people", "person", "persons", "individuals", "dead", "killed", "casualties", "deaths", "victims", "lives")
)
_LOOSE = (Hedge.AT_LEAST, Hedge.AT_MOST)
_FAR = 1.5
_YEAR = 366
_UNTIL = re.compile(r"\b(by|as of|until|since) (?:the )?$", re.IGNORECASE)
_COMPASS = frozenset({"north", "south", "east", "west", "northern", "southern", "eastern", "western"})
_EITHER = frozenset({"resign", "suicid"})
"""What excludes its opposite without denying it: who was dismissed left office all the same."""
_INDEFINITE = re.compile(r"(?:an?|another|some|two|three|four|several|many|\d[\d,]*)\s", re.IGNORECASE)
_RATE = re.compile(
    r"[ -](?:(?:an?|per|each|every) )?(hour|day|week|month|year|hourly|daily|weekly|monthly|yearly|annually)\b"
)
_PERIODS = {"h": 1 / 24, "d": 1.0, "w": 7.0, "m": 30.44, "y": 365.25, "a": 365.25}
"""Days by the first letter of a word for how often something is paid or counted."""
_ALL = re.compile(r"\ball\s+(?:of\s+)?(?:the\s+)?$", re.IGNORECASE)
_SOME_OF = re.compile(r"\b(?:of|from)\s+(?:(?:the|its|their)\s+)*$", re.IGNORECASE)
_NOW = re.compile(r"\b(?:now|so far|to date|currently|already|as of)\b", re.IGNORECASE)
_DEICTIC = re.compile(r"(?:today|tonight|yesterday|tomorrow|this|last|next)\b", re.IGNORECASE)
_EACH = re.compile(r"\b(?:each|every|apiece)\b", re.IGNORECASE)
_OTHERS = re.compile(r"\s+(?:others?|more|further|additional)\b", re.IGNORECASE)
_GROWTH = ("rise", "fall")
_PLACE = re.compile(r"\b(?:in|at|near|(?:north|south|east|west) of)\s+((?:[A-Z][\w’'-]+)(?:\s+[A-Z][\w’'-]+)*)")


class Standing(Enum):
    """How a slot of two statements stands."""

    AGREES = "agrees"
    ADDS = "adds"
    CONFLICTS = "conflicts"
    GREW = "grew"
    UNCLEAR = "unclear"
    ANOTHER = "another"

    @property
    def parts(self) -> bool:
        """Whether two statements with a slot that stands so are not of one fact, or not surely."""
        return self in (Standing.CONFLICTS, Standing.UNCLEAR, Standing.ANOTHER)


@dataclass(frozen=True, slots=True)
class Finding:
    """One slot of two statements, how it stands, and the words that decide."""

    slot: Slot
    standing: Standing
    evidence: Evidence


def figure_findings(a: Statement, b: Statement) -> list[Finding]:
    """How the figures that count the same thing stand; figures of different things are left alone."""
    found: list[Finding] = []
    for left in a.figures:
        matches = [right for right in b.figures if _count_the_same(a, left, b, right)]
        alike = [f for f in matches if (f in _wholes(b)) == (left in _wholes(a)) and not _taken(left, a, f)]
        matches = [right for right in matches if _overlap(left, right)] or alike
        if not matches:
            continue
        right = min(matches, key=lambda f: (not _overlap(left, f), f.span))
        standing, why = _figures(a, left, b, right)
        slot = Slot.NEGATION if 0 in (left.high, right.high) else Slot.FIGURE
        found.append(Finding(slot, standing, Evidence(f"figure {standing.value}", why, left.span, right.span)))
    return found


def _taken(left: Figure, a: Statement, right: Figure) -> bool:
    """Whether another figure of *a* of the same noun is just *right*, so that *left* tells of something else."""
    return any(f is not left and f.noun == left.noun and (f.low, f.high) == (right.low, right.high) for f in a.figures)


def part_findings(a: Statement, b: Statement) -> list[Finding]:
    """Where one gives a part of a whole ("five of the 16") of which the other tells as a whole, or says "all"."""
    found = []
    for one, other in ((a, b), (b, a)):
        for part, whole in zip(one.figures, one.figures[1:], strict=False):
            if not _is_part(one, part, whole) or any(_overlap(part, figure) for figure in other.figures):
                continue
            same = [f for f in other.figures if f.noun == whole.noun and (f.low, f.high) == (whole.low, whole.high)]
            told = _before(other, same[0].span) if same else ""
            if not same or (_SOME_OF.search(told) and not _ALL.search(told)):
                continue
            every = _ALL.search(told) and part.high is not None and part.high < (whole.low or 0.0)
            standing = Standing.CONFLICTS if every else Standing.UNCLEAR
            why = f"{_said(part)} of {_said(whole)} against {_said(same[0])}"
            spans = (part.span, same[0].span) if one is a else (same[0].span, part.span)
            found.append(Finding(Slot.FIGURE, standing, Evidence("part of a whole", why, *spans)))
    return found


def _wholes(statement: Statement) -> list[Figure]:
    """The figures that another is told as a part of."""
    pairs = zip(statement.figures, statement.figures[1:], strict=False)
    return [whole for part, whole in pairs if _is_part(statement, part, whole)]


def _is_part(statement: Statement, part: Figure, whole: Figure) -> bool:
    one, two = in_text(statement, part.span), in_text(statement, whole.span)
    return bool(one and two and is_share(statement.text, one, two))


def _before(statement: Statement, span: Span) -> str:
    """The text of the statement before *span*, a stretch of the document."""
    place = in_text(statement, span)
    return statement.text[: place.start] if place else ""


def _rate(statement: Statement, figure: Figure) -> float | None:
    """Days after which the figure comes again ("a month", "per year"); None where it is no rate."""
    place = in_text(statement, figure.span)
    found = _RATE.match(statement.text, place.end) if place else None
    return _PERIODS[found[1][0]] if found else None


def _count_the_same(a: Statement, left: Figure, b: Statement, right: Figure) -> bool:
    """Both figures count the same noun in the same event."""
    if left.kind is not right.kind or left.kind not in _COMPARED:
        return False
    one, two = left.noun, right.noun
    if left.kind is FigureKind.QUANTITY and not (left.unit and right.unit):
        if one is None and two is None and _event_of(a, left) is None:
            return False
        alike = one is not None and two is not None and _thing(one) == _thing(two)
        if not alike and not ((one is None or one in _PEOPLE) and (two is None or two in _PEOPLE)):
            return False
    elif one and two and _thing(one) != _thing(two):
        return False
    one, two = _event_of(a, left), _event_of(b, right)
    return one == two or (None in (one, two) and _overlap(left, right))


def _thing(noun: str) -> str:
    """The stem of a counted noun, one for words that say the same."""
    key = stem(noun)
    return spelt().get(key, key)


def _event_of(statement: Statement, figure: Figure) -> str | None:
    """The kind of event nearest to the figure, words after it first."""
    place = in_text(statement, figure.span)
    found = _events(statement.text)
    if not found or place is None:
        return found[0][1] if found else None
    return min(found, key=lambda one: one[0] - place.start if one[0] >= place.start else 2 * (place.start - one[0]))[1]


def _overlap(left: Figure, right: Figure) -> bool:
    low = max(left.low if left.low is not None else 0.0, right.low if right.low is not None else 0.0)
    high = min(
        left.high if left.high is not None else float("inf"), right.high if right.high is not None else float("inf")
    )
    return low <= high


def _figures(a: Statement, left: Figure, b: Statement, right: Figure) -> tuple[Standing, str]:
    """How two figures of one thing stand, and why in words."""
    one, two = _said(left), _said(right)
    if left.unit and right.unit and left.unit != right.unit:
        return converted(left, right), f"{one} {left.unit} against {two} {right.unit}"
    often = _rate(a, left), _rate(b, right)
    if often[0] and often[1] and often[0] != often[1]:
        return _rates(left, often[0], right, often[1]), f"{one} and {two}, in unlike times"
    later = _later(a, left, b, right)
    if _overlap(left, right):
        if left.low != right.low and _changing(a, b):
            return Standing.UNCLEAR, f"{one} and {two}, each “now”, on two days"
        bounds = left.hedge is Hedge.AT_LEAST and right.hedge is Hedge.AT_LEAST and left.low != right.low
        if bounds and later:
            return Standing.GREW, later
        if bounds or ((left.hedge in _LOOSE or right.hedge in _LOOSE) and _far(left, right)):
            return Standing.ADDS, f"{one} is a far looser bound than {two}"
        return Standing.AGREES, f"{one} agrees with {two}"
    if _bare(a, left, b) or _bare(b, right, a):
        return Standing.UNCLEAR, f"{one} against {two}, beside a number of who knows what"
    if _beside(a, left) or _beside(b, right):
        return Standing.UNCLEAR, f"{one} against {two}, and perhaps others"
    if later:
        return Standing.GREW, later
    if _by(a) and _by(b) and _known_at(a) != _known_at(b):
        return Standing.UNCLEAR, f"{one} and {two}, counted on two days"
    if not (a.asof and b.asof) and _changing(a, b):
        return Standing.UNCLEAR, f"{one} against {two}, each “now”, of which day is not known"
    if a.asof and b.asof and abs((a.asof.first - b.asof.first).days) > 30:
        return Standing.UNCLEAR, f"{one} and {two}, more than a month apart"
    return Standing.CONFLICTS, f"{one} against {two}"


def _bare(statement: Statement, figure: Figure, other: Statement) -> bool:
    """Whether the statement gives one more number, without a noun, that *other* lacks and its own may be of."""
    bare = (f for f in statement.figures if f is not figure and f.kind is FigureKind.QUANTITY)
    unknown = [f for f in bare if f.noun is None and f.unit is None]
    return not {(f.low, f.high) for f in unknown} <= {(f.low, f.high) for f in other.figures}


def _beside(statement: Statement, figure: Figure) -> bool:
    """Whether the figure counts only some, beside others: "three other people", "two at each place"."""
    place = in_text(statement, figure.span)
    return bool(_EACH.search(statement.text) or (place and _OTHERS.match(statement.text, place.end)))


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
        return Standing.AGREES if _overlap(left, right) else Standing.UNCLEAR
    one, two = measure(left), measure(right)
    if one is None or two is None or one[0] != two[0]:
        return Standing.CONFLICTS if (left.low, left.high) == (right.low, right.high) else Standing.UNCLEAR
    slack = 1.06 if Hedge.EXACT in (left.hedge, right.hedge) else 1.1
    return Standing.AGREES if one[1] <= two[2] * slack and two[1] <= one[2] * slack else Standing.CONFLICTS


def _later(a: Statement, left: Figure, b: Statement, right: Figure) -> str | None:
    """Why the figure of the later statement is the earlier one grown, if a count that only grows did so."""
    one, two = _known_at(a), _known_at(b)
    dated = _as_of(a) and _as_of(b) and left.kind is not FigureKind.PERCENTAGE
    counted_up = _event_of(a, left) in lexicon("cumulative") or dated
    if not counted_up or not one or not two:
        return None
    if "final" in a.text.lower() and "final" in b.text.lower():
        return None
    if one.last < two.first and _greater(right, left):
        return f"{_said(left)} had become {_said(right)} by the later date"
    if two.last < one.first and _greater(left, right):
        return f"{_said(right)} had become {_said(left)} by the later date"
    return None


def _known_at(statement: Statement) -> DateRange | None:
    """When the statement's count was taken: the day that it names ("by 10 May"), else that of its document."""
    days = [date.range for date in statement.dates]
    return days[0] if len(days) == 1 and _by(statement) else statement.asof


def _greater(one: Figure, two: Figure) -> bool:
    return (one.low or 0.0) > (two.low or 0.0)


def _far(left: Figure, right: Figure) -> bool:
    """The bounds that the two give lie far apart."""
    ends = [f.low if f.low is not None else f.high for f in (left, right)]
    low, high = sorted(end or 0.0 for end in ends)
    return high > _FAR * low


def _said(figure: Figure) -> str:
    low, high = (f"{end:g}" if end is not None else "" for end in (figure.low, figure.high))
    if low == high:
        return low
    return f"{low} to {high}" if low and high else f"at least {low}" if low else f"at most {high}"


def date_finding(a: Statement, b: Statement) -> Finding | None:
    """How the dates stand, where each statement gives exactly one."""
    if len(a.dates) != 1 or len(b.dates) != 1:
        return None
    left, right = a.dates[0], b.dates[0]
    apart = left.range.last < right.range.first or right.range.last < left.range.first
    why = f"{_days(left.range.first, left.range.last)} against {_days(right.range.first, right.range.last)}"
    standing = Standing.AGREES
    if _as_of(a) and _as_of(b):
        standing = Standing.ADDS if left.range != right.range else Standing.AGREES
    elif apart:
        near = abs((left.range.first - right.range.first).days) <= 30 or once(a, b)
        dated = not (left.relative or right.relative) or _of_one_week(a, b) or once(a, b)
        dated = dated and not _both_today(a, b)
        known = not (_as_of(a) or _as_of(b))
        standing = Standing.CONFLICTS if near and dated and known else Standing.UNCLEAR
        if not near and known and _recurs(a, b):
            standing = Standing.ANOTHER
    elif left.range != right.range:
        standing = Standing.CONFLICTS if _stretch(left.range) and _stretch(right.range) else Standing.ADDS
    return Finding(Slot.DATE, standing, Evidence(f"date {standing.value}", why, left.span, right.span))


def once(a: Statement, b: Statement) -> bool:
    """Whether both tell of an event that comes once, and of a certain thing ("the bridge", not "a fire")."""
    kinds = {kind for _, kind in _events(a.text)} & {kind for _, kind in _events(b.text)}
    return bool(kinds & lexicon("once")) and not (_INDEFINITE.match(a.text) or _INDEFINITE.match(b.text))


def _both_today(a: Statement, b: Statement) -> bool:
    """Whether both say "today", "yesterday" or the like, which a copy printed on another day says still."""
    places = (in_text(s, s.dates[0].span) for s in (a, b))
    said = [place.of(s.text) for place, s in zip(places, (a, b), strict=True) if place]
    return len(said) == 2 and said[0] == said[1] and bool(_DEICTIC.match(said[0]))


def _recurs(a: Statement, b: Statement) -> bool:
    """Whether what the two tell of comes more than once: each counts something, or puts it in another place."""
    counted = all(any(figure.kind in _COMPARED for figure in s.figures) for s in (a, b))
    gap = abs((a.dates[0].range.first - b.dates[0].range.first).days)
    kinds = {kind for s in (a, b) for _, kind in _events(s.text)}
    return (counted and (gap > _YEAR or not kinds & lexicon("cumulative"))) or place_finding(a, b) is not None


def _as_of(statement: Statement) -> bool:
    """Whether a date only says up to when, or since when, something is counted ("by 10 May", "since January")."""
    return bool(_limits(statement))


def _by(statement: Statement) -> bool:
    """Whether it says up to when it counts."""
    return any(word != "since" for word in _limits(statement))


def _limits(statement: Statement) -> list[str]:
    """The words right before its dates that say up to when, or since when, something is counted."""
    before = (_UNTIL.search(_before(statement, date.span)) for date in statement.dates)
    return [found[1].lower() for found in before if found]


def _of_one_week(a: Statement, b: Statement) -> bool:
    """Whether both documents were written within four days, so that "on Tuesday" is one day in both."""
    return bool(a.asof and b.asof and abs((a.asof.first - b.asof.first).days) <= 4)


def _stretch(days: DateRange) -> bool:
    """Whether *days* is given by its first and its last day, and is no month or year."""
    return 1 <= (days.last - days.first).days < 27


def _days(first: object, last: object) -> str:
    return f"{first}" if first == last else f"{first} to {last}"


def negation_finding(a: Statement, b: Statement) -> Finding | None:
    """One affirms what the other negates, or says the opposite."""
    if _negated(a) != _negated(b) and not _same_words(a, b):
        here, there = _negator(a), _negator(b)
        proof = Evidence("negation", "one affirms what the other denies", here, there)
        return Finding(Slot.NEGATION, Standing.CONFLICTS, proof)
    left, right = _by_stem(a.text), _by_stem(b.text)
    for one, two, compass in _opposites():
        if one in left and two in right and one not in right and two not in left:
            here, there = in_document(a, left[one]), in_document(b, right[two])
            why = f"“{left[one].of(a.text)}” is the opposite of “{right[two].of(b.text)}”"
            slot = Slot.PLACE if compass else Slot.OTHER if _EITHER & {one, two} else Slot.NEGATION
            return Finding(slot, Standing.CONFLICTS, Evidence("opposites", why, here, there))
    return None


def _same_words(a: Statement, b: Statement) -> bool:
    """Whether both are told in the same words, marks apart, and neither only to be denied."""
    denied = Modality.DENIED in (a.modality, b.modality)
    return not denied and [fold(span.of(a.text)) for span in words(a.text)] == [
        fold(span.of(b.text)) for span in words(b.text)
    ]


def unlike_scope(a: Statement, b: Statement) -> bool:
    """Whether a "not" may belong to something else: both texts have one, or what is denied is not told by the other."""
    one, two = _denied_words(a.text), _denied_words(b.text)
    if Modality.DENIED in (a.modality, b.modality):
        return False
    if one and two:
        return True
    other = terms(b.text if one else a.text)
    return any(word and word not in other for word in (*one, *two))


@lru_cache(maxsize=1 << 15)
def _denied_words(text: str) -> tuple[str, ...]:
    """The first telling term after each word of *text* that says "not"; empty where none follows."""
    found, open_ = [], False
    for span in words(text):
        word = fold(span.of(text)).replace("’", "'")
        if (word in lexicon("negators") and word != "without") or word.endswith("n't"):
            found.append("")
            open_ = True
        elif open_ and not word.endswith("ly") and (term := next(iter(terms(word) - light()), "")):
            found[-1], open_ = term, False
    return tuple(found)


def one_of_opposites(a: Statement, b: Statement) -> Evidence | None:
    """Where one weighs two opposites ("to hurt than to help") and the other tells of only one of them."""
    left, right = _by_stem(a.text), _by_stem(b.text)
    if "than" not in a.text.split() + b.text.split():
        return None
    for one, two, _ in _opposites():
        if (one in left and one in right) and (two in left) != (two in right):
            return Evidence("one of opposites", "one weighs two opposites, the other tells of one", a.span, b.span)
    return None


@cache
def _opposites() -> tuple[tuple[str, str, bool], ...]:
    """Pairs of opposite stems (events by their kind), each both ways, and whether they are points of the compass."""
    found = []
    for word, others in sorted(lexicon_pairs("antonyms").items()):
        for other in others.split(", "):
            one, two = (senses().get(stem(w), stem(w)) for w in (word, other))
            found += [(one, two, word in _COMPASS), (two, one, word in _COMPASS)]
    return tuple(found)


def _negated(statement: Statement) -> bool:
    """The statement as its source holds it: a denied one is turned round."""
    return (statement.polarity is Polarity.NEGATIVE) != (statement.modality is Modality.DENIED)


def _negator(statement: Statement) -> Span:
    for span in words(statement.text):
        word = fold(span.of(statement.text)).replace("’", "'")
        if word in lexicon("negators") or word.endswith("n't"):
            return in_document(statement, span)
    return statement.span


@lru_cache(maxsize=1 << 15)
def _by_stem(text: str) -> Mapping[str, Span]:
    """Where each stem (events by their kind) first stands in *text*."""
    found: dict[str, Span] = {}
    for span in words(text):
        key = stem(span.of(text))
        found.setdefault(senses().get(key, key), span)
    return found


@lru_cache(maxsize=1 << 15)
def _events(text: str) -> tuple[tuple[int, str], ...]:
    """Where *text* tells of an event, and of which kind; words of rising and falling only where there is no other."""
    found = [(span.start, kind) for span in words(text) if (kind := senses().get(stem(span.of(text))))]
    telling = [(place, kind) for place, kind in found if kind not in _GROWTH]
    return tuple(telling or found)


def place_finding(a: Statement, b: Statement) -> Finding | None:
    """Each puts the event in one place that shares no word with the other statement."""
    left = [place for place in _places(a.text) if not _folded(place[1]) & _folded(b.text)]
    right = [place for place in _places(b.text) if not _folded(place[1]) & _folded(a.text)]
    if len(left) != 1 or len(right) != 1:
        return None
    one, two = left[0], right[0]
    why = f"“{one[0]}” against “{two[0]}”"
    here, there = in_document(a, Span(*one.span(1))), in_document(b, Span(*two.span(1)))
    return Finding(Slot.PLACE, Standing.CONFLICTS, Evidence("places", why, here, there))


@lru_cache(maxsize=1 << 15)
def _places(text: str) -> tuple[re.Match[str], ...]:
    """Capitalised words after a preposition of place, months left out."""
    months = lexicon_pairs("months")
    return tuple(found for found in _PLACE.finditer(text) if found[1].split()[0].lower() not in months)


@lru_cache(maxsize=1 << 15)
def _folded(text: str) -> frozenset[str]:
    return frozenset(fold(span.of(text)) for span in words(text))
