"""Which documents of the folder a text means where it says that somebody confirms or denies what another told.

By the maker's or the document's name in that sentence alone; whether it is true, `cautions` looks up.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from whence.lineage.shelf import Shelf, name_key
from whence.model import Confirmation, Confirming, Document, Source, SourceKind

_WEEKS = 26
"""Weeks after which a document is no longer taken for the one that is said to confirm something."""


def confirmations(
    documents: Sequence[Document], said: Iterable[Confirming], sources: Iterable[Source]
) -> tuple[Confirmation, ...]:
    """Those of *said* in which documents of the folder confirm or deny something, in the same order."""
    by_id = {document.id: document for document in documents}
    folder = _Folder(documents, sources)
    return tuple(
        Confirmation(one.document, by, one.here, one.about, one.denies)
        for one in said
        if (by := folder.meant(by_id[one.document], one.who))
    )


class _Folder:
    """The documents of the folder by the names that a sentence may give them."""

    def __init__(self, documents: Sequence[Document], sources: Iterable[Source]) -> None:
        self._documents = {document.id: document for document in documents}
        self._shelf = Shelf(documents)
        self._named: dict[str, set[str]] = {}
        for document in documents:
            for maker in (document.publisher, document.author):
                if maker and name_key(maker):
                    self._named.setdefault(name_key(maker), set()).add(document.id)
        for source in sources:
            if found := self._shelf.of_source(source):
                for name in {name_key(name) for name in (source.name, *source.names)} - {""}:
                    if len(name) > 2:
                        self._named.setdefault(name, set()).update(found)
        self._starting: dict[str, list[str]] = {}
        for name in self._named:
            self._starting.setdefault(name.split()[0], []).append(name)

    def meant(self, citing: Document, words: str) -> tuple[str, ...]:
        """The documents that *words*, a noun phrase of *citing*, names; none where it names two makers."""
        phrase = name_key(words)
        starting = (name for word in set(phrase.split()) for name in self._starting.get(word, ()))
        held = [name for name in starting if f" {name} " in f" {phrase} "]
        longest = [name for name in held if not any(name != other and name in other for other in held)]
        if len({frozenset(self._named[name]) for name in longest}) > 1:
            return ()
        found = set().union(*(self._named[name] for name in longest)) if longest else set()
        found = found or set(self._shelf.named((words,), SourceKind.DOCUMENT))
        return tuple(sorted(other for other in found if self._may_be_meant(citing, self._documents[other])))

    def _may_be_meant(self, citing: Document, other: Document) -> bool:
        """Whether *other* is not the citing paper's own, nor later than *citing*, nor long before it."""
        if other.id == citing.id or (other.publisher and other.publisher == citing.publisher):
            return False
        if other.date is None or citing.date is None:
            return True
        return other.date.first <= citing.date.last and (citing.date.first - other.date.last).days <= 7 * _WEEKS
