"""Which text was taken from which, where two share words: the direction, and of several texts the one it came from.

Direction comes from who credits or cites whom, then from dates, then from a text that holds more than its counterpart.
Where none decides, two opposite derivations of probability 0.5 say so. Words that three texts share come from the one
that is named, else the one that agrees in most, changes and errors included, else the earliest: two copies of it are no
copies of each other. Siblings of an absent parent look like parent and child: a dated copy is the more probable
parent, not a certain one.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from whence.lineage.reuse import covered
from whence.model import Attribution, Derivation, DerivationKind, Document, Evidence, Form, Passage, Reuse, Span

REUSE = (DerivationKind.COPY, DerivationKind.PASSAGE)
"""What shared words show."""
SURE = 0.95
"""Probability of a direction that dates or a citation give."""
LIKELY = 0.6
"""Probability from which a text counts as taken from another, so that it may explain what it shares with a third."""
SIBLING = 0.25
"""Probability of a derivation between texts one of which has the words from a third, where dates do not exclude it."""
REST = 60
"""Characters of a stretch that a better source may lack and still explain it: too few to be a passage."""
AS_MANY = 0.9
"""Share of the words of the fullest source that a source must hold to be preferred because it is named."""
CHANGED = 4
"""Characters, a word or so: a source that agrees in more of them than another is the nearer one."""

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class _Taking:
    """What *derived* may have taken from *source*: where that stands, and how many characters agree."""

    source: str
    derived: str
    kind: DerivationKind
    probability: float
    spans: tuple[Span, ...]
    agreeing: float
    evidence: Evidence


def derivation(kind: DerivationKind, source: str, derived: str, probability: float, evidence: Evidence) -> Derivation:
    """A derivation with its stable id."""
    identifier = hashlib.sha256(f"{kind}\0{source}\0{derived}".encode()).hexdigest()[:16]
    return Derivation(identifier, source, derived, kind, probability, evidence.here, evidence.there, (evidence,))


def reused(
    documents: Mapping[str, Document],
    attributions: Mapping[str, tuple[Attribution, ...]],
    passages: Iterable[Passage],
    named: set[Pair],
) -> Iterator[Derivation]:
    """The derivations that shared words show. *named* holds (source, derived) where the one names the other."""
    takings = [taking for pair in _pairs(passages) for taking in _takings(documents, attributions, pair, named)]
    likely = {(taking.source, taking.derived) for taking in takings if taking.probability >= LIKELY}
    by_derived: dict[str, list[_Taking]] = defaultdict(list)
    for taking in takings:
        by_derived[taking.derived].append(taking)
    for derived in sorted(by_derived):
        for taking in _nearest(by_derived[derived], documents, named, likely):
            yield derivation(taking.kind, taking.source, derived, taking.probability, taking.evidence)


def direction(left: Document, right: Document, shares: tuple[float, float], named: set[Pair]) -> tuple[float, str]:
    """Probability that *right* was taken from *left* (0.5: unknown), and why. One direction only where it is sure.

    *shares* are those of the two texts that are shared.
    """
    forward, backward = (left.id, right.id) in named, (right.id, left.id) in named
    if forward != backward:
        return (1.0 if forward else 0.0), "one names the other as its source"
    if left.date and right.date and left.date.last < right.date.first:
        return 1.0, f"the text of {left.date.first} is earlier"
    if left.date and right.date and right.date.last < left.date.first:
        return 0.0, f"the text of {right.date.first} is earlier"
    if shares[1] >= 0.85 and shares[0] <= 0.7:
        return 0.75, "one text holds all of the other and more"
    if shares[0] >= 0.85 and shares[1] <= 0.7:
        return 0.25, "one text holds all of the other and more"
    return 0.5, "the dates do not tell which came first"


def _pairs(passages: Iterable[Passage]) -> Iterator[list[Passage]]:
    """The passages of each pair of documents that one may have taken from the other."""
    pairs: dict[Pair, list[Passage]] = {}
    for passage in passages:
        if passage.kind in (Reuse.COPY, Reuse.PASSAGE):
            pairs.setdefault((passage.left, passage.right), []).append(passage)
    for pair in sorted(pairs):
        yield pairs[pair]


def _takings(
    documents: Mapping[str, Document],
    attributions: Mapping[str, tuple[Attribution, ...]],
    passages: Sequence[Passage],
    named: set[Pair],
) -> Iterator[_Taking]:
    """Shared words mean that one text was taken from the other, unless both only quote the same speech."""
    left, right = documents[passages[0].left], documents[passages[0].right]
    kept = [
        p for p in passages if not (_quoted(attributions, p.left, p.here) and _quoted(attributions, p.right, p.there))
    ]
    if not kept:
        return
    here, there = tuple(p.here for p in kept), tuple(p.there for p in kept)
    agreeing = _agreeing(kept, here), _agreeing(kept, there)
    shares = (covered(here, left), covered(there, right))
    kind = DerivationKind.COPY if any(p.kind is Reuse.COPY for p in kept) else DerivationKind.PASSAGE
    longest = max(kept, key=lambda p: (len(p.here), p.here))
    forward, why = direction(left, right, shares, named)
    agree = "agree" if longest.similarity == 1 else "nearly agree"
    words = f"{len(longest.here.of(left.text).split())} words in a row {agree}; {why}"
    if forward > 0.0:
        evidence = Evidence("shared-words", words, longest.there, longest.here)
        yield _Taking(left.id, right.id, kind, min(forward, SURE), there, agreeing[1], evidence)
    if forward < 1.0:
        evidence = Evidence("shared-words", words, longest.here, longest.there)
        yield _Taking(right.id, left.id, kind, min(1.0 - forward, SURE), here, agreeing[0], evidence)


def _agreeing(passages: Sequence[Passage], spans: Sequence[Span]) -> float:
    """The characters of *spans*, the passages' in one text, that agree with the other text; none is counted twice."""
    total = 0.0
    taken: list[Span] = []
    for passage, span in sorted(zip(passages, spans, strict=True), key=lambda pair: (-pair[0].similarity, pair[1])):
        total += passage.similarity * min(_left_over(span, taken), len(passage.here), len(passage.there))
        taken.append(span)
    return total


def _nearest(
    takings: Sequence[_Taking], documents: Mapping[str, Document], named: set[Pair], likely: set[Pair]
) -> Iterator[_Taking]:
    """Those of *takings* (of one derived text) that no better one explains: one that is likely and has the same words.

    The two sources share these words too. So they came by way of the better one, or the other is only a sibling; where
    the direction between siblings is unknown, both stay, as hardly probable.
    """
    holding = {taking: [other for other in takings if _holds(other, taking)] for taking in takings}

    def place(taking: _Taking) -> tuple[bool, bool, bool, bool, str]:
        fullest = max((other.agreeing for other in holding[taking] if other.probability >= LIKELY), default=0.0)
        date = documents[taking.source].date
        return (
            taking.agreeing < AS_MANY * fullest,
            (taking.source, taking.derived) not in named,
            taking.agreeing < fullest - CHANGED,
            any((other.source, taking.source) in likely for other in holding[taking]),
            date.last.isoformat() if date else "undated",
        )

    places = {taking: place(taking) for taking in takings}
    kept: list[_Taking] = []
    for taking in sorted(takings, key=lambda taking: (places[taking], taking.source)):
        able = (other for other in kept if other in holding[taking] and other.probability >= LIKELY)
        better = next((other for other in able if places[other] < places[taking]), None)
        if better is None:
            kept.append(taking)
            yield taking
        elif taking.probability < LIKELY:
            why = f"{taking.evidence.detail}; more likely taken from {documents[better.source].name}"
            yield replace(taking, probability=SIBLING, evidence=replace(taking.evidence, detail=why))


def _holds(other: _Taking, taking: _Taking) -> bool:
    """Whether the source of *other* has the words of *taking* too; only then the two can be weighed."""
    return all(_left_over(span, other.spans) < REST for span in taking.spans)


def _left_over(span: Span, spans: Iterable[Span]) -> int:
    """The characters of *span* that lie in none of *spans*."""
    left, at = 0, span.start
    for other in sorted(spans):
        left += max(0, min(other.start, span.end) - at)
        at = max(at, other.end)
    return left + max(0, span.end - at)


def _quoted(attributions: Mapping[str, tuple[Attribution, ...]], document: str, span: Span) -> bool:
    """Whether a verbatim quotation of *document* holds the whole of *span*, but for a few characters."""
    return any(
        content.start - 20 <= span.start and span.end <= content.end + 20
        for attribution in attributions.get(document, ())
        if attribution.form is not Form.INDIRECT
        for content in attribution.content
    )
