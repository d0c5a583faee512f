"""A text with its quotations hidden, so that rules see the sentences around them, and spans grown to them again."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace

from whence.attributions.clauses import BLANK
from whence.attributions.raw import RawAttribution
from whence.attributions.sentence import MASK
from whence.model import Span
from whence.text import Quotation


@dataclass(frozen=True, slots=True)
class Quotes:
    """The quotations of a text, for stretching a span to the marks it cuts through."""

    all: list[Quotation]
    starts: list[int]

    def at(self, place: int) -> Quotation | None:
        """The quotation that covers *place*, if any."""
        k = bisect_right(self.starts, place) - 1
        return self.all[k] if k >= 0 and place < self.all[k].span.end else None


def masked(text: str, marked: list[Quotation]) -> str:
    """*text* with the words in quotations blanked; a closing stop stays, so that sentences still end there."""
    pieces: list[str] = []
    at = 0
    for quotation in marked:
        start, end = quotation.span.start, quotation.inner.end
        keep = 1 if end > start and text[end - 1] in ".!?" else 0
        pieces += [text[at:start], MASK * (end - keep - start), text[end - keep : end]]
        at = end
        if quotation.closed:
            pieces.append(text[end : quotation.span.end])
            at = quotation.span.end
    return "".join([*pieces, text[at:]])


def stretched(raw: RawAttribution, text: str, quotes: Quotes) -> RawAttribution:
    """*raw* with its contents grown to whole quotations and trimmed of blanks."""
    content: list[Span] = []
    for span in raw.content:
        first, last = quotes.at(span.start), quotes.at(span.end - 1)
        start = min(span.start, first.span.start) if first else span.start
        end = max(span.end, last.span.end) if last else span.end
        while end > start and text[end - 1] in BLANK + ",;—":
            end -= 1
        while start < end and text[start] in BLANK + ",;:—":
            start += 1
        if end - start > 1:
            content.append(Span(start, end))
    return replace(raw, content=tuple(content))
