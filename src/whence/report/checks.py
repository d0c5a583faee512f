"""Quotations held against their originals, the words that differ marked, and as HTML without a template: a large case
has thousands, and a template takes several times as long.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape

from whence.model import Document, Findings, QuotationCheck
from whence.report.documents import anchors
from whence.report.passages import Piece, excerpt, marked


@dataclass(frozen=True, slots=True)
class CheckView:
    """A quotation and its original, or one before it of the same words (``before``), the words that differ marked."""

    anchor: str
    verdict: str
    name: str
    original: str
    original_anchor: str
    before: bool
    quoted: list[Piece]
    quoted_where: str
    found: list[Piece]
    found_where: str
    differences: tuple[tuple[str, str], ...]
    reason: str


def check_views(findings: Findings) -> list[CheckView]:
    """Every quotation that was held against an original, those that differ first."""
    held = {document.id: document for document in findings.documents}
    order = ("altered", "misattributed", "absent", "trimmed", "translated", "verbatim")
    checks = sorted(findings.quotations, key=lambda check: order.index(check.verdict.value))
    page = anchors(findings.documents)
    return [_check(check, held, page) for check in checks]


def _check(check: QuotationCheck, held: Mapping[str, Document], page: Mapping[str, str]) -> CheckView:
    document, original = held[check.document], held.get(check.original or "")
    here = [d.here for d in check.differences if d.here and check.quoted.holds(d.here) and len(d.here)]
    quoted = marked(check.quoted.of(document.text), [s.shifted(-check.quoted.start) for s in here], "added")
    found: list[Piece] = []
    if original and check.found:
        there = [d.there for d in check.differences if d.there and check.found.holds(d.there) and len(d.there)]
        found = marked(check.found.of(original.text), [s.shifted(-check.found.start) for s in there], "left-out")
        if not there:
            found = excerpt(original, [check.found], "plain")
    return CheckView(
        page[document.id],
        check.verdict.value,
        document.name,
        original.name if original else "",
        page[original.id] if original else "",
        not check.of_original,
        quoted,
        document.where(check.quoted),
        found,
        original.where(check.found) if original and check.found else "",
        tuple((d.original, d.quoted) for d in check.differences),
        "; ".join(dict.fromkeys(e.detail for e in check.evidence if e.detail)),
    )


def check(view: CheckView) -> str:
    """A quotation and its original side by side, and below them the words that differ and the reason."""
    quoted = _marked(view.quoted, "added", "ins")
    found = _marked(view.found, "left-out", "del") or '<span class="dim">not found in the folder</span>'
    against = f' <span class="dim">against</span> {_link(view.original_anchor, view.original)}' if view.original else ""
    verdict = _verdict(view)
    differences = "; ".join(_difference(was, now) for was, now in view.differences)
    return (
        f'<article class="check {verdict}"><h3><span class="verdict {verdict}">{verdict}</span> '
        f"{_link(view.anchor, view.name)}{against}</h3>\n"
        f'<div class="sides">{_side("Quoted", view.quoted_where, quoted)}\n'
        f"{_side('Quoted before' if view.before else 'Original', view.found_where, found)}</div>\n"
        + (f'<p class="diff">{differences}</p>' if differences else "")
        + (f'<p class="why" dir="auto">{escape(view.reason)}</p>' if view.reason else "")
        + "</article>\n"
    )


def _verdict(view: CheckView) -> str:
    """The verdict; words that differ from an earlier quotation need not be altered."""
    return "differs" if view.before and view.verdict == "altered" else view.verdict


def _side(title: str, where: str, text: str) -> str:
    caption = f"{title}, {escape(where)}" if where else title
    return f'<figure class="said"><figcaption>{caption}</figcaption><blockquote dir="auto">{text}</blockquote></figure>'


def _link(anchor: str, name: str) -> str:
    return f'<a href="#{anchor}"><bdi>{escape(name)}</bdi></a>'


def _marked(pieces: Iterable[Piece], mark: str, element: str) -> str:
    texts = ((escape(piece.text), mark in piece.marks) for piece in pieces)
    return "".join(f"<{element}>{text}</{element}>" if differs else text for text, differs in texts)


def _difference(was: str, now: str) -> str:
    left = f'<del dir="auto"><span class="vh">there: </span>{escape(was)}</del>' if was else ""
    right = f'<ins dir="auto"><span class="vh">quoted: </span>{escape(now)}</ins>' if now else ""
    return f"{left} → {right}" if left and right else left + right
