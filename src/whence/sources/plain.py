"""A name without what only describes it: "Norway-based", "the rights group" before it, "NGO", "spokesman" behind it.

Wrong where such a word is part of the name and another bears the rest alone.
"""

from __future__ import annotations

import re
from functools import lru_cache

from whence.text import bare_name, lexicons

_MARKS = '"“”„«»'
_BASED = re.compile(r"[\w’'-]+-(?:based|backed|linked|affiliated|run|owned|led|aligned|funded)$", re.IGNORECASE)
_NOUNS = lexicons("body_nouns", "outlet_words") | {"NGO", "watchdog", "monitor", "center", "centre", "institute"}
"""Before a name: what the body is. In capitals they are part of it."""
_BEHIND = frozenset(
    "NGO agency news newspaper broadcaster magazine website spokesman spokeswoman spokesperson spokespeople".split()  # noqa: SIM905
)
_ARTICLES = frozenset("der die das le la les el los il de het".split())  # noqa: SIM905
"""Articles that open the names of papers in other languages: "Der Bote" is "Bote"."""


@lru_cache(maxsize=1 << 14)
def plain_name(name: str) -> str:
    """*name* without title, article, marks and what describes it: "rights group Lamp" is "Lamp"."""
    words = bare_name(name.strip(_MARKS)).split()
    places = [place for place, word in enumerate(words) if word[0].isupper() and _described(words[:place])]
    words = words[places[-1] if places else 0 :]
    while len(words) > 1 and words[-1] in _BEHIND and words[0][0].isupper():
        words = words[:-1]
    return bare_name(" ".join(words)) or name


def without_article(folded: str) -> str:
    """A folded name without an article of another language before it."""
    first, _, rest = folded.partition(" ")
    return rest if rest and first in _ARTICLES else folded


def _described(before: list[str]) -> bool:
    """Whether the words *before* a capital tell what bears the name: they end in what it is, or where it is based."""
    last = before[:-1] if before[-1:] == ["the"] else before
    return bool(last) and (last[-1] in _NOUNS or bool(_BASED.match(last[-1])))
