"""A small network that finds who says what: text to source, cue and content, by numpy and onnxruntime alone.

The weights are read at first use, once a process. Windows are read one at a time on a bounded number of threads, so
the outcome does not depend on what else is read. It finds outermost attributions; run it on a content for those inside.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from whence.attributions.cues import cue_forms
from whence.attributions.pieces import Pieces, pieces_of, windows
from whence.attributions.raw import RawAttribution
from whence.attributions.tagged import Floats, Found, Linker, Pointer, Tagged
from whence.attributions.tags import Chain, Run, runs
from whence.encoder import WEIGHTS, network, tokenizer
from whence.model import Span

_GROUP, _KEPT = 16, 64
_LONGEST = 2000
_LOCK = threading.Lock()


def find(text: str) -> list[RawAttribution]:
    """The outermost attributions of *text* in order of their contents; their probability is that of their tags."""
    return [replace(raw, probability=sure) for raw, sure in _shared().read(text)]


def _shared() -> Tagger:
    with _LOCK:
        return _loaded(WEIGHTS)


@cache
def _loaded(folder: Path) -> Tagger:
    return Tagger.load(folder)


@dataclass(frozen=True, slots=True)
class Tagger:
    """Network, tokenizer and what decodes its output. ``network(ids, features)`` gives tag scores and vectors."""

    network: Any
    tokenizer: Any
    chain: Chain
    linker: Linker
    marks: tuple[int, int]

    @classmethod
    def load(cls, folder: Path, threads: int = 1) -> Tagger:
        """The tagger in *folder*: ``tagger.onnx``, ``tagger.json``, ``tokenizer.json``."""
        learned = json.loads((folder / "tagger.json").read_text(encoding="utf-8"))
        return cls.of(network(folder / "tagger.onnx", threads), tokenizer(folder), learned)

    @classmethod
    def of(cls, network: Any, tokenizer: Any, learned: dict[str, Any]) -> Tagger:
        """A tagger from its parts; *learned* is what ``tagger.json`` holds."""
        table = {name: np.array(values, dtype=np.float32) for name, values in learned["tables"].items()}
        to_cue, to_source = (
            Pointer(table[f"{name}.distance"], table[f"{name}.sentence"], table[f"{name}.rival"], 2 * k, 2 * k + 1)
            for k, name in enumerate(("to_cue", "to_source"))
        )
        linker = Linker(to_cue, to_source, **learned.get("linker", {}))
        marks = (tokenizer.token_to_id("[CLS]"), tokenizer.token_to_id("[SEP]"))
        return cls(network, tokenizer, Chain(table["opening"], table["steps"]), linker, marks)

    def read(self, text: str, surely: bool = True) -> list[tuple[RawAttribution, float]]:
        """The attributions of *text*, each with the mean probability of its tags (1 where not *surely*)."""
        pieces = pieces_of(text, self.tokenizer)
        if not len(pieces):
            return []
        joined = self.linker.join(self.tagged(pieces, surely), pieces.sentence)
        return [(raw_of(text, pieces, one), _sure(one)) for one in joined]

    def tagged(self, pieces: Pieces, surely: bool) -> list[Tagged]:
        """The runs of *pieces* in order; one that a window's edge cuts is whole again."""
        found: list[Tagged] = []
        for number, start, run, vectors, sure in self._runs(pieces, surely):
            head = ((number, vectors),)
            last = found[-1] if found else None
            if not run.opened and last and last.role == run.role and last.end == start:
                share = (last.sure * (last.end - last.start) + sure * (run.end - run.start)) / (
                    run.end + start - last.start
                )
                found[-1] = Tagged(run.role, last.start, start + run.end, (*last.heads, *head), share)
            else:
                found.append(Tagged(run.role, start + run.start, start + run.end, head, sure))
        return found

    def _runs(self, pieces: Pieces, surely: bool) -> Iterator[tuple[int, int, Run, Floats, float]]:
        """(window, its start, run, vectors of its head, mean probability); a window that is no prose has none.

        Windows with the same words are read once, the latest at least.
        """
        cuts = [cut for cut in windows(pieces) if _prose(pieces, *cut)]
        known: dict[bytes, tuple[Floats, Floats]] = {}
        for at in range(0, len(cuts), _GROUP):
            if len(known) > _KEPT:
                known.clear()
            read = [self._window(pieces, start, end, known) for start, end in cuts[at : at + _GROUP]]
            scores = [one for one, _ in read]
            inner = [pieces.inner[start:end] for start, end in cuts[at : at + _GROUP]]
            odds = self.chain.probabilities(scores, inner) if surely else None
            for k, path in enumerate(self.chain.best(scores, inner)):
                chosen = odds[k][np.arange(len(path)), path] if odds else np.ones(len(path))
                for run in runs(path):
                    sure = float(chosen[run.start : run.end].mean())
                    yield at + k, cuts[at + k][0], run, read[k][1][run.start], sure

    def _window(
        self, pieces: Pieces, start: int, end: int, known: dict[bytes, tuple[Floats, Floats]]
    ) -> tuple[Floats, Floats]:
        ids = np.zeros((1, end - start + 2), dtype=np.int64)
        features = np.zeros((1, end - start + 2, 3), dtype=np.int64)
        ids[0, 0], ids[0, -1] = self.marks
        ids[0, 1:-1] = pieces.ids[start:end]
        for k, feature in enumerate((pieces.case, pieces.quote, pieces.begins)):
            features[0, 1:-1, k] = feature[start:end]
        key = ids.tobytes() + features.tobytes()
        if key not in known:
            scores, vectors = self.network(ids, features)
            known[key] = scores[0], vectors[0]
        return known[key]


def _prose(pieces: Pieces, start: int, end: int) -> bool:
    """Whether the window holds letters and no part of a run that is far too long for a sentence."""
    first, last = np.searchsorted(pieces.sentence, (pieces.sentence[start], pieces.sentence[start] + 1))
    return bool(pieces.case[start:end].any() and last - first <= _LONGEST)


def raw_of(text: str, pieces: Pieces, found: Found) -> RawAttribution:
    """*found* as the raw attribution of *text* that it is."""
    cue = _span(pieces, found.cue) if found.cue else None
    return RawAttribution(
        _span(pieces, found.source) if found.source else None,
        cue,
        tuple(_span(pieces, one) for one in found.contents),
        base_of(cue.of(text)) if cue else "",
        "tagger" if cue else "loose quotation",
    )


def _span(pieces: Pieces, run: Tagged) -> Span:
    return Span(int(pieces.starts[run.start]), int(pieces.ends[run.end - 1]))


def _sure(found: Found) -> float:
    """The mean over the roles, a content's pieces together."""
    contents = [(one.sure, one.end - one.start) for one in found.contents]
    parts = [sum(sure * size for sure, size in contents) / sum(size for _, size in contents)]
    parts += [one.sure for one in (found.cue, found.source) if one]
    return round(sum(parts) / len(parts), 4)


def base_of(cue: str) -> str:
    """The base form of the last cue word in *cue* ("was quoted as saying": "say"), or its last word."""
    low = cue.lower()
    if low.startswith("according"):
        return "according to"
    words = [word.strip(".,;:’'\"“”") for word in low.split()]
    known = [cue_forms()[word].base for word in words if word in cue_forms()]
    return known[-1] if known else (words[-1] if words else "")
