"""Writes the attributions of a PolNeAR split for the scorer, and runs it.

Below the scorer's own figures stand two more strict ones: with "that" forgiven, which the corpus counts to the content
and whence's conventions do not; and with the edges of the corpus drawn anew by those conventions ("that", commas and
adverbs outside). ``--calibration`` prints how often attributions of each probability are right.

Usage: python benchmarks/attributions.py [--gold FILE] [--scorer FILE] [--out FILE] [--finder NAME] [--calibration]
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

from whence.attributions import attributions
from whence.attributions.edges import redrawn
from whence.attributions.finders import FINDERS, finder
from whence.attributions.raw import RawAttribution
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


def strict(articles: Sequence[Row], lines: Sequence[Row], scorer: Any, edge: Callable[[str, Row], Row]) -> float:
    """Strict F1 with every attribution of the corpus, and every predicted one, passed through *edge*."""
    gold = [
        {
            **row,
            "annotations": {who: [edge(row["text"], one) for one in some] for who, some in row["annotations"].items()},
        }
        for row in articles
    ]
    mine = [
        {**line, "attributions": [edge(row["text"], one) for one in line["attributions"]]}
        for row, line in zip(articles, lines, strict=True)
    ]
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / name for name in ("gold.jsonl", "found.jsonl")]
        for path, rows in zip(paths, (gold, mine), strict=True):
            write(rows, path)
        return float(scorer.score(*map(str, paths))["strict"]["F1"])


def without_that(text: str, one: Row) -> Row:
    """The attribution without the "that" that opens its content."""
    content: Spans = [list(span) for span in one["content"]]
    if content and text[content[0][0] : content[0][0] + 5].lower() == "that ":
        content[0][0] += 5
    return {**one, "content": content}


def by_conventions(text: str, one: Row) -> Row:
    """The attribution with the edges that whence draws; one with a source or cue in several pieces as it is."""
    parts = {role: [Span(*span) for span in one.get(role) or []] for role in ("source", "cue", "content")}
    if max(len(parts["source"]), len(parts["cue"])) > 1 or not parts["content"]:
        return one
    source, cue = (next(iter(parts[role]), None) for role in ("source", "cue"))
    drawn = redrawn(text, RawAttribution(source, cue, tuple(parts["content"])))
    if drawn is None:
        return one
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
    parser.add_argument("--calibration", action="store_true", help="print how often each probability is right")
    chosen = parser.parse_args()
    chosen.out.parent.mkdir(parents=True, exist_ok=True)
    articles, scorer = read(chosen.gold), load_scorer(chosen.scorer)
    started = time.perf_counter()
    found = predicted(articles, chosen.finder)
    print(f"{len(articles)} articles in {time.perf_counter() - started:.1f} s")
    lines = lines_of(articles, found)
    write(lines, chosen.out)
    command = [sys.executable, str(chosen.scorer), str(chosen.gold), str(chosen.out)]
    code = subprocess.run(command, check=False).returncode
    print(f"strict with 'that' forgiven          F1 {strict(articles, lines, scorer, without_that):5.1f}")
    print(f"strict by the conventions' own edges F1 {strict(articles, lines, scorer, by_conventions):5.1f}")
    if chosen.calibration:
        print(calibration(articles, found, scorer))
    return code


if __name__ == "__main__":
    sys.exit(main())
