"""Word alignment of two sequences, by their longest common subsequence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from rapidfuzz.distance import Indel

_MOST_CELLS = 2_000_000_000


@dataclass(frozen=True, slots=True)
class Step:
    """Words ``a0:a1`` of the first sequence against words ``b0:b1`` of the second."""

    op: Literal["equal", "replace", "delete", "insert"]
    a0: int
    a1: int
    b0: int
    b1: int


def align(a: Sequence[str], b: Sequence[str]) -> list[Step]:
    """The steps that turn *a* into *b*, in order. Sequences too long to compare are one replacement."""
    if len(a) * len(b) > _MOST_CELLS:
        return [Step("replace", 0, len(a), 0, len(b))]
    steps: list[Step] = []
    for code in Indel.opcodes(list(a), list(b)):
        ends = (code.src_start, code.src_end, code.dest_start, code.dest_end)
        step = Step("equal", *ends) if code.tag == "equal" else _changed(*ends)
        if steps and steps[-1].op != "equal" and step.op != "equal":
            last = steps.pop()
            step = _changed(last.a0, step.a1, last.b0, step.b1)
        steps.append(step)
    return steps


def _changed(a0: int, a1: int, b0: int, b1: int) -> Step:
    if a0 == a1:
        return Step("insert", a0, a1, b0, b1)
    return Step("delete" if b0 == b1 else "replace", a0, a1, b0, b1)
