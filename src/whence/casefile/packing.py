"""Records packed as a case file holds them, so that the work can be done where they were made.

A worker that hands over bytes spares its parent the unpickling and the encoding of every record.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from whence import model
from whence.casefile import codec
from whence.model import Document
from whence.text import fold


@dataclass(frozen=True, slots=True)
class Packed:
    """Runs of records of one class (its name, the JSON of the run), and the folded texts of documents by their id."""

    bodies: tuple[tuple[str, bytes], ...]
    texts: tuple[tuple[str, str], ...] = ()


def packed(records: Sequence[object]) -> Packed:
    """*records*, of classes of ``whence.model``, packed; TypeError for anything else."""
    bodies = [
        (kind.__name__, codec.encode_all(record_class(kind.__name__), list(run)).encode("utf-8", "surrogatepass"))
        for kind, run in groupby(records, key=type)
    ]
    texts = [
        (one.id, fold(f"{one.title or ''}\n{one.text}").encode("utf-8", "replace").decode())
        for one in records
        if isinstance(one, Document)
    ]
    return Packed(tuple(bodies), tuple(texts))


def unpacked(bodies: Iterable[tuple[str, bytes]]) -> tuple[Any, ...]:
    """The records of *bodies*. Raises ValueError, KeyError or TypeError where they hold none."""
    return tuple(
        record
        for kind, body in bodies
        for record in codec.decode_all(record_class(kind), body.decode("utf-8", "surrogatepass"))
    )


def record_class(kind: str) -> type[Any]:
    """The class of ``whence.model`` with this name; TypeError where there is none."""
    found = getattr(model, kind, None)
    if not isinstance(found, type) or found.__module__ != model.__name__:
        raise TypeError(f"{kind} is no record of whence.model")
    return found
