"""Who says what in one document: attributions with source, cue, content, nesting, chain, kind and modality.

Headings and the furniture around a text (header lines, navigation) are no part of what is read.
"""

import re
import sys
from types import ModuleType

from whence.attributions.finders import finder as chosen
from whence.attributions.linking import linked, nest
from whence.attributions.listed import finder_for
from whence.attributions.raw import Finder, RawAttribution
from whence.attributions.spans import find
from whence.attributions.voices import Voices
from whence.model import Attribution, BlockKind, Document, Span
from whence.text import blanked, spoken

__all__ = ["Finder", "RawAttribution", "attributions"]

_UNREAD = frozenset({BlockKind.FURNITURE, BlockKind.HEADING})
_NOISE = re.compile(r"[^\w\s]{200,}")
"""A run of marks in which nobody says anything."""


def attributions(document: Document, finder: Finder | None = None) -> tuple[Attribution, ...]:
    """Every attribution of *document* in reading order, outer ones before those nested in them. Never raises.

    *finder* finds the outermost ones (``None``: the tagger and the rules together, or rules alone where the tagger's
    libraries are missing); those inside their contents are found by rules. A text in another language with word lists
    is read by them, whatever the finder.
    """
    text = _read(document)
    language = spoken(document.text, document.language) or "en"
    if language != "en":
        listed = finder_for(language)
        return linked(document, nest(text, listed, listed), Voices.of(document.text, language))
    return linked(document, nest(text, finder or chosen(), find))


def _read(document: Document) -> str:
    """The text with line ends in place of what is not read, so that offsets stay."""
    unread = [block.span for block in document.blocks if block.kind in _UNREAD]
    return blanked(document.text, [*unread, *(Span(*noise.span()) for noise in _NOISE.finditer(document.text))])


class _Callable(ModuleType):
    """The room and its verb share a name: ``whence.attributions(document)``."""

    def __call__(self, document: Document, finder: Finder | None = None) -> tuple[Attribution, ...]:
        return attributions(document, finder)


sys.modules[__name__].__class__ = _Callable
