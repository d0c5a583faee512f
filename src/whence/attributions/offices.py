"""Who holds an office: the name of a person behind it in a phrase. Wrong on offices that no list has."""

from __future__ import annotations

import re

from whence.model import SourceKind
from whence.text import kind_of, lexicon

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
_POSTS = frozenset(["nominee", "candidate", "spokesman", "spokeswoman", "spokesperson", "leader", "chancellor"])


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
