"""The source's stance to its content, from the cue alone.

Hedges inside the content ("may") count only where the cue itself asserts nothing more.
"""

from __future__ import annotations

import re

from whence.attributions.classes import negated
from whence.model import CueClass, Modality, SourceKind
from whence.text import hearsay, lexicon

_TOLD = frozenset({CueClass.STATEMENT, CueClass.DOCUMENT, CueClass.DENIAL, CueClass.BELIEF})
_HEDGED = re.compile(r"\b(?:may|might|could(?! not\b)|[Pp]erhaps|[Pp]ossibly|[Pp]robably)\b")
"""The month has a capital."""


def modality_of(cue_class: CueClass, cue: str, base: str, kind: SourceKind, content: str) -> Modality | None:
    """The stance that *cue* (base form *base*) takes to *content*; ``None`` where nobody tells it as a fact."""
    if cue_class not in _TOLD or negated(cue) or content.rstrip("\"”’' ").endswith("?"):
        return None
    if cue_class is CueClass.DENIAL:
        return Modality.DENIED
    if kind is SourceKind.UNSPECIFIED:
        return Modality.UNSPECIFIED
    hedged = _HEDGED.search(content[:60]) or hearsay(content)
    if cue_class is CueClass.BELIEF or base in lexicon("cues_hedged") or hedged:
        return Modality.HEDGED
    return Modality.ASSERTED
