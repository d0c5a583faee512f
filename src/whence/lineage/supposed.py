"""Where a text that names, links and copies nothing probably has its story from: whose details it shares.

Every other root is weighed by the statements that rest on it (the more there are, the sooner one of them was read) and
by the words that the text shares with one of them, each the more the fewer roots have it. This is no proof: it moves a
statement in the most probable assignment and touches neither *low* nor *high*. Wrong where a detail was public.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from whence.lineage.graph import Graph
from whence.lineage.likely import FURTHER, OWN, doubted
from whence.model import Evidence, Statement
from whence.text import content_words

LEAST = 0.5
"""Probability below which a text is left to its own voice."""
LATER = 2.0
"""What a later date takes from the weight (a logarithm) of a text as the one that was read."""
SHOWN = 3
"""Shared words in the reason."""


@dataclass(frozen=True, slots=True)
class Supposed:
    """The root that the statements of another one probably rest on, the statement that was read, and why."""

    root: str
    read: str
    why: Evidence


def supposed(graph: Graph, resting: Mapping[str, set[str]], group: Sequence[Statement]) -> dict[str, Supposed]:
    """By the root that is a text's own voice, the root it probably has its story from."""
    if len(resting) < 2:
        return {}
    held = {statement.id: statement for statement in group}
    words = {statement.id: frozenset(content_words(statement.text)) for statement in group}
    unsourced = {node: 1 - FURTHER[doubt] for doubt, node in doubted(graph, resting, held) if doubt in OWN}
    first = {node: min((held[statement] for statement in resting[node]), key=_when) for node in unsourced}
    read = sorted(resting.keys() - first.keys())
    found: dict[str, Supposed] = {}
    for voice in sorted(unsourced, key=lambda node: _when(first[node])):
        others = {root: rest for root in read if (rest := resting[root] - resting[voice])}
        best = _best(first[voice], unsourced[voice], others, held, words) if others else None
        if best:
            found[voice] = replace(best, root=found[best.root].root) if best.root in found else best
        read.append(voice)
    return found


def _best(
    retold: Statement,
    taken: float,
    others: Mapping[str, set[str]],
    held: Mapping[str, Statement],
    words: Mapping[str, frozenset[str]],
) -> Supposed | None:
    """The most probable of the roots *others* for *retold*, unless none is; *taken* is the probability of any."""
    spread = Counter(word for rest in others.values() for word in set().union(*(words[s] for s in rest)))
    weights: dict[str, tuple[float, str]] = {}
    for root, rest in others.items():
        weight, nearest = max((_weight(retold, held[s], words, spread, len(others)), s) for s in rest)
        weights[root] = weight + math.log(len(rest)), nearest
    most = max(weights, key=lambda root: (weights[root][0], root))
    share = 1 / sum(math.exp(weight - weights[most][0]) for weight, _ in weights.values())
    if share * taken < LEAST:
        return None
    read = held[weights[most][1]]
    rare = [word for word in words[retold.id] & words[read.id] if 2 * spread[word] <= len(others)]
    return Supposed(most, read.id, _reason(retold, read, rare))


def _weight(
    retold: Statement, read: Statement, words: Mapping[str, frozenset[str]], spread: Counter[str], roots: int
) -> float:
    shared = sum(math.log((roots + 1) / spread[word]) for word in words[retold.id] & words[read.id])
    later = retold.asof and read.asof and read.asof.first > retold.asof.last
    return shared - (LATER if later else 0.0)


def _reason(retold: Statement, read: Statement, rare: Collection[str]) -> Evidence:
    """Why; of the shared words only names and figures are told, which a reader can judge."""
    spoken = dict.fromkeys(
        word.strip(".,;:“”\"'") for word in retold.text.split() if set(content_words(word)) & set(rare)
    )
    telling = [word for word in spoken if word[:1].isupper() or word[:1].isdigit()]
    whom = f"only {retold.chain[-1].name}, whose words are not in the folder" if retold.chain else "no source"
    detail = f"names {whom}; its story is probably that of a text with this origin"
    if telling:
        told = ", ".join(f"“{word}”" for word in telling[:SHOWN])
        detail = f"names {whom}, and shares {told} with a text of this origin, which few others do"
    return Evidence("probably", detail, retold.span, read.span)


def _when(statement: Statement) -> tuple[str, str]:
    """Earlier first, undated last: a text is not supposed to have its story from a later one that names nobody."""
    return (statement.asof.first.isoformat() if statement.asof else "9999", statement.id)
