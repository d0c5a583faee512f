"""Who holds an office: the name of a person behind it, or after a comma, in a phrase.

Wrong on offices that no list has. A place after a comma is told from a name only by what stands before it: "a resident
of Lisk, East Norda".
"""

from __future__ import annotations

import re

from whence.model import SourceKind
from whence.text import bare_name, can_speak, kind_of, lexicon, lexicons

_TITLED = re.compile(
    r"^(?:[Tt]he )?(?:[A-Z][\w’'.-]+ )+(?:[a-z][\w-]+ ){0,2}([a-z]+) ((?:[A-Z][\w’'.-]+ ){1,2}[A-Z][\w’'-]+)$"
)
_OFFICER = re.compile(
    r"^(?:[Tt]he )?(?:[A-Z][\w’'.-]+ )+?([A-Z][a-z]+\.?) ((?:[A-Z][\w’'-]+ )(?:[A-Z]\. )?[A-Z][\w’'-]+)(?=$|, )"
)
"""A title after the name of what it is held in: "Harbour Board Press Secretary Ada Finch"."""
_MINISTER = re.compile(
    r"^(?:[Tt]he )?(?:[A-Z][a-z]+ )*([A-Z][a-z]+) of (?:the )?(?:[A-Z][a-z]+ )+?"
    r"((?:[A-Z][\w’'-]+ )(?:[A-Z]\. )?[A-Z][\w’'-]+)(?=$|, )"
)
"""The same with "of": "Secretary of State Ada R. Finch"."""
_AFTER_COMMA = re.compile(r"^(.+?),? ?, ((?:[A-Z][\w’'-]*\.? )*[A-Z][\w’'-]+\.?),?$")
_HEAD = re.compile(r" (?:of|for|with|at|in|from|on|to) ")
_PLACED = re.compile(r"\b(?:of|for|with|at|in|from|near) (?:[A-Z][\w’'-]* ?)+$")
_LIST = re.compile(
    r"(?:[a-z]+ ){0,3}((?:[A-Z][\w’'.-]+ ){1,3}[A-Z][\w’'-]+(?:, (?:[A-Z][\w’'.-]+ ){1,3}[A-Z][\w’'-]+)+),? and (.+)"
)
_POSTS = frozenset(["nominee", "candidate", "spokesman", "spokeswoman", "spokesperson", "leader", "chancellor"])
_GOVERNED = re.compile(r"\b(?:of|for|in|at|from) (?:the )?$")


def behind_office(phrase: str) -> str | None:
    """The name of a person in *phrase* behind an office: "City Attorney Brad Holm"."""
    for form in (_TITLED, _OFFICER, _MINISTER):
        if not (found := form.search(phrase)):
            continue
        office = found[1].lower()
        abbreviated = office.endswith(".") and office.rstrip(".") in lexicon("titles")
        held = abbreviated or office in lexicon("office_nouns") or office in _POSTS
        if held and kind_of(found[2]) is SourceKind.PERSON:
            return _without_office(found[2])
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
    if _PLACED.search(what) and not titled and (" " not in name or re.match(r"(?:an?|another|one) ", what, re.I)):
        return None
    return name if titled or " " in name or what[0].islower() else None


def listed(phrase: str) -> list[str]:
    """The names of three persons or more that *phrase* lists; nothing where it is no such list."""
    found = _LIST.fullmatch(phrase)
    names = [*found[1].split(", "), found[2]] if found else []
    posts = lexicons("office_nouns", "titles", "body_words", "unnamed_classes")
    plain = all(
        " " in name and not re.search(r"['’]s\b", name) and not posts & set(name.lower().split()) for name in names
    )
    return names if plain and all(kind_of(name) is SourceKind.PERSON and name[0].isupper() for name in names) else []


def governs_name(text: str, start: int, before: int) -> bool:
    """Whether a preposition between *start* and the name at *before* makes it that of a place or a body."""
    return bool(_GOVERNED.search(text, start, before))


def holds_office(text: str, found: re.Match[str]) -> bool:
    """Whether the name that *found* has beside an office (group 1 after it, 2 before) is that of who holds it.

    Not what it is held in ("chairman of Marin Lines"); three words may be both ("Minister of Ports Olan Radmer");
    nor a name that only opens what is told ("according to a source, Ada Finch has").
    """
    if found[1]:
        opens = ", " in found[0][: -len(found[1])] and text[found.end() : found.end() + 1] == " "
        if opens or (found[1].count(" ") < 2 and governs_name(text, max(0, found.start(1) - 12), found.start(1))):
            return False
    return kind_of(found[1] or found[2]) is SourceKind.PERSON
