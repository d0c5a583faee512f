"""What else decides between two anchored statements: causes, times of day, roles, and states measured anew.

Wrong where two causes can both be true, and where a state is told without a word that says it may change.
"""

from __future__ import annotations

import re
from functools import lru_cache

from whence.links.anchor import in_document
from whence.links.slots import Finding, Standing
from whence.links.terms import name_terms, terms
from whence.model import Evidence, FigureKind, Slot, Span, Statement
from whence.text import content_words, fold, lexicon, name_likeness, one_state, plain_words, stem, words

_CAUSE = (
    re.compile(r"\b(?:caused|triggered|set off|brought about|sparked) by ([^,.;]+)", re.IGNORECASE),
    re.compile(r"\b(?:because of|due to|owing to|as a result of) ([^,.;]+)", re.IGNORECASE),
    re.compile(r"^([^,.;]+?) (?:caused|triggered|set off|sparked)\b", re.IGNORECASE),
)
_CLOCK = re.compile(r"\b(\d{1,2})(?:[:.](\d{2}))?\s?(a\.?m\b|p\.?m\b)|\b(\d{1,2}):(\d{2})\b", re.IGNORECASE)
_STATE = re.compile(
    r"\b(?:now|so far|to date|still|currently|as of|again|stands?|stood|remains?|is|are"
    r"|ha(?:s|ve)(?! (?:found|discovered|detected|identified|established|shown|proved|concluded)\b))\b",
    re.IGNORECASE,
)
"""Words of a state that can change; what somebody has found stays found."""
_THEY = re.compile(r"\b(?:he|she|him|his|her|hers)\b", re.IGNORECASE)
_SUBJECT = re.compile(
    r"(?:(?:and|but|so|well|if|when|because|that)[ ,]+)*"
    r"(?:(I|we|you|he|she|they)\b"
    r"(?! (?:ha[ds] |have )?(?:f(?:ou|i)nds?|s[ae]w|seen?|sees|hear[ds]?|notice[ds]?|watch(?:ed)?)\b)|"
    r"(this|that)(?:['’]s\b| (?:is|was|has|will|would|all)\b))",
    re.IGNORECASE,
)
_I = re.compile(r"\b(?:I|me|my|we|us|our)\b")
_PASSIVE = re.compile(r"\b(?:was|were|been|is|are|being)\s+(?:[\w’'-]+\s+){1,9}?by\b", re.IGNORECASE)
_IDENTITY = re.compile(r"(?:The|Its|His|Her|Their)\b.*\b(?:was|is) (?:the )?(?:[A-Z][\w’'-]*\s?)+\.?$")
_HEADLINE = 5
"""Words from which the capitals of a text show that it is a headline."""
_ONE_NAME = 0.5
"""Probability from which two names may be one, spelt in two ways: then they contradict nothing."""
_SIDES = re.compile(
    r"\b(before|prior to|ahead of|after|following)( (?:and|or) \w+)? "
    r"(?:(?:the|an?|his|her|its|their) )?([\w’'-]+)(?: (\w+))?",
    re.IGNORECASE,
)
_WITHOUT = re.compile(r"\bwithout (?:(?:any|an?|the) )?(\w+)", re.IGNORECASE)
_AFTER = re.compile(r"\b(?:after|following) (?:(?:an?|the|several|many|repeated) )?(\w+)", re.IGNORECASE)
_FINAL = re.compile(r"\bfinal\b", re.IGNORECASE)


def cause_finding(a: Statement, b: Statement) -> Finding | None:
    """Each names a cause, and the two causes share no word."""
    left, right = _cause(a.text), _cause(b.text)
    if left is None or right is None:
        return None
    one, two = set(content_words(left.of(a.text))), set(content_words(right.of(b.text)))
    if not one or not two or one & two:
        return None
    why = f"caused by “{left.of(a.text)}” against “{right.of(b.text)}”"
    rests = [terms(s.text[: span.start] + s.text[span.end :]) for s, span in ((a, left), (b, right))]
    rule = "causes of one event" if rests[0] == rests[1] and len(rests[0]) >= 3 else "causes"
    proof = Evidence(rule, why, in_document(a, left), in_document(b, right))
    return Finding(Slot.CAUSE, Standing.CONFLICTS, proof)


@lru_cache(maxsize=1 << 15)
def _cause(text: str) -> Span | None:
    return next((Span(*found.span(1)) for pattern in _CAUSE if (found := pattern.search(text))), None)


def side_finding(a: Statement, b: Statement) -> Finding | None:
    """One puts it before what the other puts it after ("before the collision")."""
    left, right = _sides(a.text), _sides(b.text)
    for word in sorted(left.keys() & right.keys()):
        if left[word] != right[word]:
            why = f"“before” against “after {word[0]}”"
            return Finding(Slot.DATE, Standing.CONFLICTS, Evidence("before and after", why, a.span, b.span))
    return None


@lru_cache(maxsize=1 << 15)
def _sides(text: str) -> dict[tuple[str, str], bool]:
    """By what something is put before or after, with the next word, whether it is after; nothing where in doubt."""
    found: dict[tuple[str, str], bool] = {}
    for one in _SIDES.finditer(text):
        word, side = (stem(one[3]), (one[4] or "").lower()), one[1].lower() in ("after", "following")
        if one[2] or found.get(word, side) != side:
            return {}
        found[word] = side
    return found


def lack_finding(a: Statement, b: Statement) -> Finding | None:
    """One says that it was done without what the other says it was done after ("without any warning")."""
    for one, other in ((a, b), (b, a)):
        lacked, had = (
            {stem(word) for word in shape.findall(s.text)} for shape, s in ((_WITHOUT, one), (_AFTER, other))
        )
        if common := sorted(lacked & had):
            why = f"“without” against “after {common[0]}”"
            return Finding(Slot.NEGATION, Standing.CONFLICTS, Evidence("without", why, a.span, b.span))
    return None


def clock_finding(a: Statement, b: Statement) -> Finding | None:
    """Each gives one time of day, and they differ."""
    left, right = _clocks(a.text), _clocks(b.text)
    if len(left) != 1 or len(right) != 1 or _minutes(left[0]) == _minutes(right[0]):
        return None
    here, there = Span(*left[0].span()), Span(*right[0].span())
    why = f"{left[0].group()} against {right[0].group()}"
    return Finding(Slot.DATE, Standing.CONFLICTS, Evidence("times", why, in_document(a, here), in_document(b, there)))


def hour_added(a: Statement, b: Statement) -> bool:
    """Whether only one of the two gives a time of day."""
    return bool(_clocks(a.text)) != bool(_clocks(b.text))


@lru_cache(maxsize=1 << 15)
def _clocks(text: str) -> tuple[re.Match[str], ...]:
    return tuple(_CLOCK.finditer(text))


def _minutes(found: re.Match[str]) -> int:
    if found[4]:
        return 60 * int(found[4]) + int(found[5])
    half = 12 if found[3].lower().startswith("p") else 0
    return 60 * (int(found[1]) % 12 + half) + int(found[2] or 0)


def remeasured(a: Statement, b: Statement) -> bool:
    """Whether the two tell of a state that may have changed from the day of the one to that of the other."""
    if not a.asof or not b.asof or a.asof.first == b.asof.first:
        return False
    if _FINAL.search(a.text) and _FINAL.search(b.text):
        return False
    return bool(_STATE.search(a.text) or _STATE.search(b.text))


def unknown_person(a: Statement, b: Statement) -> str | None:
    """Why it cannot be told whether both tell of one person: "he", or "I" of two speakers."""
    left, right = _subject(a.text), _subject(b.text)
    if (left or right) and (left != right or _speaker(a) != _speaker(b)):
        return f"“{left or right}” may be anybody"
    if name_terms(a.names) & name_terms(b.names):
        return None
    for one, other in ((a, b), (b, a)):
        if not one.names and (person := _persons(one.text)[0]):
            return f"“{person}” may be anybody"
        if (
            one.chain
            and _persons(one.text)[1]
            and [m.name for m in one.chain[-1:]] != [m.name for m in other.chain[-1:]]
        ):
            return "“I” is another speaker's"
    return None


def other_subject(a: Statement, b: Statement) -> bool:
    """Whether the two begin with unlike pronouns: "I'm going to win", "she's going to win"."""
    left, right = _subject(a.text), _subject(b.text)
    return bool(left and right) and left != right


@lru_cache(maxsize=1 << 15)
def _subject(text: str) -> str:
    """The pronoun that a text begins with as its subject; empty where there is none."""
    found = _SUBJECT.match(text)
    return (found[1] or found[2]).lower() if found else ""


def _speaker(statement: Statement) -> str:
    """Who says it last; the document where nobody does."""
    return statement.chain[-1].name if statement.chain else statement.document


@lru_cache(maxsize=1 << 15)
def _persons(text: str) -> tuple[str, bool]:
    """The first "he", "she", "him" or "her" of *text*, and whether it speaks of itself."""
    found = _THEY.search(text)
    return (found.group() if found else "", bool(_I.search(text)))


def ordinals_differ(a: Statement, b: Statement) -> bool:
    """Whether both tell of one in a row ("the first round", "the second round"), and not of the same one."""
    left = {f.low: f.noun for f in a.figures if f.kind is FigureKind.ORDINAL}
    right = {f.low: f.noun for f in b.figures if f.kind is FigureKind.ORDINAL}
    return bool(left and right and not left.keys() & right.keys() and set(left.values()) & set(right.values()))


def roles_differ(a: Statement, b: Statement) -> bool:
    """Whether names that both hold come in another order, so that who did it to whom may differ.

    In a passive sentence with "by" the order is turned round.
    """
    common = name_terms(a.names) & name_terms(b.names)
    if len(common) < 2:
        return False
    left, right = _order(a.text, common), _order(b.text, common)
    moved = next(((one, two) for one, two in zip(left, right, strict=False) if one != two), None)
    if moved and _listed(a.text, moved) and _listed(b.text, moved):
        return False
    return left != right and bool(_PASSIVE.search(a.text)) == bool(_PASSIVE.search(b.text))


def turned_finding(a: Statement, b: Statement) -> Finding | None:
    """Both say the same of two names in the same words, and the names change places."""
    common = name_terms(a.names) & name_terms(b.names)
    if len(common) < 2:
        return None
    left, right = _order(a.text, common), _order(b.text, common)
    moved = [pair for pair in zip(left, right, strict=False) if pair[0] != pair[1]]
    if len(left) != len(right) or len(moved) != 2 or moved[0] != moved[1][::-1]:
        return None
    if _listed(a.text, moved[0]) and _listed(b.text, moved[0]):
        return None
    words_left, words_right = ([w for w in content_words(one_state(s.text)) if w not in common] for s in (a, b))
    if words_left != words_right or _PASSIVE.search(a.text + " " + b.text):
        return None
    if not a.text.startswith(tuple(a.names)) or not b.text.startswith(tuple(b.names)):
        return None
    return Finding(Slot.NAME, Standing.CONFLICTS, Evidence("roles", "the two names change places", a.span, b.span))


def _listed(text: str, pair: tuple[str, str]) -> bool:
    """Whether nothing but "and" parts the two names of *pair*, as in a list, where order tells nothing."""
    spoken = [stem(fold(word)) for word in plain_words(one_state(text))]
    named = [word for word in spoken if word not in ("and", "or")]
    return set(pair) <= set(named) and abs(named.index(pair[0]) - named.index(pair[1])) == 1


def name_finding(a: Statement, b: Statement) -> Finding | None:
    """Of an event with one doer or one holder each gives another name, all other words being the same."""
    left, right = terms(a.text), terms(b.text)
    one, two = left - right, right - left
    if not one or not two or not one <= name_terms(a.names) or not two <= name_terms(b.names):
        return None
    which = [n for n in a.names if one <= name_terms((n,))], [n for n in b.names if two <= name_terms((n,))]
    if any(terms(name) & lexicon("sole") for names in which for name in names) or _headline(a) or _headline(b):
        return None  # a headline in capitals, no name
    sole = bool(left & right & lexicon("sole"))
    ends = a.text.rstrip(".").endswith(tuple(which[0] or ("\0",))) and b.text.rstrip(".").endswith(
        tuple(which[1] or ("\0",))
    )
    opens = bool(which[0] and which[1]) and a.text.startswith(which[0][0]) and b.text.startswith(which[1][0])
    identity = ends and all(_IDENTITY.match(s.text) for s in (a, b))
    if not which[0] or not which[1] or not (identity or (sole and opens)):
        return None
    if name_likeness(which[0][0], which[1][0]) >= _ONE_NAME:
        return None
    why = f"{which[0][0]} against {which[1][0]}"
    here, there = (
        in_document(s, Span(at, at + len(n)))
        for s, n in ((a, which[0][0]), (b, which[1][0]))
        for at in [s.text.find(n)]
    )
    return Finding(Slot.NAME, Standing.CONFLICTS, Evidence("names", why, here, there))


def _headline(statement: Statement) -> bool:
    """Whether most words have a capital, so that no name can be told from other words."""
    spoken = [span.of(statement.text) for span in words(statement.text)]
    return len(spoken) >= _HEADLINE and 2 * sum(word[0].isupper() for word in spoken) > len(spoken)


def _order(text: str, wanted: frozenset[str]) -> list[str]:
    found = (stem(fold(word)) for word in plain_words(one_state(text)))
    return list(dict.fromkeys(word for word in found if word in wanted))
