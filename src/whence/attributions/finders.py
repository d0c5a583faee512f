"""The finders that a reader can choose from: the learned tagger and the rules together, or rules alone.

The two together are the default where the tagger's libraries are installed. Inside contents rules find what is nested,
since the tagger was never shown nested attributions.
"""

from __future__ import annotations

from importlib.util import find_spec

from whence.attributions import hybrid, spans
from whence.attributions.raw import Finder, RawAttribution
from whence.errors import UsageError

FINDERS = ("auto", "rules", "tagger")


def finder(name: str = "auto") -> Finder:
    """The finder called *name*; "auto" is the tagger where its libraries are installed, else rules.

    UsageError for another name, or for the tagger where its libraries are missing.
    """
    return spans.find if meant(name) == "rules" else _both


def meant(name: str) -> str:
    """What *name* comes to here: "rules" or "tagger". Raises UsageError as ``finder`` does."""
    if name not in FINDERS:
        raise UsageError(f"{name}: there is no such finder; choose from {', '.join(FINDERS)}")
    if find_spec("onnxruntime") is not None and find_spec("tokenizers") is not None:
        return "rules" if name == "rules" else "tagger"
    if name == "tagger":
        raise UsageError("the tagger needs two libraries more: pip install 'whence[tagger]'")
    return "rules"


def _both(text: str) -> list[RawAttribution]:
    """What the tagger and the rules find together."""
    from whence.attributions import tagger

    return hybrid.joined(text, tagger.find(text), spans.find(text))
