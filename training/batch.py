"""Windows as tensors: padded pieces with features and tags, and the rows that the pointers are trained on."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor

from training.data import Example, Links
from whence.attributions.tagged import distance_class, rival_class, sentence_class


@dataclass(frozen=True, slots=True)
class Rows:
    """Pointer rows: row r asks from ``place[r]`` of window ``window[r]``; ``goals`` and ``rivals`` are (rows, length).

    A row without a goal points at its own place.
    """

    window: Tensor
    place: Tensor
    goals: Tensor
    candidates: Tensor
    distance: Tensor
    sentence: Tensor
    rival: Tensor


@dataclass(frozen=True, slots=True)
class Batch:
    """Windows of one step. ``ids`` and ``features`` have the two outer marks, the rest has not."""

    ids: Tensor
    features: Tensor
    mask: Tensor
    real: Tensor
    tags: Tensor
    contents: Rows
    cues: Rows


@dataclass(frozen=True, slots=True)
class Noise:
    """What may happen to a window: other quotation marks, case lost, pieces hidden. Offsets never change."""

    marks: float = 0.3
    case: float = 0.1
    hidden: float = 0.05


class Batcher:
    """Makes tensors of windows; holds the ids of the marks that it puts in."""

    def __init__(self, tokenizer: Tokenizer, noise: Noise, seed: int) -> None:
        self.noise, self.chance = noise, random.Random(seed)  # noqa: S311
        self.numbers = np.random.default_rng(seed)
        self.first, self.last, self.hide = (_known(tokenizer, t) for t in ("[CLS]", "[SEP]", "[MASK]"))
        self.straight, self.opening, self.closing, self.apostrophe, self.curled = (
            _known(tokenizer, mark) for mark in "\"“”'’"
        )

    def batch(self, examples: Sequence[Example], noisy: bool = True) -> Batch:
        """The tensors of *examples*."""
        length = max(one.end - one.start for one in examples)
        ids = np.zeros((len(examples), length + 2), dtype=np.int64)
        features = np.zeros((len(examples), length + 2, 3), dtype=np.int64)
        mask = np.zeros((len(examples), 1, 1, length + 2), dtype=np.bool_)
        tags = np.zeros((len(examples), length), dtype=np.int64)
        real = np.zeros((len(examples), length), dtype=np.float32)
        for k, one in enumerate(examples):
            n = one.end - one.start
            ids[k, 0], ids[k, n + 1] = self.first, self.last
            ids[k, 1 : n + 1], features[k, 1 : n + 1] = self._window(one, noisy)
            mask[k, ..., : n + 2] = True
            tags[k, :n] = one.version.tags[one.start : one.end]
            real[k, :n] = 1
        return Batch(
            torch.from_numpy(ids), torch.from_numpy(features), torch.from_numpy(mask), torch.from_numpy(real),
            torch.from_numpy(tags), _rows(examples, length, True), _rows(examples, length, False),
        )  # fmt: skip

    def _window(self, one: Example, noisy: bool) -> tuple[np.ndarray, np.ndarray]:
        pieces, part = one.article.pieces, slice(one.start, one.end)
        ids = pieces.ids[part].copy()
        features = np.stack([pieces.case[part], pieces.quote[part], pieces.begins[part]], 1)
        if not noisy:
            return ids, features
        if self.chance.random() < self.noise.marks:
            self._other_marks(ids, features[:, 1])
        if self.chance.random() < self.noise.case:
            features[:, 0] = np.minimum(features[:, 0], 1)
        ids[self.numbers.random(len(ids)) < self.noise.hidden * self.chance.random() * 2] = self.hide
        return ids, features

    def _other_marks(self, ids: np.ndarray, quote: np.ndarray) -> None:
        if self.chance.random() < 0.5:
            ids[(ids == self.opening) | (ids == self.closing)] = self.straight
            ids[ids == self.curled] = self.apostrophe
        else:
            straight = ids == self.straight
            ids[straight & (quote == 1)] = self.opening
            ids[straight & (quote == 3)] = self.closing
            ids[ids == self.apostrophe] = self.curled


def _known(tokenizer: Tokenizer, token: str) -> int:
    found = tokenizer.token_to_id(token)
    if found is None:
        raise ValueError(f"the tokenizer does not know {token}")
    return int(found)


def _inside(one: Example, links: Links) -> dict[int, set[int]]:
    """The links of a window, counted from its start; a span cut by its edge begins there."""
    found: dict[int, set[int]] = {}
    for place, goals in links.items():
        head = _head(one, place)
        if head is None:
            continue
        near = {h for goal in goals if (h := _head(one, goal)) is not None}
        if near or not goals:
            found.setdefault(head, set()).update(near)
    return found


def _head(one: Example, place: int) -> int | None:
    """The first piece of the span at *place* that lies in the window."""
    if place >= one.end:
        return None
    if place >= one.start:
        return place - one.start
    return 0 if one.version.span_start[one.start] == place else None


def _rows(examples: Sequence[Example], length: int, contents: bool) -> Rows:
    """The pointer rows from contents to cues, or from cues to sources."""
    window, place, goals, candidates, distance, sentence, rival = [], [], [], [], [], [], []
    places = np.arange(length)
    for k, one in enumerate(examples):
        links = _inside(one, one.version.content_cue if contents else one.version.cue_source)
        known = np.array(sorted({goal for near in links.values() for goal in near}), dtype=np.int64)
        numbers = np.zeros(length, dtype=np.int64)
        numbers[: one.end - one.start] = one.article.pieces.sentence[one.start : one.end]
        for head, near in links.items():
            if contents and not near:
                continue
            row = np.zeros((3, length), dtype=np.int64)
            row[0, list(near) or [head]] = 1
            row[1, known] = 1
            row[1, head] = not contents
            row[2, known] = rival_class(head, known)
            window.append(k)
            place.append(head)
            goals.append(row[0])
            candidates.append(row[1])
            rival.append(row[2])
            distance.append(distance_class(places - head))
            sentence.append(sentence_class(numbers - numbers[head]))
    stacked = [np.array(a, dtype=np.int64).reshape(-1, length) for a in (goals, candidates, distance, sentence, rival)]
    goals_, candidates_, *classes = (torch.from_numpy(a) for a in stacked)
    return Rows(torch.tensor(window, dtype=torch.long), torch.tensor(place, dtype=torch.long),
                goals_.bool(), candidates_.bool(), *classes)  # fmt: skip
