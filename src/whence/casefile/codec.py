"""Records as JSON text and back, for any frozen dataclass made of plain values.

A record is an array of its fields in order, so a field may be added at the end with a default. Fields may be str,
int, float, bool, enumerations, dates, other records, tuples of these, and each of these or None; anything else is
refused. How a class is coded is worked out once and kept.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import types
import typing
from collections.abc import Callable, Sequence
from enum import Enum
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar

R = TypeVar("R")
Coder = Callable[[Any], Any]
_PLAIN = (str, int, float, bool, types.NoneType)
_to_text = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def encode(record: object) -> str:
    """The JSON text of *record*."""
    kind: Any = type(record)
    return _to_text(_writer(kind)(record))


def decode(kind: type[R], text: str) -> R:
    """The record of class *kind* that *text* holds. Raises ValueError, KeyError or TypeError on anything else."""
    read: Callable[[Any], R] = _reader(typing.cast(Any, kind))
    return read(json.loads(text))


def encode_all(kind: type[R], records: Sequence[R]) -> str:
    """The JSON text of several records of one class."""
    write = _writer(typing.cast(Any, kind))
    return _to_text([write(record) for record in records])


def decode_all(kind: type[R], text: str) -> list[R]:
    """What ``encode_all`` wrote."""
    read: Callable[[Any], R] = _reader(typing.cast(Any, kind))
    return [read(values) for values in json.loads(text)]


@cache
def _writer(kind: type) -> Coder:
    """The function from a record of class *kind* to values that JSON knows."""
    names, hints = _fields(kind)
    coders = [_coder(hint, _writer, _write_enum, dt.date.isoformat, list) for hint in hints]
    if len(names) == 1:
        only, single = attrgetter(names[0]), coders[0] or _same
        return lambda record: [single(only(record))]
    values = attrgetter(*names)
    if not any(coders):
        return values

    def write(record: Any) -> list[Any]:
        return [value if code is None else code(value) for code, value in zip(coders, values(record), strict=True)]

    return write


@cache
def _reader(kind: type) -> Coder:
    """The function from values that JSON knows to a record of class *kind*."""
    _, hints = _fields(kind)
    coders = [_coder(hint, _reader, _read_enum, dt.date.fromisoformat, tuple) for hint in hints]
    if not any(coders):
        return lambda values: kind(*values)

    def read(values: Any) -> Any:
        return kind(*[value if code is None else code(value) for code, value in zip(coders, values, strict=False)])

    return read


def _fields(kind: type) -> tuple[list[str], list[Any]]:
    if not dataclasses.is_dataclass(kind):
        raise TypeError(f"{kind.__name__} is no record")
    hints = typing.get_type_hints(kind)
    names = [field.name for field in dataclasses.fields(kind)]
    return names, [hints[name] for name in names]


def _coder(
    hint: Any, record: Callable[[type], Coder], enum: Callable[[type[Enum]], Coder], date: Coder, whole: Coder
) -> Coder | None:
    """The function that codes a value of type *hint*; None where the value is its own code."""
    if hint in _PLAIN:
        return None
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        some = [argument for argument in arguments if argument is not types.NoneType]
        coders = [_coder(argument, record, enum, date, whole) for argument in some]
        if len(coders) == 1:
            return _optional(coders[0])
        if not any(coders):
            return None
    elif origin is tuple and len(arguments) == 2 and arguments[1] is Ellipsis:
        return _each(_coder(arguments[0], record, enum, date, whole), whole)
    elif origin is tuple:
        return _every([_coder(argument, record, enum, date, whole) or _same for argument in arguments], whole)
    elif isinstance(hint, type) and issubclass(hint, Enum):
        return enum(hint)
    elif hint is dt.date:
        return date
    elif dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return record(hint)
    raise TypeError(f"a case file cannot hold a field of type {hint}")


def _same(value: Any) -> Any:
    return value


def _optional(code: Coder | None) -> Coder | None:
    return None if code is None else lambda value: None if value is None else code(value)


def _each(code: Coder | None, whole: Coder) -> Coder:
    return whole if code is None else lambda values: whole(map(code, values))


def _every(coders: Sequence[Coder], whole: Coder) -> Coder:
    return lambda values: whole(code(value) for code, value in zip(coders, values, strict=True))


def _write_enum(_: type[Enum]) -> Coder:
    return attrgetter("value")


def _read_enum(kind: type[Enum]) -> Coder:
    return {member.value: member for member in kind}.__getitem__
