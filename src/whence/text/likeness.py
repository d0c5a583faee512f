"""How likely two names are one, spelt or written in another way: transliterations, typing errors, legal forms.

Words are matched with words; what is left over, what differs and where are weighed by a logistic regression
(``training/names.py``). It reads any script through its sound in Latin letters. Wrong for nicknames and sound-alikes.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib import resources
from itertools import pairwise

from anyascii import anyascii
from rapidfuzz.distance import DamerauLevenshtein, Levenshtein

from whence.text.lexicons import lexicon, lexicon_pairs

FEATURES = (
    "bias", "least alike", "alike", "left over", "moved", "spelling", "sorted spelling", "last word", "first word",
    "other legal form", "one legal form", "letters changed", "unlike words", "near words", "one word",
    "all matched", "one left over", "acronym", "one of two unlike", "a body",
)  # fmt: skip
_UNLIKE = 0.75
_MOST = 12
_SMALL = frozenset(["al", "el", "bin", "ibn", "ben", "bint", "the", "of", "and", "abu", "y", "e"])
_SOUNDS = (
    ("tch", "s"), ("sch", "s"), ("dzh", "j"), ("ph", "f"), ("kh", "h"), ("ck", "k"), ("sh", "s"), ("ch", "s"),
    ("ts", "s"), ("zh", "j"), ("dj", "j"), ("gh", "g"), ("th", "t"), ("w", "v"), ("q", "k"), ("c", "k"), ("x", "ks"),
    ("z", "s"), ("hs", "s"), ("y", "i"), ("j", "i"),
)  # fmt: skip


@lru_cache(maxsize=1 << 14)
def name_likeness(a: str, b: str) -> float:
    """The probability, 0 to 1, that two names of persons or bodies are one; 0 where either has no word."""
    found = features(a, b)
    if not found:
        return 0.0
    odds = sum(weight * value for weight, value in zip(_weights(), found, strict=True))
    return 1 / (1 + math.exp(-odds))


def features(a: str, b: str) -> list[float]:
    """What is weighed of two names, in the order of FEATURES; empty where either has no word."""
    (left, left_forms), (right, right_forms) = sorted((_read(a), _read(b)), key=lambda read: (len(read[0]), read))
    if not left:
        return []
    matched = _matched(left, right)
    alike = [likeness for likeness, _, _ in matched]
    unlike = sum(one < _UNLIKE for one in alike)
    near = sum(_UNLIKE <= one < 1 for one in alike)
    over = len(right) - len(left)
    letters = sum(len(left[i]) for _, i, _ in matched)
    order = [j for _, _, j in sorted(matched, key=lambda match: match[1])]
    changed = sum(DamerauLevenshtein.distance(left[i], right[j]) for _, i, j in matched)
    return [
        1.0, min(alike), sum(one * len(left[i]) for one, i, _ in matched) / letters, min(over, 3),
        any(later < earlier for earlier, later in pairwise(order)), _spelling("".join(left), "".join(right)),
        Levenshtein.normalized_similarity(" ".join(sorted(left)), " ".join(sorted(right))),
        _alike(left[-1], right[-1]), _alike(left[0], right[0]),
        bool(left_forms and right_forms and left_forms != right_forms), bool(left_forms) != bool(right_forms),
        min(changed, 6) / 6, unlike, near, len(left) == 1,
        unlike == 0 and over == 0, unlike == 0 and over == 1, "".join(word[0] for word in right) == "".join(left),
        unlike * (len(left) == 2), bool(left_forms or right_forms),
    ]  # fmt: skip


@cache
def _weights() -> tuple[float, ...]:
    found = json.loads((resources.files("whence.text") / "likeness.json").read_text(encoding="utf-8"))
    return tuple(found[name] for name in FEATURES)


def _read(name: str) -> tuple[tuple[str, ...], frozenset[str]]:
    """The words of *name* in plain Latin letters without small words and legal forms, and its legal forms."""
    plain = re.sub(r"(?<=\b[a-z])\.(?=[a-z]\b)", "", anyascii(name).lower()).replace("&", " and ")
    forms: set[str] = set()

    def form(found: re.Match[str]) -> str:
        forms.add(lexicon_pairs("legal_forms")[found.group()])
        return " "

    plain = re.sub(r"['’`]s\b|['’`]", "", plain)
    rest = re.findall(r"[a-z0-9]+", _forms().sub(form, plain)) or re.findall(r"[a-z0-9]+", plain)
    words = [word for word in rest if word not in _SMALL and word not in lexicon("particles")] or rest
    return tuple(words[:_MOST]), frozenset(forms)


@cache
def _forms() -> re.Pattern[str]:
    longest = sorted(lexicon_pairs("legal_forms"), key=lambda form: (-len(form), form))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest))})\b")


def _matched(left: Sequence[str], right: Sequence[str]) -> list[tuple[float, int, int]]:
    """The words of *left*, each with its own word of *right*, the most alike first: likeness and both places."""
    pairs = sorted((-_alike(a, b), i, j) for i, a in enumerate(left) for j, b in enumerate(right))
    found: list[tuple[float, int, int]] = []
    for likeness, i, j in pairs:
        if all(i != taken and j != other for _, taken, other in found):
            found.append((-likeness, i, j))
    return found


@lru_cache(maxsize=1 << 14)
def _alike(a: str, b: str) -> float:
    """How alike two words are, 0 to 1; an initial is like its name, and like sounds count nearly as like letters."""
    if a == b:
        return 1.0
    if len(a) == 1 or len(b) == 1:
        return 0.85 if a[0] == b[0] else 0.0
    return max(_spelling(a, b), 0.9 if _sound(a) == _sound(b) else 0.0)


def _spelling(a: str, b: str) -> float:
    return float(DamerauLevenshtein.normalized_similarity(a, b))


@lru_cache(maxsize=1 << 14)
def _sound(word: str) -> str:
    """The consonants of *word* as transliterations share them, after its first letter."""
    plain = re.sub(r"(.)\1+", r"\1", word)
    for written, sound in _SOUNDS:
        plain = plain.replace(written, sound)
    return re.sub("^[aeou]", "i", plain[:1]) + re.sub("[aeiouh]", "", plain[1:])
