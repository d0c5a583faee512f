"""A claim in one line as HTML. A large case has tens of thousands, and a template takes several times as long."""

from __future__ import annotations

from functools import lru_cache
from html import escape

from whence.report.claims import RowView
from whence.report.summary import counted

_OWN = '<span class="chain own">in its own voice</span>'


def line(row: RowView) -> str:
    """The list item of a claim: its words, how many documents and origins, on whose word, where and when."""
    documents = ""
    if row.documents > 1:
        origins = f"{row.interval} origin{'' if row.interval == '1' else 's'}"
        documents = f' <span class="dim">({origins}, {counted(row.documents, "document")})</span>'
    judged = "".join(f' <b class="judged">judged “{escape(j.verdict)}”</b>' for j in row.judgements)
    return (
        f'<li class="row" id="{row.anchor}"><span dir="auto" class="rowtext">{escape(row.text)}{documents}</span> '
        f'<span class="rowfrom">{_chain(row.chain)} · <a href="#{escape(row.statement_anchor)}" '
        f'data-else="{row.document_anchor}"><bdi>{_name(row.document)}</bdi></a>{_where(row.where)}{_facts(row.facts)}</span>{judged}</li>\n'
    )


@lru_cache(maxsize=4096)
def _chain(words: str) -> str:
    if not words:
        return _OWN
    return f'<span class="chain"><span class="vh">on the word of </span><bdi>{escape(words)}</bdi></span>'


@lru_cache(maxsize=4096)
def _where(label: str) -> str:
    return f", {escape(label)}" if label else ""


@lru_cache(maxsize=4096)
def _facts(words: str) -> str:
    return f" ({escape(words)})" if words else ""


_name = lru_cache(maxsize=4096)(escape)
