"""The dates of two anchored statements: one day, two, a stretch, or only up to when something is counted.

Wrong where one statement tells of two days and gives one.
"""

from __future__ import annotations

import re

from whence.links.anchor import in_text
from whence.links.slots import Finding, Standing, events, place_finding
from whence.model import DateRange, Evidence, FigureKind, Slot, Span, Statement
from whence.text import lexicon

COMPARED = (FigureKind.QUANTITY, FigureKind.PERCENTAGE, FigureKind.MONEY)
"""Kinds of figures that are compared, which tell how much there was of something."""
_YEAR = 366
_UNTIL = re.compile(r"\b(by|as of|until|since) (?:the )?$", re.IGNORECASE)
_INDEFINITE = re.compile(r"(?:an?|another|some|two|three|four|several|many|\d[\d,]*)\s", re.IGNORECASE)
_DEICTIC = re.compile(r"(?:today|tonight|yesterday|tomorrow|this|last|next)\b", re.IGNORECASE)


def before(statement: Statement, span: Span) -> str:
    """The text of the statement before *span*, a stretch of the document."""
    place = in_text(statement, span)
    return statement.text[: place.start] if place else ""


def date_finding(a: Statement, b: Statement) -> Finding | None:
    """How the dates stand, where each statement gives exactly one."""
    if len(a.dates) != 1 or len(b.dates) != 1:
        return None
    left, right = a.dates[0], b.dates[0]
    apart = left.range.last < right.range.first or right.range.last < left.range.first
    why = f"{_days(left.range.first, left.range.last)} against {_days(right.range.first, right.range.last)}"
    standing = Standing.AGREES
    if as_of(a) and as_of(b):
        standing = Standing.ADDS if left.range != right.range else Standing.AGREES
    elif apart:
        near = abs((left.range.first - right.range.first).days) <= 30 or once(a, b)
        dated = not (left.relative or right.relative) or _of_one_week(a, b) or once(a, b)
        dated = dated and not _both_today(a, b)
        known = not (as_of(a) or as_of(b))
        standing = Standing.CONFLICTS if near and dated and known else Standing.UNCLEAR
        if not near and known and _recurs(a, b):
            standing = Standing.ANOTHER
    elif left.range != right.range:
        standing = Standing.CONFLICTS if _stretch(left.range) and _stretch(right.range) else Standing.ADDS
    return Finding(Slot.DATE, standing, Evidence(f"date {standing.value}", why, left.span, right.span))


def once(a: Statement, b: Statement) -> bool:
    """Whether both tell of an event that comes once, and of a certain thing ("the bridge", not "a fire")."""
    kinds = {kind for _, kind in events(a.text)} & {kind for _, kind in events(b.text)}
    return bool(kinds & lexicon("once")) and not (indefinite(a) or indefinite(b))


def indefinite(statement: Statement) -> bool:
    """Whether the statement begins with something that it does not take for known: "a man", "three soldiers"."""
    return bool(_INDEFINITE.match(statement.text))


def _both_today(a: Statement, b: Statement) -> bool:
    """Whether both say "today", "yesterday" or the like, which a copy printed on another day says still."""
    places = (in_text(s, s.dates[0].span) for s in (a, b))
    said = [place.of(s.text) for place, s in zip(places, (a, b), strict=True) if place]
    return len(said) == 2 and said[0] == said[1] and bool(_DEICTIC.match(said[0]))


def _recurs(a: Statement, b: Statement) -> bool:
    """Whether what the two tell of comes more than once: each counts something, or puts it in another place."""
    counted = all(any(figure.kind in COMPARED for figure in s.figures) for s in (a, b))
    gap = abs((a.dates[0].range.first - b.dates[0].range.first).days)
    kinds = {kind for s in (a, b) for _, kind in events(s.text)}
    return (counted and (gap > _YEAR or not kinds & lexicon("cumulative"))) or place_finding(a, b) is not None


def as_of(statement: Statement) -> bool:
    """Whether a date only says up to when, or since when, something is counted ("by 10 May", "since January")."""
    return bool(_limits(statement))


def up_to(statement: Statement) -> bool:
    """Whether it says up to when it counts."""
    return any(word != "since" for word in _limits(statement))


def _limits(statement: Statement) -> list[str]:
    """The words right before its dates that say up to when, or since when, something is counted."""
    told = (_UNTIL.search(before(statement, date.span)) for date in statement.dates)
    return [found[1].lower() for found in told if found]


def _of_one_week(a: Statement, b: Statement) -> bool:
    """Whether both documents were written within four days, so that "on Tuesday" is one day in both."""
    return bool(a.asof and b.asof and abs((a.asof.first - b.asof.first).days) <= 4)


def _stretch(days: DateRange) -> bool:
    """Whether *days* is given by its first and its last day, and is no month or year."""
    return 1 <= (days.last - days.first).days < 27


def _days(first: object, last: object) -> str:
    return f"{first}" if first == last else f"{first} to {last}"
