"""What surrounds a claim when it is assessed: documents, sources and all that was found between them, to look up."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from whence.lineage.shelf import Shelf
from whence.model import (
    Confirmation,
    Derivation,
    Document,
    Link,
    Mention,
    Passage,
    QuotationCheck,
    Source,
    SourceKind,
    Statement,
)
from whence.text import fold

_T = TypeVar("_T")
_K = TypeVar("_K")


@dataclass(frozen=True, slots=True)
class Context:
    """Lookups that `assess` needs, over the whole folder; one serves every claim.

    ``of`` gives the Source id of a (document id, name); ``derivations`` is by derived document, ``passages`` by
    document pair (smaller id first), ``links`` by statement id, ``quotations`` by the quoting document.
    """

    documents: Mapping[str, Document]
    sources: Mapping[str, Source]
    of: Mapping[tuple[str, str], str]
    statements: Mapping[str, Statement] = field(default_factory=dict)
    derivations: Mapping[str, tuple[Derivation, ...]] = field(default_factory=dict)
    passages: Mapping[tuple[str, str], tuple[Passage, ...]] = field(default_factory=dict)
    links: Mapping[str, tuple[Link, ...]] = field(default_factory=dict)
    quotations: Mapping[str, tuple[QuotationCheck, ...]] = field(default_factory=dict)
    confirmations: Mapping[str, tuple[Confirmation, ...]] = field(default_factory=dict)
    """What a document says of others' confirming, by its id."""
    made: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Documents by the Source that made them or that they are."""
    makers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The same, the other way round: Source ids by document."""
    titles: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """The words, folded, in which texts introduce a person or a document ("Ilse Marn, director of ..."), by Source."""
    perhaps: frozenset[str] = frozenset()
    """Sources of which only the maker is known to the folder: a report that may be none of what he published there."""
    parted: frozenset[tuple[str, str]] = frozenset()
    """(source, derived) documents of which a person said that the one does not rest on the other."""


def context(
    *,
    documents: Iterable[Document],
    sources: Iterable[Source],
    of: Mapping[tuple[str, str], str],
    statements: Mapping[str, Statement],
    links: Iterable[Link] = (),
    passages: Iterable[Passage] = (),
    derivations: Iterable[Derivation] = (),
    quotations: Iterable[QuotationCheck] = (),
    confirmations: Iterable[Confirmation] = (),
    parted: frozenset[tuple[str, str]] = frozenset(),
) -> Context:
    """A `Context` of the plain sequences that the other stages return."""
    by_id = {document.id: document for document in documents}
    known = {source.id: source for source in sources}
    made, issued = _made(list(by_id.values()), known, of)
    pairs = sorted((document, source) for source, found in made.items() for document in found if source not in issued)
    return Context(
        documents=by_id,
        sources=known,
        of=of,
        statements=statements,
        derivations=_grouped(derivations, lambda derivation: derivation.derived),
        passages=_grouped(
            (passage for passage in passages if not passage.boilerplate),
            lambda passage: (min(passage.left, passage.right), max(passage.left, passage.right)),
        ),
        links=_by_statement(links),
        quotations=_grouped(quotations, lambda check: check.document),
        confirmations=_grouped(confirmations, lambda said: said.document),
        made=made,
        perhaps=issued,
        parted=parted,
        titles=_titles(by_id, of, statements.values()),
        makers={at: tuple(source for _, source in found) for at, found in _grouped(pairs, lambda p: p[0]).items()},
    )


def _by_statement(links: Iterable[Link]) -> dict[str, tuple[Link, ...]]:
    """The links of each statement, by its id."""
    found: dict[str, list[Link]] = {}
    for link in links:
        found.setdefault(link.left, []).append(link)
        found.setdefault(link.right, []).append(link)
    return {identifier: tuple(held) for identifier, held in found.items()}


def _made(
    documents: Sequence[Document], sources: Mapping[str, Source], of: Mapping[tuple[str, str], str]
) -> tuple[dict[str, tuple[str, ...]], frozenset[str]]:
    """Documents by the Source that made them or that they are; and the Sources of which only the maker is known."""
    shelf, by_id = Shelf(documents), {document.id: document for document in documents}
    made = {source.id: found for source in sources.values() if (found := shelf.of_source(source))}
    for (document, name), source in of.items():
        described = source not in made and source in sources and sources[source].kind is SourceKind.DOCUMENT
        if described and document in by_id and (one := shelf.described(by_id[document], name)):
            made[source] = (one,)
    issued = {
        source.id: found
        for source in sources.values()
        if source.kind is SourceKind.DOCUMENT and source.id not in made and (found := shelf.issued(source.names))
    }
    return made | issued, frozenset(issued)


def _titles(
    documents: Mapping[str, Document], of: Mapping[tuple[str, str], str], statements: Iterable[Statement]
) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for statement in statements:
        for mention in statement.chain:
            source = of.get((statement.document, mention.name))
            told = mention.kind in (SourceKind.PERSON, SourceKind.DOCUMENT) and mention.span
            if source and told and mention.span and len(mention.span) > len(mention.name) + 4:
                words = re.findall(r"\w+", fold(mention.span.of(documents[statement.document].text)))
                found.setdefault(source, set()).add(" ".join(words))
    return {source: frozenset(words) for source, words in found.items()}


def _grouped(items: Iterable[_T], key: Callable[[_T], _K]) -> dict[_K, tuple[_T, ...]]:
    grouped: dict[_K, list[_T]] = {}
    for item in items:
        grouped.setdefault(key(item), []).append(item)
    return {at: tuple(found) for at, found in grouped.items()}


def source_id(document: str, mention: Mention, context: Context) -> str:
    """The Source behind a mention, or a stand-in of its own."""
    return context.of.get((document, mention.name)) or f"{document}:{mention.name}"


def labelled(document: str, context: Context) -> str:
    """The name of a document, or its id where it is not of the folder."""
    record = context.documents.get(document)
    return record.name if record else document
