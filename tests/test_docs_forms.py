"""The tables of docs/json.md name every field that the commands write, and no other."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.handmade import handmade

import whence
from whence.cli import main
from whence.export import report_form

ROOT = Path(__file__).parent.parent
DEMO = Path(whence.__file__).parent / "demo_case"
TABLES = {
    cells[0].strip(" `"): [set(re.findall(r"`(\w+)`", cell)) for cell in cells[1:]]
    for line in (ROOT / "docs/json.md").read_text(encoding="utf-8").splitlines()
    if line.startswith("| ")
    for cells in [line.strip("|").split("|")]
}
LISTS = {
    "documents": "document",
    "claims": "claim",
    "derivations": "derivation",
    "quotation_checks": "quotation check",
    "originals": "original",
    "problems": "problem",
    "judgements": "judgement",
    "origins": "origin",
    "contradictions": "contradiction",
    "steps": "step",
    "reasons": "reason",
    "evidence": "reason",
    "differences": "difference",
    "attributions": "attribution",
    "content": "words",
    "ways": "told step",
    "doubts": "told step",
}
SINGLE = {
    "left": "side",
    "right": "side",
    "source": "words",
    "cue": "words",
    "reason": "reason",
    "likelihood": "likelihood",
}
"""Under which name an object stands where; a list of numbers, words or places has none."""


def objects(name: str, form: dict[str, Any]) -> Iterator[tuple[str, set[str]]]:
    """The kind and the fields of *form* and of every object in it."""
    yield name, set(form)
    for key, value in form.items():
        single = "stretch" if name == "quotation check" and key in ("quoted", "found") else SINGLE.get(key)
        if isinstance(value, dict):
            yield from objects(single or key, value)
        kind = "statement" if name == "claim" and key == "statements" else LISTS.get(key)
        for one in value if isinstance(value, list) else ():
            for inner in one if isinstance(one, list) else (one,):
                if isinstance(inner, dict):
                    yield from objects(kind or key, inner)


def checked(name: str, form: dict[str, Any]) -> set[str]:
    """The kinds of objects in *form*, each with the fields that are documented."""
    kinds = set()
    for kind, fields in objects(name, form):
        assert fields == TABLES[kind][-1], kind
        kinds.add(kind)
    return kinds


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The demo case with a broken file and a judgement."""
    folder = tmp_path_factory.mktemp("forms")
    (folder / "empty.txt").write_bytes(b"")
    path = str(folder / "c.whence")
    assert main(["add", path, str(DEMO), str(folder / "empty.txt")]) == 3
    return path


def written(capsys: pytest.CaptureFixture[str], *command: str) -> str:
    capsys.readouterr()
    assert main(list(command)) == 0
    return capsys.readouterr().out


def test_the_report_has_the_documented_fields(case: str, capsys: pytest.CaptureFixture[str]) -> None:
    claims = json.loads(written(capsys, "claims", case, "--json"))
    written(capsys, "judge", case, claims[0]["id"], "important")
    report = json.loads(written(capsys, "export", case, "--to", "json"))
    assert checked("report", report) >= set(LISTS.values()) - {"attribution", "words", "told step", "original"}
    assert report["claims"] == claims
    originals = json.loads(written(capsys, "originals", case, "--json"))
    assert report["originals"] == originals
    traced = json.loads(written(capsys, "trace", case, claims[0]["id"], "--json"))
    assert traced == claims[:1]


def test_a_case_with_missing_originals_has_the_documented_fields() -> None:
    assert "original" in checked("report", json.loads(json.dumps(report_form(handmade()))))


def test_what_two_statements_share_has_the_documented_fields(case: str, capsys: pytest.CaptureFixture[str]) -> None:
    claims = json.loads(written(capsys, "claims", case, "--json"))
    copied = next(claim for claim in claims if "district hospital" in claim["text"])
    shared = json.loads(written(capsys, "trace", case, copied["id"], "--between", "1", "2", "--json"))
    assert checked("shared", shared) == {"shared", "told step", "reason"}


def test_aliases_and_passages_have_the_documented_fields(case: str, capsys: pytest.CaptureFixture[str]) -> None:
    written(capsys, "aliases", case, "--add", "Harbour Office = Portvell Harbour Authority")
    (alias, *_) = json.loads(written(capsys, "aliases", case, "--json"))
    assert checked("alias", alias) == {"alias"}
    first, *_ = written(capsys, "copies", str(DEMO), "--json").splitlines()
    assert checked("passage", json.loads(first)) == {"passage"}


def test_single_texts_have_the_documented_fields(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = tmp_path / "in.jsonl"
    rows = {
        "attributions": {"id": 1, "text": "The bridge is closed, said Mara Velt, the mayor of Portvell."},
        "compare": {"id": 1, "a": {"text": "Twelve men died in Haldane", "date": None}, "b": {"text": "Two men died"}},
        "quote": {"id": 1, "original": "We will test every beam of it", "quoted": "We will test no beam of it"},
    }
    for command, row in rows.items():
        lines.write_text(json.dumps(row) + "\n", encoding="utf-8")
        form = json.loads(written(capsys, command, "--jsonl", str(lines)))
        checked(f"whence {command}", form)
        assert set(row) <= TABLES[f"whence {command}"][0]
    text = tmp_path / "a.txt"
    text.write_text("The bridge is closed, said Mara Velt.\n", encoding="utf-8")
    form = json.loads(written(capsys, "attributions", str(text)))
    assert set(form) == TABLES["whence attributions"][1] | {"document", "text"}
    assert set(form["document"]) == TABLES["about"][0]


def test_the_tables_have_the_documented_columns(case: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    written(capsys, "export", case, "--to", "csv", "-o", str(tmp_path / "out"))
    for path in sorted((tmp_path / "out").iterdir()):
        with path.open(encoding="utf-8", newline="") as file:
            columns = next(csv.reader(file))
        assert set(columns) == TABLES[path.name][0], path.name
