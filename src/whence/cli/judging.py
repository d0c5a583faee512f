"""``whence judge``: a person's decision about a claim or a derivation, kept in the log, and what it changes."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from whence.cli.cases import held, interval
from whence.cli.output import FINE, user
from whence.errors import UsageError

if TYPE_CHECKING:
    from whence.model import Claim, Findings


def judge(arguments: argparse.Namespace) -> int:
    """Record a person's decision and show the claims whose count it changes."""
    import datetime

    from whence.case import Case
    from whence.model import Judgement

    before = held(arguments.case)
    finding = _finding(arguments, before)
    at = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
    with Case.open(arguments.case) as case:
        case.judge(Judgement(finding, _verdict(arguments.verdict), user(), at, arguments.note))
        after = case.claims()
    put_changes(before.claims, after)
    return FINE


def put_changes(before: Sequence[Claim], after: Sequence[Claim]) -> None:
    """Show the claims whose count of origins is another *after* than *before*; a message where there is none."""
    counts = {claim.id: interval(claim) for claim in before}
    changed = [claim for claim in after if counts.get(claim.id) != interval(claim)]
    for claim in changed:
        print(f"{claim.id}  {counts.get(claim.id, 'new')} -> {interval(claim)}  {claim.text}")
    if not changed:
        print("whence: recorded; no count of origins changes", file=sys.stderr)


def _verdict(word: str) -> str:
    """The verdict as it is kept: "accepted" is "accept"."""
    return {"accepted": "accept", "rejected": "reject", "added": "add"}.get(word, word)


def _finding(arguments: argparse.Namespace, findings: Findings) -> str:
    """What is judged: a claim, a derivation, or one document as taken from another."""
    from whence.lineage import pair

    verdict = _verdict(arguments.verdict)
    if arguments.source is not None:
        if verdict not in ("accept", "reject", "add"):
            raise UsageError(f"{arguments.verdict}: that one document is taken from another is accepted or rejected")
        return pair(_document(arguments.source, findings), _document(arguments.finding, findings))
    if any(claim.id == arguments.finding for claim in findings.claims):
        return str(arguments.finding)
    judged = {judgement.finding for judgement in findings.judgements}
    if arguments.finding not in judged | {derivation.id for derivation in findings.derivations}:
        raise UsageError(
            f"{arguments.finding}: no claim or derivation has this id; `whence claims` and `whence trace` list them"
        )
    if verdict not in ("accept", "reject"):
        raise UsageError(f"{arguments.verdict}: a derivation is accepted or rejected")
    return str(arguments.finding)


def _document(name: str, findings: Findings) -> str:
    found = [document.id for document in findings.documents if document.name == name]
    if not found:
        raise UsageError(f"{name}: no document of the case has this name")
    return found[0]
