"""Documents and claims as HTML, which are most of a page: kept in the case, and made anew only where they changed.

An article reads its document, the attributions in it, the statements in it and its number on the page. A card reads
what its claim was assessed by, and what `Claims.shown` names.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from whence.casefile import CaseFile
from whence.model import Claim, Findings
from whence.report.claims import Claims, ClaimView
from whence.report.documents import DocumentView, anchors, document_views
from whence.report.kept import kept
from whence.stage import Stage

ARTICLES = Stage("articles", ("report", "text"))
CARDS = Stage("cards", ("lineage", "report", "text"))
_SAID, _ASSESSED = "statements", "claims"
"""The stages whose keys stand for a document with all that is said in it, and for a claim with all that it reads."""


def articles(findings: Findings, render: Callable[[DocumentView], str], store: CaseFile | None) -> list[str]:
    """Each document of *findings* as *render* makes it, or as *store* has it."""
    keys = store.stored(_SAID) if store else {}
    wanted = {d: ARTICLES.key(place, [keys.get(d, "")]) for d, place in anchors(findings.documents).items()}
    found = kept(
        store,
        ARTICLES,
        wanted,
        lambda todo: {view.document: render(view) for view in document_views(findings, set(todo))},
    )
    return [found[document.id] for document in findings.documents]


def cards(
    shown: Iterable[Claim], claims: Claims, render: Callable[[ClaimView], str], store: CaseFile | None
) -> dict[str, str]:
    """By id each of the *shown* claims as *render* makes it, or as *store* has it."""
    by_id = {claim.id: claim for claim in shown}
    keys = store.stored(_ASSESSED) if store else {}
    wanted = {
        identifier: CARDS.key(claims.shown(claim), [keys.get(claims.unit(claim), "")])
        for identifier, claim in by_id.items()
    }
    return kept(store, CARDS, wanted, lambda todo: {one: render(claims.view(by_id[one])) for one in todo})
