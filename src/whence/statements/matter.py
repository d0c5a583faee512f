"""What a document is about, for its statements that name nothing of their own: "At least nine people were injured."

Such a sentence tells of the event that the title and the first sentence tell of. Wrong where a sentence of another
paragraph has turned to another event in words that do not say so.
"""

from __future__ import annotations

import re
from functools import lru_cache

from whence.model import Document, Matter, Span
from whence.text import fold, lexicon, paragraphs, proper_names, sentences

_LEAD = 3
"""Paragraphs in which a name of the title must come again to be known for a name."""
_LONGEST = 300
"""Characters of a first sentence that are kept."""
_NAMES = 12
_SENTENCE = re.compile(r"[.!?][\"”’']?$")
_ELSEWHERE = re.compile(
    r"\b(?i:another|previous(?:ly)?|similar|earlier|separate(?:ly)?|elsewhere|meanwhile|decades?|history|prior to|"
    r"last (?:week|month|year)|(?:weeks?|months?|years?) (?:ago|before)|(?:19|20)\d\d)\b|"
    r"\b(?:in|at|near|on|off) (?:the )?(?:\w+ (?:of|town|city|island|village|district|province) )*[A-Z]\w+",
)
"""Words with which a sentence may turn to another event, or to another place."""
_DAY = re.compile(rf"\b(?:on|in|at) (?i:{'|'.join(sorted(lexicon('weekdays')))})\b")


def matter(document: Document) -> Matter | None:
    """What *document* is about, if it has a title."""
    if not document.title:
        return None
    title = fold(document.title)
    opening = [span for span in paragraphs(document.text) if _SENTENCE.search(span.of(document.text))][:_LEAD]
    first = next(iter(sentences(document.text, opening[0])), opening[0]) if opening else Span(0, 0)
    lead = first.of(document.text)[:_LONGEST]
    every = (name.of(document.text) for span in opening for name in proper_names(document.text, span))
    names = [name for name in dict.fromkeys(every) if fold(name) in title or name in lead]
    return Matter(document.title, tuple(names[:_NAMES]), " ".join(lead.split()))


def tells_of(about: Matter, document: Document, spans: tuple[Span, ...], names: tuple[str, ...]) -> bool:
    """Whether the words at *spans* name nothing that *about* does not, and nothing near them turns elsewhere.

    Near is all of its paragraph before it, and the paragraph before that.
    """
    known = _known(about)
    if not all(fold(name) in known for name in names):
        return False
    text = document.text
    own = max(0, text.rfind("\n\n", 0, spans[0].start))
    near = text[max(0, text.rfind("\n\n", 0, own)) : spans[-1].end]
    turns = (found.group() for found in _ELSEWHERE.finditer(_DAY.sub(" ", near)))
    return all(fold(turn.split()[-1]) in known for turn in turns)


@lru_cache(maxsize=256)
def _known(about: Matter) -> str:
    return fold(f"{about.title} {about.lead} {' '.join(about.names)}")
