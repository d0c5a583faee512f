"""What keeps two alike statements from being one fact: another person, a plan and a deed, a part, a veiled "not".

Each guard looks for a word that only one of the two has. Wrong where both tell of one thing and one tells it more
fully: then "cannot tell" is said of what is the same.
"""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache
from typing import NamedTuple

from whence.links.headings import known_names
from whence.links.terms import light, term_list, terms
from whence.links.things import tallied
from whence.model import Evidence, FigureKind, Statement
from whence.text import content_words, senses, stem, words

_KIN = (
    "father|mother|parents?|son|daughter|brother|sister|wife|husband|widow|widower|uncle|aunt|cousin|nephew|niece|"
    "grandfather|grandmother|fianc[ée]e?|partner|bodyguard|driver|aide|lawyer|successor|predecessor"
)
_PERSON = re.compile(
    rf"\b((?:{_KIN}) of (?:the )?[A-Z])|\b[A-Z][\w-]*['’]s? ({_KIN})\b|"
    r"\b((?:deputy|vice|assistant|acting|(?<!, a )(?<!, the )former)[- ]\w+|spokes(?:wo)?man|spokesperson)\b"
)
_APPOSED = re.compile(r", (?:(?:the|his|her|its|their) )?[\w’'-]+['’]s former\b")
_PLANNED = re.compile(
    r"\b(?:plan\w*|intend\w*|wants?|wanted|hop(?:e|es|ed|ing)|aim\w*|promis\w+|vow\w*|pledg\w+|agree[ds]?|decide[ds]?|"
    r"expect\w*|set|due|scheduled|going|about|ready|threaten\w*|offer\w*|propos\w+|is|are|was|were) to \w+|"
    r"\b(?:tr(?:y|ies|ied|ying)|attempt\w*|sought|seek) to \w+|"
    r"\b(?-i:could|may|might|should)\b(?! (?:\w+ )?have\b)\b|"
    r"^to \w+|^(?-i:(?:[A-Z][\w’'-]* ){1,4}to [a-z])|\b(?:will|would|shall|wo|won['’]t|wouldn['’]t)\b|['’]ll\b",
    re.IGNORECASE,
)
_PART = re.compile(
    r"\bof (?:those|whom|these|the (?:dead|killed|injured|wounded|victims|missing|detained|arrested|survivors))\b|"
    r"\b(?:most|majority|many|some|half|third|quarter) of (?:dead|injured|wounded|victims|detainees|survivors)\b",
    re.IGNORECASE,
)
_POSSIBLE = re.compile(
    r"\bfac(?:es?|ed|ing) (?:up to|a maximum|as (?:many|much) as|a possible)\b|"
    r"\b(?:could|may|might) (?:\w+ )?have\b|\b(?:possibly|perhaps|maybe|if|unless)\b|^Had\b|^If\b"
)
_DETERMINER = r"(?:the|an?|his|her|its|their)"
_BELONGS = re.compile(
    rf"(?<!\bin )(?<!\bat )(?<!\bon )(?<!\bfrom )(?<!\bto )(?<!\bnear )\b{_DETERMINER} (?:[a-z-]+ )?([a-z-]+) "
    rf"of {_DETERMINER} ([a-z-]+)",
    re.IGNORECASE,
)
_OBJECT = re.compile(
    rf" {_DETERMINER} ((?:[a-z-]+ ){{0,2}}[a-z-]+?)(?= (?:of|in|into|on|at|for|to|with|from|by|and)\b|[,.;]|$)"
)
_VEILED = re.compile(
    r"\b(?:without (?:(?:any|an?|the) )?(?P<lacked>[\w-]+)|"
    r"since|only|but|except|save for|unless|until|free of|lack\w*|fail\w*|refus\w+|stopp?\w*|miss\w*|"
    r"den(?:y|ies|ied)|reject\w*|un(?!it|ion|iv|if|iq|der|til|cle)\w{4,})\b",
    re.IGNORECASE,
)


_ANOTHER = re.compile(
    r"\b(?:another|an earlier|a (?:previous|second|third|separate|similar|different|later)) (?!of\b)"
    r"((?:[a-z-]+ ?){1,3})",
    re.IGNORECASE,
)


_OPENING = re.compile(r"(?:the |an? )?([\w-]+) ([\w-]+)", re.IGNORECASE)
_NEWS = re.compile(r"\ban? ((?:[\w’'-]+ ){1,4})", re.IGNORECASE)
_TIES, _STILL, _MONTH = 2, 2, 30
"""Names in common that tie two statements; days for which an event stays news, and after which it is none."""


class _Marks(NamedTuple):
    """What tells the fact of a statement from one like it: a person known through another, a plan, a part."""

    person: str
    planned: bool
    part: bool
    possible: bool


def guarded(a: Statement, b: Statement) -> Evidence | None:
    """Why two statements that say alike things may not be of one fact."""
    if narrow := _narrowed(a, b) or _narrowed(b, a):
        return Evidence("narrower", f"only one tells of “{narrow}”")
    if other := _other_object(a.text, b.text):
        return Evidence("another object", f"only one tells of “{other}”")
    one, two = _marks(a.text), _marks(b.text)
    if one == two:
        return None
    if one.person != two.person:
        return Evidence("another person", f"only one speaks of “{one.person or two.person}”")
    if one.planned != two.planned:
        return Evidence("plan", "one tells of a plan, the other of what was done")
    if one.possible != two.possible:
        return Evidence("possible", "one only holds it possible")
    return Evidence("part", "one tells of a part of them")


def another_one(a: Statement, b: Statement) -> Evidence | None:
    """Where one tells of another event of the kind: "another earthquake" beside "the earthquake"."""
    one, two = _others(a.text), _others(b.text)
    spoken = (one & terms(b.text) | two & terms(a.text)) - light()
    if not spoken or (one and two):
        return None
    return Evidence("another one", "one tells of another of the kind", a.span, b.span)


@lru_cache(maxsize=1 << 15)
def _others(text: str) -> frozenset[str]:
    """The terms of what is called another one."""
    return frozenset(term for found in _ANOTHER.finditer(text) for term in terms(found[1]))


def _narrowed(one: Statement, other: Statement) -> str:
    """What of the thing that *other* tells of *one* tells of: "the plates of the van", "youth unemployment" at 7%."""
    spoken = terms(other.text)
    for found in _BELONGS.finditer(one.text):
        whole = rf"(?<!\bof )(?<!\bin )(?<!\bat )(?<!\bon )\b{_DETERMINER} {found[2]}\b"
        if terms(found[1]) - light() - spoken and re.search(whole, other.text, re.IGNORECASE):
            return found.group()
    if not all(any(f.kind is FigureKind.PERCENTAGE for f in s.figures) for s in (one, other)):
        return ""
    left, right = content_words(one.text), content_words(other.text)
    return left[0] if left[1:2] == right[:1] and terms(left[0]) - light() - spoken else ""


def exchanged(a: Statement, b: Statement) -> bool:
    """Whether words that only one of the two has stand between the same words ("land" and "tax" reform bill)."""
    one, other = term_list(a.text), term_list(b.text)
    places = {(before, after): word for before, word, after in zip(other, other[1:], other[2:], strict=False)}
    for before, word, after in zip(one, one[1:], one[2:], strict=False):
        stead = places.get((before, after), word)
        if word not in other and stead not in one and not {word, stead} & light():
            return True
    return False


def brought_up_anew(a: Statement, b: Statement) -> bool:
    """Whether the later of the two tells of an event as news ("a car bomb"), days after the other told of one.

    After a month all but a count that goes on is news; two names in common tie the two in spite of it.
    """
    if not a.asof or not b.asof or len(known_names(a) & known_names(b)) >= _TIES:
        return False
    first, later = sorted((a, b), key=lambda s: s.asof.first if s.asof else dt.date.min)
    days = abs((a.asof.first - b.asof.first).days)
    if days <= _STILL or tallied(later):
        return False
    news = (terms(found[1]) for found in _NEWS.finditer(later.text))
    return days > _MONTH or any(found & terms(first.text) - light() for found in news)


def other_doers(a: Statement, b: Statement) -> bool:
    """Whether two like bodies do it, each known by a word of its own at the beginning: state and federal police."""
    one, other = (_OPENING.match(s.text) for s in (a, b))
    if not one or not other or terms(one[2]) != terms(other[2]):
        return False
    left, right = terms(one[1]) - light(), terms(other[1]) - light()
    return bool(left and right and not left & terms(b.text) and not right & terms(a.text))


def _other_object(one: str, other: str) -> str:
    """What only one of two texts says was the object of a verb of both ("opened an inquiry", "opened the pool")."""
    left, right = _objects(one), _objects(other)
    for event in sorted(left.keys() & right.keys()):
        had, done = terms(left[event]) - light(), terms(right[event]) - light()
        if had and done and not had & done and not (had & terms(other) and done & terms(one)):
            return right[event] if done - terms(one) else left[event]
    return ""


@lru_cache(maxsize=1 << 15)
def _objects(text: str) -> dict[str, str]:
    """By kind of event the words right after its verb, up to a preposition."""
    verbs = ((span, senses().get(stem(span.of(text)))) for span in words(text))
    return {kind: found[1] for span, kind in verbs if kind and (found := _OBJECT.match(text, span.end))}


def aimed(statement: Statement) -> bool:
    """Whether the statement is only an aim ("to pay no tax")."""
    return statement.text.startswith("to ")


def veiled(one: Statement, other: Statement) -> bool:
    """Whether *one* may negate, without a "not", what *other* negates with one."""
    spoken = terms(other.text)
    return any(not lacked or lacked in spoken for _, lacked in _veils(one.text) - _veils(other.text))


@lru_cache(maxsize=1 << 15)
def _veils(text: str) -> frozenset[tuple[str, str]]:
    """The words that may say "not", and the stem of what "without" says it of."""
    return frozenset((found.group().lower(), stem(found["lacked"] or "")) for found in _VEILED.finditer(text))


@lru_cache(maxsize=1 << 15)
def _marks(text: str) -> _Marks:
    return _Marks(_person(text), bool(_PLANNED.search(text)), bool(_PART.search(text)), bool(_POSSIBLE.search(text)))


def _person(text: str) -> str:
    """How the first person known through another is called ("deputy mayor", "father of"); empty where there is none."""
    found = _PERSON.search(_APPOSED.sub(", ", text))
    return next((part for part in found.groups() if part), "").rstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ ") if found else ""
