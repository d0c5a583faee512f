"""The tables of a case file, and opening one: new, of this version, of a later one, or no case at all.

Write-ahead logging and one transaction per change: a kill at any moment leaves the last finished change.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from whence.errors import CaseError, LaterVersionError

VERSION = 2
APPLICATION = 0x57484E43  # "WHNC", in the header of every case file

_TABLES = (
    "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    """CREATE TABLE file (name TEXT PRIMARY KEY, path BLOB NOT NULL, sha256 TEXT NOT NULL, size INTEGER NOT NULL,
       mtime_ns INTEGER NOT NULL) WITHOUT ROWID""",
    """CREATE TABLE unit (id INTEGER PRIMARY KEY, stage TEXT NOT NULL, name TEXT NOT NULL, key TEXT NOT NULL,
       UNIQUE (stage, name))""",
    """CREATE TABLE record (unit INTEGER NOT NULL REFERENCES unit ON DELETE CASCADE, position INTEGER NOT NULL,
       kind TEXT NOT NULL, body BLOB NOT NULL, PRIMARY KEY (unit, position))""",
    """CREATE TABLE searchable (id INTEGER PRIMARY KEY, unit INTEGER NOT NULL REFERENCES unit, document TEXT NOT NULL)
    """,
    "CREATE INDEX searchable_unit ON searchable (unit)",
    "CREATE VIRTUAL TABLE folded USING fts5(text, tokenize='unicode61')",
    """CREATE TABLE event (number INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, what TEXT NOT NULL,
       detail TEXT NOT NULL, hash TEXT NOT NULL)""",
    "CREATE INDEX event_what ON event (what)",
    """CREATE TRIGGER event_kept BEFORE DELETE ON event BEGIN SELECT RAISE(ABORT, 'events are never deleted'); END""",
    """CREATE TRIGGER event_fixed BEFORE UPDATE ON event BEGIN SELECT RAISE(ABORT, 'events are never changed'); END""",
)
_EMPTIED = ("DELETE FROM folded", "DELETE FROM searchable", "DELETE FROM record", "DELETE FROM unit")

_PLAIN_WORDS = {
    sqlite3.SQLITE_FULL: "there is no space left on its disk; what was stored before is kept. Free some, run again",
    sqlite3.SQLITE_READONLY: "it cannot be written to. Check its permissions and its folder's, or copy it elsewhere",
    sqlite3.SQLITE_PERM: "you have no permission to use it",
    sqlite3.SQLITE_NOTADB: "it is not a case file. Name another file",
    sqlite3.SQLITE_CORRUPT: "it is damaged. Restore it from a copy, or add the documents to a new case",
    sqlite3.SQLITE_BUSY: "another program is writing to it. Wait until that has finished, then run again",
    sqlite3.SQLITE_LOCKED: "another program is writing to it. Wait until that has finished, then run again",
    sqlite3.SQLITE_CANTOPEN: "it cannot be opened. Check that its folder is there and may be written to",
    sqlite3.SQLITE_IOERR: "its disk reported an error; what was stored before is kept",
}


@contextmanager
def plainly(name: str) -> Iterator[None]:
    """Turn what SQLite raises into a ``CaseError`` that says in plain words what is wrong with the case *name*."""
    try:
        yield
    except UnicodeEncodeError as error:
        raise CaseError(f"Case file {name}: {error.object!r} cannot be a name in it. Rename the file.") from error
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", None)
        words = _PLAIN_WORDS.get(code & 0xFF if code is not None else -1, str(error))
        raise CaseError(f"Case file {name}: {words}.") from error


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All of the block's writes or, if it raises, none."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def connect(path: Path | None) -> sqlite3.Connection:
    """An open case at *path*, made if there is none; in memory if *path* is None.

    Raises:
        LaterVersionError: a later version of whence wrote it.
        CaseError: it is no case file, or cannot be opened or written.
    """
    name = "in memory" if path is None else str(path)
    try:
        read_only = _is_read_only(path)
        if path is not None and path.is_dir():
            raise CaseError(f"Case file {name}: it is a folder. Name a file in it.")
    except OSError as error:
        raise CaseError(f"Case file {name}: it cannot be opened ({error.strerror}).") from error
    with plainly(name):
        connection = sqlite3.connect(_address(path, read_only), timeout=10, isolation_level=None, uri=read_only)
        try:
            _check(connection, name)
            connection.execute("PRAGMA foreign_keys = ON")
            if not read_only:
                connection.execute("PRAGMA journal_mode = WAL")
                connection.execute("PRAGMA synchronous = NORMAL")
                _make_tables(connection)
        except BaseException:
            connection.close()
            raise
    return connection


def _check(connection: sqlite3.Connection, name: str) -> None:
    """Refuse, before anything is written, what is no case file of this version."""
    version = _number(connection, "user_version")
    foreign = _number(connection, "application_id") != APPLICATION
    if foreign and _number(connection, "schema_version"):
        raise CaseError(f"Case file {name}: it is not a case file. Name another file.")
    if not foreign and version > VERSION:
        raise LaterVersionError(
            f"Case file {name}: a later version of whence wrote it (form {version}; this one reads up to {VERSION}). "
            "Upgrade whence to open it."
        )


def _is_read_only(path: Path | None) -> bool:
    """Whether the file says so itself, or its folder or the system does, in which case it is opened to be read."""
    if path is None or not path.exists():
        return False
    return not (path.stat().st_mode & 0o222 and os.access(path, os.W_OK) and os.access(path.absolute().parent, os.W_OK))


def _address(path: Path | None, read_only: bool) -> str | Path:
    """What SQLite opens. A file beside which it may write nothing is taken as one that nobody changes meanwhile."""
    if path is None or not read_only:
        return path or ":memory:"
    pending = path.with_name(path.name + "-wal")
    kept = pending.exists() and pending.stat().st_size
    return f"{path.absolute().as_uri()}?{'mode=ro' if kept else 'immutable=1'}"


def _make_tables(connection: sqlite3.Connection) -> None:
    """Make the tables; a case of an earlier form keeps its files, judgements and events, and is computed anew."""
    if _number(connection, "user_version") == VERSION:
        return
    with transaction(connection):
        version = _number(connection, "user_version")
        if version == VERSION:  # another program was quicker
            return
        for statement in _EMPTIED if version else _TABLES:
            connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION}")
        connection.execute(f"PRAGMA user_version = {VERSION}")


def _number(connection: sqlite3.Connection, pragma: str) -> int:
    return int(connection.execute(f"PRAGMA {pragma}").fetchone()[0])
