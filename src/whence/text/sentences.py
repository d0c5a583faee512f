"""Paragraphs and sentences of a text.

A sentence ends at a stop with its closing marks, unless an abbreviation, an initial or a lower-case word after it
says otherwise. Wrong on abbreviations it does not know and on texts without capitals.
"""

from __future__ import annotations

import re

from whence.model import Span
from whence.text.lexicons import lexicon

_CLOSERS = "\"'”’»›)\\]}“"
NOTE_MARK = r"(?:[⁰¹²³⁴-⁹]+|(?:\[\d{1,3}\])+)?"
"""The pattern of what may lead from the end of a sentence to a note: "said.¹", "said.[12]"."""
_STOP = re.compile(rf"(?<![.!?…؟۔。！？])[.!?…؟۔。！？]+(?:[{_CLOSERS}]+)?{NOTE_MARK}(?=\s)|[。！？]+")
_LAST_WORD = re.compile(r"[^\s\"“”‘’«»()\[\]]+$")
_NEXT = re.compile(r"[\"'“‘«‹„(\[\-–—•*]*([^\W_]*)(?:\s+([^\W_]+))?(?:\s+([^\W_]+))?(?:\s+([^\W_]+))?")


def paragraphs(text: str) -> list[Span]:
    """The stretches of *text* between blank lines, without the white space around them."""
    found: list[Span] = []
    start: int | None = None
    end = at = 0
    for line in text.split("\n"):
        stripped = line.strip()
        if stripped:
            first = at + line.index(stripped[0])
            start = first if start is None else start
            end = first + len(stripped)
        elif start is not None:
            found.append(Span(start, end))
            start = None
        at += len(line) + 1
    if start is not None:
        found.append(Span(start, end))
    return found


def sentences(text: str, within: Span | None = None) -> list[Span]:
    """The sentences of *text* (or of *within*) in order; none crosses a paragraph."""
    base = within.start if within else 0
    stretch = within.of(text) if within else text
    return [one for paragraph in paragraphs(stretch) for one in _split(text, paragraph.shifted(base))]


def _split(text: str, paragraph: Span) -> list[Span]:
    found: list[Span] = []
    start = paragraph.start
    for stop in _STOP.finditer(text, paragraph.start, paragraph.end):
        if _ends(text, start, stop, paragraph.end):
            found.append(Span(start, stop.end()))
            start = stop.end()
            while start < paragraph.end and text[start].isspace():
                start += 1
    if start < paragraph.end:
        found.append(Span(start, paragraph.end))
    return found


def _ends(text: str, start: int, stop: re.Match[str], end: int) -> bool:
    """Whether a sentence that began at *start* ends at this stop."""
    at = stop.end()
    while at < end and text[at].isspace():
        at += 1
    after = _NEXT.match(text, at, min(end, at + 120))
    word = after.group(1) if after else ""
    if word[:1].islower():
        return False
    mark = stop.group()
    if mark[-1] in "\"'”’»›“" and _goes_on(mark, after):
        return False
    if mark != "." or not word:
        return True
    before = _LAST_WORD.search(text, max(start, stop.start() - 40), stop.start())
    return before is None or _stands(before.group() + ".", word)


def _goes_on(mark: str, after: re.Match[str] | None) -> bool:
    """Whether a reporting clause follows the closing mark ("Really?" Smith asked)."""
    if after is None or mark[0] == ".":
        return False
    verbs = lexicon("speech_verbs")
    return any((word or "").lower() in verbs for word in after.groups()[1:3])


def _stands(before: str, after: str) -> bool:
    """Whether a full stop ends the sentence, from the words on its two sides."""
    low = before.lower()
    if low in lexicon("closing_abbreviations"):
        return after.lower() in lexicon("sentence_openers")
    if low in lexicon("abbreviations"):
        return low == "no." and not after[0].isdigit()
    if len(before) == 2 and before[0].isupper() and before[0] != "I":
        return False
    return (
        not re.fullmatch(r"(?:[^\W\d_]\.)+", before)
        or low.count(".") < 2
        or after.lower() in lexicon("sentence_openers")
    )
