"""The documentation says what the program does: every command is documented and has help."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

import whence
from whence.cli import main

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


def test_every_public_name_is_documented() -> None:
    for name in whence.__all__:
        assert getattr(whence, name).__doc__
