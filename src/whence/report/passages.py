"""Stretches of a document cut into pieces that a template can mark: excerpts, deciding words, attributions in place.

A piece is plain text with the names of its marks; nothing here knows HTML.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from whence.model import Document, Link, Slot, Span, Statement

BEFORE, AFTER, GAP, LONGEST = 140, 90, 160, 900
WORD = re.compile(r"\w+(?:[.,'’-]\w+)*")


class Piece(NamedTuple):
    """Some text with its marks (names of roles, in a fixed order), and what to say about it, if anything.

    ``label`` is shown before the text, and in the margin ``located``: where in the original it begins, and how that
    is written where the one before was of the same unit. A page has tens of thousands, and a frozen record takes
    several times as long.
    """

    text: str
    marks: tuple[str, ...] = ()
    note: str = ""
    anchors: tuple[str, ...] = ()
    label: str = ""
    located: tuple[str, str] | None = None


def excerpt(document: Document, spans: Sequence[Span], mark: str = "said") -> list[Piece]:
    """The words at *spans* marked, with a little of their own paragraph around them."""
    text = document.text
    first, last = spans[0].start, spans[-1].end
    start = max(text.rfind("\n", 0, first) + 1, first - BEFORE)
    if start and text[start - 1] != "\n":
        start = max(start, text.find(" ", start, first) + 1)
    line = text.find("\n", last)
    end = min(line if line >= 0 else len(text), last + AFTER)
    if end < len(text) and text[end] != "\n":
        end = max(text.rfind(" ", last, end), last)
    pieces = [Piece(("… " if start and text[start - 1] != "\n" else "") + text[start:first])]
    at = first
    for span in spans:
        between = text[at : span.start]
        pieces.append(Piece(between if len(between) <= GAP else " … "))
        said = span.of(text)
        pieces.append(Piece(said if len(said) <= LONGEST else said[:LONGEST] + " …", (mark,)))
        at = span.end
    pieces.append(Piece(text[last:end] + (" …" if end < len(text) and text[end] != "\n" else "")))
    return [piece for piece in pieces if piece.text]


def marked(text: str, spans: Iterable[Span], mark: str) -> list[Piece]:
    """The whole text with the words at *spans* marked."""
    pieces, at = [], 0
    for span in sorted(spans):
        if span.start < at or span.end > len(text):
            continue
        pieces += [Piece(text[at : span.start]), Piece(span.of(text), (mark,))]
        at = span.end
    pieces.append(Piece(text[at:]))
    return [piece for piece in pieces if piece.text]


def deciding(link: Link, statement: Statement, other: Statement, document: Document) -> list[Piece]:
    """The statement's words in its document, those that decide the relation to *other* marked.

    They are those the evidence points at; where it points at none, those of the deciding slot; and else the words
    that the other statement lacks.
    """
    left = statement.id == link.left
    within = Span(statement.span.start, min(statement.span.end, statement.span.start + LONGEST))
    found = [span for e in link.evidence if (span := e.here if left else e.there) and within.holds(span)]
    if not found and link.slot is Slot.FIGURE:
        found = [figure.span for figure in statement.figures]
    if not found and link.slot is Slot.DATE:
        found = [date.span for date in statement.dates]
    text = within.of(document.text)
    here = [span.shifted(-within.start) for span in found if within.holds(span) and span != within]
    return marked(text, here or _lacking(text, other.text), "decides")


def _lacking(text: str, other: str) -> list[Span]:
    ours, theirs = list(WORD.finditer(text)), WORD.findall(other)
    if len(ours) > 200 or len(theirs) > 400:
        return []
    matcher = difflib.SequenceMatcher(None, [w.group().casefold() for w in ours], [w.casefold() for w in theirs], False)
    steps = [(i, j) for op, i, j, _, _ in matcher.get_opcodes() if op in ("replace", "delete")]
    return [Span(ours[i].start(), ours[j - 1].end()) for i, j in steps]
