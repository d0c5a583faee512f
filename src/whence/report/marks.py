"""Pieces of a document as HTML. They are most of a page, and a template takes several times as long for them."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from markupsafe import Markup

from whence.report.passages import Piece


def cut(pieces: Iterable[Piece]) -> Markup:
    """The pieces in a row: their anchors, and each marked one in a ``mark`` with its note as title and hidden text.

    A label stands before its piece, in brackets, as text that is seen, heard and printed; a locator stands in the
    margin, and a rule in the line where it begins inside one.
    """
    return Markup("".join(_piece(piece, place) for place, piece in enumerate(pieces)))  # noqa: S704 (all is escaped)


def _piece(piece: Piece, place: int) -> str:
    if piece.located:
        label, short = map(escape, piece.located)
        inside = " inside" if place else ""
        mark = f'<small class="locator{inside}" dir="ltr" title="{label}"><span>{short}</span></small>'
        return mark + _said(piece)
    return _said(piece)


def _said(piece: Piece) -> str:
    anchors = "".join(f'<a id="{escape(anchor)}" class="at"></a>' for anchor in piece.anchors)
    anchors += f'<small class="unsure">[{escape(piece.label)}]</small> ' if piece.label else ""
    text = escape(piece.text)
    if not piece.marks:
        return anchors + text
    note = escape(piece.note)
    title, hidden = (f' title="{note}"', f'<span class="vh">[{note}:] </span>') if note else ("", "")
    return f'{anchors}<mark class="{" ".join(piece.marks)}"{title}>{hidden}{text}</mark>'
