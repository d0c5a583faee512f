"""Texts of a claim that are kin: one was taken from the other, or both from one third text of the folder.

Two papers took one wire, and it tells the claim in other words or not at all: what both have of it word for word has
one origin. Where kin share a good part of their words, a sentence that they have alike came the same way, and one that
they tell alike may have. Wrong where two papers that both carry a release saw the same thing themselves and write it in
the same few words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from whence.lineage.context import Context
from whence.lineage.copying import LIKELY, REUSE
from whence.lineage.reuse import covered
from whence.model import Derivation, Reuse, Statement
from whence.text import plain_words

MUCH = 0.2
"""Share of one of two kin from which on what they share tells of the rest too."""
FEWEST = 4
"""Words of a sentence, at least, that makes it the same sentence by more than chance in texts that share much."""
_TAKEN = (Reuse.COPY, Reuse.PASSAGE)


class Kin(NamedTuple):
    """Two documents; whether one was taken from the other, and whether they share a good part of one of them."""

    one: str
    other: str
    direct: bool
    much: bool


def kin(documents: Sequence[str], context: Context) -> Iterator[Kin]:
    """The kin among *documents* (ids) of which no person said that they are apart."""
    from_third = {document: parents(document, context) for document in documents}
    for pair in combinations(sorted(documents), 2):
        if pair in context.passages and not {pair, pair[::-1]} & context.parted:
            direct = _related(*pair, context)
            if direct or from_third[pair[0]] & from_third[pair[1]]:
                yield Kin(*pair, direct, _share_much(pair, context))


def parents(document: str, context: Context) -> set[str]:
    """The documents of the folder that *document* was likely taken from."""
    likely = {edge.source for edge in _reused(document, context) if edge.probability >= LIKELY}
    return likely & context.documents.keys()


def _related(one: str, other: str, context: Context) -> bool:
    """Whether one of two documents may have been taken from the other."""
    return any(e.source == there for here, there in ((one, other), (other, one)) for e in _reused(here, context))


def alike(one: Statement, other: Statement) -> bool:
    """Whether two statements are the same words, and more than a few."""
    said = plain_words(one.text)
    return len(said) >= FEWEST and said == plain_words(other.text)


def _reused(document: str, context: Context) -> list[Derivation]:
    return [edge for edge in context.derivations.get(document, ()) if edge.kind in REUSE]


def _share_much(pair: tuple[str, str], context: Context) -> bool:
    shared = [passage for passage in context.passages[pair] if passage.kind in _TAKEN]
    sides = [passage.here for passage in shared], [passage.there for passage in shared]
    return any(covered(spans, context.documents[document]) >= MUCH for document, spans in zip(pair, sides, strict=True))
