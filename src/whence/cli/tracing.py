"""``whence trace``: what one claim rests on, as a tree from each root, and what two of its statements share."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from whence.cli.cases import held, interval, put_claims
from whence.cli.output import FINE, put
from whence.errors import UsageError

if TYPE_CHECKING:
    from whence.model import Claim, Findings, Origin, Statement, Step

LONGEST, MOST = 100, 5
"""Code points of a statement in the tree; claims with the same words that are shown as trees."""


def trace(arguments: argparse.Namespace) -> int:
    """Show what one claim rests on."""
    from whence.export import report_form

    findings = held(arguments.case)
    found = chosen(findings, arguments.claim)
    if arguments.between:
        if len(found) > 1:
            raise UsageError(f"{arguments.claim}: {len(found)} claims have these words; give the id of one")
        return _between(arguments, found[0], findings)
    if arguments.json:
        wanted = {claim.id for claim in found}
        put([row for row in report_form(findings)["claims"] if row["id"] in wanted])
        return FINE
    if len(found) > MOST:
        print(f"whence: {len(found)} claims have these words; name one by its id", file=sys.stderr)
        put_claims(found)
        return FINE
    for claim in found:
        print("\n".join(_lines(claim, findings)))
    return FINE


def chosen(findings: Findings, words: str) -> list[Claim]:
    """The claims with this id, or else with these words."""
    found = [c for c in findings.claims if c.id == words] or [
        c for c in findings.claims if words.casefold() in c.text.casefold()
    ]
    if not found:
        raise UsageError(f"{words}: no claim has this id or these words; `whence claims` lists them")
    return found


def _lines(claim: Claim, findings: Findings) -> Iterator[str]:
    from whence.report import GRADED, credibility, seen

    yield f"{claim.text}  ({claim.id})"
    yield f"  independent origins: {interval(claim)}"
    for origin in claim.origins:
        yield f"  origin: {origin.root} ({', '.join(filter(None, (origin.kind, seen(origin))))})"
        yield from _tree(origin, claim, findings)
    reached = {step.statement for origin in claim.origins for step in origin.steps}
    if rest := [statement for statement in claim.statements if statement not in reached]:
        yield "  without an origin:"
        for statement in rest:
            yield f"    {_said(statement, claim, findings)}"
    for reason in claim.reasons:
        if reason.rule != GRADED:
            yield f"  because: {reason.detail}"
    yield f"  {credibility(claim)[0].lower()}{credibility(claim)[1:]}"
    yield from _derivations(claim, findings)


def _tree(origin: Origin, claim: Claim, findings: Findings) -> Iterator[str]:
    """The statements under a root, each below the one that it was taken from, with the reason."""
    from whence.lineage import told

    names = {document.id: document.name for document in findings.documents}
    below: dict[str | None, list[Step]] = {}
    inside = {step.statement for step in origin.steps}
    for step in origin.steps:
        below.setdefault(step.then if step.then in inside else None, []).append(step)

    def branches(node: str | None, indent: str) -> Iterator[str]:
        for number, step in enumerate(below.get(node, ()), 1):
            last = number == len(below[node])
            yield f"{indent}{'└─' if last else '├─'} {_said(step.statement, claim, findings)}"
            further = indent + ("   " if last else "│  ")
            if step.why.rule != "own-voice":
                yield f"{further}{'│' if below.get(step.statement) else ' '}  {told(step, findings.statements, names)}"
            yield from branches(step.statement, further)

    yield from branches(None, "    ")


def _said(statement: str, claim: Claim, findings: Findings) -> str:
    found = findings.statements[statement]
    document = next(d for d in findings.documents if d.id == found.document)
    place = ", ".join(filter(None, (document.name, document.where(found.span))))
    words = found.text if len(found.text) <= LONGEST else found.text[:LONGEST].rstrip() + "…"
    return f"[{claim.statements.index(statement) + 1}] {place}: {_voice(found)}: {words}"


def _voice(found: Statement) -> str:
    return " > ".join(mention.name for mention in found.chain) or "in its own voice"


def _derivations(claim: Claim, findings: Findings) -> Iterator[str]:
    """The derivations that the tree follows, with the ids by which they can be judged."""
    from whence.report import touches

    names = {source.id: source.name for source in findings.sources}
    names |= {document.id: document.name for document in findings.documents}
    said: dict[str, list[Statement]] = {}
    for statement in (findings.statements[identity] for identity in claim.statements):
        said.setdefault(statement.document, []).append(statement)
    of = {statement.id: document for document, made in said.items() for statement in made}
    steps = [step for origin in claim.origins for step in origin.steps]
    used = {(of[step.statement], of.get(step.then or "")) for step in steps}
    rooted = {document for document, then in used if then is None}
    for found in findings.derivations:
        absent = found.source not in said and found.derived in rooted and found.here is not None
        if (found.derived, found.source) in used or (absent and touches(found, said[found.derived])):
            ends = f"{names[found.derived]} from {names.get(found.source, found.source.removeprefix('name:'))}"
            yield f"  derivation {found.id}: {ends} ({found.kind}, {found.probability:.0%})"


def _between(arguments: argparse.Namespace, claim: Claim, findings: Findings) -> int:
    """Show what two statements of a claim share, and what one would have to doubt for them to be independent."""
    from whence.case import Case
    from whence.export import evidence_form
    from whence.lineage import told

    one, other = (_numbered(claim, number) for number in arguments.between)
    with Case.open(arguments.case) as case:
        shared = case.between(claim, one, other)
    names = {document.id: document.name for document in findings.documents}

    def sentences(steps: Sequence[Step]) -> list[dict[str, object]]:
        return [
            {"sentence": told(step, findings.statements, names), "reason": evidence_form(step.why)} for step in steps
        ]

    if arguments.json:
        ways = shared and {
            "meeting": _meeting(shared.meeting, findings.statements, names),
            "ways": [sentences(way) for way in shared.ways],
            "doubts": sentences(shared.doubts),
        }
        put(ways)
        return FINE
    print(_said(one, claim, findings), _said(other, claim, findings), sep="\n")
    if shared is None:
        print("  share no origin by any proven dependence")
        return FINE
    for number, way in zip(arguments.between, shared.ways, strict=True):
        for step in way:
            print(f"  [{number}] {told(step, findings.statements, names)}{_quoted(step, findings)}")
    meeting = _meeting(shared.meeting, findings.statements, names)
    print(f"  so both rest on {meeting}; they would be independent if one doubted")
    for step in shared.doubts:
        print(f"    that {told(step, findings.statements, names)}")
    return FINE


def _numbered(claim: Claim, number: int) -> str:
    if not 1 <= number <= len(claim.statements):
        raise UsageError(f"{number}: the claim has statements 1 to {len(claim.statements)}")
    return claim.statements[number - 1]


def _meeting(meeting: str, statements: Mapping[str, Statement], names: Mapping[str, str]) -> str:
    return names[statements[meeting].document] if meeting in statements else meeting


def _quoted(step: Step, findings: Findings) -> str:
    """The words that the step rests on: in the text itself, and in the one that it leads to."""
    texts = {document.id: document.text for document in findings.documents}
    spans = [(step.statement, step.why.here), (step.then, step.why.there)]
    words = [
        " ".join(span.of(texts[findings.statements[at].document]).split())
        for at, span in spans
        if at and at in findings.statements and span is not None
    ]
    return "".join(f"\n        “{w if len(w) <= LONGEST else w[:LONGEST].rstrip() + '…'}”" for w in words)
