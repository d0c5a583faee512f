"""How often a find like this one is right: a logistic over what found it and what it is.

The weights were fitted on news articles kept out of training (``training/calibrate.py``), where right means that source
and content agree with what people marked. Wrong as far as other texts differ from those.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from whence.attributions.raw import RawAttribution
from whence.model import CueClass, Form

TABLE = Path(__file__).parent / "confidence.json"
SILENT = "tagger silent"
_SUREST = 0.999


def confidence(raw: RawAttribution, cue_class: CueClass, form: Form) -> float:
    """The probability, 0 to 1, that *raw* is right."""
    table, found = _table(), features(raw, cue_class, form)
    total = logit(found, table["tagger" if tagged(raw) else "rules"])
    if raw.seen_by_both is False and not tagged(raw):
        total += table["tagger"].get(SILENT, 0.0)
    return round(1 / (1 + math.exp(-total)), 3)


def tagged(raw: RawAttribution) -> bool:
    """Whether the tagger saw *raw*."""
    return raw.rule == "tagger" or raw.seen_by_both is True or raw.probability < 1


def logit(found: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """The weighted sum of the features *found*."""
    return sum(weights.get(name, 0.0) * value for name, value in found.items())


def features(raw: RawAttribution, cue_class: CueClass, form: Form) -> dict[str, float]:
    """What the probability hangs on, by name; what is absent counts nothing."""
    found = {"bias": 1.0, f"class {cue_class}": 1.0}
    if raw.source is None:
        found["no source"] = 1.0
    if form is not Form.INDIRECT:
        found["quoted"] = 1.0
    if raw.cue is None or not tagged(raw):
        found[f"rule {raw.rule}"] = 1.0
    elif raw.seen_by_both:
        found["rules agree"] = 1.0
    if tagged(raw):
        sure = min(max(raw.probability, 1 - _SUREST), _SUREST)
        found["sure"] = math.log(sure / (1 - sure))
    return found


@cache
def _table() -> Mapping[str, Mapping[str, float]]:
    table: dict[str, dict[str, float]] = json.loads(TABLE.read_text(encoding="utf-8"))
    return table
