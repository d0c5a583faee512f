"""The loader of golden cases: ``tests/cases/<subject>/*.case``, many cases a file, with inline marks in the body.

A case is opened by ``=== name``, goes on with ``key: value`` lines up to a blank line, and ends with its body.
Marks are ``{LABEL|words}`` and nest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from _pytest.mark.structures import ParameterSet

from whence.model import Span

CASES = Path(__file__).parent / "cases"
_MARK = re.compile(r"\{(\w+)\||\}")
_VALUE = re.compile(r"([\w.]+)=(\"[^\"]*\"|.*?)(?=\s+[\w.]+=|\s*$)")


@dataclass(frozen=True, slots=True)
class Case:
    """One golden case: its name, header lines, and body as written (with its marks)."""

    name: str
    headers: dict[str, str]
    body: str

    @property
    def fails(self) -> str | None:
        """Why the case is known to fail."""
        return self.headers.get("fails")

    def marked(self) -> tuple[str, list[tuple[str, Span]]]:
        """The body without its marks, and (label, span) of each mark in the order in which the marks open."""
        return unmarked(self.body)

    def expected(self, number: int | str) -> dict[str, str]:
        """The ``key=value`` pairs of header line *number*; values may be quoted."""
        return {key: value.strip('"') for key, value in _VALUE.findall(self.headers.get(str(number), ""))}


def cases(subject: str) -> list[Case]:
    """All cases of a subject, in the order of files and of their lines."""
    return read(CASES / subject)


def read(folder: Path) -> list[Case]:
    """All cases of a folder, in the order of files and of their lines."""
    return [case for path in sorted(folder.glob("*.case")) for case in _read(path)]


def parameters(subject: str) -> list[ParameterSet]:
    """The cases of a subject for ``pytest.mark.parametrize``; known failures are strict xfails."""
    return [
        pytest.param(
            case, id=case.name, marks=[pytest.mark.xfail(reason=case.fails, strict=True)] if case.fails else []
        )
        for case in cases(subject)
    ]


def unmarked(body: str) -> tuple[str, list[tuple[str, Span]]]:
    """*body* without its marks, and (label, span) of each mark in the order in which the marks open."""
    pieces: list[str] = []
    open_marks: list[int] = []
    found: list[tuple[str, Span]] = []
    at = length = 0
    for mark in _MARK.finditer(body):
        pieces.append(body[at : mark.start()])
        length += mark.start() - at
        at = mark.end()
        if mark.group(1):
            open_marks.append(len(found))
            found.append((mark.group(1), Span(length, length)))
        else:
            place = open_marks.pop()
            label, span = found[place]
            found[place] = (label, Span(span.start, length))
    pieces.append(body[at:])
    return "".join(pieces), found


def marked(text: str, marks: list[tuple[str, Span]]) -> str:
    """*text* with its marks written in again, as failures show it."""
    opens = [(span.start, 1, -span.end, f"{{{label}|") for label, span in marks]
    closes = [(span.end, 0, -span.start, "}") for _, span in marks]
    pieces: list[str] = []
    at = 0
    for place, _, _, sign in sorted(opens + closes):
        pieces.append(text[at:place] + sign)
        at = place
    return "".join(pieces) + text[at:]


def _read(path: Path) -> Iterator[Case]:
    for part in re.split(r"^=== ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        head, _, body = part.partition("\n\n")
        name, *lines = head.splitlines()
        pairs = (line.partition(":") for line in lines if ":" in line)
        yield Case(name.strip(), {key.strip(): value.strip() for key, _, value in pairs}, body.strip("\n"))
