"""Independent origins on made-up cases whose derivations are known, counted by whence from a given grouping.

Attributions and the grouping of statements are given; passages, derivations, roots and intervals are computed.

Run: python -m benchmarks.origins [--cases 300] [--seed 1] [--mix default|wire|rewrite] [--calibrate]. Seeds from 11 on
are for calibration, those below for reporting.
"""

from __future__ import annotations

import argparse
import itertools
from statistics import fmean

from benchmarks.affairs import MIXES, Case, finished

from whence.lineage import Context, assess, context, derivations, passages
from whence.lineage.likely import Doubt, doubted
from whence.lineage.roots import ends, traced
from whence.model import Claim, Source, SourceKind, Statement


def surroundings(case: Case) -> tuple[list[Statement], Context]:
    """The statements of a case, and what whence finds around them."""
    records = [finished(text) for text in case.texts]
    documents = [document for document, _, _ in records]
    attributions = {document.id: (found,) if found else () for document, found, _ in records}
    statements = [statement for _, _, statement in records]
    sources = {source.name: source for source in case.sources}
    of: dict[tuple[str, str], str] = {}
    for statement in statements:
        for mention in statement.chain:
            if mention.kind is SourceKind.UNNAMED:
                key = f"u:{statement.document}"
                sources.setdefault(key, Source(key, mention.name, mention.kind, (mention.name,)))
                of[statement.document, mention.name] = key
            else:
                new = Source(f"o:{mention.name}", mention.name, mention.kind, (mention.name,))
                of[statement.document, mention.name] = sources.setdefault(mention.name, new).id
    reused = passages(documents)
    known = sorted(sources.values(), key=lambda source: source.id)
    derived, _ = derivations(documents, attributions, known, of, reused)
    around = context(
        documents=documents,
        sources=known,
        of=of,
        statements={statement.id: statement for statement in statements},
        passages=reused,
        derivations=derived,
    )
    return statements, around


def counted(case: Case) -> tuple[Claim, dict[str, frozenset[int]], dict[str, int]]:
    """The claim that whence makes of a case, the true roots by statement id, and what simpler counters say."""
    statements, around = surroundings(case)
    roots = {f"{text.name}/s": text.roots for text in case.texts}
    return assess(statements, around), roots, simpler(case, statements, around)


def simpler(case: Case, statements: list[Statement], around: Context) -> dict[str, int]:
    """The number of origins by counters that look at one thing only."""
    group = {text.name: text.name for text in case.texts}

    def top(name: str) -> str:
        while group[name] != name:
            name = group[name]
        return name

    for one, other in around.passages:
        group[top(one)] = top(other)
    named = {around.of[s.document, s.chain[-1].name] if s.chain else s.document for s in statements}
    return {
        "documents": len(case.texts),
        "outlets": len({text.publisher or text.name for text in case.texts}),
        "passages only": len({top(text.name) for text in case.texts}),
        "names only": len(named),
    }


def calibrated(cases: list[Case]) -> None:
    """How often a root of each class is a further origin."""
    seen: dict[Doubt, list[bool]] = {doubt: [] for doubt in Doubt}
    for case in cases:
        statements, around = surroundings(case)
        truth = {f"{text.name}/s": text.roots for text in case.texts}
        graph = traced(statements, around)
        resting, _ = ends(graph, truth)
        covered: set[int] = set()
        for place, (doubt, node) in enumerate(doubted(graph, resting)):
            every = [truth[statement] for statement in resting[node]]
            own = frozenset.intersection(*every) or frozenset.union(*every)
            if place:
                seen[doubt].append(bool(own - covered))
            covered |= own
    for doubt, outcomes in seen.items():
        print(f"{doubt.name:8} {fmean(outcomes) if outcomes else 0:.3f} of {len(outcomes)}")


ASSIGNMENTS = ("under one proven origin", "under one origin, most probably", "that may share an origin")


def together(claim: Claim) -> tuple[set[tuple[str, str]], ...]:
    """Pairs of statements under one origin as proven, in the most probable assignment, and if they may share one.

    The last counts every pair where low is 1, since all may then rest on one.
    """
    proven = [origin.statements for origin in claim.origins]
    probable = [(*origin.statements, *origin.probably) for origin in claim.origins]
    perhaps = [tuple({s for origin in proven for s in origin})] if claim.low == 1 else []
    return tuple(
        {pair for members in groups for pair in itertools.combinations(sorted(members), 2)}
        for groups in (proven, probable, proven + perhaps)
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
    rows: list[tuple[int, Claim]] = []
    estimates: dict[str, list[float]] = {}
    tallies = {label: [0, 0, 0] for label in ASSIGNMENTS}
    for case in cases:
        claim, roots, others = counted(case)
        rows.append((case.truth, claim))
        numbers = {"low": claim.low, "high": claim.high, "estimate": claim.estimate, **others}
        for label, value in numbers.items():
            estimates.setdefault(label, []).append(value)
        gold = {pair for pair in itertools.combinations(sorted(roots), 2) if roots[pair[0]] & roots[pair[1]]}
        for found, tally in zip(together(claim), tallies.values(), strict=True):
            for place, number_ in enumerate((len(gold), len(found), len(gold & found))):
                tally[place] += number_
    for label, estimate in estimates.items():
        errors = [value - truth for value, (truth, _) in zip(estimate, rows, strict=True)]
        ratio = fmean(value / truth for value, (truth, _) in zip(estimate, rows, strict=True) if truth)
        exact = fmean(abs(error) < 0.5 for error in errors)
        over, under = fmean(max(0, e) for e in errors), fmean(max(0, -e) for e in errors)
        mean = fmean(map(abs, errors))
        print(f"{label:13} MAE {mean:.2f} over {over:.2f} under {under:.2f} exact {exact:.2f} inflation {ratio:.2f}")
    for label, pairs in (
        ("low to high", [(t, c.low, c.high) for t, c in rows]),
        ("likely", [(t, *c.likely) for t, c in rows]),
    ):
        holds = fmean(first <= truth <= last for truth, first, last in pairs)
        print(f"{label} holds the truth in {holds:.3f}, mean width {fmean(b - a for _, a, b in pairs):.2f}")
    for label, (true_pairs, found_pairs, right_pairs) in tallies.items():
        precision, recall = right_pairs / max(1, found_pairs), right_pairs / max(1, true_pairs)
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        print(f"pairs {label}: precision {precision:.3f} recall {recall:.3f} F1 {f1:.3f}")


if __name__ == "__main__":
    main()
