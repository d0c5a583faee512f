"""The classic reference: a linear-chain CRF over word features, each content and source given to its nearest cue.

``python -m benchmarks.crf --data POLNEAR --scorer FILE --out FOLDER`` trains on ``train.jsonl`` (where FOLDER holds no
model yet) and prints the shared scorer's figures on ``dev.jsonl``. Needs ``pip install python-crfsuite`` (MIT).
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from training.data import rows

from whence.attributions.cues import cue_forms
from whence.attributions.raw import RawAttribution
from whence.model import Span
from whence.text import lexicon, paragraphs, quotations

ITERATIONS = 80
_TOKEN = re.compile(r"\w+(?:['’]\w+)?|[^\w\s]")
_CLASSES = ("unnamed_classes", "office_nouns", "body_nouns", "document_nouns", "prepositions", "clause_openers")


@dataclass(frozen=True, slots=True)
class Row:
    """One paragraph as tokens and the features of each."""

    tokens: list[Span]
    features: list[list[str]]


def rows_of(text: str) -> Iterator[Row]:
    """The paragraphs of *text*."""
    quoted = [quotation.span for quotation in quotations(text)]
    for paragraph in paragraphs(text):
        tokens = [Span(*found.span()) for found in _TOKEN.finditer(text, paragraph.start, paragraph.end)]
        near = [span for span in quoted if span.overlaps(paragraph)]
        own = [_own(token.of(text), any(span.overlaps(token) for span in near)) for token in tokens]
        yield Row(tokens, [_around(own, k) for k in range(len(own))])


def _own(word: str, quoted: bool) -> list[str]:
    low = word.lower()
    shape = re.sub(r"\d+", "9", re.sub(r"[a-zß-ÿ]+", "a", re.sub(r"[A-ZÀ-Þ]+", "A", word)))
    cue = cue_forms().get(low)
    found = [f"w={low}", f"s={shape}", f"e={low[-3:]}", f"q={quoted}"]
    found += [f"c={name}" for name in _CLASSES if low in lexicon(name)]
    return [*found, f"cue={cue.sort}{cue.form}"] if cue else found


def _around(own: list[list[str]], k: int) -> list[str]:
    """The features of token *k* and of the two on each side."""
    found = ["bias", *own[k], f"first={k == 0}"]
    for apart in (-2, -1, 1, 2):
        if 0 <= k + apart < len(own):
            found += [f"{apart}:{feature}" for feature in own[k + apart] if apart in (-1, 1) or feature[:2] != "e="]
    pair = [own[j][0] for j in (k - 1, k) if j >= 0]
    return [*found, "|".join(pair)]


def tags_of(row: Row, found: list[dict[str, Any]]) -> list[str]:
    """A BIO tag for each token; where roles overlap, cue goes before source before content."""
    tags = ["O"] * len(row.tokens)
    for role in ("content", "source", "cue"):
        for start, end in (span for one in found for span in one.get(role) or []):
            inside = [k for k, token in enumerate(row.tokens) if token.overlaps(Span(start, end))]
            for k in inside:
                tags[k] = f"I-{role}"
            if inside:
                tags[inside[0]] = f"B-{role}"
    return tags


def attributions_of(row: Row, tags: list[str]) -> list[RawAttribution]:
    """The runs of *tags*: each content and each source belongs to the cue with fewest tokens between."""
    runs: dict[str, list[tuple[int, int]]] = {"source": [], "cue": [], "content": []}
    for k, tag in enumerate(tags):
        if tag != "O":
            same = runs[tag[2:]]
            if tag[0] == "I" and same and same[-1][1] == k:
                same[-1] = (same[-1][0], k + 1)
            else:
                same.append((k, k + 1))
    cues = runs["cue"]
    served: dict[int, dict[str, list[Span]]] = {}
    alone: list[RawAttribution] = []
    for role in ("source", "content"):
        for first, end in runs[role]:
            span = Span(row.tokens[first].start, row.tokens[end - 1].end)
            near = min(range(len(cues)), key=lambda c: max(first - cues[c][1], cues[c][0] - end), default=None)
            if near is not None:
                served.setdefault(near, {}).setdefault(role, []).append(span)
            elif role == "content":
                alone.append(RawAttribution(None, None, (span,)))
    for number, (first, end) in enumerate(cues):
        roles = served.get(number, {})
        cue = Span(row.tokens[first].start, row.tokens[end - 1].end)
        source = min(roles.get("source", []), key=lambda span: abs(span.start - cue.start), default=None)
        if contents := roles.get("content"):
            alone.append(RawAttribution(source, cue, tuple(contents)))
    return alone


def train(data: Path, model: Path) -> None:
    """Train on every annotator's version and write *model*."""
    trainer = import_module("pycrfsuite").Trainer(verbose=False)
    for article in rows(data):
        made = list(rows_of(article["text"]))
        for found in article["annotations"].values():
            for row in made:
                trainer.append(row.features, tags_of(row, found))
    trainer.set_params({"c1": 0.2, "c2": 0.02, "max_iterations": ITERATIONS, "feature.minfreq": 3})
    trainer.train(str(model))


def line_of(key: str, found: list[RawAttribution]) -> str:
    """One article's attributions as the scorer reads them."""
    pairs = [
        {
            "source": [[one.source.start, one.source.end]] if one.source else [],
            "cue": [[one.cue.start, one.cue.end]] if one.cue else [],
            "content": [[span.start, span.end] for span in one.content],
            "within": None,
        }
        for one in found
    ]
    return json.dumps({"id": key, "attributions": pairs}) + "\n"


def main() -> int:
    """Train where needed, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--scorer", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=Path("out"))
    chosen = parser.parse_args()
    chosen.out.mkdir(parents=True, exist_ok=True)
    model, predicted, gold = chosen.out / "crf.model", chosen.out / "crf.jsonl", chosen.data / "dev.jsonl"
    started = time.process_time()
    if not model.exists():
        train(chosen.data / "train.jsonl", model)
        print(f"trained in {time.process_time() - started:.0f} CPU seconds", flush=True)
    tagger = import_module("pycrfsuite").Tagger()
    tagger.open(str(model))
    started, words = time.process_time(), 0
    with predicted.open("w", encoding="utf-8") as lines:
        for article in rows(gold):
            found = [one for row in rows_of(article["text"]) for one in attributions_of(row, tagger.tag(row.features))]
            lines.write(line_of(article["id"], found))
            words += len(article["text"].split())
    speed = words / (time.process_time() - started)
    print(f"{speed:.0f} words a CPU second, {model.stat().st_size / 1e6:.1f} MB", flush=True)
    return subprocess.run([sys.executable, str(chosen.scorer), str(gold), str(predicted)], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
