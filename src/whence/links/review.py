"""The relation of two statements as rules tell it, read again by the network where there is one.

The network takes back what it does not believe, and tells what rules leave open where it is very sure. Figures, dates
and guards stay with the rules: a network does not count. Wrong where both are.
"""

from __future__ import annotations

from whence.links.likelihood import Likelihood, likelihood
from whence.links.relation import relation
from whence.model import Evidence, Link, Relation, Slot, Statement

_OPEN = frozenset({"anchor"})
"""Reasons of rules that only say that words are not alike enough."""
_COUNTED = (Slot.FIGURE, Slot.DATE)
_SUPPORTS = (Relation.SAME, Relation.DETAILS)
_REREAD = (Relation.DETAILS, Relation.CONTRADICTS)
"""Relations of a whole case that are read again: the same in nearly the same words is not, for the time it takes."""
_LINKS = (*_SUPPORTS, Relation.CONTRADICTS, Relation.UPDATES)
_DENIED = 0.85
"""Probability of a conflict from which support is taken back, and of support both ways from which a conflict is."""
_SURE = 0.85
"""Probability from which what rules leave open is told."""
_ONE_EVENT = 0.5


def reviewed(a: Statement, b: Statement) -> Link:
    """How *a* and *b* stand to each other, by rules and network; by rules alone where its libraries are missing."""
    link = relation(a, b)
    read = likelihood(a.text, b.text) if a.modality and b.modality else None
    return link if read is None else _told(_believed(link, read), read)


def believed(link: Link, a: Statement, b: Statement) -> Link | None:
    """The link that rules made of *a* and *b* unless the network is sure of the contrary, or what it leaves of it."""
    if link.relation not in _REREAD or _counted(link) or (read := likelihood(a.text, b.text)) is None:
        return link
    kept = _believed(link, read)
    return kept if kept.relation in _LINKS else None


def _believed(link: Link, read: Likelihood) -> Link:
    """The link, or "cannot tell" where the network is sure of the contrary."""
    counted = _counted(link)
    if link.relation in _SUPPORTS and not counted and read.conflict >= _DENIED:
        return _link(link, Relation.CANNOT_TELL, None, 0.5, f"the words read as a conflict ({read.conflict:.0%})")
    both = min(read.forward, read.backward)
    if link.relation is Relation.CONTRADICTS and not counted and both >= _DENIED:
        return _link(link, Relation.CANNOT_TELL, link.slot, 0.5, f"the words read as the same ({both:.0%})")
    return link


def _counted(link: Link) -> bool:
    """Whether figures or dates decided, which a network cannot weigh."""
    return link.slot in _COUNTED or any(proof.rule.startswith("figure") for proof in link.evidence)


def _told(link: Link, read: Likelihood) -> Link:
    """What the network makes of two statements that rules found too unlike to compare."""
    if link.relation in _LINKS or link.evidence[0].rule not in _OPEN or read.event < _ONE_EVENT:
        return link
    if read.support >= _SURE:
        kind = Relation.SAME if min(read.forward, read.backward) >= _SURE else Relation.DETAILS
        return _link(link, kind, None, read.support, f"the words read as the same fact ({read.support:.0%})")
    if read.conflict >= _SURE:
        detail = f"the words read as a conflict ({read.conflict:.0%})"
        return _link(link, Relation.CONTRADICTS, Slot.OTHER, read.conflict, detail)
    return link


def _link(link: Link, kind: Relation, slot: Slot | None, score: float, detail: str) -> Link:
    proof = Evidence("network", detail, link.evidence[-1].here, link.evidence[-1].there)
    return Link(link.left, link.right, kind, slot, round(score, 3), (proof, *link.evidence))
