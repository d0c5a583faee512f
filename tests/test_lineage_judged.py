"""Judgements on derivations: rejected ones go, accepted and added ones are proven, the latest one counts."""

from __future__ import annotations

import hypothesis.strategies as st
from benchmarks.affairs import Case
from benchmarks.origins import surroundings
from hypothesis import HealthCheck, given, settings

from whence.lineage import Context, assess, context, judged, pair
from whence.lineage.context import source_id
from whence.lineage.copying import derivation
from whence.model import Derivation, DerivationKind, Evidence, Judgement, SourceKind, Statement


def edge(source: str, derived: str, kind: DerivationKind, probability: float = 0.5) -> Derivation:
    return derivation(kind, source, derived, probability, Evidence("found", "found"))


def by(finding: str, verdict: str, note: str = "") -> Judgement:
    return Judgement(finding, verdict, "ada", "2024-03-05T10:00:00+00:00", note)


COPY, BACK = edge("a", "b", DerivationKind.COPY), edge("b", "a", DerivationKind.COPY)
CITES = edge("a", "b", DerivationKind.CITATION, 0.9)


def after(*judgements: Judgement) -> tuple[dict[tuple[str, str, str], float], frozenset[tuple[str, str]]]:
    found = judged([COPY, BACK, CITES], judgements, {"a", "b", "c"})
    return {(e.source, e.derived, str(e.kind)): e.probability for e in found.derivations}, found.parted


def test_without_judgements_all_stays() -> None:
    assert after() == ({("a", "b", "copy"): 0.5, ("b", "a", "copy"): 0.5, ("a", "b", "citation"): 0.9}, frozenset())


def test_a_rejected_derivation_is_gone() -> None:
    assert ("a", "b", "copy") not in after(by(COPY.id, "reject"))[0]


def test_a_rejected_citation_parts_the_two_documents() -> None:
    left, parted = after(by(CITES.id, "reject"))
    assert ("a", "b", "citation") not in left and parted == {("a", "b")}


def test_an_accepted_copy_is_sure_and_its_opposite_is_gone() -> None:
    left, _ = after(by(COPY.id, "accept"))
    assert left == {("a", "b", "copy"): 1.0, ("a", "b", "citation"): 0.9}


def test_an_added_derivation_stands_with_who_added_it_and_why() -> None:
    found = judged([], [by(pair("c", "a"), "add", "the editor told me")], {"a", "c"})
    (added,) = found.derivations
    assert (added.source, added.derived, added.probability) == ("c", "a", 1.0)
    assert added.evidence[0].detail == "added by ada on 2024-03-05: the editor told me"
    assert judged([], [by(pair("gone", "a"), "add")], {"a"}).derivations == ()


def test_the_latest_judgement_counts() -> None:
    assert after(by(COPY.id, "reject"), by(COPY.id, "accept"))[0]["a", "b", "copy"] == 1.0
    assert after(by(CITES.id, "accept"), by(CITES.id, "reject"))[1] == {("a", "b")}
    left, parted = after(by(pair("a", "b"), "reject"), by(CITES.id, "accept"))
    assert left["a", "b", "citation"] == 1.0 and not parted
    left, parted = after(by(pair("a", "b"), "add"), by(pair("a", "b"), "reject"))
    assert left == {("b", "a", "copy"): 0.5} and parted == {("a", "b")}


def test_a_judgement_on_something_else_changes_nothing() -> None:
    assert after(by("c1", "reject"), by(COPY.id, "odd")) == after()


def own_root(statement: Statement, around: Context) -> str:
    """What a statement rests on by itself: the source that it names last, or who made its document.

    An unnamed source is that of whoever is said to have heard it.
    """
    document, makers = statement.document, around.makers.get(statement.document, ())
    kept = [m for m in makers if around.sources[m].kind in (SourceKind.PERSON, SourceKind.BODY)]
    voice = min(kept, default=document)
    if not statement.chain:
        return voice
    *outer, inner = statement.chain
    blind = inner.kind is SourceKind.UNNAMED
    if blind and outer and outer[-1].kind is not SourceKind.UNNAMED:
        return f"{source_id(document, outer[-1], around)}/"
    source = source_id(document, inner, around)
    return voice if source in makers and not blind else source


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 10_000))
def test_with_every_derivation_rejected_the_statements_own_roots_are_counted(seed: int) -> None:
    statements, around = surroundings(Case(seed))
    found = [edge for edges in around.derivations.values() for edge in edges]
    everything = [by(pair(a, b), "reject") for a in around.documents for b in around.documents if a != b]
    everything += [by(edge.id, "reject") for edge in found]
    alone = judged(found, everything, around.documents)
    assert not alone.derivations
    apart = context(
        documents=around.documents.values(),
        sources=around.sources.values(),
        of=around.of,
        statements=around.statements,
        passages=[passage for passages in around.passages.values() for passage in passages],
        derivations=alone.derivations,
        parted=alone.parted,
    )
    assert assess(statements, apart).high == len({own_root(statement, apart) for statement in statements})
