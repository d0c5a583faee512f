"""The relation of two statements as rules tell it, read again by the network where there is one.

Among the statements of a case the network only takes back: details that read as a conflict. Of two statements that a
user compares it also tells what rules leave open, if no figure, date, name, place or opposite word stands against it:
a network counts badly and takes "survived" for "died". Wrong where neither sees that two events of one kind are meant.
"""

from __future__ import annotations

import re
from dataclasses import replace

from whence.links.anchor import Background, anchor
from whence.links.circumstances import cause_finding, roles_differ
from whence.links.dated import date_finding
from whence.links.guards import guarded
from whence.links.likelihood import Likelihood, likelihood
from whence.links.relation import relation
from whence.links.slots import negation_finding, place_finding
from whence.links.terms import name_terms
from whence.model import Evidence, Link, Relation, Slot, Statement

_OPEN = "anchor"
"""The reason of rules that only says that words are not alike enough."""
_COUNTED = ("figure", "date", "times")
_LINKS = (Relation.SAME, Relation.DETAILS, Relation.CONTRADICTS, Relation.UPDATES)
_DENIED = 0.85
"""Probability of a conflict from which details are taken back."""
_SUPPORTS = 0.6
_CONFLICTS = 0.65
"""Probability from which what rules leave open is told: a false contradiction costs more than a false support."""
_OTHER_WAY = 0.6
"""Probability of the less sure direction from which two statements say the same, and neither says more."""


def reviewed(a: Statement, b: Statement) -> Link:
    """How *a* and *b* stand to each other, by rules and network; by rules alone where its libraries are missing."""
    link = relation(a, b)
    read = likelihood(a.text, b.text) if a.modality and b.modality else None
    if read is None:
        return link
    if link.relation in _LINKS:
        return _believed(link, read)
    opened = link.evidence[0].rule == _OPEN and not _parted(a, b)
    return _weighed(_told(link, read, a, b) if opened else link, read)


def believed(link: Link, a: Statement, b: Statement) -> Link | None:
    """The link that rules made of *a* and *b*; nothing where the network takes it back."""
    if link.relation is not Relation.DETAILS or _counted(link) or (read := likelihood(a.text, b.text)) is None:
        return link
    kept = _believed(link, read)
    return kept if kept.relation in _LINKS else None


def _believed(link: Link, read: Likelihood) -> Link:
    """The link, or "cannot tell" for details that read as a conflict."""
    if link.relation is not Relation.DETAILS or _counted(link) or read.conflict < _DENIED:
        return link
    return _link(link, Relation.CANNOT_TELL, None, 0.5, f"the words read as a conflict ({read.conflict:.0%})")


def _weighed(link: Link, read: Likelihood) -> Link:
    """The link; where it is "unrelated", as sure as the network is that two events are told of."""
    return link if link.relation is not Relation.UNRELATED else replace(link, score=round(1 - read.event, 3))


def _counted(link: Link) -> bool:
    """Whether figures or dates decided, which a network cannot weigh."""
    return any(proof.rule.startswith(_COUNTED) for proof in link.evidence)


def _parted(a: Statement, b: Statement) -> bool:
    """Whether something that the network overlooks tells of two events or persons."""
    findings = (date_finding(a, b), place_finding(a, b), cause_finding(a, b))
    conflict = any(found is not None and found.standing.parts for found in findings)
    return conflict or guarded(a, b) is not None


def _told(link: Link, read: Likelihood, a: Statement, b: Statement) -> Link:
    """What the network makes of two statements that rules found too unlike to compare.

    Two kinds of event, as a sale and a purchase, are one fact only where the names change places. Names alone that
    differ make no conflict: there may be two such events.
    """
    near = anchor(a, b, Background.empty())
    if near.names_clash or near.senses_clash != roles_differ(a, b):
        return link
    forward = read.forward >= _SUPPORTS and _numbers(b) <= _numbers(a)
    backward = read.backward >= _SUPPORTS and _numbers(a) <= _numbers(b)
    alike = (forward and backward) if near.senses_clash else (forward or backward)
    if alike and negation_finding(a, b) is None:
        both = min(read.forward, read.backward) >= _OTHER_WAY and _numbers(a) == _numbers(b)
        kind = Relation.SAME if both else Relation.DETAILS
        return _link(link, kind, None, read.support, f"the words read as the same fact ({read.support:.0%})")
    names_alone = (
        bool(near.left_only and near.right_only)
        and near.left_only <= name_terms(a.names)
        and near.right_only <= name_terms(b.names)
    )
    if read.conflict >= _CONFLICTS and not near.senses_clash and not names_alone and _numbers(a) == _numbers(b):
        detail = f"the words read as a conflict ({read.conflict:.0%})"
        return _link(link, Relation.CONTRADICTS, Slot.OTHER, read.conflict, detail)
    return link


def _numbers(statement: Statement) -> frozenset[str]:
    """The numbers of a statement, written out or not."""
    figures = {f"{figure.low} {figure.high}" for figure in statement.figures}
    return frozenset(figures | set(re.findall(r"\d+", statement.text)))


def _link(link: Link, kind: Relation, slot: Slot | None, score: float, detail: str) -> Link:
    proof = Evidence("network", detail, link.evidence[-1].here, link.evidence[-1].there)
    return Link(link.left, link.right, kind, slot, round(score, 3), (proof, *link.evidence))
