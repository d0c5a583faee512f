"""Whose words those are that two attributions claim: the same words have one speaker.

A comma before a quotation's closing mark leads on to the speaker after it; a stop leaves it to the speaker before it,
who resumes. Of words without marks the surer attribution is kept. Wrong where a stop stands before the speaker who
follows ("...” That was Ada Finch").
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from whence.attributions.raw import LABEL, RawAttribution
from whence.model import Span

_MARKS = "\"“”„«»‘’'‹›"
_STOP = re.compile(r"[.!?][\"”]? $")
_NEAR = 60
"""Characters after a quotation in which the speaker that its comma leads to is named."""
_AHEAD = 20
"""Further spans that are looked at: more do not begin within one that they nearly fill."""
_SAME = 0.8
"""Share of the longer of two spans from which they are the same words."""


def owned(text: str, found: Sequence[RawAttribution]) -> list[RawAttribution]:
    """*found* with each quotation in one of them alone; what has no content left is gone."""
    kept = _ended(text, found)
    claims = sorted((span, i) for i, raw in enumerate(kept) for span in raw.content)
    for k, (span, i) in enumerate(claims):
        for other, j in claims[k + 1 : k + 1 + _AHEAD]:
            if other.start >= span.end:
                break
            if i != j and _alike(span, other):
                loser = j if _owner(text, span, kept[i], kept[j]) is kept[i] else i
                kept[loser] = _without(kept[loser], span)
    return [raw for raw in kept if raw.content]


def _ended(text: str, found: Sequence[RawAttribution]) -> list[RawAttribution]:
    """*found*, where what nobody quotes ends before a sentence that another reports: "..., she said. He will come,
    according to an aide."
    """
    opens = sorted(span.start for raw in found for span in raw.content if _opens_sentence(text, span.start))

    def ended(span: Span) -> Span:
        at = bisect_right(opens, span.start)
        if text[span.start] in _MARKS or at == len(opens) or opens[at] >= span.end:
            return span
        return Span(span.start, span.start + len(text[span.start : opens[at]].rstrip()))

    return [replace(raw, content=tuple(map(ended, raw.content))) for raw in found]


def _opens_sentence(text: str, place: int) -> bool:
    return bool(_STOP.search(text, max(0, place - 3), place))


def _alike(one: Span, other: Span) -> bool:
    """Whether two spans are nearly the same words."""
    shared = min(one.end, other.end) - max(one.start, other.start)
    return shared >= _SAME * max(len(one), len(other))


def _owner(text: str, span: Span, one: RawAttribution, other: RawAttribution) -> RawAttribution:
    """The one of the two that *span* belongs to; a line of a transcript is whose name stands before it."""
    if (one.rule == LABEL) != (other.rule == LABEL):
        return one if one.rule == LABEL else other
    if text[span.start] not in _MARKS:
        return max(one, other, key=lambda raw: raw.probability)
    if text[span.start : span.end].rstrip(_MARKS + " ").endswith(","):
        after = [raw for raw in (one, other) if 0 <= _first(raw, span) - span.end <= _NEAR]
        if after:
            return min(after, key=lambda raw: _first(raw, span))
    before = [raw for raw in (one, other) if raw.cue is not None and raw.cue.end <= span.start]
    named = [raw for raw in (one, other) if raw.source is not None]
    return max(before, key=lambda raw: raw.cue.end if raw.cue else 0) if before else (named or [one])[0]


def _first(raw: RawAttribution, span: Span) -> int:
    """Where the source or cue of *raw* first stands after *span*; before everything where neither does."""
    return min((part.start for part in (raw.source, raw.cue) if part and part.start >= span.end), default=-1)


def _without(raw: RawAttribution, span: Span) -> RawAttribution:
    return replace(raw, content=tuple(other for other in raw.content if not _alike(other, span)))
