"""What a document is about, for its statements that only count: "At least nine people were injured."

Such a sentence tells of the event that the title tells of. Wrong where a sentence of another paragraph has turned to
another event in words that do not say so.
"""

from __future__ import annotations

import re

from whence.model import Document, Figure, FigureKind, Matter, Span
from whence.text import fold, paragraphs, proper_names

_LEAD = 3
"""Paragraphs in which a name of the title must come again to be known for a name."""
_SENTENCE = re.compile(r"[.!?][\"”’']?$")
_ELSEWHERE = re.compile(
    r"\b(?i:another|previous(?:ly)?|similar|earlier|separate(?:ly)?|elsewhere|meanwhile|decades?|history|"
    r"last (?:week|month|year)|(?:weeks?|months?|years?) (?:ago|before)|(?:19|20)\d\d)\b|"
    r"\b(?:in|at|near|on|off) (?:the )?(?:\w+ (?:of|town|city|island|village|district|province) )*[A-Z]\w+",
)
"""Words with which a sentence may turn to another event, or to another place."""
_DAY = re.compile(r"\b(?:on|in|at) (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")


def matter(document: Document) -> Matter | None:
    """What *document* is about, if it has a title."""
    if not document.title:
        return None
    title = fold(document.title)
    lead = [span for span in paragraphs(document.text) if _SENTENCE.search(span.of(document.text))][:_LEAD]
    found = (name.of(document.text) for span in lead for name in proper_names(document.text, span))
    return Matter(document.title, tuple(dict.fromkeys(name for name in found if fold(name) in title)))


def counts_only(document: Document, spans: tuple[Span, ...], figures: tuple[Figure, ...]) -> bool:
    """Whether the words at *spans*, which name nothing, count something, and nothing near them turns elsewhere.

    Near is all of its paragraph before it, and the paragraph before that.
    """
    if not any(figure.kind is FigureKind.QUANTITY for figure in figures):
        return False
    text, title = document.text, fold(document.title or "")
    own = max(0, text.rfind("\n\n", 0, spans[0].start))
    near = text[max(0, text.rfind("\n\n", 0, own)) : spans[-1].end]
    turns = (found.group() for found in _ELSEWHERE.finditer(_DAY.sub(" ", near)))
    return all(fold(turn.split()[-1]) in title for turn in turns)
