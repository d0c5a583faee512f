"""Chooses the linker's settings on the held-out training articles: ``python -m training.tune`` prints the best ones.

The network runs once; the settings are then tried in turn, one after another.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

from training.data import held, rows
from training.evaluate import line_of, scored, settings
from training.learned import load_model, reader_of
from whence.attributions.pieces import pieces_of
from whence.attributions.tagger import Tagger as Reader
from whence.attributions.tagger import raw_of

TRIED = {
    "loose": [-20.0, -6.0, -4.0, -3.0, -2.0, -1.0, 0.0],
    "second": [-20.0, -6.0, -4.0, -3.0, -2.0, -1.0, 0.0],
    "spare": [-20.0, -6.0, -4.0, -3.0, -2.0, -1.0, 0.0],
    "apart": [-6.0, -4.0, -2.0, 0.0, 2.0],
}


def main() -> int:
    """Print the figure of each setting tried, then the best settings."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--scorer", type=Path, required=True)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--held", type=int, default=24, help="0: all of the split")
    chosen = parser.parse_args()
    gold = held(chosen.gold, chosen.held) if chosen.held else list(rows(chosen.gold))
    best = settings()
    reader = reader_of(load_model(chosen.weights, chosen.encoder), chosen.encoder, best)
    read = [(row, pieces, reader.tagged(pieces, False)) for row in gold
            for pieces in [pieces_of(row["text"], reader.tokenizer)]]  # fmt: skip
    top = _figure(reader, read, best, chosen.scorer)
    for name, values in TRIED.items():
        for value in values:
            figure = _figure(reader, read, {**best, name: value}, chosen.scorer)
            if figure > top:
                top, best = figure, {**best, name: value}
    sys.stdout.write(json.dumps(best) + "\n")
    return 0


def _figure(reader: Reader, read: list[Any], tried: dict[str, float], scorer: Path) -> float:
    """The sum of lenient and strict F1 with the settings *tried*."""
    linker = replace(reader.linker, **tried)  # type: ignore[arg-type]
    lines = [line_of(row["id"], (raw_of(row["text"], pieces, one) for one in linker.join(runs, pieces.sentence)))
             for row, pieces, runs in read]  # fmt: skip
    figures = scored([row for row, *_ in read], lines, scorer)
    parts = {name: round(figures[name]["F1"], 2) for name in ("detection", "lenient", "strict")}
    sys.stdout.write(f"{tried} {parts}\n")
    return parts["lenient"] + parts["strict"]


if __name__ == "__main__":
    sys.exit(main())
