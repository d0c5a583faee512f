"""Statements of a document, and a bare text as a statement.

Every proposition gets its figures, dates, names, polarity and modality here; what is no proposition gets none.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from whence.model import Attribution, DateRange, Document, Matter, Mention, Span, Statement
from whence.statements.matter import matter, of_it, strays
from whence.statements.places import attributed, narrated
from whence.statements.wording import asserts, before_attribution, own_modality, polarity, proposition
from whence.text import date_mentions, figures, proper_names


def statements(document: Document, attributions: tuple[Attribution, ...]) -> tuple[Statement, ...]:
    """One statement for each proposition of *document*, in the order of the text.

    What an attribution holds carries its chain; a sentence under no attribution has an empty chain. Questions,
    orders, headings, captions and fragments give none.
    """
    made: dict[str, Statement] = {}
    about = matter(document)
    for attribution, spans in attributed(document.text, attributions):
        if attribution.modality is None:
            continue
        found = _of(document, spans, attribution, about)
        if found is not None:
            made.setdefault(found.id, found)
    for span in narrated(document, attributions):
        found = _of(document, (span,), None, about)
        if found is not None:
            made.setdefault(found.id, found)
    return tuple(sorted(made.values(), key=lambda s: (s.spans, s.id)))


def statement(text: str, asof: DateRange | None = None) -> Statement:
    """A bare *text* as one statement, whatever it is; a trailing ", she said" is no part of it. *asof* dates it."""
    span = before_attribution(text)
    words = proposition([span.of(text)])
    return Statement(
        id=_identity("", (span,), (), words),
        document="",
        spans=(span,),
        text=words,
        polarity=polarity(words),
        modality=own_modality(words),
        figures=tuple(figures(text, span)),
        dates=tuple(date_mentions(text, span, asof)),
        names=_names(text, (span,)),
        asof=asof,
    )


def _of(
    document: Document, spans: tuple[Span, ...], attribution: Attribution | None, about: Matter | None
) -> Statement | None:
    text = document.text
    pieces = [span.of(text) for span in spans]
    words = proposition(pieces)
    if not asserts(words):
        return None
    chain = attribution.chain if attribution else ()
    counted, names = tuple(f for span in spans for f in figures(text, span)), _names(text, spans)
    kept = about if about and (counted or not names) and of_it(about, words) else None
    return Statement(
        id=_identity(document.id, spans, chain),
        document=document.id,
        spans=spans,
        text=words,
        chain=chain,
        attribution=attribution.id if attribution else None,
        form=attribution.form if attribution else None,
        polarity=polarity(words),
        modality=attribution.modality if attribution else own_modality(words),
        figures=counted,
        dates=tuple(d for span in spans for d in date_mentions(text, span, document.date)),
        names=names,
        asof=document.date,
        probability=attribution.probability if attribution else 1.0,
        matter=kept,
        strays=bool(kept and strays(kept, document, spans, names)),
    )


def _names(text: str, spans: Iterable[Span]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name.of(text) for span in spans for name in proper_names(text, span)))


def _identity(document: str, spans: Iterable[Span], chain: Iterable[Mention], words: str = "") -> str:
    """16 hexadecimal digits that a statement keeps as long as its place and chain stay."""
    parts = [document, words, *(f"{s.start}-{s.end}" for s in spans), *(f">{m.name}" for m in chain)]
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]
