"""How many independent origins a claim probably has: an expected number and an interval that holds it in 9 cases of 10.

The roots of a claim are taken one after the other, the surest first; each is a further origin with the probability of
its class, measured on made-up cases (`python -m benchmarks.origins --calibrate`). Wrong as far as real folders differ
from those, and blind to dependence between the roots' errors.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum

from whence.lineage.graph import Graph, Root
from whence.model import SourceKind, Statement

MASS = 0.78
"""Probability, were the roots' errors independent, that the interval holds the number.

They are not: on the made-up cases kept for calibration (seeds 11, 12, 13) this mass holds it in 94 %, and 0.9 in 96 %.
"""


class Doubt(StrEnum):
    """Why a root may be no further origin, from the surest root to the least sure."""

    NAMED = "a named source, or one whose own words are in the folder"
    ABSENT = "an institution whose own words are not in the folder, and not the only one"
    COPIED = "words that may be a copy"
    UNNAMED = "an unnamed source"
    FIRST = "a paper's own voice, and no text of the claim is earlier"
    FOLLOWED = "a paper's own voice that many others rest on"
    VOICE = "a paper's own voice, without a source"


FURTHER: Mapping[Doubt, float] = {
    Doubt.NAMED: 0.94,
    Doubt.ABSENT: 0.92,
    Doubt.COPIED: 0.5,
    Doubt.UNNAMED: 0.64,
    Doubt.FIRST: 0.4,
    Doubt.FOLLOWED: 0.21,
    Doubt.VOICE: 0.05,
}
"""Probability that a root of each class is a further origin; a guess for copied words, which made-up cases lack."""
OWN = (Doubt.FIRST, Doubt.FOLLOWED, Doubt.VOICE)
"""Papers that name nobody: some of them saw it themselves."""
MANY = 4
"""Statements that make a paper one that many rest on."""


def likely(
    graph: Graph, resting: Mapping[str, set[str]], held: Mapping[str, Statement], bounds: tuple[int, int]
) -> tuple[float, tuple[int, int]]:
    """The expected number of origins, and the shortest interval of ``MASS``; both within *bounds*."""
    low, high = bounds
    if low == high or not resting:
        return float(high), (high, high)
    doubts = doubted(graph, resting, held)
    shares = [1.0]
    for doubt, _ in doubts[1:]:
        p = FURTHER[doubt]
        longer = zip([*shares, 0.0], [0.0, *shares], strict=True)
        shares = [stay * (1 - p) + gain * p for stay, gain in longer]
    expected = sum((number + 1) * share for number, share in enumerate(shares))
    first, last = _shortest(shares)
    within = min(max(first, low), high), min(max(last, low), high)
    return round(min(max(expected, low), high), 2), within


def doubted(graph: Graph, resting: Mapping[str, set[str]], held: Mapping[str, Statement]) -> list[tuple[Doubt, str]]:
    """The root nodes of a claim with the doubt about each, the surest first; *held* are its statements by id."""
    united = graph.united()
    maybe = {statement for pair in graph.plausible for statement in pair[:2]}
    days = {identifier: statement.asof.first for identifier, statement in held.items() if statement.asof}
    first = min(days.values(), default=None)
    earliest = {statement for statement, day in days.items() if day == first}
    found = [(_doubt(united[node], resting[node], maybe, earliest), node) for node in resting]
    order = list(Doubt)
    return sorted(found, key=lambda pair: (order.index(pair[0]), -len(resting[pair[1]]), pair[1]))


def _doubt(roots: Sequence[Root], statements: set[str], maybe: set[str], earliest: set[str]) -> Doubt:
    kinds = {root.kind for root in roots}
    if kinds & {SourceKind.BODY, SourceKind.DOCUMENT, SourceKind.PERSON}:
        absent = not any(root.seen for root in roots) and SourceKind.PERSON not in kinds
        return Doubt.ABSENT if absent else Doubt.NAMED
    if statements <= maybe:
        return Doubt.COPIED
    if kinds & {SourceKind.UNNAMED, SourceKind.UNSPECIFIED}:
        return Doubt.UNNAMED
    if statements & earliest:
        return Doubt.FIRST
    return Doubt.FOLLOWED if len(statements) >= MANY else Doubt.VOICE


def _shortest(shares: Sequence[float]) -> tuple[int, int]:
    """The shortest run of numbers (1 is the first) that holds ``MASS``; of several the most probable."""
    for length in range(1, len(shares) + 1):
        mass, first = max((sum(shares[i : i + length]), -i) for i in range(len(shares) - length + 1))
        if mass >= MASS:
            return 1 - first, length - first
    return 1, len(shares)
