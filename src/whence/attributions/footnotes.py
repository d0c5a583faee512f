"""Sentences whose source stands in a numbered note: "Nine wells were filled.[3]" and "[3] Interview with a shepherd".

Only notes that name whom they rest on are read: an interview, a testimony, a title with its author. Wrong where numbers
begin anew within one text, so a number that two notes have is left alone.
"""

from __future__ import annotations

import re
from collections import Counter

from whence.attributions.raw import NOTED, RawAttribution
from whence.model import Span
from whence.text import sentences

_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_NOTE = re.compile(r"\n(?:\[(?P<n>\d{1,3})\]|(?P<r>[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})) ?(?=\S)")
_MARK = re.compile(r"(?P<stop>[.!?][”\"’)]*)(?:\[(?P<n>\d{1,3})\]|(?P<r>[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}))$")
_RESTS_ON = re.compile(
    r"(?:(?:[A-Z][\w’'-]* ){0,4}(?:[Tt]elephone |[Ss]kype |[Rr]emote )?[Ii]nterviews? with "
    r"|(?:[Ww]itness )?(?:[Ss]tatement|[Tt]estimony|[Aa]ffidavit|[Dd]eclaration) of )(?P<who>[^,.;:()\n]{3,60})"
    r"|(?P<author>[A-Z][^,.;:“\"\n]{2,60}), [“\"]"
)


def noted(text: str, found: list[RawAttribution]) -> list[RawAttribution]:
    """Each sentence with a mark of a note that names its source, where nothing of *found* is in the sentence."""
    sources = _sources(text)
    if not sources:
        return []
    taken = sorted(raw.cue.start for raw in found if raw.cue)
    added: list[RawAttribution] = []
    for span in sentences(text):
        mark = _MARK.search(text, max(span.start, span.end - 12), span.end)
        source = sources.get(_number(mark)) if mark else None
        if mark and source and not any(span.start <= place < span.end for place in taken):
            content = Span(span.start, mark.start("stop"))
            added += [RawAttribution(source, None, (content,), "say", NOTED)] if len(content) > 12 else []
    return added


def _sources(text: str) -> dict[str, Span]:
    """Whom each note names, by its number."""
    notes = list(_NOTE.finditer(text))
    if not notes:
        return {}
    often = Counter(_number(note) for note in notes)
    found: dict[str, Span] = {}
    for note in notes:
        named = _RESTS_ON.match(text, note.end()) if often[_number(note)] == 1 else None
        if named:
            found[_number(note)] = Span(*named.span("who" if named["who"] else "author"))
    return found


def _number(found: re.Match[str]) -> str:
    return found["n"] or found["r"].translate(_RAISED)
