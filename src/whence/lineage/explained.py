"""Why statements of a claim have one origin: the way of each to its root, where the ways meet, what one would doubt.

Ways are the shortest through dependences that count as proven. What has to be doubted for two statements to be
independent is the smallest set of single dependences without which they share nothing (a minimum cut), so it is as
right as the graph is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from whence.lineage.graph import Graph
from whence.model import Evidence, Statement, Step

MANY = 3
"""Statements behind one text from which that is worth telling."""
_LOOSE = ("names", "copied", "credit", "cites", "hyperlink", "citation", "corrects", "alike", "others")
"""Rules of single ties, the firmest first."""
_Node = tuple[str, str]
_Forward = Mapping[str, Mapping[str, Sequence[Step]]]


@dataclass(frozen=True, slots=True)
class Between:
    """What two statements share: both ways to where they meet, and what one would have to doubt to part them.

    ``meeting`` is a statement's id, or the name of a root.
    """

    meeting: str
    ways: tuple[tuple[Step, ...], tuple[Step, ...]]
    doubts: tuple[Step, ...]


def steps(graph: Graph, root: str, statements: Iterable[str], held: Mapping[str, Statement]) -> tuple[Step, ...]:
    """The next step of each of *statements* on its shortest way to the node *root*, those nearest to it first."""
    forward = _forward(graph)
    waiting, found, reached = sorted(statements), dict[str, Step](), {root}
    while waiting:
        near = {s: step for s in waiting if (step := _nearer(graph, s, reached, forward, found, held))}
        if not near:
            break
        found |= near
        reached |= {graph.find(statement) for statement in near}
        waiting = [statement for statement in waiting if statement not in near]
    return tuple(found.values())


def _nearer(
    graph: Graph,
    statement: str,
    reached: set[str],
    forward: _Forward,
    found: Mapping[str, Step],
    held: Mapping[str, Statement],
) -> Step | None:
    """A step of *statement* to a node that is *reached*, by its own edge or as one text with one that has such."""
    for there, why in graph.edges.get(statement, {}).items():
        if graph.find(there) in reached - {graph.find(statement)}:
            return Step(statement, None if there in graph.roots else there, why)
    alike = [other for other in found if graph.find(other) == graph.find(statement)]
    direct = [_alike(graph, held[statement], held[other]) for other in alike]
    return min(direct, key=lambda step: step.why.rule == "alike", default=None)


def _alike(graph: Graph, one: Statement, other: Statement) -> Step:
    """Two statements hold the same words: the one has them from the other, or nothing tells which came first."""
    why = graph.edges.get(one.id, {}).get(other.id)
    return Step(one.id, other.id, why or Evidence("alike", "holds the same words", one.span, other.span))


def told(step: Step, held: Mapping[str, Statement], names: Mapping[str, str]) -> str:
    """A step as a plain sentence; *names* are those of documents."""
    name = names.get(held[step.statement].document, "a text")
    then = names.get(held[step.then].document, "a text") if step.then and step.then in held else ""
    sentences = {
        "copied": f"{name} has the words of {then}",
        "alike": f"{name} and {then} hold the same words, one from the other or both from a third",
        "own-voice": f"{name} says so in its own voice",
        "copy-names": f"{name} holds words that a copy of it gives to a source",
        "probably": step.why.detail,
    }
    return sentences.get(step.why.rule, f"{name} {step.why.detail}")


def bottlenecks(
    graph: Graph, resting: Mapping[str, set[str]], held: Mapping[str, Statement], names: Mapping[str, str]
) -> list[Evidence]:
    """For each root, the text through which all other statements reach it, where they are many."""
    if len(held) <= MANY:
        return []
    forward, united = _forward(graph), graph.united()
    found = []
    for root, statements in sorted(resting.items()):
        for middle in sorted({graph.find(statement) for statement in statements}):
            behind = {graph.find(statement) for statement in statements} - {middle}
            count = sum(graph.find(statement) != middle for statement in statements)
            if count >= MANY and not any(_reaches(node, root, forward, middle) for node in behind):
                texts = sorted({names.get(held[s].document, s) for s in statements if graph.find(s) == middle})
                detail = f"all {count} others that rest on {united[root][0].name} do so only through"
                found.append(Evidence("bottleneck", f"{detail} {' or '.join(texts)}"))
                break
    return found


def doubt(
    graph: Graph, resting: Mapping[str, set[str]], held: Mapping[str, Statement], names: Mapping[str, str]
) -> list[Evidence]:
    """What one would have to doubt for a claim of one root to have two: all that ties its loosest statement to it."""
    if len(resting) != 1 or len(held) < 2:
        return []
    ((root, statements),) = resting.items()
    forward, options = _forward(graph), []
    for statement in sorted(statements):
        ties, node = _ties(graph, statement, statements, held, forward), graph.find(statement)
        others = {graph.find(other) for other in statements if other != statement}
        if ties and any(other == node or _reaches(other, root, forward, node) for other in others):
            options.append((len(ties), -_LOOSE.index(ties[0].why.rule) if ties[0].why.rule in _LOOSE else 1, ties))
    if not options:
        return []
    *_, ties = min(options, key=lambda option: option[:2])
    sentences = dict.fromkeys(f"that {told(tie, held, names)}" for tie in ties)
    return [Evidence("doubt", f"it would have two origins if one doubted {' and '.join(sentences)}", ties[0].why.here)]


def _ties(
    graph: Graph, statement: str, statements: Iterable[str], held: Mapping[str, Statement], forward: _Forward
) -> list[Step]:
    """All that ties *statement* to what it rests on; none where only its own voice does."""
    node = graph.find(statement)
    mates = [other for other in sorted(statements) if other != statement and graph.find(other) == node]
    leads = graph.edges.get(statement, {}).items()
    named = [Step(statement, None if t in graph.roots else t, why) for t, why in leads if graph.find(t) != node]
    if len(mates) > 1:
        why = Evidence("others", "has its words from the others, or they from it", held[statement].span)
        return [Step(statement, mates[0], why), *named]
    if mates:
        both = _alike(graph, held[statement], held[mates[0]]), _alike(graph, held[mates[0]], held[statement])
        return [min(both, key=lambda step: step.why.rule == "alike"), *named]
    found = [step for parallel in forward.get(node, {}).values() for step in parallel]
    return [] if any(step.why.rule == "own-voice" for step in found) else found


def _forward(graph: Graph) -> dict[str, dict[str, list[Step]]]:
    """The steps by node and next node; a node stands for all that are one with it."""
    forward: dict[str, dict[str, list[Step]]] = {}
    for here, leads in graph.edges.items():
        for there, why in leads.items():
            start, end = graph.find(here), graph.find(there)
            if start != end:
                step = Step(here, None if there in graph.roots else there, why)
                forward.setdefault(start, {}).setdefault(end, []).append(step)
    return forward


def _reaches(start: str, end: str, forward: _Forward, without: str) -> bool:
    passed, waiting = {without}, [start]
    while waiting:
        node = waiting.pop()
        if node == end:
            return True
        if node not in passed:
            passed.add(node)
            waiting += forward.get(node, ())
    return False


def shared(graph: Graph, one: Statement, other: Statement) -> Between | None:
    """What *one* and *other* share; None where they are independent."""
    if graph.find(one.id) == graph.find(other.id):
        step, back = _alike(graph, one, other), _alike(graph, other, one)
        if step.why.rule == "alike" and back.why.rule != "alike":
            return Between(one.id, ((), (back,)), (back,))
        return Between(other.id, ((step,), ()), (step,))
    forward = _forward(graph)
    spare = _network(forward, {graph.find(one.id), graph.find(other.id)})
    start, end = ("to", graph.find(one.id)), ("from", graph.find(other.id))
    first: list[_Node] = []
    while way := _way(spare, start, end):
        first = first or way
        for here, there in pairwise(way):
            spare[here][there] -= 1
            spare.setdefault(there, {}).setdefault(here, 0)
            spare[there][here] += 1
    if not first:
        return None
    onwards = [node for layer, node in first if layer == "to"]
    returning = [node for layer, node in reversed(first) if layer == "from"]
    united = graph.united().get(returning[-1])
    meeting = united[0].name if united else returning[-1]
    ways = _steps(onwards, one, forward), _steps(returning, other, forward)
    return Between(meeting, ways, tuple(_cut(spare, start, forward)))


def _network(forward: _Forward, ends: set[str]) -> dict[_Node, dict[_Node, float]]:
    """What can flow *to* common nodes and back *from* them: each single dependence once, meeting without limit."""
    spare: dict[_Node, dict[_Node, float]] = {}
    for node in {*ends, *forward, *(there for leads in forward.values() for there in leads)}:
        spare.setdefault(("to", node), {})["from", node] = float("inf")
        for there, parallel in forward.get(node, {}).items():
            spare["to", node]["to", there] = len(parallel)
            spare.setdefault(("from", there), {})["from", node] = len(parallel)
    return spare


def _way(spare: Mapping[_Node, Mapping[_Node, float]], start: _Node, end: _Node) -> list[_Node]:
    """The shortest way along which something can still flow; empty if there is none."""
    before: dict[_Node, _Node] = {start: start}
    waiting = [start]
    for node in waiting:
        for there in sorted(spare.get(node, ())):
            if spare[node][there] > 0 and there not in before:
                before[there] = node
                waiting.append(there)
    if end not in before:
        return []
    way = [end]
    while way[-1] != start:
        way.append(before[way[-1]])
    return way[::-1]


def _steps(nodes: Sequence[str], start: Statement, forward: _Forward) -> tuple[Step, ...]:
    """A step for each pair of neighbours in *nodes*, that of the very statement where it has one."""
    found, current = [], start.id
    for here, there in pairwise(nodes):
        step = min(forward[here][there], key=lambda step: (step.statement != current, step.statement))
        found.append(step)
        current = step.then or ""
    return tuple(found)


def _cut(spare: Mapping[_Node, Mapping[_Node, float]], start: _Node, forward: _Forward) -> Iterable[Step]:
    """The dependences that nothing can flow through any more: those between what is still reached and what is not."""
    reached, waiting = {start}, [start]
    for node in waiting:
        further = [there for there, left in sorted(spare.get(node, {}).items()) if left > 0 and there not in reached]
        reached.update(further)
        waiting += further
    for here, leads in sorted(forward.items()):
        for there, parallel in sorted(leads.items()):
            onwards = ("to", here) in reached and ("to", there) not in reached
            backwards = ("from", there) in reached and ("from", here) not in reached
            if onwards or backwards:
                yield from parallel
