"""Which found attributions are none: hypothetical or negated saying, "contrary to what X said", "according to plan".

It looks at the words around source and cue alone, so it serves every finder. Wrong where a condition is quoted.
"""

from __future__ import annotations

import re

from whence.attributions.raw import RawAttribution
from whence.text import lexicon

_NOBODY = frozenset(["nobody", "no one", "none", "neither", "no-one", "anyone", "anybody", "whoever"])
_BEFORE = re.compile(
    r"(?:\b(?:if|unless|suppose|supposing|whether|in case|had|contrary to what|despite what|whatever|as if|lest)"
    r"|\bwould have been (?:true|right) if)\s+(?:the |a |an |any )?$",
    re.IGNORECASE,
)
_CONFORM = re.compile(
    r"(?:the |a |an |their |its |his |her |our )?(?:\w+ )?(?:plan|plans|schedule|rule|rules|need|needs|custom|customs"
    r"|tradition|size|age|rank|hours?|weight|height|taste|ability|recipe|season|seasons|circumstances?|standards?"
    r"|procedures?|instructions?|wishes|requirements?|principles?|criteria|type|colour|color|length|price|income"
    r"|alphabetical order|merit|seniority|usage)\b",
    re.IGNORECASE,
)
_IDIOM = re.compile(
    r"\s*(?:goodbye|good-bye|hello|thank you|thanks|sorry|no (?:to|thanks|more)|grace|a prayer|nothing|a word)\b(?!,)",
    re.I,
)
_BACK = 40


def refused(text: str, raw: RawAttribution) -> bool:
    """Whether *raw*, found in *text*, only looks like an attribution."""
    if raw.cue is None:
        return False
    if raw.source and raw.source.of(text).lower() in _NOBODY:
        return True
    first = min(raw.source.start, raw.cue.start) if raw.source else raw.cue.start
    if _BEFORE.search(text[max(0, first - _BACK) : first]):
        return True
    if raw.base == "according to":
        return bool(raw.source and _conforms(raw.source.of(text)))
    return raw.base in ("say", "tell") and bool(_IDIOM.match(text, raw.content[0].start))


def _conforms(source: str) -> bool:
    """Whether "according to" means "in conformity with": a rule or a measure, and no word of a speaker or document."""
    found = _CONFORM.match(source)
    known = lexicon("document_nouns") | lexicon("body_nouns") | lexicon("unnamed_classes")
    rest = source[found.end() :].split() if found else []
    return bool(found) and not any(word.strip(",.").lower() in known for word in rest[:4])


def admitted(text: str, found: list[RawAttribution]) -> list[RawAttribution]:
    """Those of *found* that are attributions."""
    return [raw for raw in found if not refused(text, raw)]
