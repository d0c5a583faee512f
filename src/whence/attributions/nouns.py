"""What a noun or a law says: "the prosecution's response is that C", "Article 6 of the Statute provides that C".

Wrong where the possessor is longer than the words back to the last mark or small word.
"""

from __future__ import annotations

from whence.attributions.clauses import rest
from whence.attributions.raw import RawAttribution
from whence.attributions.sentence import Sentence
from whence.model import SourceKind, Span
from whence.text import kind_of

_WORDS_OF = frozenset(
    "response position view argument contention submission explanation account conclusion answer opinion complaint "  # noqa: SIM905
    "claim testimony assertion allegation statement reply belief theory".split()
)
_IS = frozenset(["is", "was", "remains", "remained"])
_OWNERS = frozenset(["his", "her", "their", "its"])
_PROVIDES = frozenset(["provides", "provide", "stipulates", "stipulate"])
WORDS = _WORDS_OF | _PROVIDES


def in_noun(sentence: Sentence, i: int) -> RawAttribution | None:
    """The attribution whose cue is the noun, or the "provides" of a document, at word *i*."""
    if sentence.low(i) in _PROVIDES and sentence.low(i + 1) == "that":
        return _provided(sentence, i)
    if sentence.low(i) not in _WORDS_OF or sentence.low(i + 1) not in _IS or sentence.low(i + 2) != "that":
        return None
    owner = _owner(sentence, i)
    content = rest(sentence, sentence.tokens[i + 3].start) if owner and i + 3 < len(sentence.tokens) else None
    return RawAttribution(owner, sentence.tokens[i], (content,), sentence.low(i), "noun") if content else None


def _owner(sentence: Sentence, i: int) -> Span | None:
    """Whose *i*-th word, a noun, is: "her", or a phrase with "'s"."""
    if sentence.low(i - 1) in _OWNERS:
        return sentence.tokens[i - 1]
    before = sentence.tokens[i - 1].of(sentence.masked) if i else ""
    marked = next((mark for mark in ("'s", "’s") if before.endswith(mark)), "")
    phrase = sentence.subject_before(i) if marked else None
    return Span(sentence.tokens[phrase[0]].start, sentence.tokens[i - 1].end - len(marked)) if phrase else None


def _provided(sentence: Sentence, i: int) -> RawAttribution | None:
    subject = sentence.subject_before(i)
    source = sentence.words_span(*subject) if subject else None
    if (
        source is None
        or kind_of(source.of(sentence.masked)) is not SourceKind.DOCUMENT
        or i + 2 >= len(sentence.tokens)
    ):
        return None
    content = rest(sentence, sentence.tokens[i + 2].start)
    return RawAttribution(source, sentence.tokens[i], (content,), "provide", "noun") if content else None
