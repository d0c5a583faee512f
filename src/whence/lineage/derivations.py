"""Which document was taken from which: citations, hyperlinks, agency credits, and shared words (`lineage.copying`).

A citation leads to the documents of the folder that it may mean, or else to a named original that is absent. Wrong
where a source's name is that of another.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from whence.lineage.cited import Cited
from whence.lineage.copying import derivation, reused
from whence.lineage.shelf import Shelf, called, name_key
from whence.model import (
    Attribution,
    Derivation,
    DerivationKind,
    Document,
    Evidence,
    Mention,
    Original,
    Passage,
    Source,
    SourceKind,
    Span,
)

_CITED = (SourceKind.OUTLET, SourceKind.BODY, SourceKind.DOCUMENT, SourceKind.PERSON)
_OBTAINED = (SourceKind.OUTLET, SourceKind.DOCUMENT)
_SELF = (SourceKind.BODY, SourceKind.PERSON)
"""Kinds of makers who by their own names mean themselves, not what else they published."""


@dataclass(slots=True)
class _Ledger:
    """Derivations found so far, the most probable of each kind and pair."""

    derivations: dict[str, Derivation] = field(default_factory=dict)
    wanted: dict[str, tuple[str, SourceKind, set[str]]] = field(default_factory=dict)

    def add(self, found: Derivation) -> None:
        known = self.derivations.get(found.id)
        if known is None or known.probability < found.probability:
            self.derivations[found.id] = found

    def want(self, source: str, name: str, kind: SourceKind, document: str) -> None:
        self.wanted.setdefault(source, (name, kind, set()))[2].add(document)


def derivations(
    documents: Sequence[Document],
    attributions: Mapping[str, tuple[Attribution, ...]],
    sources: Sequence[Source],
    of: Mapping[tuple[str, str], str],
    passages: Sequence[Passage],
    numbers: Mapping[str, frozenset[float]] | None = None,
) -> tuple[tuple[Derivation, ...], tuple[Original, ...]]:
    """Every derivation between *documents*, and the cited outlets and documents that are not among them.

    *attributions* is by document id; *of* gives the Source id of a (document id, name). *numbers* are those of the
    statements of each document, where they are at hand.
    """
    ledger = _Ledger()
    shelf = Shelf(documents)
    by_id = {document.id: document for document in sorted(documents, key=lambda document: document.id)}
    by_source = {source.id: source for source in sources}
    cite = Cited(documents, shelf, passages, numbers or {})
    for document in by_id.values():
        _citations(document, attributions.get(document.id, ()), (shelf, cite), (by_source, of), ledger)
        _hyperlinks(document, shelf, ledger)
        _credits(document, (shelf, cite), ledger)
    cited = {(d.source, d.derived) for d in ledger.derivations.values()}
    for found in reused(by_id, attributions, passages, cited):
        ledger.add(found)
    originals = [Original(name, kind, tuple(sorted(by))) for name, kind, by in ledger.wanted.values()]
    return (
        tuple(sorted(ledger.derivations.values(), key=lambda d: (d.derived, d.source, d.kind))),
        tuple(sorted(originals, key=lambda original: (-len(original.cited_by), original.name, original.kind))),
    )


def _citations(
    document: Document,
    attributions: Iterable[Attribution],
    folder: tuple[Shelf, Cited],
    naming: tuple[Mapping[str, Source], Mapping[tuple[str, str], str]],
    ledger: _Ledger,
) -> None:
    """A source of the chain that made, or is, a document of the folder was read by this one.

    Where no document or only one may be meant, all that is told on a source's word says the same.
    """
    shelf, cited = folder
    by_source, of = naming
    settled: set[tuple[str, SourceKind]] = set()
    absent: dict[tuple[str, SourceKind], tuple[Mention, Span | None, Source | None, tuple[str, ...]]] = {}
    read: set[tuple[str, SourceKind]] = set()
    for attribution in attributions:
        for mention in attribution.chain:
            if mention.kind not in _CITED or (mention.name, mention.kind) in settled:
                continue
            source = by_source.get(of.get((document.id, mention.name), ""))
            found, loosely = _may_mean(document, mention, source, shelf)
            here = mention.span or attribution.source
            meant = () if document.id in found and mention.kind in _SELF else cited.not_later(document, found)
            if not meant or (mention.kind is not SourceKind.OUTLET and len(meant) == 1 and not loosely):
                settled.add((mention.name, mention.kind))
            else:
                told = " ".join(span.of(document.text) for span in attribution.content)
                meant = cited.meant(document, told, mention.name, meant, news=not loosely)
            for other in meant:
                evidence = Evidence("cites", f"names {called(mention.name)} as its source", here)
                probability = 0.9 if len(found) == 1 else 0.5 if len(meant) > 1 else 0.7
                ledger.add(derivation(DerivationKind.CITATION, other, document.id, probability, evidence))
            if meant:
                read.add((mention.name, mention.kind))
            elif mention.kind in _OBTAINED and document.id not in found:
                made = () if loosely else found
                absent.setdefault((mention.name, mention.kind), (mention, here, source, made))
    for key, (mention, here, source, made) in absent.items():
        if made or key not in read:
            _absent(document, mention, here, source, made, ledger)


def _may_mean(
    document: Document, mention: Mention, source: Source | None, shelf: Shelf
) -> tuple[tuple[str, ...], bool]:
    """The documents that *mention* may mean, and whether no more is known of them than that its maker made them."""
    names = (mention.name, *(source.names if source else ()))
    found = shelf.named(names, mention.kind)
    if found or mention.kind is not SourceKind.DOCUMENT:
        return found, False
    described = shelf.described(document, mention.name)
    return ((described,), False) if described else (shelf.issued(names), True)


def _absent(
    document: Document, mention: Mention, here: Span | None, source: Source | None, made: Sequence[str], ledger: _Ledger
) -> None:
    """A cited outlet or document that is not in the folder is one to obtain, unless it *made* some of what is there."""
    identifier = source.id if source else f"name:{name_key(mention.name)}"
    name = source.name if source else mention.name
    if made:
        detail = f"names {called(mention.name)}; no document of that source in the folder tells this"
        evidence = Evidence("cites", detail, here)
    else:
        ledger.want(identifier, name, mention.kind, document.id)
        evidence = Evidence("cites-absent", f"cites {called(name)}, which is not in the folder", here)
    ledger.add(derivation(DerivationKind.CITATION, identifier, document.id, 0.9, evidence))


def _hyperlinks(document: Document, shelf: Shelf, ledger: _Ledger) -> None:
    """A document that links to another had it before it."""
    for link in document.links:
        other = shelf.at(link.url)
        if other is not None and other != document.id:
            evidence = Evidence("links-to", f"links to {link.url}", link.span)
            ledger.add(derivation(DerivationKind.HYPERLINK, other, document.id, 0.8, evidence))


def _credits(document: Document, folder: tuple[Shelf, Cited], ledger: _Ledger) -> None:
    """A document that credits an agency took its text from there."""
    shelf, cited = folder
    for agency in document.credits:
        if name_key(agency) == name_key(document.publisher or ""):
            continue
        evidence = Evidence("credits", f"credits {agency} for its text")
        made = [other for other in shelf.named((agency,), SourceKind.OUTLET) if other != document.id]
        alone = [other for other in made if len(made) == 1 and cited.near(document, other)]
        found = cited.beside(document, made) or alone
        for other in found:
            probability = 0.8 if len(found) == 1 else 0.5
            ledger.add(derivation(DerivationKind.CREDIT, other, document.id, probability, evidence))
        if not found:
            identifier = f"name:{name_key(agency)}"
            ledger.add(derivation(DerivationKind.CREDIT, identifier, document.id, 0.9, evidence))
        if not made:
            ledger.want(f"name:{name_key(agency)}", agency, SourceKind.OUTLET, document.id)
