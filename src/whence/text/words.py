"""Words of a text, as spans and as folded stems.

Apostrophes, hyphens and full stops inside a word stay ("don't", "U.S.", "12,500"); a hyphenated word is one word.
"""

from __future__ import annotations

import re
from functools import lru_cache

from whence.model import Span
from whence.text.fold import stem
from whence.text.lexicons import lexicon

_HEARSAY = re.compile(r"\b(?:reportedly|allegedly|purportedly|supposedly)\b", re.IGNORECASE)
_WORD = re.compile(
    r"(?:[^\W\d_]\.){2,}"
    r"|\d+(?:[.,]\d+)*[^\W_]*(?:[-'’][^\W_]+)*"
    r"|[^\W_]+(?:(?:['’\-‐‑\u200c]|\.(?=[a-z\d])|[\u0300-\u036f\u064b-\u0652\u0670]+)[^\W_]+)*"
)

_SHORT = 1000
"""Code points of a text whose words are kept, since a statement is asked for them many times."""


def words(text: str, within: Span | None = None) -> list[Span]:
    """The words of *text* (or of *within*) in order."""
    if within is None and len(text) <= _SHORT:
        return list(_words_of(text))
    start, end = (within.start, within.end) if within else (0, len(text))
    return [Span(*found.span()) for found in _WORD.finditer(text, start, end)]


@lru_cache(maxsize=1 << 14)
def _words_of(text: str) -> tuple[Span, ...]:
    return tuple(Span(*found.span()) for found in _WORD.finditer(text))


def plain_words(text: str) -> list[str]:
    """The words of *text* as they are written, in order; a quarter of the time of their places."""
    return _WORD.findall(text)


def hearsay(text: str) -> bool:
    """Whether a word of *text* makes it somebody's unnamed word ("reportedly", "allegedly")."""
    return bool(_HEARSAY.search(text))


def content_words(text: str) -> list[str]:
    """The folded stems of *text* in order, without stop words."""
    return [found for word in _WORD.findall(text) if (found := _content(word))]


@lru_cache(maxsize=1 << 16)
def _content(word: str) -> str:
    """The folded stem of one word; empty for a stop word."""
    lower = word.lower().replace("’", "'")
    return "" if lower in lexicon("stopwords") else stem(lower)
