"""The anchor: whether two statements tell of one event or state, before any slot is compared.

Weighted overlap of content words (mapped to the kind of event they tell of) and names. Wrong where two events of one
kind happen to the same people in one place, and where one event is told in wholly different words.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from whence.model import Span, Statement
from whence.text import content_words, fold, lexicon, lexicon_pairs, meaning, senses, stem

_NAME = 1.5
_SENSE = 1.5
FEWEST = 0.44
"""Share of the terms of the shorter below which their weight cannot reach what an anchor needs."""
_CORE = 6
"""Terms that a statement must have without its last subordinate clause to be held by these alone."""
_CLAUSE = re.compile(r",\s+(?:as|where|when|which|who|amid)\b[^,]{20,}$")
_FEWEST_HEADING = 2
"""Terms that a title must have, counts apart, to tell what its article counts."""
_DAYS = 10
_KNOWN = "confirmed verified reported recorded registered known official authorities toll seriously critically severe"
_UNSPOKEN = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand thousands "
    "million millions billion dozen dozens half least more than about around nearly almost some over under fewer "
    "up approximately roughly january february march april may june july august september october november december "
    "monday tuesday wednesday thursday friday saturday sunday yesterday today tomorrow people person persons percent "
    "per cent third quarter fifth tenth also according said say cause caused because used using pound pounds dollar "
    "dollars euro euros rupees lakh crore pm am cubic celsius fahrenheit estimated"
)


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
    def close(self) -> bool:
        """The two use nearly the same words."""
        return self.holds and self.larger >= 0.6 and self.smaller >= 0.7

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


@lru_cache(maxsize=65536)
def terms(text: str) -> frozenset[str]:
    """What *text* speaks of: stems of its content words, events by their kind, without numbers and negators."""
    return frozenset(term_list(text))


def told_terms(statement: Statement) -> frozenset[str]:
    """The terms of *statement*, with those of its document's title where it only counts who came to harm."""
    return terms(statement.text) | heading_terms(statement) if statement.matter else terms(statement.text)


def heading_terms(statement: Statement) -> frozenset[str]:
    """What the title of its document says of the event of which *statement* only counts the victims; mostly nothing."""
    return _heading(statement.text, statement.matter.title) if statement.matter else frozenset()


@lru_cache(maxsize=65536)
def _heading(text: str, title: str) -> frozenset[str]:
    """The terms of *title*, counts apart, if *text* says nothing but how many were killed, missing or the like."""
    counts = lexicon("cumulative") | {"missing", "survive", "rise", "fall"}
    spoken, event = terms(text), terms(title) - counts - light() - _persons()
    beside = spoken - counts - light() - _persons() - _confirmed() - event
    return event if spoken & counts and not beside and len(event) >= _FEWEST_HEADING else frozenset()


@cache
def _confirmed() -> frozenset[str]:
    """The terms of words that say how a count is known."""
    return terms(_KNOWN)


@cache
def _persons() -> frozenset[str]:
    return frozenset(found for word in lexicon("persons") if (found := _term(stem(word))))


def known_names(statement: Statement) -> frozenset[str]:
    """The stems of the names of *statement*, and of those of its document's title where it is read with that."""
    headed = statement.matter and heading_terms(statement)
    return name_terms(statement.names) | name_terms(statement.matter.names if statement.matter and headed else ())


@lru_cache(maxsize=65536)
def term_list(text: str) -> tuple[str, ...]:
    """The terms of *text* in order."""
    return tuple(found for word in content_words(text) if (found := _term(word)))


@lru_cache(maxsize=65536)
def core_terms(text: str) -> frozenset[str]:
    """The terms of *text* without its last subordinate clause, where enough is left without it."""
    clause = _CLAUSE.search(text)
    core = terms(text[: clause.start()]) if clause else frozenset()
    return core if len(core) >= _CORE else terms(text)


@lru_cache(maxsize=65536)
def _term(word: str) -> str:
    """What the stem of a content word stands for; empty for what belongs to a slot."""
    return "" if _counts(word) else meaning(word)


@cache
def _kinds() -> frozenset[str]:
    return frozenset(senses().values())


def strangers(a: Statement, b: Statement) -> bool:
    """Whether two statements share so few words that no anchor can hold, told without weighing them."""
    shorter = min(len(core_terms(s.text) | heading_terms(s)) if s.matter else len(core_terms(s.text)) for s in (a, b))
    return len(told_terms(a) & told_terms(b)) < FEWEST * shorter


def shared_terms(first: str, second: str) -> float:
    """The share of the terms of the one of two texts that has more of them which the other has too, 0 to 1."""
    left, right = terms(first), terms(second)
    return len(left & right) / max(len(left), len(right), 1)


def _counts(word: str) -> bool:
    """Whether a stem is a number, part of one, or another word that belongs to a slot."""
    return any(c.isdigit() for c in word) or all(
        {part, stem(part), f"{part}e"} & _unspoken() for part in word.split("-")
    )


@cache
def _unspoken() -> frozenset[str]:
    """Number words, hedges, calendar words and negators: they belong to slots, not to the anchor."""
    return frozenset(stem(word) for word in (*_UNSPOKEN.split(), *lexicon("negators"), *lexicon_pairs("units")))


@cache
def light() -> frozenset[str]:
    """The stems of words that tell little beside others."""
    return frozenset(stem(word) for word in lexicon("light_words"))


@lru_cache(maxsize=65536)
def name_terms(names: tuple[str, ...]) -> frozenset[str]:
    """The stems of the words of *names*."""
    return frozenset(stem(word) for name in names for word in re.findall(r"\w+", fold(name)) if len(word) > 1)


def anchor(a: Statement, b: Statement, known: Background) -> Anchor:
    """How far *a* and *b* tell of one event."""
    left, right = _told(a, b)
    named = known_names(a) | known_names(b)
    kinds = _kinds()

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


def _told(a: Statement, b: Statement) -> tuple[frozenset[str], frozenset[str]]:
    """The terms of both; with those of titles where that makes them more alike, and the titles are of one time."""
    if not (a.matter or b.matter):
        return terms(a.text), terms(b.text)
    bare, headed = (terms(a.text), terms(b.text)), (told_terms(a), told_terms(b))
    if bare == headed or not a.asof or not b.asof or abs((a.asof.first - b.asof.first).days) > _DAYS:
        return bare
    shares = [len(one & two) / max(1, min(len(one), len(two))) for one, two in (bare, headed)]
    return headed if min(map(len, bare)) <= 2 or shares[1] > shares[0] else bare


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
