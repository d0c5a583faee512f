"""Which predicted attributions are right by the shared scorer's definition, one by one."""

from __future__ import annotations

import importlib.util
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from whence.model import Attribution, Span


def load_scorer(path: Path) -> Any:
    """The scorer as a module. Raises FileNotFoundError where there is none."""
    spec = importlib.util.spec_from_file_location("attribution_score", path)
    if spec is None or spec.loader is None or not path.exists():
        raise FileNotFoundError(path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def spans_form(found: Attribution) -> dict[str, Any]:
    """An attribution as the scorer reads it."""
    return {
        "source": _pair(found.source),
        "cue": _pair(found.cue),
        "content": [[span.start, span.end] for span in found.content],
        "within": found.within,
    }


def _pair(span: Span | None) -> list[list[int]]:
    return [[span.start, span.end]] if span else []


def hit_shares(row: dict[str, Any], found: Sequence[Attribution], scorer: Any) -> list[float]:
    """For each of *found* the share of annotators for whom it is a lenient hit.

    A quotation without source and cue is held against the attribution whose content has its words (the corpus joins
    it to the one before), by the speaker that it was given.
    """
    text = row["text"]
    coded = [scorer.encode(text, [spans_form(one)])[0] for one in found]
    shares = [0.0] * len(found)
    for version in row["annotations"].values():
        gold = scorer.encode(text, version)
        right = {id(pred) for one, pred in scorer.pairs(gold, coded) if _lenient(one, pred, scorer)}
        for k, one in enumerate(found):
            loose = one.source is None and one.cue is None
            hit = _continues(one, coded[k], gold, text, scorer) if loose else id(coded[k]) in right
            shares[k] += hit / len(row["annotations"])
    return shares


def _lenient(gold: Any, pred: Any, scorer: Any) -> bool:
    source = bool(gold["source"] & pred["source"]) or not (gold["source"] or pred["source"])
    return source and scorer.iou(gold["content"], pred["content"]) >= 0.5


def _continues(one: Attribution, coded: Any, gold: Sequence[Any], text: str, scorer: Any) -> bool:
    """Whether some gold content holds most of the words, and its source, or that of its neighbours, the speaker."""
    holders = [g for g in gold if 2 * len(g["content"] & coded["content"]) >= len(coded["content"])]
    words = [found.group().lower() for found in scorer.WORD.finditer(text)]
    speaker = {word.lower() for word in scorer.WORD.findall(one.chain[-1].name)}
    pronouns = {"he", "she", "they"}
    return any({words[k] for k in g["source"]} & (speaker | pronouns) for g in holders)
