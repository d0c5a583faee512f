"""Golden relations and quotation checks, from tests/cases."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet

from whence.links import believed, linked, quotation, relation, reviewed
from whence.model import DateRange, Document, Link, Relation, Span, Statement
from whence.statements import statement, statements

CASES = Path(__file__).parent / "cases"


def said(document: str, text: str, date: str | None = None) -> Statement:
    """A statement made by hand, of the document *document* that consists of it."""
    day = dt.date.fromisoformat(date) if date else None
    asof = DateRange(day, day) if day else None
    return replace(statement(text, asof), id=f"{document}/1", document=document)


def _cases(subject: str, titled: bool = False) -> list[ParameterSet]:
    found: list[ParameterSet] = []
    for path in sorted((CASES / subject).glob("*.case")):
        for block in path.read_text(encoding="utf-8").split("=== ")[1:]:
            name, *lines = block.strip().splitlines()
            keys = dict(line.split(": ", 1) for line in lines)
            if ("a.title" in keys) is not titled:
                continue
            marks = [pytest.mark.xfail(reason=keys["fails"])] if "fails" in keys else []
            found.append(pytest.param(keys, id=name, marks=marks))
    return found


def _article(keys: dict[str, str], side: str) -> Statement:
    """The last statement of the article that *side* is of: a title, a lead, and the words of the case."""
    day = dt.date.fromisoformat(keys[f"{side}.date"])
    title, lead = keys[f"{side}.title"], keys[f"{side}.lead"]
    text = f"{lead}\n\n{keys[side]}"
    return statements(Document(f"{side} {title}", f"{side}.txt", text, title=title, date=DateRange(day, day)), ())[-1]


@pytest.mark.parametrize("keys", _cases("relations", titled=True))
def test_relations_of_articles(keys: dict[str, str]) -> None:
    """Both ways round, as in a folder; "unlinked" is no link, "alike" is "same" or "details"."""
    a, b = _article(keys, "a"), _article(keys, "b")
    for left, right in ((a, b), (b, a)):
        link: Link | None = linked(left, right)
        link = link and believed(link, left, right)
        told = link.relation.value if link else "unlinked"
        wanted = ("same", "details") if keys["relation"] == "alike" else (keys["relation"],)
        assert told in wanted, link or relation(left, right)
        assert link is None or (link.slot.value if link.slot else None) == keys.get("slot"), link


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
