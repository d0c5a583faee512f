"""The log of every change to a case: each event's hash covers the one before it.

It shows that an event was changed, removed or slipped in; it cannot show that somebody rewrote the whole file.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

_START = "0" * 64


@dataclass(frozen=True, slots=True)
class Event:
    """One change: its number from 1, when (UTC, ISO 8601), what was done, its detail as JSON, its hash."""

    number: int
    at: str
    what: str
    detail: str
    hash: str


def append(connection: sqlite3.Connection, what: str, detail: Mapping[str, object]) -> None:
    """Write one event; call it inside the transaction of the change itself."""
    number, before = connection.execute("SELECT number, hash FROM event ORDER BY number DESC LIMIT 1").fetchone() or (
        0,
        _START,
    )
    at = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    text = json.dumps(detail, sort_keys=True)
    row = (number + 1, at, what, text)
    connection.execute("INSERT INTO event VALUES (?, ?, ?, ?, ?)", (*row, _hash(before, *row)))


def events(connection: sqlite3.Connection) -> Iterator[Event]:
    """Every event, oldest first."""
    for row in connection.execute("SELECT number, at, what, detail, hash FROM event ORDER BY number"):
        yield Event(*row)


def intact(connection: sqlite3.Connection) -> bool:
    """Whether no event was changed, removed or slipped in."""
    before, count = _START, 0
    for count, event in enumerate(events(connection), start=1):
        if event.number != count or event.hash != _hash(before, event.number, event.at, event.what, event.detail):
            return False
        before = event.hash
    last = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'event'").fetchone()
    return count == (last[0] if last else 0)


def _hash(before: str, number: int, at: str, what: str, detail: str) -> str:
    return hashlib.sha256(json.dumps([before, number, at, what, detail]).encode()).hexdigest()
