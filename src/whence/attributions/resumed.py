"""Quotations that go on after their cue, and whole quotations that no cue governs.

Wrong where another speaker's quotation follows in the same paragraph without a word between.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace

from whence.attributions.cues import cue_forms
from whence.attributions.raw import RawAttribution
from whence.model import Span
from whence.text import Quotation, can_speak

_OPENING_VERB = re.compile(r"(?:(?:also|has|have|had|then|later) )*([a-z]+) that\b")
_OPENING_NAME = re.compile(r"(?:^|[.!?][\"”]? |\n)((?:The )?[A-Z][\w’'-]*(?: (?:of |for |and |the )?[\w’'-]+){0,4}) $")


def resumed(text: str, marked: list[Quotation], found: list[RawAttribution]) -> list[RawAttribution]:
    """Each attribution of a quotation with the quotations that go on after its cue in the same paragraph or run, and
    with the paragraphs of the run before it.
    """
    places = sorted(raw.cue.start for raw in found if raw.cue)
    starts = [quotation.span.start for quotation in marked]
    taken = {span.start for raw in found for span in raw.content}
    grown: list[RawAttribution] = []
    for raw in found:
        content = list(raw.content)
        at = max(0, bisect_right(starts, content[-1].end - 1) - 1)
        verbatim = bool(marked) and marked[at].span.end >= content[-1].end > marked[at].span.start
        if verbatim:
            content += _after(text, marked, raw, at, places)
            content = [*_before(marked, content[0], starts, taken), *content]
        grown.append(replace(raw, content=tuple(content)))
    return grown


def _after(text: str, marked: list[Quotation], raw: RawAttribution, at: int, places: list[int]) -> list[Span]:
    """The quotations by which that at index *at*, the last of *raw*, goes on; *places* are those of all cues."""
    more: list[Span] = []
    end = max(span.end for span in (raw.content[-1], raw.cue, raw.source) if span)
    run = marked[at].run
    for quotation in marked[at + 1 :]:
        between = text[end : quotation.span.start]
        k = bisect_right(places, end)
        cued = k < len(places) and places[k] <= _sentence_end(text, quotation.span.end)
        whole = len(quotation.inner) >= 12 and (text[quotation.inner.end - 1] in ".!?,…" or between.strip(" ,.") == "")
        apart = "\n\n" in between and between.strip(" .\n")
        if quotation.run != run and (cued or apart or len(between) > 400 or not whole):
            break
        if quotation.span.start >= end:
            more.append(quotation.span)
        end, run = max(end, quotation.span.end), quotation.run
    return more


def _before(marked: list[Quotation], first: Span, starts: list[int], taken: set[int]) -> list[Span]:
    """The paragraphs of one quotation before that which *first*, a whole one, is; none where another has them."""
    at = bisect_right(starts, first.start) - 1
    if at < 0 or marked[at].span.start != first.start:
        return []
    opens = at
    while opens and marked[opens - 1].run == marked[at].run and marked[opens - 1].span.start not in taken:
        opens -= 1
    return [quotation.span for quotation in marked[opens:at]]


def _sentence_end(text: str, place: int) -> int:
    """Where the sentence that a quotation opens ends, near enough to see a cue right after it."""
    if text[place - 2 : place - 1] in tuple(".!?…"):
        return place
    stop = text.find(".", place, place + 200)
    return stop if stop >= 0 else min(len(text), place + 200)


def _whole(text: str, quotation: Quotation) -> bool:
    """Whether a quotation is a sentence of its own and no title or scare quote."""
    words = quotation.inner.of(text).split()
    if len(quotation.inner) >= 30 and text[quotation.inner.end - 1] in ".!?,":
        return True
    before = text[max(0, quotation.span.start - 3) : quotation.span.start].rstrip(" ")
    alone = before == "" or before[-1] in "\n.!?"
    return alone and len(words) >= 4 and text[quotation.inner.end - 1] in ".!?"


def loose_quotes(text: str, marked: list[Quotation], found: list[RawAttribution]) -> list[RawAttribution]:
    """Whole quotations that no cue governs, one attribution a run; short ones are scare quotes or titles."""
    taken = sorted(span for raw in found for span in raw.content)
    starts = [span.start for span in taken]
    runs: dict[int, list[Span]] = {}
    for quotation in marked:
        k = bisect_right(starts, quotation.inner.start)
        if any(span.overlaps(quotation.inner) for span in taken[max(0, k - 12) : k + 1]):
            continue
        if _whole(text, quotation):
            runs.setdefault(quotation.run, []).append(quotation.span)
    return [
        RawAttribution(_subject(text, spans[0]), None, tuple(spans), "", "loose quotation") for spans in runs.values()
    ]


def _subject(text: str, quoted: Span) -> Span | None:
    """Who says what a quotation that opens with the verb tells: "The union “also found that ...”"."""
    verb = _OPENING_VERB.match(text, quoted.start + 1, quoted.end)
    name = (
        _OPENING_NAME.search(text[max(0, quoted.start - 80) : quoted.start])
        if verb and verb[1] in cue_forms()
        else None
    )
    if name is None or not can_speak(name[1]):
        return None
    return Span(quoted.start - 1 - len(name[1]), quoted.start - 1)
