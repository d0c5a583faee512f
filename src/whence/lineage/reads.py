"""What the assessment of a claim reads, in strings to make its key of: change any of it and the claim is assessed anew.

It names rather more than is used (all credits of a document, say), so that a claim may be assessed once too often but
never once too seldom. A derivation counts where both its ends have statements in the claim; of others, only a credit of
who is not in the folder (a root), and whether two documents were taken from one third.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from whence.lineage.cautions import WRONG
from whence.lineage.context import Context, labelled
from whence.lineage.graph import FEW
from whence.lineage.kin import parents
from whence.model import Derivation, DerivationKind, Link, Passage, Relation, Source, SourceKind, Statement


def digest(words: str) -> str:
    """A short stand-in for *words*."""
    return hashlib.blake2b(words.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


class Reads:
    """The reads of any group of statements in *context*; *keys* has, by document id, the key of its statements."""

    def __init__(self, context: Context, keys: Mapping[str, str]) -> None:
        self._context = context
        self._keys = keys
        self._links = {id(link): _link(link) for links in context.links.values() for link in links}
        self._passages = {pair: digest("".join(map(_places, found))) for pair, found in context.passages.items()}
        self._sources = {source.id: self._source(source) for source in context.sources.values()}
        self._documents = {document: digest(repr(list(self._of_document(document)))) for document in context.documents}
        self._from = {document: parents(document, context) for document in context.documents}
        self._taken: dict[tuple[str, str], list[Derivation]] = {}
        for found in (found for of_one in context.derivations.values() for found in of_one):
            self._taken.setdefault((found.derived, found.source), []).append(found)

    def of(self, group: Sequence[Statement]) -> list[str]:
        """What `assess` reads for *group*."""
        documents = sorted({statement.document for statement in group})
        pairs = [(a, b) for k, a in enumerate(documents) for b in documents[k + 1 :]]
        return [
            *(statement.id for statement in group),
            *(self._documents.get(document, "") for document in documents),
            *(self._passages[pair] for pair in pairs if pair in self._passages),
            *(f"{a} {b}" for a, b in pairs if (a, b) in self._passages and self._from[a] & self._from[b]),
            *(_whole(taken) for a, b in pairs for pair in ((a, b), (b, a)) for taken in self._taken.get(pair, ())),
            *self._of_statements(group, set(documents)),
        ]

    def _source(self, source: Source) -> str:
        """What is read of a source: neither its evidence nor its other names, but how texts introduce it."""
        return f"{source.id} {source.name} {source.kind} {sorted(self._context.titles.get(source.id, ()))}"

    def _of_document(self, document: str) -> Iterator[str]:
        """What any claim of a document reads of it: of its derivations, those that lead out of the claim and count."""
        context = self._context
        yield self._keys.get(document, "")
        for found in context.derivations.get(document, ()):
            if found.kind is DerivationKind.CREDIT and found.source not in context.documents:
                yield _whole(found)
        for check in context.quotations.get(document, ()):
            if check.verdict in WRONG:
                yield _whole(check)
        for said in context.confirmations.get(document, ()):
            yield f"{_whole(said)}{[self._keys.get(other, '') for other in said.by]}"
        yield from (f"not from {source}" for source, derived in sorted(context.parted) if derived == document)
        yield from (f"made by {self._sources.get(source)}" for source in context.makers.get(document, ()))

    def _of_statements(self, group: Sequence[Statement], near: set[str]) -> Iterator[str]:
        """The links and the chain of each statement; *near* are the documents of the group."""
        context = self._context
        for statement in group:
            linked = near
            for link in context.links.get(statement.id, ()):
                other = context.statements.get(link.right if link.left == statement.id else link.left)
                yield f"{self._links[id(link)]}{self._keys.get(other.document) if other else ''}"
                linked = linked | {other.document} if other else linked
            for mention in statement.chain:
                source = context.of.get((statement.document, mention.name), "")
                yield f"{mention.name} {self._sources.get(source)} {source in context.perhaps}"
                texts = context.made.get(source, ())
                yield f"{[labelled(text, context) for text in texts] if len(texts) <= FEW else len(texts)}"
                for made in texts:
                    if made in linked or mention.kind is SourceKind.DOCUMENT:
                        yield f"made {made} {self._keys.get(made)}"


def _link(link: Link) -> str:
    """What is read of a link: all of a contradiction or an update, which the claim shows; of others, what they join."""
    if link.relation in (Relation.CONTRADICTS, Relation.UPDATES):
        return _whole(link)
    return f"{link.left} {link.right} {link.relation}"


def _whole(record: object) -> str:
    """A short stand-in for all of *record*; a third of the time of its ``repr``."""
    return hashlib.blake2b(msgspec.msgpack.encode(record), digest_size=12).hexdigest()


def _places(passage: Passage) -> str:
    here, there = passage.here, passage.there
    return f"{passage.left} {here.start} {here.end} {there.start} {there.end} "
