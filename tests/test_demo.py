"""The bundled case: what a careful reader finds in it, whence must find, and nothing false."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import whence
from whence.case import Case
from whence.model import Claim, Findings, Flag, Verdict
from whence.report.claims import Claims
from whence.report.summary import summary
from whence.report.taken import Taken

DEMO = Path(whence.__file__).parent / "demo_case"


@pytest.fixture(scope="module")
def found() -> Iterator[Findings]:
    with Case.open() as case:
        case.add([DEMO])
        case.refresh()
        yield case.findings()


def claim(found: Findings, words: str) -> Claim:
    """The claim most of whose statements say *words*."""
    return max(found.claims, key=lambda c: sum(words in found.statements[s].text for s in c.statements))


def test_every_document_is_read(found: Findings) -> None:
    assert {document.name.split("-")[0][-2:] for document in found.documents} >= {f"{n:02d}" for n in range(1, 14)}
    assert not found.problems


def test_a_press_release_in_several_papers_is_one_origin(found: Findings) -> None:
    injured = claim(found, "welve workers were injured")
    by_root = {origin.root: origin for origin in injured.origins}
    assert len(by_root["Portvell Harbour Authority"].statements) == 4
    assert by_root.keys() == {"Portvell Harbour Authority", "Ada Finch"}
    assert (injured.low, injured.high) == (2, 2)
    hospital = claim(found, "taken to the district hospital")
    assert (len(hospital.statements), hospital.low, hospital.high) == (4, 1, 1)


def test_the_ring_has_no_verified_origin(found: Findings) -> None:
    ring = claim(found, "was warned in writing")
    assert (ring.low, ring.high) == (0, 0)
    assert Flag.CIRCULAR in ring.flags


def test_the_drifting_figure_is_contradicted(found: Findings) -> None:
    assert Flag.CONTRADICTED in claim(found, "welve workers were injured").flags
    drifted = claim(found, "Twenty workers were injured")
    assert Flag.CONTRADICTED in drifted.flags
    assert [origin.root for origin in drifted.origins] == ["The Evening Ledger"]


def test_two_witnesses_are_two_origins(found: Findings) -> None:
    alarm = claim(found, "did not sound before the roof")
    assert alarm.high >= 2
    assert any("Finch" in origin.root for origin in alarm.origins)


def test_the_altered_quotation_is_found(found: Findings) -> None:
    names = {document.id: document.name for document in found.documents}
    altered = [c for c in found.quotations if c.verdict is Verdict.ALTERED]
    assert [names[c.document].split("/")[-1] for c in altered] == ["03-coast-gazette.html"]


def test_a_release_is_an_original_and_an_agency_is_not(found: Findings) -> None:
    names = {document.id: document.name.split("/")[-1][:2] for document in found.documents}
    held = {(names[c.document], names[c.original or ""]): not c.of_original for c in found.quotations}
    assert held == {("03", "01"): False, ("02", "01"): False, ("05", "04"): True}


def test_the_summary_agrees_with_the_parts_of_the_page(found: Findings) -> None:
    assert summary(found) == (
        "26 claims in 14 documents: 2 rest on two or more independent origins, 1 on one or perhaps more, 22 on one, "
        "1 goes in a circle; 4 of them are contradicted, 1 is said to be confirmed but is not; 1 quotation was altered."
    )
    parts = {part.name: len(part.cards) + len(part.rows) for part in Claims(found).sections(full=60)}
    assert sum(parts.values()) == len(found.claims)
    assert (parts["circular"], parts["contradicted"], parts["not-confirmed"]) == (1, 4, 1)


def test_a_contradiction_shows_the_release_itself(found: Findings) -> None:
    names = {document.name.split("/")[-1][:2] for document in found.documents}
    shown = Claims(found).view(claim(found, "welve workers were injured")).contradictions[0]
    assert {side.document.split("/")[-1][:2] for side in shown.sides} == {"01", "09"} <= names


def test_what_is_drawn_is_how_the_statements_of_a_claim_rest_on_its_origins(found: Findings) -> None:
    taken = Taken(found)
    names = {document.id: document.name[:2] for document in found.documents}
    for one in found.claims:
        places, drawn, _ = taken.graph(one)
        saying = {found.statements[statement].document for statement in one.statements}
        ends = {end for arrow in drawn for end in (arrow.source, arrow.derived)}
        assert {place.key for place in places} == saying | ends
        assert ends <= saying | {origin.root for origin in one.origins}
    injured = taken.graph(claim(found, "welve workers were injured"))[1]
    assert {(names[a.source], names[a.derived]) for a in injured} == {("01", "02"), ("01", "03"), ("01", "12")}
    assert not taken.graph(claim(found, "The mayor of Portvell visited"))[1]
