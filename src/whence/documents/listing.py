"""Which files a user means: files as they are, folders walked to the bottom, in one order, with names that stay.

Hidden files and folders are passed over, and so are the folder of parts that a browser saves beside a page and what
whence wrote itself: reports and case files. Links to folders are not followed.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from whence.model import Problem

_HEAD = 1000
_REPORT = b'<meta name="whence-findings"'
_CASE = b"WHNC"
"""What a report has near its beginning, and a case file at its 69th byte, or first in its write-ahead log."""
_NEVER_OURS = frozenset((".txt", ".md", ".pdf", ".docx", ".eml"))


@dataclass(frozen=True, slots=True, order=True)
class FileEntry:
    """A file to read, and the name it goes by in every finding: its path inside the folder that was given."""

    path: Path
    name: str


def listing(paths: Iterable[Path]) -> tuple[list[FileEntry], list[Problem]]:
    """Every file under *paths*, sorted by name, each once; and a Problem for every path that cannot be listed."""
    problems: list[Problem] = []
    found: dict[Path, tuple[str, str]] = {}
    for path in paths:
        for file, short, long in _files(path, problems):
            found.setdefault(file.absolute(), (short, long))
    shorts = Counter(short for short, _ in found.values())
    longs = Counter(long for _, long in found.values())
    entries: list[FileEntry] = []
    for file, (short, long) in found.items():
        name = short if shorts[short] == 1 else long if longs[long] == 1 else file.as_posix()
        entries.append(FileEntry(file, _printable(name)))
    return sorted(entries, key=lambda entry: (entry.name, entry.path)), sorted(problems, key=lambda p: p.document)


def _files(path: Path, problems: list[Problem]) -> Iterator[tuple[Path, str, str]]:
    """Files with their short name and the longer one used where two short names meet."""
    try:
        if path.is_dir():
            root = path.absolute()
            for file in _walk(path, problems):
                inner = file.relative_to(path).as_posix()
                yield file, inner, f"{root.name}/{inner}"
        elif path.is_file():
            yield path, path.name, f"{path.absolute().parent.name}/{path.name}"
        else:
            reason = "it is not a regular file" if path.exists() else "there is no such file or folder"
            problems.append(Problem(_printable(str(path)), "documents", f"Could not be read: {reason}."))
    except OSError as error:
        problems.append(Problem(_printable(str(path)), "documents", f"Could not be listed: {error.strerror}."))


def _walk(folder: Path, problems: list[Problem]) -> Iterator[Path]:
    def note(error: OSError) -> None:
        where = _printable(str(error.filename or folder))
        problems.append(Problem(where, "documents", f"The folder could not be opened: {error.strerror}."))

    for parent, folders, files in os.walk(folder, onerror=note):
        pages = {name.rpartition(".")[0] for name in files if name.lower().endswith((".html", ".htm"))}
        parts = {f"{page}{end}" for page in pages for end in ("_files", ".files", "-Dateien", "_fichiers", "_archivos")}
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in parts)
        for name in sorted(files):
            file = Path(parent, name)
            if name.startswith(".") or _is_ours(file):
                continue
            if file.is_file():
                yield file
            else:
                reason = "the link leads nowhere" if file.is_symlink() else "it is not a regular file"
                problems.append(Problem(_printable(str(file)), "documents", f"Could not be read: {reason}."))


def _is_ours(file: Path) -> bool:
    """Whether whence wrote *file*: a report, a case file, or what SQLite keeps beside one."""
    if file.suffix.lower() in _NEVER_OURS:
        return False
    case = file.name.removesuffix("-wal").removesuffix("-shm") or file.name
    head = _head(file.with_name(case))
    if not head.startswith(b"SQLite format 3\0"):
        return _REPORT in head
    return head[68:72] == _CASE or _head(file.with_name(case + "-wal"))[124:128] == _CASE


def _head(file: Path) -> bytes:
    try:
        if file.is_file():
            with file.open("rb") as opened:
                return opened.read(_HEAD)
    except OSError:
        pass
    return b""


def _printable(name: str) -> str:
    return name.encode("utf-8", "backslashreplace").decode("utf-8")
