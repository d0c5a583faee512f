"""Annotated passages of our own, in the form of the golden cases, as rows of a corpus.

Texts unlike US political news: orders, court files, reports, testimonies, posts. Only outermost attributions are kept,
and contents begin with their "that", as the corpus has it.
"""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.casefiles import Case, read

ROLES = {"s": "source", "c": "cue", "t": "content"}
_THAT = "that "

Row = dict[str, Any]
Found = dict[str, list[list[int]]]


def passages(folder: Path) -> Iterator[Row]:
    """Each passage of *folder* as ``{"id", "text", "annotations": {"own": [...]}}``."""
    for case in read(folder):
        text, found = _marks(case)
        outer = [one for one in found if not any(_inside(one, other) for other in found if other is not one)]
        for one in outer:
            one["content"] = [_with_that(text, span) for span in one["content"]]
        yield {"id": case.name, "text": text, "annotations": {"own": outer}}


def kept_apart(name: str) -> bool:
    """Whether training never shows the passage called *name*: one of six, for measuring."""
    return zlib.crc32(name.encode()) % 6 == 0


def _marks(case: Case) -> tuple[str, list[Found]]:
    """The text of *case* and its attributions, those inside others too."""
    text, marks = case.marked()
    found: dict[str, Found] = defaultdict(lambda: {role: [] for role in ROLES.values()})
    for label, span in marks:
        if label[-1] in ROLES and label[:-1].isdigit():
            found[label[:-1]][ROLES[label[-1]]].append([span.start, span.end])
    return text, [one for one in found.values() if one["content"]]


def _inside(one: Found, other: Found) -> bool:
    """Whether *one* stands in a content of *other*: its cue, or all that it says where it has none."""
    parts = one["cue"] or one["content"]
    within = all(any(a <= start and end <= b for a, b in other["content"]) for start, end in parts)
    return within and one["content"] != other["content"]


def _with_that(text: str, span: list[int]) -> list[int]:
    start = max(0, span[0] - len(_THAT))
    return [start, span[1]] if text[start : span[0]].lower() == _THAT else span
