"""What a person says of other names of sources, as it is kept in a case: one at a time, or the lines of a file."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from whence.cli.output import user

if TYPE_CHECKING:
    from whence.case import Case
    from whence.model import Alias


def keep(case: Case, path: Path | None) -> None:
    """Add those lines of the alias file at *path* to the case that it does not hold yet."""
    from whence.sources import load_aliases, told

    if path is None:
        return
    known = told(case.store.aliases()).names
    for alias, name in load_aliases(path).items():
        if known.get(alias) != name:
            case.store.rename(said(alias, name))


def said(alias: str, name: str) -> Alias:
    """That *alias* stands for *name*, said now by whoever runs the program; an empty name takes it back."""
    from whence.model import Alias

    at = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
    return Alias(alias, name, by=user(), at=at)
