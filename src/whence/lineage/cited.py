"""Which documents of the folder a citation means, where the source that it names made several.

A paper that is named published more than one story: meant are those that share words with the citing text or are
linked from it, or else those of the weeks before that tell most of what is cited. Wrong where a story was retold with
other names for everything in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from whence.lineage.shelf import Shelf
from whence.model import Document, Passage
from whence.text import figures, lexicon

_LONG = re.compile(r"\w{4,}|\b\d{1,3}\b")
WEEKS = 4
"""Weeks after which a story is no longer cited as news."""
TOLD = 0.5
"""Share of the telling words of what is cited that a story must hold, where its maker made several."""
ALONE = 0.25
"""The same, where its maker made no other in the folder."""

MOST = 0.7
"""The same, where no more is known of what is cited than who made it: a report that may be none of these."""


class Cited:
    """The documents of a folder as they may be cited."""

    def __init__(
        self,
        documents: Iterable[Document],
        shelf: Shelf,
        passages: Iterable[Passage],
        numbers: Mapping[str, frozenset[float]],
    ) -> None:
        self._numbers = dict(numbers)
        self._documents = {document.id: document for document in documents}
        self._words: dict[str, frozenset[str]] = {}
        self._beside: dict[str, set[str]] = {identifier: set() for identifier in self._documents}
        for passage in passages:
            if not passage.boilerplate:
                self._beside[passage.left].add(passage.right)
                self._beside[passage.right].add(passage.left)
        for document in self._documents.values():
            linked = (shelf.at(link.url) for link in document.links)
            self._beside[document.id].update(other for other in linked if other)

    def beside(self, citing: Document, found: Sequence[str]) -> tuple[str, ...]:
        """Those of *found* that share a passage with *citing* or are linked from it."""
        return tuple(other for other in found if other in self._beside[citing.id] and other != citing.id)

    def meant(self, citing: Document, told: str, name: str, found: Sequence[str], news: bool = True) -> tuple[str, ...]:
        """Those of *found*, documents that *name* made, of which *citing* may have taken the words *told*.

        *news* is cited for some weeks only; what is none must tell most of it.
        """
        near = [other for other in found if other != citing.id and (not news or self.near(citing, other))]
        if beside := self._agreeing(told, self.beside(citing, found), near):
            return beside
        wanted = _telling(told) - _telling(name)
        shares = {other: len(wanted & self._told(other)) / max(1, len(wanted)) for other in near}
        least = MOST if not news else ALONE if len(found) == 1 else TOLD
        best = max(shares.values(), default=0.0)
        return tuple(other for other in near if shares[other] >= max(least, best))

    def _agreeing(self, told: str, beside: Sequence[str], near: Sequence[str]) -> tuple[str, ...]:
        """Those of *beside* that do not give other numbers than *told*, where one of *near* gives all of its."""
        numbers = _numbers(told) if beside else frozenset()
        agreeing = tuple(other for other in beside if numbers <= (given := self._given(other)) or not given)
        if len(agreeing) < len(beside) and any(numbers <= self._given(other) for other in near):
            return agreeing
        return tuple(beside)

    def _given(self, document: str) -> frozenset[float]:
        """The numbers of a document, as its statements have them or else as they are read from its text."""
        if document not in self._numbers:
            self._numbers[document] = _numbers(self._documents[document].text)
        return self._numbers[document]

    def near(self, citing: Document, other: str) -> bool:
        """Whether the document *other* may have been news when *citing* was written."""
        before, after = self._documents[other].date, citing.date
        if before is None or after is None:
            return True
        return before.first <= after.last and (after.first - before.last).days <= 7 * WEEKS

    def not_later(self, citing: Document, found: Sequence[str]) -> tuple[str, ...]:
        """Those of *found* no later than *citing*; where all are, a date may be wrong, and all may be meant."""

        def later(other: str) -> bool:
            day = self._documents[other].date
            return day is not None and citing.date is not None and day.first > citing.date.last

        others = tuple(other for other in found if other != citing.id)
        return tuple(other for other in others if not later(other)) or others

    def _told(self, document: str) -> frozenset[str]:
        if document not in self._words:
            self._words[document] = _telling(self._documents[document].text)
        return self._words[document]


@lru_cache(maxsize=1 << 12)
def _numbers(text: str) -> frozenset[float]:
    """The numbers of *text*, however written."""
    return frozenset(end for figure in figures(text) for end in figure.ends)


def _telling(text: str) -> frozenset[str]:
    """The words that tell one fact from another: figures, and words of four letters or more that are no stop words."""
    return frozenset(_LONG.findall(text.casefold())) - lexicon("stopwords")
