"""Speed, recall and typed precision of the passage join on documents with planted reuse, beside two MinHash peers.

Run: python -m benchmarks.passages [--sizes 10000 100000] [--seed 1] [--peers]. One process and one core for each size;
times are those of the processor, the best of three runs of each method in memory that the process already has (the
first run, which the system must give its memory, is told apart).
``--peers`` needs ``pip install 'whence[peers]'``. Exits with 1 where a floor is
missed; a floor whose size was not run is said to be unchecked.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import resource
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from statistics import fmean
from typing import TypeVar

from benchmarks.planted import Folder, folder

from whence.lineage import derivations, passages
from whence.model import Derivation, Document, Passage

SPEED = 10_000.0
"""Documents a second on one core, at least, at 10,000 documents."""
GROWTH = 12.0
"""Times the seconds of 10,000 documents, at most, that 100,000 take."""
MEMORY = 4 * 2**30
"""Bytes at the peak, at most, the documents themselves included."""
RECALL, PRECISION, DIRECTION = 0.99, 0.95, 0.95
EASY = ("near-duplicates", "shared, edited", "shared, verbatim")
"""The planted groups that the floor of recall is about; the others are reported apart."""

KEPT = {name: str(1 << 40) for name in ("MALLOC_MMAP_THRESHOLD_", "MALLOC_TRIM_THRESHOLD_")}
"""Lets the C library keep the memory of large arrays from run to run, as it does that of small ones by itself."""

Pair = tuple[str, str]
T = TypeVar("T")


@dataclass
class Measured:
    """One size: seconds of the processor (at best, and first) and of the clock, bytes, shares from 0 to 1."""

    size: int
    characters: float
    cpu: float
    first: float
    wall: float
    peak: int
    recall: dict[str, float] = field(default_factory=dict)
    precision: dict[str, tuple[float, int]] = field(default_factory=dict)
    direction: float = 0.0
    parents: float = 0.0
    copies: int = 0
    derived: float = 0.0
    peers: dict[str, tuple[float, float]] = field(default_factory=dict)


def measured(size: int, seed: int, peers: bool) -> Measured:
    """The passage join over *size* documents."""
    planted = folder(size, seed)
    passages(planted.documents[:2])
    cpu, first, wall, found = best(lambda: passages(planted.documents))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    characters = fmean(len(document.text) for document in planted.documents)
    result = Measured(size, characters, cpu, first, wall, peak, recall(planted, found), precision(planted, found))
    started = time.process_time()
    derived, _ = derivations(planted.documents, {}, [], {}, found)
    result.derived = time.process_time() - started
    result.direction = direction(planted, derived)
    result.parents, result.copies = parents(planted, derived), len(planted.parents)
    if peers:
        twins = {pair(link.source, link.derived) for link in planted.links if link.group == "near-duplicates"}
        result.peers = {name: _peer(join, planted.documents, twins) for name, join in PEERS.items()}
    return result


def best(work: Callable[[], T]) -> tuple[float, float, float, T]:
    """The seconds of the processor that *work* takes at best and first, those of the clock, and what it returns."""
    times = []
    for _ in range(3):
        started = time.process_time(), time.perf_counter()
        made = work()
        times.append((time.process_time() - started[0], time.perf_counter() - started[1]))
    return min(times)[0], times[0][0], min(times)[1], made


def pair(one: str, other: str) -> Pair:
    """Two ids in their order."""
    return (one, other) if one < other else (other, one)


def recall(planted: Folder, found: Iterable[Passage]) -> dict[str, float]:
    """For each planted group the share of links half of whose characters (on one side) are in passages of its kind."""
    covered: Counter[tuple[Pair, str]] = Counter()
    for passage in found:
        covered[(passage.left, passage.right), passage.kind] += min(len(passage.here), len(passage.there))
    hits: dict[str, list[bool]] = defaultdict(list)
    for link in planted.links:
        hits[link.group].append(covered[pair(link.source, link.derived), link.kind] * 2 >= link.characters)
    furnished = {one for (both, kind) in covered if kind == "boilerplate" for one in both}
    holders = Counter(form for forms in planted.furniture.values() for form in forms)
    for identifier, forms in planted.furniture.items():
        if any(holders[form] > 5 for form in forms):
            hits["boilerplate, documents"].append(identifier in furnished)
    return {group: fmean(those) for group, those in hits.items()}


def precision(planted: Folder, found: Iterable[Passage]) -> dict[str, tuple[float, int]]:
    """For each kind the share of its pairs that were planted so, and their number."""
    known: dict[Pair, set[str]] = defaultdict(set)
    for link in planted.links:
        known[pair(link.source, link.derived)].add(link.kind)
    hits: dict[str, list[bool]] = defaultdict(list)
    for one, other, kind in {(passage.left, passage.right, str(passage.kind)) for passage in found}:
        if kind == "boilerplate":
            hits[kind].append(not planted.furniture[one].isdisjoint(planted.furniture[other]))
        else:
            hits[kind].append(kind in known[one, other])
    return {kind: (fmean(those), len(those)) for kind, those in sorted(hits.items())}


def direction(planted: Folder, derived: Sequence[Derivation]) -> float:
    """Share of the links which dates or credits decide whose surer derivation is the true one."""
    surest: dict[Pair, float] = defaultdict(float)
    for found in derived:
        surest[found.source, found.derived] = max(surest[found.source, found.derived], found.probability)
    decided = [link for link in planted.links if link.decided]
    return fmean(surest[link.source, link.derived] > surest[link.derived, link.source] for link in decided)


def parents(planted: Folder, derived: Sequence[Derivation]) -> float:
    """Share of the carried wires whose only likely source by shared words is the one that they were taken from."""
    likely: dict[str, set[str]] = defaultdict(set)
    for found in derived:
        if found.kind in ("copy", "passage") and found.probability >= 0.6:
            likely[found.derived].add(found.source)
    return fmean(likely[copy] == {parent} for copy, parent in planted.parents.items())


def _shingles(text: str) -> set[str]:
    words = text.lower().split()
    return {" ".join(words[at : at + 3]) for at in range(len(words) - 2)}


def _datasketch(documents: Sequence[Document]) -> Callable[[Document], Iterable[str]]:
    from datasketch import MinHash, MinHashLSH

    index, hashes = MinHashLSH(threshold=0.5, num_perm=128), {}
    for document in documents:
        hashed = MinHash(num_perm=128)
        hashed.update_batch([shingle.encode() for shingle in _shingles(document.text)])
        index.insert(document.id, hashed)
        hashes[document.id] = hashed
    return lambda document: index.query(hashes[document.id])


def _rensa(documents: Sequence[Document]) -> Callable[[Document], Iterable[str]]:
    from rensa import RMinHash, RMinHashLSH

    index, hashes = RMinHashLSH(threshold=0.5, num_perm=128, num_bands=32), {}
    for number, document in enumerate(documents):
        hashed = RMinHash(num_perm=128, seed=1)
        hashed.update(list(_shingles(document.text)))
        index.insert(number, hashed)
        hashes[document.id] = hashed
    return lambda document: (documents[number].id for number in index.query(hashes[document.id]))


PEERS = {"datasketch MinHash LSH, .5": _datasketch, "rensa, .5": _rensa}


def _peer(
    join: Callable[[Sequence[Document]], Callable[[Document], Iterable[str]]],
    documents: Sequence[Document],
    twins: set[Pair],
) -> tuple[float, float]:
    """Seconds of the processor, and the share of near-duplicates found, over words in threes with 128 permutations."""

    def like() -> set[Pair]:
        near = join(documents)
        return {pair(document.id, other) for document in documents for other in near(document)}

    seconds, _, _, found = best(like)
    return seconds, len(found & twins) / len(twins)


def shown(result: Measured) -> None:
    """Print one size."""
    each = f"{result.size / result.cpu:,.0f} a CPU second, {result.size / result.wall:,.0f} a second"
    print(f"{result.size:,} documents of {result.characters:,.0f} characters: {each}, {result.peak / 2**20:,.0f} MiB")
    print(f"  in the first run                {result.size / result.first:,.0f} a CPU second")
    for group, share in result.recall.items():
        print(f"  found, {group:24} {share:.3f}")
    for kind, (share, count) in result.precision.items():
        print(f"  right, {kind:24} {share:.3f} of {count:,} pairs")
    print(f"  direction, where decided        {result.direction:.3f} (derivations: {result.derived:.1f} s)")
    print(f"  one source, the right one       {result.parents:.3f} of {result.copies} carried wires")
    for name, (seconds, share) in result.peers.items():
        ratio = seconds / result.cpu
        print(f"  {name:28} {result.size / seconds:,.0f} a CPU second, 1/{ratio:.1f}; near-duplicates {share:.3f}")


def missed(results: Sequence[Measured]) -> list[str]:
    """The floors that *results* miss, in words."""
    found = []
    by_size = {result.size: result for result in results}
    for result in results:
        found += [f"recall of {g} {result.recall[g]:.3f}" for g in EASY if result.recall[g] < RECALL]
        found += [f"precision of {k} {share:.3f}" for k, (share, _) in result.precision.items() if share < PRECISION]
        found += [f"direction {result.direction:.3f}"] * (result.direction < DIRECTION)
        found += [f"peak memory {result.peak / 2**30:.1f} GiB"] * (result.peak > MEMORY)
    small, large = by_size.get(10_000), by_size.get(100_000)
    if small is None or large is None:
        print("unchecked: growth from 10,000 to 100,000 documents")
    else:
        took = f"100,000 documents took {large.cpu / small.cpu:.1f} times the CPU seconds of 10,000"
        print(f"{took} ({large.first / small.first:.1f} in the first runs)")
        found += [took] * (large.cpu > GROWTH * small.cpu)
    if small is None:
        print("unchecked: speed at 10,000 documents")
    elif small.size / small.cpu < SPEED:
        found.append(f"speed {small.size / small.cpu:,.0f} documents a CPU second")
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--peers", action="store_true")
    options = parser.parse_args()
    if options.peers:
        try:
            import datasketch  # noqa: F401
            import rensa  # noqa: F401
        except ImportError as error:
            print(f"--peers cannot run: {error}; pip install 'whence[peers]'", file=sys.stderr)
            return 1
    os.environ |= KEPT
    results = []
    for size in options.sizes:
        # A process of its own, so that the peak is that of this size.
        with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as alone:
            results.append(alone.submit(measured, size, options.seed, options.peers).result())
        shown(results[-1])
    failed = missed(results)
    for floor in failed:
        print(f"MISSED: {floor}")
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
