"""The documentation says what the program does: every command is documented and has help."""

from __future__ import annotations

import re
import shlex
import shutil
from enum import StrEnum
from pathlib import Path

import pytest

import whence
from whence.cli import main
from whence.model import CueClass, DerivationKind, Flag, Form, Relation, Reuse, SourceKind, Verdict
from whence.report.summary import CREDIBILITY

ROOT = Path(__file__).parent.parent
COMMANDS = re.findall(r"^\| `whence (\w+)", (ROOT / "docs/commands.md").read_text(encoding="utf-8"), re.MULTILINE)


def test_the_commands_are_those_documented(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["--help"])
    assert stopped.value.code == 0
    listed = re.findall(r"^    (\w+)\b", capsys.readouterr().out, re.MULTILINE)
    assert sorted(listed) == sorted(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main([command, "--help"])
    assert stopped.value.code == 0
    assert "usage: whence " + command in capsys.readouterr().out


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_is_documented(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main([command, "--help"])
    options = set(re.findall(r"^  (?:-\w.*)?(--[a-z]+)", capsys.readouterr().out, re.MULTILINE)) - {"--help"}
    page = (ROOT / "docs/commands.md").read_text(encoding="utf-8")
    (row,) = re.findall(rf"^\| `whence {command}\b.*?`", page, re.MULTILINE)
    assert options - set(re.findall(r"--[a-z]+", row)) <= {"--output"}


def commands_of(page: str) -> list[str]:
    """The ``whence`` commands in the blocks of a page."""
    blocks = re.findall(r"^```\n(.*?)^```", (ROOT / page).read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    return [line for block in blocks for line in block.splitlines() if line.startswith("whence ")]


@pytest.mark.parametrize("page", ["README.md", "docs/tutorial.md"])
def test_the_commands_of_a_page_run(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(Path(whence.__file__).parent / "demo_case", tmp_path / "FOLDER")
    commands = commands_of(page)
    assert commands
    for command in commands:
        assert main(shlex.split(command)[1:]) == 0, command


@pytest.mark.parametrize("words", [CueClass, DerivationKind, Flag, Form, Relation, Reuse, SourceKind, Verdict])
def test_the_words_of_findings_are_in_the_glossary(words: type[StrEnum]) -> None:
    glossary = " ".join((ROOT / "docs/glossary.md").read_text(encoding="utf-8").split())
    assert [word.value for word in words if not re.search(rf"\b{word.value}\b", glossary)] == []


def test_the_grades_of_credibility_are_in_the_glossary() -> None:
    glossary = " ".join((ROOT / "docs/glossary.md").read_text(encoding="utf-8").split())
    for grade, words in CREDIBILITY.items():
        assert f"{grade} {words}" in glossary


def test_the_kinds_of_files_that_are_read_are_named() -> None:
    tutorial = (ROOT / "docs/tutorial.md").read_text(encoding="utf-8")
    for suffix in (".txt", ".md", ".html", ".mhtml", ".pdf", ".docx", ".eml"):
        assert f"`{suffix}`" in tutorial


def test_every_public_name_is_documented() -> None:
    for name in whence.__all__:
        assert getattr(whence, name).__doc__
