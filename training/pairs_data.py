"""Pairs of sentences to learn relations from: entailment, evidence for claims, sentences of one event, made-up pairs.

What is held apart for measuring: every third topic of the events, every third group of the evidence, every tenth
premise of TaxiNLI, the development part of CAD. Nothing of it is trained on, nor its sentences used in made-up pairs.
"""

from __future__ import annotations

import json
import random
import re
import zlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from whence.text import lexicon_pairs

RELATIONS = ("entailment", "neutral", "contradiction")
_NUMBER = re.compile(r"(?<![\w.,-])\d{1,4}(?![\w,-]|\.\d)")
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]+(?: [A-Z][a-z]+)*")
_AUXILIARY = re.compile(r"(?<=[a-z]{2} )(?:is|are|was|were|has|have|had|will|would|can|could)(?= [a-z])(?! not\b)")
_WORD = re.compile(r"(?<= )[a-z]{5,}(?=[ .,;])")
_CLAUSE = re.compile(r"(?:,| and| after| as| while| when)(?= )")

_KINDS = ("figure", "name", "clause", "clause", "same", "opposite", "opposite", "synonym", "denied")


@dataclass(frozen=True, slots=True)
class Example:
    """Two sentences; ``event`` is 1 or 0 for one event or not, ``relation`` a place in RELATIONS; -1 where unknown."""

    a: str
    b: str
    event: int = -1
    relation: int = -1
    source: str = ""


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def events(folder: Path) -> tuple[list[Example], list[Example]]:
    """Sentences of one event or not: to train on, and held apart by topic."""
    parts: tuple[list[Example], list[Example]] = ([], [])
    for row in _rows(folder / "ecb_train.jsonl"):
        one = Example(row["a"], row["b"], event=int(row["label"] == "same_event"), source=f"ecb{row['topic']}")
        parts[row["topic"] % 3 == 0].append(one)
    return parts


def evidence(folder: Path) -> tuple[list[Example], list[Example]]:
    """Evidence and claims that it supports or refutes; rows that share a sentence stay on one side."""
    rows = _rows(folder / "feversym_dev.jsonl")
    group = _groups([(row["a"], row["b"]) for row in rows])
    parts: tuple[list[Example], list[Example]] = ([], [])
    for row in rows:
        relation = 0 if row["label"] == "supports" else 2
        parts[group[row["a"]] % 3 == 0].append(Example(row["a"], row["b"], -1, relation, "fever"))
    return parts


def _groups(pairs: Sequence[tuple[str, str]]) -> dict[str, int]:
    """Each text to the number of its group; the texts of a pair are in one."""
    joined: dict[str, str] = {}

    def root(text: str) -> str:
        while joined.setdefault(text, text) != text:
            text = joined[text]
        return text

    for a, b in pairs:
        joined[root(a)] = root(b)
    numbers: dict[str, int] = {}
    return {text: numbers.setdefault(root(text), len(numbers)) for text in list(joined)}


def entailment(folder: Path) -> tuple[list[Example], list[Example]]:
    """TaxiNLI and CAD."""
    parts: tuple[list[Example], list[Example]] = ([], [])
    for row in _rows(folder / "taxinli.jsonl"):
        held = zlib.crc32(row["a"].encode()) % 10 == 0
        parts[held].append(Example(row["a"], row["b"], -1, RELATIONS.index(row["label"]), "taxi"))
    for part, name in zip(parts, ("cad_train.jsonl", "cad_dev.jsonl"), strict=True):
        for row in _rows(folder / name):
            part.append(Example(row["a"], row["b"], -1, RELATIONS.index(row["label"]), "cad"))
    return parts


def made_up(sentences: Sequence[str], count: int, chance: random.Random) -> list[Example]:
    """A sentence of the news beside itself: a figure, a name or a word changed, denied, or cut to its first clause."""
    names = [found for text in sentences for found in _NAME.findall(text)]
    found: list[Example] = []
    while len(found) < count:
        text = chance.choice(sentences)
        kind = chance.choice(_KINDS)
        if kind == "same":
            found.append(Example(text, text.replace(" ,", ","), 1, 0, "made"))
        elif kind == "clause":
            found += _cut(text, chance)
        elif kind == "denied":
            found += _denied(text, chance)
        elif kind in ("opposite", "synonym"):
            found += _reworded(text, kind, chance)
        else:
            found += _changed(text, _NUMBER if kind == "figure" else _NAME, names, chance)
    return found


def _cut(text: str, chance: random.Random) -> list[Example]:
    """The sentence says its first clause, which does not say the sentence."""
    ends = [match.start() for match in _CLAUSE.finditer(text) if 30 < match.start() < len(text) - 20]
    if not ends:
        return []
    first = text[: chance.choice(ends)] + "."
    return [Example(text, first, 1, 0, "made"), Example(first, text, 1, 1, "made")][chance.randrange(2) :]


def _denied(text: str, chance: random.Random) -> list[Example]:
    """The sentence and its denial: "was found", "was not found"."""
    places = list(_AUXILIARY.finditer(text))
    if not places:
        return []
    end = chance.choice(places).end()
    pair = [text, f"{text[:end]} not{text[end:]}"]
    chance.shuffle(pair)
    return [Example(pair[0], pair[1], -1, 2, "made")]


def _reworded(text: str, kind: str, chance: random.Random) -> list[Example]:
    """The sentence with a word changed for its opposite, which conflicts, or for one that says the same."""
    known = lexicon_pairs("antonyms" if kind == "opposite" else "synonyms")
    places = [match for match in _WORD.finditer(text) if match.group() in known]
    if not places:
        return []
    place = chance.choice(places)
    new = chance.choice(known[place.group()].split(", "))
    other = text[: place.start()] + new + text[place.end() :]
    return [Example(text, other, -1, 2, "made") if kind == "opposite" else Example(text, other, 1, 0, "made")]


def _changed(text: str, what: re.Pattern[str], names: Sequence[str], chance: random.Random) -> list[Example]:
    places = list(what.finditer(text))
    if not places:
        return []
    place = chance.choice(places)
    old = place.group()
    new = (
        str(max(1, int(old) + chance.choice((-3, -2, -1, 1, 2, 3, 10, 20)))) if old.isdigit() else chance.choice(names)
    )
    if new == old:
        return []
    other = text[: place.start()] + new + text[place.end() :]
    return [Example(text, other, -1, 2, "made")]


@dataclass(frozen=True, slots=True)
class Data:
    """All that is trained on, by kind, and all that is held apart."""

    train: dict[str, list[Example]]
    held: dict[str, list[Example]]
    sentences: tuple[str, ...]


def data(folder: Path) -> Data:
    """Read the *folder* of pairs."""
    train: dict[str, list[Example]] = defaultdict(list)
    held: dict[str, list[Example]] = defaultdict(list)
    for name, (some, apart) in (
        ("events", events(folder)), ("evidence", evidence(folder)), ("entailment", entailment(folder)),
    ):  # fmt: skip
        train[name], held[name] = some, apart
    sentences = {text for one in train["events"] for text in (one.a, one.b)}
    return Data(train, held, tuple(sorted(sentences)))


def epoch(found: Data, chance: random.Random, size: int = 24_000) -> list[Example]:
    """An epoch of about *size* pairs in random order: half entailment, the rest events, evidence and made-up ones."""
    topics: dict[str, list[Example]] = defaultdict(list)
    for one in found.train["events"]:
        topics[f"{one.source} {one.event}"].append(one)
    some = [one for key in sorted(topics) for one in _some(topics[key], 8 * size // 24 // len(topics) + 1, chance)]
    some += _some(found.train["entailment"], size // 2, chance)
    some += [one for _ in range(2) for one in found.train["evidence"]]
    some += made_up(found.sentences, 4 * size // 24, chance)
    chance.shuffle(some)
    return some


def _some(rows: list[Example], count: int, chance: random.Random) -> list[Example]:
    return chance.sample(rows, min(count, len(rows)))
