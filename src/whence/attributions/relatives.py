"""Whom a "who" or "which" goes back to: the noun phrase right before it, its apposition included.

Wrong where that phrase holds another one that is meant: "the aide of the mayor, who".
"""

from __future__ import annotations

import re

from whence.model import SourceKind, Span
from whence.text import kind_of

_PHRASE = re.compile(
    r"(?:(?:[A-Z][\w’'.-]*\s(?:(?:of|for|and|de|van|the)\s)?)*[A-Z][\w’'-]*"
    r"(?:, (?:now |then |also )?(?:the|a|an|\d+)[^,.;:\n]{0,60})?"
    r"|\b(?:the|a|an|another|some|many|several|those|these|two|three|one|its|his|her|their)"
    r"\s(?:(?!--)[^,.;:!?\n—–]){2,60}"
    r"|\b[a-z-]+s|\b(?:he|she|they))(?= ?[,(]? ?$)"
)
_NAME = re.compile(r"(?:[A-Z][\w’'.-]*\s)*[A-Z][\w’'-]*(?= ?[,(]? ?$)")
_VERB = re.compile(r"\b(?:was|were|is|are|has|had|have|will|would|said)\b")
_AS = re.compile(r"(?:[A-Z][\w’'.-]*\s)*[A-Z][\w’'.-]*(?= as (?:an?|the) [a-z -]{3,40},? ?$)")
"""A name and what its bearer is there: "PW-1 as an eyewitness, who"."""
_BY = re.compile(r".* (?:from|by) ")
_REACH = 140


def before_relative(text: str, place: int) -> Span | None:
    """What the "who", "which" or "that" at *place* goes back to; a "who" to nothing that is only read."""
    start = max(text.rfind("\n", 0, place) + 1, place - _REACH)
    before, who = text[start:place], text.startswith("who", place)
    found = (_AS.search(before) if who else None) or _PHRASE.search(before)
    if found and _VERB.search(found[0]):
        found = _NAME.search(before)
    if found is None:
        return None
    sender = _BY.match(found[0]) if who and kind_of(found[0]) is SourceKind.DOCUMENT else None
    return Span(start + found.start() + (sender.end() if sender else 0), start + found.end())
