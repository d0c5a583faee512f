"""Golden attributions, from tests/cases: attributions, passages, spanish; and bad material."""

from __future__ import annotations

import re
import time
from collections import defaultdict

import pytest
from tests.casefiles import Case, marked, parameters

from whence.attributions import attributions
from whence.attributions.finders import finder
from whence.model import Attribution, Document, Span


def made_of(text: str, language: str | None = None) -> tuple[Attribution, ...]:
    return attributions(Document(id="d", name="d.txt", text=text, language=language))


def spans_of(one: Attribution) -> dict[str, list[Span]]:
    roles = {"s": [one.source] if one.source else [], "c": [one.cue] if one.cue else [], "t": list(one.content)}
    return {role: spans for role, spans in roles.items() if spans}


def plain(chain: str) -> list[str]:
    return [re.sub(r"^(the|a|an|el|la|los|las|un|una) ", "", name.strip().lower()) for name in chain.split(">")]


@pytest.mark.parametrize("case", [*parameters("attributions"), *parameters("passages")])
def test_case(case: Case) -> None:
    compare(case)


@pytest.mark.parametrize("case", parameters("spanish"))
def test_case_in_spanish(case: Case) -> None:
    compare(case, "es")


def compare(case: Case, language: str | None = None) -> None:
    text, marks = case.marked()
    wanted: dict[str, dict[str, list[Span]]] = defaultdict(lambda: defaultdict(list))
    for label, span in marks:
        wanted[label[:-1]][label[-1]].append(span)
    found = made_of(text, language)
    shown = "\n".join(
        marked(text, [(f"{a.id}{role}", span) for role, spans in spans_of(a).items() for span in spans]) for a in found
    )
    assert len(found) == len(wanted), shown
    ids: dict[str, str] = {}
    for number, roles in wanted.items():
        same = [a for a in found if spans_of(a) == dict(roles)]
        assert same, f"{number} not found in:\n{shown}"
        ids[number] = same[0].id
        check(same[0], case.expected(number), ids)


def check(one: Attribution, expected: dict[str, str], ids: dict[str, str]) -> None:
    facts = {
        "kind": one.source_kind.value,
        "form": one.form.value,
        "modality": one.modality.value if one.modality else "-",
        "class": one.cue_class.value,
    }
    for key, value in facts.items():
        assert expected.get(key, value) == value, key
    if "within" in expected:
        assert one.within == (None if expected["within"] == "-" else ids[expected["within"]])
    if "chain" in expected:
        assert plain(" > ".join(mention.name for mention in one.chain)) == plain(expected["chain"])


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n\n",
        '"' * 100_000,
        "said " * 20_000,
        "“He said " * 5_000,
        "a" * 300_000,
        "X, " * 30_000 + "said.",
        "S said: \n\n" * 5_000,
        "citing " * 10_000,
        "“x” " * 20_000,
        "'" * 100_000,
        "the mayor said that a bridge was closed by order of Mara Velt, who told reporters " * 2_000,
        "قال The мэр said 市长 “说” «да» " * 3_000,
        "el alcalde dijo que la obra de los pueblos no era para todos y que el agua se fue " * 2_000,
        "[]{}()<>|\\/*+?^$" * 5_000,
    ],
    ids=[
        "empty", "blank", "marks", "cues", "open marks", "one word", "commas", "colons", "citing", "tiny quotations",
        "single marks", "one line", "scripts", "one line in Spanish", "signs",
    ],
)  # fmt: skip
def test_bad_material_is_read_in_bounded_time(text: str) -> None:
    started = time.process_time()
    for one in made_of(text):
        assert one.content and all(span.end > span.start for span in one.content)
    assert time.process_time() - started < 10


NEWS = (
    "The mayor of Marn said on Monday that the bridge was closed by an order of Mara Velt. Two officials told "
    "reporters it would open in May, adding nothing about the costs. “It is a shame,” she said. "
    "“We waited for two long years.” "
)


@pytest.mark.parametrize("text", ['"' * 20_000, "“x” " * 5_000, NEWS * 50], ids=["marks", "quotations", "news"])
def test_time_grows_with_length_alone(text: str) -> None:
    """Eight times the text takes less than thirty times as long; a step over all pairs would take sixty-four."""
    find = finder("rules")

    def seconds(times: int, ending: str) -> float:
        document = Document(id="d", name="d.txt", text=text * times + ending)  # a text that no cache knows
        started = time.process_time()
        attributions(document, find)
        return time.process_time() - started

    once = min(seconds(1, "a"), seconds(1, "b"), seconds(1, "c"))
    assert min(seconds(8, "a"), seconds(8, "b")) < 30 * max(once, 0.01)
