"""Independent origins on made-up cases whose derivations are known, counted by whence and by simpler counters.

Attributions and the grouping of statements are given; sources, passages, derivations, roots and intervals are computed.

Run: python -m benchmarks.origins [--cases 300] [--seed 1] [--mix default|wire|rewrite] [--calibrate]. Seeds from 11 on
are for calibration, those below for reporting.
"""

from __future__ import annotations

import argparse
import itertools
from collections.abc import Iterable, Sequence
from statistics import fmean

from benchmarks.affairs import MIXES, Case, finished

from whence.lineage import Context, assess, context, derivations, passages
from whence.lineage.graph import ends
from whence.lineage.likely import Doubt, doubted
from whence.lineage.roots import traced
from whence.model import Claim, Document, Statement
from whence.sources import sources

Groups = list[frozenset[str]]
SHINGLE = 5
"""Words of a shingle in the emulation of MinHash clusters (by exact Jaccard similarity, from .5 on)."""


def surroundings(case: Case) -> tuple[list[Statement], Context]:
    """The statements of a case, and what whence finds around them."""
    records = [finished(text, case.official) for text in case.texts]
    documents = [document for document, _, _ in records]
    attributions = {document.id: found for document, found, _ in records}
    statements = [statement for _, _, statement in records]
    mentions = [(document.id, m) for document, found, _ in records for a in found for m in a.chain]
    mentions += [("", mention) for mention in case.known()]
    clusters = sources(mentions)
    reused = passages(documents)
    derived, _ = derivations(documents, attributions, clusters.sources, clusters.of, reused)
    around = context(
        documents=documents,
        sources=clusters.sources,
        of=clusters.of,
        statements={statement.id: statement for statement in statements},
        passages=reused,
        derivations=derived,
    )
    return statements, around


def counted(case: Case) -> tuple[Claim, dict[str, Groups]]:
    """The claim that whence makes of a case, and the statements by origin as simpler counters group them."""
    statements, around = surroundings(case)
    return assess(statements, around), simpler(case, statements, around)


def simpler(case: Case, statements: Sequence[Statement], around: Context) -> dict[str, Groups]:
    """Statements by origin for counters that look at one thing only, and one that misses only paraphrases."""
    here = {statement.document: statement.id for statement in statements}
    shown = {f"{text.name}/s": text.shown for text in case.texts}
    reused = [(here[one], here[other]) for one, other in around.passages]
    named = [(s.id, around.of[s.document, s.chain[-1].name]) for s in statements if s.chain]
    named += [(here[d], source) for source, made in around.made.items() for d in made if d in here]
    led = [
        (here[e.derived], here[e.source]) for found in around.derivations.values() for e in found if e.source in here
    ]
    return {
        "documents": [frozenset({s}) for s in here.values()],
        "outlets": components(here.values(), [(f"{t.name}/s", t.publisher or t.name) for t in case.texts]),
        "owners": components(here.values(), [(f"{t.name}/s", t.owner) for t in case.texts]),
        "MinHash clusters": components(here.values(), alike([around.documents[d] for d in here])),
        "passage components": components(here.values(), reused),
        "attribution and links only": components(here.values(), [*named, *_unlike_reuse(led, reused)]),
        "all three, untuned": components(here.values(), [*named, *led]),
        "oracle without bare paraphrases": [
            frozenset(s for s, roots in shown.items() if root in roots)
            for root in sorted({root for roots in shown.values() for root in roots}, key=str)
        ],
    }


def _unlike_reuse(led: Iterable[tuple[str, str]], reused: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    pairs = {frozenset(pair) for pair in reused}
    return [pair for pair in led if frozenset(pair) not in pairs]


def components(members: Iterable[str], pairs: Iterable[tuple[str, str]]) -> Groups:
    """*members* by connected component; the *pairs* may go through other nodes."""
    above: dict[str, str] = {}

    def top(node: str) -> str:
        while node in above:
            node = above[node]
        return node

    for one, other in pairs:
        if top(one) != top(other):
            above[top(one)] = top(other)
    found: dict[str, set[str]] = {}
    for member in members:
        found.setdefault(top(member), set()).add(member)
    return [frozenset(group) for group in found.values()]


def alike(documents: Sequence[Document]) -> list[tuple[str, str]]:
    """Pairs of statements whose documents share at least half of their shingles."""
    shingles = {}
    for document in documents:
        words = document.text.casefold().split()
        shingles[f"{document.id}/s"] = {tuple(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1)}
    pairs = itertools.combinations(shingles, 2)
    return [(a, b) for a, b in pairs if 2 * len(shingles[a] & shingles[b]) >= len(shingles[a] | shingles[b])]


def calibrated(cases: list[Case]) -> None:
    """How often a root of each class is a further origin."""
    seen: dict[Doubt, list[bool]] = {doubt: [] for doubt in Doubt}
    for case in cases:
        statements, around = surroundings(case)
        truth = {f"{text.name}/s": text.roots for text in case.texts}
        graph = traced(statements, around)
        resting, _ = ends(graph, truth)
        covered: set[int] = set()
        for place, (doubt, node) in enumerate(doubted(graph, resting, around.statements)):
            every = [truth[statement] for statement in resting[node]]
            own = frozenset.intersection(*every) or frozenset.union(*every)
            if place:
                seen[doubt].append(bool(own - covered))
            covered |= own
    for doubt, outcomes in seen.items():
        print(f"{doubt.name:8} {fmean(outcomes) if outcomes else 0:.3f} of {len(outcomes)}")


ASSIGNMENTS = ("whence, proven", "whence, most probable", "whence, may share one")


def grouped(claim: Claim) -> dict[str, Groups]:
    """Statements by origin: as proven, in the most probable assignment, and all together where they may share one."""
    proven = [frozenset(origin.statements) for origin in claim.origins]
    probable = [frozenset((*origin.statements, *origin.probably)) for origin in claim.origins]
    perhaps = [frozenset().union(*proven)] if claim.low == 1 else []
    return dict(zip(ASSIGNMENTS, (proven, probable, proven + perhaps), strict=True))


def pairs(groups: Groups) -> set[tuple[str, str]]:
    """Pairs of statements that some group holds."""
    return {pair for group in groups for pair in itertools.combinations(sorted(group), 2)}


class Tally:
    """Counts and pairs of one counter over all cases."""

    def __init__(self) -> None:
        self.counts: list[tuple[float, int]] = []
        self.pairs = [0, 0, 0]

    def add(self, count: float, truth: int, found: set[tuple[str, str]], gold: set[tuple[str, str]]) -> None:
        """One case."""
        self.counts.append((count, truth))
        for place, number in enumerate((len(gold), len(found), len(gold & found))):
            self.pairs[place] += number

    def shown(self) -> str:
        """Errors of the count, and precision, recall and F1 of the pairs under one origin."""
        errors = [count - truth for count, truth in self.counts]
        over, under = fmean(max(0, e) for e in errors), fmean(max(0, -e) for e in errors)
        exact = fmean(abs(e) < 0.5 for e in errors)
        ratio = fmean(count / truth for count, truth in self.counts if truth)
        gold, found, right = self.pairs
        precision, recall = right / max(1, found), right / max(1, gold)
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        return (
            f"MAE {over + under:5.2f} (over {over:.2f} under {under:.2f}) exact {exact:.2f} inflation {ratio:.2f}"
            f" | pairs P {precision:.3f} R {recall:.3f} F1 {f1:.3f}"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--mix", choices=MIXES, default="default")
    parser.add_argument("--calibrate", action="store_true")
    options = parser.parse_args()
    cases = [Case(options.seed * 100_000 + number, options.mix) for number in range(options.cases)]
    if options.calibrate:
        calibrated(cases)
        return
    intervals: dict[str, list[tuple[int, int, int]]] = {"low to high": [], "likely": []}
    tallies: dict[str, Tally] = {}
    for case in cases:
        claim, others = counted(case)
        roots = {f"{text.name}/s": text.roots for text in case.texts}
        gold = {pair for pair in itertools.combinations(sorted(roots), 2) if roots[pair[0]] & roots[pair[1]]}
        numbers = dict(zip(ASSIGNMENTS, (claim.high, claim.estimate, claim.low), strict=True))
        for label, groups in (grouped(claim) | others).items():
            number = numbers.get(label, len(groups))
            tallies.setdefault(label, Tally()).add(number, case.truth, pairs(groups), gold)
        intervals["low to high"].append((case.truth, claim.low, claim.high))
        intervals["likely"].append((case.truth, *claim.likely))
    print("whence counts: proven high, most probable estimate, may share one low")
    for label, tally in tallies.items():
        print(f"{label:31} {tally.shown()}")
    for label, found in intervals.items():
        holds = fmean(first <= truth <= last for truth, first, last in found)
        print(f"{label} holds the truth in {holds:.3f}, mean width {fmean(b - a for _, a, b in found):.2f}")


if __name__ == "__main__":
    main()
