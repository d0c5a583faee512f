"""Links that stand in words beside the source: "told The Herald", "citing X", "seen by X", "carried by X".

Told, seen, obtained and carried add an outer link; citing adds an inner one. Ordinary addressees (reporters, police,
a court) add none. Wrong on an outlet whose name holds no word that says so.
"""

from __future__ import annotations

import re

from whence.model import Span

_NAME = r"((?:the |The )?[A-Z][\w’'.&-]*(?: (?:of |for |and |the )?[A-Z][\w’'.&-]*){0,5})"
_TOLD = re.compile(rf"\s+{_NAME}")
_SHOWN = re.compile(rf"\b(?:seen|obtained|carried|published|reviewed|aired|broadcast|released) by {_NAME}")
_INTERVIEW = re.compile(rf"\b(?:in an interview with|speaking to|in an interview to|in remarks to) {_NAME}")
_CITING = re.compile(rf"\b(?:citing|quoting) ((?:an?|the|its|two|three) [^,.;:\n]{{3,60}}|{_NAME[1:-1]})")


def told(text: str, cue: Span) -> Span | None:
    """The name that stands right after a telling cue."""
    found = _TOLD.match(text, cue.end, min(len(text), cue.end + 120))
    return Span(*found.span(1)) if found else None


def interviewed(text: str, within: Span) -> Span | None:
    """The name after "in an interview with"."""
    return _first(_INTERVIEW, text, within)


def shown(text: str, within: Span) -> Span | None:
    """The name after "seen by", "obtained by", "carried by"."""
    return _first(_SHOWN, text, within)


def cited(text: str, within: Span) -> Span | None:
    """The source after "citing"."""
    return _first(_CITING, text, within)


def _first(pattern: re.Pattern[str], text: str, within: Span) -> Span | None:
    found = pattern.search(text, within.start, min(within.end, within.start + 2000))
    return Span(*found.span(1)) if found else None
