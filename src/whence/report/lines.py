"""A claim in one line as HTML. A large case has tens of thousands, and a template takes several times as long."""

from __future__ import annotations

from html import escape

from markupsafe import Markup

from whence.report.claims import RowView
from whence.report.summary import counted


def line(row: RowView) -> Markup:
    """The list item of a claim: its words, how many documents and origins, on whose word, and where."""
    documents = ""
    if row.documents > 1:
        origins = f"{row.interval} origin{'' if row.interval == '1' else 's'}"
        documents = f' <span class="dim">({origins}, {counted(row.documents, "document")})</span>'
    own = '<span class="chain own">in its own voice</span>'
    word = f'<span class="chain"><span class="vh">on the word of </span><bdi>{escape(row.chain)}</bdi></span>'
    judged = "".join(f' <b class="judged">judged “{escape(j.verdict)}”</b>' for j in row.judgements)
    return Markup(  # noqa: S704 (every part is escaped)
        f'<li class="row" id="{row.anchor}"><span dir="auto" class="rowtext">{escape(row.text)}{documents}</span> '
        f'<span class="rowfrom">{word if row.chain else own} · <a href="#{escape(row.statement_anchor)}" '
        f'data-else="{row.document_anchor}"><bdi>{escape(row.document)}</bdi></a></span>{judged}</li>\n'
    )
