"""The verbs that introduce what a source says, in all their forms.

Forms are made by spelling rules from the base forms in the word list; wrong only where an irregular form is missing
from that list.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from whence.text import lexicon_pairs

_IRREGULAR_ONLY = frozenset({"say", "write", "tell", "find", "think", "feel", "know", "read"})


@dataclass(frozen=True, slots=True)
class Cue:
    """One form of a cue verb. ``form`` is "base", "s", "past" or "ing"; ``sort`` its class in the word list."""

    base: str
    sort: str
    form: str


@cache
def cue_forms() -> dict[str, Cue]:
    """Every form of every cue verb, lower case. Do not change the result."""
    forms: dict[str, Cue] = {}
    for base, value in lexicon_pairs("cues").items():
        sort, *irregular = value.split()
        for word, form in regular_forms(base):
            forms.setdefault(word, Cue(base, sort, form))
        for word in irregular:
            forms[word] = Cue(base, sort, "ing" if word.endswith("ing") else "past")
    return forms


def regular_forms(base: str) -> list[tuple[str, str]]:
    """(word, form) for each form that the spelling of verb *base* gives."""
    stem = base[:-1] if base.endswith("e") else base
    consonant_y = base.endswith("y") and base[-2] not in "aeiou"
    past = f"{base[:-1]}ied" if consonant_y else f"{stem}ed"
    third = f"{base[:-1]}ies" if consonant_y else f"{base}es" if base.endswith(("s", "sh", "ch", "x")) else f"{base}s"
    ing = f"{base}ing" if base.endswith(("ee", "ye")) else f"{stem}ing"
    pairs = [(base, "base"), (third, "s"), (ing, "ing")]
    return pairs if base in _IRREGULAR_ONLY else [*pairs, (past, "past")]
