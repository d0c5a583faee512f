"""The documentation says what the program does: every command is documented and has help."""

from __future__ import annotations

import re
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


def test_every_public_name_is_documented() -> None:
    for name in whence.__all__:
        assert getattr(whence, name).__doc__
