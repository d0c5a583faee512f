"""Why statements have one origin: ways, bottlenecks, and what one would have to doubt."""

from __future__ import annotations

import hypothesis.strategies as st
from hypothesis import given

from whence.lineage.explained import bottlenecks, doubt, shared, steps, told
from whence.lineage.graph import Graph, Root, ends
from whence.model import Evidence, SourceKind, Span, Statement

NAMES = {name: f"{name}.txt" for name in "abcdefgh"}
HELD = {name: Statement(name, name, (Span(0, 1),), f"words of {name}") for name in NAMES}
VELT = "velt"


def graph(*edges: tuple[str, str], alike: tuple[tuple[str, str], ...] = ()) -> Graph:
    """A graph with these edges, the node `velt` a root."""
    found = Graph(roots={VELT: Root("Mara Velt", SourceKind.PERSON)})
    for here, there in edges:
        rule = "names" if there == VELT else "copied"
        found.lead(here, there, Evidence(rule, "names Mara Velt as its source", Span(0, 1), Span(0, 1)))
    for one, other in alike:
        found.same(one, other)
    return found


def sentences(found: Graph, one: str, other: str) -> tuple[str, list[str]]:
    between = shared(found, HELD[one], HELD[other])
    assert between is not None
    return between.meeting, [told(step, HELD, NAMES) for step in between.doubts]


def test_each_statement_has_its_next_step_on_the_shortest_way() -> None:
    found = graph(("a", VELT), ("b", "a"), ("c", "b"), ("c", "a"))
    assert [(s.statement, s.then) for s in steps(found, VELT, "abc", HELD)] == [("a", None), ("b", "a"), ("c", "a")]


def test_one_text_with_another_is_a_step_too() -> None:
    found = graph(("a", VELT), alike=(("a", "b"),))
    assert [(s.statement, s.then, s.why.rule) for s in steps(found, VELT, "ab", HELD)] == [
        ("a", None, "names"),
        ("b", "a", "alike"),
    ]


def test_two_copies_meet_in_what_they_were_copied_from_and_one_doubt_parts_them() -> None:
    meeting, doubts = sentences(graph(("a", VELT), ("b", "a"), ("c", "a")), "b", "c")
    assert meeting == "a"
    assert len(doubts) == 1


def test_every_way_has_to_be_doubted() -> None:
    _, doubts = sentences(graph(("b", "a"), ("b", "d"), ("a", VELT), ("d", VELT), ("c", "d"), ("c", "a")), "b", "c")
    assert doubts == ["b.txt has the words of a.txt", "b.txt has the words of d.txt"]


def test_doubting_what_lies_beyond_the_meeting_parts_nothing() -> None:
    meeting, doubts = sentences(graph(("b", "a"), ("c", "a"), ("a", VELT)), "b", "a")
    assert (meeting, doubts) == ("a", ["b.txt has the words of a.txt"])


def test_two_who_name_the_same_source_meet_there() -> None:
    assert sentences(graph(("a", VELT), ("b", VELT)), "a", "b")[0] == "Mara Velt"


def test_independent_statements_share_nothing() -> None:
    found = graph(("a", VELT))
    found.roots["tarn"] = Root("Oskar Tarn", SourceKind.PERSON)
    found.lead("b", "tarn", Evidence("names", ""))
    assert shared(found, HELD["a"], HELD["b"]) is None


def test_the_text_that_all_others_pass_through_is_told() -> None:
    found = graph(("a", VELT), ("b", "a"), ("c", "a"), ("d", "c"))
    resting, _ = ends(found, "abcd")
    (why,) = bottlenecks(found, resting, HELD, NAMES)
    assert why.detail == "all 3 others that rest on Mara Velt do so only through a.txt"
    found.lead("d", VELT, Evidence("names", ""))
    assert bottlenecks(found, ends(found, "abcd")[0], HELD, NAMES) == []


def test_what_would_make_it_two_origins() -> None:
    found = graph(("a", VELT), ("b", "a"), ("b", VELT), ("c", "a"))
    (why,) = doubt(found, ends(found, "abc")[0], HELD, NAMES)
    assert why.detail == "it would have two origins if one doubted that c.txt has the words of a.txt"
    assert doubt(graph(("a", VELT)), {VELT: {"a"}}, HELD, NAMES) == []


EDGES = st.lists(
    st.tuples(st.sampled_from("abcdef"), st.sampled_from(["a", "b", "c", "d", "e", "f", VELT])), max_size=14
)


@given(EDGES, st.sampled_from(["ab", "bc", "af"]))
def test_without_the_doubted_dependences_two_statements_share_nothing(edges: list[tuple[str, str]], pair: str) -> None:
    found = graph(*edges)
    between = shared(found, HELD[pair[0]], HELD[pair[1]])
    if between is None:
        return
    for step in between.doubts:
        leads = found.edges[step.statement]
        del leads[step.then or VELT]
    assert shared(found, HELD[pair[0]], HELD[pair[1]]) is None
