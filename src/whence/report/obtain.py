"""What is still to be obtained: originals that are cited, and bodies on whose word something is told."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from whence.model import Findings, SourceKind
from whence.report.documents import anchors


class Wanted(NamedTuple):
    """A source whose own words are not in the folder, and the name and anchor of each document that names it."""

    name: str
    kind: str
    documents: tuple[tuple[str, str], ...]


def originals(findings: Findings) -> list[Wanted]:
    """The originals that are cited and not in the folder, those that most documents cite first."""
    return _sorted(findings, ((o.name, o.kind, o.cited_by) for o in findings.originals))


def bodies(findings: Findings) -> list[Wanted]:
    """The bodies on whose word claims rest and of whom no text is in the folder, those of most documents first."""
    naming: dict[str, set[str]] = {}
    for claim in findings.claims:
        for origin in claim.origins:
            if origin.kind is SourceKind.BODY and not origin.seen:
                naming.setdefault(origin.root, set()).update(findings.statements[s].document for s in origin.statements)
    names = {source.id: source.name for source in findings.sources}
    return _sorted(findings, ((names.get(root, root), SourceKind.BODY, held) for root, held in naming.items()))


def _sorted(findings: Findings, wanted: Iterable[tuple[str, SourceKind, Iterable[str]]]) -> list[Wanted]:
    page = anchors(findings.documents)
    names = {document.id: document.name for document in findings.documents}
    made = [
        Wanted(name, kind.value, tuple(sorted((names[d], page[d]) for d in held if d in names)))
        for name, kind, held in wanted
    ]
    return sorted(made, key=lambda one: (-len(one.documents), one.name))
