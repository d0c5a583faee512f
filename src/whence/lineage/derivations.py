"""Which document was taken from which: shared passages, citations, hyperlinks and agency credits.

Direction comes from dates, then from who credits or cites whom, then from a text that holds more than its
counterpart. Where none decides, two opposite derivations of probability 0.5 say so. Siblings of an absent parent look
like parent and child: a dated copy is the more probable parent, not a certain one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from whence.lineage.cited import Cited
from whence.lineage.shelf import Shelf, name_key
from whence.model import (
    Attribution,
    Derivation,
    DerivationKind,
    Document,
    Evidence,
    Form,
    Mention,
    Original,
    Passage,
    Source,
    SourceKind,
    Span,
)

COPIED = 0.6
"""Share of a text above which shared passages make it a copy."""
SURE = 0.95
"""Probability of a direction that dates or a citation give."""
_CITED = (SourceKind.OUTLET, SourceKind.BODY, SourceKind.DOCUMENT, SourceKind.PERSON)
_OBTAINED = (SourceKind.OUTLET, SourceKind.DOCUMENT)


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


def derivation(kind: DerivationKind, source: str, derived: str, probability: float, evidence: Evidence) -> Derivation:
    """A derivation with its stable id."""
    identifier = hashlib.sha256(f"{kind}\0{source}\0{derived}".encode()).hexdigest()[:16]
    return Derivation(identifier, source, derived, kind, probability, evidence.here, evidence.there, (evidence,))


def derivations(
    documents: Sequence[Document],
    attributions: Mapping[str, tuple[Attribution, ...]],
    sources: Sequence[Source],
    of: Mapping[tuple[str, str], str],
    passages: Sequence[Passage],
) -> tuple[tuple[Derivation, ...], tuple[Original, ...]]:
    """Every derivation between *documents*, and the cited outlets and documents that are not among them.

    *attributions* is by document id; *of* gives the Source id of a (document id, name).
    """
    ledger = _Ledger()
    shelf = Shelf(documents)
    by_id = {document.id: document for document in sorted(documents, key=lambda document: document.id)}
    by_source = {source.id: source for source in sources}
    cite = Cited(documents, shelf, passages)
    for document in by_id.values():
        _citations(document, attributions.get(document.id, ()), (shelf, cite), (by_source, of), ledger)
        _hyperlinks(document, shelf, ledger)
        _credits(document, (shelf, cite), ledger)
    cited = {(d.source, d.derived) for d in ledger.derivations.values()}
    for pair in _pairs(passages):
        for found in _reuse(by_id, attributions, pair, cited):
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
    """A source of the chain that made, or is, a document of the folder was read by this one."""
    shelf, cited = folder
    by_source, of = naming
    for attribution in attributions:
        for mention in attribution.chain:
            if mention.kind not in _CITED:
                continue
            source = by_source.get(of.get((document.id, mention.name), ""))
            found = shelf.named((mention.name, *(source.names if source else ())), mention.kind)
            if not found and mention.kind is SourceKind.DOCUMENT:
                found = tuple(filter(None, [shelf.described(document, mention.name)]))
            here = mention.span or attribution.source
            if not found and mention.kind in _OBTAINED:
                _absent(document, mention, here, source, ledger)
            meant = tuple(other for other in found if other != document.id)
            if mention.kind is SourceKind.OUTLET or len(meant) > 1:
                told = " ".join(span.of(document.text) for span in attribution.content)
                meant = cited.meant(document, told, mention.name, meant)
            for other in meant:
                evidence = Evidence("cites", f"names {mention.name} as its source", here)
                probability = 0.9 if len(found) == 1 else 0.5 if len(meant) > 1 else 0.7
                ledger.add(derivation(DerivationKind.CITATION, other, document.id, probability, evidence))
            if found and not meant and mention.kind in _OBTAINED and document.id not in found:
                evidence = Evidence("cites", f"names {mention.name}; no document of it in the folder tells this", here)
                identifier = source.id if source else f"name:{name_key(mention.name)}"
                ledger.add(derivation(DerivationKind.CITATION, identifier, document.id, 0.9, evidence))


def _absent(document: Document, mention: Mention, here: Span | None, source: Source | None, ledger: _Ledger) -> None:
    """A cited outlet or document that is not in the folder is one to obtain."""
    identifier = source.id if source else f"name:{name_key(mention.name)}"
    name = source.name if source else mention.name
    ledger.want(identifier, name, mention.kind, document.id)
    evidence = Evidence("cites-absent", f"cites {name}, which is not in the folder", here)
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


def _pairs(passages: Iterable[Passage]) -> Iterator[list[Passage]]:
    pairs: dict[tuple[str, str], list[Passage]] = {}
    for passage in passages:
        if not passage.boilerplate:
            pairs.setdefault((passage.left, passage.right), []).append(passage)
    for pair in sorted(pairs):
        yield pairs[pair]


def _reuse(
    documents: Mapping[str, Document],
    attributions: Mapping[str, tuple[Attribution, ...]],
    passages: Sequence[Passage],
    cited: set[tuple[str, str]],
) -> Iterator[Derivation]:
    """Shared words mean that one text was taken from the other, unless both only quote the same speech."""
    left, right = documents[passages[0].left], documents[passages[0].right]
    kept = [
        p for p in passages if not (_quoted(attributions, p.left, p.here) and _quoted(attributions, p.right, p.there))
    ]
    if not kept:
        return
    shares = (_share([p.here for p in kept], left), _share([p.there for p in kept], right))
    kind = DerivationKind.COPY if max(shares) >= COPIED else DerivationKind.PASSAGE
    longest = max(kept, key=lambda p: (len(p.here), p.here))
    forward, why = direction(left, right, shares, cited)
    words = f"{len(longest.here.of(left.text).split())} words in a row agree; {why}"
    if forward > 0.0:
        yield derivation(
            kind, left.id, right.id, min(forward, SURE), Evidence("shared-words", words, longest.there, longest.here)
        )
    if forward < 1.0:
        back = Evidence("shared-words", words, longest.here, longest.there)
        yield derivation(kind, right.id, left.id, min(1.0 - forward, SURE), back)


def direction(
    left: Document, right: Document, shares: tuple[float, float], cited: set[tuple[str, str]]
) -> tuple[float, str]:
    """Probability that *right* was taken from *left* (0.5: unknown), and why. One direction only where it is sure."""
    forward, backward = (left.id, right.id) in cited, (right.id, left.id) in cited
    if forward != backward:
        return (1.0 if forward else 0.0), "one names the other as its source"
    if left.date and right.date and left.date.last < right.date.first:
        return 1.0, f"the one of {left.date.first} is earlier"
    if left.date and right.date and right.date.last < left.date.first:
        return 0.0, f"the one of {right.date.first} is earlier"
    if shares[1] >= 0.85 and shares[0] <= 0.7:
        return 0.75, "one text holds all of the other and more"
    if shares[0] >= 0.85 and shares[1] <= 0.7:
        return 0.25, "one text holds all of the other and more"
    return 0.5, "the dates do not tell which came first"


def _quoted(attributions: Mapping[str, tuple[Attribution, ...]], document: str, span: Span) -> bool:
    """Whether a verbatim quotation of *document* holds the whole of *span*, but for a few characters."""
    return any(
        content.start - 20 <= span.start and span.end <= content.end + 20
        for attribution in attributions.get(document, ())
        if attribution.form is not Form.INDIRECT
        for content in attribution.content
    )


def _share(spans: Iterable[Span], document: Document) -> float:
    """Share of a document's characters that *spans* cover."""
    covered, end = 0, 0
    for span in sorted(spans):
        covered += max(0, span.end - max(span.start, end))
        end = max(end, span.end)
    return covered / max(1, len(document.text.strip()))
