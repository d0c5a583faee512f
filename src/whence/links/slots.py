"""The slots of two anchored statements: how each stands; negation, opposites, places. See `dated` and `counted` too.

Each finding says how the slot stands (agrees, adds, conflicts, grew) and which words decide. Wrong where what denies
stands far from what it denies.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache, lru_cache

from whence.links.anchor import in_document
from whence.links.terms import light, terms
from whence.model import Evidence, Modality, Polarity, Slot, Span, Statement
from whence.text import fold, lexicon, lexicon_pairs, one_state, plain_words, senses, stem, words

_COMPASS = frozenset({"north", "south", "east", "west", "northern", "southern", "eastern", "western"})
_EITHER = frozenset({"resign", "suicid"})
"""What excludes its opposite without denying it: who was dismissed left office all the same."""
_GROWTH = ("rise", "fall")
_THAN = re.compile(r"\bthan\s+(?:a\s+)?", re.IGNORECASE)
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


def negation_finding(a: Statement, b: Statement) -> Finding | None:
    """One affirms what the other negates, or says the opposite."""
    if _negated(a) != _negated(b) and not _same_words(a, b):
        here, there = _negator(a), _negator(b)
        proof = Evidence("negation", "one affirms what the other denies", here, there)
        return Finding(Slot.NEGATION, Standing.CONFLICTS, proof)
    left, right = _by_stem(a.text), _by_stem(b.text)
    for one, two, compass in () if left.keys().isdisjoint(_opposed()) else _opposites():
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
    if not (_weighs(a.text) or _weighs(b.text)):
        return None
    left, right = _by_stem(a.text), _by_stem(b.text)
    for one, two, _ in _opposites():
        if (one in left and one in right) and (two in left) != (two in right):
            return Evidence("one of opposites", "one weighs two opposites, the other tells of one", a.span, b.span)
    return None


@lru_cache(maxsize=1 << 15)
def _weighs(text: str) -> bool:
    """Whether *text* holds one thing against another; "more than 100" does not."""
    after = (text[found.end() :].split(maxsplit=1)[:1] for found in _THAN.finditer(text))
    return any(not w or not (any(c.isdigit() for c in w[0]) or w[0].lower() in lexicon_pairs("numbers")) for w in after)


@cache
def _opposites() -> tuple[tuple[str, str, bool], ...]:
    """Pairs of opposite stems (events by their kind), each both ways, and whether they are points of the compass."""
    found = []
    for word, others in sorted(lexicon_pairs("antonyms").items()):
        for other in others.split(", "):
            one, two = (senses().get(stem(w), stem(w)) for w in (word, other))
            found += [(one, two, word in _COMPASS), (two, one, word in _COMPASS)]
    return tuple(found)


@cache
def _opposed() -> frozenset[str]:
    """The stems that have an opposite."""
    return frozenset(one for one, _, _ in _opposites())


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
def events(text: str) -> tuple[tuple[int, str], ...]:
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
    """The folded words of *text*, genitives as nominatives."""
    return frozenset(fold(word).replace("’", "'").removesuffix("'s") for word in plain_words(one_state(text)))
