"""Links that stand in words beside the source: "told The Herald", "citing X", "seen by X", "carried by X".

Told, seen, obtained, carried and "quoted as saying by" add an outer link; citing adds inner ones. Ordinary addressees
(reporters, police, a court) add none. Wrong on an outlet whose name holds no word that says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from whence.attributions.phrases import HANDED_ON
from whence.model import Span
from whence.text import can_speak, lexicons

_PAPER = r"(?:(?:(?:state |official |local )?(?:daily|weekly|newspaper|magazine|broadcaster|news agency|website)) )?"
_NAME = rf"((?:the |The )?{_PAPER}[A-Z][\w’'.&-]*(?: (?:of |for |and |the )?[A-Z][\w’'.&-]*){{0,5}})"
_PHRASE = r"((?:state|local|national|foreign) (?:television|media|radio|TV)|the (?:group|agency|newspaper|paper|station|outlet|broadcaster|organisation|organization|charity|website))"  # noqa: E501
_BODY = rf"(?:{_NAME}|{_PHRASE})"
_TOLD = re.compile(
    rf"\s+{_BODY}\b(?! (?:[A-Z]\w* )*(?:newspaper|paper|daily|station|broadcaster|agency|magazine|website|channel)\b)"
)
_TOLD_PAPER = re.compile(
    r"\s+((?:the )?(?:[A-Z][\w’'.&-]* ){1,4}[A-Z][\w’'.&-]*) (?:newspaper|daily|magazine|website|station)\b(?! [A-Z])()"
)
"""A paper whose whole name stands before its noun, unlike "the Lisk paper"."""
_SHOWN = re.compile(
    rf"\b(?:{HANDED_ON})"
    rf"(?: (?:on )?(?:\w+day|yesterday|today))? by {_BODY}"
)
_SHOWN_AFTER = re.compile(
    r"[^.;:“”\"]{0,60}?,? (?:that|which) (?:was|were|has been|have been|had been) "
    rf"(?:seen|obtained|reviewed) by {_BODY}"
)
_OPENING = re.compile(
    r"(?:As (?:first )?(?:reported|quoted|cited) by|In (?:an?|the|his|her|its|their) (?:[\w-]+ ){1,4}"
    rf"(?:{HANDED_ON}) by) {_BODY}"
)
_APPOSED = re.compile(rf", (?:{HANDED_ON}) by [^,.;:\"“”\n]{{3,60}}, ")
_INTERVIEW = re.compile(
    rf"\b(?:[Ii]n an interview with|[Ss]peaking to|[Ii]n an interview to|[Ii]n remarks to"
    rf"|(?:remarks|comments|a speech|a statement) (?:carried|published|aired|broadcast|released) by) {_BODY}"
)
_QUOTED_BY = re.compile(rf"\s+by {_BODY}")
_HAVING_TOLD_BY = re.compile(rf"[^.,;:“”\"\n]{{0,60}}? by {_BODY}")
_TOLD_TO = re.compile(rf"{_BODY} $")
_ENDED = r"(?=[,.;:\n]|$)"
_CITING = re.compile(
    rf"\b(?:[Cc]iting|[Qq]uoting|which cited|which quoted) ((?:[^,.;:\n]|(?<=\b[A-Z])\.){{3,60}}){_ENDED}"
)
_NUMBER = re.compile(
    r"(?:the |a |your |their )?(?:\w+ )?(?:reference|ref|serial|(?:incident|crime|case) (?:no|number|ref))\b"
    r"|[A-Z]{0,6}-?\d+\b",
    re.IGNORECASE,
)
"""What a caller is asked to quote: "quoting reference number 195"."""
_WHICH = re.compile(
    rf", (?:which|who) (?:had |has )?(?:quoted|cited|published|obtained|seen|saw) ([^,.;:\n]{{3,60}}){_ENDED}"
)


_STOP = re.compile(r"(?<=\w{3})\. ")
"""The end of a sentence within what looks like a name: "told CPG. On March 13"."""
_NEXT = re.compile(r" ([a-z]+)\b")
_PRESS = re.compile(r" (?:state )?(?:press|media|newspapers?|papers|television|radio)\b")
"""What goes on with the name of a country: "told the Maltese press"."""


def told(text: str, cue: Span, content: tuple[Span, ...]) -> Span | None:
    """The name between a telling cue and its *content*, unless it is whose owner or reporter was told."""
    end = min([len(text), cue.end + 120, *(span.start for span in content if span.start >= cue.end)])
    name = _name(_TOLD.match(text, cue.end, end) or _TOLD_PAPER.match(text, cue.end, end))
    noun = _NEXT.match(text, name.end) if name else None
    return None if noun and noun[1] in lexicons("office_nouns", "unnamed_classes") else name


def told_to(text: str, cue: Span) -> Span | None:
    """The name right before a passive telling cue: "Radio Lisk has been told"."""
    return _name(_TOLD_TO.search(text, max(0, cue.start - 60), cue.start))


def quoted_by(text: str, cue: Span) -> Span | None:
    """The name after "was quoted as saying by", "was quoted as having told the court by"."""
    form = _HAVING_TOLD_BY if " as having " in text[cue.start : cue.end + 12] else _QUOTED_BY
    return _name(form.match(text, cue.end, min(len(text), cue.end + 120)))


def interviewed(text: str, within: Span) -> Span | None:
    """The name after "in an interview with" or "in remarks carried by"."""
    return _first(_INTERVIEW, text, within)


def opening(text: str, sentence: Span) -> Span | None:
    """The name in "As reported by the Courier, ..." and "In a letter seen by the Lantern, ..."."""
    return _name(_OPENING.match(text, sentence.start, sentence.end))


def shown(text: str, source: Span, cue: Span) -> Span | None:
    """The name after "seen by", "quoted by" and the like: in *source*, between it and *cue*, or a clause after it."""
    apposed = _APPOSED.fullmatch(text, source.end, max(source.end, cue.start))
    within = Span(source.start, apposed.end()) if apposed else source
    after = _SHOWN_AFTER.match(text, within.end, min(len(text), within.end + 160))
    return _first(_SHOWN, text, within) or _name(after)


def cited(text: str, within: Span, content: tuple[Span, ...]) -> Iterator[Span]:
    """The sources after "citing" and after "which quoted", outside *content*, the outer one first."""
    for found in _CITING.finditer(text, within.start, min(within.end, within.start + 2000)):
        place = Span(*found.span(1))
        if not can_speak(found[1]) or _NUMBER.match(found[1]):
            continue
        if any(span.overlaps(place) for span in content):
            continue
        yield place
        further = _WHICH.match(text, place.end, min(len(text), place.end + 100))
        if further:
            yield Span(*further.span(1))
        return


def _first(pattern: re.Pattern[str], text: str, within: Span) -> Span | None:
    return _name(pattern.search(text, within.start, min(within.end, within.start + 2000)))


def _name(found: re.Match[str] | None) -> Span | None:
    if found is None:
        return None
    span = Span(*found.span(1 if found[1] else 2))
    if stop := _STOP.search(found.string, span.start, span.end):
        span = Span(span.start, stop.start())
    press = _PRESS.match(found.string, span.end)
    return Span(span.start, press.end()) if press else span
