from __future__ import annotations

import pytest
from tests.casefiles import Case, marked, parameters

from whence.model import Figure, FigureKind
from whence.text import figures


def _number(written: str) -> float | None:
    return None if written == "-" else float(written)


def _pairs(figure: Figure) -> dict[str, object]:
    return {
        "low": figure.low,
        "high": figure.high,
        "hedge": figure.hedge.value,
        "kind": figure.kind.value,
        "noun": figure.noun or "-",
        "unit": figure.unit or "-",
    }


@pytest.mark.parametrize("case", parameters("figures"))
def test_figures(case: Case) -> None:
    text, marks = case.marked()
    found = figures(text)
    shown = marked(text, [("f", figure.span) for figure in found])
    assert shown == marked(text, marks)
    for number, figure in enumerate(found, 1):
        for key, written in case.expected(number).items():
            wanted: object = _number(written) if key in ("low", "high") else written
            assert _pairs(figure)[key] == wanted, f"{key} of figure {number} in {shown}"


def test_an_identifier_is_no_quantity() -> None:
    assert [figure.kind for figure in figures("Flight 302 left Gate 4.")] == [FigureKind.IDENTIFIER] * 2
