"""A record of a sitting: a speaker's name alone on a line, and what was said in the paragraphs after it.

Only where speakers come back, since a list of people has the same form. Of the last speaker one paragraph is read.
"""

from __future__ import annotations

import re

from whence.attributions.raw import LABEL, RawAttribution
from whence.model import Span
from whence.text import bare_name, lexicon, paragraphs

_LONGEST, _LEAST = 80, 3
_HEAD = re.compile(r"([A-Z][^()\n!?:]{2,60}?)(?: \([^()]{2,60}\))?:?")
_DEED = re.compile(r"[a-z ]{2,20}|[(\[].*[)\]]")
"""What a record tells of a speaker who says nothing: "rose"."""


def turns(text: str) -> list[RawAttribution]:
    """What each speaker of a sitting says."""
    parts = paragraphs(text) if text.count("\n\n") >= _LEAST else []
    heads = [(k, name) for k, part in enumerate(parts) if (name := _speaker(text, part))]
    names = {bare_name(name.of(text)).split()[-1] for _, name in heads}
    if len(heads) < _LEAST or not 1 < len(names) < len(heads):
        return []
    ends = [k for k, _ in heads[1:]] + [min(len(parts), heads[-1][0] + 2)]
    found: list[RawAttribution] = []
    for (k, name), end in zip(heads, ends, strict=True):
        said = tuple(part for part in parts[k + 1 : end] if not _DEED.fullmatch(part.of(text)))
        found += [RawAttribution(name, None, said, "say", LABEL)] if said else []
    return found


def _speaker(text: str, part: Span) -> Span | None:
    """The name of *part*, a paragraph that is nothing but a title or office with a name, and perhaps a bracket."""
    found = _HEAD.fullmatch(text, part.start, part.end) if len(part) <= _LONGEST else None
    if found is None:
        return None
    words = found[1].split()
    titled = bare_name(found[1]) != found[1] or words[-1].lower() in lexicon("office_nouns")
    capitals = all(word[0].isupper() or word in lexicon("particles") for word in words)
    return Span(*found.span(1)) if titled and capitals and len(words) > 1 and words[-1][-1] != "." else None
