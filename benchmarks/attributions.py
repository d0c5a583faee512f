"""Writes the attributions of a PolNeAR split for the scorer, and runs it.

Below the scorer's own figures stand two more lines: with "that" forgiven, which the corpus counts to the content and
whence's conventions do not; and by those conventions: the corpus without what they refuse (negated and hypothetical
saying), its edges drawn anew ("that", commas and adverbs outside). ``--calibration`` prints how often attributions of
each probability are right.

Usage: python benchmarks/attributions.py [--gold FILE] [--scorer FILE] [--out FILE] [--finder NAME] [--calibration]
With --own it scores the golden cases of tests/cases instead (benchmarks/own.py).
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from benchmarks.hits import hit_shares, load_scorer, spans_form
from benchmarks.own import table

from whence.attributions import attributions
from whence.attributions.edges import redrawn
from whence.attributions.finders import FINDERS, finder
from whence.attributions.raw import RawAttribution
from whence.attributions.refusals import refused
from whence.attributions.tagger import base_of
from whence.model import DOUBTFUL, Attribution, Document, Span

_SHARED = Path(__file__).resolve().parents[2] / "shared"
_BINS = 10
Row = dict[str, Any]
Spans = list[list[int]]


def read(path: Path) -> list[Row]:
    """The lines of a JSONL file."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def predicted(articles: Sequence[Row], name: str) -> list[tuple[Attribution, ...]]:
    """What finder *name* finds in each article."""
    find = finder(name)
    return [
        attributions(Document(id=row["id"], name=row["id"], text=row["text"], title=row.get("title")), find)
        for row in articles
    ]


def lines_of(articles: Sequence[Row], found: Sequence[Sequence[Attribution]]) -> list[Row]:
    """The predictions as the scorer reads them, one line an article."""
    return [
        {"id": row["id"], "attributions": [spans_form(one) for one in some]}
        for row, some in zip(articles, found, strict=True)
    ]


def write(rows: Sequence[Row], path: Path) -> None:
    """*rows* as JSONL."""
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


def figures(
    articles: Sequence[Row], lines: Sequence[Row], scorer: Any, drawn: Callable[[str, Row], Row | None]
) -> dict[str, float]:
    """F1 with every attribution, of the corpus and predicted, passed through *drawn*, which may drop it."""

    def redone(text: str, some: Sequence[Row]) -> list[Row]:
        return [one for found in some if (one := drawn(text, found)) is not None]

    gold = [
        {**row, "annotations": {who: redone(row["text"], some) for who, some in row["annotations"].items()}}
        for row in articles
    ]
    mine = [
        {**line, "attributions": redone(row["text"], line["attributions"])}
        for row, line in zip(articles, lines, strict=True)
    ]
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / name for name in ("gold.jsonl", "found.jsonl")]
        for path, rows in zip(paths, (gold, mine), strict=True):
            write(rows, path)
        scores = scorer.score(*map(str, paths))
    return {name: float(scores[name]["F1"]) for name in ("detection", "lenient", "strict")}


def without_that(text: str, one: Row) -> Row:
    """The attribution without the "that" that opens its content."""
    content: Spans = [list(span) for span in one["content"]]
    if content and text[content[0][0] : content[0][0] + 5].lower() == "that ":
        content[0][0] += 5
    return {**one, "content": content}


def by_conventions(text: str, one: Row) -> Row | None:
    """The attribution with the edges that whence draws; ``None`` for negated, refused and hypothetical saying.

    Both by whence's own code. One with a source or a cue in several pieces stays as it is.
    """
    parts = {role: [Span(*span) for span in one.get(role) or []] for role in ("source", "cue", "content")}
    if max(len(parts["source"]), len(parts["cue"])) > 1 or not parts["content"]:
        return one
    source, cue = (next(iter(parts[role]), None) for role in ("source", "cue"))
    base = base_of(cue.of(text)) if cue else ""
    drawn = redrawn(text, RawAttribution(source, cue, tuple(parts["content"]), base))
    if drawn is None:
        return one
    if refused(text, drawn):
        return None
    return {
        **one,
        "source": [[drawn.source.start, drawn.source.end]] if drawn.source else [],
        "cue": [[drawn.cue.start, drawn.cue.end]] if drawn.cue else [],
        "content": [[span.start, span.end] for span in drawn.content],
    }


def calibration(articles: Sequence[Row], found: Sequence[Sequence[Attribution]], scorer: Any) -> str:
    """A reliability table, the expected calibration error, and what the threshold of doubt parts."""
    pairs: list[tuple[float, float]] = []
    for row, some in zip(articles, found, strict=True):
        outer = [one for one in some if one.within is None]
        pairs += zip((one.probability for one in outer), hit_shares(row, outer, scorer), strict=True)
    lines, error = ["probability   said  right  attributions"], 0.0
    for k in range(_BINS):
        some_pairs = [pair for pair in pairs if min(int(pair[0] * _BINS), _BINS - 1) == k]
        if some_pairs:
            said, right = (sum(values) / len(some_pairs) for values in zip(*some_pairs, strict=True))
            error += abs(said - right) * len(some_pairs) / len(pairs)
            lines.append(f"{k / _BINS:.1f} to {(k + 1) / _BINS:.1f}   {said:5.2f}  {right:5.2f}  {len(some_pairs):6d}")
    lines.append(f"expected calibration error {error:.3f}, {len(pairs)} attributions")
    for label, side in (
        ("doubtful", [p for p in pairs if p[0] < DOUBTFUL]),
        ("others", [p for p in pairs if p[0] >= DOUBTFUL]),
    ):
        right = sum(hit for _, hit in side) / max(1, len(side))
        lines.append(f"{label}: {len(side)}, right {right:.2f}")
    return "\n".join(lines)


def main() -> int:
    """Run the benchmark; the scorer's exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, default=_SHARED / "data" / "polnear" / "dev.jsonl")
    parser.add_argument("--scorer", type=Path, default=_SHARED / "eval" / "attribution_score.py")
    parser.add_argument("--out", type=Path, default=Path("out/polnear-predicted.jsonl"))
    parser.add_argument("--finder", choices=FINDERS, default="auto")
    parser.add_argument("--own", action="store_true", help="score the golden cases, apart from PolNeAR")
    parser.add_argument("--calibration", action="store_true", help="print how often each probability is right")
    chosen = parser.parse_args()
    if chosen.own:
        print(table())
        return 0
    chosen.out.parent.mkdir(parents=True, exist_ok=True)
    articles, scorer = read(chosen.gold), load_scorer(chosen.scorer)
    started = time.perf_counter()
    found = predicted(articles, chosen.finder)
    print(f"{len(articles)} articles in {time.perf_counter() - started:.1f} s")
    lines = lines_of(articles, found)
    write(lines, chosen.out)
    command = [sys.executable, str(chosen.scorer), str(chosen.gold), str(chosen.out)]
    code = subprocess.run(command, check=False).returncode
    for label, drawn in (("'that' forgiven", without_that), ("by the conventions", by_conventions)):
        f1 = figures(articles, lines, scorer, drawn)
        print(f"{label:18s} F1 " + "  ".join(f"{name} {value:.1f}" for name, value in f1.items()))
    if chosen.calibration:
        print(calibration(articles, found, scorer))
    return code


if __name__ == "__main__":
    sys.exit(main())
