"""Whole folders with known truth, from tests/cases/folders: each line of a truth file is a test of its own.

``NAME.toml`` tells of the folder ``NAME``. A document is named by its number, a statement by ``number: words`` (any
statement of that document that holds the words). A ``[[fact]]`` is a claim, found by the statement ``claim``. Its
lines: ``in`` and ``out``, documents with and without a statement in it; ``origins``, a number that lies in its
interval; ``low`` and ``high``; ``roots`` and ``not_roots``; ``flags`` and ``not_flags``; ``contradicted``, ``updates``
and ``told`` (either of the two), statements to which one of its statements has that link; ``chains``, as
``number: words: source > source``. Of the folder as a whole: ``quotations``, as ``number: words | originals: verdict``;
``derivations`` and ``not_derivations``, as ``source > derived``; ``originals`` and ``not_originals``.
Names are parts of names, ``|`` parts alternatives. ``fails`` names lines that are known to fail, with the reason.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import pytest
from _pytest.mark.structures import ParameterSet
from tests.casefiles import CASES

from whence.case import Case
from whence.model import Claim, Findings, Relation, Statement

FOLDERS = CASES / "folders"
SURE = 0.5
"""Probability above which a derivation is told as one that happened."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a truth file: what *key* of the fact that *claim* finds (or of the folder) must be."""

    folder: str
    key: str
    value: str
    claim: str = ""


@cache
def findings(folder: str, finder: str = "both") -> Findings:
    with Case.open(finder=finder) as case:
        case.add([FOLDERS / folder])
        case.refresh()
        return case.findings()


def _lines(folder: str) -> Iterator[tuple[str, Line, str | None]]:
    """(name of the line, the line, why it is known to fail)."""
    truth = tomllib.loads((FOLDERS / f"{folder}.toml").read_text(encoding="utf-8"))
    whole = {key: value for key, value in truth.items() if key != "fact"}
    for fact in [whole, *truth["fact"]]:
        fails = fact.get("fails", {})
        for key in fact.keys() - {"name", "claim", "fails", "fact"}:
            for value in fact[key] if isinstance(fact[key], list) else [fact[key]]:
                name = f"{fact.get('name', 'folder')}, {key} {value}"
                yield name, Line(folder, key, str(value), fact.get("claim", "")), fails.get(f"{key} {value}")


def _parameters() -> Iterator[ParameterSet]:
    for path in sorted(FOLDERS.glob("*.toml")):
        for name, line, why in sorted(_lines(path.stem), key=lambda line: line[0]):
            marks = [pytest.mark.xfail(reason=why, strict=True)] if why else []
            yield pytest.param(line, id=f"{path.stem}: {name}", marks=marks)


class Told:
    """What the findings of a folder say of one claim, and of the folder, in the words of a truth file."""

    def __init__(self, line: Line, finder: str = "both") -> None:
        self.found = findings(line.folder, finder)
        self.numbers = {document.id: document.name[:2] for document in self.found.documents}
        self.claim = self._claim(line.claim) if line.claim else None

    def statements(self, told: str) -> list[Statement]:
        """The statements that ``number: words`` stands for."""
        number, _, words = told.partition(":")
        return [
            statement
            for statement in self.found.statements.values()
            if self.numbers[statement.document] == number and words.strip().lower() in statement.text.lower()
        ]

    def _claim(self, told: str) -> Claim:
        wanted = {statement.id for statement in self.statements(told)}
        held = [claim for claim in self.found.claims if wanted & set(claim.statements)]
        assert held, f"no claim holds {told!r}"
        return max(held, key=lambda claim: len(claim.statements))

    def holds(self, told: str) -> bool:
        assert self.claim
        return any(statement.id in self.claim.statements for statement in self.statements(told))

    def linked(self, told: str, *relations: Relation) -> bool:
        """Whether a statement of the claim has a link of that relation to one of those told."""
        assert self.claim
        ours, theirs = set(self.claim.statements), {statement.id for statement in self.statements(told)}
        return any(
            link.relation in relations
            and ((link.left in ours and link.right in theirs) or (link.right in ours and link.left in theirs))
            for link in (*self.found.links, *self.claim.contradictions)
        )

    def roots(self) -> list[str]:
        assert self.claim
        return [origin.root for origin in self.claim.origins]

    def flags(self) -> set[str]:
        assert self.claim
        return {flag.value for flag in self.claim.flags}

    def derived(self, told: str) -> bool:
        source, derived = told.split(" > ")
        return any(
            self.numbers.get(d.source) == source and self.numbers[d.derived] == derived and d.probability >= SURE
            for d in self.found.derivations
        )

    def shown(self) -> str:
        if self.claim is None:
            derivations = [
                (self.numbers.get(d.source, d.source), self.numbers[d.derived], d.kind.value, round(d.probability, 2))
                for d in self.found.derivations
            ]
            return f"{sorted(derivations)}\n{[original.name for original in self.found.originals]}"
        lines = [f"{self.claim.text!r} [{self.claim.low}, {self.claim.high}] {sorted(self.flags())}"]
        for statement in map(self.found.statements.__getitem__, self.claim.statements):
            chain = " > ".join(mention.name for mention in statement.chain)
            lines.append(f"  {self.numbers[statement.document]}: {statement.text!r} < {chain}")
        return "\n".join([*lines, *(f"  origin {root!r}" for root in self.roots())])


def _is(name: str, shown: str) -> bool:
    return any(part.lower() in shown.lower() for part in name.split("|"))


def _quotation(told: Told, value: str) -> bool:
    place, _, rest = value.partition(" | ")
    originals, verdict = rest.split(": ")
    number, words = place.split(": ")
    texts = {document.id: document.text for document in told.found.documents}
    return any(
        told.numbers[check.document] == number
        and words in check.quoted.of(texts[check.document])
        and check.verdict.value == verdict
        and check.original is not None
        and told.numbers[check.original] in originals.split()
        for check in told.found.quotations
    )


def _chain(told: Told, value: str) -> bool:
    place, _, chain = value.rpartition(": ")
    wanted = chain.split(" > ")
    return any(
        len(statement.chain) >= len(wanted)
        and all(_is(name, mention.name) for name, mention in zip(wanted, statement.chain[-len(wanted) :], strict=True))
        for statement in told.statements(place)
    )


def _interval(told: Told) -> tuple[int, int]:
    assert told.claim
    return told.claim.low, told.claim.high


CHECKS: dict[str, Callable[[Told, str], Any]] = {
    "in": lambda told, value: told.holds(value),
    "out": lambda told, value: not told.holds(value),
    "origins": lambda told, value: _interval(told)[0] <= int(value) <= _interval(told)[1],
    "low": lambda told, value: _interval(told)[0] == int(value),
    "high": lambda told, value: _interval(told)[1] == int(value),
    "roots": lambda told, value: any(_is(value, root) for root in told.roots()),
    "not_roots": lambda told, value: not any(_is(value, root) for root in told.roots()),
    "flags": lambda told, value: value in told.flags(),
    "not_flags": lambda told, value: value not in told.flags(),
    "contradicted": lambda told, value: told.linked(value, Relation.CONTRADICTS),
    "updates": lambda told, value: told.linked(value, Relation.UPDATES),
    "told": lambda told, value: told.linked(value, Relation.UPDATES, Relation.CONTRADICTS),
    "chains": _chain,
    "quotations": _quotation,
    "derivations": lambda told, value: told.derived(value),
    "not_derivations": lambda told, value: not told.derived(value),
    "originals": lambda told, value: any(_is(value, original.name) for original in told.found.originals),
    "not_originals": lambda told, value: not any(_is(value, original.name) for original in told.found.originals),
}


@pytest.mark.parametrize("line", list(_parameters()))
def test_a_line_of_truth(line: Line) -> None:
    told = Told(line)
    assert CHECKS[line.key](told, line.value), f"{line.key} {line.value}\n{told.shown()}"


@pytest.mark.parametrize("folder", sorted(path.stem for path in FOLDERS.glob("*.toml")))
def test_all_of_a_folder_is_read(folder: str) -> None:
    found = findings(folder)
    assert len(found.documents) == len(list((FOLDERS / folder).iterdir()))
    assert not found.problems


@pytest.mark.parametrize(("folder", "fewest"), [("halvern-cheese", 137), ("marl-bank", 149), ("pell-ridge", 118)])
def test_most_lines_hold_by_rules_alone(folder: str, fewest: int) -> None:
    """A floor, since a line that the rules alone do not read may hold by the tagger."""
    held = [line for _, line, _ in _lines(folder) if _holds(line)]
    assert len(held) >= fewest


def _holds(line: Line) -> bool:
    try:
        return bool(CHECKS[line.key](Told(line, "rules"), line.value))
    except AssertionError:
        return False
