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

TABLE = Path(__file__).parent / "weights" / "confidence.json"
_SUREST = 0.999


def confidence(raw: RawAttribution, cue_class: CueClass, form: Form) -> float:
    """The probability, 0 to 1, that *raw* is right."""
    weights = _table()["rules" if raw.seen_by_both is None else "tagger"]
    total = sum(weights.get(name, 0.0) * value for name, value in features(raw, cue_class, form).items())
    return round(1 / (1 + math.exp(-total)), 3)


def features(raw: RawAttribution, cue_class: CueClass, form: Form) -> dict[str, float]:
    """What the probability hangs on, by name; what is absent counts nothing."""
    found = {"bias": 1.0, f"class {cue_class}": 1.0}
    if raw.source is None:
        found["no source"] = 1.0
    if form is not Form.INDIRECT:
        found["quoted"] = 1.0
    if raw.seen_by_both is None or raw.cue is None:
        found[f"rule {raw.rule}"] = 1.0
    elif raw.seen_by_both:
        found["rules agree"] = 1.0
    elif raw.rule != "tagger":
        found["rules alone"] = 1.0
    if raw.seen_by_both is not None and raw.probability < 1:
        sure = min(max(raw.probability, 1 - _SUREST), _SUREST)
        found["sure"] = math.log(sure / (1 - sure))
    return found


@cache
def _table() -> Mapping[str, Mapping[str, float]]:
    table: dict[str, dict[str, float]] = json.loads(TABLE.read_text(encoding="utf-8"))
    return table
