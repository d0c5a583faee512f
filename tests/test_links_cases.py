"""Golden relations and quotation checks, from tests/cases."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet

from whence.links import quotation, reviewed
from whence.model import DateRange, Relation, Span, Statement
from whence.statements import statement

CASES = Path(__file__).parent / "cases"


def said(document: str, text: str, date: str | None = None) -> Statement:
    """A statement made by hand, of the document *document* that consists of it."""
    day = dt.date.fromisoformat(date) if date else None
    asof = DateRange(day, day) if day else None
    return replace(statement(text, asof), id=f"{document}/1", document=document)


def _cases(subject: str) -> list[ParameterSet]:
    found: list[ParameterSet] = []
    for path in sorted((CASES / subject).glob("*.case")):
        for block in path.read_text(encoding="utf-8").split("=== ")[1:]:
            name, *lines = block.strip().splitlines()
            keys = dict(line.split(": ", 1) for line in lines)
            marks = [pytest.mark.xfail(reason=keys["fails"])] if "fails" in keys else []
            found.append(pytest.param(keys, id=name, marks=marks))
    return found


@pytest.mark.parametrize("keys", _cases("relations"))
def test_relations(keys: dict[str, str]) -> None:
    """Both ways round; "unlinked" is either "unrelated" or "cannot tell", where a careful reader could say either."""
    a, b = said("a", keys["a"], keys.get("a.date")), said("b", keys["b"], keys.get("b.date"))
    for left, right in ((a, b), (b, a)):
        link = reviewed(left, right)
        if keys["relation"] == "unlinked":
            assert link.relation in (Relation.UNRELATED, Relation.CANNOT_TELL), link
        else:
            told = link.relation.value, link.slot.value if link.slot else None
            assert told == (keys["relation"], keys.get("slot")), link
        for proof in link.evidence:
            assert proof.here is None or Span(0, len(left.text)).holds(proof.here)
            assert proof.there is None or Span(0, len(right.text)).holds(proof.there)


@pytest.mark.parametrize("keys", _cases("quotations"))
def test_quotations(keys: dict[str, str]) -> None:
    quoted, original = (keys[side].replace(r"\n", "\n") for side in ("quoted", "original"))
    found = quotation(quoted, original, keys.get("quoted.speaker"), keys.get("original.speaker"))
    assert found.verdict.value == keys["verdict"], found
    for difference in found.differences:
        assert difference.here is None or difference.here.of(quoted) == difference.quoted
        assert difference.there is None or difference.there.of(original) == difference.original
