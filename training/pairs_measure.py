"""What the pair reader says of the pairs held apart: one event, evidence, entailment."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import numpy as np
from benchmarks.relations import average_precision, macro_f1

from training.pairs_data import RELATIONS, Example

Scores = Callable[[Sequence[Example]], np.ndarray]


def figures(held: dict[str, list[Example]], scores: Scores) -> dict[str, float]:
    """Average precision and recall at P90 of events; balanced accuracy of evidence; macro-F1 of entailment."""
    made: dict[str, float] = {}
    events = held["events"]
    made["events"], made["events_r90"] = average_precision(
        scores(events)[:, 0].tolist(), [one.event == 1 for one in events]
    )
    made.update(_evidence(held["evidence"], scores))
    for name in ("cad", "taxi"):
        rows = [one for one in held["entailment"] if one.source == name]
        found = [RELATIONS[k] for k in scores(rows)[:, 1:].argmax(1)]
        made[name] = macro_f1([RELATIONS[one.relation] for one in rows], found)
    return made


def _evidence(rows: Sequence[Example], scores: Scores) -> dict[str, float]:
    """Balanced accuracy of support against refutation; refuting pairs taken for support at 80% of support found."""
    made = scores(rows)
    margin = made[:, 1] - made[:, 3]
    yes = np.array([one.relation == 0 for one in rows])
    balanced = (float((margin[yes] > 0).mean()) + float((margin[~yes] <= 0).mean())) / 2
    floor = sorted(margin[yes].tolist(), reverse=True)[math.ceil(0.8 * int(yes.sum())) - 1]
    return {"evidence": balanced, "refuting_as_support": float((margin[~yes] >= floor).mean())}
