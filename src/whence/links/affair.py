"""Whether two statements that name nothing of their own are of one affair: by what their documents are about.

Two articles of some days tell of one affair when their titles and first sentences have a name, an event and more in
common. Wrong where a like event befalls the same place within days, and the later article does not tell it as news.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from whence.links.terms import light, name_terms, terms
from whence.model import DateRange, Figure, FigureKind, Matter, Statement
from whence.text import date_mentions, fold, lexicon, meaning, stem

_DAYS = 10
"""Days for which articles are taken to tell of one event."""
_TELLING = 10
"""Numbers from which it is no chance that two statements of one affair give the same."""
_STILL = 2
"""Days after which an event that is told as news is another one."""
_NAMES, _TERMS, _FEWER, _MORE = 2, 3, 2, 5
"""Other words that two articles must share; fewer with so many names in common, more if each has names of its own."""
_NEWS = re.compile(
    r"(?<!after )(?<!following )(?<!since )\b(?:an?|new|another) ((?:(?!that\b|wh\w+\b|of\b)[\w’'-]+ ){1,4})",
    re.IGNORECASE,
)


def one_affair(a: Statement, b: Statement) -> bool:
    """Whether both tell of what their documents are about, and these of one affair."""
    near = None if a.strays or b.strays else _ordered(a, b)
    return near is not None and _alike(near[0][0], near[1][0]) and not _anew(*near[0], *near[1])


def perhaps_one_affair(a: Statement, b: Statement) -> bool:
    """Whether the documents of both may be of one affair, so that a number which both give can hardly be chance."""
    near = _ordered(a, b)
    return near is not None and _related(near[0][0], near[1][0]) and not _anew(*near[0], *near[1])


def share_names(a: Statement, b: Statement) -> bool:
    """Whether the documents of both are of nearly one time and have some names in common."""
    near = _ordered(a, b)
    return near is not None and len(named(near[0][0]) & named(near[1][0])) >= _NAMES


def like_articles(a: Statement, b: Statement) -> bool:
    """Whether the documents of both are of nearly one time and about anything in common."""
    near = _ordered(a, b)
    return near is not None and bool(about(near[0][0]) & about(near[1][0])) and not _anew(*near[0], *near[1])


def anew(a: Statement, b: Statement) -> bool:
    """Whether the documents of both are alike, however far apart, but the later one tells of another such event."""
    near = _ordered(a, b, None)
    return near is not None and _alike(near[0][0], near[1][0]) and _anew(*near[0], *near[1])


def _ordered(
    a: Statement, b: Statement, days: int | None = _DAYS
) -> tuple[tuple[Matter, DateRange], tuple[Matter, DateRange]] | None:
    """What two documents at most *days* apart (``None``: however far) are about, with their days, the earlier first."""
    if a.document == b.document or not a.matter or not b.matter or not a.asof or not b.asof:
        return None
    if days is not None and abs((a.asof.first - b.asof.first).days) > days:
        return None
    one, other = (a.matter, a.asof), (b.matter, b.asof)
    return (one, other) if (a.asof.first, a.matter.title) <= (b.asof.first, b.matter.title) else (other, one)


def telling(figure: Figure) -> float | None:
    """The number of a figure that hardly comes twice in one affair by chance; nothing for others."""
    counted = figure.kind is FigureKind.QUANTITY or (figure.unit and figure.kind is FigureKind.MONEY)
    return figure.number if counted and figure.number is not None and figure.number >= _TELLING else None


def common_terms(a: Statement, b: Statement) -> frozenset[str]:
    """What the documents of two statements of one affair are both about."""
    return about(a.matter) & about(b.matter) if a.matter and b.matter else frozenset()


@lru_cache(maxsize=4096)
def about(matter: Matter) -> frozenset[str]:
    """The terms of the title and the first sentence, light ones left out."""
    return terms(f"{matter.title}. {matter.lead}") - light()


@lru_cache(maxsize=1 << 15)
def _alike(first: Matter, later: Matter) -> bool:
    """Whether the titles and first sentences of two articles have a name, an event and more in common."""
    shared = about(first) & about(later)
    left, right = named(first, True), named(later, True)
    others = len(shared - left - right)
    own = left - right and right - left
    enough = _FEWER if len(left & right) >= _NAMES else _MORE if own else _TERMS
    return bool(left & right and shared & befalling()) and others >= enough


@lru_cache(maxsize=1 << 15)
def _related(first: Matter, later: Matter) -> bool:
    """Whether two articles have some names, an event and more in common."""
    shared = about(first) & about(later)
    names = named(first) & named(later)
    return (len(names) >= _NAMES and bool(shared & befalling()) and len(shared - names) >= _FEWER) or _alike(
        first, later
    )


@lru_cache(maxsize=4096)
def named(matter: Matter, leading: bool = False) -> frozenset[str]:
    """The terms of its names; with *leading* of those only that the title or the first sentence holds."""
    opening = fold(f"{matter.title} {matter.lead}")
    names = tuple(name for name in matter.names if not leading or fold(name) in opening)
    return frozenset(map(meaning, name_terms(names))) - light()


@lru_cache(maxsize=1 << 15)
def _anew(first: Matter, day: DateRange, later: Matter, later_day: DateRange) -> bool:
    """Whether the later article tells as news, of another day, what the earlier one told of."""
    if not _told_as_news(later, about(first)):
        return False
    days, before = _days(later.lead, later_day), _days(first.lead, day)
    if not days:
        return (later_day.first - day.first).days > _STILL
    told = _told_as_news(first, about(later)) and before
    return all(one.first > day.last for one in days) or bool(
        told and not any(one.first <= two.last and two.first <= one.last for one in days for two in before)
    )


def _told_as_news(matter: Matter, other: frozenset[str]) -> bool:
    """Whether an event that both are about is told with "a" or "new"."""
    return any(
        terms(found[1]) & other & befalling() for text in (matter.title, matter.lead) for found in _NEWS.finditer(text)
    )


@lru_cache(maxsize=4096)
def _days(text: str, asof: DateRange) -> tuple[DateRange, ...]:
    return tuple(d.range for d in date_mentions(text, None, asof) if (d.range.last - d.range.first).days <= 1)


@cache
def befalling() -> frozenset[str]:
    """The kinds of event, and the terms, that make one affair."""
    return frozenset(meaning(stem(word)) for word in lexicon("befalling"))
