"""The relation of two statements: the anchor first, then contradiction, updates, support and details.

Precise rather than complete: a doubtful pair is "cannot tell". Wrong where a contradiction is of world knowledge.
"""

from __future__ import annotations

import re

from whence.links.affair import one_affair
from whence.links.anchor import Anchor, Background, anchor
from whence.links.circumstances import (
    clock_finding,
    hour_added,
    ordinals_differ,
    other_subject,
    remeasured,
    roles_differ,
    side_finding,
    unknown_person,
)
from whence.links.conflict import contradicted, made
from whence.links.counted import figure_findings, part_findings, unmatched
from whence.links.dated import COMPARED, date_finding
from whence.links.guards import another_one, exchanged, guarded
from whence.links.headings import heading_terms, strangers
from whence.links.shared_counts import shared_count
from whence.links.slots import Finding, Standing, negation_finding, one_of_opposites
from whence.links.things import overlap
from whence.links.ties import adrift, tied
from whence.model import Evidence, FigureKind, Link, Relation, Slot, Statement
from whence.text import fold, senses, stem

_ONE_EVENT = 1.5
"""What one word that tells of an event weighs."""
_MORE = 2.0
"""Weight of two words that are no names."""
_SPOKEN = 5
"""Terms in common that tie two statements without a name or a day in common."""
_COUNT_ALONE = 0.7
"""How sure a link is that rests on a count of one affair."""
_ENOUGH, _STOPS = 7, " .,;:!?\"“”‘’'"


_DOUBTED = re.compile(
    r"(?<!no )(?<!not )(?<!without )\b(?:s[ck]eptical|doubt(?:s|ed|ing|ful)?|unsure|uncertain|disbelie\w+)\b",
    re.IGNORECASE,
)


def relation(a: Statement, b: Statement, background: Background | None = None) -> Link:
    """How *a* and *b* stand to each other; always a link, if only of "unrelated" or "cannot tell"."""
    near = anchor(a, b, background or Background.empty())
    words = Evidence("anchor", _alike(a, b, near), a.span, b.span)
    if a.modality is None or b.modality is None:
        return made(a, b, Relation.CANNOT_TELL, None, 0.5, (Evidence("no stance", "a question or an order"),))
    if not near.holds and _word_for_word(a, b) and not unknown_person(a, b) and not adrift(a, b, near):
        return made(a, b, Relation.SAME, None, 0.8, (Evidence("same words", "the same words", a.span, b.span), words))
    if near.senses_clash or not (near.holds or (near.same_terms and one_affair(a, b))):
        return _unanchored(a, b, near, words)
    if ordinals_differ(a, b):
        which = Evidence("other ordinals", "each tells of another one in a row")
        return made(a, b, Relation.UNRELATED, None, 0.6, (which, words))
    if other := another_one(a, b):
        return made(a, b, Relation.UNRELATED, None, 0.6, (other, words))
    if who := unknown_person(a, b):
        alike = near.larger >= 0.9 and not near.apart and not other_subject(a, b)
        if not alike:
            return made(a, b, Relation.CANNOT_TELL, Slot.NAME, 0.5, (Evidence("unknown person", who), words))
    days = (date_finding(a, b), clock_finding(a, b), side_finding(a, b))
    slots = [*figure_findings(a, b), *part_findings(a, b), *(s for s in days if s)]
    if another := [s for s in slots if s.standing is Standing.ANOTHER]:
        return made(a, b, Relation.UNRELATED, None, 0.6, (another[0].evidence, words))
    return contradicted(a, b, near, slots, words) or _supported(a, b, near, slots, words)


def _unanchored(a: Statement, b: Statement, near: Anchor, words: Evidence) -> Link:
    """The link of two statements that share too little: opposites, a count of one affair, else none."""
    dated = date_finding(a, b)
    opposite = negation_finding(a, b) if near.smaller >= 0.6 and near.weight >= (2.5 if dated else 3.0) else None
    same_day = dated is None or dated.standing is Standing.AGREES
    if opposite and opposite.evidence.rule == "opposites" and near.larger >= 0.6 and same_day and _alone(near):
        kind = Relation.UPDATES if remeasured(a, b) else Relation.CONTRADICTS
        return made(a, b, kind, opposite.slot, near.larger, (opposite.evidence, words))
    if count := shared_count(a, b):
        return made(a, b, Relation.DETAILS, None, _COUNT_ALONE, (count, words))
    doubtful = near.smaller >= 0.6 and near.spoken >= 2 and not near.senses_clash
    return made(a, b, Relation.CANNOT_TELL if doubtful else Relation.UNRELATED, None, 1 - near.smaller, (words,))


def _alike(a: Statement, b: Statement, near: Anchor) -> str:
    """How like the words of the two are, and with which titles they were read."""
    headed = " and ".join(f"“{s.matter.title}”" for s in (a, b) if s.matter and heading_terms(s))
    read = f", read with the title {headed}" if headed else ""
    held = "all" if near.smaller >= 1.0 else f"{near.smaller:.0%} of"
    return f"the longer one holds {held} the telling words of the shorter one{read}"


def _word_for_word(a: Statement, b: Statement) -> bool:
    """Whether both say the same in the same words, and enough of it not to be of two things by chance."""
    said = bool(a.figures or a.dates or a.names)
    return said and len(a.text.split()) >= _ENOUGH and fold(a.text).strip(_STOPS) == fold(b.text).strip(_STOPS)


def linked(a: Statement, b: Statement) -> Link | None:
    """The relation of *a* and *b* where there is one to tell; nothing for "unrelated" and "cannot tell"."""
    if strangers(a, b):
        return None
    link = relation(a, b)
    return None if link.relation in (Relation.UNRELATED, Relation.CANNOT_TELL) else link


def _alone(near: Anchor) -> bool:
    """Whether the opposite words are all that one of the two has to itself: else they may be said of two things."""
    return min(near.left_rest, near.right_rest) <= _ONE_EVENT


def _supported(a: Statement, b: Statement, near: Anchor, slots: list[Finding], words: Evidence) -> Link:
    """The link of two statements without conflict: same, details, cannot tell, or unrelated."""
    reasons = (*(s.evidence for s in slots), words)
    if _counted(a) and _counted(b) and not any(s.slot is not Slot.DATE for s in slots):
        return made(a, b, Relation.UNRELATED, None, 0.6, (Evidence("other figures", "they count other things"), words))
    if bool(_DOUBTED.search(a.text)) != bool(_DOUBTED.search(b.text)):
        doubt = Evidence("doubt", "one of them only doubts it")
        return made(a, b, Relation.CANNOT_TELL, None, 0.5, (doubt, words))
    if guard := guarded(a, b) or one_of_opposites(a, b):
        kind = Relation.CANNOT_TELL if guard.rule == "possible" else Relation.UNRELATED
        return made(a, b, kind, None, 0.5, (guard, *reasons))
    if near.names_clash or roles_differ(a, b):
        return made(a, b, Relation.CANNOT_TELL, Slot.NAME, 0.5, reasons)
    if other := unmatched(a, b):
        return made(a, b, Relation.CANNOT_TELL, Slot.FIGURE, 0.5, (other, words))
    if adrift(a, b, near):
        little = Evidence("too little said", "neither says of what, and nothing else ties the two", a.span, b.span)
        return made(a, b, Relation.CANNOT_TELL, None, 0.5, (little, words))
    added = any(s.standing is Standing.ADDS for s in slots)
    more = added or len(a.figures) != len(b.figures) or bool(a.dates) != bool(b.dates) or hour_added(a, b)
    longer = max(near.left_rest, near.right_rest)
    if longer < 1.0 and near.larger >= 0.7 and not more:
        return made(a, b, Relation.SAME, None, near.larger, reasons)
    if not a.names and not b.names and one_affair(a, b) and _other_numbers(a, b):
        return made(a, b, Relation.CANNOT_TELL, Slot.FIGURE, 0.5, reasons)
    one_fact = tied(a, b) or near.larger >= 0.9 or near.spoken >= _SPOKEN
    if one_fact and not near.apart and not _both_add(a, b, near) and near.smaller >= 0.7:
        return made(a, b, Relation.DETAILS, None, near.smaller, reasons)
    agreed = any(s.slot is Slot.FIGURE and s.standing is Standing.AGREES for s in slots) and not exchanged(a, b)
    if agreed and near.senses - _counted_things(a) and near.smaller >= 0.6:
        return made(a, b, Relation.DETAILS if near.larger < 0.5 or more else Relation.SAME, None, near.smaller, reasons)
    if count := shared_count(a, b):
        return made(a, b, Relation.DETAILS, None, _COUNT_ALONE, (count, *reasons))
    kind = Relation.CANNOT_TELL if near.larger >= 0.6 else Relation.UNRELATED
    return made(a, b, kind, None, 0.5, reasons)


def _other_numbers(a: Statement, b: Statement) -> bool:
    """Whether each gives a number that the other does not: "between 8 and 12", "between 5 and 12"."""
    alone = [
        [x for x in one.figures if x.kind in COMPARED and not any(overlap(x, y) for y in other.figures)]
        for one, other in ((a, b), (b, a))
    ]
    return all(alone)


def _both_add(a: Statement, b: Statement, near: Anchor) -> bool:
    """Whether one gives a figure where the other gives none but says more of what happened."""
    if _counted(a) == _counted(b):
        return False
    return (near.right_rest if _counted(a) else near.left_rest) >= _MORE


def _counted_things(statement: Statement) -> frozenset[str]:
    """The kinds of event that the nouns of its figures would tell of: "protesters" are no protest."""
    return frozenset(kind for f in statement.figures if f.noun and (kind := senses().get(stem(f.noun))))


def _counted(statement: Statement) -> bool:
    """Whether the statement gives a figure that can be compared.

    Ordinals and identifiers only name things, and "one person" says no more than "a person".
    """
    named = (FigureKind.ORDINAL, FigureKind.IDENTIFIER)
    return any(f.kind not in named and not (f.noun and f.low == f.high == 1) for f in statement.figures)
