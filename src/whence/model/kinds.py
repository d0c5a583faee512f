"""Every enumeration: the words that a finding may be told in."""

from __future__ import annotations

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
