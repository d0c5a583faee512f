"""The relation of two statements: the anchor first, then contradiction, updates, support and details.

Precise rather than complete: a doubtful pair is "cannot tell". Wrong where a contradiction is of world knowledge.
"""

from __future__ import annotations

import re

from whence.links.anchor import Anchor, Background, anchor, heading_terms, known_names, name_terms, strangers
from whence.links.circumstances import (
    cause_finding,
    clock_finding,
    hour_added,
    lack_finding,
    name_finding,
    ordinals_differ,
    other_subject,
    remeasured,
    roles_differ,
    side_finding,
    turned_finding,
    unknown_person,
)
from whence.links.counted import DENIED, figure_findings, part_findings, unmatched
from whence.links.dated import date_finding, indefinite, once
from whence.links.guards import aimed, another_one, brought_up_anew, exchanged, guarded, other_doers, veiled
from whence.links.parts import parts_of_one_whole
from whence.links.slots import Finding, Standing, negation_finding, one_of_opposites, place_finding, unlike_scope
from whence.links.things import tallied
from whence.model import Evidence, FigureKind, Link, Modality, Polarity, Relation, Slot, Statement
from whence.text import fold, senses, stem

_ONE_EVENT = 1.5
"""What one word that tells of an event weighs."""
_MORE = 2.0
"""Weight of two words that are no names."""
_SPOKEN = 5
"""Terms in common that tie two statements without a name or a day in common."""
_ENOUGH, _STOPS = 7, " .,;:!?\"“”‘’'"
_MUCH, _MOST = 4, 0.6
"""Shared words that are no names, and the share of the longer, from which two statements without a tie tell of one."""
_STATES = (Slot.FIGURE, Slot.NEGATION)
_APART = (Slot.CAUSE, Slot.PLACE, Slot.NAME)
"""Slots whose conflict itself makes each statement say what the other does not."""


_DOUBTED = re.compile(
    r"(?<!no )(?<!not )(?<!without )\b(?:s[ck]eptical|doubt(?:s|ed|ing|ful)?|unsure|uncertain|disbelie\w+)\b",
    re.IGNORECASE,
)


def relation(a: Statement, b: Statement, background: Background | None = None) -> Link:
    """How *a* and *b* stand to each other; always a link, if only of "unrelated" or "cannot tell"."""
    near = anchor(a, b, background or Background.empty())
    words = Evidence("anchor", _alike(a, b, near), a.span, b.span)
    if a.modality is None or b.modality is None:
        return _link(a, b, Relation.CANNOT_TELL, None, 0.5, (Evidence("no stance", "a question or an order"),))
    if not near.holds and _word_for_word(a, b) and not unknown_person(a, b):
        return _link(a, b, Relation.SAME, None, 0.8, (Evidence("same words", "the same words", a.span, b.span), words))
    if near.senses_clash or not near.holds:
        dated = date_finding(a, b)
        opposite = negation_finding(a, b) if near.smaller >= 0.6 and near.weight >= (2.5 if dated else 3.0) else None
        same_day = dated is None or dated.standing is Standing.AGREES
        if opposite and opposite.evidence.rule == "opposites" and near.larger >= 0.6 and same_day and _alone(near):
            kind = Relation.UPDATES if remeasured(a, b) else Relation.CONTRADICTS
            return _link(a, b, kind, opposite.slot, near.larger, (opposite.evidence, words))
        doubtful = near.smaller >= 0.6 and near.spoken >= 2 and not near.senses_clash
        return _link(a, b, Relation.CANNOT_TELL if doubtful else Relation.UNRELATED, None, 1 - near.smaller, (words,))
    if ordinals_differ(a, b):
        which = Evidence("other ordinals", "each tells of another one in a row")
        return _link(a, b, Relation.UNRELATED, None, 0.6, (which, words))
    if other := another_one(a, b):
        return _link(a, b, Relation.UNRELATED, None, 0.6, (other, words))
    if who := unknown_person(a, b):
        alike = near.larger >= 0.9 and not near.apart and not other_subject(a, b)
        if not alike:
            return _link(a, b, Relation.CANNOT_TELL, Slot.NAME, 0.5, (Evidence("unknown person", who), words))
    days = (date_finding(a, b), clock_finding(a, b), side_finding(a, b))
    slots = [*figure_findings(a, b), *part_findings(a, b), *(s for s in days if s)]
    if another := [s for s in slots if s.standing is Standing.ANOTHER]:
        return _link(a, b, Relation.UNRELATED, None, 0.6, (another[0].evidence, words))
    return _contradicted(a, b, near, slots, words) or _supported(a, b, near, slots, words)


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


def _contradicted(a: Statement, b: Statement, near: Anchor, slots: list[Finding], words: Evidence) -> Link | None:
    """The link if a slot conflicts or grew, or cannot be told."""
    unclear = [s for s in slots if s.standing is Standing.UNCLEAR]
    if unclear:
        return _link(a, b, Relation.CANNOT_TELL, unclear[0].slot, 0.5, (unclear[0].evidence, words))
    grew = [s for s in slots if s.standing is Standing.GREW]
    if grew and (not _tied(a, b) or _of_two(a, b, slots)):
        return _link(a, b, Relation.CANNOT_TELL, grew[0].slot, 0.5, (grew[0].evidence, words))
    if grew:
        return _link(a, b, Relation.UPDATES, grew[0].slot, near.smaller, (grew[0].evidence, words))
    conflicts = [s for s in slots if s.standing is Standing.CONFLICTS]
    names = name_finding(a, b) or turned_finding(a, b)
    others = (negation_finding(a, b), lack_finding(a, b), place_finding(a, b), cause_finding(a, b), names)
    conflicts += [s for s in others if s]
    if not conflicts:
        return None
    first = conflicts[0]
    sure = (not near.names_clash or _explained(first, a, b)) and (
        near.close or _counts(first, near, parts_of_one_whole(a, b))
    )
    sure = sure or first.evidence.rule in ("names", "roles", "causes of one event")
    if near.apart and first.slot not in _APART and first.evidence.rule != "opposites":
        sure = sure and near.close and bool(near.senses) and max(near.left_rest, near.right_rest) < 2.0
    if first.evidence.rule == "negation" and max(near.left_rest, near.right_rest) >= 4.0:
        sure = False  # the "not" may belong to what only one of them says
    if first.evidence.rule == "negation" and veiled(*((b, a) if a.polarity is Polarity.NEGATIVE else (a, b))):
        sure = False  # both may say "not"
    if first.evidence.rule == "negation" and unlike_scope(a, b):
        sure = False  # it may be something else that is denied
    if first.slot in _STATES and not (_tied(a, b) or _retold(a, b, near)):
        sure = False  # two things of one kind
    if first.slot is Slot.FIGURE and first.evidence.rule != DENIED and _of_two(a, b, slots):
        sure = False  # each may count its own
    if first.slot is Slot.PLACE and _both_places(a, b, near):
        sure = False
    if first.evidence.rule == "negation" and (aimed(a) or aimed(b)):
        sure = False  # what is aimed at may not have been done
    if not sure or Modality.HEDGED in (a.modality, b.modality):
        return _link(a, b, Relation.CANNOT_TELL, first.slot, 0.5, (first.evidence, words))
    kind = Relation.UPDATES if first.slot in _STATES and remeasured(a, b) else Relation.CONTRADICTS
    return _link(a, b, kind, first.slot, near.smaller, (first.evidence, words))


def _explained(finding: Finding, a: Statement, b: Statement) -> bool:
    """Whether the conflict is itself what makes the names differ."""
    return finding.slot is Slot.NAME or (finding.slot is Slot.PLACE and (len(a.names) > 1 or once(a, b)))


def _tied(a: Statement, b: Statement) -> bool:
    """Whether a name, a day or the document ties both to one thing: "the margin of error" is another in every poll."""
    if a.document == b.document or known_names(a) & known_names(b):
        return True
    left, right = ([date.range for date in s.dates] for s in (a, b))
    return any(one.first <= two.last and two.first <= one.last for one in left for two in right)


def _retold(a: Statement, b: Statement, near: Anchor) -> bool:
    """Whether one holds all that the other says, titles apart, and that is much: hardly of two things of one kind."""
    much = near.smaller == 1.0 and near.spoken >= _MUCH and near.larger >= _MOST
    return much and bool(near.senses) and not (a.matter or b.matter)


def _of_two(a: Statement, b: Statement, slots: list[Finding]) -> bool:
    """Whether the two may count of two events: of two days, unless these are days of counting, by two bodies, anew."""
    apart = any(s.slot is Slot.DATE and s.standing.parts for s in slots)
    days = apart and not (tallied(a) and tallied(b)) and not once(a, b)
    return days or other_doers(a, b) or brought_up_anew(a, b)


def _both_places(a: Statement, b: Statement, near: Anchor) -> bool:
    """Whether both places may be right: of two things of one kind, or because one lies in the other."""
    return _other_names(a, b, near) or indefinite(a) or indefinite(b) or not (_tied(a, b) or once(a, b))


def _other_names(a: Statement, b: Statement, near: Anchor) -> bool:
    """Whether each has a name of its own besides the place."""
    return len(name_terms(a.names) & near.left_only) > 1 and len(name_terms(b.names) & near.right_only) > 1


def _alone(near: Anchor) -> bool:
    """Whether the opposite words are all that one of the two has to itself: else they may be said of two things."""
    return min(near.left_rest, near.right_rest) <= _ONE_EVENT


def _counts(finding: Finding, near: Anchor, parts: bool) -> bool:
    """Whether a conflicting figure counts one kind of event that both tell of, or *parts* of one whole."""
    counted = finding.slot in (Slot.FIGURE, Slot.NEGATION) and finding.evidence.rule.startswith("figure")
    one_event = (bool(near.senses) and near.smaller >= 0.6) or (parts and near.smaller >= 0.9)
    return counted and one_event and near.larger >= 0.4


def _supported(a: Statement, b: Statement, near: Anchor, slots: list[Finding], words: Evidence) -> Link:
    """The link of two statements without conflict: same, details, cannot tell, or unrelated."""
    reasons = (*(s.evidence for s in slots), words)
    if _counted(a) and _counted(b) and not any(s.slot is not Slot.DATE for s in slots):
        return _link(a, b, Relation.UNRELATED, None, 0.6, (Evidence("other figures", "they count other things"), words))
    if bool(_DOUBTED.search(a.text)) != bool(_DOUBTED.search(b.text)):
        doubt = Evidence("doubt", "one of them only doubts it")
        return _link(a, b, Relation.CANNOT_TELL, None, 0.5, (doubt, words))
    if guard := guarded(a, b) or one_of_opposites(a, b):
        kind = Relation.CANNOT_TELL if guard.rule == "possible" else Relation.UNRELATED
        return _link(a, b, kind, None, 0.5, (guard, *reasons))
    if near.names_clash or roles_differ(a, b):
        return _link(a, b, Relation.CANNOT_TELL, Slot.NAME, 0.5, reasons)
    if other := unmatched(a, b):
        return _link(a, b, Relation.CANNOT_TELL, Slot.FIGURE, 0.5, (other, words))
    added = any(s.standing is Standing.ADDS for s in slots)
    more = added or len(a.figures) != len(b.figures) or bool(a.dates) != bool(b.dates) or hour_added(a, b)
    longer = max(near.left_rest, near.right_rest)
    if longer < 1.0 and near.larger >= 0.7 and not more:
        return _link(a, b, Relation.SAME, None, near.larger, reasons)
    one_fact = _tied(a, b) or near.larger >= 0.9 or near.spoken >= _SPOKEN
    if one_fact and not near.apart and not _both_add(a, b, near) and near.smaller >= 0.7:
        return _link(a, b, Relation.DETAILS, None, near.smaller, reasons)
    agreed = any(s.slot is Slot.FIGURE and s.standing is Standing.AGREES for s in slots) and not exchanged(a, b)
    if agreed and near.senses - _counted_things(a) and near.smaller >= 0.6:
        return _link(
            a, b, Relation.DETAILS if near.larger < 0.5 or more else Relation.SAME, None, near.smaller, reasons
        )
    kind = Relation.CANNOT_TELL if near.larger >= 0.6 else Relation.UNRELATED
    return _link(a, b, kind, None, 0.5, reasons)


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


def _link(
    a: Statement, b: Statement, kind: Relation, slot: Slot | None, score: float, evidence: tuple[Evidence, ...]
) -> Link:
    return Link(a.id, b.id, kind, slot, round(min(1.0, max(0.0, score)), 3), evidence)
