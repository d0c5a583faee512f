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
    text = escape(piece.text)
    if piece.marks:
        note = escape(piece.note) if piece.note else ""
        title, hidden = (f' title="{note}"', f'<span class="vh">[{note}:] </span>') if note else ("", "")
        text = f'<mark class="{" ".join(piece.marks)}"{title}>{hidden}{text}</mark>'
    if piece.label:
        text = f'<small class="unsure">[{escape(piece.label)}]</small> {text}'
    if piece.anchors:
        text = "".join(f'<a id="{escape(anchor)}" class="at"></a>' for anchor in piece.anchors) + text
    return _locator(*piece.located, inside=place > 0) + text if piece.located else text


def _locator(label: str, short: str, *, inside: bool) -> str:
    mark = "locator inside" if inside else "locator"
    return f'<small class="{mark}" dir="ltr" title="{escape(label)}"><span>{escape(short)}</span></small>'
