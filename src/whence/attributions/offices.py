"""Who holds an office: the name of a person behind it, or after a comma, in a phrase.

Wrong on offices that no list has. A place after a comma is told from a name only by what stands before it: "a resident
of Lisk, East Norda".
"""

from __future__ import annotations

import re

from whence.attributions.described import DETERMINER
from whence.attributions.naming import in_headline
from whence.model import SourceKind, Span
from whence.text import bare_name, can_speak, kind_of, lexicon, lexicons

_TITLED = re.compile(
    r"^(?:[Tt]he )?(?:[A-Z][\w’'.-]+ )+(?:[a-z][\w-]+ ){0,2}([a-z]+) ((?:[A-Z][\w’'.-]+ ){1,2}[A-Z][\w’'-]+)$"
)
_MINISTER = re.compile(
    r"^(?:[Tt]he )?(?:[A-Z][a-z]+ )*([A-Z][a-z]+) of (?:the )?(?:[A-Z][a-z]+ )+?"
    r"((?:[A-Z][\w’'-]+ )(?:[A-Z]\. )?[A-Z][\w’'-]+)(?=$|, )"
)
"""An office with "of": "Secretary of State Ada R. Finch"."""
_JUDGE = re.compile(
    r"^(?:[Tt]he )?(?:[A-Z][\w’'-]+ )+(Judge|Justice|Inspector|Sergeant|Superintendent) ([A-Z][a-z’'-]+)$"
)
"""A title and a surname after the name of a body: "First-tier Tribunal Judge Finch"."""
_OF_POLICE = re.compile(
    r"^(?:.* )?([A-Za-z][a-z]+) of (?:the )?(?:police|staff|mission) ((?:[A-Z][\w’'-]+ ){1,2}[A-Z][\w’'-]+)$"
)
"""An office with a common noun after it: "Lisk superintendent of police Ada Finch"."""
_AFTER_COMMA = re.compile(r"^(.+?),? ?, (?:\d(?:st|nd|rd|th) )?((?:[A-Z][\w’'-]*\.? )*[A-Z][\w’'-]+\.?),?$")
_APPOSED = re.compile(rf"^{DETERMINER} [^,“”\"]{{3,80}}, ((?:[A-Z][\w’'-]+ ){{1,2}}[A-Z][\w’'-]+)(?:, \d{{1,3}})?$")
_WHOSE = re.compile(r"\w['’]s? (?:[a-z-]+ )?[a-z-]+$")
_HEAD = re.compile(r" (?:of|for|with|at|in|from|on|to) ")
_PLACED = re.compile(r"\b(?:of|for|with|at|in|from|near) (?:[A-Z][\w’'-]* ?)+$")
_LIST = re.compile(
    r"(?:[a-z]+ ){0,3}((?:[A-Z][\w’'.-]+ ){1,3}[A-Z][\w’'-]+(?:, (?:[A-Z][\w’'.-]+ ){1,3}[A-Z][\w’'-]+)+),? and (.+)"
)
_POSTS = frozenset(["nominee", "candidate", "spokesman", "spokeswoman", "spokesperson", "leader", "chancellor"])
_NAMED_AFTER = frozenset(["company", "firm", "group", "agency", "charity", "union", "party", "bank", "fund", "network"])
"""Bodies whose own names stand after their noun."""
_NAME_FORM = r"((?:[A-Z][\w’'-]+ ){1,2}[A-Z][\w’'-]+)"
_NEARBY = 6000
"""Characters that are looked through backwards for who holds an office."""
_LONGEST_NAME = 4
_GOVERNED = re.compile(r"\b(?:of|for|in|at|from) (?:the )?(?:([a-z-]+) )?$")
_APART = re.compile(r"['’]s\b|\b(?:to|from|with|by|against)\b")
"""What parts an office from the name of somebody else: "the clerk's wife, Ada Finch"."""


def behind_office(phrase: str) -> str | None:
    """The name of a person in *phrase* behind an office: "City Attorney Brad Holm"."""
    for form in (_TITLED, _MINISTER, _JUDGE, _OF_POLICE):
        found = form.search(phrase)
        if found and _is_office(found[1]) and kind_of(found[2]) is SourceKind.PERSON:
            return _without_office(found[2])
    return _officer(phrase.split(", ")[0].split())


def _is_office(word: str) -> bool:
    office = word.lower()
    abbreviated = office.endswith(".") and office.rstrip(".") in lexicon("titles")
    return abbreviated or office in lexicon("office_nouns") or office in _POSTS


def _officer(words: list[str]) -> str | None:
    """The name after an office that stands after what it is held in: "Harbour Board Press Secretary Ada B. Finch"."""
    words = words[1:] if words[:1] in (["The"], ["the"]) else words
    for k in range(len(words) - 3, 0, -1):
        name = words[k + 1 :]
        capitals = all(word[0].isupper() for word in words) and len(name[-1]) > 2
        if capitals and len(name) <= _LONGEST_NAME and words[k][-1] != "," and _is_office(words[k]):
            return " ".join(name) if kind_of(" ".join(name)) is SourceKind.PERSON else None
    return None


def _without_office(name: str) -> str:
    """*name* without the rest of an office of two words: "Chief Minister K. Roth"."""
    first, _, rest = name.partition(" ")
    return rest if rest.count(" ") and first.lower() in lexicon("office_nouns") else name


def after_comma(phrase: str) -> str | None:
    """The name of the person whom the words before a comma describe: "the Prime Minister, Ada Finch"."""
    found = _AFTER_COMMA.match(phrase)
    if found is None:
        return None
    what, name = found.groups()
    head = _HEAD.split(what)[0].split()[-1].lower()
    titled = bare_name(name) != name
    person = head in lexicons("office_nouns", "titles", "unnamed_classes") or (head != what.lower() and can_speak(head))
    if not person or head.endswith("s") or kind_of(name) is not SourceKind.PERSON:
        return None
    if _WHOSE.search(what) and " " not in name:
        return name
    if _PLACED.search(what) and not titled and (" " not in name or re.match(r"(?:an?|another|one) ", what, re.I)):
        return None
    return name if titled or " " in name or what[0].islower() else None


def apposed(phrase: str) -> str | None:
    """The name by which a description of any kind is followed: "a ferryman, Osk Tambler"."""
    found = _APPOSED.search(phrase)
    return found[1] if found and kind_of(found[1]) is SourceKind.PERSON else None


def listed(phrase: str) -> list[str]:
    """The names of three persons or more that *phrase* lists; nothing where it is no such list."""
    found = _LIST.fullmatch(phrase)
    names = [*found[1].split(", "), found[2]] if found else []
    posts = lexicons("office_nouns", "titles", "body_words", "unnamed_classes")
    plain = all(
        " " in name and not re.search(r"['’]s\b", name) and not posts & set(name.lower().split()) for name in names
    )
    return names if plain and all(kind_of(name) is SourceKind.PERSON and name[0].isupper() for name in names) else []


def named_last(text: str, first: Span, last: Span) -> bool:
    """Whether *last* is who heads the body told of since *first*: "head of the Lisk port administration Ada Finch"."""
    noun = text[first.end : last.start].split()[-1:]
    return " " in last.of(text) and bool(set(noun) & (lexicon("body_nouns") - _NAMED_AFTER))


def governs_name(text: str, start: int, before: int) -> bool:
    """Whether a preposition between *start* and the name at *before* makes it that of a place or a body."""
    found = _GOVERNED.search(text, start, before)
    described = lexicons("office_nouns", "body_nouns", "titles", "unnamed_classes")
    return found is not None and found[1] not in described


def rank_holder(text: str, rank: str, before: int) -> str | None:
    """The name that stands last before offset *before* with *rank*, a title in capitals: "the CP" is CP Ada Finch."""
    if not rank.isupper() or rank.lower() not in lexicon("titles"):
        return None
    form = rf"\b{rank} {_NAME_FORM}|\({rank}\)[^.;()\n]{{0,60}}, {_NAME_FORM}"
    found = list(re.finditer(form, text[max(0, before - _NEARBY) : before]))
    return next((name for name in found[-1].groups() if name), None) if found else None


def _is_source(found: re.Match[str], source: Span, start: int) -> bool:
    """Whether the office that *found* has after a name is the source itself: "..., to Ada Finch, the mother said"."""
    return bool(found[2]) and found.end(2) + start < source.start < found.end() + start


def last_holder(text: str, source: Span, office: str, place: str) -> Span | None:
    """Where who is last named with *office*, in lower case, up to the end of *source*; with that *place*, if any is."""
    start = max(0, source.start - _NEARBY)
    nearby, word = text[start : source.end], re.escape(office)
    before_name = rf"\b(?i:{word})\b[^.,;]{{0,25}}?,? {_NAME_FORM}"
    after_name = rf", (?:the|a|an|one of) [^.,;]{{0,20}}?\b(?i:{word})s?\b"
    elected = rf" (?:was|is|became|has been)(?: elected| appointed| named| chosen)?(?: as)?(?: the| a| an)? {word}\b"
    form = f"{before_name}|{_NAME_FORM}(?:{after_name}|{elected})"
    found = [
        one for one in re.finditer(form, nearby) if holds_office(nearby, one) and not _is_source(one, source, start)
    ]
    if not found:
        form = rf"(?i:\b{word}) ([A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?)"
        found = [one for one in re.finditer(form, nearby) if not in_headline(nearby, Span(*one.span()))]
    if place:
        there = [one for one in found if nearby.startswith(f" of {place}", one.end())]
        found = there or [one for one in found if not nearby.startswith(" of ", one.end())]
    if not found:
        return None
    last = max(k for k, group in enumerate(found[-1].groups(), 1) if group)
    return Span(*found[-1].span(last)).shifted(start)


def holds_office(text: str, found: re.Match[str]) -> bool:
    """Whether the name that *found* has beside an office (group 1 after it, 2 before) is that of who holds it.

    Not what it is held in ("chairman of Marin Lines"); three words may be both ("Minister of Ports Olan Radmer");
    nor a name that only opens what is told ("according to a source, Ada Finch has").
    """
    if found[1]:
        opens = ", " in found[0][: -len(found[1])] and text[found.end() : found.end() + 1] == " "
        between = found[0][: -len(found[1])]
        owned = ", " in between and found.string.endswith(" of the ", 0, found.start())
        if (
            opens
            or owned
            or _APART.search(between)
            or (found[1].count(" ") < 2 and governs_name(text, max(0, found.start(1) - 12), found.start(1)))
        ):
            return False
    return kind_of(found[1] or found[2]) is SourceKind.PERSON
