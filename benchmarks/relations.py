"""The relation finder on public pairs, beside TF-IDF cosine: python -m benchmarks.relations [--data FOLDER].

Nothing is trained here; the rules are measured on the topics of ECB+ held apart (every third) and on the development
parts of the others. "cannot tell" and "unrelated" count as neutral; a score for support is the share of the claim that
the evidence holds. The network is measured on what was held apart from its training (training/pairs_data.py), at most
1,500 pairs of each: by itself, at its most probable answer, and together with the rules as ``whence compare`` tells it.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import sys
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from training.pairs_data import Example, data

from whence.links import Likelihood, likelihood, relation, reviewed
from whence.links.anchor import anchor, background
from whence.links.terms import terms
from whence.model import Relation, Statement
from whence.statements import statement
from whence.text import name_likeness

_SHARED = Path(__file__).resolve().parents[2] / "shared"
_CLASSES = ("entailment", "neutral", "contradiction")
_SAME_NAME = 0.4
_MOST = 1500
_SUPPORTS = (Relation.SAME, Relation.DETAILS)
Row = dict[str, Any]


@lru_cache(maxsize=100_000)
def _said(text: str) -> Statement:
    return statement(text)


def average_precision(scores: Sequence[float], truth: Sequence[bool]) -> tuple[float, float]:
    """Average precision, and the recall at the last point where precision is at least .90; ties stand together."""
    order = sorted(range(len(scores)), key=lambda i: -scores[i])
    hits, total, recall, positives, at = 0, 0.0, 0.0, sum(truth), 0
    while at < len(order):
        end = at
        while end < len(order) and scores[order[end]] == scores[order[at]]:
            end += 1
        new = sum(truth[i] for i in order[at:end])
        hits, at = hits + new, end
        total += new * hits / end
        if hits >= 0.9 * end:
            recall = hits / positives
    return total / positives, recall


def macro_f1(truth: Sequence[str], found: Sequence[str]) -> float:
    """The mean F1 of the three classes of entailment."""
    pairs = Counter(zip(truth, found, strict=True))
    made = []
    for one in _CLASSES:
        sizes = sum(n for (t, f), n in pairs.items() for side in (t, f) if side == one)
        made.append(2 * pairs[one, one] / sizes if sizes else 0.0)
    return sum(made) / len(made)


def cosine(texts: Sequence[str]) -> Callable[[str, str], float]:
    """The TF-IDF cosine of two of the *texts*, the peer."""
    known = background([_said(text) for text in dict.fromkeys(texts)])

    def weight(found: frozenset[str]) -> float:
        return sum(math.log((1 + known.size) / (1 + known.frequency.get(t, 0))) ** 2 for t in sorted(found))

    def of(a: str, b: str) -> float:
        left, right = terms(a), terms(b)
        return weight(left & right) / (math.sqrt(weight(left) * weight(right)) or 1.0)

    return of


def likeness(a: str, b: str) -> float:
    """How far two texts tell of one event: the mean of the shares that each holds of the other."""
    near = anchor(_said(a), _said(b), background(()))
    return math.sqrt(near.left_held * near.right_held)


def held(a: str, b: str) -> float:
    """The share of the claim *b* that the evidence *a* holds; none of it where the two contradict each other."""
    if relation(_said(a), _said(b)).relation is Relation.CONTRADICTS:
        return -1.0
    return anchor(_said(a), _said(b), background(())).right_held


def label(a: str, b: str) -> str:
    """The relation in the words of entailment."""
    kind = relation(_said(a), _said(b)).relation
    if kind in (Relation.SAME, Relation.DETAILS):
        return "entailment"
    return "contradiction" if kind is Relation.CONTRADICTS else "neutral"


def events(rows: Sequence[Row]) -> None:
    """ECB+: same event or not."""
    rows = [row for row in rows if row["topic"] % 3 == 0]
    truth = [row["label"] == "same_event" for row in rows]
    peer = cosine([row[side] for row in rows for side in "ab"])
    for name, score in (("anchor", likeness), ("TF-IDF cosine", peer)):
        mean, recall = average_precision([score(row["a"], row["b"]) for row in rows], truth)
        print(f"ECB+ held topics, {len(rows)} pairs, {name}: average precision {mean:.3f}, recall at P90 {recall:.3f}")
    found = [relation(_said(row["a"]), _said(row["b"])).relation for row in rows]
    linked = [t for t, kind in zip(truth, found, strict=True) if kind not in (Relation.UNRELATED, Relation.CANNOT_TELL)]
    print(f"ECB+ held topics, linked by the product: {len(linked)}, of one event {sum(linked) / len(linked):.3f}")


def evidence(rows: Sequence[Row]) -> None:
    """FeverSymmetric: the best threshold, chosen on the same rows, and what passes it."""
    truth = [row["label"] == "supports" for row in rows]
    peer = cosine([row[side] for row in rows for side in "ab"])
    for name, score in (("share held", held), ("TF-IDF cosine", peer)):
        scores = [score(row["a"], row["b"]) for row in rows]
        yes, no = ([s for s, t in zip(scores, truth, strict=True) if t is side] for side in (True, False))
        best = max((sum(s >= t for s in yes) / len(yes) + sum(s < t for s in no) / len(no)) / 2 for t in set(scores))
        floor = sorted(yes, reverse=True)[math.ceil(0.8 * len(yes)) - 1]
        taken = sum(s >= floor for s in no) / len(no)
        print(f"FeverSymmetric dev, {name}: balanced accuracy {best:.3f}, refuting taken for support {taken:.3f}")
    count = Counter((row["label"], label(row["a"], row["b"])) for row in rows)
    print("FeverSymmetric dev, relations:", ", ".join(f"{t} as {f} {n}" for (t, f), n in sorted(count.items())))


def entailment(name: str, rows: Sequence[Row]) -> None:
    """Macro-F1 over the three classes."""
    found = macro_f1([row["label"] for row in rows], [label(row["a"], row["b"]) for row in rows])
    print(f"{name}, {len(rows)} pairs: macro-F1 {found:.3f}")


def names(rows: Sequence[Row]) -> None:
    """Name pairs: F1 of "same"; the weights were fitted on these pairs (held apart: ``training.names``)."""
    count = Counter((row["match"], name_likeness(row["a"], row["b"]) >= _SAME_NAME) for row in rows)
    hit, false, missed = count[True, True], count[False, True], count[True, False]
    share, precision = 2 * hit / (2 * hit + false + missed), hit / (hit + false)
    print(f"names, {len(rows)} pairs, the ones fitted on: F1 {share:.3f}, precision {precision:.3f}")


def network(held: Mapping[str, Sequence[Example]]) -> None:
    """The network alone, and the product, on pairs that it was not trained on."""
    some = {name: random.Random(5).sample(rows, min(_MOST, len(rows))) for name, rows in held.items()}
    event = [_read(one).event for one in some["events"]]
    mean, recall = average_precision(event, [one.event == 1 for one in some["events"]])
    print(f"ECB+ held topics, {len(event)} pairs, network: average precision {mean:.3f}, recall at P90 {recall:.3f}")
    yes, no = (
        sorted((_margin(one) for one in some["evidence"] if one.relation == side), reverse=True) for side in (0, 2)
    )
    balanced = (sum(m > 0 for m in yes) / len(yes) + sum(m <= 0 for m in no) / len(no)) / 2
    floor = yes[math.ceil(0.8 * len(yes)) - 1]
    taken = sum(m >= floor for m in no) / len(no)
    print(
        f"FeverSymmetric held third, {len(yes) + len(no)} pairs, network: balanced accuracy {balanced:.3f}, "
        f"refuting taken for support at 80% of support {taken:.3f}"
    )
    _told("FeverSymmetric held third", some["evidence"])
    for name, source in (("CAD dev", "cad"), ("TaxiNLI held tenth", "taxi")):
        rows = [one for one in held["entailment"] if one.source == source][:_MOST]
        truth = [_CLASSES[one.relation] for one in rows]
        found = [max(zip(_shares(one), _CLASSES, strict=True))[1] for one in rows]
        print(f"{name}, {len(rows)} pairs, network: macro-F1 {macro_f1(truth, found):.3f}")
        _told(name, rows)


def _read(one: Example) -> Likelihood:
    found = likelihood(one.a, one.b)
    if found is None:
        raise SystemExit("not measured: the network needs onnxruntime and tokenizers")
    return found


def _margin(one: Example) -> float:
    read = _read(one)
    return read.forward - read.conflict


def _shares(one: Example) -> tuple[float, float, float]:
    read = _read(one)
    return read.forward, 1 - read.forward - read.conflict, read.conflict


def _told(name: str, rows: Sequence[Example]) -> None:
    """How often the product says what holds, and how often the contrary."""
    kinds = [reviewed(_said(one.a), _said(one.b)).relation for one in rows]
    found = [
        "entailment" if k in _SUPPORTS else "contradiction" if k is Relation.CONTRADICTS else "neutral" for k in kinds
    ]
    truth = [_CLASSES[one.relation] for one in rows]
    parts = [f"macro-F1 {macro_f1(truth, found):.3f}"]
    for said in ("entailment", "contradiction"):
        told = [t for t, f in zip(truth, found, strict=True) if f == said]
        parts.append(f"{len(told)} told as {said}, right {sum(t == said for t in told) / max(1, len(told)):.2f}")
    print(f"{name}, whence compare: {', '.join(parts)}")


def main() -> int:
    """Print every row that the data allow; 1 where a file is missing."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=_SHARED / "data")
    folder: Path = parser.parse_args().data

    def read(name: str) -> list[Row]:
        return [json.loads(line) for line in (folder / name).read_text(encoding="utf-8").splitlines()]

    try:
        events(read("pairs/ecb_train.jsonl"))
        evidence(read("pairs/feversym_dev.jsonl"))
        entailment("CAD dev", read("pairs/cad_dev.jsonl"))
        tagged = read("pairs/taxinli.jsonl")
        for tag in ("negation", "quantifier", "temporal"):
            entailment(f"TaxiNLI {tag}", [row for row in tagged if tag in row["tags"]])
        names(read("names/name_pairs.jsonl"))
        network(data(folder / "pairs").held)
    except OSError as error:
        print(f"not measured: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
