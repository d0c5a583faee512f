"""Canonical text and the map of its offsets to the decoded input.

Only line ends change; control characters, byte order marks and lone surrogates are left out. Nothing else is touched,
so a wrong decoding stays visible.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from whence.model import OffsetRun, Span

_CHANGED = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]|[\x00-\x08\x0e-\x1f\x7f\ufeff\ud800-\udfff]")
_BREAKS = "\r\x0b\x0c\x85\u2028\u2029"


def canonical(decoded: str) -> tuple[str, tuple[OffsetRun, ...]]:
    """The canonical text of *decoded*, and the runs of it that stand unchanged in *decoded*."""
    pieces: list[str] = []
    runs: list[OffsetRun] = []
    here = start = 0
    for found in _CHANGED.finditer(decoded):
        here += _keep(decoded, start, found.start(), here, pieces, runs)
        start = found.end()
        if found.group() == "\r\n":
            start -= 1
        elif found.group() in _BREAKS:
            pieces.append("\n")
            here += 1
    _keep(decoded, start, len(decoded), here, pieces, runs)
    return "".join(pieces), tuple(runs)


def blanked(text: str, spans: Iterable[Span]) -> str:
    """*text* with line ends in place of what *spans* cover, so that every other offset stays."""
    pieces: list[str] = []
    at = 0
    for span in sorted(spans):
        if span.end > at:
            pieces += [text[at : max(at, span.start)], "\n" * (span.end - max(at, span.start))]
            at = span.end
    return "".join([*pieces, text[at:]])


def _keep(decoded: str, start: int, end: int, here: int, pieces: list[str], runs: list[OffsetRun]) -> int:
    if end > start:
        pieces.append(decoded[start:end])
        runs.append(OffsetRun(here, start, end - start))
    return end - start
