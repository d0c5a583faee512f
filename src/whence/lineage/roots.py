"""From each statement of a claim back to the roots it rests on, as a directed graph.

A statement leads to the source it names last, to the document it was copied from, to a cited or linked document that
says the same, or, with none of these, to its document's own voice. Where a path ends is a root; a ring that nothing
outside supports is none. Wrong where a text was rewritten without naming or linking anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from whence.lineage.cautions import may_hold
from whence.lineage.context import Context
from whence.lineage.shelf import name_key
from whence.model import Derivation, DerivationKind, Evidence, Mention, Passage, Relation, SourceKind, Span, Statement
from whence.text import fold, lexicon, maker_kind

PROVEN = 0.6
"""Probability from which a dependence counts as proven; below it is a plausible one."""
_BLIND = (SourceKind.UNNAMED, SourceKind.UNSPECIFIED)
_REPRESENTED = (SourceKind.BODY, SourceKind.DOCUMENT)
_REUSE = (DerivationKind.COPY, DerivationKind.PASSAGE)


@dataclass(slots=True)
class Root:
    """A place where paths may end: its shown name, kind, and whether its own words are in the folder."""

    name: str
    kind: SourceKind
    seen: bool = False


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


def voice(document: str, context: Context, graph: Graph) -> str:
    """The root for a document's own voice: the person or body that made it, or else this very document."""
    makers = [
        context.sources[source]
        for source in context.makers.get(document, ())
        if context.sources[source].kind in (SourceKind.PERSON, SourceKind.BODY)
    ]
    record = context.documents.get(document)
    if not makers:
        node = f"voice:{document}"
        label = (record and (record.publisher or record.author or record.title or record.name)) or document
        kind = maker_kind(record.publisher, record.author, record.text) if record else SourceKind.DOCUMENT
        graph.roots.setdefault(node, Root(label, kind)).seen = True
        return node
    makers.sort(key=lambda source: (source.kind is not SourceKind.PERSON, source.id))
    for maker in makers:
        graph.roots.setdefault(maker.id, Root(maker.name, maker.kind)).seen = True
        graph.same(makers[0].id, maker.id)
    return makers[0].id


def traced(group: Sequence[Statement], context: Context) -> Graph:
    """The graph of *group*: every statement leads somewhere."""
    graph = Graph()
    by_document: dict[str, list[Statement]] = {}
    for statement in group:
        by_document.setdefault(statement.document, []).append(statement)
    for statement in group:
        copied = _from_copies(statement, by_document, context, graph)
        named = _from_chain(statement, by_document, context, graph, copied)
        if not (named or copied) and not _from_links(statement, by_document, context, graph):
            why = Evidence("own-voice", "its document says so in its own voice", statement.span)
            graph.lead(statement.id, voice(statement.document, context, graph), why)
    _settle(group, graph)
    _represented(graph, context)
    return graph


def _represented(graph: Graph, context: Context) -> None:
    """A director and her company, a report and the body that wrote it, a register and its keeper are one root."""
    whole = {source: root for source, root in graph.roots.items() if root.kind in _REPRESENTED}
    for source in sorted(graph.roots):
        for words in sorted(context.titles.get(source, ())):
            if graph.roots[source].kind is SourceKind.PERSON and not lexicon("office_nouns") & set(words.split()):
                continue
            for other in sorted(whole):
                name = name_key(whole[other].name)
                if other != source and " " in name and f" {name} " in f" {words} ":
                    graph.same(source, other)


def _settle(group: Sequence[Statement], graph: Graph) -> None:
    """Copies of one text, the direction unknown, have one root: the named one, or one of their voices for all."""
    copies: dict[str, list[str]] = {}
    for statement in sorted(group, key=lambda statement: statement.id):
        copies.setdefault(graph.find(statement.id), []).append(statement.id)
    for node, members in copies.items():
        if len(members) < 2:
            continue
        why = {there: why for m in members for there, why in graph.edges.get(m, {}).items() if there not in members}
        leads = list(why)
        _unite_unnamed(graph, leads)
        voices = sorted({there for there in leads if there.startswith("voice:")})
        elsewhere = [there for there in leads if there not in voices]
        if any(why[there].rule != "copied" for there in elsewhere) or _grounded(elsewhere, node, copies, graph):
            for member in members:
                for own in voices:
                    graph.edges.get(member, {}).pop(own, None)
        else:
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


def _unite_unnamed(graph: Graph, leads: Iterable[str]) -> None:
    """An unnamed source that copies of one text describe alike is one source."""
    alike: dict[str, str] = {}
    for there in sorted(set(leads)):
        root = graph.roots.get(there)
        if root and root.kind in _BLIND:
            graph.same(there, alike.setdefault(fold(root.name), there))


def _from_copies(
    statement: Statement, by_document: Mapping[str, list[Statement]], context: Context, graph: Graph
) -> bool:
    """A statement inside a shared passage depends on the statement of the text that the passage was taken from."""
    found = False
    for edge in context.derivations.get(statement.document, ()):
        if edge.kind not in _REUSE or edge.source not in by_document:
            continue
        for other, span in _counterparts(statement, edge.source, by_document, context):
            if _named_apart(statement, other, context):
                continue
            why = Evidence("copied", f"these words stand also in {_label(edge.source, context)}", statement.span, span)
            if edge.probability >= PROVEN:
                graph.lead(statement.id, other.id, why)
                found = True
            elif _agree(statement, other, context):
                graph.same(statement.id, other.id)
            else:
                graph.plausible.append((statement.id, other.id, why))
    return found


def _counterparts(
    statement: Statement, source: str, by_document: Mapping[str, list[Statement]], context: Context
) -> list[tuple[Statement, Span]]:
    """The statements of *source* that stand where *statement* stands in a passage that the two documents share."""
    pair = (min(statement.document, source), max(statement.document, source))
    found = []
    for passage in context.passages.get(pair, ()):
        mine, theirs = _sides(passage, statement.document)
        inside = [other for other in by_document[source] if _inside(other.span, theirs)]
        if inside and _inside(statement.span, mine):
            ahead = statement.span.start - mine.start
            found.append((min(inside, key=lambda other: abs(other.span.start - theirs.start - ahead)), theirs))
    return found


def _sides(passage: Passage, document: str) -> tuple[Span, Span]:
    return (passage.here, passage.there) if passage.left == document else (passage.there, passage.here)


def _inside(span: Span, passage: Span) -> bool:
    """Whether at least two thirds of *span* lie in *passage*."""
    return 1.5 * (min(span.end, passage.end) - max(span.start, passage.start)) >= len(span)


def _named_apart(one: Statement, other: Statement, context: Context) -> bool:
    """Whether each names a source, and the two are different ones: like words do not make them one."""
    return all(s.chain and s.chain[-1].kind not in _BLIND for s in (one, other)) and not _agree(one, other, context)


def _agree(one: Statement, other: Statement, context: Context) -> bool:
    """Whether two statements name the same last source, or describe it alike, or at most one names any."""
    ends = [source_id(s.document, s.chain[-1], context) for s in (one, other) if s.chain]
    if len(ends) < 2 or ends[0] == ends[1]:
        return True
    left, right = one.chain[-1], other.chain[-1]
    return left.kind in _BLIND and right.kind in _BLIND and fold(left.name) == fold(right.name)


def source_id(document: str, mention: Mention, context: Context) -> str:
    """The Source behind a mention, or a stand-in of its own."""
    return context.of.get((document, mention.name)) or f"{document}:{mention.name}"


def _from_chain(
    statement: Statement,
    by_document: Mapping[str, list[Statement]],
    context: Context,
    graph: Graph,
    copied: bool,
) -> bool:
    """A statement rests on the innermost source it names, or on what that source's own document rests on."""
    if not statement.chain:
        return False
    innermost = statement.chain[-1]
    outer = statement.chain[-2] if len(statement.chain) > 1 else None
    blind = innermost.kind in _BLIND
    reader = outer if blind and outer is not None and outer.kind not in _BLIND else innermost
    source = source_id(statement.document, reader, context)
    made = [document for document in context.made.get(source, ()) if document in by_document]
    others = [document for document in made if document != statement.document]
    for document in others:
        why = Evidence("cites", f"names {reader.name}, and {_label(document, context)} says the same", statement.span)
        for other in by_document[document]:
            graph.lead(statement.id, other.id, why)
    if others:
        return True
    if denied := _denied_by(statement, context.made.get(source, ()), context):
        why = Evidence("created", f"names {reader.name}, but {_label(denied, context)} says otherwise", statement.span)
        graph.lead(statement.id, voice(statement.document, context, graph), why)
        return True
    if innermost.kind is SourceKind.DOCUMENT and (empty := _silent(statement, source, context)):
        why = Evidence(
            "created", f"names {reader.name}, but {_label(empty, context)} holds no such fact", statement.span
        )
        graph.lead(statement.id, voice(statement.document, context, graph), why)
        return True
    if blind and copied:
        return True
    own = source in context.makers.get(statement.document, ())
    if own and not blind:
        node = voice(statement.document, context, graph)
    elif blind:
        node = f"{source}/{innermost.kind}" if reader is outer else source
        graph.roots.setdefault(node, Root(innermost.name, innermost.kind))
    else:
        node = source
        known = context.sources.get(source)
        kind = known.kind if known and known.kind not in _BLIND else innermost.kind
        graph.roots.setdefault(node, Root(known.name if known else innermost.name, kind))
    if copied and not blind:
        _unify(statement, node, by_document, context, graph)
        return True
    graph.lead(statement.id, node, Evidence("names", f"names {innermost.name} as its source", statement.span))
    return True


def _denied_by(statement: Statement, made: Sequence[str], context: Context) -> str | None:
    """The document of the named source that contradicts what *statement* has it say."""
    for link in context.links.get(statement.id, ()):
        other = context.statements.get(link.right if link.left == statement.id else link.left)
        if link.relation is Relation.CONTRADICTS and other and other.document in made:
            return other.document
    return None


def _silent(statement: Statement, source: str, context: Context) -> str | None:
    """The named document, where it is in the folder and no sentence of it can hold what *statement* has it say."""
    made = [d for d in context.made.get(source, ()) if d in context.documents and d != statement.document]
    if any(may_hold(context.documents[document], statement) for document in made):
        return None
    return made[0] if made else None


def _unify(
    statement: Statement, node: str, by_document: Mapping[str, list[Statement]], context: Context, graph: Graph
) -> None:
    """The source that a copy names is the one behind the words that were copied in their document's own voice."""
    for other in list(graph.edges.get(statement.id, ())):
        original = next((s for found in by_document.values() for s in found if s.id == other), None)
        if original is not None and original.chain and original.chain[-1].kind in _BLIND:
            blind = source_id(original.document, original.chain[-1], context)
            graph.same(node, blind)
        if original is not None and not original.chain:
            why = Evidence("copy-names", f"a copy of these words names {graph.roots[node].name}", original.span)
            graph.lead(original.id, node, why)
            makers = context.makers.get(original.document, ())
            if any(context.sources[maker].kind is SourceKind.BODY for maker in makers):
                graph.same(voice(original.document, context, graph), node)


def _from_links(
    statement: Statement, by_document: Mapping[str, list[Statement]], context: Context, graph: Graph
) -> bool:
    """A statement without a source rests on what its document credits, cites or links to, if that says the same."""
    edges = [edge for edge in context.derivations.get(statement.document, ()) if edge.kind not in _REUSE]
    found = False
    for edge in edges:
        if edge.source in by_document:
            why = Evidence(
                str(edge.kind), f"{_verb(edge)} {_label(edge.source, context)}, which says the same", edge.here
            )
            for other in by_document[edge.source]:
                if edge.probability >= PROVEN:
                    graph.lead(statement.id, other.id, why)
                    found = True
                else:
                    graph.plausible.append((statement.id, other.id, why))
    agencies = [edge for edge in edges if edge.kind is DerivationKind.CREDIT and edge.source not in context.documents]
    if not found:
        for edge in agencies:
            name = edge.source.removeprefix("name:")
            shown = next((c for c in context.documents[edge.derived].credits if c.casefold() == name), name)
            graph.roots.setdefault(edge.source, Root(shown, SourceKind.OUTLET))
            graph.lead(statement.id, edge.source, Evidence("credit", f"its text is credited to {shown}", edge.here))
            found = True
    return found


def _verb(edge: Derivation) -> str:
    verbs = {DerivationKind.HYPERLINK: "links to", DerivationKind.CREDIT: "is credited to"}
    return verbs.get(edge.kind, "cites")


def _label(document: str, context: Context) -> str:
    record = context.documents.get(document)
    return record.name if record else document


def ends(graph: Graph, statements: Iterable[str]) -> tuple[dict[str, set[str]], list[set[str]]]:
    """Statement ids by the root node they rest on, and the rings (node sets) that nothing outside supports."""
    forward: dict[str, set[str]] = {}
    for here, leads in graph.edges.items():
        forward.setdefault(graph.find(here), set()).update(graph.find(there) for there in leads)
    rooted = {graph.find(root) for root in graph.roots}
    reach = {node: _reached(node, forward) for node in {graph.find(s) for s in statements}}
    resting: dict[str, set[str]] = {}
    rings: list[set[str]] = []
    for statement in sorted(statements):
        reached = reach[graph.find(statement)]
        terminal = {node for node in reached if node in rooted and not (forward.get(node, set()) - {node})}
        for node in terminal:
            resting.setdefault(node, set()).add(statement)
        if not terminal and reached not in rings:
            rings.append(reached)
    return resting, rings


def _reached(start: str, forward: Mapping[str, set[str]]) -> set[str]:
    reached, waiting = {start}, [start]
    while waiting:
        for node in forward.get(waiting.pop(), ()):
            if node not in reached:
                reached.add(node)
                waiting.append(node)
    return reached
