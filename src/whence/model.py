"""Every record and every enumeration that whence passes from one stage to the next.

The words are those of docs/glossary.md and mean the same in code, on screen and in the JSON forms. Records are
frozen: a stage makes new ones and never changes what it was given. Offsets are half-open and count Unicode code
points of a document's canonical text. This module knows nothing but the standard library.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Form(StrEnum):
    """How the content is given: every span verbatim, none, or some."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class SourceKind(StrEnum):
    """What sort of thing a source is."""

    PERSON = "person"
    BODY = "body"
    OUTLET = "outlet"
    DOCUMENT = "document"
    UNNAMED = "unnamed"
    UNSPECIFIED = "unspecified"


class CueClass(StrEnum):
    """What a source does by its cue. Of the first four alone the content can be true or false on somebody's word."""

    STATEMENT = "statement"
    DOCUMENT = "document"
    DENIAL = "denial"
    BELIEF = "belief"
    INTENTION = "intention"
    DIRECTIVE = "directive"
    QUESTION = "question"
    STANCE = "stance"
    MENTION = "mention"


class Modality(StrEnum):
    """The source's stance to the content; wishes, orders, questions and praise have none (``None``)."""

    ASSERTED = "asserted"
    HEDGED = "hedged"
    DENIED = "denied"
    UNSPECIFIED = "reported-unspecified"


class Polarity(StrEnum):
    """Whether the proposition itself affirms or negates."""

    POSITIVE = "positive"
    NEGATIVE = "negative"


class BlockKind(StrEnum):
    """What a stretch of a document's layout is."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    QUOTE = "quote"
    ITEM = "item"
    CAPTION = "caption"
    TABLE = "table"
    FURNITURE = "furniture"


class FigureKind(StrEnum):
    """What a number stands for. Only quantities, percentages and money are ever compared."""

    QUANTITY = "quantity"
    PERCENTAGE = "percentage"
    MONEY = "money"
    ORDINAL = "ordinal"
    IDENTIFIER = "identifier"


class Hedge(StrEnum):
    """How exactly a figure is given."""

    EXACT = "exact"
    APPROXIMATE = "approximate"
    AT_LEAST = "at least"
    AT_MOST = "at most"
    BETWEEN = "between"
    VAGUE = "vague"


class Relation(StrEnum):
    """How two statements stand to each other."""

    SAME = "same"
    DETAILS = "details"
    CONTRADICTS = "contradicts"
    UPDATES = "updates"
    UNRELATED = "unrelated"
    CANNOT_TELL = "cannot tell"


class Slot(StrEnum):
    """The part of a proposition that decides a relation."""

    FIGURE = "figure"
    DATE = "date"
    PLACE = "place"
    NAME = "name"
    NEGATION = "negation"
    CAUSE = "cause"
    OTHER = "other"


class Verdict(StrEnum):
    """The outcome of a quotation check. A translated one cannot be checked word by word."""

    VERBATIM = "verbatim"
    TRIMMED = "trimmed"
    ALTERED = "altered"
    MISATTRIBUTED = "misattributed"
    ABSENT = "absent"
    TRANSLATED = "translated"


class DerivationKind(StrEnum):
    """How one document or statement was taken from another."""

    COPY = "copy"
    PASSAGE = "passage"
    QUOTATION = "quotation"
    CITATION = "citation"
    CREDIT = "credit"
    HYPERLINK = "hyperlink"


class Reuse(StrEnum):
    """What the same words in two documents are a sign of."""

    COPY = "copy"
    PASSAGE = "passage"
    QUOTATION = "quotation"
    BOILERPLATE = "boilerplate"


class Flag(StrEnum):
    """What a careful reader should be warned of in a claim."""

    SINGLE_SOURCE = "single-source"
    CIRCULAR = "circular"
    UNNAMED_ONLY = "unnamed-only"
    CONTRADICTED = "contradicted"
    ALTERED_QUOTE = "altered-quote"
    NOT_CONFIRMED = "said-to-be-confirmed-but-not"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open stretch ``[start, end)`` of a text, in Unicode code points."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters of *text* that the span covers."""
        return text[self.start : self.end]

    def shifted(self, by: int) -> Span:
        """The same stretch, *by* code points further on."""
        return Span(self.start + by, self.end + by)

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def holds(self, other: Span) -> bool:
        """Whether *other* lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def __len__(self) -> int:
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a finding was made: the rule that fired, its detail in words, and the words it rests on.

    ``here`` lies in the finding's own (or left) document, ``there`` in the other (or right) one.
    """

    rule: str
    detail: str
    here: Span | None = None
    there: Span | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """Material that could not be read or judged in full, and why. ``document`` is a file's name."""

    document: str
    stage: str
    detail: str


@dataclass(frozen=True, slots=True, order=True)
class DateRange:
    """The days on which something may have happened, both ends included."""

    first: dt.date
    last: dt.date


@dataclass(frozen=True, slots=True)
class Hyperlink:
    """An outgoing link: where its anchor stands and the address it names."""

    span: Span
    url: str


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of layout: a paragraph, a heading, a block quotation, ..."""

    span: Span
    kind: BlockKind


@dataclass(frozen=True, slots=True)
class OffsetRun:
    """``length`` code points of canonical text at ``canonical`` that stand unchanged at ``original``.

    ``original`` counts code points of the decoded input. Canonical characters in no run were made by the reader
    (line breaks between blocks, resolved entities).
    """

    canonical: int
    original: int
    length: int


@dataclass(frozen=True, slots=True)
class Locator:
    """That from ``start`` to the next locator the text stands at ``label`` of the original: "page 3", "line 12".

    The label is what a person would cite, counted from 1 as the reader of that format counts.
    """

    start: int
    label: str


@dataclass(frozen=True, slots=True)
class Document:
    """One file as read. ``id`` is the SHA-256 (hexadecimal) of its bytes; every field of metadata may be unknown.

    ``coverage`` is the share of the visible characters of the original that the canonical text keeps, 0 to 1.
    ``credits`` are the agencies or papers that the document itself credits for its text ("(Reuters)").
    ``locators`` are in the order of the text; ``offsets`` are known for plain text alone.
    """

    id: str
    name: str
    text: str
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    date: DateRange | None = None
    language: str | None = None
    url: str | None = None
    links: tuple[Hyperlink, ...] = ()
    credits: tuple[str, ...] = ()
    blocks: tuple[Block, ...] = ()
    offsets: tuple[OffsetRun, ...] = ()
    encoding: str | None = None
    coverage: float = 1.0
    problems: tuple[Problem, ...] = ()
    locators: tuple[Locator, ...] = ()

    def where(self, span: Span) -> str:
        """Where *span* stands in the original, as one would cite it ("page 3", "line 4–6"); empty if unknown."""
        first = bisect_right(self.locators, span.start, key=_start)
        last = bisect_left(self.locators, span.end, lo=first, key=_start)
        if not last:
            return ""
        begins, ends = self.locators[max(first - 1, 0)].label, self.locators[last - 1].label
        unit, _, number = ends.rpartition(" ")
        if begins == ends:
            return begins
        return f"{begins}–{number}" if begins.rpartition(" ")[0] == unit else f"{begins} to {ends}"


def _start(locator: Locator) -> int:
    return locator.start


@dataclass(frozen=True, slots=True)
class Mention:
    """A source as one document mentions it: by the fullest name found there, its kind, and where (if anywhere)."""

    name: str
    kind: SourceKind
    span: Span | None = None


DOUBTFUL = 0.5
"""Probability below which an attribution or a statement is doubtful: more likely misread than read right."""


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


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date in text, resolved to the days it may mean; ``relative`` where the document's own date was needed."""

    span: Span
    range: DateRange
    relative: bool = False


@dataclass(frozen=True, slots=True)
class Statement:
    """One proposition asserted in one document. ``chain`` is empty where the document speaks in its own voice.

    ``spans`` are its words in the document and ``text`` the proposition without its attribution. Spans of
    ``figures`` and ``dates`` are offsets into the document's text. ``asof`` is the document's date.
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

    @property
    def doubtful(self) -> bool:
        """Whether its attribution is more likely misread than read right."""
        return self.probability < DOUBTFUL

    @property
    def span(self) -> Span:
        """From the first word of the statement to its last."""
        return Span(self.spans[0].start, self.spans[-1].end)


@dataclass(frozen=True, slots=True)
class Traits:
    """What the search for pairs reads of the ``statements`` (ids) of a document: columns of 64-bit numbers.

    ``names``, ``voices``, ``words`` and ``keys`` are codes; the statements have ``sizes`` words and ``key_sizes`` keys.
    """

    document: str
    statements: tuple[str, ...]
    names: bytes
    voices: bytes
    sizes: bytes
    words: bytes
    key_sizes: bytes
    keys: bytes


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Which statements were found near which, kept for the next search: columns of 64-bit numbers.

    ``codes`` has one for each statement; one of ``found`` holds the places of two in it, and how far they are apart.
    """

    codes: bytes
    found: bytes


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
class Quoted:
    """The quoted words of one attribution of ``document`` (an id), in one or more pieces of one sentence run.

    ``chain`` has the names of those on whose word they are, ``source`` is where the text names the speaker.
    """

    document: str
    attribution: str
    pieces: tuple[Span, ...]
    chain: tuple[str, ...] = ()
    source: Span | None = None


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
class Confirming:
    """``document`` says in the sentence ``here`` that ``who``, in its words, confirms or denies its ``about``."""

    document: str
    who: str
    here: Span
    about: tuple[Span, ...]
    denies: bool = False


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
class Article:
    """A document as the page shows it, as compressed HTML."""

    html: bytes


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
