"""Findings as four CSV tables: claims, statements, originals, quotations.

Cells that a spreadsheet would run as a formula are escaped with an apostrophe, so such a cell differs by it.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from whence.export.whole import name_of_each
from whence.model import Findings

Row = Sequence[object]
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_csv(findings: Findings, folder: Path, bom: bool = False) -> None:
    """Write the tables into *folder*, made if need be; with *bom* each begins with a byte order mark.

    Raises ``OSError`` where a table cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in (
        ("claims", _claims(findings)),
        ("statements", _statements(findings)),
        ("originals", _originals(findings)),
        ("quotations", _quotations(findings)),
    ):
        _write(folder / f"{name}.csv", rows, bom)


def _write(path: Path, rows: Iterable[Row], bom: bool) -> None:
    with path.open("w", encoding="utf-8-sig" if bom else "utf-8", errors="replace", newline="") as file:
        csv.writer(file).writerows([cell(value) for value in row] for row in rows)


def cell(value: object) -> str:
    """The value as it goes into a cell: nothing that a spreadsheet would run, empty for ``None``."""
    text = "" if value is None else str(value)
    return "'" + text if text.lstrip(" ").startswith(FORMULA) else text


def _claims(findings: Findings) -> Iterator[Row]:
    names = name_of_each(findings)
    yield "id", "text", "low", "high", "credibility", "flags", "statements", "origins", "contradictions", "reasons"
    for claim in findings.claims:
        yield (
            claim.id,
            claim.text,
            claim.low,
            claim.high,
            claim.credibility,
            " ".join(flag.value for flag in claim.flags),
            len(claim.statements),
            "; ".join(names.get(origin.root, origin.root) for origin in claim.origins),
            len(claim.contradictions),
            "; ".join(reason.detail for reason in claim.reasons),
        )


def _statements(findings: Findings) -> Iterator[Row]:
    documents = {document.id: document for document in findings.documents}
    yield "id", "claim", "document", "start", "end", "text", "chain", "polarity", "modality", "where"
    for claim in findings.claims:
        for statement in (findings.statements[identity] for identity in claim.statements):
            yield (
                statement.id,
                claim.id,
                documents[statement.document].name,
                statement.span.start,
                statement.span.end,
                statement.text,
                " > ".join(mention.name for mention in statement.chain),
                statement.polarity.value,
                statement.modality.value if statement.modality else None,
                documents[statement.document].where(statement.span),
            )


def _originals(findings: Findings) -> Iterator[Row]:
    names = name_of_each(findings)
    yield "name", "kind", "cited_by"
    for original in findings.originals:
        yield original.name, original.kind.value, "; ".join(names.get(d, d) for d in original.cited_by)


def _quotations(findings: Findings) -> Iterator[Row]:
    documents = {document.id: document for document in findings.documents}
    yield "document", "start", "end", "quoted", "original", "found", "verdict", "differences", "where", "found_where"
    for check in findings.quotations:
        quoting, original = documents[check.document], documents.get(check.original or "")
        yield (
            quoting.name,
            check.quoted.start,
            check.quoted.end,
            check.quoted.of(quoting.text),
            original.name if original else None,
            check.found.of(original.text) if original and check.found else None,
            check.verdict.value,
            "; ".join(f"[{d.original}] became [{d.quoted}]" for d in check.differences),
            quoting.where(check.quoted),
            original.where(check.found) if original and check.found else None,
        )
