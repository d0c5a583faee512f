"""Fits how sure whence is of an attribution: ``python -m training.calibrate`` writes the table of the package.

Two logistics: one for tagger and rules together, on the articles that ``training.train`` keeps out of training, one
for rules alone, on more articles, since rules are not trained.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
from benchmarks.hits import hit_shares, load_scorer

from training.data import held
from whence.attributions import attributions, confidence, linking
from whence.attributions.finders import finder
from whence.attributions.raw import RawAttribution
from whence.model import CueClass, Document, Form

Features = dict[str, float]
_RARE = 5


def examples(articles: Sequence[dict[str, Any]], name: str, scorer: Any) -> list[tuple[Features, float]]:
    """The features of each outermost attribution that finder *name* finds, and the share of annotators it suits."""
    made: list[tuple[Features, float]] = []
    for row in articles:
        seen: list[Features] = []

        def noted(raw: RawAttribution, cue_class: CueClass, form: Form, seen: list[Features] = seen) -> float:
            seen.append(confidence.features(raw, cue_class, form))
            return 1.0

        with patch.object(linking, "confidence", noted):
            document = Document(id=row["id"], name=row["id"], text=row["text"], title=row.get("title"))
            found = attributions(document, finder(name))
        outer = [k for k, one in enumerate(found) if one.within is None]
        shares = hit_shares(row, [found[k] for k in outer], scorer)
        made += [(seen[k], share) for k, share in zip(outer, shares, strict=True)]
    return made


def fitted(found: Sequence[tuple[Features, float]], shrink: float) -> Features:
    """The weights of a logistic with a quadratic penalty *shrink* on all but the bias; rare features have none."""
    counts: dict[str, int] = {}
    for features, _ in found:
        for name in features:
            counts[name] = counts.get(name, 0) + 1
    names = sorted(name for name, count in counts.items() if count >= _RARE)
    table = np.array([[features.get(name, 0.0) for name in names] for features, _ in found])
    hits = np.array([share for _, share in found])
    penalty = np.diag([0.0 if name == "bias" else shrink for name in names])
    weights = np.zeros(len(names))
    for _ in range(50):
        chance = 1 / (1 + np.exp(-table @ weights))
        slope = table.T @ (hits - chance) - penalty @ weights
        curve = (table.T * (chance * (1 - chance))) @ table + penalty + 1e-9 * np.eye(len(names))
        weights = weights + np.linalg.solve(curve, slope)
    return {name: round(float(weight), 3) for name, weight in zip(names, weights, strict=True)}


def main() -> int:
    """Write the table, and say on how many attributions it rests."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--scorer", type=Path, required=True)
    parser.add_argument("--held", type=int, default=24, help="articles kept out of training, for tagger and rules")
    parser.add_argument("--ruled", type=int, default=150, help="articles for rules alone")
    parser.add_argument("--shrink", type=float, default=2.0)
    parser.add_argument("--out", type=Path, default=confidence.TABLE)
    chosen = parser.parse_args()
    scorer = load_scorer(chosen.scorer)
    table: dict[str, Features] = {}
    for part, name, count in (("tagger", "both", chosen.held), ("rules", "rules", chosen.ruled)):
        found = examples(held(chosen.gold, count), name, scorer)
        table[part] = fitted(found, chosen.shrink)
        sys.stdout.write(f"{part}: {len(found)} attributions, {sum(share for _, share in found):.0f} right\n")
    chosen.out.write_text(json.dumps(table, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
