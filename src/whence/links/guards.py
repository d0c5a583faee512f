"""What keeps two alike statements from being one fact: another person, a plan and a deed, a part, a veiled "not".

Each guard looks for a word that only one of the two has. Wrong where both tell of one thing and one tells it more
fully: then "cannot tell" is said of what is the same.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from whence.model import Evidence, Statement

_KIN = (
    "father|mother|parents?|son|daughter|brother|sister|wife|husband|widow|widower|uncle|aunt|cousin|nephew|niece|"
    "grandfather|grandmother|fianc[ée]e?|partner|bodyguard|driver|aide|lawyer|successor|predecessor"
)
_PERSON = re.compile(
    rf"\b((?:{_KIN}) of (?:the )?[A-Z])|\b[A-Z][\w-]*['’]s? ({_KIN})\b|"
    r"\b((?:deputy|vice|assistant|acting|former)[- ]\w+)"
)
_PLANNED = re.compile(
    r"\b(?:plan\w*|intend\w*|wants?|wanted|hop(?:e|es|ed|ing)|aim\w*|promis\w+|vow\w*|pledg\w+|agree[ds]?|decide[ds]?|"
    r"expect\w*|set|due|scheduled|going|about|ready|threaten\w*|offer\w*|propos\w+|is|are|was|were) to \w+|"
    r"^to \w+|\b(?:will|would|shall|wo|won['’]t|wouldn['’]t)\b|['’]ll\b",
    re.IGNORECASE,
)
_PART = re.compile(
    r"\bof (?:those|whom|these|the (?:dead|killed|injured|wounded|victims|missing|detained|arrested|survivors))\b",
    re.IGNORECASE,
)
_VEILED = re.compile(
    r"\b(?:without|since|only|but|except|save for|unless|until|free of|lack\w*|fail\w*|refus\w+|stopp?\w*|miss\w*|"
    r"den(?:y|ies|ied)|reject\w*|un(?!it|ion|iv|if|iq|der|til|cle)\w{4,})\b",
    re.IGNORECASE,
)


class _Marks(NamedTuple):
    """What tells the fact of a statement from one like it: a person known through another, a plan, a part."""

    person: str
    planned: bool
    part: bool


def guarded(a: Statement, b: Statement) -> Evidence | None:
    """Why two statements that say alike things may not be of one fact."""
    one, two = _marks(a.text), _marks(b.text)
    if one == two:
        return None
    if one.person != two.person:
        return Evidence("another person", f"only one speaks of “{one.person or two.person}”")
    if one.planned != two.planned:
        return Evidence("plan", "one tells of a plan, the other of what was done")
    return Evidence("part", "one tells of a part of them")


def aimed(statement: Statement) -> bool:
    """Whether the statement is only an aim ("to pay no tax")."""
    return statement.text.startswith("to ")


def veiled(one: Statement, other: Statement) -> bool:
    """Whether *one* may negate, without a "not", what *other* negates with one."""
    return not _veils(one.text) <= _veils(other.text)


@lru_cache(maxsize=1 << 15)
def _veils(text: str) -> frozenset[str]:
    return frozenset(found.lower() for found in _VEILED.findall(text))


@lru_cache(maxsize=1 << 15)
def _marks(text: str) -> _Marks:
    return _Marks(_person(text), bool(_PLANNED.search(text)), bool(_PART.search(text)))


def _person(text: str) -> str:
    """How the first person known through another is called ("deputy mayor", "father of"); empty where there is none."""
    found = _PERSON.search(text)
    return next((part for part in found.groups() if part), "").rstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ ") if found else ""
