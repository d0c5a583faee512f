"""Markdown's marks within a paragraph: the words of a link, of emphasis and of code stay, their marks are left out.

Every character that stays keeps its place in the original. Wrong in a block of code, whose stars are no marks.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

from whence.model import Hyperlink, OffsetRun, Span

_LINK = re.compile(r"!?\[([^\[\]\n]{1,300})\]\(<?([^\s()<>]{1,1000})>?(?: +\"[^\"\n]*\")?\)")
_EMPHASIS = (
    re.compile(r"(\*\*|__)(?=[^\s*_])(?:[^\n]|\n(?!\s*\n)){1,600}?(?<=[^\s*_])(\1)(?!\w)"),
    re.compile(r"(?<![\w*\\])(\*)(?=[^\s*])[^*\n]{1,600}?(?<=[^\s*])(\*)(?![\w*])"),
    re.compile(r"(?<![\w_\\])(_)(?=[^\s_])[^_\n]{1,600}?(?<=[^\s_])(_)(?![\w_])"),
    re.compile(r"(?<!`)(`)(?=[^\s`])[^`\n]{1,300}(`)(?!`)"),
)


def unmarked(text: str, runs: Sequence[OffsetRun]) -> tuple[str, tuple[OffsetRun, ...], list[Hyperlink]]:
    """*text* without the marks, its *runs* as they are then, and the links to addresses of the web."""
    found = list(_LINK.finditer(text))
    cuts = [Span(one.start(), one.start(1)) for one in found] + [Span(one.end(1), one.end()) for one in found]
    for form in _EMPHASIS:
        cuts += [Span(*one.span(k)) for one in form.finditer(text) for k in (1, 2)]
    kept = list(_between(cuts, len(text)))
    before = list(accumulate(map(len, kept), initial=0))

    def moved(place: int) -> int:
        """Where offset *place* stands once only what is kept is left."""
        k = bisect_right(kept, place, key=lambda span: span.start) - 1
        return before[k] + min(place, kept[k].end) - kept[k].start if k >= 0 else 0

    links = [
        Hyperlink(Span(moved(one.start(1)), moved(one.end(1))), one[2]) for one in found if one[2].startswith("http")
    ]
    return "".join(span.of(text) for span in kept), tuple(_runs(kept, runs)), links


def _between(cuts: Sequence[Span], end: int) -> Iterator[Span]:
    """The stretches that none of *cuts* covers."""
    at = 0
    for cut in sorted(cuts):
        if cut.start > at:
            yield Span(at, cut.start)
        at = max(at, cut.end)
    if at < end:
        yield Span(at, end)


def _runs(kept: Sequence[Span], runs: Sequence[OffsetRun]) -> Iterator[OffsetRun]:
    """What of *runs* lies in *kept*, closed up."""
    here = k = 0
    for span in kept:
        while k < len(runs) and runs[k].canonical + runs[k].length <= span.start:
            k += 1
        for n in range(k, len(runs)):
            run = runs[n]
            if run.canonical >= span.end:
                break
            start, end = max(span.start, run.canonical), min(span.end, run.canonical + run.length)
            yield OffsetRun(here + start - span.start, run.original + start - run.canonical, end - start)
        here += len(span)
