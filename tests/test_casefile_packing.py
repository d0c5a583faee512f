import dataclasses
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whence import model
from whence.casefile import packed, unpacked

st.register_type_strategy(int, st.integers(-(2**63), 2**63 - 1))  # what a case file holds of whole numbers
KINDS = [
    kind
    for kind in vars(model).values()
    if dataclasses.is_dataclass(kind) and isinstance(kind, type) and kind is not model.Findings
]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: str(kind.__name__))
def test_every_record_of_the_model_comes_back(kind: type[Any]) -> None:
    @settings(max_examples=25, deadline=None)
    @given(st.lists(st.from_type(kind), max_size=3))
    def comes_back(records: list[Any]) -> None:
        assert repr(unpacked(packed(records).bodies)) == repr(tuple(records))  # NaN is not equal to itself

    comes_back()


def test_enumerations_come_back_as_themselves() -> None:
    (block,) = unpacked(packed([model.Block(model.Span(1, 2), model.BlockKind.QUOTE)]).bodies)
    assert block.kind is model.BlockKind.QUOTE


def test_runs_of_several_classes_keep_their_order() -> None:
    records = [model.Span(1, 2), model.Original("R", model.SourceKind.BODY, ("d",)), model.Span(3, 4), model.Span(5, 6)]
    held = packed(records)
    assert [kind for kind, _ in held.bodies] == ["Span", "Original", "Span"]
    assert unpacked(held.bodies) == tuple(records)


def test_a_record_written_before_a_field_was_added_takes_its_default() -> None:
    early = msgspec.msgpack.encode([{"finding": "f", "verdict": "yes", "by": "me", "at": "now"}])
    assert unpacked([("Judgement", early)]) == (model.Judgement("f", "yes", "me", "now"),)


def test_half_a_surrogate_pair_is_kept_as_one_replacement_character() -> None:
    document = model.Document("d", "bad\udcff.txt", "one \ud83d two \U0001f600", credits=("\udc00",))
    held = packed([document])
    (back,) = unpacked(held.bodies)
    assert (back.name, back.text, back.credits) == ("bad\ufffd.txt", "one \ufffd two \U0001f600", ("\ufffd",))
    assert "one \ufffd two" in held.texts[0][1]


@pytest.mark.parametrize("record", [{}, "text", 7, dataclasses])
def test_what_is_no_record_is_refused(record: Any) -> None:
    with pytest.raises(TypeError):
        packed([record])


@pytest.mark.parametrize(
    "body", [b"", b"\x80", b"\x93", b"\xc1", msgspec.msgpack.encode([{"span": [1, 2], "kind": "?"}])]
)
def test_anything_else_does_not_unpack(body: bytes) -> None:
    with pytest.raises((ValueError, TypeError)):
        unpacked([("Block", body)])


def test_an_unknown_class_does_not_unpack() -> None:
    with pytest.raises(TypeError):
        unpacked([("Path", b"\x90")])
