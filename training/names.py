"""Weighs what makes two names one: ``python -m training.names --data FILE --out FILE``.

A logistic regression with a small penalty, by Newton's method; prints its F1 when every fifth pair is held apart in
turn (five orders), and when a whole group of pairs is.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from whence.text.likeness import FEATURES, features

Floats = NDArray[np.float64]
THRESHOLD = 0.4


def fitted(x: Floats, y: Floats, penalty: float = 1.0) -> Floats:
    """The weights of the columns of *x* for the answers *y* (0 or 1); the columns are scaled for the penalty."""
    scale = x.std(0)
    scale[scale == 0] = 1.0
    some, weights = x / scale, np.zeros(x.shape[1])
    for _ in range(50):
        odds = 1 / (1 + np.exp(-some @ weights))
        slope = some.T @ (odds - y) + penalty * weights
        curve = (some * (odds * (1 - odds))[:, None]).T @ some + penalty * np.eye(x.shape[1])
        weights -= np.linalg.solve(curve, slope)
    return np.asarray(weights / scale)


def f1(y: Floats, odds: Floats) -> float:
    """F1 of "one name" at the threshold."""
    found, true = odds > THRESHOLD, y > 0.5
    return float(2 * (found & true).sum() / (found.sum() + true.sum()))


def odds(x: Floats, weights: Floats) -> Floats:
    """The probabilities of "one name"."""
    return np.asarray(1 / (1 + np.exp(-x @ weights)))


def crossed(x: Floats, y: Floats, seed: int) -> float:
    """F1 where every fifth pair of a random order was held apart in turn."""
    order, held = np.random.default_rng(seed).permutation(len(y)), np.zeros(len(y))
    for k in range(5):
        apart = order[k::5]
        rest = np.setdiff1d(order, apart)
        held[apart] = odds(x[apart], fitted(x[rest], y[rest]))
    return f1(y, held)


def main() -> int:
    """Fit, measure, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="lines of {a, b, match, group}")
    parser.add_argument("--out", type=Path, required=True)
    chosen = parser.parse_args()
    lines = chosen.data.read_text(encoding="utf-8").splitlines()
    rows: list[dict[str, Any]] = [row for row in map(json.loads, lines) if features(row["a"], row["b"])]
    x = np.array([features(row["a"], row["b"]) for row in rows], dtype=np.float64)
    y = np.array([row["match"] for row in rows], dtype=np.float64)
    sys.stdout.write(f"F1, every fifth pair held apart: {np.mean([crossed(x, y, seed) for seed in range(5)]):.3f}\n")
    groups = np.array([row["group"] for row in rows])
    for group in sorted(set(groups)):
        apart = groups == group
        if apart.sum() >= 50:
            found = odds(x[apart], fitted(x[~apart], y[~apart]))
            sys.stdout.write(f"F1, {group} held apart ({apart.sum()} pairs): {f1(y[apart], found):.3f}\n")
    weights = {name: round(weight, 4) for name, weight in zip(FEATURES, fitted(x, y).tolist(), strict=True)}
    chosen.out.write_text(json.dumps(weights, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
