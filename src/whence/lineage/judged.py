"""What persons decided about derivations, laid over what was found: rejected ones go, accepted and added ones are sure.

The findings themselves stay as they are; of several judgements on one finding the latest counts. A judgement names a
derivation by its id, or two documents by `pair`; one on a derivation that is no longer found waits until it is again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from whence.lineage.copying import REUSE, derivation
from whence.model import Derivation, DerivationKind, Evidence, Judgement

ACCEPT, REJECT, ADD = "accept", "reject", "add"
ADDED = "added"
"""Rule of the evidence of a derivation that a person added."""
_FROM = " from "


@dataclass(frozen=True, slots=True)
class Judged:
    """Derivations as they stand after all judgements, and the (source, derived) documents that a person parted."""

    derivations: tuple[Derivation, ...]
    parted: frozenset[tuple[str, str]] = frozenset()


def pair(source: str, derived: str) -> str:
    """How a judgement names two documents (ids): that *derived* was taken from *source*."""
    return f"{derived}{_FROM}{source}"


def judged(found: Sequence[Derivation], judgements: Iterable[Judgement], documents: Collection[str]) -> Judged:
    """*found* with *judgements*, oldest first, laid over; *documents* are the ids of those in the folder."""
    latest: dict[str, Judgement] = {}
    for judgement in judgements:
        latest.pop(judgement.finding, None)
        latest[judgement.finding] = judgement
    when = {finding: number for number, finding in enumerate(latest)}
    standing: dict[str, Derivation] = {}
    apart: dict[tuple[str, str], int] = {}
    for finding, judgement in latest.items():
        derived, _, source = finding.partition(_FROM)
        if judgement.verdict == REJECT:
            standing.pop(finding, None)
            if source:
                apart[source, derived] = when[finding]
        elif judgement.verdict in (ADD, ACCEPT) and source in documents and derived in documents:
            new = derivation(DerivationKind.CITATION, source, derived, 1.0, _by(judgement, ADDED))
            standing[new.id] = new
    parted = set(apart)
    for edge in found:
        decision = latest.get(edge.id)
        if decision and decision.verdict == REJECT:
            if edge.kind is DerivationKind.CITATION:
                parted.add((edge.source, edge.derived))
            continue
        if decision and decision.verdict == ACCEPT and when[edge.id] > apart.get((edge.source, edge.derived), -1):
            edge = replace(edge, probability=1.0, evidence=(*edge.evidence, _by(decision, "accepted")))
        elif (edge.source, edge.derived) in apart:
            continue
        standing.setdefault(edge.id, edge)
    sure = {(e.source, e.derived) for e in standing.values() if e.probability == 1.0}
    left = [e for e in standing.values() if e.kind not in REUSE or (e.derived, e.source) not in sure]
    return Judged(tuple(sorted(left, key=lambda e: (e.derived, e.source, e.kind))), frozenset(parted - sure))


def _by(judgement: Judgement, rule: str) -> Evidence:
    note = f": {judgement.note}" if judgement.note else ""
    return Evidence(rule, f"{rule} by {judgement.by} on {judgement.at[:10]}{note}")
