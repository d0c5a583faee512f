"""Truth discovery where sources copy: precision of the plain vote and of a vote that counts a copied value less.

Sources that share improbable values more often than chance are taken to depend on one another (a shared error is
evidence of copying, a shared truth hardly any); of dependent sources with one value, the second counts only for what it
may have found itself. Belief in values and in dependence is estimated in turns. Wrong where an honest error is common
to many.

Run: python -m benchmarks.truth TABLE.csv GOLD.csv with columns source,item,value and item,value (a first line with
these names is skipped), or --made SEED for a made-up table in which half of the sources copy a bad one.
"""

from __future__ import annotations

import argparse
import csv
import itertools
import math
import random
from collections import Counter, defaultdict
from collections.abc import Mapping
from pathlib import Path

Table = Mapping[str, Mapping[str, str]]
"""Values by item and source."""

COPIES = 0.8
"""Probability that a source that copies took a given value from the other."""
DEPENDENT = 0.2
"""Probability, before anything is known, that two sources depend on one another."""
ERROR = 0.2
"""Probability that a value is false; the false values of an item are taken to be ten, equally likely."""
FALSE_VALUES = 10
ROUNDS = 10


Belief = Mapping[str, Mapping[str, float]]
"""The probability of each value given for an item."""


def voted(table: Table) -> dict[str, str]:
    """The commonest value of each item; of equals the first in order."""
    return best(shares(table))


def discounted(table: Table) -> dict[str, str]:
    """The value of each item for which most speaks once what may be copied is discounted."""
    belief = shares(table)
    for _ in range(ROUNDS):
        depends, right = dependence(table, belief), accuracy(table, belief)
        belief = {item: weighed(values, depends, right) for item, values in table.items()}
    return best(belief)


def shares(table: Table) -> Belief:
    """What to believe at first: each value as far as sources give it."""
    found = {item: Counter(values.values()) for item, values in table.items()}
    return {item: {value: n / votes.total() for value, n in votes.items()} for item, votes in found.items()}


def best(belief: Belief) -> dict[str, str]:
    """The most probable value of each item; of equals the first in order."""
    return {item: min(values, key=lambda value: (-values[value], value)) for item, values in belief.items()}


def accuracy(table: Table, belief: Belief) -> dict[str, float]:
    """How much of what each source gives is believed, drawn a little towards 1 - ERROR where it gave few."""
    given: Counter[str] = Counter()
    right: dict[str, float] = defaultdict(float)
    for item, values in table.items():
        for source, value in values.items():
            given[source] += 1
            right[source] += belief[item][value]
    return {source: min(0.99, (right[source] + 1 - ERROR) / (given[source] + 1)) for source in given}


def dependence(table: Table, belief: Belief) -> dict[frozenset[str], float]:
    """The probability that two sources depend on one another, by pair."""
    odds: dict[frozenset[str], float] = defaultdict(lambda: math.log(DEPENDENT / (1 - DEPENDENT)))
    true, false = (1 - ERROR) ** 2, ERROR**2 / FALSE_VALUES
    for item, values in table.items():
        for one, other in itertools.combinations(sorted(values), 2):
            alone, copied = 1 - true - false, 0.0
            if values[one] == values[other]:
                sure = belief[item][values[one]]
                alone = sure * true + (1 - sure) * false
                copied = COPIES * (sure * (1 - ERROR) + (1 - sure) * ERROR)
            odds[frozenset((one, other))] += math.log((copied + (1 - COPIES) * alone) / alone)
    return {pair: 1 / (1 + math.exp(-min(max(odd, -50.0), 50.0))) for pair, odd in odds.items()}


def weighed(
    values: Mapping[str, str], depends: Mapping[frozenset[str], float], right: Mapping[str, float]
) -> dict[str, float]:
    """What to believe of an item: each source speaks by its accuracy, less what it may have from those before it."""
    weights: dict[str, float] = defaultdict(float)
    before: dict[str, list[str]] = defaultdict(list)
    for source in sorted(values, key=lambda source: (-right[source], source)):
        own = 1.0
        for other in before[values[source]]:
            own *= 1 - COPIES * depends[frozenset((source, other))]
        weights[values[source]] += own * math.log(FALSE_VALUES * right[source] / (1 - right[source]))
        before[values[source]].append(source)
    most = max(weights.values())
    powers = {value: math.exp(weight - most) for value, weight in weights.items()}
    return {value: power / sum(powers.values()) for value, power in powers.items()}


def precision(found: Mapping[str, str], gold: Mapping[str, str]) -> float:
    """The share of the items of *gold* whose value was found."""
    return sum(found.get(item) == value for item, value in gold.items()) / max(1, len(gold))


def made(seed: int, items: int = 200, honest: int = 5, copiers: int = 5) -> tuple[Table, dict[str, str]]:
    """A table in which *copiers* take most of their values from one source that errs often, and the truth."""
    rng = random.Random(seed)
    gold = {f"i{number}": "true" for number in range(items)}
    table: dict[str, dict[str, str]] = {item: {} for item in gold}
    for item in gold:
        for number in range(honest):
            table[item][f"h{number}"] = "true" if rng.random() < 0.7 else f"false{rng.randrange(FALSE_VALUES)}"
        bad = "true" if rng.random() < 0.5 else f"false{rng.randrange(FALSE_VALUES)}"
        table[item]["bad"] = bad
        for number in range(copiers):
            own = "true" if rng.random() < 0.6 else f"false{rng.randrange(FALSE_VALUES)}"
            table[item][f"c{number}"] = bad if rng.random() < 0.8 else own
    return table, gold


def read(path: Path, columns: int) -> list[list[str]]:
    """The rows of a CSV file with at least so many columns, without a heading."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = [[cell.strip() for cell in row] for row in csv.reader(file) if len(row) >= columns]
    return rows[1:] if rows and "item" in rows[0] else rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path, metavar="CSV")
    parser.add_argument("--made", type=int, metavar="SEED")
    options = parser.parse_args()
    if options.made is not None:
        table, gold = made(options.made)
    elif len(options.files) == 2:
        held: dict[str, dict[str, str]] = defaultdict(dict)
        for source, item, value, *_ in read(options.files[0], 3):
            held[item][source] = value
        table, gold = held, {item: value for item, value, *_ in read(options.files[1], 2)}
    else:
        parser.error("give TABLE.csv and GOLD.csv, or --made SEED")
    sources = {source for values in table.values() for source in values}
    print(f"{len(sources)} sources, {len(table)} items, {len(gold)} of them with a known value")
    for label, found in (("vote", voted(table)), ("dependence-aware vote", discounted(table))):
        print(f"{label:22} precision {precision(found, gold):.3f}")


if __name__ == "__main__":
    main()
