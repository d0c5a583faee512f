"""What the stem of a word means: one spelling, one word of several that say the same, the kind of event it tells of."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from whence.text.fold import stem
from whence.text.lexicons import lexicon_pairs

_SENTENCE = 4
"""Words from which a text in capitals is no name."""


def one_state(text: str) -> str:
    """*text* with one name for each state or union that has several: "the U.S." and "the United States".

    A sentence in capitals stays as it is: "THEY WOULD JOIN US".
    """
    if text.isupper() and len(text.split()) >= _SENTENCE:
        return text
    pairs = lexicon_pairs("short_names")
    return _several().sub(lambda found: pairs[" ".join(found.group().lower().split())], text)


@cache
def _several() -> re.Pattern[str]:
    names = sorted(lexicon_pairs("short_names"), key=len, reverse=True)
    forms = (name.title().replace(" Of ", " of ") if " " in name else name.upper() for name in names)
    either = "|".join(re.escape(form).replace(r"\ ", r"\s+") for form in forms)
    return re.compile(rf"\b(?:{either})(?![\w$])")


def meaning(word: str) -> str:
    """What a stem stands for: the kind of event that it tells of, else the word that says the same, else itself."""
    found = spelt().get(word, word)
    return senses().get(found, found)


@cache
def senses() -> Mapping[str, str]:
    """Stem to the kind of event that its words tell of ("slain" to "die")."""
    return {stem(word): sense for word, sense in sorted(lexicon_pairs("senses").items())}


@cache
def spelt() -> Mapping[str, str]:
    """British stems to American ones, words to others that say the same, "Kenyan" to "Kenya"."""
    pairs = {**lexicon_pairs("spellings"), **lexicon_pairs("synonyms"), **lexicon_pairs("demonyms")}
    return {stem(one): stem(other) for one, other in pairs.items()}
