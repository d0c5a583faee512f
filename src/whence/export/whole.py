"""All findings of a case as one JSON form: what `whence report --json` writes.

Documents appear by their files' names, roots by the names of sources. ``left`` and ``right`` of a contradiction are
statements in full, because the other side may stand outside the claim; ``index`` is its place in the claim, if any.
"""

from __future__ import annotations

from collections.abc import Mapping

from whence.export.forms import Form, difference_form, reason
from whence.model import (
    Claim,
    DateRange,
    Derivation,
    Document,
    Evidence,
    Findings,
    Link,
    Origin,
    QuotationCheck,
    Span,
    Statement,
)


def report_form(findings: Findings) -> Form:
    """Every finding of the case, ready for ``json.dumps``."""
    documents = {document.id: document for document in findings.documents}
    names = name_of_each(findings)
    return {
        "documents": [document_form(document) for document in findings.documents],
        "claims": [_claim(claim, findings, names, documents) for claim in findings.claims],
        "derivations": [_derivation(derivation, names) for derivation in findings.derivations],
        "quotation_checks": [_check(check, documents) for check in findings.quotations],
        "originals": [
            {"name": o.name, "kind": o.kind.value, "cited_by": [names.get(d, d) for d in o.cited_by]}
            for o in findings.originals
        ],
        "problems": [{"document": p.document, "stage": p.stage, "detail": p.detail} for p in findings.problems],
        "judgements": [
            {"finding": j.finding, "verdict": j.verdict, "by": j.by, "at": j.at, "note": j.note}
            for j in findings.judgements
        ],
    }


def name_of_each(findings: Findings) -> dict[str, str]:
    """What stands on screen for the id of a document (its file's name) or of a source (its name)."""
    sources = {source.id: source.name for source in findings.sources}
    return sources | {document.id: document.name for document in findings.documents}


def document_form(document: Document) -> Form:
    """One document without its text."""
    return {
        "name": document.name,
        "id": document.id,
        "title": document.title,
        "publisher": document.publisher,
        "author": document.author,
        "date": date_form(document.date),
        "language": document.language,
        "url": document.url,
        "coverage": document.coverage,
        "characters": len(document.text),
        "locators": [[locator.start, locator.label] for locator in document.locators],
    }


def date_form(date: DateRange | None) -> list[str] | None:
    """The first and the last day, both in ISO form."""
    return None if date is None else [date.first.isoformat(), date.last.isoformat()]


def _claim(claim: Claim, findings: Findings, names: Mapping[str, str], documents: Mapping[str, Document]) -> Form:
    held = findings.statements
    place = {statement: index for index, statement in enumerate(claim.statements)}
    return {
        "id": claim.id,
        "text": claim.text,
        "statements": [_statement(held[statement], documents) for statement in claim.statements],
        "origins": [_origin(origin, place, names) for origin in claim.origins],
        "low": claim.low,
        "high": claim.high,
        "estimate": claim.estimate,
        "likely": list(claim.likely),
        "flags": [flag.value for flag in claim.flags],
        "contradictions": [_contradiction(link, held, documents, place) for link in claim.contradictions],
        "credibility": claim.credibility,
        "reasons": [evidence_form(evidence) for evidence in claim.reasons],
    }


def _statement(statement: Statement, documents: Mapping[str, Document]) -> Form:
    """One statement with the document it stands in and its chain, outermost source first."""
    document = documents[statement.document]
    return {
        "document": document.name,
        "start": statement.span.start,
        "end": statement.span.end,
        "text": statement.text,
        "chain": [mention.name for mention in statement.chain],
        "id": statement.id,
        "spans": [[span.start, span.end] for span in statement.spans],
        "polarity": statement.polarity.value,
        "modality": statement.modality.value if statement.modality else None,
        "where": document.where(statement.span),
    }


def _origin(origin: Origin, place: Mapping[str, int], names: Mapping[str, str]) -> Form:
    return {
        "root": names.get(origin.root, origin.root),
        "kind": origin.kind.value,
        "seen": origin.seen,
        "statements": [place[statement] for statement in origin.statements if statement in place],
        "probably": [place[statement] for statement in origin.probably if statement in place],
        "reasons": [evidence_form(evidence) for evidence in origin.evidence],
        "steps": [
            {
                "statement": place[step.statement],
                "then": None if step.then is None else place.get(step.then),
                "reason": evidence_form(step.why),
            }
            for step in origin.steps
            if step.statement in place
        ],
    }


def _contradiction(
    link: Link, held: Mapping[str, Statement], documents: Mapping[str, Document], place: Mapping[str, int]
) -> Form:
    def side(statement: str) -> Form:
        return {**_statement(held[statement], documents), "index": place.get(statement)}

    return {
        "left": side(link.left),
        "right": side(link.right),
        "slot": link.slot.value if link.slot else None,
        "reason": reason(link),
        "score": link.score,
    }


def _derivation(derivation: Derivation, names: Mapping[str, str]) -> Form:
    return {
        "id": derivation.id,
        "from": names.get(derivation.source, derivation.source),
        "to": names.get(derivation.derived, derivation.derived),
        "kind": derivation.kind.value,
        "probability": derivation.probability,
        "evidence": [evidence_form(evidence) for evidence in derivation.evidence],
        "here": _offsets(derivation.here),
        "there": _offsets(derivation.there),
    }


def _check(check: QuotationCheck, documents: Mapping[str, Document]) -> Form:
    quoting, original = documents[check.document], documents.get(check.original or "")
    return {
        "document": quoting.name,
        "attribution": check.attribution,
        "quoted": _located(check.quoted, quoting),
        "original": original.name if original else None,
        "found": _located(check.found, original) if original and check.found else None,
        "verdict": check.verdict.value,
        "differences": [difference_form(difference) for difference in check.differences],
        "evidence": [evidence_form(evidence) for evidence in check.evidence],
    }


def _located(span: Span, document: Document) -> Form:
    """A stretch of a document with its offsets, its words and where they stand in the original."""
    return {"start": span.start, "end": span.end, "text": span.of(document.text), "where": document.where(span)}


def evidence_form(evidence: Evidence) -> Form:
    """Why a finding was made."""
    return {
        "rule": evidence.rule,
        "detail": evidence.detail,
        "here": _offsets(evidence.here),
        "there": _offsets(evidence.there),
    }


def _offsets(span: Span | None) -> list[int] | None:
    return None if span is None else [span.start, span.end]
