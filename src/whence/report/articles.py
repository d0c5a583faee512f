"""Documents as HTML, which is most of a page: kept in the case, and made anew only for those that changed.

An article reads its document, the attributions in it, the statements in it and its number on the page.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable
from contextlib import suppress

from markupsafe import Markup

from whence.casefile import CaseFile
from whence.errors import CaseError
from whence.model import Article, Findings
from whence.report.documents import DocumentView, anchors, document_views
from whence.stage import Stage, plan

ARTICLES = Stage("articles", ("report", "text"))
_READS = "statements"
"""The stage whose keys stand for a document with all that is said in it."""


def articles(findings: Findings, render: Callable[[DocumentView], str], store: CaseFile | None) -> list[Markup]:
    """Each document of *findings* as *render* makes it, or as *store* has it.

    Where *store* cannot be written, nothing is kept.
    """
    stored = store.stored(ARTICLES.name) if store else {}
    keys = store.stored(_READS) if store else {}
    places = anchors(findings.documents)
    wanted = {document: ARTICLES.key(place, [keys.get(document, "")]) for document, place in places.items()}
    todo, gone = plan(wanted, stored)
    made = {view.document: render(view) for view in document_views(findings, set(todo))}
    if store and (todo or gone):
        new = ((document, wanted[document], (_packed(made[document]),)) for document in todo)
        with suppress(CaseError):
            store.replace(ARTICLES.name, new, gone)
    kept = store.units(ARTICLES.name, wanted.keys() - made.keys()) if store else {}
    held = made | {document: _unpacked(*found) for document, found in kept.items()}
    return [Markup(held[document.id]) for document in findings.documents]  # noqa: S704 (a template made it)


def _packed(html: str) -> Article:
    return Article(zlib.compress(html.encode("utf-8", "surrogatepass"), 1))


def _unpacked(article: Article) -> str:
    return zlib.decompress(article.html).decode("utf-8", "surrogatepass")
