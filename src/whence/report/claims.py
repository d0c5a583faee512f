"""Claims as the page shows them: what needs attention first, then what is well supported, then single statements."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from markupsafe import Markup

from whence.lineage import told
from whence.model import (
    Claim,
    Evidence,
    Findings,
    Flag,
    Form,
    Judgement,
    Link,
    Modality,
    Origin,
    Slot,
    Statement,
)
from whence.report.documents import UNCERTAIN, anchors, chain_words, published, shown_name
from whence.report.drawing import Arrow, drawing
from whence.report.passages import Piece, deciding, excerpt
from whence.report.summary import FLAG_LABELS, FLAG_SENTENCES, GRADED, basis, credibility, interval, seen
from whence.report.taken import Taken

_AGAINST = re.compile(r"([^,;]+) against ([^,;]+)")

SECTIONS = (
    ("circular", "Goes in a circle", "Documents that cite one another, with no root outside the ring."),
    ("contradicted", "Contradicted", "Statements that cannot both be true."),
    ("not-confirmed", "Said to be confirmed, but is not", "A document claims a confirmation that is not there."),
    (
        "altered",
        "Rests on an altered quotation",
        "The words are others than in the text of the one who is quoted.",
    ),
    ("single", "Many documents, one origin", "Repetition is not confirmation: these may all go back to one root."),
    ("unnamed", "Unnamed sources only", "Nobody who is named stands behind these."),
    ("supported", "Two or more independent origins", "The lowest count, with every plausible dependence assumed."),
    ("other", "Several statements, independence unclear", "It cannot be told whether these have one origin or more."),
    ("once", "Said once, on someone’s word", "One statement each, with the chain it rests on."),
    ("voice", "Said once, in a document’s own voice", "One statement each, without a source."),
)
ROWS = ("once", "voice")
DISPUTED = {
    Slot.FIGURE: "Contradicted: another figure",
    Slot.DATE: "Contradicted: another date",
    Slot.PLACE: "Contradicted: another place",
    Slot.NAME: "Contradicted: another name",
    Slot.NEGATION: "Contradicted: one says what the other denies",
    Slot.CAUSE: "Contradicted: another cause",
    Slot.OTHER: "Contradicted: both cannot be true",
}
"""The heading over two statements, by the part of them that decides."""
_QUOTED = {Form.DIRECT: "quoted", Form.MIXED: "partly quoted"}
_SHARED = "anchor"
"""The rule of the evidence that two statements have words in common, which their two columns show."""


@dataclass(frozen=True, slots=True)
class StatementView:
    """One statement as a quotation from its document, with its chain (empty: the document's own voice)."""

    anchor: str
    document: str
    document_anchor: str
    where: str
    facts: str
    chain: str
    manner: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class OriginView:
    """One origin with the documents that have it from there, and why whence thinks so."""

    root: str
    kind: str
    seen: str
    documents: tuple[str, ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ContradictionView:
    """Two statements side by side, the deciding words marked; ``more`` pairs of the same two claims differ alike.

    ``anchor`` is that of the other claim.
    """

    heading: str
    reason: str
    sides: tuple[StatementView, StatementView]
    anchor: str
    more: int


class RowView(NamedTuple):
    """A claim in one line: its interval, in how many documents, and its first statement with chain and place."""

    anchor: str
    text: str
    interval: str
    documents: int
    chain: str
    statement_anchor: str
    document: str
    document_anchor: str
    where: str
    facts: str
    judgements: tuple[Judgement, ...]


@dataclass(frozen=True, slots=True)
class SectionView:
    """A section of the page: claims to show in full (`Claims.view`), then claims in a line each."""

    name: str
    title: str
    note: str
    cards: tuple[Claim, ...]
    rows: tuple[RowView, ...]


@dataclass(frozen=True, slots=True)
class ClaimView:
    """Everything the page says about one claim."""

    anchor: str
    section: str
    text: str
    interval: str
    low: int
    basis: str
    credibility: str
    flags: tuple[tuple[str, str], ...]
    statements: tuple[StatementView, ...]
    origins: tuple[OriginView, ...]
    contradictions: tuple[ContradictionView, ...]
    reasons: tuple[str, ...]
    drawing: Markup
    arrows: tuple[tuple[str, str, str, str, str], ...]
    judgements: tuple[Judgement, ...]


def section(claim: Claim, documents: int) -> str:
    """The section of the page where a claim with statements in so many documents stands."""
    for flag, name in claim.flags and (
        (Flag.CIRCULAR, "circular"),
        (Flag.CONTRADICTED, "contradicted"),
        (Flag.NOT_CONFIRMED, "not-confirmed"),
        (Flag.ALTERED_QUOTE, "altered"),
    ):
        if flag in claim.flags:
            return name
    if documents > 1 and (Flag.SINGLE_SOURCE in claim.flags or claim.high == 1):
        return "single"
    if Flag.UNNAMED_ONLY in claim.flags:
        return "unnamed"
    if claim.low >= 2:
        return "supported"
    return "other" if len(claim.statements) > 1 else "once"


def _in_full(name: str, held: Sequence[Claim], full: int) -> int:
    """How many of the claims *held* by a section, those of several statements first, are shown in full."""
    if name in ROWS:
        return 0
    return min(full, sum(len(claim.statements) > 1 for claim in held)) if name == "unnamed" else full


def _telling(claim: Claim, documents: int) -> list[Flag]:
    """The flags worth showing: that what one document says has one origin goes without saying."""
    return [flag for flag in claim.flags if documents > 1 or flag is not Flag.SINGLE_SOURCE]


class Claims:
    """The claims of a case, with what is needed to look up once for all of them."""

    def __init__(self, findings: Findings) -> None:
        self._findings = findings
        self._held = {document.id: document for document in findings.documents}
        self._names = {document.id: document.name for document in findings.documents}
        self._facts = {document.id: published(document) for document in findings.documents}
        self._anchors = anchors(findings.documents)
        self._sources = {source.id: source.name for source in findings.sources}
        self._claim = {s: claim.id for claim in findings.claims for s in claim.statements}
        self._place_in = {s: at for claim in findings.claims for at, s in enumerate(claim.statements)}
        self._taken = Taken(findings)
        self._judged: dict[str, list[Judgement]] = {}
        for judgement in findings.judgements:
            self._judged.setdefault(judgement.finding, []).append(judgement)

    def sections(self, full: int) -> list[SectionView]:
        """The sections that hold any claim, those that more documents make first; *full* of each in full.

        Single statements have a line each, unless they stand where something is wrong; so have claims beyond *full*.
        """
        sorted_in: dict[str, list[Claim]] = {name: [] for name, _, _ in SECTIONS}
        for claim in self._findings.claims:
            sorted_in[self._place(claim)].append(claim)
        made = []
        for name, title, note in SECTIONS:
            held = sorted(sorted_in[name], key=lambda claim: -len(claim.statements))
            shown = _in_full(name, held, full)
            if held:
                made.append(SectionView(name, title, note, tuple(held[:shown]), tuple(map(self._row, held[shown:]))))
        return made

    def unit(self, claim: Claim) -> str:
        """The unit of the stage "claims" that holds *claim*: its first statement's id, or a lone one's document."""
        return min(claim.statements) if len(claim.statements) > 1 else self._statement_of(claim).document

    def shown(self, claim: Claim) -> str:
        """What `view` reads beside that by which *claim* was assessed, in words to make a key of."""
        others = [s for link in claim.contradictions for s in (link.left, link.right)]
        documents = {self._findings.statements[s].document for s in (*claim.statements, *others)}
        parts = (
            sorted(self._anchors[document] for document in documents),
            [self._claim.get(other) for other in others],
            self._taken.graph(claim),
            self._judged.get(claim.id),
        )
        return repr(parts)

    def _place(self, claim: Claim) -> str:
        name = section(claim, self._documents(claim))
        return name if name != "once" or self._statement_of(claim).chain else "voice"

    def _statement_of(self, claim: Claim) -> Statement:
        return self._findings.statements[claim.statements[0]]

    def _documents(self, claim: Claim) -> int:
        if len(claim.statements) == 1:
            return 1
        return len({self._findings.statements[s].document for s in claim.statements})

    def _row(self, claim: Claim) -> RowView:
        first = self._statement_of(claim)
        return RowView(
            f"claim-{claim.id}",
            claim.text,
            interval(claim),
            self._documents(claim),
            chain_words(first.chain),
            f"s-{first.id}",
            self._held[first.document].name,
            self._anchors[first.document],
            self._held[first.document].where(first.span),
            self._facts[first.document],
            tuple(self._judged.get(claim.id, ())),
        )

    def view(self, claim: Claim) -> ClaimView:
        """All that the page says about *claim*."""
        statements = [self._findings.statements[s] for s in claim.statements]
        documents = list(dict.fromkeys(statement.document for statement in statements))
        roots = tuple(self._name(origin.root) for origin in claim.origins)
        places, drawn, arrows = self._taken.graph(claim)
        return ClaimView(
            f"claim-{claim.id}",
            self._place(claim),
            claim.text,
            interval(claim),
            claim.low,
            basis(claim, len(documents), roots),
            credibility(claim),
            tuple((FLAG_LABELS[flag], FLAG_SENTENCES[flag]) for flag in _telling(claim, len(documents))),
            tuple(self._statement(s) for s in statements),
            tuple(self._origin(origin) for origin in claim.origins),
            tuple(self._contradictions(claim)),
            tuple(dict.fromkeys(e.detail for e in claim.reasons if e.detail and e.rule != GRADED)),
            drawing(places, drawn, "Who has this claim from whom; the table below says it all."),
            tuple(_row(arrow, self._names) for arrow in arrows),
            tuple(self._judged.get(claim.id, ())),
        )

    def _name(self, identity: str) -> str:
        held = self._held.get(identity)
        return held.name if held else shown_name(self._sources.get(identity, identity))

    def _statement(self, statement: Statement, pieces: Sequence[Piece] | None = None) -> StatementView:
        document = self._held[statement.document]
        manner = (
            _QUOTED.get(statement.form) if statement.form else "",
            str(statement.modality) if statement.modality in (Modality.HEDGED, Modality.DENIED) else "",
            UNCERTAIN if statement.doubtful else "",
        )
        return StatementView(
            f"s-{statement.id}",
            document.name,
            self._anchors[document.id],
            document.where(statement.span),
            self._facts[document.id],
            chain_words(statement.chain),
            ", ".join(filter(None, manner)),
            tuple(pieces if pieces is not None else excerpt(document, statement.spans)),
        )

    def _origin(self, origin: Origin) -> OriginView:
        names = [self._held[self._findings.statements[s].document].name for s in origin.statements]
        followed = [step.why for step in origin.steps]
        sentences = [told(step, self._findings.statements, self._names) for step in origin.steps]
        reasons = dict.fromkeys([*sentences, *(e.detail for e in origin.evidence if e.detail and e not in followed)])
        return OriginView(
            self._name(origin.root), origin.kind.value, seen(origin), tuple(dict.fromkeys(names)), tuple(reasons)
        )

    def _contradictions(self, claim: Claim) -> Iterator[ContradictionView]:
        """For each claim that says otherwise the first of the surest pairs, this claim's statement on the left."""
        members = set(claim.statements)
        pairs: dict[str, list[Link]] = {}
        for link in claim.contradictions:
            other = link.right if link.left in members else link.left
            pairs.setdefault(self._claim.get(other, ""), []).append(link)
        for claimed, links in sorted(pairs.items(), key=lambda item: (-len(item[1]), item[0])):
            surest = min(links, key=lambda link: (-link.score, self._early(link)))
            yield self._contradiction(surest, surest.left in members, claimed, len(links) - 1)

    def _early(self, link: Link) -> int:
        """How early both statements of a link stand in their claims."""
        return sum(self._place_in.get(end, 0) for end in (link.left, link.right))

    def _contradiction(self, link: Link, forward: bool, claimed: str, more: int) -> ContradictionView:
        ends = (link.left, link.right) if forward else (link.right, link.left)
        left, right = (self._findings.statements[end] for end in ends)
        return ContradictionView(
            DISPUTED[link.slot] if link.slot else DISPUTED[Slot.OTHER],
            "; ".join(dict.fromkeys(in_order(e, forward) for e in link.evidence if e.detail and e.rule != _SHARED)),
            (
                self._statement(left, deciding(link, left, right, self._held[left.document])),
                self._statement(right, deciding(link, right, left, self._held[right.document])),
            ),
            f"claim-{claimed}",
            more,
        )


def in_order(evidence: Evidence, forward: bool) -> str:
    """The detail of *evidence*; "20 against 12" as "12 against 20" where the right statement stands on the left."""
    sides = None if forward or evidence.rule == "part of a whole" else _AGAINST.fullmatch(evidence.detail)
    return f"{sides[2]} against {sides[1]}" if sides else evidence.detail


def _row(arrow: Arrow, names: Mapping[str, str]) -> tuple[str, str, str, str, str]:
    ends = shown_name(names.get(arrow.source, arrow.source)), names[arrow.derived]
    return (*ends, arrow.kind, f"{arrow.probability:.0%}", arrow.reason)
