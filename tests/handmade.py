"""A small case made by hand: what the report and the exports are tested on. Places and people are fictional."""

from __future__ import annotations

import datetime as dt

from whence.model import (
    Attribution,
    Claim,
    DateRange,
    Derivation,
    DerivationKind,
    Difference,
    Document,
    Evidence,
    Findings,
    Flag,
    Form,
    Link,
    Mention,
    Modality,
    Origin,
    Original,
    Problem,
    QuotationCheck,
    Relation,
    Slot,
    Source,
    SourceKind,
    Span,
    Statement,
    Step,
    Verdict,
)

HERALD = (
    "Fire at the mill\n\nTwelve workers were hurt, Mara Velt told the Herald. “We will test every beam,” she said.\n\n"
    "The mill stands on the river <script>alert(1)</script>."
)
COURIER = "Twelve workers were hurt, the Herald reported, citing Mara Velt. “We will test no beam,” she said."
LETTER = "Twenty workers were hurt at the mill, wrote the Millers’ Union."
PERSIAN = "دوازده کارگر زخمی شدند، یک مقام گفت."

VELT = Mention("Mara Velt", SourceKind.PERSON)
PAPER = Mention("The Herald", SourceKind.OUTLET)
UNION = Mention("=Millers’ Union", SourceKind.BODY)


def span(text: str, words: str) -> Span:
    """Where the words first stand in the text."""
    start = text.index(words)
    return Span(start, start + len(words))


def document(identity: str, name: str, text: str, publisher: str | None = None, day: int | None = None) -> Document:
    """A document dated in March 2024."""
    date = DateRange(dt.date(2024, 3, day), dt.date(2024, 3, day)) if day else None
    return Document(identity, name, text, title=name, publisher=publisher, date=date)


def said(identity: str, document: Document, words: str, *chain: Mention) -> Statement:
    """A statement made of these words."""
    return Statement(identity, document.id, (span(document.text, words),), words, chain, form=Form.INDIRECT)


def handmade() -> Findings:
    """Four documents: a report, a copy that changes a quotation, a letter that contradicts, a Persian line."""
    herald = document("d1", "herald.txt", HERALD, "The Herald", 4)
    courier = document("d2", "courier.html", COURIER, "The Courier", 5)
    letter = document("d3", "letter.eml", LETTER)
    persian = document("d4", "خبر.txt", PERSIAN)
    held = [
        said("1", herald, "Twelve workers were hurt", VELT),
        said("2", courier, "Twelve workers were hurt", PAPER, VELT),
        said("3", letter, "Twenty workers were hurt at the mill", UNION),
        said("4", herald, "The mill stands on the river"),
        said("5", persian, "دوازده کارگر زخمی شدند", Mention("یک مقام", SourceKind.UNNAMED)),
    ]
    against = Link(
        "1",
        "3",
        Relation.CONTRADICTS,
        Slot.FIGURE,
        0.9,
        (Evidence("figure", "12 against 20", span(HERALD, "Twelve"), span(LETTER, "Twenty")),),
    )
    names = Step("1", None, Evidence("names", "names Mara Velt as its source", span(HERALD, "Mara Velt")))
    cites = Step("2", "1", Evidence("cites", "names the Herald, and herald.txt says the same"))
    chain = Evidence("chain", "Both cite Mara Velt.")
    origin = Origin("Mara Velt", SourceKind.PERSON, False, ("1", "2"), (chain,), steps=(names, cites))
    union = Origin("=Millers’ Union", SourceKind.BODY, True, ("3",))
    ring = Claim("c5", "Twelve, in Persian", ("5",), (), 0, 0, (Flag.CIRCULAR,))
    claims = (
        Claim("c3", "The mill stands on the river", ("4",), (), 1, 1, (Flag.SINGLE_SOURCE,)),
        Claim(
            "c1",
            "Twelve workers were hurt",
            ("1", "2"),
            (origin,),
            1,
            1,
            (Flag.SINGLE_SOURCE, Flag.CONTRADICTED),
            (against,),
            4,
            (Evidence("roots", "Both lead to Mara Velt."),),
        ),
        Claim("c2", "Twenty workers were hurt", ("3",), (union,), 1, 1, (Flag.CONTRADICTED,), (against,)),
        ring,
    )
    attributions = {
        "d1": (
            Attribution(
                "a1",
                span(HERALD, "Mara Velt"),
                span(HERALD, "told"),
                (span(HERALD, "Twelve workers were hurt"),),
                Form.INDIRECT,
                SourceKind.PERSON,
                Modality.ASSERTED,
                (VELT,),
            ),
        ),
        "d2": (
            Attribution(
                "a1",
                span(COURIER, "the Herald"),
                span(COURIER, "reported"),
                (span(COURIER, "Twelve workers were hurt"), span(COURIER, "citing Mara Velt")),
                Form.INDIRECT,
                SourceKind.OUTLET,
                Modality.ASSERTED,
                (PAPER,),
            ),
            Attribution(
                "a2",
                span(COURIER, "Mara Velt"),
                span(COURIER, "citing"),
                (span(COURIER, "Twelve workers were hurt"),),
                Form.INDIRECT,
                SourceKind.PERSON,
                Modality.ASSERTED,
                (PAPER, VELT),
                within="a1",
            ),
        ),
    }
    check = QuotationCheck(
        "d2",
        "a3",
        span(COURIER, "We will test no beam"),
        "d1",
        span(HERALD, "We will test every beam"),
        Verdict.ALTERED,
        (Difference("no", "every", span(COURIER, "no"), span(HERALD, "every")),),
        (Evidence("altered", "One word turns the sense."),),
    )
    derivation = Derivation(
        "v1",
        "d1",
        "d2",
        DerivationKind.CITATION,
        0.95,
        span(COURIER, "the Herald reported"),
        None,
        (Evidence("citation", "The Courier cites the Herald."),),
    )
    return Findings(
        documents=(herald, courier, letter, persian),
        attributions=attributions,
        statements={statement.id: statement for statement in held},
        sources=(Source("s1", "Mara Velt", SourceKind.PERSON, ("Mara Velt", "Velt")),),
        links=(against,),
        quotations=(check,),
        derivations=(derivation,),
        claims=claims,
        originals=(Original("Order 17", SourceKind.DOCUMENT, ("d1", "d2")),),
        problems=(Problem("broken.pdf", "documents", "The file ends too early."),),
    )
