"""Joins tagged spans to attributions: each content to its cue, each cue to its source.

A pair is scored by a network's pointer vectors where both ends were read in one window, and by learned weights of
place: pieces apart, sentences apart, rivals between. Vectors of two windows are never mixed. Wrong where a source
lies a window away from its cue.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

DISTANCES, SENTENCES, RIVALS = 25, 7, 9
SOURCE, CUE, CONTENT = 0, 1, 2
_EDGES = np.array([1, 2, 3, 5, 9, 17, 25, 33, 65, 97, 129, 193])
_NEAR = 12

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Tagged:
    """A run of one role in pieces ``[start, end)``. ``heads``: (window, vectors) of its first piece in each window."""

    role: int
    start: int
    end: int
    heads: tuple[tuple[int, Floats], ...]
    sure: float = 1.0


@dataclass(frozen=True, slots=True)
class Found:
    """Runs that belong together: a cue, its source if it has one, and its contents in order."""

    source: Tagged | None
    cue: Tagged | None
    contents: tuple[Tagged, ...]


@dataclass(frozen=True, slots=True)
class Pointer:
    """Learned weights of place for one kind of pair; ``asking`` and ``asked`` number the vectors of a head."""

    distance: Floats
    sentence: Floats
    rival: Floats
    asking: int
    asked: int

    def scores(self, place: Tagged, candidates: Sequence[Tagged], sentence: Ints, apart: float) -> Floats:
        """The score of each of *candidates* (in order of place) for *place*; *apart* is added across windows."""
        starts = np.array([one.start for one in candidates], dtype=np.int64)
        found = self.distance[distance_class(starts - place.start)]
        found = found + self.sentence[sentence_class(sentence[starts] - sentence[place.start])]
        found = found + self.rival[rival_class(place.start, starts)]
        return np.asarray(found + [self.match(place, one, apart) for one in candidates], dtype=np.float32)

    def alone(self, place: Tagged) -> float:
        """The score of having no partner: *place* points to itself."""
        middle = self.distance[DISTANCES // 2] + self.sentence[SENTENCES // 2] + self.rival[0]
        return float(middle + self.match(place, place, 0.0))

    def match(self, place: Tagged, other: Tagged, apart: float) -> float:
        """The best dot product of the two in one window, or *apart*."""
        dots = [
            float(np.dot(mine[self.asking], theirs[self.asked])) * len(mine[0]) ** -0.5
            for here, mine in place.heads
            for there, theirs in other.heads
            if here == there
        ]
        return max(dots) if dots else apart


@dataclass(frozen=True, slots=True)
class Linker:
    """Joins runs. ``apart`` scores a pair read in two windows, ``loose`` is what a content without a cue scores."""

    to_cue: Pointer
    to_source: Pointer
    apart: float = -2.0
    loose: float = -20.0
    second: float = -20.0
    spare: float = -20.0

    def join(self, tagged: Sequence[Tagged], sentence: Ints) -> list[Found]:
        """The attributions that *tagged* (in order of place) make up; *sentence* numbers the sentence of each piece."""
        contents, cues, sources = ([one for one in tagged if one.role == role] for role in (CONTENT, CUE, SOURCE))
        groups, loose = self._grouped(contents, cues, sentence)
        found = [Found(None, None, (one,)) for one in loose]
        for k, cue in enumerate(cues):
            if groups[k]:
                found.append(Found(self._source(cue, sources, sentence), cue, tuple(groups[k])))
        return sorted(found, key=lambda one: (one.contents[0].start, one.cue.start if one.cue else -1))

    def _grouped(
        self, contents: list[Tagged], cues: list[Tagged], sentence: Ints
    ) -> tuple[list[list[Tagged]], list[Tagged]]:
        """The contents of each cue, and those without one."""
        groups: list[list[Tagged]] = [[] for _ in cues]
        loose: list[Tagged] = []
        table = _Table(len(cues))
        for one in contents:
            first, near = _near(one, cues)
            scores = self.to_cue.scores(one, near, sentence, self.apart) if near else np.empty(0, dtype=np.float32)
            if len(near) and scores.max() > self.loose:
                groups[first + int(scores.argmax())].append(one)
                table.add(one, first, scores)
            else:
                loose.append(one)
        for cue, spare in table.unserved(groups, self.second, self.spare):
            groups[cue].append(spare)
        return groups, loose

    def _source(self, cue: Tagged, sources: list[Tagged], sentence: Ints) -> Tagged | None:
        _, near = _near(cue, sources)
        if not near:
            return None
        scores = self.to_source.scores(cue, near, sentence, self.apart)
        best = int(scores.argmax())
        return near[best] if float(scores[best]) > self.to_source.alone(cue) else None


@dataclass
class _Table:
    """Scores of contents for cues, kept to serve cues that no content chose."""

    cues: int
    rows: list[tuple[Tagged, int, Floats]] = field(default_factory=list)

    def add(self, one: Tagged, first: int, scores: Floats) -> None:
        self.rows.append((one, first, scores - scores.max()))

    def unserved(self, groups: list[list[Tagged]], second: float, shared: float) -> list[tuple[int, Tagged]]:
        """(cue, content) for cues without a content: one that its group can spare, or one shared with it."""
        best: dict[int, tuple[float, Tagged]] = {}
        for one, first, scores in self.rows:
            owner = first + int(scores.argmax())
            floor = second if len(groups[owner]) > 1 else shared
            for k, score in enumerate(scores.tolist()):
                if not groups[first + k] and score > max(floor, best.get(first + k, (-1e9,))[0]):
                    best[first + k] = (score, one)
        return [(cue, one) for cue, (_, one) in sorted(best.items(), key=lambda item: item[0])]


def _near(place: Tagged, others: list[Tagged]) -> tuple[int, list[Tagged]]:
    """The few of *others* (in order) before and after *place*, and the number of the first."""
    at = bisect_left(others, place.start, key=lambda one: one.start)
    first = max(0, at - _NEAR)
    return first, others[first : at + _NEAR]


def distance_class(apart: Ints) -> Ints:
    """Signed distance in pieces as a class: 12 is the same piece, less is before it, more is after it."""
    return np.asarray(np.sign(apart) * np.searchsorted(_EDGES, np.abs(apart), side="right") + DISTANCES // 2)


def sentence_class(apart: Ints) -> Ints:
    """Signed distance in sentences as a class, from three before (0) to three after (6)."""
    return np.clip(apart, -3, 3) + 3


def rival_class(place: int, candidates: Ints) -> Ints:
    """For each of the sorted *candidates*, how many others lie between it and *place*, signed, as a class."""
    order = np.arange(len(candidates)) - int(np.searchsorted(candidates, place))
    return np.clip(order, -4, 3) + 4
