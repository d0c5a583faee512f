"""The command line: exit codes, and messages instead of tracebacks."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from whence.cli import main


def test_an_empty_folder_is_a_usage_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", str(tmp_path)]) == 2
    assert "no document" in capsys.readouterr().err


def test_a_path_that_is_not_there_is_a_usage_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "no/such/folder"]) == 2
    assert "no such file" in capsys.readouterr().err


def test_an_empty_file_is_a_problem_and_the_rest_goes_on(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "good.txt").write_text("The mayor of Portvell said that the bridge was closed.\n", encoding="utf-8")
    assert main(["report", str(tmp_path), "--json"]) == 3
    form = json.loads(capsys.readouterr().out)
    assert [d["name"] for d in form["documents"]] == ["good.txt"]
    assert [p["document"] for p in form["problems"]] == ["empty.txt"]


def test_attributions_keep_the_offsets_of_the_given_text(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "“The bridge is closed,” said Mara Velt, the mayor of Portvell."
    lines = tmp_path / "in.jsonl"
    lines.write_text(json.dumps({"id": "x", "text": text}) + "\n", encoding="utf-8")
    assert main(["attributions", "--jsonl", str(lines)]) == 0
    row = json.loads(capsys.readouterr().out)
    assert row["id"] == "x"
    (found,) = row["attributions"]
    for part in (found["source"], found["cue"], *found["content"]):
        assert text[part["start"] : part["end"]] == part["text"]
    assert found["form"] == "direct"


def test_bad_json_lines_name_the_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = tmp_path / "in.jsonl"
    lines.write_text('{"id": 1}\n', encoding="utf-8")
    assert main(["compare", "--jsonl", str(lines)]) == 2
    assert "line 1" in capsys.readouterr().err
