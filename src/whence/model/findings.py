"""What the stages find: attributions, sources, statements, links, passages, claims; and all of a case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from whence.model.kinds import (
    CueClass,
    DerivationKind,
    FigureKind,
    Flag,
    Form,
    Hedge,
    Modality,
    Polarity,
    Relation,
    Reuse,
    Slot,
    SourceKind,
    Verdict,
)
from whence.model.texts import DateRange, Document, Evidence, Problem, Span

DOUBTFUL = 0.5
"""Probability below which an attribution or a statement is doubtful: more likely misread than read right."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A source as one document mentions it: by the fullest name found there, its kind, and where (if anywhere)."""

    name: str
    kind: SourceKind
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """SOURCE, CUE and CONTENT. ``chain`` runs from the outermost source that the text names to this one.

    ``id`` is unique within its document; ``within`` is the id of the attribution whose content holds this one.
    ``probability`` is how often finds like it are right, 0 to 1.
    """

    id: str
    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    form: Form
    source_kind: SourceKind
    modality: Modality | None
    chain: tuple[Mention, ...]
    within: str | None = None
    probability: float = 1.0
    evidence: tuple[Evidence, ...] = ()
    cue_class: CueClass = CueClass.STATEMENT

    @property
    def doubtful(self) -> bool:
        """Whether it is more likely misread than read right."""
        return self.probability < DOUBTFUL


@dataclass(frozen=True, slots=True)
class Source:
    """One real source behind many mentions. ``names`` holds every name it goes by; ``name`` is the one shown."""

    id: str
    name: str
    kind: SourceKind
    names: tuple[str, ...]
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Naming:
    """That *name*, as the document with id *document* mentions it, stands for the Source with id *source*."""

    document: str
    name: str
    source: str


@dataclass(frozen=True, slots=True)
class Alias:
    """That *alias* is another name of *name*: as the document with id ``document`` introduces it, or as a person said.

    A person's has ``by`` and ``at`` in place of document and evidence; an empty ``name`` takes the alias back.
    """

    alias: str
    name: str
    document: str | None = None
    evidence: Evidence | None = None
    by: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in text as a closed interval ``[low, high]``; an end is ``None`` where the text sets no bound.

    ``noun`` is what is counted ("people"), lower-cased head noun; ``unit`` a unit or currency ("km", "USD").
    A percentage's value is in percent (48 for "48%").
    """

    span: Span
    kind: FigureKind
    low: float | None
    high: float | None
    hedge: Hedge = Hedge.EXACT
    noun: str | None = None
    unit: str | None = None

    @property
    def ends(self) -> tuple[float, ...]:
        """The bounds that the text sets, the lower first."""
        return tuple(end for end in (self.low, self.high) if end is not None)

    @property
    def number(self) -> float | None:
        """The number that it gives or begins with."""
        return self.low if self.low is not None else self.high


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date in text, resolved to the days it may mean; ``relative`` where the document's own date was needed."""

    span: Span
    range: DateRange
    relative: bool = False


@dataclass(frozen=True, slots=True)
class Matter:
    """What a document is about: its ``title``, its first sentence (``lead``), and the names of its first paragraphs,
    those of the title and the first sentence before others."""

    title: str
    names: tuple[str, ...] = ()
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """One proposition asserted in one document. ``chain`` is empty where the document speaks in its own voice.

    ``spans`` are its words in the document and ``text`` the proposition without its attribution. Spans of
    ``figures`` and ``dates`` are offsets into the document's text. ``asof`` is the document's date.
    ``matter`` is what the document is about, where the statement gives a figure or names nothing and may tell of that;
    it ``strays`` where it names what the document's beginning does not, or words before it turn to another event.
    """

    id: str
    document: str
    spans: tuple[Span, ...]
    text: str
    chain: tuple[Mention, ...] = ()
    attribution: str | None = None
    form: Form | None = None
    polarity: Polarity = Polarity.POSITIVE
    modality: Modality | None = Modality.ASSERTED
    figures: tuple[Figure, ...] = ()
    dates: tuple[DateMention, ...] = ()
    names: tuple[str, ...] = ()
    asof: DateRange | None = None
    probability: float = 1.0
    matter: Matter | None = None
    strays: bool = False

    @property
    def doubtful(self) -> bool:
        """Whether its attribution is more likely misread than read right."""
        return self.probability < DOUBTFUL

    @property
    def span(self) -> Span:
        """From the first word of the statement to its last."""
        return Span(self.spans[0].start, self.spans[-1].end)


@dataclass(frozen=True, slots=True)
class Link:
    """The relation of two statements, by id. ``score`` is how sure whence is, 0 to 1."""

    left: str
    right: str
    relation: Relation
    slot: Slot | None
    score: float
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """Words of a quotation against words of its original; either side is empty for an addition or an omission."""

    quoted: str
    original: str
    here: Span | None = None
    there: Span | None = None


@dataclass(frozen=True, slots=True)
class QuotationCheck:
    """A quotation (in ``document``) held against an original (in ``original``), both document ids."""

    document: str
    attribution: str
    quoted: Span
    original: str | None
    found: Span | None
    verdict: Verdict
    differences: tuple[Difference, ...] = ()
    evidence: tuple[Evidence, ...] = ()

    @property
    def of_original(self) -> bool:
        """Whether it was held against a text of the one who is quoted, and not only against an earlier quotation."""
        return all(why.rule != "quoted-before" for why in self.evidence)


@dataclass(frozen=True, slots=True)
class Passage:
    """The same words in two documents. ``similarity`` is the share of words that agree, 0 to 1."""

    left: str
    right: str
    here: Span
    there: Span
    similarity: float
    kind: Reuse = Reuse.PASSAGE

    @property
    def boilerplate(self) -> bool:
        """Whether the words only furnish a page and say nothing of where a text was taken from."""
        return self.kind is Reuse.BOILERPLATE


@dataclass(frozen=True, slots=True)
class Derivation:
    """``derived`` was taken from ``source``. Either is a document id or, for an absent original, a Source id.

    ``here`` in the evidence lies in the derived document, ``there`` in the source. ``probability`` is that of the
    dependence in this direction, 0 to 1; an equal pair of opposite directions means the direction is unknown.
    """

    id: str
    source: str
    derived: str
    kind: DerivationKind
    probability: float
    here: Span | None = None
    there: Span | None = None
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Confirmation:
    """``document`` says in the sentence ``here`` that those of ``by`` (document ids) confirm or deny its ``about``."""

    document: str
    by: tuple[str, ...]
    here: Span
    about: tuple[Span, ...]
    denies: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """What one statement of a claim rests on: *then*, another statement (by id), or None: the root itself; and why."""

    statement: str
    then: str | None
    why: Evidence


@dataclass(frozen=True, slots=True)
class Origin:
    """A distinct root from which statements of a claim derive. ``seen``: the root's own words are in the folder.

    ``statements`` rest on it by what the texts say of themselves, or by shared words; those in ``probably`` name
    nobody, and the details they share make it the most probable root of theirs. They still count as roots in ``high``.
    """

    root: str
    kind: SourceKind
    seen: bool
    statements: tuple[str, ...]
    evidence: tuple[Evidence, ...] = ()
    probably: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()
    """The next step of each statement on its shortest way here; those nearest to the root first."""


@dataclass(frozen=True, slots=True)
class Claim:
    """Statements, across documents, about the same fact, with their independent origins as an interval.

    ``low`` and ``high`` are the number of origins if every plausible dependence is assumed, and if only proven ones
    are. ``estimate`` is the expected number, ``likely`` the shortest interval that holds it with probability 0.9.
    """

    id: str
    text: str
    statements: tuple[str, ...]
    origins: tuple[Origin, ...]
    low: int
    high: int
    flags: tuple[Flag, ...] = ()
    contradictions: tuple[Link, ...] = ()
    credibility: int = 6
    reasons: tuple[Evidence, ...] = ()
    estimate: float = 0.0
    likely: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class Original:
    """Something cited that is not in the folder, and the documents (ids) that cite it."""

    name: str
    kind: SourceKind
    cited_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Judgement:
    """A person's decision about a finding. Never recomputed, never deleted; the latest one counts."""

    finding: str
    verdict: str
    by: str
    at: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Findings:
    """All that a case holds, as the report and the exports read it."""

    documents: tuple[Document, ...] = ()
    attributions: Mapping[str, tuple[Attribution, ...]] = field(default_factory=dict)
    statements: Mapping[str, Statement] = field(default_factory=dict)
    sources: tuple[Source, ...] = ()
    links: tuple[Link, ...] = ()
    quotations: tuple[QuotationCheck, ...] = ()
    passages: tuple[Passage, ...] = ()
    derivations: tuple[Derivation, ...] = ()
    claims: tuple[Claim, ...] = ()
    originals: tuple[Original, ...] = ()
    problems: tuple[Problem, ...] = ()
    judgements: tuple[Judgement, ...] = ()
