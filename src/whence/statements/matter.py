"""What a document is about, for its statements that name nothing of their own: "At least nine people were injured."

Such a sentence tells of the event that the title and the first sentence tell of. Wrong where a sentence of another
paragraph has turned to another event in words that do not say so.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice

from whence.model import Document, Matter, Span
from whence.text import fold, lexicon, paragraphs, proper_names, sentences

_FIRST = 5
"""Paragraphs whose names are those of the document."""
_LONGEST = 300
"""Characters of a first sentence that are kept."""
_NAMES = 12
_SENTENCE = re.compile(r"[.!?][\"”’']?$")
_ANOTHER = re.compile(
    r"\b(?:another|previous(?:ly)?|similar|earlier|separate(?:ly)?|elsewhere|meanwhile|decades?|history|prior to|"
    r"last (?:week|month|year)|(?:weeks?|months?|years?) (?:ago|before)|(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
"""Words with which a sentence may turn to another event."""
_PLACE = re.compile(
    r"\b(?:in|at|near|on|off) (?:the )?(?:\w+ (?:of|town|city|island|village|district|province) )*[A-Z]\w+"
)
_DAY = re.compile(rf"\b(?:on|in|at) (?i:{'|'.join(sorted(lexicon('weekdays')))})\b")


def matter(document: Document) -> Matter | None:
    """What *document* is about, if it has a title."""
    if not document.title:
        return None
    title = fold(document.title)
    full = (span for span in paragraphs(document.text) if _SENTENCE.search(span.of(document.text)))
    opening = list(islice(full, _FIRST))
    first = next(iter(sentences(document.text, opening[0])), opening[0]) if opening else Span(0, 0)
    lead = " ".join(first.of(document.text)[:_LONGEST].split())
    every = dict.fromkeys(name.of(document.text) for span in opening for name in proper_names(document.text, span))
    names = sorted(
        (name for name in every if _sure(name, document.text)),
        key=lambda name: fold(name) not in title and name not in lead,
    )
    return Matter(document.title, tuple(names[:_NAMES]), lead)


def _sure(name: str, text: str) -> bool:
    """Whether *name* is more than the first word of a sentence: of several words, or inside one too."""
    at = -1 if " " in name else text.find(name)
    while at >= 0:
        if text[at - 1 : at] == " " and (text[at - 2].isalnum() or text[at - 2] in ",’'"):
            return True
        at = text.find(name, at + 1)
    return " " in name


def of_it(about: Matter, words: str) -> bool:
    """Whether *words* may tell of what the document is about: they speak of no other time or event."""
    known = _known(about)
    return all(fold(found.group().split()[-1]) in known for found in _ANOTHER.finditer(words))


def strays(about: Matter, document: Document, spans: tuple[Span, ...], names: tuple[str, ...]) -> bool:
    """Whether the words at *spans* name what *about* does not, or words near them turn elsewhere.

    Near is all of its paragraph before it, and the paragraph before that.
    """
    known = _known(about)
    if not all(fold(name) in known for name in names):
        return True
    text = document.text
    own = max(0, text.rfind("\n\n", 0, spans[0].start))
    near = _DAY.sub(" ", text[max(0, text.rfind("\n\n", 0, own)) : spans[-1].end])
    turns = (found.group() for shape in (_ANOTHER, _PLACE) for found in shape.finditer(near))
    return not all(fold(turn.split()[-1]) in known for turn in turns)


@lru_cache(maxsize=256)
def _known(about: Matter) -> str:
    """The title and the first sentence, folded."""
    return fold(f"{about.title} {about.lead}")
