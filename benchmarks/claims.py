"""How fast claims are assessed: many made-up claims of as many documents each, in one folder.

Run: python -m benchmarks.claims [--claims 1000] [--documents 40]. The time is that of `assess` alone, on one core; it
includes neither reading nor passages. Most claims have a wire copy in a third of their documents.
"""

from __future__ import annotations

import argparse
import random
import time

from benchmarks.affairs import MIXES, Case
from benchmarks.origins import surroundings

from whence.lineage import Context, assess
from whence.model import Statement


class Wide(Case):
    """A made-up affair that goes on until it fills a number of documents."""

    def __init__(self, seed: int, documents: int) -> None:
        super().__init__(seed, random.Random(seed).choice(sorted(MIXES)))
        while len(self.texts) < documents:
            self.derive()
        self.texts = self.texts[:documents]


def work(claims: int, documents: int) -> list[tuple[list[Statement], Context]]:
    """The statements of each claim, and what surrounds them."""
    return [surroundings(Wide(seed, documents)) for seed in range(claims)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, default=1000)
    parser.add_argument("--documents", type=int, default=40)
    options = parser.parse_args()
    todo = work(options.claims, options.documents)
    edges = sum(len(found) for _, context in todo for found in context.derivations.values())
    start = time.process_time()
    steps = sum(len(origin.steps) for statements, context in todo for origin in assess(statements, context).origins)
    seconds = time.process_time() - start
    print(f"{options.claims} claims of {options.documents} documents, {edges} derivations: {seconds:.1f} CPU seconds")
    print(f"{1000 * seconds / options.claims:.1f} ms a claim, {steps} steps to roots")


if __name__ == "__main__":
    main()
