"""What the stem of a word means: one spelling, one word of several that say the same, the kind of event it tells of."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from whence.text.fold import stem
from whence.text.lexicons import lexicon_pairs


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
