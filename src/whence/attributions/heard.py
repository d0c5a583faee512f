"""Who has spoken so far in a document, in reading order: whom a pronoun or "the watchman" may mean.

Wrong where one who has not spoken is meant.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from whence.attributions import described
from whence.attributions.genders import by_title, family_name
from whence.attributions.phrases import is_plural
from whence.model import Mention, SourceKind
from whence.text import can_speak

SINGULAR = frozenset({"he", "she"})
MEMORY = 400
"""Speakers and names that are looked through backwards: the cost stays linear in long texts."""
_COUNTED = re.compile(
    r"\b(?:[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine|[Tt]en|[Ss]everal|[Dd]ozens of)"
    r" (?:[A-Za-z]+ )?[a-z]+(?:s|men|people)\b"
)


@dataclass
class Heard:
    """Those who spoke in *text*, each with the offset of its source, and what tells a "he" from a "she"."""

    text: str
    language: str = "en"
    spoken: list[tuple[int, Mention]] = field(default_factory=list)
    pronouns: dict[str, str] = field(default_factory=dict)
    """The pronoun that was used of a name."""
    titled: dict[str, str] = field(default_factory=dict)
    """By surname "he" or "she"; empty where men and women bear it."""

    def last(self, before: int, reach: int = 1500) -> Mention | None:
        """The nearest speaker within *reach* characters before offset *before*."""
        near = [(place, one) for place, one in self.spoken[-MEMORY:] if before - reach <= place < before]
        return max(reversed(near), key=lambda pair: pair[0])[1] if near else None

    def goes_with(self, name: str, pronoun: str) -> bool:
        """Whether *pronoun* may mean the person called *name*."""
        told = self.pronouns.get(name) or by_title(name) or self.titled.get(family_name(name))
        return pronoun not in SINGULAR or not told or told == pronoun

    def several(self, before: int) -> Mention | None:
        """The last people told of as several: who spoke, else the last such phrase before it ("Four miners were")."""
        for place, one in reversed(self.spoken[-200:]):
            several = one.kind is SourceKind.BODY or (one.kind is SourceKind.UNNAMED and is_plural(one.name))
            if place < before and (several or " and " in one.name):
                return one
        counted = _COUNTED.finditer(self.text, max(0, before - 600), before)
        found = [one[0] for one in counted if can_speak(one[0])]
        return Mention(found[-1], SourceKind.UNNAMED) if found else None

    def nameless(self, before: int) -> Mention | None:
        """The one name that spoke in the paragraph of offset *before*: a body by whom "it" goes on."""
        start = described.paragraph_start(self.text, before)
        named = {one.name: one for place, one in self.spoken[-MEMORY:] if start <= place < before}
        one = next(iter(named.values())) if len(named) == 1 else None
        if one is None or one.kind is not SourceKind.PERSON or " " not in one.name:
            return None
        return one if self.pronouns.get(one.name, "it") == "it" else None

    def outlet(self, before: int) -> Mention | None:
        """The outlet that spoke last, unless a document that may be meant by "the paper" spoke after it."""
        for place, one in reversed(self.spoken[-60:]):
            if place < before and one.kind in (SourceKind.OUTLET, SourceKind.DOCUMENT):
                return Mention(one.name, one.kind) if one.kind is SourceKind.OUTLET else None
        return None

    def called(self, noun: str, before: int) -> Mention | None:
        """ "The watchman" is the last who spoke and was called so: a night watchman, Witness 7."""
        for place, one in reversed(self.spoken[-60:]):
            called = one.kind in (SourceKind.PERSON, SourceKind.UNNAMED) and noun.lower() in one.name.lower().split()
            if place < before and called and not is_plural(one.name):
                return one
        return None

    def last_of(self, names: list[str]) -> str | None:
        """The only one of *names*, or the one of them who spoke last."""
        if len(names) == 1:
            return names[0]
        return next((one.name for _, one in reversed(self.spoken) if one.name in names), None)
