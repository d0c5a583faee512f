"""The case: originals' hashes, every stage's records by unit and key, judgements, the event log, and a word search.

It knows no stage: units, keys and records are the caller's. Each change is one transaction with one event.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from itertools import groupby
from pathlib import Path
from types import TracebackType
from typing import Any

from whence.casefile import events, search
from whence.casefile.events import Event
from whence.casefile.packing import Packed, packed, unpacked
from whence.casefile.schema import connect, plainly, transaction
from whence.errors import CaseError
from whence.model import Alias, Document, Judgement

_UNITS = """SELECT unit.name, unit.key, record.kind, record.body FROM unit LEFT JOIN record ON record.unit = unit.id
            WHERE unit.stage = ?"""
_IN_ORDER = " ORDER BY unit.name, record.position"


@dataclass(frozen=True, slots=True)
class FileRow:
    """An original as last read: the case's name for it, its path, the hash of its bytes, size (bytes) and time."""

    name: str
    path: str
    sha256: str
    size: int
    mtime_ns: int


class CaseFile:
    """An open case file. Use ``open``, and close it or use it in a ``with``.

    Every method raises ``CaseError`` where the file cannot be read or written; nothing stored is lost by that.
    """

    def __init__(self, connection: sqlite3.Connection, name: str) -> None:
        self._connection = connection
        self._name = name
        self._decoded: dict[str, dict[str, tuple[str, tuple[Any, ...]]]] = defaultdict(dict)

    @classmethod
    def open(cls, path: Path | None = None) -> CaseFile:
        """The case at *path*, made if there is none; in memory if *path* is None.

        Raises:
            LaterVersionError: a later version of whence wrote it.
            CaseError: it is no case file, or cannot be opened or written.
        """
        return cls(connect(path), "in memory" if path is None else str(path))

    def close(self) -> None:
        """Close the file; the case cannot be used after."""
        with plainly(self._name):
            self._connection.close()

    def __enter__(self) -> CaseFile:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def files(self) -> dict[str, FileRow]:
        """Every original by its name."""
        rows = self._rows("SELECT name, path, sha256, size, mtime_ns FROM file ORDER BY name")
        return {name: FileRow(name, os.fsdecode(path), *rest) for name, path, *rest in rows}

    def set_files(self, rows: Iterable[FileRow], removed: Iterable[str]) -> None:
        """Note originals that are new or changed (*rows*) and the names of those that are gone."""
        new, gone = sorted(rows, key=lambda row: row.name), sorted(removed)
        if not new and not gone:
            return
        with self._change() as connection:
            connection.executemany("DELETE FROM file WHERE name = ?", [(name,) for name in gone])
            connection.executemany(
                "INSERT OR REPLACE INTO file VALUES (?, ?, ?, ?, ?)",
                [(row.name, os.fsencode(row.path), row.sha256, row.size, row.mtime_ns) for row in new],
            )
            events.append(connection, "files", {"read": {row.name: row.sha256 for row in new}, "removed": gone})

    def stored(self, stage: str) -> dict[str, str]:
        """The key of every unit of *stage*."""
        return dict(self._rows("SELECT name, key FROM unit WHERE stage = ? ORDER BY name", stage))

    def replace(
        self, stage: str, computed: Iterable[tuple[str, str, Sequence[object] | Packed]], dropped: Iterable[str] = ()
    ) -> None:
        """Store the (unit, key, records) *computed* in place of what these units held, and drop the units *dropped*.

        All or nothing, also if *computed* raises. Records are of classes of ``whence.model``, or packed already.
        """
        seen, stored, gone = hashlib.sha256(), 0, sorted(dropped)
        with self._change() as connection:
            for unit in gone:
                _drop(connection, stage, unit)
            for unit, key, records in computed:
                held = records if isinstance(records, Packed) else packed(records)
                _drop(connection, stage, unit)
                _store(connection, (stage, unit, key), held)
                stored += 1
                for part in (unit.encode(), key.encode(), *(body for _, body in held.bodies)):
                    seen.update(hashlib.sha256(part).digest())
            if stored or gone:
                detail = {"stage": stage, "computed": stored, "dropped": len(gone), "digest": seen.hexdigest()}
                events.append(connection, "replace", detail)

    def rows(self, stage: str) -> Iterator[tuple[str, tuple[Any, ...]]]:
        """Every unit of *stage* with its records, sorted by unit. Write nothing while reading."""
        decoded = self._decoded[stage]
        if not decoded:
            yield from self._units(stage, _UNITS + _IN_ORDER, stage)
            return
        for name, key in self.stored(stage).items():
            known = decoded.get(name)
            yield (name, known[1]) if known and known[0] == key else next(self._unit(stage, name))

    def units(self, stage: str, names: Iterable[str]) -> dict[str, tuple[Any, ...]]:
        """The records of those units *names* of *stage* that are stored, sorted by unit."""
        return {unit: records for name in sorted(set(names)) for unit, records in self._unit(stage, name)}

    def records(self, stage: str, kind: str) -> tuple[Any, ...]:
        """Every record of the class *kind* of ``whence.model`` that *stage* holds, and no other."""
        sql = """SELECT record.kind, record.body FROM unit JOIN record ON record.unit = unit.id
                 WHERE unit.stage = ? AND record.kind = ? ORDER BY unit.name, record.position"""
        return self._read(self._rows(sql, stage, kind))

    def bodies(self, stage: str, name: str) -> tuple[tuple[str, bytes], ...]:
        """The records of one unit, packed; none where it is not stored."""
        rows = self._rows(_UNITS + " AND unit.name = ?" + _IN_ORDER, stage, name)
        return tuple((kind, body) for _, _, kind, body in rows if kind)

    def judge(self, judgement: Judgement) -> None:
        """Keep a person's decision; earlier ones stay."""
        with self._change() as connection:
            events.append(connection, "judgement", asdict(judgement))

    def judgements(self) -> tuple[Judgement, ...]:
        """Every judgement, oldest first."""
        rows = self._rows("SELECT detail FROM event WHERE what = 'judgement' ORDER BY number")
        return tuple(Judgement(**json.loads(detail)) for (detail,) in rows)

    def rename(self, alias: Alias) -> None:
        """Keep a person's word about another name of a source; earlier ones stay in the log."""
        detail = {"alias": alias.alias, "name": alias.name, "by": alias.by, "at": alias.at}
        with self._change() as connection:
            events.append(connection, "alias", detail)

    def aliases(self) -> tuple[Alias, ...]:
        """What persons said about other names, oldest first."""
        rows = self._rows("SELECT detail FROM event WHERE what = 'alias' ORDER BY number")
        return tuple(Alias(**json.loads(detail)) for (detail,) in rows)

    def events(self) -> tuple[Event, ...]:
        """Every change since the case was made, oldest first."""
        with plainly(self._name):
            return tuple(events.events(self._connection))

    def verify_events(self) -> bool:
        """Whether no event was changed, removed or slipped in."""
        with plainly(self._name):
            return events.intact(self._connection)

    def search(self, text: str) -> list[tuple[str, str]]:
        """Documents (ids) that hold all the words of *text*, best first, each with the words around the first hit.

        At most 100. Case, diacritics and Arabic or Persian letter forms make no difference.
        """
        wanted = search.query(text)
        if not wanted:
            return []
        rows = self._rows(
            "SELECT searchable.document, unit.stage, unit.name FROM folded JOIN searchable ON searchable.id = "
            "folded.rowid JOIN unit ON unit.id = searchable.unit WHERE folded MATCH ? "
            "ORDER BY folded.rank, searchable.document LIMIT 100",
            wanted,
        )
        places = {document: (stage, unit) for document, stage, unit in reversed(rows)}
        found = dict.fromkeys(document for document, _, _ in rows)
        return [(document, search.snippet(self._text(*places[document], document), text)) for document in found]

    def meta(self, key: str) -> str | None:
        """The note kept under *key*, if any."""
        rows = self._rows("SELECT value FROM meta WHERE key = ?", key)
        return rows[0][0] if rows else None

    def set_meta(self, key: str, value: str) -> None:
        """Keep a note about the case itself (its settings, say); no finding, so no event."""
        with self._change() as connection:
            connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    def _text(self, stage: str, unit: str, document: str) -> str:
        records = self.units(stage, [unit])[unit]
        return next(r.text for r in records if isinstance(r, Document) and r.id == document)

    @contextmanager
    def _change(self) -> Iterator[sqlite3.Connection]:
        with plainly(self._name), transaction(self._connection):
            yield self._connection

    def _rows(self, sql: str, *values: str) -> list[Any]:
        with plainly(self._name):
            return self._connection.execute(sql, values).fetchall()

    def _unit(self, stage: str, name: str) -> Iterator[tuple[str, tuple[Any, ...]]]:
        return self._units(stage, _UNITS + " AND unit.name = ?" + _IN_ORDER, stage, name)

    def _units(self, stage: str, sql: str, *values: str) -> Iterator[tuple[str, tuple[Any, ...]]]:
        """Units with their records, which are kept decoded as long as their key stays."""
        with plainly(self._name):
            for (unit, key), rows in groupby(self._connection.execute(sql, values), key=lambda row: row[:2]):
                records = self._read([(kind, body) for _, _, kind, body in rows if kind])
                self._decoded[stage][unit] = (key, records)
                yield unit, records

    def _read(self, bodies: Sequence[tuple[str, bytes]]) -> tuple[Any, ...]:
        try:
            return unpacked(bodies)
        except (ValueError, TypeError) as error:
            kinds = " or ".join(sorted({kind for kind, _ in bodies}))
            raise CaseError(
                f"Case file {self._name}: a stored {kinds} cannot be read. Add the documents to a new case."
            ) from error


def _drop(connection: sqlite3.Connection, stage: str, unit: str) -> None:
    row = connection.execute("SELECT id FROM unit WHERE stage = ? AND name = ?", (stage, unit)).fetchone()
    if row:
        connection.execute("DELETE FROM folded WHERE rowid IN (SELECT id FROM searchable WHERE unit = ?)", row)
        connection.execute("DELETE FROM searchable WHERE unit = ?", row)
        connection.execute("DELETE FROM record WHERE unit = ?", row)
        connection.execute("DELETE FROM unit WHERE id = ?", row)


def _store(connection: sqlite3.Connection, place: tuple[str, str, str], held: Packed) -> None:
    unit = connection.execute("INSERT INTO unit (stage, name, key) VALUES (?, ?, ?)", place).lastrowid
    connection.executemany(
        "INSERT INTO record VALUES (?, ?, ?, ?)", [(unit, position, *body) for position, body in enumerate(held.bodies)]
    )
    for document, text in held.texts:
        added = connection.execute("INSERT INTO searchable (unit, document) VALUES (?, ?)", (unit, document))
        connection.execute("INSERT INTO folded (rowid, text) VALUES (?, ?)", (added.lastrowid, text))
