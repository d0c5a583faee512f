"""Scores the golden attributions of ``tests/cases``, nested ones among them: spans, kinds, chains and origins.

``passages`` holds texts unlike US political news; ``attributions`` holds small cases, many of which the rules were
written against. Lenient: the contents share half of their words, and the sources a word (or both have none). Strict:
source, cue and content have the same words. What is not found counts as wrong in every figure. A chain's edges are its
neighbouring links, its origin the innermost link. Usage: python -m benchmarks.attributions --own
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from pathlib import Path

from tests.casefiles import Case, cases, read
from tests.test_speakers_cases import resolved
from training.passages import kept_apart

from whence.attributions import attributions
from whence.attributions.finders import finder
from whence.model import Attribution, Document, Span
from whence.text import words

SUBJECTS = ("passages", "attributions", "apart")
APART = Path(__file__).resolve().parents[1] / "training" / "passages"
SPANS = ("detection", "lenient", "strict")
FINDERS = ("rules", "both", "tagger")
ROWS = ("detection", "lenient", "strict", "edges", "chains", "origin", "kind")
_ARTICLE = re.compile(r"^(?:the|a|an) ", re.IGNORECASE)

Words = frozenset[int]


@dataclass(frozen=True, slots=True)
class Said:
    """One attribution as words of its text; ``chain`` and ``kind`` are ``None`` where the case does not say."""

    source: Words
    cue: Words
    content: Words
    chain: tuple[str, ...] | None
    kind: str | None

    @property
    def spans(self) -> tuple[Words, Words, Words]:
        return self.source, self.cue, self.content

    @property
    def edges(self) -> list[tuple[str, str]]:
        return list(pairwise(self.chain or ()))


def gold_of(case: Case) -> tuple[str, list[Said]]:
    """The text of *case* and the attributions that it marks."""
    text, marks = case.marked()
    roles: dict[str, dict[str, list[Span]]] = defaultdict(lambda: defaultdict(list))
    for label, span in marks:
        roles[label[:-1]][label[-1]].append(span)
    covered = partial(_covered, list(words(text)))
    return text, [
        Said(covered(spans["s"]), covered(spans["c"]), covered(spans["t"]), _chain(case, number), _kind(case, number))
        for number, spans in roles.items()
    ]


def found_in(text: str, name: str) -> list[Said]:
    """What the finder called *name* finds in *text*."""
    covered = partial(_covered, list(words(text)))
    return [_said(one, covered) for one in attributions(Document(id="d", name="d.txt", text=text), finder(name))]


def counts(gold: list[Said], found: list[Said]) -> Counter[str]:
    """Hits and totals of one text."""
    known = [one for one in gold if one.chain is not None]
    total = Counter(
        gold=len(gold), found=len(found), chained=len(known), kinds=sum(one.kind is not None for one in gold)
    )
    paired = list(_pairs(gold, found))
    asked = {id(there) for here, there in paired if here.chain is None}
    total["edges gold"] = sum(len(one.edges) for one in known)
    total["edges found"] = sum(len(one.edges) for one in found if id(one) not in asked)
    for here, there in paired:
        alike = _overlap(here.content, there.content)
        source = bool(here.source & there.source) or not (here.source or there.source)
        total["detection"] += alike > 0
        total["lenient"] += alike >= 0.5 and source
        total["strict"] += here.spans == there.spans
        total["kind"] += here.kind is not None and here.kind == there.kind
        if here.chain and there.chain and alike > 0:
            total["edges"] += (Counter(here.edges) & Counter(there.edges)).total()
            total["chains"] += here.chain == there.chain
            total["origin"] += here.chain[-1] == there.chain[-1]
    return total


def figures(total: Counter[str]) -> dict[str, float]:
    """F1 in percent for spans and edges; a share, 0 to 1, of the gold for chains, origins and kinds."""
    f1 = {
        name: 200 * total[name] / max(1, total["gold"] + total["found"]) for name in ("detection", "lenient", "strict")
    }
    edges = 200 * total["edges"] / max(1, total["edges gold"] + total["edges found"])
    shares = {"chains": "chained", "origin": "chained", "kind": "kinds"}
    return {**f1, "edges": edges, **{name: total[name] / max(1, total[of]) for name, of in shares.items()}}


def measured(subject: str, name: str) -> dict[str, float]:
    """The figures of the finder called *name* over all cases of *subject*."""
    known = [case for case in read(APART) if kept_apart(case.name)] if subject == "apart" else cases(subject)
    return figures(sum((counts(gold, found_in(text, name)) for text, gold in map(gold_of, known)), Counter()))


def table(names: Iterable[str] = FINDERS) -> str:
    """A table of every subject and figure, a column a finder."""
    names = list(names)
    lines = [" ".join([f"{'':24s}", *(f"{name:>8s}" for name in names)])]
    for subject in SUBJECTS:
        columns = [measured(subject, name) for name in names]
        for row in SPANS if subject == "apart" else ROWS:
            shown = (f"{one[row]:8.1f}" if row in ROWS[:4] else f"{one[row]:8.3f}" for one in columns)
            lines.append(" ".join([f"{subject} {row}".ljust(24), *shown]))
    right, total = speakers()
    return "\n".join([*lines, f"{'speakers, by the marked source alone':36s} {right} of {total}, {right / total:.3f}"])


def speakers() -> tuple[int, int]:
    """How many marked sources of the speaker cases go to the right name, by ``Speakers`` alone, and of how many."""
    answers = [wanted == found for case in cases("speakers") for _, wanted, found in resolved(case)]
    return sum(answers), len(answers)


def _said(one: Attribution, covered: partial[Words]) -> Said:
    source, cue = ([one.source] if one.source else []), ([one.cue] if one.cue else [])
    chain = tuple(_plain(mention.name) for mention in one.chain)
    return Said(covered(source), covered(cue), covered(one.content), chain, one.source_kind.value)


def _covered(tokens: list[Span], spans: Iterable[Span]) -> Words:
    """The words that *spans* touch, by number."""
    return frozenset(k for k, word in enumerate(tokens) for span in spans if span.overlaps(word))


def _chain(case: Case, number: str) -> tuple[str, ...] | None:
    chain = case.expected(number).get("chain")
    return tuple(_plain(name) for name in chain.split(">")) if chain else None


def _kind(case: Case, number: str) -> str | None:
    return case.expected(number).get("kind")


def _plain(name: str) -> str:
    return _ARTICLE.sub("", name.strip()).lower()


def _pairs(gold: list[Said], found: list[Said]) -> Iterator[tuple[Said, Said]]:
    """One to one, best overlap first."""
    scored = [
        (bool(here.cue & there.cue) + _overlap(here.content, there.content), -i, -j)
        for i, here in enumerate(gold)
        for j, there in enumerate(found)
    ]
    free, open_ = set(range(len(gold))), set(range(len(found)))
    for score, i, j in sorted(scored, reverse=True):
        if score > 0 and -i in free and -j in open_:
            free.discard(-i)
            open_.discard(-j)
            yield gold[-i], found[-j]


def _overlap(one: Words, other: Words) -> float:
    return len(one & other) / len(one | other) if one | other else 0.0
