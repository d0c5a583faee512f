"""What must hold for the origins of any claim, tried on the made-up affairs of the benchmark."""

from __future__ import annotations

from dataclasses import replace

import hypothesis.strategies as st
from benchmarks.affairs import BOILER, Case, Text
from benchmarks.origins import surroundings
from hypothesis import HealthCheck, example, given, settings

from whence.lineage import assess
from whence.model import Claim, Flag, Mention, SourceKind

SEEDS = st.integers(0, 10_000)
steady = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def claim(case: Case) -> Claim:
    return assess(*surroundings(case))


@steady
@given(SEEDS, st.data())
def test_a_copy_raises_neither_low_nor_high(seed: int, data: st.DataObject) -> None:
    case = Case(seed)
    alone = claim(case)
    copied: Text = data.draw(st.sampled_from(case.texts))
    name = data.draw(st.sampled_from(("copy", "z")))
    day = data.draw(st.sampled_from((None, 60)))
    case.texts.append(replace(copied, name=name, publisher="Later Post", author=None, links=[], credits=(), day=day))
    joined = claim(case)
    assert (joined.low <= alone.low, joined.high <= alone.high) == (True, True)


@steady
@given(SEEDS, st.booleans())
@example(6633, True)
def test_an_unrelated_document_changes_nothing(seed: int, with_boilerplate: bool) -> None:
    case = Case(seed)
    statements, around = surroundings(case)
    alone = assess(statements, around)
    stranger = case.blank([], frozenset())
    stranger.name, stranger.publisher = "stranger", "Alpine Review"
    stranger.words = "Goats on the ridge give less milk in a dry spring"
    stranger.after = [BOILER] if with_boilerplate else []
    case.texts.append(stranger)
    more, around = surroundings(case)
    assert assess([statement for statement in more if statement.document != "stranger"], around) == alone


@steady
@given(SEEDS, st.randoms(use_true_random=False))
def test_the_order_of_documents_changes_nothing(seed: int, random: object) -> None:
    case = Case(seed)
    alone = claim(case)
    random.shuffle(case.texts)  # type: ignore[attr-defined]
    assert claim(case) == alone


@steady
@given(SEEDS, st.integers(2, 5), st.data())
def test_a_ring_gives_no_origin(seed: int, size: int, data: st.DataObject) -> None:
    case = Case(seed)
    case.texts.clear()
    case.ring(size)
    outlets = [text.publisher or "" for text in case.texts]
    for text in data.draw(st.lists(st.sampled_from(case.texts), max_size=3)):
        follower = case.blank([text], frozenset())
        follower.name = f"follower{len(case.texts)}"
        follower.chain = (Mention(data.draw(st.sampled_from(outlets)), SourceKind.OUTLET),)
        case.texts.append(follower)
    found = claim(case)
    assert (found.low, found.high, found.estimate, found.origins) == (0, 0, 0.0, ())
    assert Flag.CIRCULAR in found.flags
