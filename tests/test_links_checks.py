"""Quotation checks over a folder, and which pairs are candidates."""

from __future__ import annotations

import datetime as dt

from whence.links import candidates, quotation_checks, traits
from whence.model import (
    Attribution,
    DateRange,
    Document,
    Form,
    Mention,
    Modality,
    SourceKind,
    Span,
    Statement,
    Verdict,
)

WORDS = "The dam is mostly safe for the town below it"


def _document(name: str, text: str, day: int, publisher: str | None = None) -> Document:
    date = dt.date(2024, 3, day)
    return Document(id=name, name=name, text=text, date=DateRange(date, date), publisher=publisher)


def _spoken(document: Document, speaker: str) -> tuple[Attribution, ...]:
    start, end = document.text.index('"'), document.text.rindex('"') + 1
    chain = (Mention(speaker, SourceKind.PERSON),)
    content = (Span(start, end),)
    return (Attribution("1", None, None, content, Form.DIRECT, SourceKind.PERSON, Modality.ASSERTED, chain),)


def test_own_document_is_the_original() -> None:
    release = _document("release", f"A notice. {WORDS}. Nobody has to leave.", 1, publisher="Velt Water Board")
    paper = _document("paper", '"The dam is wholly safe for the town below it," the board said.', 2)
    checks = quotation_checks([paper, release], {"paper": _spoken(paper, "the Velt Water Board")}, {})
    assert [(c.original, c.verdict) for c in checks] == [("release", Verdict.ALTERED)]
    assert [(d.quoted, d.original) for d in checks[0].differences] == [("wholly", "mostly")]
    found = checks[0].differences[0]
    assert found.here and found.here.of(paper.text) == "wholly"
    assert found.there and found.there.of(release.text) == "mostly"


def test_earlier_quotation_of_the_same_speaker_is_the_original() -> None:
    first = _document("first", f'"{WORDS}," said Mara Velt.', 1)
    later = _document("later", '"The dam is safe for the town below it," said Mara Velt.', 2)
    spoken = {d.id: _spoken(d, "Mara Velt") for d in (first, later)}
    checks = quotation_checks([first, later], spoken, {})
    assert [(c.document, c.original) for c in checks] == [("later", "first")]


def test_other_speakers_and_unknown_order_are_left_alone() -> None:
    first, later = _document("first", f'"{WORDS}."', 1), _document("later", f'"{WORDS}."', 2)
    spoken = {"first": _spoken(first, "A. Bo"), "later": _spoken(later, "Z. Om")}
    assert not quotation_checks([first, later], spoken, {})
    twin = _document("twin", f'"{WORDS}."', 1)
    assert not quotation_checks([first, twin], {d.id: _spoken(d, "A. Bo") for d in (first, twin)}, {})


def _said(document: str, text: str) -> Statement:
    return Statement(f"{document}/{text[:9]}", document, (Span(0, len(text)),), text)


def test_candidates_join_documents_and_never_one_with_itself() -> None:
    texts = [("a", "The blast in Orlo killed many"), ("a", "The blast in Orlo killed some"), ("b", "A blast in Orlo")]
    said = [_said(*row) for row in texts]
    pairs, _ = candidates([traits("a", said[:2]), traits("b", said[2:])])
    assert pairs == [(0, 2), (1, 2)]
    assert candidates([])[0] == []


def test_a_condition_that_the_quoting_sentence_tells_is_not_lost() -> None:
    release = _document("release", "We will open the road if the army leaves the bridge.", 1, publisher="Velt Council")
    fair = _document("fair", 'It "will open the road" as soon as, and only if, troops go, the council said.', 2)
    unfair = _document("unfair", '"We will open the road," the council said.', 2)
    spoken = {d.id: _spoken(d, "the Velt Council") for d in (fair, unfair)}
    checks = quotation_checks([release, fair, unfair], spoken, {})
    assert {c.document: c.verdict for c in checks} == {"fair": Verdict.VERBATIM, "unfair": Verdict.ALTERED}
