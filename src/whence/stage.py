"""What must be computed again: a stage's keys, and wanted keys against stored ones.

A key changes with anything that may change a stage's result: its name, the code, word lists and weights that compute
it, the settings, and what it reads. It does not see an upgrade of a third-party library or of Python.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_HOUSE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Stage:
    """One step of the pipeline. ``packages`` names the subpackages (or modules) of whence that compute it."""

    name: str
    packages: tuple[str, ...]

    def key(self, settings: str, reads: Iterable[str]) -> str:
        """The SHA-256 (hexadecimal) of a unit that reads what *reads* identifies; their order does not matter."""
        parts = "\x1f".join((self.name, _source_hash(self.packages), settings, *sorted(reads)))
        return hashlib.sha256(parts.encode("utf-8", "surrogatepass")).hexdigest()


def plan(wanted: Mapping[str, str], stored: Mapping[str, str]) -> tuple[list[str], list[str]]:
    """The units to compute and the units to drop, both sorted, from unit -> key as wanted and as stored."""
    compute = sorted(unit for unit, key in wanted.items() if stored.get(unit) != key)
    return compute, sorted(stored.keys() - wanted.keys())


@cache
def _source_hash(packages: tuple[str, ...]) -> str:
    return hashlib.sha256("\n".join(map(_package_hash, sorted({*packages, "model"}))).encode()).hexdigest()


@cache
def _package_hash(name: str) -> str:
    total = hashlib.sha256()
    for path in _files(name):
        content = hashlib.sha256(path.read_bytes()).hexdigest()
        total.update(f"{path.relative_to(_HOUSE).as_posix()}\0{content}\n".encode())
    return total.hexdigest()


def _files(name: str) -> Iterator[Path]:
    """The files of a subpackage (code, word lists, weights) or the one file of a module."""
    module = _HOUSE / f"{name}.py"
    if module.is_file():
        yield module
        return
    if not (_HOUSE / name).is_dir():
        raise ValueError(f"whence has no package or module {name!r}")
    for path in sorted((_HOUSE / name).rglob("*")):
        hidden = path.name.startswith(".") or path.suffix == ".pyc" or "__pycache__" in path.parts
        if path.is_file() and not hidden:
            yield path
