"""What every command shares: exit codes, JSON to stdout, progress and messages to stderr, a case brought up to date."""

from __future__ import annotations

import getpass
import json
import os
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from whence.errors import UsageError

if TYPE_CHECKING:
    from whence.case import Case
    from whence.model import Problem

FINE, ERROR, USAGE, PARTIAL = 0, 1, 2, 3
PATIENCE = 0.5
"""Seconds of work in this process before others are started, which costs about as much."""


def put(form: object) -> None:
    """Write *form* to stdout as one line of JSON."""
    print(json.dumps(form, ensure_ascii=False))


def progress() -> Callable[[str, int, int], None]:
    """Bars on a terminal, nothing elsewhere."""
    if not sys.stderr.isatty():
        return lambda stage, done, total: None

    def show(stage: str, done: int, total: int) -> None:
        filled = 24 * done // max(total, 1)
        end = "\n" if done == total else ""
        print(f"\r{stage:<14}[{'=' * filled:<24}] {done}/{total}", end=end, file=sys.stderr, flush=True)

    return show


def gathered(case: Case, paths: list[str], prune: bool) -> str:
    """Take the paths into the case and bring it up to date; the key of all its findings."""
    from whence.engine import processes, spare_collections

    spare_collections()
    count = case.add(paths, prune=prune)
    if count == 0:
        raise UsageError(f"{', '.join(paths)}: there is no document here")
    with processes(os.cpu_count() or 1 if count >= 40 else 1, PATIENCE) as run:
        return case.refresh(run, progress())


def user() -> str:
    """The name of whoever runs the program, or the number where the system knows no name for it."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return f"user {os.getuid()}" if hasattr(os, "getuid") else "unknown user"


def outcome(problems: Sequence[Problem]) -> int:
    """Tell the problems; the exit code of a run that met them."""
    for problem in problems:
        print(f"whence: {problem.document or 'the whole case'}: {problem.detail}", file=sys.stderr)
    return PARTIAL if problems else FINE
