"""What was found near each statement is kept from search to search, and is always what a search from nothing finds."""

from __future__ import annotations

import random
from importlib import import_module

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from whence.links import candidates, traits
from whence.links.neighbours import MOST, neighbours
from whence.links.table import Table, table
from whence.model import Neighbours, Span, Statement, Traits

WORDS = ("bridge", "harbour", "silo", "roof", "mayor", "union", "court", "river", "storm", "crane", "ferry", "school")


def folder(draw: random.Random, documents: int) -> dict[str, Traits]:
    """Documents of made statements; few words and many repeats, so that most have more neighbours than are kept."""
    return {name: document(draw, name) for name in (f"d{number:02}" for number in range(documents))}


def document(draw: random.Random, name: str) -> Traits:
    texts = [" ".join(draw.choices(WORDS, k=draw.randint(0, 5))) for _ in range(draw.randint(0, 6))]
    said = [Statement(f"{name}-{k}-{text}", name, (Span(0, 9),), text) for k, text in enumerate(texts)]
    return traits(name, said)


def in_order(documents: dict[str, Traits]) -> list[Traits]:
    return [documents[name] for name in sorted(documents)]


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**6))
def test_a_search_that_goes_on_finds_what_one_from_nothing_finds(seed: int) -> None:
    draw = random.Random(seed)
    documents = folder(draw, draw.randint(1, 24))
    _, kept = candidates(in_order(documents), "code")
    for step in range(3):
        name = draw.choice(sorted(documents) or ["d00"])
        match draw.choice(("change", "add", "remove")):
            case "change":
                documents[name] = document(draw, name)
            case "add":
                documents[f"{draw.choice('ad')}x{step}"] = document(draw, f"x{step}")
            case "remove":
                documents.pop(name, None)
        found, kept = candidates(in_order(documents), "code", kept)
        assert (found, kept) == candidates(in_order(documents), "code")


def test_most_statements_of_the_made_folders_have_more_neighbours_than_are_kept() -> None:
    row, _, _ = neighbours(table(in_order(folder(random.Random(1), 24))), "code")
    counts = [row.tolist().count(one) for one in set(row.tolist())]
    assert max(counts) == MOST
    assert sum(count == MOST for count in counts) > len(counts) / 2


def test_what_other_code_found_is_not_kept() -> None:
    rows = table(in_order(folder(random.Random(1), 9)))
    _, _, kept = neighbours(rows, "code")
    wrong = Neighbours(kept.codes, b"")
    assert neighbours(rows, "code", wrong)[2] == wrong
    assert neighbours(rows, "other code", wrong)[2] == neighbours(rows, "other code")[2]


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**6))
def test_pairs_that_are_passed_over_share_too_few_words(seed: int) -> None:
    draw = np.random.default_rng(seed)
    words = [np.unique(draw.integers(0, 150, draw.integers(1, 12))) for _ in range(20)]
    ends = np.cumsum([0, *map(len, words)])
    held = np.concatenate(words)
    nothing = np.zeros(0, dtype=np.uint64)
    codes = draw.integers(0, 1 << 63, 150, dtype=np.uint64)
    rows = Table(ends[:-1].astype(np.uint64), nothing, ends, held, np.zeros(len(held)), codes, ends, nothing)
    left, right = np.triu_indices(20, 1)
    module = import_module("whence.links.candidates")
    enough = [
        len({*words[i]} & {*words[j]}) >= module.FEWEST * min(len(words[i]), len(words[j]))
        for i, j in zip(left, right, strict=True)
    ]
    assert module._share_words(rows, left, right).tolist() == enough
