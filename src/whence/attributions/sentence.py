"""One sentence as words and the gaps between them, with quotations masked, and where its noun phrases begin and end.

There is no tagger here: a subject reaches back to the next boundary of a clause, which is wrong where a clause opens
without a word that says so.
"""

from __future__ import annotations

from dataclasses import dataclass

from whence.model import Span
from whence.text import lexicon, lexicons, words

MASK = "\ue000"
_BREAKS = frozenset(f',;:()[]—–"“”‘«»…!?{MASK}')
_DAYS = frozenset(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today", "yesterday"])
PRONOUNS = frozenset(["he", "she", "they", "it", "i", "we", "you", "who"])
DETERMINERS = frozenset(
    [
        "the",
        "a",
        "an",
        "his",
        "her",
        "their",
        "its",
        "our",
        "my",
        "some",
        "many",
        "most",
        "several",
        "this",
        "that",
        "these",
        "those",
        "one",
        "two",
    ]
)
_CONNECTORS = frozenset(
    "and or then later also now still instead even meanwhile afterwards eventually finally soon however yesterday "  # noqa: SIM905
    "today tonight".split()
)
_SMALL = (lexicon("prepositions") | _CONNECTORS) - {"this"}
"""What cannot open a noun phrase."""
_STOPS = lexicon("prepositions") - {"of", "for", "to", "over", "under"} | lexicon("clause_openers") | {"adding"}
"""What ends one."""
_REACH = 16


@dataclass(frozen=True, slots=True)
class Sentence:
    """The words of one sentence of *masked* (text whose quotations are blanked); ``lows`` are they in lower case."""

    masked: str
    span: Span
    tokens: tuple[Span, ...]
    lows: tuple[str, ...]

    @staticmethod
    def of(masked: str, span: Span) -> Sentence:
        """The sentence that *span* covers."""
        tokens = tuple(words(masked, span))
        return Sentence(masked, span, tokens, tuple(masked[token.start : token.end].lower() for token in tokens))

    def low(self, i: int) -> str:
        """Word *i* in lower case, empty beyond either end."""
        return self.lows[i] if 0 <= i < len(self.lows) else ""

    def capital(self, i: int) -> bool:
        """Whether word *i* begins with a capital."""
        return 0 <= i < len(self.tokens) and self.masked[self.tokens[i].start].isupper()

    def gap(self, i: int) -> str:
        """What stands between word *i* and the next (from the sentence's start for -1, to its end for the last)."""
        start = self.tokens[i].end if i >= 0 else self.span.start
        end = self.tokens[i + 1].start if i + 1 < len(self.tokens) else self.span.end
        if end - start == 1 and self.masked[start] == ":" and self.masked[start - 1 : start].isdigit():
            return ""
        return self.masked[start:end]

    def broken(self, i: int) -> bool:
        """Whether a mark that parts clauses stands after word *i*."""
        return not _BREAKS.isdisjoint(self.gap(i)) or " -" in self.gap(i)

    def words_span(self, first: int, last: int) -> Span:
        """From word *first* to word *last*, both included."""
        return Span(self.tokens[first].start, self.tokens[last].end)

    def subject_before(self, i: int) -> tuple[int, int] | None:
        """The first and last word of the noun phrase right before word *i*, its apposition included."""
        if i <= 0 or MASK in self.gap(i - 1):
            return None
        if not self.broken(i - 1):
            first = self._before_relative(i)
            first = self._reach_back(i - 1) if first is None else first
            return (first, i - 1) if first is not None else None
        return self._with_apposition(i) if self.gap(i - 1).strip() in (",", ".,", ")", "),", "—", "–") else None

    def _before_relative(self, i: int) -> int | None:
        """The first word of "a crane operator who was at work that evening", if such a phrase ends before word *i*."""
        for j in range(i - 1, max(0, i - _REACH), -1):
            if self.broken(j - 1):
                return None
            if self.low(j) == "who":
                first = self._reach_back(j - 1)
                opens = first is not None and (first == 0 or self.broken(first - 1)) and j + 1 < i - 1
                return first if opens and not self.capital(j - 1) else None
        return None

    def _with_apposition(self, i: int) -> tuple[int, int] | None:
        if (aged := self._with_address(i)) is not None:
            return aged
        if (relative := self._with_relative(i)) is not None:
            return relative
        for j in range(i - 2, max(-1, i - 28), -1):
            if self.gap(j).strip() in (",", "(", "—", "–"):
                first = self._reach_back(j)
                opener = self.low(j + 1)
                if first is None or not (
                    opener in DETERMINERS
                    or opener in PRONOUNS
                    or opener == "whose"
                    or self.capital(first)
                    or self.capital(j + 1)
                ):
                    return None
                return (first, i - 1) if self.capital(first) or self.low(first) in DETERMINERS else None
            if MASK in self.gap(j):
                return None
        return None

    def _with_relative(self, i: int) -> tuple[int, int] | None:
        """ "Mara Velt, who grew up in Lisk, Norda", if such a phrase ends before word *i*."""
        for j in range(i - 2, max(-1, i - 28), -1):
            if self.low(j + 1) in ("who", "which", "whose") and self.gap(j).strip() == ",":
                inner = [k for k in range(j + 1, i - 1) if self.broken(k)]
                plain = all(self.gap(k).strip() == "," and self.capital(k) and self.capital(k + 1) for k in inner)
                first = self._reach_back(j) if inner and plain else None
                return (first, i - 1) if first is not None and self.capital(first) else None
        return None

    def _with_address(self, i: int) -> tuple[int, int] | None:
        """ "Pavo Renn, 51, of Mill Lane, Portvell", if such a phrase ends before word *i*."""
        for j in range(i - 2, max(0, i - _REACH), -1):
            if self.low(j).isdigit() and len(self.low(j)) < 4 and self.gap(j).strip() == self.gap(j - 1).strip() == ",":
                first = self._reach_back(j - 1) if self.low(j + 1) == "of" else None
                return (first, i - 1) if first is not None and self.capital(first) else None
        return None

    def _reach_back(self, last: int) -> int | None:
        """The first word of the noun phrase that ends with word *last*; ``None`` where that is no noun phrase."""
        if self.low(last) in PRONOUNS:
            return last
        if self.low(last) in ("and", "or"):
            return None
        openers = lexicon("clause_openers")
        first = last
        while first > 0 and last - first < _REACH and not self.broken(first - 1):
            before = self.low(first - 1)
            if before in openers or (before == "and" and not (self.capital(first) and self.capital(first - 2))):
                break
            if before in lexicon("plain_sayings") or before in ("later", "earlier", "ago"):
                break
            first -= 1
        if self.low(first) in openers or self.low(last) in openers:
            return None
        return self._trimmed(first, last)

    def _trimmed(self, first: int, last: int) -> int | None:
        """*first* moved on over what cannot open a noun phrase."""
        while first <= last and self.low(first) in _SMALL:
            following = [k for k in range(first + 1, last + 1) if self.capital(k) or self.low(k) in DETERMINERS]
            if not following:
                first += 1
                break
            first = following[-1] if self.low(first) in lexicon("prepositions") else first + 1
        return first if first <= last and self.nominal(first, last) else None

    def nominal(self, first: int, last: int) -> bool:
        """Whether words *first* to *last* look like a noun phrase that can speak."""
        if self.low(first) in PRONOUNS:
            return first == last
        known = lexicons("unnamed_classes", "body_nouns", "document_nouns", "office_nouns", "outlet_words")
        if self.low(last) in DETERMINERS and self.low(last) not in ("some", "many", "most", "several", "one", "those"):
            return False
        return (
            any(self.capital(k) for k in range(first, last + 1) if k > 0 or self.low(k) not in lexicon("stopwords"))
            or self.low(first) in DETERMINERS
            or any(self.low(k) in known for k in range(first, last + 1))
            or self.low(last).endswith("s")
        )

    def phrase_after(self, i: int) -> tuple[int, int] | None:
        """The first and last word of the noun phrase that begins with word *i*, its apposition included."""
        if (
            i >= len(self.tokens)
            or self.low(i) in lexicon("clause_openers")
            or (self.low(i) in lexicon("prepositions") and self.low(i) != "this")
        ):
            return None
        last = i
        if self.low(i) in PRONOUNS:
            return (i, i)
        while (
            last + 1 < len(self.tokens)
            and not self.broken(last)
            and self.low(last + 1) not in _STOPS
            and last - i < _REACH
        ):
            last += 1
        if not self.nominal(i, last):
            return None
        return (i, self._apposition_after(last))

    def _apposition_after(self, last: int) -> int:
        opener = self.low(last + 1)
        if self.gap(last).strip() == "," and not self.capital(last) and self.capital(last + 1):
            return self._name_after(last)
        if self.gap(last).strip() != "," or opener not in (
            "a",
            "an",
            "the",
            "who",
            "whose",
            "which",
            "president",
            "director",
            "chairman",
            "another",
            "one",
            "then",
            "co-founder",
            "who",
            "his",
            "her",
        ):
            return last
        for j in range(last + 1, min(len(self.tokens), last + 24)):
            if self.gap(j).strip() or j + 1 == len(self.tokens):
                return j
        return last

    def _name_after(self, last: int) -> int:
        """The last word of the name that all of the words up to the next mark are ("his lawyer, Ella Strand")."""
        j = last + 1
        while self.capital(j) and j - last < 5 and not self.broken(j) and j + 1 < len(self.tokens):
            j += 1
        closes = self.gap(j).strip() in (".", ",") or self.broken(j)
        return j if 2 <= j - last < 5 and self.capital(j) and closes else last
