"""The finders that a reader can choose from: the learned tagger and the rules together, or one of them first or alone.

Inside contents rules find what is nested, since the tagger was never shown nested attributions.
"""

from __future__ import annotations

from whence.attributions import hybrid, spans
from whence.attributions.owners import owned
from whence.attributions.raw import Finder, RawAttribution
from whence.encoder import installed
from whence.errors import UsageError

FINDERS = ("auto", "both", "tagger", "rules")
"""*both*: each where it is the better one, with whence's edges, without beliefs that only the tagger takes for sayings.
*tagger*: all that it finds, with the edges of the corpus that it learned from, and rules where it is silent."""


def finder(name: str = "auto") -> Finder:
    """The finder called *name*; "auto" is both where the tagger's libraries are installed, else rules.

    UsageError for another name, or for one with the tagger where its libraries are missing.
    """
    return {"both": _both, "tagger": _tagger_first, "rules": _rules}[meant(name)]


def meant(name: str) -> str:
    """What *name* comes to here: "both", "tagger" or "rules". Raises UsageError as ``finder`` does."""
    if name not in FINDERS:
        raise UsageError(f"{name}: there is no such finder; choose from {', '.join(FINDERS)}")
    if installed():
        return "both" if name == "auto" else name
    if name in ("both", "tagger"):
        raise UsageError("the tagger needs two libraries more: pip install onnxruntime tokenizers")
    return "rules"


def _both(text: str) -> list[RawAttribution]:
    from whence.attributions import tagger

    return owned(text, hybrid.joined(text, tagger.find(text), spans.find(text)))


def _tagger_first(text: str) -> list[RawAttribution]:
    from whence.attributions import tagger

    return owned(text, hybrid.filled(tagger.find(text), spans.find(text)))


def _rules(text: str) -> list[RawAttribution]:
    return owned(text, spans.find(text))
