"""Quotations that go on after their cue, and whole quotations that no cue governs.

Wrong where another speaker's quotation follows in the same paragraph without a word between.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace

from whence.attributions.raw import RawAttribution
from whence.model import Span
from whence.text import Quotation


def resumed(text: str, marked: list[Quotation], found: list[RawAttribution]) -> list[RawAttribution]:
    """Each attribution of a quotation with the quotations that go on after its cue in the same paragraph or run."""
    places = sorted(raw.cue.start for raw in found if raw.cue)
    starts = [quotation.span.start for quotation in marked]
    grown: list[RawAttribution] = []
    for raw in found:
        content = list(raw.content)
        at = max(0, bisect_right(starts, content[-1].end - 1) - 1)
        verbatim = bool(marked) and marked[at].span.end >= content[-1].end > marked[at].span.start
        end = max(content[-1].end, raw.cue.end if raw.cue else 0, raw.source.end if raw.source else 0)
        run = marked[at].run if verbatim else -1
        for place in range(at + 1, len(marked) if verbatim else 0):
            quotation = marked[place]
            between = text[end : quotation.span.start]
            k = bisect_right(places, end)
            cued = k < len(places) and places[k] <= _sentence_end(text, quotation.span.end)
            joined = quotation.run == run
            whole = len(quotation.inner) >= 12 and (
                text[quotation.inner.end - 1] in ".!?,…" or between.strip(" ,.") == ""
            )
            apart = "\n\n" in between and between.strip(" .\n")
            if not joined and (cued or apart or len(between) > 400 or not whole):
                break
            if quotation.span.start >= end:
                content.append(quotation.span)
            end, run = max(end, quotation.span.end), quotation.run
        grown.append(replace(raw, content=tuple(content)))
    return grown


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
    return [RawAttribution(None, None, tuple(spans), "", "loose quotation") for spans in runs.values()]
