"""The finders that a reader can choose from: rules alone, or the learned tagger with rules where it is silent.

Inside contents rules find what is nested, since the tagger was never shown nested attributions.
"""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec

from whence.attributions import spans
from whence.attributions.raw import Finder, RawAttribution
from whence.errors import UsageError

FINDERS = ("rules", "tagger")


def finder(name: str) -> Finder:
    """The finder called *name*; UsageError for another name, or for the tagger where its libraries are missing."""
    if name == "rules":
        return spans.find
    if name != "tagger":
        raise UsageError(f"{name}: there is no such finder; choose from {', '.join(FINDERS)}")
    if find_spec("onnxruntime") is None or find_spec("tokenizers") is None:
        raise UsageError("the tagger needs two libraries more: pip install 'whence[tagger]'")
    return _tagged


@cache
def _tagger() -> Finder:
    from whence.attributions import tagger

    return tagger.find


def _tagged(text: str) -> list[RawAttribution]:
    """What the tagger finds, and what rules find where it is silent."""
    found = _tagger()(text)
    added = [raw for raw in spans.find(text) if not any(_meets(raw, other) for other in found)]
    return sorted([*found, *added], key=lambda raw: (raw.content[0], raw.cue or raw.content[0]))


def _meets(one: RawAttribution, other: RawAttribution) -> bool:
    """Whether the two are about the same cue, or one stands in the other's content."""
    cues = [raw.cue or raw.content[0] for raw in (one, other)]
    parts = [[s for s in (raw.source, raw.cue, *raw.content) if s] for raw in (one, other)]
    return any(cues[0].overlaps(part) for part in parts[1]) or any(cues[1].overlaps(part) for part in parts[0])
