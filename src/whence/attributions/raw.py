"""The seam between finding spans and everything after it: one found attribution, before it is linked.

A finder is any ``Callable[[str], list[RawAttribution]]``; offsets are those of the string it was given.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from whence.model import Span


@dataclass(frozen=True, slots=True)
class RawAttribution:
    """A source, cue and content as found, with the base form of its cue ("say") and the rule that found it."""

    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    base: str = ""
    rule: str = ""

    def shifted(self, by: int) -> RawAttribution:
        """The same attribution, *by* code points further on."""
        return RawAttribution(
            self.source.shifted(by) if self.source else None,
            self.cue.shifted(by) if self.cue else None,
            tuple(span.shifted(by) for span in self.content),
            self.base,
            self.rule,
        )


Finder = Callable[[str], list[RawAttribution]]
