"""Who is a "he" and who is a "she", where a title or kinship says so: "Mrs Smith", "Mandla, who is her son".

By surname, since titles go with it. Wrong where "Lord" or "King" is part of another name.
"""

from __future__ import annotations

import re

HE, SHE = "he", "she"
_TITLES = {**dict.fromkeys(("Mr", "Sir", "Lord", "King", "Prince", "Sheikh"), HE)} | dict.fromkeys(
    ("Mrs", "Ms", "Miss", "Dame", "Lady", "Madam", "Queen", "Princess"), SHE
)
_KIN = {**dict.fromkeys(("husband", "father", "son", "brother", "uncle", "nephew", "grandfather", "grandson"), HE)} | (
    dict.fromkeys(("wife", "mother", "daughter", "sister", "aunt", "niece", "grandmother", "granddaughter"), SHE)
)
_RELATIVE = re.compile(rf"\b({'|'.join(_KIN)})\b")
_NAME = r"[A-Z][\w’'-]+"
_TITLED = re.compile(rf"\b({'|'.join(_TITLES)})\.? ((?:{_NAME} ){{0,2}}{_NAME})")
_RELATED = re.compile(
    rf"\b((?:{_NAME} )*{_NAME})(?:,? who (?:is|was)|,) (?:his|her|their) (?:\w+ )?({'|'.join(_KIN)})\b"
)


def told_by_titles(text: str) -> dict[str, str]:
    """By surname "he" or "she"; empty for one that men and women bear."""
    found: dict[str, set[str]] = {}
    for title in _TITLED.finditer(text):
        found.setdefault(family_name(title[2]), set()).add(_TITLES[title[1]])
    for kin in _RELATED.finditer(text):
        found.setdefault(family_name(kin[1]), set()).add(_KIN[kin[2]])
    return {name: "" if len(told) > 1 else next(iter(told)) for name, told in found.items()}


def by_title(name: str) -> str | None:
    """The pronoun by the title that *name* begins with."""
    found = _TITLED.match(name)
    return _TITLES[found[1]] if found else None


def by_kinship(phrase: str) -> str | None:
    """The pronoun by the first word of kinship in *phrase*: "her brother"."""
    found = _RELATIVE.search(phrase)
    return _KIN[found[1]] if found else None


def titled_before(text: str, since: int, before: int, pronoun: str) -> str | None:
    """The last name between the offsets that a title gives to *pronoun*, with that title."""
    names = [one[0] for one in _TITLED.finditer(text, since, before) if _TITLES[one[1]] == pronoun]
    return names[-1] if names else None


def titled_surname(phrase: str) -> str | None:
    """The surname in "Mr Evans"; nothing for a fuller name."""
    found = _TITLED.fullmatch(phrase)
    return found[2] if found and " " not in found[2] else None


def family_name(name: str) -> str:
    """The last word of *name*, no genitive."""
    return name.split()[-1].removesuffix("'s").removesuffix("’s")
