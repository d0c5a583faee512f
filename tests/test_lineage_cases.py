"""Golden lineages, from tests/cases/lineages: a few short documents, run through the whole pipeline.

The files of a case are opened by ``--- name``. Its keys: ``claim`` picks the claim most of whose statements hold these
words; ``low``, ``high`` and ``statements`` (a minimum) are its numbers; ``roots``, ``not-roots``, ``unseen`` (named,
not in the folder), ``flags``, ``not-flags`` and ``originals`` hold names parted by semicolons.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests import casefiles

from whence.case import Case
from whence.model import Claim, Findings

_FILE = re.compile(r"^--- (\S+)\n", re.MULTILINE)


def _findings(case: casefiles.Case, folder: Path) -> Findings:
    _, *parts = _FILE.split(case.body)
    for name, text in zip(parts[::2], parts[1::2], strict=True):
        (folder / name).write_text(text.strip("\n") + "\n", encoding="utf-8")
    with Case.open() as opened:
        opened.add([folder])
        opened.refresh()
        return opened.findings()


def _claim(found: Findings, words: str) -> Claim:
    """The claim most of whose statements say *words*."""
    return max(found.claims, key=lambda c: sum(words in found.statements[s].text for s in c.statements))


def _shown(claim: Claim, found: Findings) -> str:
    names = {document.id: document.name for document in found.documents}
    lines = [f"{claim.text!r} [{claim.low}, {claim.high}] {[flag.value for flag in claim.flags]}"]
    for held in map(found.statements.__getitem__, claim.statements):
        lines.append(f"  {names[held.document]}: {held.text!r} < {[mention.name for mention in held.chain]}")
    lines += [f"  origin {origin.root!r}, {'seen' if origin.seen else 'not seen'}" for origin in claim.origins]
    others = [other.text for other in found.claims if other is not claim]
    return "\n".join([*lines, *(f"  other claim {text!r}" for text in others)])


@pytest.mark.parametrize("case", casefiles.parameters("lineages"))
def test_lineages(case: casefiles.Case, tmp_path: Path) -> None:
    def names(key: str) -> list[str]:
        return [name.strip() for name in case.headers.get(key, "").split(";") if name.strip()]

    found = _findings(case, tmp_path)
    assert not found.problems
    claim = _claim(found, case.headers["claim"])
    shown = _shown(claim, found)
    roots = [origin.root for origin in claim.origins]
    for key, number in (("low", claim.low), ("high", claim.high)):
        assert number == int(case.headers.get(key, number)), f"{key}: {shown}"
    assert len(claim.statements) >= int(case.headers.get("statements", 1)), shown
    for name in names("roots"):
        assert any(name in root for root in roots), f"{name} is no root: {shown}"
    for name in names("not-roots"):
        assert not any(name in root for root in roots), f"{name} is a root: {shown}"
    for name in names("unseen"):
        assert any(name in origin.root and not origin.seen for origin in claim.origins), f"{name} is seen: {shown}"
    flags = {flag.value for flag in claim.flags}
    assert flags >= set(names("flags")), shown
    assert not flags & set(names("not-flags")), shown
    for words in names("reasons"):
        assert any(words in reason.detail for reason in claim.reasons), [reason.detail for reason in claim.reasons]
    for name in names("originals"):
        assert any(name in original.name for original in found.originals), [o.name for o in found.originals]
