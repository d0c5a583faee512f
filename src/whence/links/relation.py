"""The relation of two statements: the anchor first, then contradiction, updates, support and details.

Precise rather than complete: a doubtful pair is "cannot tell". Wrong where a contradiction is of world knowledge.
"""

from __future__ import annotations

from whence.links.anchor import Anchor, Background, anchor
from whence.links.slots import Finding, Standing, date_finding, figure_findings, negation_finding, place_finding
from whence.model import Evidence, FigureKind, Link, Relation, Slot, Statement


def relation(a: Statement, b: Statement, background: Background | None = None) -> Link:
    """How *a* and *b* stand to each other; always a link, if only of "unrelated" or "cannot tell"."""
    near = anchor(a, b, background or Background.empty())
    words = Evidence("anchor", f"{near.smaller:.0%} and {near.larger:.0%} of the words in common", a.span, b.span)
    if a.modality is None or b.modality is None:
        return _link(a, b, Relation.CANNOT_TELL, None, 0.5, (Evidence("no stance", "a question or an order"),))
    if near.senses_clash or not near.holds:
        opposite = negation_finding(a, b) if near.smaller >= 0.6 and near.weight >= 3 else None
        if opposite and opposite.evidence.rule == "opposites" and near.larger >= 0.6:
            return _link(a, b, Relation.CONTRADICTS, opposite.slot, near.larger, (opposite.evidence, words))
        doubtful = near.smaller >= 0.6 and not near.senses_clash
        return _link(a, b, Relation.CANNOT_TELL if doubtful else Relation.UNRELATED, None, 1 - near.smaller, (words,))
    figures = figure_findings(a, b)
    dates = date_finding(a, b)
    slots = [*figures, *([dates] if dates else [])]
    return _contradicted(a, b, near, slots, words) or _supported(a, b, near, slots, words)


def _contradicted(a: Statement, b: Statement, near: Anchor, slots: list[Finding], words: Evidence) -> Link | None:
    """The link if a slot conflicts or grew, or cannot be told."""
    opposite = negation_finding(a, b)
    unclear = [s for s in slots if s.standing is Standing.UNCLEAR]
    if unclear:
        return _link(a, b, Relation.CANNOT_TELL, unclear[0].slot, 0.5, (unclear[0].evidence, words))
    grew = [s for s in slots if s.standing is Standing.GREW]
    if grew:
        return _link(a, b, Relation.UPDATES, grew[0].slot, near.smaller, (grew[0].evidence, words))
    conflicts = [s for s in slots if s.standing is Standing.CONFLICTS]
    enough = near.senses and near.smaller >= 0.6 and near.larger >= 0.4
    if conflicts:
        sure = near.close or (conflicts[0].slot is not Slot.DATE and enough)
        sure = bool(sure) and not near.names_clash
        kind = Relation.CONTRADICTS if sure else Relation.CANNOT_TELL
        return _link(a, b, kind, conflicts[0].slot, near.smaller if sure else 0.5, (conflicts[0].evidence, words))
    place = place_finding(a, b)
    for finding in (opposite, place):
        if finding:
            sure = near.close and (finding is place or not near.names_clash)
            kind = Relation.CONTRADICTS if sure else Relation.CANNOT_TELL
            return _link(a, b, kind, finding.slot, near.larger, (finding.evidence, words))
    return None


def _supported(a: Statement, b: Statement, near: Anchor, slots: list[Finding], words: Evidence) -> Link:
    """The link of two statements without conflict: same, details, cannot tell, or unrelated."""
    reasons = (*(s.evidence for s in slots), words)
    left, right = _counted(a), _counted(b)
    if left and right and not any(s.slot is not Slot.DATE for s in slots):
        return _link(a, b, Relation.UNRELATED, None, 0.6, (Evidence("other figures", "they count other things"), words))
    if near.names_clash:
        return _link(a, b, Relation.CANNOT_TELL, Slot.NAME, 0.5, reasons)
    added = [s for s in slots if s.standing is Standing.ADDS]
    more = bool(added) or len(a.figures) != len(b.figures) or bool(a.dates) != bool(b.dates)
    if near.larger >= 0.75 and near.smaller >= 0.75 and not more:
        return _link(a, b, Relation.SAME, None, near.larger, reasons)
    if near.smaller >= 0.8 or (more and near.larger >= 0.6):
        slot = added[0].slot if added else None
        return _link(a, b, Relation.DETAILS, slot, near.smaller, reasons)
    agreed = [s for s in slots if s.slot is Slot.FIGURE and s.standing is Standing.AGREES]
    if agreed and near.senses and near.smaller >= 0.6:
        return _link(a, b, Relation.DETAILS if near.larger < 0.5 else Relation.SAME, None, near.smaller, reasons)
    kind = Relation.CANNOT_TELL if near.larger >= 0.5 else Relation.UNRELATED
    return _link(a, b, kind, None, 0.5, reasons)


def _counted(statement: Statement) -> bool:
    """Whether the statement gives a figure that can be compared; ordinals and identifiers only name things."""
    return any(figure.kind not in (FigureKind.ORDINAL, FigureKind.IDENTIFIER) for figure in statement.figures)


def _link(
    a: Statement, b: Statement, kind: Relation, slot: Slot | None, score: float, evidence: tuple[Evidence, ...]
) -> Link:
    return Link(a.id, b.id, kind, slot, round(min(1.0, max(0.0, score)), 3), evidence)
