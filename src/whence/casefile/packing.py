"""Records packed as a case file holds them, so that the work can be done where they were made.

A worker that hands over bytes spares its parent the unpickling and the encoding of every record. Records are maps of
their fields in MessagePack, so a field may be added with a default.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Any

import msgspec

from whence import model
from whence.model import Document
from whence.text import fold

_HALVES = re.compile("[\ud800-\udfff]")
_encoder = msgspec.msgpack.Encoder()


@dataclass(frozen=True, slots=True)
class Packed:
    """Runs of records of one class (its name, the bytes of the run), and the folded texts of documents by their id."""

    bodies: tuple[tuple[str, bytes], ...]
    texts: tuple[tuple[str, str], ...] = ()


def packed(records: Sequence[object]) -> Packed:
    """*records*, of classes of ``whence.model``, packed; TypeError for anything else."""
    bodies = [
        (kind.__name__, _encoded(list(run))) for kind, run in groupby(records, key=type) if record_class(kind.__name__)
    ]
    texts = [(one.id, fold(f"{one.title or ''}\n{one.text}")) for one in records if isinstance(one, Document)]
    return Packed(tuple(bodies), tuple((document, _whole(text)) for document, text in texts))


def unpacked(bodies: Iterable[tuple[str, bytes]]) -> tuple[Any, ...]:
    """The records of *bodies*. Raises ValueError or TypeError where they hold none."""
    return tuple(record for kind, body in bodies for record in _decoder(kind).decode(body))


def record_class(kind: str) -> type[Any]:
    """The class of ``whence.model`` with this name; TypeError where there is none."""
    found = getattr(model, kind, None)
    if not isinstance(found, type) or kind not in model.__all__:
        raise TypeError(f"{kind} is no record of whence.model")
    return found


@cache
def _decoder(kind: str) -> Any:
    return msgspec.msgpack.Decoder(list[record_class(kind)])  # type: ignore[misc]


def _encoded(records: list[object]) -> bytes:
    try:
        return _encoder.encode(records)
    except UnicodeEncodeError:
        return _encoder.encode(_whole(msgspec.to_builtins(records)))


def _whole(value: Any) -> Any:
    """*value* with U+FFFD for each half of a surrogate pair, which UTF-8 cannot hold."""
    if isinstance(value, str):
        return _HALVES.sub("\ufffd", value)
    if isinstance(value, dict):
        return {key: _whole(held) for key, held in value.items()}
    return [_whole(held) for held in value] if isinstance(value, list | tuple) else value
