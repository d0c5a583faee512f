"""Which statements are one claim: those that links join, without drift.

A group grows from a seed; a member must be linked to the seed or to at least half of the group, and contradict none
of it. So a chain of small steps (A like B, B like C, C like D) does not end in one claim. Wrong where links are.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from whence.model import Link, Relation, Statement

JOINING = (Relation.SAME, Relation.DETAILS, Relation.UPDATES)
"""Relations that put two statements under one claim; a chain of updates is one claim."""


def groups(statements: Sequence[Statement], links: Iterable[Link]) -> tuple[tuple[str, ...], ...]:
    """Statement ids by claim: each statement in exactly one group, alone if nothing joins it.

    The result depends neither on the order of *statements* nor on that of *links*; links to unknown ids are ignored.
    """
    known = {statement.id for statement in statements}
    joined: dict[str, dict[str, float]] = {identifier: {} for identifier in known}
    opposed: dict[str, set[str]] = {}
    for link in links:
        if link.left not in known or link.right not in known or link.left == link.right:
            continue
        if link.relation in JOINING:
            score = link.score if link.relation is not Relation.UPDATES else link.score - 1.0
            joined[link.left][link.right] = max(score, joined[link.left].get(link.right, -1.0))
            joined[link.right][link.left] = joined[link.left][link.right]
        elif link.relation is Relation.CONTRADICTS:
            opposed.setdefault(link.left, set()).add(link.right)
            opposed.setdefault(link.right, set()).add(link.left)
    linked = [identifier for identifier in known if joined[identifier]]
    order = sorted(linked, key=lambda identifier: (-round(sum(sorted(joined[identifier].values())), 9), identifier))
    free = set(linked)
    found: list[tuple[str, ...]] = [(identifier,) for identifier in known - free]
    for seed in order:
        if seed in free:
            group = _grown(seed, free, joined, opposed)
            free -= group
            found.append(tuple(sorted(group)))
    return tuple(sorted(found))


def _grown(seed: str, free: set[str], joined: dict[str, dict[str, float]], opposed: dict[str, set[str]]) -> set[str]:
    """The group of *seed* among the *free* statements: its neighbours first, then who is linked to half of it."""
    group = {seed}
    against = set(opposed.get(seed, ()))

    def add(candidate: str) -> None:
        group.add(candidate)
        against.update(opposed.get(candidate, ()))

    for near in sorted(joined[seed], key=lambda identifier: (-joined[seed][identifier], identifier)):
        if near in free and near not in against:
            add(near)
    while True:
        ties: dict[str, int] = {}
        for member in group:
            for near in joined[member]:
                if near in free and near not in group and near not in against:
                    ties[near] = ties.get(near, 0) + 1
        ready = [near for near in ties if 2 * ties[near] >= len(group)]
        if not ready:
            return group
        add(min(ready, key=lambda identifier: (-ties[identifier], identifier)))
