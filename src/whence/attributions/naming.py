"""Which capitalised words of a text are names, which of them speak, and which are one person's."""

from __future__ import annotations

import re
from collections.abc import Sequence

from whence.attributions.cues import cue_forms
from whence.model import SourceKind, Span
from whence.text import bare_name, kind_of, lexicon

_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
_BRACKET = re.compile(r"\([^()\n]{0,80}\)")
_NEXT_WORD = re.compile(r" (?:has |had |also )?([a-z]+)")


def callers(text: str, names: Sequence[Span]) -> frozenset[str]:
    """The names of one word right before a plain verb of saying: "Musel submits that"."""
    found: set[str] = set()
    for span in names:
        name = bare_name(span.of(text))
        verb = _NEXT_WORD.match(text, span.end) if name and " " not in name else None
        cue = cue_forms().get(verb[1]) if verb and verb[1] not in lexicon("cues_ambiguous") else None
        if cue and cue.form in ("past", "s") and name not in found and kind_of(name) is SourceKind.PERSON:
            found.add(name)
    return frozenset(found)


def in_headline(text: str, name: Span) -> bool:
    """Whether the line around *name* is set with a capital on nearly every word, so that names cannot be told."""
    start, end = text.rfind("\n", 0, name.start) + 1, text.find("\n", name.end)
    line = _BRACKET.sub("", text[start : end if end >= 0 else len(text)])
    if len(line) > 200:
        return False
    long = [word for word in _LONG_WORD.findall(line) if word.lower() not in lexicon("name_links")]
    return len(long) >= 5 and sum(word[0].isupper() for word in long) >= 0.8 * len(long)


def shortened(first: str, namesakes: dict[str, list[str]]) -> bool:
    """Whether the given name *first* is an initial, or a middle name, of the only person with that surname."""
    if len(namesakes) != 1:
        return False
    (given, names), initial = next(iter(namesakes.items())), first.rstrip(".")
    return (len(initial) == 1 and given.startswith(initial)) or any(first in name.split() for name in names)
