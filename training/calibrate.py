"""Fits how sure whence is of an attribution: ``python -m training.calibrate`` writes the table of the package.

Two logistics: one for tagger and rules together, on the articles that ``training.train`` keeps out of training, one
for rules alone, on more articles, since rules are not trained.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Example:
    """An attribution's features, whether the tagger saw it, and the share of annotators for whom it is right."""

    features: Features
    tagged: bool
    share: float


def examples(articles: Sequence[dict[str, Any]], name: str, scorer: Any) -> list[Example]:
    """Each outermost attribution that finder *name* finds."""
    made: list[Example] = []
    for row in articles:
        seen: list[tuple[Features, bool]] = []

        def noted(raw: RawAttribution, cue_class: CueClass, form: Form, seen: list[Any] = seen) -> float:
            seen.append((confidence.features(raw, cue_class, form), confidence.tagged(raw)))
            return 1.0

        with patch.object(linking, "confidence", noted):
            document = Document(id=row["id"], name=row["id"], text=row["text"], title=row.get("title"))
            found = attributions(document, finder(name))
        outer = [k for k, one in enumerate(found) if one.within is None]
        shares = hit_shares(row, [found[k] for k in outer], scorer)
        made += [Example(*seen[k], share) for k, share in zip(outer, shares, strict=True)]
    return made


def silence(found: Sequence[Example], rules: Features, shrink: float) -> float:
    """What the tagger's silence adds to the logit of rules, with a quadratic penalty *shrink*."""
    base = np.array([confidence.logit(one.features, rules) for one in found])
    hits, added = np.array([one.share for one in found]), 0.0
    for _ in range(50):
        chance = 1 / (1 + np.exp(-base - added))
        added += ((hits - chance).sum() - shrink * added) / ((chance * (1 - chance)).sum() + shrink)
    return round(float(added), 3)


def fitted(found: Sequence[Example], shrink: float) -> Features:
    """The weights of a logistic with a quadratic penalty *shrink* on all but the bias; rare features have none."""
    counts: dict[str, int] = {}
    for one in found:
        for name in one.features:
            counts[name] = counts.get(name, 0) + 1
    names = sorted(name for name, count in counts.items() if count >= _RARE)
    table = np.array([[one.features.get(name, 0.0) for name in names] for one in found])
    hits = np.array([one.share for one in found])
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
    ruled = examples(held(chosen.gold, chosen.ruled), "rules", scorer)
    both = examples(held(chosen.gold, chosen.held), "both", scorer)
    seen, unseen = [one for one in both if one.tagged], [one for one in both if not one.tagged]
    table = {"rules": fitted(ruled, chosen.shrink), "tagger": fitted(seen, chosen.shrink)}
    table["tagger"][confidence.SILENT] = silence(unseen, table["rules"], chosen.shrink)
    for name, some in (("rules alone", ruled), ("tagger", seen), ("tagger silent", unseen)):
        sys.stdout.write(f"{name}: {len(some)} attributions, {sum(one.share for one in some):.0f} right\n")
    chosen.out.write_text(json.dumps(table, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
