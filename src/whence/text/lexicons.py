"""Word lists as sets and pairs, read once from ``lexicons/<language>/<name>.txt``."""

from __future__ import annotations

from functools import cache
from importlib import resources

from whence.errors import WhenceError


@cache
def languages() -> tuple[str, ...]:
    """The codes of the languages that have word lists, English first."""
    folders = (resources.files("whence.text") / "lexicons").iterdir()
    return ("en", *sorted(folder.name for folder in folders if folder.is_dir() and folder.name != "en"))


@cache
def lexicon(name: str, language: str = "en") -> frozenset[str]:
    """The lower-cased entries of a word list. Raises ``WhenceError`` where there is no such list."""
    return frozenset(line.lower() for line in _lines(name, language))


@cache
def lexicons(*names: str, language: str = "en") -> frozenset[str]:
    """The entries of several word lists in one set; made once, since a union made anew costs more than its use."""
    return frozenset().union(*(lexicon(name, language) for name in names))


@cache
def lexicon_pairs(name: str, language: str = "en") -> dict[str, str]:
    """A word list of lines ``key<TAB>value`` or ``key => value``; keys are lower-cased. Do not change the result."""
    pairs: dict[str, str] = {}
    for line in _lines(name, language):
        key, mark, value = line.partition("\t")
        if not mark:
            key, mark, value = line.partition("=>")
        pairs[key.strip().lower()] = value.strip()
    return pairs


def _lines(name: str, language: str) -> list[str]:
    place = resources.files("whence.text") / "lexicons" / language / f"{name}.txt"
    try:
        lines = place.read_text(encoding="utf-8").splitlines()
    except OSError:
        raise WhenceError(f"There is no word list {name!r} for the language {language!r}.") from None
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]
