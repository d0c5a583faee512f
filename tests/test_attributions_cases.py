"""Golden attributions, from tests/cases/attributions, and bad material."""

from __future__ import annotations

import re
import time
from collections import defaultdict

import pytest
from tests.casefiles import Case, marked, parameters

from whence.attributions import attributions
from whence.model import Attribution, Document, Span


def made_of(text: str) -> tuple[Attribution, ...]:
    return attributions(Document(id="d", name="d.txt", text=text))


def spans_of(one: Attribution) -> dict[str, list[Span]]:
    roles = {"s": [one.source] if one.source else [], "c": [one.cue] if one.cue else [], "t": list(one.content)}
    return {role: spans for role, spans in roles.items() if spans}


def plain(chain: str) -> list[str]:
    return [re.sub(r"^(the|a|an) ", "", name.strip().lower()) for name in chain.split(">")]


@pytest.mark.parametrize("case", parameters("attributions"))
def test_case(case: Case) -> None:
    text, marks = case.marked()
    wanted: dict[str, dict[str, list[Span]]] = defaultdict(lambda: defaultdict(list))
    for label, span in marks:
        wanted[label[:-1]][label[-1]].append(span)
    found = made_of(text)
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
    ],
    ids=["empty", "blank", "marks", "cues", "open marks", "one word", "commas", "colons", "citing"],
)
def test_bad_material_is_read_in_bounded_time(text: str) -> None:
    started = time.perf_counter()
    for one in made_of(text):
        assert one.content and all(span.end > span.start for span in one.content)
    assert time.perf_counter() - started < 10
