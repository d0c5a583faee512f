"""Folding of text for search and comparison: case, diacritics and Arabic letter variants are taken off.

Folding loses differences that matter in some languages; it serves to find, not to decide.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import Stemmer

_stemmer = Stemmer.Stemmer("english", 0)
_SLAVIC = re.compile(r"(?<=\w\w)(?:iy|yy|ij|yj)$")
"""How Slavic names are written that end in one sound: "Zelenskiy", "Zelenskyy", "Zelensky"."""
_VARIANTS = str.maketrans(
    {
        "ي": "ی", "ى": "ی", "ك": "ک", "ة": "ه", "أ": "ا", "إ": "ا", "ٱ": "ا", "ؤ": "و", "ئ": "ی",
        "ـ": None, "\u200c": None, "\u200d": None, "\u00ad": None,
        "’": "'", "‘": "'", "ʼ": "'", "‐": "-", "‑": "-", "ı": "i", "ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe",
    }
)  # fmt: skip


def fold(text: str) -> str:
    """*text* in one case, without diacritics, its Arabic and Persian letter variants made one. Lengths may change."""
    if text.isascii():
        return text.lower()
    split = unicodedata.normalize("NFKD", text.translate(_VARIANTS).casefold()).translate(_VARIANTS)
    return "".join(c for c in split if not unicodedata.combining(c))


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The folded Snowball stem of an English *word*, without a possessive ending."""
    plain = fold(word).removesuffix("'s").strip("'")
    if "." in plain:
        return plain.replace(".", "")
    return str(_stemmer.stemWord(_SLAVIC.sub("y", plain))) or fold(word)
