"""What else decides between two anchored statements: causes, times of day, roles, and states measured anew.

Wrong where two causes can both be true, and where a state is told without a word that says it may change.
"""

from __future__ import annotations

import re
from functools import lru_cache

from whence.links.anchor import in_document, name_terms
from whence.links.slots import Finding, Standing
from whence.model import Evidence, FigureKind, Slot, Span, Statement
from whence.text import content_words, fold, stem, words

_CAUSE = (
    re.compile(r"\b(?:caused|triggered|set off|brought about|sparked) by ([^,.;]+)", re.IGNORECASE),
    re.compile(r"\b(?:because of|due to|owing to|as a result of) ([^,.;]+)", re.IGNORECASE),
    re.compile(r"^([^,.;]+?) (?:caused|triggered|set off|sparked)\b", re.IGNORECASE),
)
_CLOCK = re.compile(r"\b(\d{1,2})(?:[:.](\d{2}))?\s?(a\.?m\b|p\.?m\b)|\b(\d{1,2}):(\d{2})\b", re.IGNORECASE)
_STATE = re.compile(
    r"\b(?:now|so far|to date|still|currently|as of|again|stands?|stood|remains?|is|are|has|have)\b", re.IGNORECASE
)
_THEY = re.compile(r"\b(?:he|she|him|his|her|hers)\b", re.IGNORECASE)
_I = re.compile(r"\b(?:I|me|my|we|us|our)\b")
_FINAL = re.compile(r"\bfinal\b", re.IGNORECASE)


def cause_finding(a: Statement, b: Statement) -> Finding | None:
    """Each names a cause, and the two causes share no word."""
    left, right = _cause(a.text), _cause(b.text)
    if left is None or right is None:
        return None
    one, two = set(content_words(left.of(a.text))), set(content_words(right.of(b.text)))
    if not one or not two or one & two:
        return None
    why = f"caused by “{left.of(a.text)}” against “{right.of(b.text)}”"
    proof = Evidence("causes", why, in_document(a, left), in_document(b, right))
    return Finding(Slot.CAUSE, Standing.CONFLICTS, proof)


@lru_cache(maxsize=1 << 15)
def _cause(text: str) -> Span | None:
    return next((Span(*found.span(1)) for pattern in _CAUSE if (found := pattern.search(text))), None)


def clock_finding(a: Statement, b: Statement) -> Finding | None:
    """Each gives one time of day, and they differ."""
    left, right = _clocks(a.text), _clocks(b.text)
    if len(left) != 1 or len(right) != 1 or _minutes(left[0]) == _minutes(right[0]):
        return None
    here, there = Span(*left[0].span()), Span(*right[0].span())
    why = f"{left[0].group()} against {right[0].group()}"
    return Finding(Slot.DATE, Standing.CONFLICTS, Evidence("times", why, in_document(a, here), in_document(b, there)))


@lru_cache(maxsize=1 << 15)
def _clocks(text: str) -> tuple[re.Match[str], ...]:
    return tuple(_CLOCK.finditer(text))


def _minutes(found: re.Match[str]) -> int:
    if found[4]:
        return 60 * int(found[4]) + int(found[5])
    half = 12 if found[3].lower().startswith("p") else 0
    return 60 * (int(found[1]) % 12 + half) + int(found[2] or 0)


def remeasured(a: Statement, b: Statement) -> bool:
    """Whether the two tell of a state that may have changed from the day of the one to that of the other."""
    if not a.asof or not b.asof or a.asof.first == b.asof.first:
        return False
    if _FINAL.search(a.text) and _FINAL.search(b.text):
        return False
    return bool(_STATE.search(a.text) or _STATE.search(b.text))


def unknown_person(a: Statement, b: Statement) -> str | None:
    """Why it cannot be told whether both tell of one person: "he", or "I" of two speakers, and no name in common."""
    if name_terms(a.names) & name_terms(b.names):
        return None
    for one, other in ((a, b), (b, a)):
        if not one.names and (person := _persons(one.text)[0]):
            return f"“{person}” may be anybody"
        if (
            one.chain
            and _persons(one.text)[1]
            and [m.name for m in one.chain[-1:]] != [m.name for m in other.chain[-1:]]
        ):
            return "“I” is another speaker's"
    return None


@lru_cache(maxsize=1 << 15)
def _persons(text: str) -> tuple[str, bool]:
    """The first "he", "she", "him" or "her" of *text*, and whether it speaks of itself."""
    found = _THEY.search(text)
    return (found.group() if found else "", bool(_I.search(text)))


def ordinals_differ(a: Statement, b: Statement) -> bool:
    """Whether both tell of one in a row ("the first round", "the second round"), and not of the same one."""
    left = {f.low: f.noun for f in a.figures if f.kind is FigureKind.ORDINAL}
    right = {f.low: f.noun for f in b.figures if f.kind is FigureKind.ORDINAL}
    return bool(left and right and not left.keys() & right.keys() and set(left.values()) & set(right.values()))


def roles_differ(a: Statement, b: Statement) -> bool:
    """Whether names that both hold come in another order, so that who did it to whom cannot be told."""
    common = name_terms(a.names) & name_terms(b.names)
    return len(common) > 1 and _order(a.text, common) != _order(b.text, common)


def _order(text: str, wanted: frozenset[str]) -> list[str]:
    found = (stem(fold(span.of(text))) for span in words(text))
    return list(dict.fromkeys(word for word in found if word in wanted))
