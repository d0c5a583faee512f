import dataclasses
import datetime as dt
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whence import model
from whence.casefile.codec import decode, decode_all, encode, encode_all

KINDS = [
    kind
    for kind in vars(model).values()
    if dataclasses.is_dataclass(kind) and isinstance(kind, type) and kind is not model.Findings
]


@dataclass(frozen=True)
class Pair:
    both: tuple[str, int]


@dataclass(frozen=True)
class Single:
    day: dt.date | None


@dataclass(frozen=True)
class Refused:
    anything: dict[str, str]


@dataclass(frozen=True)
class Choice:
    either: dt.date | model.Span


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: str(kind.__name__))
def test_every_record_of_the_model_comes_back(kind: type[Any]) -> None:
    @settings(max_examples=25, deadline=None)
    @given(st.lists(st.from_type(kind), max_size=3))
    def comes_back(records: list[Any]) -> None:
        assert repr(decode_all(kind, encode_all(kind, records))) == repr(records)  # NaN is not equal to itself

    comes_back()


@pytest.mark.parametrize("record", [Pair(("a", 1)), Single(dt.date(2024, 2, 29)), Single(None)])
def test_other_shapes_come_back(record: Any) -> None:
    assert decode(type(record), encode(record)) == record


def test_enumerations_come_back_as_themselves() -> None:
    block = decode(model.Block, encode(model.Block(model.Span(1, 2), model.BlockKind.QUOTE)))
    assert block.kind is model.BlockKind.QUOTE


def test_a_record_written_before_a_field_was_added_takes_its_default() -> None:
    assert decode(model.Judgement, '["f","yes","me","now"]') == model.Judgement("f", "yes", "me", "now")


@pytest.mark.parametrize("record", [Refused({}), Choice(model.Span(1, 2)), "text"])
def test_what_cannot_be_kept_is_refused(record: Any) -> None:
    with pytest.raises(TypeError):
        encode(record)


@pytest.mark.parametrize("text", ["", "{}", "[1]", '[[1,2],"nonsense"]', "7"])
def test_anything_else_does_not_decode(text: str) -> None:
    with pytest.raises((ValueError, KeyError, TypeError)):
        decode(model.Block, text)
