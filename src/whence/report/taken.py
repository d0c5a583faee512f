"""Who has a claim from whom: its roots and documents as places, an arrow from each to what was taken from there.

Drawn are the steps by which the statements of the claim rest on its origins; where there is none, as in a ring, what
its documents took from each other near its words, which the table tells beside the steps in any case. A document
without a statement of the claim has no place.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from whence.lineage import told
from whence.model import Claim, Derivation, DerivationKind, Document, Findings, Origin, Statement, Step
from whence.report.documents import published, shown_name
from whence.report.drawing import Arrow, Place, surest

NEAR = 300
"""Characters around a statement in which a citation or a link bears on it."""
_REUSE = (DerivationKind.COPY, DerivationKind.PASSAGE)
_HOW: Mapping[str, tuple[str, tuple[DerivationKind, ...]]] = {
    "copied": ("copy", _REUSE),
    "alike": ("alike", _REUSE),
    "cites": ("citation", (DerivationKind.CITATION,)),
    "citation": ("citation", (DerivationKind.CITATION,)),
    "hyperlink": ("hyperlink", (DerivationKind.HYPERLINK,)),
    "credit": ("credit", (DerivationKind.CREDIT,)),
    "corrects": ("correction", ()),
    "own-voice": ("own words", ()),
    "created": ("own words", ()),
    "probably": ("probably", ()),
    "added": ("added", ()),
}
"""By the rule of a step its kind in words, and the kinds of derivations that it rests on."""
_WEAK = ("alike", "probably")
_OPEN = 0.5


class Taken:
    """The derivations of claims, with what is needed to look up once for all of them."""

    def __init__(self, findings: Findings) -> None:
        self._held = {document.id: document for document in findings.documents}
        self._names = {document.id: document.name for document in findings.documents}
        self._statements = findings.statements
        self._sources = {source.id: source.name for source in findings.sources}
        self._into: dict[str, list[Derivation]] = {}
        for derivation in findings.derivations:
            end = findings.statements.get(derivation.derived)
            self._into.setdefault(end.document if end else derivation.derived, []).append(derivation)

    def graph(self, claim: Claim) -> tuple[list[Place], list[Arrow], list[Arrow]]:
        """The places of a claim, the arrows to draw between them, and all arrows."""
        said: dict[str, list[Statement]] = {}
        for statement in (self._statements[s] for s in claim.statements):
            said.setdefault(statement.document, []).append(statement)
        arrows: dict[tuple[str, str], Arrow] = {}
        for arrow in self._steps(claim):
            arrows.setdefault((arrow.source, arrow.derived), arrow)
        drawn = list(arrows.values())
        for arrow in self._shared(said):
            arrows.setdefault((arrow.source, arrow.derived), arrow)
        rested = {self._statements[step.statement].document for origin in claim.origins for step in origin.steps}
        drawn += surest([arrow for arrow in list(arrows.values())[len(drawn) :] if arrow.derived not in rested])
        places = [self._place(claim, key) for key in dict.fromkeys([*said, *(arrow.source for arrow in drawn)])]
        return sorted(places, key=lambda p: (p.style == "document", p.below[-10:])), drawn, list(arrows.values())

    def _steps(self, claim: Claim) -> Iterator[Arrow]:
        """An arrow for each step of a statement to its root, but those of a document that is itself the root."""
        for origin in claim.origins:
            for step in origin.steps:
                derived = self._statements[step.statement].document
                source = self._statements[step.then].document if step.then else self._end(origin.root)
                if source != derived and not (step.then is None and self._is_root(source, self._held[derived])):
                    yield self._step(step, source, derived)

    def _step(self, step: Step, source: str, derived: str) -> Arrow:
        kind, kinds = _HOW.get(step.why.rule, ("on its word", ()))
        found = [d for d in self._into.get(derived, ()) if d.kind in kinds and self._end(d.source) == source]
        best = max(found, key=lambda d: d.probability, default=None)
        if best:
            return Arrow(source, derived, kind, best.probability, _reason(best))
        sure = _OPEN if step.why.rule in _WEAK else 1.0
        return Arrow(source, derived, kind, sure, told(step, self._statements, self._names))

    def _shared(self, said: Mapping[str, Sequence[Statement]]) -> Iterator[Arrow]:
        """What the documents of a claim took from each other near its words."""
        for derived, statements in said.items():
            for found in self._into.get(derived, ()):
                source = self._end(found.source)
                if source in said and source != derived and touches(found, statements):
                    yield Arrow(source, derived, found.kind.value, found.probability, _reason(found))

    def _end(self, identity: str) -> str:
        statement = self._statements.get(identity)
        return statement.document if statement else self._sources.get(identity, identity)

    def _is_root(self, root: str, document: Document) -> bool:
        return root in (document.id, document.name, document.publisher, document.title, document.author)

    def _place(self, claim: Claim, key: str) -> Place:
        held = self._held.get(key)
        if held is None:
            origin = next(origin for origin in claim.origins if self._end(origin.root) == key)
            return Place(key, shown_name(key), _below(origin), "root" if origin.seen else "unseen")
        root = any(origin.seen and self._is_root(self._end(origin.root), held) for origin in claim.origins)
        return Place(key, held.name, published(held), "root" if root else "document")


def _below(origin: Origin) -> str:
    return f"{origin.kind}, own words {'here' if origin.seen else 'not here'}"


def _reason(found: Derivation) -> str:
    return "; ".join(dict.fromkeys(evidence.detail for evidence in found.evidence if evidence.detail))


def touches(found: Derivation, said: Sequence[Statement]) -> bool:
    """Whether the derivation bears on these statements of the derived document."""
    if found.here is None or found.kind is DerivationKind.COPY:
        return True
    near = 0 if found.kind in (DerivationKind.PASSAGE, DerivationKind.QUOTATION) else NEAR
    return any(found.here.start <= s.span.end + near and s.span.start - near <= found.here.end for s in said)
