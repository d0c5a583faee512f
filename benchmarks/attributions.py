"""Writes the attributions of a PolNeAR split for the scorer, and runs it.

Usage: python -m benchmarks.attributions [--gold FILE] [--scorer FILE] [--out FILE]
With --own it scores the golden cases of tests/cases instead (benchmarks/own.py).
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from pathlib import Path

from benchmarks.own import table

from whence.attributions import attributions
from whence.attributions.finders import FINDERS, finder
from whence.model import Document, Span

_SHARED = Path(__file__).resolve().parents[2] / "shared"


def predictions(gold: Path, out: Path, name: str) -> tuple[int, float]:
    """Write one line an article to *out*; the number of articles and the seconds it took."""
    find = finder(name)
    started, count = time.perf_counter(), 0
    with gold.open(encoding="utf-8") as lines, out.open("w", encoding="utf-8") as written:
        for line in lines:
            row = json.loads(line)
            document = Document(id=row["id"], name=row["id"], text=row["text"], title=row.get("title"))
            found = attributions(document, find)
            written.write(json.dumps({"id": row["id"], "attributions": [
                {"source": _pair(a.source), "cue": _pair(a.cue), "content": [[s.start, s.end] for s in a.content],
                 "within": a.within} for a in found
            ]}) + "\n")  # fmt: skip
            count += 1
    return count, time.perf_counter() - started


def _pair(span: Span | None) -> list[list[int]]:
    return [[span.start, span.end]] if span else []


def main() -> int:
    """Run the benchmark; the scorer's exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, default=_SHARED / "data" / "polnear" / "dev.jsonl")
    parser.add_argument("--scorer", type=Path, default=_SHARED / "eval" / "attribution_score.py")
    parser.add_argument("--out", type=Path, default=Path("out/polnear-predicted.jsonl"))
    parser.add_argument("--finder", choices=FINDERS, default="auto")
    parser.add_argument("--own", action="store_true", help="score the golden cases, apart from PolNeAR")
    chosen = parser.parse_args()
    if chosen.own:
        print(table())
        return 0
    chosen.out.parent.mkdir(parents=True, exist_ok=True)
    count, seconds = predictions(chosen.gold, chosen.out, chosen.finder)
    print(f"{count} articles in {seconds:.1f} s")
    return subprocess.run(
        [sys.executable, str(chosen.scorer), str(chosen.gold), str(chosen.out)], check=False
    ).returncode


if __name__ == "__main__":
    sys.exit(main())
