"""One slot changed in a sentence otherwise kept: how often that is seen, and how often a harmless change is not.

Usage: python -m benchmarks.slots [--list] [slots_fresh.txt]. The sentences are in slots.txt, against which the rules
were written, and in slots_fresh.txt, written without a look at them; both are filled with three sets of made-up names.
"""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from whence.links import relation
from whence.model import DateRange, Relation
from whence.statements import statement

_FILLS = (
    {"town": "Ormby", "other": "Velisk", "man": "Karol Venn", "woman": "Ada Sorrel"},
    {"town": "Kelmouth", "other": "Harn", "man": "Tobias Renn", "woman": "Hanne Brask"},
    {"town": "Port Tessel", "other": "Kaverin", "man": "Dr Emil Joss", "woman": "Ilka Prent"},
)
_DAY = DateRange(dt.date(2024, 5, 18), dt.date(2024, 5, 18))
_HARMLESS = frozenset({"paraphrase", "alias", "hedge", "conversion", "spelling", "order", "added", "date-told"})
_OPEN = frozenset({"another", "modality", "part"})
"""Changes after which both may be true: they must not support, and need not contradict."""
_SUPPORTS = (Relation.SAME, Relation.DETAILS)
FLOORS = {"slots.txt": (0.98, 0.01), "slots_fresh.txt": (0.93, 0.03)}
"""By file the least share detected and the most false alarms."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence, the same with one change, and the kind of change."""

    change: str
    one: str
    other: str

    @property
    def harmless(self) -> bool:
        """Whether the change leaves the fact as it is."""
        return self.change in _HARMLESS


def pairs(name: str = "slots.txt") -> Iterator[Pair]:
    """Every sentence of the file *name* with each of its changes, under each set of names."""
    text = Path(__file__).with_name(name).read_text(encoding="utf-8")
    for block in text.strip().split("\n\n"):
        first, *changes = [line for line in block.splitlines() if not line.startswith("#")]
        for line in changes:
            change, other = line.split(": ", 1)
            for fill in _FILLS:
                yield Pair(change, first.format(**fill), other.format(**fill))


def main() -> int:
    """Print the shares by kind of change; 1 where a floor is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--list", action="store_true", help="print the pairs that went wrong")
    parser.add_argument("file", nargs="?", default="slots.txt", choices=FLOORS, help="the file of sentences")
    given = parser.parse_args()
    listed, (least, most) = given.list, FLOORS[given.file]
    size, right, backed = Counter[str](), Counter[str](), Counter[str]()
    for pair in pairs(given.file):
        link = relation(statement(pair.one, _DAY), statement(pair.other, _DAY))
        against, support = link.relation is Relation.CONTRADICTS, link.relation in _SUPPORTS
        size[pair.change] += 1
        wrong = support if pair.change in _OPEN else against == pair.harmless
        right[pair.change] += not wrong
        backed[pair.change] += support
        if listed and (wrong or (pair.harmless and not support)):
            print(f"{pair.change:10} {link.relation.value:12} {pair.one} | {pair.other} | {link.evidence[0].detail}")
    for change in sorted(size, key=lambda c: (c in _HARMLESS, c)):
        share, taken = right[change] / size[change], backed[change] / size[change]
        name = "no false alarm" if change in _HARMLESS else "detected"
        print(f"{change:10} {size[change]:4}  {name} {share:.3f}  taken for support {taken:.3f}")
    detected, alarms = _share(right, size, harmless=False), 1 - _share(right, size, harmless=True)
    print(f"{sum(size.values())} pairs: detected {detected:.3f}, false alarms {alarms:.3f}")
    return 0 if detected >= least and alarms <= most else 1


def _share(right: Counter[str], size: Counter[str], harmless: bool) -> float:
    kinds = [change for change in size if (change in _HARMLESS) == harmless]
    return sum(right[k] for k in kinds) / sum(size[k] for k in kinds)


if __name__ == "__main__":
    sys.exit(main())
