"""Scores a model on a split with the shared scorer, linker and all.

``python -m training.evaluate --gold FILE --scorer FILE --encoder DIR --weights FILE.pt`` for the float model, or
``--exported DIR`` for the ONNX one.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from training.data import held, rows
from training.learned import load_model, reader_of
from training.passages import kept_apart
from whence.attributions.raw import RawAttribution
from whence.attributions.tagger import Tagger as Reader
from whence.model import Span

SETTINGS = Path(__file__).parent / "linker.json"


def settings() -> dict[str, float]:
    """The linker's settings, chosen on held-out training articles."""
    found: dict[str, float] = json.loads(SETTINGS.read_text(encoding="utf-8"))
    return found


def line_of(key: str, found: Iterable[RawAttribution]) -> dict[str, Any]:
    """One article's attributions as the scorer wants them."""
    return {"id": key, "attributions": [
        {"source": _pair(a.source), "cue": _pair(a.cue), "content": [[s.start, s.end] for s in a.content],
         "within": None} for a in found
    ]}  # fmt: skip


def _pair(span: Span | None) -> list[list[int]]:
    return [[span.start, span.end]] if span else []


def scored(gold: list[dict[str, Any]], lines: list[dict[str, Any]], scorer: Path) -> dict[str, dict[str, float]]:
    """The shared scorer's figures."""
    spec = importlib.util.spec_from_file_location("attribution_score", scorer)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(scorer)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / name for name in ("gold.jsonl", "found.jsonl")]
        for path, some in zip(paths, (gold, lines), strict=True):
            path.write_text("".join(json.dumps(row) + "\n" for row in some), encoding="utf-8")
        result: dict[str, dict[str, float]] = module.score(*map(str, paths))
        return result


def main() -> int:
    """Print the figures, and the speed in words a second."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--scorer", type=Path, required=True)
    parser.add_argument("--encoder", type=Path)
    parser.add_argument("--weights", type=Path)
    parser.add_argument("--exported", type=Path)
    parser.add_argument("--out", type=Path, help="where to write the predictions")
    parser.add_argument("--held", type=int, default=0, help="use only the held-out articles of a training split")
    parser.add_argument("--apart", action="store_true", help="use only the passages that training keeps apart")
    chosen = parser.parse_args()
    reader = Reader.load(chosen.exported) if chosen.exported else reader_of(
        load_model(chosen.weights, chosen.encoder), chosen.encoder, settings()
    )  # fmt: skip
    gold = held(chosen.gold, chosen.held) if chosen.held else list(rows(chosen.gold))
    gold = [row for row in gold if not chosen.apart or kept_apart(row["id"])]
    started = time.perf_counter()
    lines = [line_of(row["id"], (raw for raw, _ in reader.read(row["text"], surely=False))) for row in gold]
    seconds = time.perf_counter() - started
    if chosen.out:
        chosen.out.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    for name, row in scored(gold, lines, chosen.scorer).items():
        sys.stdout.write(f"{name:16s} " + "  ".join(f"{k} {v:5.1f}" for k, v in row.items()) + "\n")
    words = sum(len(row["text"].split()) for row in gold)
    sys.stdout.write(f"{words} words in {seconds:.1f} s, {words / seconds:.0f} a second\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
