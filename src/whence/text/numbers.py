"""Number words and digits as values: "two hundred and fifty thousand", "a dozen", "1.2 million"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from whence.text.lexicons import lexicon_pairs

_ONES = {word: float(value) for word, value in lexicon_pairs("numbers").items()}
_SCALES = {word: float(value) for word, value in lexicon_pairs("scales").items()}
_VAGUE = {word: float(value) for word, value in lexicon_pairs("vague_numbers").items()}
_SIGNS = ("m", "bn", "tn", "k", "mn")


def _any(words: list[str]) -> str:
    longest = sorted(words, key=len, reverse=True)
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in longest)


_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_SCALE = _any([word for word in _SCALES if word not in _SIGNS])
_TOKEN = re.compile(rf"{_DIGITS}|[a-z]+", re.IGNORECASE)
NUMBER = (
    rf"(?:{_DIGITS})(?:\s?(?:{_any(list(_SIGNS))})(?![^\W_])|(?:[\s-]+(?:{_SCALE})){{1,3}}(?![^\W_]))?"
    rf"|(?:a|one|three)\s+quarters?\s+of\s+an?[\s-]+(?:{_SCALE})(?![^\W_])"
    rf"|(?:(?:half\s+an?|a\s+few|an?|few|several)[\s-]+(?:{_SCALE})|(?:{_any(list(_ONES))}))(?![^\W_])"
    rf"(?:(?:\s+and\s+|[\s-]+)(?:{_any(list(_ONES))}|{_SCALE})(?![^\W_])){{0,8}}"
    rf"|(?:{_any(list(_VAGUE))})(?![^\W_])"
)


@dataclass(frozen=True, slots=True)
class Value:
    """A number, how many characters of the matched text it takes, its scale, and whether it is only a least value."""

    number: float
    length: int
    scale: float = 1.0
    vague: bool = False


def value(matched: str) -> Value:
    """The value of words matched by ``NUMBER``; words after the first whole number are left over."""
    plain = " ".join(matched.lower().split())
    if plain in _VAGUE:
        return Value(_VAGUE[plain], len(matched), vague=True)
    total = current = 0.0
    scale, length, vague = 1.0, 0, False
    last = ""
    for token in _TOKEN.finditer(matched):
        word = token.group().lower()
        if word in ("quarter", "quarters"):
            current, last = 0.25 * (current or 1.0), word
            continue
        if word in ("and", "a", "an", "of"):
            current, last = (0.5 if last == "half" else current), word
            continue
        if word in ("half", "few", "several"):
            vague, last = word != "half", word
            current = {"half": 0.5, "few": 2.0, "several": 3.0}[word]
            continue
        if word in _SCALES:
            scale = _SCALES[word]
            current = (current or 1.0) * scale
            if scale >= 1000:
                total, current = total + current, 0.0
        elif _follows(last, word, current, total):
            current += _ONES[word] if word in _ONES else float(word.replace(",", ""))
        else:
            break
        last, length = word, token.end()
    return Value(total + current, length or len(matched), scale, vague)


def _follows(last: str, word: str, current: float, total: float) -> bool:
    """Whether a number word adds to what came before: "twenty five" does, "two three" and "two and three" do not."""
    if not last or last in _SCALES:
        return True
    if last == "and":
        return current >= 100 or (current == 0 and total > 0)
    tens = _ONES.get(last, 0.0)
    return 20 <= tens <= 90 and 1 <= _ONES.get(word, 0.0) <= 9
