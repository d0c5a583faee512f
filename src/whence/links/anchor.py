"""The anchor: whether two statements tell of one event or state, before any slot is compared.

Weighted overlap of content words (mapped to the kind of event they tell of) and names. Wrong where two events of one
kind happen to the same people in one place, and where one event is told in wholly different words.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from whence.links.headings import known_names, read_terms
from whence.links.terms import core_terms, light, name_terms, terms
from whence.links.terms import kinds as all_kinds
from whence.model import Span, Statement

_NAME = 1.5
_SENSE = 1.5


@dataclass(frozen=True, slots=True)
class Background:
    """In how many of ``size`` statements each term occurs; makes rare terms weigh more."""

    size: int = 0
    frequency: Mapping[str, int] = field(default_factory=dict)

    @staticmethod
    def empty() -> Background:
        """Knows of no statements: every term weighs the same."""
        return Background()

    def weight(self, term: str) -> float:
        """How much a shared *term* tells, from 0.5 (everywhere) to 1.5 (rare); 1 where nothing is known."""
        if self.size < 20:
            return 1.0
        return 0.5 + math.log((1 + self.size) / (1 + self.frequency.get(term, 0))) / math.log(1 + self.size)


@dataclass(frozen=True, slots=True)
class Anchor:
    """How far two statements tell of one event: the share of each (by weight) that the other holds, 0 to 1.

    ``core`` is the most that the other holds of one without its last subordinate clause. ``left_rest`` and
    ``right_rest`` weigh what only one of them says, words that tell little left out; ``spoken`` counts the shared
    terms that are no names, ``shortest`` the terms of the shorter statement and ``told`` those of them that are not
    light.
    """

    left_held: float
    right_held: float
    core: float
    left_only: frozenset[str]
    right_only: frozenset[str]
    weight: float
    senses: frozenset[str]
    senses_clash: bool
    names_clash: bool
    left_rest: float
    right_rest: float
    spoken: int
    shortest: int
    told: int

    @property
    def smaller(self) -> float:
        """The share of the shorter statement that the longer one holds."""
        return max(self.left_held, self.right_held, self.core)

    @property
    def larger(self) -> float:
        """The share of the longer statement that the shorter one holds."""
        return min(self.left_held, self.right_held)

    @property
    def holds(self) -> bool:
        """Most of the shorter is in the longer, and enough of it, names apart, to mean something."""
        needed = 0.55 if self.senses else 0.7
        least = 0.3 if self.shortest >= 4 or (self.spoken >= 3 and self.smaller == 1.0) else 0.5
        telling = self.spoken >= 2 or bool(self.senses)
        enough = self.told >= 3 or not (self.left_only or self.right_only)
        return telling and enough and self.smaller >= needed and self.larger >= least and self.weight >= 2.4

    @property
    def same_terms(self) -> bool:
        """The two speak of the same, however little it is."""
        return self.told >= 1 and not (self.left_only or self.right_only)

    @property
    def close(self) -> bool:
        """The two use nearly the same words."""
        return (self.holds or self.same_terms) and self.larger >= 0.6 and self.smaller >= 0.7

    @property
    def apart(self) -> bool:
        """Each says something that the other does not."""
        return self.left_rest >= 1.0 and self.right_rest >= 1.0


def background(statements: Sequence[Statement]) -> Background:
    """The number of *statements* in which each term occurs."""
    counts: Counter[str] = Counter()
    for statement in statements:
        counts.update(terms(statement.text))
    return Background(len(statements), dict(counts))


def anchor(a: Statement, b: Statement, known: Background) -> Anchor:
    """How far *a* and *b* tell of one event."""
    left, right = read_terms(a, b)
    named = known_names(a) | known_names(b)
    kinds = all_kinds()

    def weight(found: frozenset[str]) -> float:
        if known.size < 20:  # every weight is a half or a whole number, so that no order is needed for the sum
            return len(found) + (_NAME - 1) * len(found & named) + (_SENSE - 1) * len(found & (kinds - named))
        extra = {term: _NAME if term in named else _SENSE if term in kinds else 1.0 for term in found}
        return sum(known.weight(term) * extra[term] for term in sorted(found))

    common = weight(left & right)
    cores = ((core, other) for s, other in ((a, right), (b, left)) if (core := core_terms(s.text)) != terms(s.text))
    left_kinds, right_kinds = left & kinds, right & kinds
    return Anchor(
        left_held=common / weight(left) if left else 0.0,
        right_held=common / weight(right) if right else 0.0,
        core=max((weight(core & other) / weight(core) for core, other in cores), default=0.0),
        left_only=left - right,
        right_only=right - left,
        weight=common,
        senses=left_kinds & right_kinds,
        senses_clash=bool(left_kinds and right_kinds and not left_kinds & right_kinds),
        names_clash=bool(_own_names(a, right) & (left - right) and _own_names(b, left) & (right - left)),
        left_rest=weight(terms(a.text) - right - light()),
        right_rest=weight(terms(b.text) - left - light()),
        spoken=len((left & right) - named),
        shortest=min(len(left), len(right)),
        told=min(len(left - light()), len(right - light())),
    )


def _own_names(statement: Statement, others: frozenset[str]) -> frozenset[str]:
    """The terms of those names of *statement* of which no word is in the terms of the other statement."""
    return frozenset().union(*(n for name in statement.names if not (n := name_terms((name,))) & others))


def in_document(statement: Statement, inside: Span) -> Span:
    """Where *inside*, a stretch of the statement's text, stands in its document; all of the statement if unknown."""
    start = 0
    if _joined(statement) == len(statement.text):
        for span in statement.spans:
            if start <= inside.start and inside.end <= start + len(span):
                return inside.shifted(span.start - start)
            start += len(span) + 1
    return statement.span


def in_text(statement: Statement, span: Span) -> Span | None:
    """Where *span*, a stretch of the document, stands in the statement's text, if that can be told."""
    start = 0
    if _joined(statement) == len(statement.text):
        for piece in statement.spans:
            if piece.holds(span):
                return span.shifted(start - piece.start)
            start += len(piece) + 1
    return None


def _joined(statement: Statement) -> int:
    """The length of the statement's words joined by single spaces."""
    return sum(len(span) + 1 for span in statement.spans) - 1
