"""Proper names in text, and whether two names are one.

Names are found by their capitals; a common word that only opens a sentence is none. ``same_name`` compares what is
written and knows nothing of the world.
"""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz.distance import JaroWinkler

from whence.model import Span
from whence.text.fold import fold
from whence.text.lexicons import lexicon, lexicon_pairs, lexicons
from whence.text.sentences import sentences
from whence.text.words import words

_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$")
_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def proper_names(text: str, within: Span | None = None) -> list[Span]:
    """The capitalised names of *text* (or of *within*) in order; bodies keep their inner "of" and "for"."""
    found: list[Span] = []
    for sentence in sentences(text, within):
        tokens = words(text, sentence)
        at = 0
        while at < len(tokens):
            end = _name_end(text, tokens, at) if text[tokens[at].start].isupper() else at
            if end > at:
                span = _trimmed(text, tokens, at, end)
                if span:
                    found.append(span)
            at = max(end, at + 1)
    return found


def _name_end(text: str, tokens: list[Span], at: int) -> int:
    """The index after the last word of the name that begins at *at*, or *at* where none begins."""
    particles, bodies = lexicon("particles"), lexicon("body_words")
    end = at
    body = False
    for i in range(at, min(len(tokens), at + 12)):
        if i > at and not _joined(text, tokens[i - 1], tokens[i]):
            break
        word = tokens[i].of(text)
        if _capital(word):
            end = i + 1
            body = body or word.lower() in bodies
        elif i == at or not (word.lower() in particles or (body and word.lower() in lexicon("name_links"))):
            break
    return end


def _joined(text: str, before: Span, after: Span) -> bool:
    between = text[before.end : after.start]
    return (
        between in (" ", "\n", ". ", " & ", "\u00a0")
        and not (between == ". " and before.end - before.start > 4)
        and not _POSSESSIVE.search(before.of(text))
    )


def _capital(word: str) -> bool:
    return word[0].isupper() and word not in ("I", "I'm", "I’m", "I've", "I’ve", "I'd", "I’d", "I'll", "I’ll")


def _trimmed(text: str, tokens: list[Span], at: int, end: int) -> Span | None:
    """The name without a common opening word; nothing where that is all of it."""
    common = lexicons("sentence_openers", "stopwords")
    while at < end and (word := tokens[at].of(text)).lower() in common and not (word.isupper() and len(word) > 1):
        at += 1
    if at + 1 == end and (_is_day_or_month(word := tokens[at].of(text).lower()) or _is_number(word)):
        return None
    return Span(tokens[at].start, tokens[end - 1].end) if at < end else None


def _is_day_or_month(word: str) -> bool:
    return word in lexicon("weekdays") or word in lexicon_pairs("months")


def _is_number(word: str) -> bool:
    """Whether *word* is a number written out, which opens a sentence with a capital: "Thirty-six people"."""
    return all(part in lexicon_pairs("numbers") for part in word.split("-"))


@lru_cache(maxsize=1 << 16)
def bare_name(name: str) -> str:
    """*name* without titles before it, a leading article and a trailing possessive."""
    bare = _POSSESSIVE.sub("", _ARTICLE.sub("", " ".join(name.split())))
    titles = lexicon("titles")
    parts = bare.split(" ")
    while len(parts) > 1 and parts[0].lower().rstrip(".,") in titles and parts[1] not in ("of", "for", "in", "at"):
        parts = parts[1:]
    return " ".join(parts).strip(" ,")


def is_acronym_of(short: str, long: str) -> bool:
    """Whether *short* is made of the initials of *long*, with or without its small words."""
    letters = _initials(short)
    if not letters:
        return False
    parts = [fold(part) for part in re.split(r"[\s\-/&]+", _ARTICLE.sub("", long.strip())) if part[:1].isalpha()]
    small = lexicons("name_links", "particles")
    full = "".join(part[0] for part in parts)
    strong = "".join(part[0] for part in parts if part not in small)
    return len(parts) > 1 and letters in (full, strong)


@lru_cache(maxsize=1 << 14)
def _initials(short: str) -> str:
    """The letters of what may be an acronym, folded; nothing for anything else."""
    letters = fold(short).replace(".", "")
    may_be = 2 <= len(letters) <= 10 and letters.isalpha() and sum(c.isupper() for c in short) >= 2
    return letters if may_be else ""


@lru_cache(maxsize=1 << 16)
def same_name(a: str, b: str) -> float:
    """How likely, 0 to 1, two names (of persons or of bodies) are one, from their words alone."""
    if is_acronym_of(a.strip(), bare_name(b)) or is_acronym_of(b.strip(), bare_name(a)):
        return 0.9
    left, right = _parts(a), _parts(b)
    if not left or not right:
        return 0.0
    if left == right:
        return 1.0
    if len(left) > len(right):
        left, right = right, left
    if len(left) == 1:
        return _one_word(left[0], right)
    if _alike(left[-1], right[-1]) < 0.9:
        return 0.0
    return _firsts(left[:-1], right[:-1]) * _alike(left[-1], right[-1])


@lru_cache(maxsize=1 << 14)
def _parts(name: str) -> tuple[str, ...]:
    bare = _POSSESSIVE.sub("", name.strip())
    parts = tuple(fold(part) for part in _TOKEN.findall(bare_name(bare)))
    return tuple(part for part in parts if part not in lexicon("name_suffixes")) or parts


def _one_word(word: str, long: tuple[str, ...]) -> float:
    """One word against a longer name: a surname is likely, a first name less, anything else unlikely."""
    if len(long) == 1:
        likeness = _alike(word, long[0])
        return likeness if likeness >= 0.9 else 0.0
    if _alike(word, long[-1]) >= 0.93:
        return 0.8
    return 0.5 if word == long[0] else 0.0


def _firsts(left: tuple[str, ...], right: tuple[str, ...]) -> float:
    """Given names in order: each must be equal, an initial, alike, or left out."""
    score = 1.0
    at = 0
    for name in left:
        best, place = max(((_given(name, other), -i) for i, other in enumerate(right[at:])), default=(0.0, 0))
        if best == 0.0:
            return 0.0
        score *= best
        at += 1 - place
    return score * (0.95 if len(left) < len(right) else 1.0)


def _given(a: str, b: str) -> float:
    if a == b:
        return 1.0
    if len(a) == 1 or len(b) == 1:
        return 0.85 if a[0] == b[0] else 0.0
    likeness = _alike(a, b)
    return likeness if likeness >= 0.92 else 0.0


def _alike(a: str, b: str) -> float:
    if a == b:
        return 1.0
    if min(len(a), len(b)) < 4:
        return 0.0
    return float(JaroWinkler.similarity(a, b))
