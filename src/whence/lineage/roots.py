"""From each statement of a claim back to the roots it rests on, as a directed graph.

A statement leads to the source it names last, to the document it was copied from, to a cited or linked document that
says the same, or, with none of these, to its document's own voice. Where a path ends is a root; a ring that nothing
outside supports is none. Wrong where a text was rewritten without naming or linking anything.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from whence.lineage.belied import belied
from whence.lineage.context import Context, labelled, source_id
from whence.lineage.copying import REUSE
from whence.lineage.graph import BLIND, Graph, Root, ends, settle, unite_alike
from whence.lineage.incumbents import in_office
from whence.lineage.judged import ADDED
from whence.lineage.kin import alike, kin
from whence.lineage.shelf import called, name_key
from whence.lineage.united import represented, written_once
from whence.model import (
    Derivation,
    DerivationKind,
    Evidence,
    Mention,
    Passage,
    SourceKind,
    Span,
    Statement,
)
from whence.text import content_words, fold, maker_kind

PROVEN = 0.6
"""Probability from which a dependence counts as proven; below it is a plausible one."""
_ANYBODY = frozenset(["he", "she", "they", "it", "we", "i"])
"""Sources of whom the text does not say who they are."""
_CORRECTS = re.compile(
    r"^[^\w\n]*correct(?:ion|ed)\b|\b(?:an earlier|a previous) version of this\b", re.IGNORECASE | re.MULTILINE
)


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
    unnamed: list[Statement] = []
    for statement in group:
        taken = _from_copies(statement, by_document, context, graph)
        taken = _from_correction(statement, by_document, context, graph) or taken
        added = _from_added(statement, by_document, context, graph)
        if not statement.chain or statement.chain[-1].kind in BLIND:
            taken = taken or added
        named = _from_chain(statement, by_document, context, graph, taken)
        if statement.chain:
            unnamed += [statement] if statement.chain[-1].kind in BLIND else []
            continue
        linked = [find(statement, by_document, context, graph) for find in (_from_links, _from_credits)]
        if not (taken or named or any(linked)):
            why = Evidence("own-voice", "its document says so in its own voice", statement.span)
            graph.lead(statement.id, voice(statement.document, context, graph), why)
            unnamed.append(statement)
    _from_kin(by_document, context, graph)
    written_once(unnamed, context, graph)
    settle(group, graph)
    _out_of_rings(by_document, context, graph)
    represented(graph, context)
    in_office(graph, context)
    return graph


def _out_of_rings(by_document: Mapping[str, list[Statement]], context: Context, graph: Graph) -> None:
    """Copies of each other that all come from one another rest on the source that they name, if it is none of them.

    Where none of them names anybody, dates and links are at odds, and nobody says that he has it from another: their
    words are those of the earliest, and no circle of reports.
    """
    held = {statement.id: statement for some in by_document.values() for statement in some}
    for ring in ends(graph, held)[1]:
        naming = [statement for statement in held.values() if statement.id in ring and statement.chain]
        for statement in naming:
            _from_chain(statement, by_document, context, graph, copied=False)
        unite_alike(graph, [there for statement in naming for there in graph.edges.get(statement.id, ())])
        rules = {graph.edges[one][other].rule for one in ring for other in ring & graph.edges.get(one, {}).keys()}
        if "copied" in rules and rules <= {"copied", DerivationKind.HYPERLINK} and not naming:
            first = next(statement for statement in held.values() if statement.id in ring)
            why = Evidence("own-voice", "its document says so in its own voice", first.span)
            graph.lead(first.id, voice(first.document, context, graph), why)
            for other in ring:
                graph.same(first.id, other)


def _from_added(
    statement: Statement, by_document: Mapping[str, list[Statement]], context: Context, graph: Graph
) -> bool:
    """A statement rests on what the document says of which a person added that this one was taken from it."""
    found = False
    for edge in context.derivations.get(statement.document, ()):
        if edge.source in by_document and edge.evidence and edge.evidence[0].rule == ADDED:
            why = Evidence(ADDED, f"was taken from {labelled(edge.source, context)}: {edge.evidence[0].detail}")
            for other in by_document[edge.source]:
                graph.lead(statement.id, other.id, why)
            found = True
    return found


def _from_copies(
    statement: Statement, by_document: Mapping[str, list[Statement]], context: Context, graph: Graph
) -> bool:
    """A statement inside a shared passage depends on the statement of the text that the passage was taken from."""
    found = False
    for edge in context.derivations.get(statement.document, ()):
        if edge.kind not in REUSE or edge.source not in by_document:
            continue
        for other, span in _counterparts(statement, edge.source, by_document, context):
            if _named_apart(statement, other, context):
                continue
            why = Evidence(
                "copied", f"these words stand also in {labelled(edge.source, context)}", statement.span, span
            )
            if edge.probability >= PROVEN:
                graph.lead(statement.id, other.id, why)
                found = True
            elif _agree(statement, other, context):
                graph.same(statement.id, other.id)
            else:
                graph.plausible.append((statement.id, other.id, why))
    return found


def _from_kin(by_document: Mapping[str, list[Statement]], context: Context, graph: Graph) -> None:
    """The same words of kin are one; what else they tell alike may be, where they share much."""
    for near in kin(list(by_document), context):
        for statement in by_document[near.one]:
            copied = {other.id for other, _ in _counterparts(statement, near.other, by_document, context)}
            for other in by_document[near.other]:
                if (near.direct and other.id in copied) or _named_apart(statement, other, context):
                    continue
                if (other.id in copied or (near.much and alike(statement, other))) and _agree(
                    statement, other, context
                ):
                    graph.same(statement.id, other.id)
                elif near.much:
                    why = Evidence(
                        "kin",
                        f"shares other words at length with {labelled(near.other, context)}",
                        statement.span,
                        other.span,
                    )
                    graph.plausible.append((statement.id, other.id, why))


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
    return all(s.chain and s.chain[-1].kind not in BLIND for s in (one, other)) and not _agree(one, other, context)


def _agree(one: Statement, other: Statement, context: Context) -> bool:
    """Whether two statements name the same last source, or describe it alike, or at most one names any."""
    ends = [source_id(s.document, s.chain[-1], context) for s in (one, other) if s.chain]
    if len(ends) < 2 or ends[0] == ends[1]:
        return True
    left, right = one.chain[-1], other.chain[-1]
    return left.kind == right.kind and fold(left.name) == fold(right.name)


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
    blind = innermost.kind in BLIND
    reader = outer if blind and outer is not None and outer.kind not in BLIND else innermost
    source = source_id(statement.document, reader, context)
    made = [d for d in context.made.get(source, ()) if (d, statement.document) not in context.parted]
    others = _read(statement, [d for d in made if d in by_document and d != statement.document], by_document)
    for document in others:
        why = Evidence(
            "cites", f"names {called(reader.name)}, and {labelled(document, context)} says the same", statement.span
        )
        for other in by_document[document]:
            graph.lead(statement.id, other.id, why)
    if others:
        return True
    if why_not := belied(statement, reader, made, by_document, context):
        graph.lead(statement.id, voice(statement.document, context, graph), why_not)
        return True
    if blind and copied:
        return True
    node = _root(statement, reader, source, context, graph)
    if copied and not blind:
        _unify(statement, node, by_document, context, graph)
        return True
    graph.lead(statement.id, node, Evidence("names", _naming(innermost), statement.span))
    return True


def _root(statement: Statement, reader: Mention, source: str, context: Context, graph: Graph) -> str:
    """The root for the innermost source of *statement*; one that nobody names is told apart by its *reader*."""
    innermost = statement.chain[-1]
    if innermost.kind in BLIND or innermost.name.lower() in _ANYBODY:
        node = source if reader is innermost else f"{source}/{innermost.kind}"
        kind = innermost.kind if innermost.kind in BLIND else SourceKind.UNNAMED
        graph.roots.setdefault(node, Root(innermost.name, kind))
        return node
    if source in context.makers.get(statement.document, ()):
        return voice(statement.document, context, graph)
    known = context.sources.get(source)
    kind = known.kind if known and known.kind not in BLIND else innermost.kind
    root = graph.roots.setdefault(source, Root(known.name if known else innermost.name, kind))
    root.texts = root.texts or tuple(labelled(d, context) for d in context.made.get(source, ()))
    return source


def _naming(source: Mention) -> str:
    if source.kind is SourceKind.UNSPECIFIED:
        return "says that this is said, and not by whom"
    if source.kind is SourceKind.UNNAMED:
        return f"has it from somebody whom it does not name ({called(source.name)})"
    return f"names {called(source.name)} as its source"


def _read(statement: Statement, found: Sequence[str], by_document: Mapping[str, list[Statement]]) -> list[str]:
    """Of several documents of one maker those that *statement* may have read: not later, and most of its words."""

    def later(other: Statement) -> bool:
        return bool(statement.asof and other.asof and other.asof.first > statement.asof.last)

    if len(found) < 2:
        return list(found)
    words = set(content_words(statement.text))
    ranks = {
        document: max(
            (not later(other), len(words & set(content_words(other.text)))) for other in by_document[document]
        )
        for document in found
    }
    return [document for document in found if ranks[document] == max(ranks.values())]


def _unify(
    statement: Statement, node: str, by_document: Mapping[str, list[Statement]], context: Context, graph: Graph
) -> None:
    """The source that a copy names is the one behind the words that were copied in their document's own voice."""
    for other in list(graph.edges.get(statement.id, ())):
        original = next((s for found in by_document.values() for s in found if s.id == other), None)
        behind = source_id(original.document, original.chain[-1], context) if original and original.chain else None
        if original and behind and original.chain[-1].kind in BLIND:
            graph.same(node, behind)
        if behind == node:
            why = Evidence("names", f"names {graph.roots[node].name} as its source", statement.span)
            graph.lead(statement.id, node, why)
        if original is not None and not original.chain:
            why = Evidence("copy-names", f"a copy of these words names {graph.roots[node].name}", original.span)
            graph.lead(original.id, node, why)
            makers = context.makers.get(original.document, ())
            if any(context.sources[maker].kind is SourceKind.BODY for maker in makers):
                graph.same(voice(original.document, context, graph), node)


def _from_links(
    statement: Statement, by_document: Mapping[str, list[Statement]], context: Context, graph: Graph
) -> bool:
    """A statement without a source rests on what its document cites or links to, if that says the same."""
    found = False
    for edge in context.derivations.get(statement.document, ()):
        if edge.kind in REUSE or edge.kind is DerivationKind.CREDIT or edge.source not in by_document:
            continue
        why = Evidence(
            str(edge.kind), f"{_verb(edge)} {labelled(edge.source, context)}, which says the same", edge.here
        )
        for other in by_document[edge.source]:
            if edge.probability >= PROVEN:
                graph.lead(statement.id, other.id, why)
                found = True
            else:
                graph.plausible.append((statement.id, other.id, why))
    return found


def _from_credits(
    statement: Statement, by_document: Mapping[str, list[Statement]], context: Context, graph: Graph
) -> bool:
    """A statement without a source rests on that story of the agency or paper its document credits which says the same.

    Where there is none in the folder, the agency is the root.
    """
    edges = [e for e in context.derivations.get(statement.document, ()) if e.kind is DerivationKind.CREDIT]
    stories = {edge.source: edge for edge in edges if edge.source in by_document}
    agencies = [edge for edge in edges if edge.source not in context.documents]
    for edge in agencies:
        name = edge.source.removeprefix("name:")
        stories |= {d: edge for d in by_document if _published(d, name, statement.document, context)}
    for document in _read(statement, sorted(stories), by_document):
        why = Evidence(
            "credit", f"is credited to {labelled(document, context)}, which says the same", stories[document].here
        )
        for other in by_document[document]:
            graph.lead(statement.id, other.id, why)
    for edge in agencies if not stories else ():
        name = edge.source.removeprefix("name:")
        shown = next((c for c in context.documents[edge.derived].credits if name_key(c) == name), name)
        graph.roots.setdefault(edge.source, Root(shown, SourceKind.OUTLET))
        graph.lead(statement.id, edge.source, Evidence("credit", f"its text is credited to {shown}", edge.here))
    return bool(stories or agencies)


def _published(document: str, name: str, reader: str, context: Context) -> bool:
    """Whether the paper of this name, as names are compared, published *document*, and *reader* may rest on it."""
    if document == reader or (document, reader) in context.parted or document not in context.documents:
        return False
    return name_key(context.documents[document].publisher or "") == name


def _from_correction(
    statement: Statement, by_document: Mapping[str, list[Statement]], context: Context, graph: Graph
) -> bool:
    """A correction that names nobody rests on what the corrected story rests on."""
    if statement.chain and statement.chain[-1].kind not in BLIND:
        return False
    document = context.documents.get(statement.document)
    if document is None or not document.publisher or len(by_document) < 2:
        return False
    name = name_key(document.publisher)
    earlier = [d for d in by_document if _published(d, name, statement.document, context)]
    if not earlier or not _CORRECTS.search(document.text):
        return False
    for other in _read(statement, earlier, by_document):
        why = Evidence("corrects", f"corrects what {labelled(other, context)} of the same paper says", statement.span)
        for corrected in by_document[other]:
            graph.lead(statement.id, corrected.id, why)
    return True


def _verb(edge: Derivation) -> str:
    return "links to" if edge.kind is DerivationKind.HYPERLINK else "cites"
