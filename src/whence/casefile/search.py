"""Finding words in documents whatever their case, diacritics and Arabic or Persian letter forms.

The index holds folded text; snippets are cut from the text as it stands. A query is words that must all occur, the
last one perhaps unfinished; it knows no operators.
"""

from __future__ import annotations

import re

from whence.text import fold

_WORD = re.compile(r"\w+")
_AROUND = 60


def query(text: str) -> str:
    """The FTS5 query for the words of *text*; empty if it has none."""
    words = _WORD.findall(fold(text))
    return " ".join(f'"{word}"' for word in words) + "*" if words else ""


def snippet(text: str, wanted: str) -> str:
    """The words of *text* around the first that begins with one of the words *wanted*, on one line."""
    starts = tuple(_WORD.findall(fold(wanted)))
    found = next((word for word in _WORD.finditer(text) if fold(word[0]).startswith(starts)), None)
    if found is None:
        return " ".join(text[: 2 * _AROUND].split())
    first, last = max(0, found.start() - _AROUND), min(len(text), found.end() + _AROUND)
    words = " ".join(text[first:last].split())
    return ("… " if first else "") + words + (" …" if last < len(text) else "")
