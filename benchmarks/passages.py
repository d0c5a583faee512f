"""Speed and recall of the passage join on made-up texts: near-duplicates and shared passages of 60 words.

Run: python benchmarks/passages.py [--documents 10000] [--seed 1]. One process, one core.
"""

from __future__ import annotations

import argparse
import random
import resource
import time

from whence.lineage import passages
from whence.model import Document, Passage

_SYLLABLES = ["ba", "re", "ti", "mo", "lun", "kar", "des", "vil", "non", "ster", "fa", "gri", "pol", "ath", "im", "ure"]


def vocabulary(size: int = 20_000) -> list[str]:
    """Made-up words, the same on every run."""
    rng = random.Random(0)
    return ["".join(rng.choices(_SYLLABLES, k=rng.randint(1, 4))) for _ in range(size)]


def corpus(count: int, seed: int) -> tuple[list[list[str]], list[tuple[int, int]], list[tuple[int, int]]]:
    """Texts of 500 words; pairs of near-duplicates (0 to 8% edited); pairs sharing 60 words (half of them edited)."""
    rng = random.Random(seed)
    known = vocabulary()
    weights = [1 / (rank + 3) for rank in range(len(known))]
    texts = [rng.choices(known, weights, k=500) for _ in range(count)]
    order = rng.sample(range(count), count)
    twins = [(order[2 * i], order[2 * i + 1]) for i in range(count // 20)]
    rest = order[2 * len(twins) :]
    shared = [(rest[2 * i], rest[2 * i + 1]) for i in range(count // 40)]
    for a, b in twins:
        texts[b] = edited(texts[a], rng.uniform(0, 0.08), rng, known)
    for number, (a, b) in enumerate(shared):
        start, put = rng.randrange(430), rng.randrange(430)
        passage = texts[a][start : start + 60]
        texts[b][put:put] = passage if number % 2 else edited(passage, 0.05, rng, known)
    return texts, twins, shared


def edited(words: list[str], rate: float, rng: random.Random, known: list[str]) -> list[str]:
    """The words with a share of them replaced, left out or doubled by new ones."""
    out: list[str] = []
    for word in words:
        if rng.random() >= rate:
            out.append(word)
            continue
        choice = rng.randrange(3)
        out += [[rng.choice(known)], [], [word, rng.choice(known)]][choice]
    return out


def recall(found: tuple[Passage, ...], pairs: list[tuple[int, int]], share: float, length: int) -> float:
    """Share of *pairs* of which passages cover at least *share* of *length* words (words of about 6 characters)."""
    covered: dict[tuple[str, str], int] = {}
    for passage in found:
        pair = (passage.left, passage.right)
        covered[pair] = covered.get(pair, 0) + len(passage.here)
    hits = 0
    for a, b in pairs:
        left, right = sorted((f"{a:06d}", f"{b:06d}"))
        hits += covered.get((left, right), 0) >= share * length * 5
    return hits / max(1, len(pairs))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    texts, twins, shared = corpus(options.documents, options.seed)
    documents = [Document(f"{i:06d}", f"{i}.txt", " ".join(words)) for i, words in enumerate(texts)]
    passages(documents[:2])
    started = time.process_time()
    found = passages(documents)
    seconds = time.process_time() - started
    size = sum(len(document.text) for document in documents) / len(documents)
    gold = {tuple(sorted((f"{a:06d}", f"{b:06d}"))) for a, b in twins + shared}
    false = sum((passage.left, passage.right) not in gold for passage in found)
    print(f"{len(documents)} documents of {size:.0f} characters: {len(documents) / seconds:.0f} documents/s")
    print(f"near-duplicates found {recall(found, twins, 0.5, 500):.3f}")
    print(f"shared passages found {recall(found, shared, 0.5, 60):.3f}")
    print(f"passages in other pairs {false}")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB")


if __name__ == "__main__":
    main()
