"""The source's stance to its content, from the cue alone.

Hedges inside the content ("may") count only where the cue itself asserts nothing more.
"""

from __future__ import annotations

import re

from whence.model import Modality, SourceKind
from whence.text import lexicon

_QUESTIONS = frozenset({"ask", "wonder", "question"})
_ORDERS = frozenset({"urge", "demand"})
_HEDGED = re.compile(r"\b(?:may|might|could|perhaps|possibly|probably)\b", re.IGNORECASE)


def modality_of(base: str, kind: SourceKind, content: str) -> Modality | None:
    """The stance that cue *base* takes to *content*; ``None`` for questions and orders."""
    if base in _QUESTIONS or base in _ORDERS or content.rstrip("\"”’' ").endswith("?"):
        return None
    if base in lexicon("cues_denied"):
        return Modality.DENIED
    if kind is SourceKind.UNSPECIFIED:
        return Modality.UNSPECIFIED
    if base in lexicon("cues_hedged") or _HEDGED.search(content[:60]):
        return Modality.HEDGED
    return Modality.ASSERTED
