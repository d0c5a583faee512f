"""Writes a trained model as the package reads it, and checks that it says what the float model says.

``python -m training.export --weights FILE.pt --encoder DIR --out DIR [--gold FILE]``: ``tagger.onnx`` (int8),
``tagger.json`` (transitions, link weights, settings) and ``tokenizer.json``.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from itertools import islice
from pathlib import Path
from typing import Any

import onnx

from training.data import rows
from training.evaluate import settings
from training.graph import graph_of
from training.learned import learned, load_model, reader_of
from whence.attributions.pieces import pieces_of
from whence.attributions.tagger import Tagger as Reader

LARGEST = 30 * 2**20


def plain_tokenizer(path: Path) -> str:
    """The tokenizer's file without truncation and padding."""
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return json.dumps(found | {"truncation": None, "padding": None}, ensure_ascii=False, separators=(",", ":"))


def agreement(ours: Reader, theirs: Reader, texts: list[str]) -> float:
    """The share of runs that two taggers both find, of those that either finds."""
    same = either = 0
    for text in texts:
        pieces = pieces_of(text, ours.tokenizer)
        sides = [{(run.role, run.start, run.end) for run in one.tagged(pieces, False)} for one in (ours, theirs)]
        same += len(sides[0] & sides[1])
        either += len(sides[0] | sides[1])
    return same / either if either else 1.0


def main() -> int:
    """Export and check; fails where the files are too large."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--products", choices=["blocks", "dynamic", "bytes", "channels", "float"], default="channels")
    parser.add_argument("--gold", type=Path, help="a split to compare with the float model on")
    parser.add_argument("--articles", type=int, default=20)
    chosen = parser.parse_args()
    model = load_model(chosen.weights, chosen.encoder)
    chosen.out.mkdir(parents=True, exist_ok=True)
    onnx.save(graph_of(model, chosen.products), str(chosen.out / "tagger.onnx"))
    digest = hashlib.sha256((chosen.out / "tagger.onnx").read_bytes()).hexdigest()
    table = {"sha256": digest, **learned(model, settings())}
    (chosen.out / "tagger.json").write_text(json.dumps(table) + "\n", encoding="utf-8")
    tokenizer = plain_tokenizer(chosen.encoder / "tokenizer.json")
    (chosen.out / "tokenizer.json").write_text(tokenizer, encoding="utf-8")
    size = sum(path.stat().st_size for path in chosen.out.iterdir())
    sys.stdout.write(f"{size / 2**20:.1f} MiB in {chosen.out}\n")
    if chosen.gold:
        texts = [row["text"] for row in islice(rows(chosen.gold), chosen.articles)]
        share = agreement(Reader.load(chosen.out), reader_of(model, chosen.encoder, settings()), texts)
        sys.stdout.write(f"{100 * share:.2f}% of runs are those of the float model\n")
    return 0 if chosen.products == "float" or size <= LARGEST else 1


if __name__ == "__main__":
    sys.exit(main())
