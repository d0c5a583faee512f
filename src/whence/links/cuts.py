"""What a quotation leaves out, inside or around its words, that changes their sense.

Knows a lost negation, hedge, condition, denial or retraction, and two sentences made one. Nothing is lost that the
sentence around the quotation tells in its own words. Wrong where the sense hangs on anything else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from whence.model import Span
from whence.text import lexicon, lexicons, sentences, words

_BEFORE = 12
"""Words before the quoted ones in which a hedge or a condition that was cut is looked for."""
_CLOSE = 3
"""Words between a negation and what it negates."""
_CONDITIONS = frozenset({"if", "unless"})
_CONDITION_AFTER = re.compile(r"[,\s]*\b(?:but |and )?(?:only |even )?(?:if|unless|provided|as long as)\b")
_ENDS = ".!?\n"
_ENDED = re.compile(f"[{_ENDS}]")
_FRAMES = (
    re.compile(
        r"\b(?:I|[Ww]e) (?:think|believe|guess|suppose|suspect|doubt|assume|imagine|hope|fear|(?:am|are) not sure)"
        r"\b.{0,80}\bthat\s*$"
    ),
    re.compile(
        r"\b(?:(?:den(?:y|ies|ied|ying)|disput(?:es?|ed|ing)|refut(?:es?|ed|ing)|untrue|false)\b.{0,40}"
        r"|reject(?:s|ed|ing)?\b.{0,20}\b(?:claim|report|idea|suggestion|charge|allegation|accusation)s?) that\s*$"
    ),
)
_TAKEN_BACK = re.compile(
    r"[.!?”’\"]+\s+(?:"
    r"(?:That|This|So|Or so)(?: (?:is|was|at least))* (?:what |they |the \w+ |he |she )+"
    r"(?:tell|told|say|said|claim|believe)\w*"
    r"|(?:That|This|It) (?:is|was) (?:not true|untrue|false|wrong|a lie)"
    r"|(?:I|We) (?:do not|don['’]t|never|did not|didn['’]t) believe"
    r"|Not true)\b"
)
_ASIDE = re.compile(r"(?:because|since|which|whom?|whose|where|when|while)\b")
_DOUBTS = re.compile(r"\b(?:true|false|lie|believe|sure|doubt)\b")
_NARRATED = re.compile(r"[^\"“”«»„.!?\n]*[^.!?]")
_CLOSED = re.compile(r"[,–—-]?[\"”’'»“]+,?\s+")
_REOPENED = re.compile(r",?\s+[\"“‘'«»„]+")
_DENIES = frozenset({"denied", "denies", "deny", "rejected", "rejects", "reject", "disputed", "disputes", "refuted"})


@dataclass(frozen=True, slots=True)
class Word:
    """A word in the form in which words are compared, and where it stands."""

    key: str
    span: Span


@dataclass(frozen=True, slots=True)
class Cut:
    """A quotation at ``whole`` in ``quoting``, its words at ``found`` in ``original``; ``before`` are those before."""

    quoting: str
    whole: Span
    original: str
    found: Span
    before: Sequence[Word]

    def narrates(self, left_out: Span) -> bool:
        """Whether *left_out* is a reporting clause between the marks of one sentence: ", he said, "."""
        before = self.original[max(0, left_out.start - 6) : left_out.start]
        after = self.original[left_out.end : left_out.end + 6]
        told = left_out.of(self.original)
        between = any(_CLOSED.fullmatch(before[k:]) for k in range(len(before)))
        return bool(between and _NARRATED.fullmatch(told) and _REOPENED.match(after))

    def changes_sense(self, left_out: Sequence[Span]) -> str | None:
        """Why the words are not what the original says, although every one of them stands there."""
        for span in left_out:
            if why := self._lost(span):
                return why
        return self._lost_before() or self._lost_after()

    def _lost(self, left_out: Span) -> str | None:
        """Words left out inside the quotation."""
        if self._splices(left_out):
            return "two sentences are joined as one"
        heavy = lexicons("negators", "qualifiers")
        for piece in self._parts(left_out):
            lost = [w for w in _keys(piece.of(self.original)) if w in heavy or w.endswith("n't")]
            if lost:
                return f"“{lost[0]}” was left out"
        taken_back = _TAKEN_BACK.match(self.original, len(self.original[: left_out.start].rstrip(' .!?”’"\n')))
        return self._told_on(taken_back)

    def _splices(self, left_out: Span) -> bool:
        """Whether the cut runs from the midst of one sentence to the midst of another."""
        return (
            len(sentences(left_out.of(self.original))) > 1
            and not _ENDED.search(self._gap_before(left_out))
            and not _ENDED.search(self._gap_after(left_out))
        )

    def _parts(self, left_out: Span) -> Iterator[Span]:
        """What the cut takes from a sentence that is quoted in part; not whole sentences, nor a clause set apart."""
        before, after = self._gap_before(left_out), self._gap_after(left_out)
        pieces = [piece.shifted(left_out.start) for piece in sentences(left_out.of(self.original))]
        for number, piece in enumerate(pieces):
            opens = number > 0 or bool(_ENDED.search(before))
            closes = number < len(pieces) - 1 or bool(_ENDED.search(after))
            told = piece.of(self.original)
            set_apart = (opens or re.search(r"[,;(–—]", before)) and (closes or re.search(r"[,;)–—]", after))
            aside = set_apart and _ASIDE.match(told) and not _DOUBTS.search(told)
            if not (opens and closes) and not aside:
                yield piece

    def _gap_before(self, left_out: Span) -> str:
        return re.split(r"\w", self.original[max(0, left_out.start - 12) : left_out.start])[-1]

    def _gap_after(self, left_out: Span) -> str:
        return re.split(r"\w", self.original[left_out.end : left_out.end + 12])[0]

    def _lost_before(self) -> str | None:
        """A negation, hedge, condition or frame before the quoted words, in their sentence."""
        told = self._told_around()
        for word in self.before[-_BEFORE:]:
            between = self.original[word.span.end : self.found.start]
            if re.search(r"[.!?;:\n]", between):
                continue
            negates = word.key in lexicon("negators") or word.key.endswith("n't")
            denied = negates and len(between.split()) < _CLOSE and not told & (lexicon("negators") | _DENIES)
            hedged = word.key in lexicon("qualifiers") and "," not in between and not told & lexicon("qualifiers")
            if denied or hedged or (word.key in _CONDITIONS and not told & _CONDITIONS):
                return f"the cut leaves out “{word.key}” before the quoted words"
        opens = 1 + max(self.original.rfind(end, 0, self.found.start) for end in _ENDS)
        sentence = self.original[opens : self.found.start]
        frame = next((found for pattern in _FRAMES if (found := pattern.search(sentence))), None)
        if frame and not told & set(_keys(frame.group())) - lexicon("stopwords"):
            return f"the cut leaves out “{frame.group().strip()}” before the quoted words"
        return None

    def _lost_after(self) -> str | None:
        """A condition or a retraction after the quoted words."""
        condition = _CONDITION_AFTER.match(self.original, self.found.end)
        if condition and not self._told_around() & _CONDITIONS:
            return f"the cut leaves out “{condition.group().strip(' ,')}” after the quoted words"
        return self._told_on(_TAKEN_BACK.match(self.original, self.found.end))

    def _told_on(self, taken_back: re.Match[str] | None) -> str | None:
        return f"the original goes on: “{taken_back.group().strip(' .!?”’')}”" if taken_back else None

    def _told_around(self) -> set[str]:
        """The words that the quoting sentence itself tells around the quotation."""
        before = _ENDED.split(self.quoting[max(0, self.whole.start - 300) : self.whole.start])[-1]
        after = _ENDED.split(self.quoting[self.whole.end : self.whole.end + 300])[0]
        return {*_keys(before), *_keys(after)}


def _keys(text: str) -> list[str]:
    return [span.of(text).casefold().replace("’", "'") for span in words(text)]
