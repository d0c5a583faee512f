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
    r"\s*(?:goodbye|good-bye|hello|thank you|thanks|sorry|no (?:to|thanks|more)|grace|a prayer|nothing|a word"
    r"|(?:a lot|much|little|something|more|volumes) about)\b(?!,)",
    re.IGNORECASE,
)
_UNSAID = re.compile(
    r"\b(?:not|never|cannot|declin(?:e|es|ed|ing)|refus(?:e|es|ed|ing)|would|could|might|may|must|should|can)\b|n['’]t\b",
    re.IGNORECASE,
)
_SELF = re.compile(r"(?:this|our) (?:newspaper|paper|outlet|website|magazine|programme|station)\b", re.IGNORECASE)
_INFERRED = frozenset(["this", "that", "which", "these", "those"])
_BACK = 40


def refused(text: str, raw: RawAttribution) -> bool:
    """Whether *raw*, found in *text*, only looks like an attribution."""
    if raw.cue is None:
        return False
    source = raw.source.of(text).lower() if raw.source else ""
    if source in _NOBODY or source in _INFERRED or _SELF.match(source) or _UNSAID.search(raw.cue.of(text)):
        return True
    first = min(raw.source.start, raw.cue.start) if raw.source else raw.cue.start
    if _BEFORE.search(text[max(0, first - _BACK) : first]):
        return True
    if raw.base == "according to":
        return bool(raw.source and _conforms(raw.source.of(text)))
    if raw.base == "believe" and text.startswith("in ", raw.content[0].start):
        return True
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
