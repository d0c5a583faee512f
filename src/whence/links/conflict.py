"""Whether a slot of two anchored statements conflicts, grew, or cannot be told; and what makes a conflict doubtful.

A doubt makes "cannot tell" of a conflict. Wrong where a doubt is groundless: then a contradiction is not told.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from whence.links.anchor import Anchor
from whence.links.circumstances import cause_finding, lack_finding, name_finding, remeasured, turned_finding
from whence.links.counted import DENIED
from whence.links.dated import once
from whence.links.guards import aimed, veiled
from whence.links.headings import heading_terms
from whence.links.parts import parts_of_one_whole
from whence.links.slots import Finding, Standing, negation_finding, place_finding, unlike_scope
from whence.links.ties import both_places, of_two, retold, tied
from whence.model import Evidence, Link, Modality, Polarity, Relation, Slot, Statement

_STATES = (Slot.FIGURE, Slot.NEGATION)
_APART = (Slot.CAUSE, Slot.PLACE, Slot.NAME)
"""Slots whose conflict itself makes each statement say what the other does not."""
_DECIDES = ("names", "roles", "causes of one event")
"""Rules that have looked at all other words."""
_OWN, _MUCH = 2.0, 4.0
"""Weight of what only one says from which another thing may be meant, and from which a "not" may belong to that."""

_CORRECTS = re.compile(r"\bnot\b[^.;]{1,80}\bbut\b", re.IGNORECASE)
""""Not this but that", which affirms that."""

Doubt = Callable[[Finding, Statement, Statement, Anchor], bool]


def contradicted(a: Statement, b: Statement, near: Anchor, slots: list[Finding], words: Evidence) -> Link | None:
    """The link if a slot conflicts or grew, or cannot be told."""
    unclear = [s for s in slots if s.standing is Standing.UNCLEAR]
    grew = [s for s in slots if s.standing is Standing.GREW]
    if not unclear and grew and tied(a, b) and not of_two(a, b, slots):
        return made(a, b, Relation.UPDATES, grew[0].slot, near.smaller, (grew[0].evidence, words))
    if open_ := unclear or grew:
        return made(a, b, Relation.CANNOT_TELL, open_[0].slot, 0.5, (open_[0].evidence, words))
    first = next(iter(_conflicts(a, b, slots)), None)
    if first is None:
        return None
    two = first.slot is Slot.FIGURE and first.evidence.rule != DENIED and of_two(a, b, slots)
    hedged = Modality.HEDGED in (a.modality, b.modality)
    if two or hedged or not _sure(first, a, b, near) or any(doubt(first, a, b, near) for doubt in _DOUBTS):
        return made(a, b, Relation.CANNOT_TELL, first.slot, 0.5, (first.evidence, words))
    kind = Relation.UPDATES if first.slot in _STATES and remeasured(a, b) else Relation.CONTRADICTS
    return made(a, b, kind, first.slot, near.smaller, (first.evidence, words))


def _conflicts(a: Statement, b: Statement, slots: list[Finding]) -> list[Finding]:
    """The slots that conflict, first those given, then those that are looked for only now."""
    names = name_finding(a, b) or turned_finding(a, b)
    others = (negation_finding(a, b), lack_finding(a, b), place_finding(a, b), cause_finding(a, b), names)
    return [*(s for s in slots if s.standing is Standing.CONFLICTS), *(s for s in others if s)]


def _sure(first: Finding, a: Statement, b: Statement, near: Anchor) -> bool:
    """Whether the statements are so near that the conflict is of one thing."""
    if first.evidence.rule in _DECIDES:
        return True
    near_enough = near.close or _counts(first, near, parts_of_one_whole(a, b))
    return near_enough and (not near.names_clash or _explained(first, a, b))


def _each_adds(first: Finding, a: Statement, b: Statement, near: Anchor) -> bool:
    """Each says something of its own, and the event is not surely one."""
    if not near.apart or first.slot in _APART or first.evidence.rule == "opposites":
        return False
    return not (near.close and near.senses and max(near.left_rest, near.right_rest) < _OWN)


def _not_of_more(first: Finding, a: Statement, b: Statement, near: Anchor) -> bool:
    """The "not" may belong to what only one of them says, or both may say it, or it denies something else."""
    if first.evidence.rule != "negation":
        return False
    other, negative = (b, a) if a.polarity is Polarity.NEGATIVE else (a, b)
    more = max(near.left_rest, near.right_rest) >= _MUCH or _CORRECTS.search(negative.text)
    return bool(more) or veiled(other, negative) or unlike_scope(a, b)


def _untied(first: Finding, a: Statement, b: Statement, near: Anchor) -> bool:
    """They may be of two things of one kind."""
    return first.slot in _STATES and not (tied(a, b) or retold(a, b, near))


def _one_article(first: Finding, a: Statement, b: Statement, near: Anchor) -> bool:
    """An article may tell how its own count went on, where only its title ties the two."""
    return a.document == b.document and first.slot is Slot.FIGURE and bool(heading_terms(a) or heading_terms(b))


def _two_places(first: Finding, a: Statement, b: Statement, near: Anchor) -> bool:
    """Both places may be right."""
    return first.slot is Slot.PLACE and both_places(a, b, near)


def _only_aimed(first: Finding, a: Statement, b: Statement, near: Anchor) -> bool:
    """What is aimed at may not have been done."""
    return first.evidence.rule == "negation" and (aimed(a) or aimed(b))


_DOUBTS: tuple[Doubt, ...] = (_each_adds, _not_of_more, _untied, _one_article, _two_places, _only_aimed)


def _explained(finding: Finding, a: Statement, b: Statement) -> bool:
    """Whether the conflict is itself what makes the names differ."""
    return finding.slot is Slot.NAME or (finding.slot is Slot.PLACE and (len(a.names) > 1 or once(a, b)))


def _counts(finding: Finding, near: Anchor, parts: bool) -> bool:
    """Whether a conflicting figure counts one kind of event that both tell of, or *parts* of one whole."""
    counted = finding.slot in (Slot.FIGURE, Slot.NEGATION) and finding.evidence.rule.startswith("figure")
    one_event = (bool(near.senses) and near.smaller >= 0.6) or (parts and near.smaller >= 0.9)
    return counted and one_event and near.larger >= 0.4


def made(
    a: Statement, b: Statement, kind: Relation, slot: Slot | None, score: float, evidence: tuple[Evidence, ...]
) -> Link:
    """A link of *a* and *b*; *score* is kept from 0 to 1."""
    return Link(a.id, b.id, kind, slot, round(min(1.0, max(0.0, score)), 3), evidence)
