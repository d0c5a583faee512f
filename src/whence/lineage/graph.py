"""The graph of a claim: statements and roots as nodes, edges from what depends to what it depends on; where paths end.

Copies of one text whose order is unknown are one node. A ring that nothing outside supports has no end.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from whence.model import Evidence, SourceKind, Statement
from whence.text import fold

BLIND = (SourceKind.UNNAMED, SourceKind.UNSPECIFIED)
"""Kinds of sources that nobody could find again."""

FEW = 3
"""Texts of one source that are told by name."""


@dataclass(slots=True)
class Root:
    """A place where paths may end: its shown name, kind, and whether its own words are in the folder.

    ``texts`` are names of documents that it made, or is, and that were not found to say what is told on its word.
    """

    name: str
    kind: SourceKind
    seen: bool = False
    texts: tuple[str, ...] = ()


@dataclass(slots=True)
class Graph:
    """Statements and roots by id; ``edges`` lead from what depends to what it depends on, with the reason."""

    edges: dict[str, dict[str, Evidence]] = field(default_factory=dict)
    roots: dict[str, Root] = field(default_factory=dict)
    plausible: list[tuple[str, str, Evidence]] = field(default_factory=list)
    joined: dict[str, str] = field(default_factory=dict)

    def lead(self, here: str, there: str, why: Evidence) -> None:
        """*here* depends on *there*."""
        if here != there:
            self.edges.setdefault(here, {}).setdefault(there, why)

    def same(self, a: str, b: str) -> None:
        """Two nodes are one."""
        first, second = sorted((self.find(a), self.find(b)))
        if first != second:
            self.joined[second] = first

    def united(self) -> dict[str, list[Root]]:
        """The roots by the node that stands for them, in the order of their ids."""
        found: dict[str, list[Root]] = {}
        for identifier, root in sorted(self.roots.items()):
            found.setdefault(self.find(identifier), []).append(root)
        return found

    def find(self, node: str) -> str:
        """The node that stands for all that were found to be one with *node*."""
        while node in self.joined:
            node = self.joined[node]
        return node


def settle(group: Sequence[Statement], graph: Graph) -> None:
    """Copies of one text, the direction unknown, have one root: a named one, else an unnamed one, else one voice."""
    copies: dict[str, list[str]] = {}
    for statement in sorted(group, key=lambda statement: statement.id):
        copies.setdefault(graph.find(statement.id), []).append(statement.id)
    for node, members in copies.items():
        if len(members) < 2:
            continue
        why = {there: why for m in members for there, why in graph.edges.get(m, {}).items() if there not in members}
        leads = list(why)
        unite_alike(graph, leads)
        voices = sorted({there for there in leads if there.startswith("voice:")})
        unnamed = [there for there in leads if there in graph.roots and graph.roots[there].kind in BLIND]
        elsewhere = [there for there in leads if there not in voices and there not in unnamed]
        named = any(why[there].rule != "copied" for there in elsewhere) or _grounded(elsewhere, node, copies, graph)
        for member in members if named or unnamed else ():
            for own in (*voices, *unnamed) if named else voices:
                graph.edges.get(member, {}).pop(own, None)
        if not (named or unnamed):
            for own in voices[1:]:
                graph.same(voices[0], own)


def _grounded(starts: Iterable[str], here: str, copies: Mapping[str, Sequence[str]], graph: Graph) -> bool:
    """Whether a root can be reached from *starts* without passing through the node *here*."""
    passed, waiting = {here}, list(starts)
    while waiting:
        node = waiting.pop()
        if node in graph.roots:
            return True
        node = graph.find(node)
        if node not in passed:
            passed.add(node)
            waiting += [there for member in copies.get(node, ()) for there in graph.edges.get(member, ())]
    return False


def unite_alike(graph: Graph, leads: Iterable[str]) -> None:
    """A source that copies of one text call alike ("officials", "the authorities") is one source."""
    alike: dict[tuple[SourceKind, str], str] = {}
    for there in sorted(set(leads)):
        root = graph.roots.get(there)
        if root and not there.startswith("voice:"):
            graph.same(there, alike.setdefault((root.kind, fold(root.name)), there))


def ends(graph: Graph, statements: Iterable[str]) -> tuple[dict[str, set[str]], list[set[str]]]:
    """Statement ids by the root node they rest on, and the rings of statements that nothing outside supports.

    A statement that only rests on a ring is not of it.
    """
    forward: dict[str, set[str]] = {}
    for here, leads in graph.edges.items():
        forward.setdefault(graph.find(here), set()).update(graph.find(there) for there in leads)
    rooted = {graph.find(root) for root in graph.roots}
    members: dict[str, set[str]] = {}
    for statement in sorted(statements):
        members.setdefault(graph.find(statement), set()).add(statement)
    reach = {node: _reached(node, forward) for node in members}
    resting: dict[str, set[str]] = {}
    rings: list[set[str]] = []
    for node, told in members.items():
        terminal = {end for end in reach[node] if end in rooted and not (forward.get(end, set()) - {end})}
        for end in terminal:
            resting.setdefault(end, set()).update(told)
        ring = set().union(*(members.get(other, set()) for other in reach[node]))
        if not terminal and ring not in rings and all(node in reach[other] for other in reach[node]):
            rings.append(ring)
    return resting, rings


def _reached(start: str, forward: Mapping[str, set[str]]) -> set[str]:
    reached, waiting = {start}, [start]
    while waiting:
        for node in forward.get(waiting.pop(), ()):
            if node not in reached:
                reached.add(node)
                waiting.append(node)
    return reached
