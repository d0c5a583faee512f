"""How long the search for pairs takes, and what it finds: python -m benchmarks.candidates [STATEMENTS] [--data FOLDER].

Statements are drawn from the words of news texts, as often as they occur there; every tenth retells an earlier one. On
the topics of ECB+ held apart (every third): the share of the sentences of the same event that are among the nearest 20
of each by words, and the share of all pairs that the rules would link which the search proposes.
"""

from __future__ import annotations

import argparse
import itertools
import json
import random
import re
import resource
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from whence.links import candidates, linked, traits
from whence.links.table import Floats, Ints, table
from whence.model import Span, Statement
from whence.statements import statement

_SHARED = Path(__file__).resolve().parents[2] / "shared"
_NEAREST = 20
_LENGTH = 20
"""Words of a made statement, stop words counted."""
_CHANGED = 0.3
"""Share of the words that a retelling exchanges."""


def statements(words: Mapping[str, int], size: int, seed: int = 1) -> tuple[list[Statement], set[tuple[int, int]]]:
    """Made statements of *words*, each as often as it is counted, ten a document; and which of them retell which."""
    draw = random.Random(seed)
    vocabulary, weights = list(words), list(itertools.accumulate(words.values()))
    made: list[Statement] = []
    retold = set()
    for place in range(size):
        told = draw.choices(vocabulary, cum_weights=weights, k=_LENGTH)
        if place % 10 == 9:
            source = draw.randrange(place)
            retold.add((source, place))
            before = made[source].text.split()
            told = [new if draw.random() < _CHANGED else old for new, old in zip(told, before, strict=True)]
        text = " ".join(told)
        made.append(Statement(f"{place}", f"{place // 10}", (Span(0, len(text)),), text))
    return made, retold


def speed(words: Mapping[str, int], size: int) -> None:
    """The seconds and the memory that the search takes among *size* statements."""
    made, retold = statements(words, size)
    start, busy = time.perf_counter(), time.process_time()
    pairs, _ = candidates([traits(f"{place // 10}", made[place : place + 10]) for place in range(0, size, 10)])
    took, used = time.perf_counter() - start, time.process_time() - busy
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    print(
        f"{size} statements: {len(pairs)} pairs in {took:.1f} s ({used:.1f} CPU seconds), peak {peak:.1f} GiB; "
        f"{len(retold & set(pairs))} of {len(retold)} retellings are among them"
    )


def recall(rows: Sequence[Mapping[str, str]]) -> None:
    """What is found of the sentences of one event in *rows*, pairs of sentences with a label."""
    texts = sorted({row[side] for row in rows for side in "ab"})
    number = {text: place for place, text in enumerate(texts)}
    partners: dict[int, set[int]] = defaultdict(set)
    for row in rows:
        one, other = number[row["a"]], number[row["b"]]
        if row["label"] == "same_event" and one != other:
            partners[one].add(other)
            partners[other].add(one)
    said = [replace(statement(text), id=f"{place}", document=f"{place}") for place, text in enumerate(texts)]
    read = [traits(one.document, [one]) for one in said]
    near = _nearest(table(read).told.alike, len(said))
    held = [len(partners[one] & near[one]) / len(partners[one]) for one in partners]
    most = [min(_NEAREST, len(partners[one])) / len(partners[one]) for one in partners]
    print(
        f"ECB+ held topics, {len(texts)} statements: {np.mean(held):.3f} of the partners of {len(partners)} are among "
        f"their nearest {_NEAREST} ({np.mean(most):.3f} if all of these were partners)"
    )
    proposed = set(candidates(read)[0])
    links = [pair for pair in itertools.combinations(range(len(said)), 2) if linked(said[pair[0]], said[pair[1]])]
    found = sum(pair in proposed for pair in links)
    print(f"{len(proposed)} pairs proposed; of {len(links)} pairs that the rules link among all, {found} are proposed")


def _nearest(alike: Callable[[int, float, Floats], tuple[Ints, Floats]], size: int) -> list[set[int]]:
    """By row the rows nearest to it, by the likeness that the search goes by."""
    total, near = np.zeros(size), []
    for row in range(size):
        others, like = alike(row, 0.0, total)
        order = np.argsort(-like, kind="stable")
        near.append(set([other for other in others[order].tolist() if other != row][:_NEAREST]))
    return near


def main() -> int:
    """Print both; 2 without the data."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("size", nargs="?", type=int, default=100_000, help="statements to search")
    parser.add_argument("--data", type=Path, default=_SHARED / "data")
    given = parser.parse_args()
    try:
        news = (given.data / "polnear" / "train.jsonl").read_text(encoding="utf-8").splitlines()
        pairs = (given.data / "pairs" / "ecb_train.jsonl").read_text(encoding="utf-8").splitlines()
    except OSError as error:
        print(f"not measured: {error}")
        return 2
    recall([row for row in map(json.loads, pairs) if row["topic"] % 3 == 0])
    speed(Counter(word for line in news for word in re.findall(r"[^\W\d_]+", json.loads(line)["text"])), given.size)
    return 0


if __name__ == "__main__":
    sys.exit(main())
