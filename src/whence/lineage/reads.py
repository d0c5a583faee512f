"""What the assessment of a claim reads, in strings to make its key of: change any of it and the claim is assessed anew.

It names rather more than is used (all derivations of a document, say), so that a claim may be assessed once too often
but never once too seldom.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from whence.lineage.context import Context
from whence.model import Statement


class Reads:
    """The reads of any group of statements in *context*; *keys* has, by document id, the key of its statements."""

    def __init__(self, context: Context, keys: Mapping[str, str]) -> None:
        self._context = context
        self._keys = keys
        self._links = {id(link): repr(link) for links in context.links.values() for link in links}
        self._derivations = {
            document: "".join(f"{found!r}{keys.get(found.source, '')}" for found in derivations)
            for document, derivations in context.derivations.items()
        }
        self._passages = {pair: repr(found) for pair, found in context.passages.items()}
        self._quotations = {document: repr(found) for document, found in context.quotations.items()}
        self._sources = {
            source.id: f"{source!r}{context.made.get(source.id)}{sorted(context.titles.get(source.id, ()))}"
            for source in context.sources.values()
        }

    def of(self, group: Sequence[Statement]) -> list[str]:
        """What `assess` reads for *group*."""
        documents = sorted({statement.document for statement in group})
        return [
            *(statement.id for statement in group),
            *self._of_documents(documents),
            *self._of_statements(group),
            *(self._passages.get((a, b), "") for k, a in enumerate(documents) for b in documents[k + 1 :]),
        ]

    def _of_documents(self, documents: Sequence[str]) -> Iterator[str]:
        for document in documents:
            yield self._keys.get(document, "")
            yield self._derivations.get(document, "")
            yield self._quotations.get(document, "")
            for source in self._context.makers.get(document, ()):
                yield f"made by {self._sources.get(source)}"

    def _of_statements(self, group: Sequence[Statement]) -> Iterator[str]:
        for statement in group:
            for link in self._context.links.get(statement.id, ()):
                other = self._context.statements.get(link.right if link.left == statement.id else link.left)
                yield f"{self._links[id(link)]}{self._keys.get(other.document) if other else ''}"
            for mention in statement.chain:
                source = self._context.of.get((statement.document, mention.name), "")
                yield f"{mention.name} {self._sources.get(source)}"
