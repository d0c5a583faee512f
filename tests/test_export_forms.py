from __future__ import annotations

import csv
import json
from pathlib import Path

from tests.handmade import HERALD, handmade

from whence.export import attribution_form, link_form, quotation_form, report_form, write_csv
from whence.export.tables import cell
from whence.model import Difference, Verdict


def test_the_report_form_is_json_with_the_promised_fields() -> None:
    form = json.loads(json.dumps(report_form(handmade())))
    assert set(form) >= {"documents", "claims", "derivations", "quotation_checks", "originals", "problems"}
    claim = form["claims"][1]
    assert claim["statements"][1]["chain"] == ["The Herald", "Mara Velt"]
    assert claim["statements"][1]["document"] == "courier.html"
    assert claim["origins"][0]["statements"] == [0, 1]
    assert claim["contradictions"][0]["slot"] == "figure"
    assert claim["contradictions"][0]["reason"] == "12 against 20"
    assert form["derivations"][0]["from"] == "herald.txt"
    assert form["originals"][0]["cited_by"] == ["herald.txt", "courier.html"]
    assert form["quotation_checks"][0]["verdict"] == "altered"


def test_attributions_carry_offsets_and_words() -> None:
    form = attribution_form(7, handmade().attributions["d1"], HERALD)
    assert form["id"] == 7
    (found,) = form["attributions"]
    assert found["source"]["text"] == "Mara Velt"
    assert HERALD[found["cue"]["start"] : found["cue"]["end"]] == "told"
    assert found["chain"] == ["Mara Velt"]
    assert found["within"] is None


def test_links_and_quotations() -> None:
    form = link_form("x", handmade().links[0])
    assert (form["id"], form["relation"], form["slot"], form["reason"]) == (
        "x",
        "contradicts",
        "figure",
        "12 against 20",
    )
    check = quotation_form(None, Verdict.ALTERED, (Difference("no", "every"),))
    assert check == {
        "id": None,
        "verdict": "altered",
        "differences": [{"quoted": "no", "original": "every", "here": None, "there": None}],
    }


def test_tables_are_written_and_formulas_escaped(tmp_path: Path) -> None:
    write_csv(handmade(), tmp_path / "out", bom=True)
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == [
        "claims.csv",
        "originals.csv",
        "quotations.csv",
        "statements.csv",
    ]
    with (tmp_path / "out" / "statements.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert "'=Millers’ Union" in [row["chain"] for row in rows]
    assert (tmp_path / "out" / "claims.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_cells() -> None:
    assert [cell(v) for v in ("=1", "+1", "-1", "@a", " =1", "a=1", None, 3)] == [
        "'=1",
        "'+1",
        "'-1",
        "'@a",
        "' =1",
        "a=1",
        "",
        "3",
    ]
