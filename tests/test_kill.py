"""A run killed at any moment leaves a case that the next run brings to what a clean run holds."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import whence
from whence.case import Case
from whence.model import Findings

DEMO = Path(whence.__file__).parent / "demo_case"


def findings(case_file: Path | None) -> Findings:
    with Case.open(case_file) as case:
        case.add([DEMO])
        case.refresh()
        return case.findings()


@pytest.mark.parametrize("stages", [1, 3, 5, 7])
def test_a_killed_run_is_resumed(tmp_path: Path, stages: int) -> None:
    case_file = tmp_path / "case.whence"
    killed = """
import os, signal, sys
from whence.case import Case
seen = set()
def told(stage, done, total):
    seen.add(stage)
    if len(seen) > int(sys.argv[3]):
        os.kill(os.getpid(), signal.SIGKILL)
with Case.open(sys.argv[1]) as case:
    case.add([sys.argv[2]])
    case.refresh(progress=told)
"""
    ended = subprocess.run([sys.executable, "-c", killed, str(case_file), str(DEMO), str(stages)], check=False)
    assert ended.returncode == -signal.SIGKILL
    with Case.open(case_file) as case:
        assert case.store.verify_events()
    assert findings(case_file) == findings(None)


def test_a_run_killed_from_outside_is_resumed(tmp_path: Path) -> None:
    case_file = tmp_path / "case.whence"
    command = [sys.executable, "-m", "whence.cli", "report", str(DEMO), "--case", str(case_file)]
    for wait in (0.3, 0.9, 1.3):
        run = subprocess.Popen([*command, "-o", str(tmp_path / "page.html")], stdout=subprocess.DEVNULL)
        time.sleep(wait)
        os.kill(run.pid, signal.SIGKILL)
        run.wait()
    assert findings(case_file) == findings(None)
