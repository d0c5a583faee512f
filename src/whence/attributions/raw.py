"""The seam between finding spans and everything after it: one found attribution, before it is linked.

A finder is any ``Callable[[str], list[RawAttribution]]``; offsets are those of the string it was given.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, replace

from whence.model import Span

LABEL = "label"
"""The rule of words that stand after, or before, nothing but a speaker's name."""
BRACKETED = "bracketed"
"""The rule of words whose source stands in brackets after them."""
NOTED = "noted"
"""The rule of a sentence whose source stands in a note."""


@dataclass(frozen=True, slots=True)
class RawAttribution:
    """A source, cue and content as found, with the base form of its cue ("say") and the rule that found it.

    ``probability`` is the mean probability of its tags (1 where rules alone found it); ``seen_by_both`` says whether
    rules and tagger both saw it, ``None`` where rules were asked alone.
    """

    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    base: str = ""
    rule: str = ""
    probability: float = 1.0
    seen_by_both: bool | None = None

    def shifted(self, by: int) -> RawAttribution:
        """The same attribution, *by* code points further on."""
        return replace(
            self,
            source=self.source.shifted(by) if self.source else None,
            cue=self.cue.shifted(by) if self.cue else None,
            content=tuple(span.shifted(by) for span in self.content),
        )


Finder = Callable[[str], list[RawAttribution]]


def outermost(found: list[RawAttribution]) -> list[RawAttribution]:
    """Those whose cue lies in no other's content."""
    kept: list[RawAttribution] = []
    reach: list[Span] = sorted(span for raw in found for span in raw.content)
    starts = [span.start for span in reach]
    for raw in found:
        place = raw.cue or raw.content[0]
        near = reach[max(0, bisect_right(starts, place.start) - 12) : bisect_right(starts, place.start)]
        if raw.rule in ("joined", "participle") or not any(
            span.holds(place) for span in near if span not in raw.content
        ):
            kept.append(raw)
    return kept
