"""How long `whence.links.candidates` takes: python -m benchmarks.candidates [STATEMENTS]."""

from __future__ import annotations

import random
import sys
import time

from whence.links import candidates, traits
from whence.model import Span, Statement


def statements(size: int, seed: int = 1) -> list[Statement]:
    """Made statements of twelve words with the word frequencies of running text, ten a document."""
    draw = random.Random(seed)
    syllables = [a + b for a in "bdfgklmnprst" for b in "aeiou"]
    vocabulary = ["".join(draw.choices(syllables, k=3)) for _ in range(20_000)]
    weights = [1 / (rank + 10) for rank in range(len(vocabulary))]
    made: list[Statement] = []
    for place in range(size):
        text = " ".join(draw.choices(vocabulary, weights, k=12))
        made.append(Statement(f"{place}", f"{place // 10}", (Span(0, len(text)),), text))
    return made


def main() -> None:
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 40_000
    made = statements(size)
    start = time.perf_counter()
    pairs, _ = candidates([traits(f"{place // 10}", made[place : place + 10]) for place in range(0, size, 10)])
    print(f"{size} statements: {len(pairs)} pairs in {time.perf_counter() - start:.1f} s")


if __name__ == "__main__":
    main()
