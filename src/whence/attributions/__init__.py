"""Who says what in one document: attributions with source, cue, content, nesting, chain, kind and modality."""

from whence.attributions.linking import linked, nest
from whence.attributions.raw import Finder, RawAttribution
from whence.attributions.spans import find
from whence.model import Attribution, Document

__all__ = ["Finder", "RawAttribution", "attributions"]


def attributions(document: Document) -> tuple[Attribution, ...]:
    """Every attribution of *document* in reading order, outer ones before those nested in them. Never raises."""
    return linked(document, nest(document.text, find))
