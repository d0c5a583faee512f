"""From a group of statements to a Claim: its origins as an interval, flags, credibility, and a reason for each number.

*High* counts the distinct roots that no proven dependence joins. *Low* assumes every plausible dependence: an unnamed
source may be the named one, an outlet's own unsourced words may rest on any other root, institutions whose words are
not in the folder may rest on one report, a source that only doubtful attributions name may be none. Wrong where the
links or the attributions under it are.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence, Set
from dataclasses import replace

from whence.lineage.cautions import altered_quotes, misread, not_confirmed, not_denied, not_sure
from whence.lineage.context import Context
from whence.lineage.explained import Between, bottlenecks, doubt, shared, steps
from whence.lineage.graph import BLIND, FEW, Graph, Root, ends
from whence.lineage.likely import likely
from whence.lineage.roots import traced
from whence.lineage.shelf import called
from whence.lineage.supposed import Supposed, supposed
from whence.model import Claim, Evidence, Flag, Hedge, Link, Modality, Origin, Relation, SourceKind, Statement, Step

_WEAK = (SourceKind.UNNAMED, SourceKind.UNSPECIFIED, SourceKind.OUTLET)
_UPDATES = 5
"""Updates that are told as reasons of a claim."""
_INSTITUTION = (SourceKind.BODY, SourceKind.DOCUMENT)


def assess(group: Sequence[Statement], context: Context) -> Claim:
    """The claim that *group*, statements about one fact, makes. The order of *group* does not matter.

    Raises ValueError for an empty group.
    """
    if not group:
        raise ValueError("a claim needs at least one statement")
    ordered = in_time(group)
    held = {statement.id: statement for statement in ordered}
    graph = traced(ordered, context)
    resting, rings = ends(graph, [statement.id for statement in ordered])
    names = {statement.document: _label(statement.document, context) for statement in ordered}
    origins = _origins(graph, resting, supposed(graph, resting, ordered), held, names)
    low, why_low = _low(graph, resting, misread(ordered))
    estimate, interval = likely(graph, resting, held, (low, len(origins)))
    contradictions = _contradictions(ordered, context)
    flags, why_flags = _flags(ordered, origins, rings, contradictions, context)
    credibility, why_credible = _credibility(low, origins, _contrary(ordered, contradictions))
    through = [*bottlenecks(graph, resting, held, names), *doubt(graph, resting, held, names)]
    number = [_why_high(ordered, origins), *_updates(ordered, context, names)]
    reasons = [*number, *through, *why_low, *why_flags, *not_denied(ordered, context), why_credible]
    return Claim(
        id=hashlib.sha256(ordered[0].id.encode()).hexdigest()[:16],
        text=_fullest(ordered).text,
        statements=tuple(statement.id for statement in ordered),
        origins=origins,
        low=low,
        high=len(origins),
        flags=flags,
        contradictions=contradictions,
        credibility=credibility,
        reasons=tuple({why.detail: why for why in reversed(reasons)}.values())[::-1],
        estimate=estimate,
        likely=interval,
    )


def between(group: Sequence[Statement], one: Statement, other: Statement, context: Context) -> Between | None:
    """What two statements of *group* share, and what one would have to doubt; None where they are independent."""
    return shared(traced(in_time(group), context), one, other)


def in_time(group: Sequence[Statement]) -> list[Statement]:
    """The statements in the order of their dates, undated ones last: the order in which they are traced."""
    return sorted(group, key=lambda s: (s.asof.first.isoformat() if s.asof else "9999", s.id))


def _label(document: str, context: Context) -> str:
    record = context.documents.get(document)
    return record.name if record else document


def _fullest(group: Sequence[Statement]) -> Statement:
    """The soberest statement that says most: asserted before hedged, then most figures, dates and names, then short."""

    def rank(statement: Statement) -> tuple[int, int, int, str, str]:
        sober = statement.modality in (Modality.ASSERTED, Modality.UNSPECIFIED)
        exact = sum(figure.hedge is not Hedge.VAGUE for figure in statement.figures)
        facts = exact + len(statement.dates) + len(set(statement.names))
        return (not sober, -facts, len(statement.text), statement.text, statement.id)

    return min(group, key=rank)


def _origins(
    graph: Graph,
    resting: Mapping[str, set[str]],
    guesses: Mapping[str, Supposed],
    held: Mapping[str, Statement],
    names: Mapping[str, str],
) -> tuple[Origin, ...]:
    """One origin for each root, named by the best of the nodes that it unites."""
    united = graph.united()
    added: dict[str, list[Step]] = {node: [] for node in resting}
    for voice, guess in guesses.items():
        for statement in sorted(resting[voice] - resting[guess.root]):
            why = replace(guess.why, detail=f"{names[held[statement].document]} {guess.why.detail}")
            added[guess.root].append(Step(statement, guess.read, why))
    found = []
    for node, statements in resting.items():
        roots = sorted(united[node], key=_telling)
        seen = any(root.seen for root in roots)
        ways = steps(graph, node, statements, held)
        evidence = [step.why for step in sorted(ways, key=lambda step: step.statement)]
        if not seen:
            evidence.append(_not_seen(roots))
        evidence += [step.why for step in added[node]]
        name, kind, perhaps = roots[0].name, roots[0].kind, tuple(sorted(step.statement for step in added[node]))
        told = tuple(sorted(statements))
        found.append(Origin(name, kind, seen, told, tuple(evidence), perhaps, (*ways, *added[node])))
    return tuple(sorted(found, key=lambda origin: (-len(origin.statements), origin.root, origin.statements)))


def _telling(root: Root) -> tuple[bool, bool, bool, int, str]:
    """The order of roots that are one: a body before who speaks for it."""
    return root.kind in _WEAK, not root.seen, root.kind is not SourceKind.BODY, len(root.name), root.name


def _not_seen(roots: Sequence[Root]) -> Evidence:
    """Why the own words of a root, by the best of its names first, were not found."""
    if roots[0].kind in BLIND:
        return Evidence("not-seen", "whose words these are cannot be looked up: nobody is named")
    name = called(roots[0].name)
    if texts := sorted({text for root in roots for text in root.texts}):
        where = " or ".join(texts) if len(texts) <= FEW else f"any of the {len(texts)} texts of that source"
        return Evidence("not-told", f"{name} is named, and this was not found in {where}")
    return Evidence("not-seen", f"{name} is named, and no text of that source is in the folder")


def _low(graph: Graph, resting: Mapping[str, set[str]], unsure: Set[str]) -> tuple[int, list[Evidence]]:
    """The roots that stay distinct if every plausible dependence is assumed, and what was assumed.

    A root on which only statements of *unsure* rest may be no root at all.
    """
    nodes = sorted(resting)
    merged = {node: node for node in nodes}

    def top(node: str) -> str:
        while merged[node] != node:
            node = merged[node]
        return node

    reasons = []
    kinds = {node: [r for i, r in graph.roots.items() if graph.find(i) == node] for node in nodes}
    absent = [node for node in nodes if all(r.kind in _INSTITUTION and not r.seen for r in kinds[node])]
    for node in absent[1:]:
        merged[top(node)] = top(absent[0])
    if len(absent) > 1:
        names = ", ".join(sorted(kinds[node][0].name for node in absent))
        reasons.append(Evidence("may-share-report", f"{names} may rest on one report"))
    by_statement: dict[str, list[str]] = {}
    for node in nodes:
        for statement in resting[node]:
            by_statement.setdefault(statement, []).append(node)
    for one, other, why in graph.plausible:
        for a in by_statement.get(one, ()):
            for b in by_statement.get(other, ()):
                if top(a) != top(b):
                    merged[top(a)] = top(b)
                    reasons.append(Evidence("may-be-copied", f"may be one: {why.detail}", why.here, why.there))
    read = {node for node in nodes if resting[node] - unsure}
    strong = {top(node) for node in read if any(r.kind not in _WEAK for r in kinds[node])}
    weak = [node for node in nodes if top(node) not in strong]
    if len(nodes) > 1:
        reasons += [not_sure(kinds[node][0].name) for node in nodes if node not in read]
        reasons += [Evidence("may-be-other", _may_be(kinds[node][0])) for node in weak if node in read]
    return max(len(strong), min(1, len(nodes))), reasons


def _may_be(root: Root) -> str:
    """Why a root may be no origin of its own."""
    if root.kind is SourceKind.UNNAMED:
        return f"the unnamed source ({called(root.name)}) may be one of the others"
    if root.kind is SourceKind.UNSPECIFIED:
        return "no source is specified: it may be any of the others"
    return f"{root.name} names no source of its own: it may rest on any of the others"


def _why_high(group: Sequence[Statement], origins: Sequence[Origin]) -> Evidence:
    if not origins:
        return Evidence("high", "no statement leads to an origin outside the ring of texts that cite each other")
    share = "" if len(group) == 1 else f" of {len(group)} statements"
    parts = [called(origin.root) + (f" ({len(origin.statements)}{share})" if share else "") for origin in origins]
    count = "1 origin" if len(parts) == 1 else f"{len(parts)} origins, with nothing found that ties them to one another"
    return Evidence("high", f"{count}: {'; '.join(parts)}")


def _contradictions(group: Sequence[Statement], context: Context) -> tuple[Link, ...]:
    members = {statement.id for statement in group}
    found = {
        (link.left, link.right): link
        for statement in group
        for link in context.links.get(statement.id, ())
        if link.relation is Relation.CONTRADICTS and not {link.left, link.right} <= members
    }
    return tuple(found[pair] for pair in sorted(found))


def _updates(group: Sequence[Statement], context: Context, names: Mapping[str, str]) -> list[Evidence]:
    """What a later statement of *group* tells anew, the earlier text first: two states of one fact."""
    members = {statement.id: statement for statement in group}
    found: dict[str, Evidence] = {}
    for statement in group:
        for link in context.links.get(statement.id, ()):
            if link.relation is Relation.UPDATES and {link.left, link.right} <= members.keys():
                texts = [names[one.document] for one in group if one.id in (link.left, link.right)]
                why = link.evidence[0]
                found.setdefault(
                    why.detail, replace(why, rule="updated", detail=f"{why.detail} ({', then '.join(texts)})")
                )
    return list(found.values())[:_UPDATES]


def _contrary(group: Sequence[Statement], contradictions: Sequence[Link]) -> set[str]:
    """The statements outside of *group* that contradict one of it."""
    return {end for link in contradictions for end in (link.left, link.right)} - {statement.id for statement in group}


def _flags(
    group: Sequence[Statement],
    origins: Sequence[Origin],
    rings: Sequence[set[str]],
    contradictions: Sequence[Link],
    context: Context,
) -> tuple[tuple[Flag, ...], list[Evidence]]:
    """The warnings that hold, in the order of `Flag`, and the reasons; a ring beside other origins is only a reason."""
    found: dict[Flag, list[Evidence]] = {}
    beside: list[Evidence] = []
    if len(origins) == 1:
        found[Flag.SINGLE_SOURCE] = []
    documents = {statement.id: statement.document for statement in group}
    for ring in rings:
        inside = sorted({documents[statement] for statement in ring})
        names = ", ".join(context.documents[d].name if d in context.documents else d for d in inside)
        why = Evidence("circular", f"{names} cite each other and nothing outside: no verified origin among them")
        (beside if origins else found.setdefault(Flag.CIRCULAR, [])).append(why)
    if origins and all(origin.kind in (SourceKind.UNNAMED, SourceKind.UNSPECIFIED) for origin in origins):
        found[Flag.UNNAMED_ONLY] = [Evidence("unnamed-only", "no source of it has a name")]
    if contradictions:
        count = len(_contrary(group, contradictions))
        say = "1 statement in the folder says" if count == 1 else f"{count} statements in the folder say"
        found[Flag.CONTRADICTED] = [Evidence("contradicted", f"{say} otherwise")]
    if altered := altered_quotes(group, context):
        found[Flag.ALTERED_QUOTE] = altered
    if unconfirmed := not_confirmed(group, context):
        found[Flag.NOT_CONFIRMED] = unconfirmed
    flags = tuple(flag for flag in Flag if flag in found)
    return flags, [*beside, *(evidence for flag in flags for evidence in found[flag])]


def _credibility(low: int, origins: Sequence[Origin], contrary: Set[str]) -> tuple[int, Evidence]:
    """The second axis of the Admiralty scale as a proposal: 1 confirmed to 5 improbable, 6 cannot be judged."""
    if not origins or all(origin.kind in (SourceKind.UNNAMED, SourceKind.UNSPECIFIED) for origin in origins):
        return 6, Evidence("credibility", "credibility 6: no named origin to judge by")
    if all(any(why.rule == "created" for why in origin.evidence) for origin in origins):
        return 5, Evidence("credibility", "credibility 5: the source that it names says otherwise, or nothing of it")
    if contrary:
        if low >= 2:
            return 3, Evidence("credibility", "credibility 3: two or more independent origins, but contradicted")
        return 4, Evidence("credibility", "credibility 4: one origin at least, and contradicted")
    if low >= 2:
        return 1, Evidence(
            "credibility", f"credibility 1: at least {low} independent origins agree, and nothing contradicts them"
        )
    if len(origins) >= 2:
        return 2, Evidence("credibility", "credibility 2: perhaps several origins agree, and nothing contradicts them")
    return 3, Evidence("credibility", "credibility 3: one origin only, and nothing contradicts it")
