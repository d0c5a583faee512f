"""What a text speaks of, as terms: stems of content words, events by their kind; what belongs to a slot is left out.

Wrong where a word has two senses: "fall" is a season too.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from whence.text import content_words, fold, lexicon, lexicon_pairs, meaning, one_state, senses, stem

_CORE = 6
"""Terms that a statement must have without its last subordinate clause to be held by these alone."""
_CLAUSE = re.compile(r",\s+(?:as|where|when|which|who|amid)\b[^,]{20,}$")
_DONE = re.compile(r"\bcarr(?:y|ies|ied|ying) out((?: [\w-]+){1,4})", re.IGNORECASE)
"""A verb that only says that the event which its noun tells of took place: "carried out the attack"."""
_KNOWN = "confirmed verified reported recorded registered known official authorities toll seriously critically severe"
_UNSPOKEN = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand thousands "
    "million millions billion dozen dozens half least more than about around nearly almost some over under fewer "
    "up approximately roughly january february march april may june july august september october november december "
    "monday tuesday wednesday thursday friday saturday sunday yesterday today tomorrow people person persons percent "
    "per cent third quarter fifth tenth also according said say cause caused because used using pound pounds dollar "
    "dollars euro euros rupees lakh crore pm am cubic celsius fahrenheit estimated"
)


@lru_cache(maxsize=65536)
def terms(text: str) -> frozenset[str]:
    """What *text* speaks of: stems of its content words, events by their kind, without numbers and negators."""
    return frozenset(term_list(text))


@lru_cache(maxsize=65536)
def term_list(text: str) -> tuple[str, ...]:
    """The terms of *text* in order."""
    return tuple(found for word in content_words(_DONE.sub(_deed, one_state(text))) if (found := _term(word)))


def _deed(done: re.Match[str]) -> str:
    """What was carried out where that is an event, else all as it stands."""
    return done[1] if any(stem(word) in senses() for word in done[1].split()) else done.group()


@lru_cache(maxsize=65536)
def core_terms(text: str) -> frozenset[str]:
    """The terms of *text* without its last subordinate clause, where enough is left without it."""
    clause = _CLAUSE.search(text)
    core = terms(text[: clause.start()]) if clause else frozenset()
    return core if len(core) >= _CORE else terms(text)


def shared_terms(first: str, second: str) -> float:
    """The share of the terms of the one of two texts that has more of them which the other has too, 0 to 1."""
    left, right = terms(first), terms(second)
    return len(left & right) / max(len(left), len(right), 1)


@lru_cache(maxsize=65536)
def name_terms(names: tuple[str, ...]) -> frozenset[str]:
    """The stems of the words of *names*."""
    return frozenset(
        stem(word) for name in names for word in re.findall(r"\w+", fold(one_state(name))) if len(word) > 1
    )


@cache
def light() -> frozenset[str]:
    """The stems of words that tell little beside others."""
    return frozenset(stem(word) for word in lexicon("light_words"))


@cache
def persons() -> frozenset[str]:
    """The terms of nouns for kinds of people."""
    return frozenset(found for word in lexicon("persons") if (found := _term(stem(word))))


@cache
def confirmed() -> frozenset[str]:
    """The terms of words that say how a count is known."""
    return terms(_KNOWN)


@cache
def kinds() -> frozenset[str]:
    """The kinds of event."""
    return frozenset(senses().values())


@lru_cache(maxsize=65536)
def _term(word: str) -> str:
    """What the stem of a content word stands for; empty for what belongs to a slot."""
    return "" if _counts(word) else meaning(word)


def _counts(word: str) -> bool:
    """Whether a stem is a number, part of one, or another word that belongs to a slot."""
    return any(c.isdigit() for c in word) or all(
        {part, stem(part), f"{part}e"} & _unspoken() for part in word.split("-")
    )


@cache
def _unspoken() -> frozenset[str]:
    """Number words, hedges, calendar words and negators: they belong to slots, not to the anchor."""
    return frozenset(stem(word) for word in (*_UNSPOKEN.split(), *lexicon("negators"), *lexicon_pairs("units")))
