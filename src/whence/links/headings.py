"""What is read with a statement that only counts: the title of its document, or what two articles are both about.

"At least nine people were injured" tells of the event of its article. Wrong where an article has two such events.
"""

from __future__ import annotations

from functools import cache, lru_cache

from whence.links.affair import about, anew, common_terms, one_affair, perhaps_one_affair, share_names, telling
from whence.links.terms import confirmed, core_terms, light, name_terms, persons, terms
from whence.model import FigureKind, Statement
from whence.text import lexicon

FEWEST = 0.44
"""Share of the terms of the shorter below which their weight cannot reach what an anchor needs."""
_FEWEST_HEADING = 2
"""Terms that a title must have, counts apart, to tell what its article counts."""
_DAYS = 10


def told_terms(statement: Statement) -> frozenset[str]:
    """The terms of *statement*, without those of how a count is known where it only counts who came to harm."""
    found = terms(statement.text)
    return found - confirmed() - light() if tally(statement) else found


def tally(statement: Statement) -> frozenset[str]:
    """The kinds of event whose victims *statement* counts without saying more than its document's beginning does."""
    about_it = about(statement.matter) if statement.matter and _counts(statement) else frozenset()
    return terms(statement.text) & _harm() if about_it and _heading(statement.text, about_it) else frozenset()


def heading_terms(statement: Statement) -> frozenset[str]:
    """What the title of its document says of the event of which *statement* only counts the victims; mostly nothing."""
    if not statement.matter or not _counts(statement):
        return frozenset()
    return _heading(statement.text, terms(statement.matter.title))


def _counts(statement: Statement) -> bool:
    """Whether the statement names nothing, counts something, and stays with what its document is about."""
    return (
        not statement.names
        and not statement.strays
        and any(figure.kind is FigureKind.QUANTITY for figure in statement.figures)
    )


@lru_cache(maxsize=65536)
def _heading(text: str, told: frozenset[str]) -> frozenset[str]:
    """The terms *told*, counts apart, if *text* says nothing but how many were killed, missing or the like."""
    spoken, event = terms(text), told - _harm() - light() - persons()
    beside = spoken - _harm() - light() - persons() - confirmed() - event
    return event if spoken & _harm() and not beside and len(event) >= _FEWEST_HEADING else frozenset()


@cache
def _harm() -> frozenset[str]:
    return lexicon("cumulative") | {"missing", "survive", "rise", "fall"}


def known_names(statement: Statement) -> frozenset[str]:
    """The stems of the names of *statement*, and of those of its document's title where it is read with that."""
    headed = statement.matter and heading_terms(statement)
    return name_terms(statement.names) | name_terms(statement.matter.names if statement.matter and headed else ())


def strangers(a: Statement, b: Statement) -> bool:
    """Whether two statements share so few words that no anchor can hold, told without weighing them."""
    left, right = told_terms(a), told_terms(b)
    cores = (found if found != terms(s.text) else core_terms(s.text) for s, found in ((a, left), (b, right)))
    if len(left & right) >= FEWEST * min(map(len, cores)):
        return False
    return not (_numbers(a) & _numbers(b) and perhaps_one_affair(a, b))


def _numbers(statement: Statement) -> set[float]:
    """The numbers that may tie it to another statement of its affair."""
    return {number for f in statement.figures if (number := telling(f)) is not None} if statement.matter else set()


def read_terms(a: Statement, b: Statement) -> tuple[frozenset[str], frozenset[str]]:
    """The terms of both; with those of titles where that makes them more alike, and the titles are of one time."""
    bare = terms(a.text), terms(b.text)
    if not (a.matter or b.matter):
        return bare
    if one_affair(a, b):
        return _read_with(bare, _common(a, b), _common(b, a))
    if anew(a, b) or not a.asof or not b.asof or abs((a.asof.first - b.asof.first).days) > _DAYS:
        return bare
    if bare[0] == bare[1] and share_names(a, b):
        return bare
    return _read_with(bare, heading_terms(a), heading_terms(b))


def _common(one: Statement, other: Statement) -> frozenset[str]:
    """What the articles of both are about, if *one* only counts."""
    return _heading(one.text, common_terms(one, other)) if _counts(one) else frozenset()


def _read_with(
    bare: tuple[frozenset[str], frozenset[str]], left: frozenset[str], right: frozenset[str]
) -> tuple[frozenset[str], frozenset[str]]:
    """The *bare* terms with those of titles, if that makes the two more alike."""
    headed = bare[0] | left, bare[1] | right
    shares = [len(one & two) / max(1, min(len(one), len(two))) for one, two in (bare, headed)]
    return headed if min(map(len, bare)) <= 2 or shares[1] > shares[0] else bare
