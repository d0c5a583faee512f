"""What the same words in two documents are a sign of: a copy, a passage, a common quotation, or the page's furniture.

Furniture is a short part of both texts: a style sheet; or, near an edge of each, a note by its words, or what one
publisher put into at least six of its texts, or very many texts hold; or, where the two share nothing else, what ends
at least six texts, of whomever, and all that hold it. (Six papers may begin alike with a wire's first words; that they
end alike and have nothing else of it is hardly chance.) Wrong for a paragraph of background below six stories, for
furniture in the middle of a text, and for a tail in fewer texts, which looks like a passage. A quotation stands in
quotation marks in both; what little is shared around it (who said it) makes it no passage.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from whence.lineage.joins import EDGE, SHORTEST
from whence.model import Document, Reuse, Span
from whence.text import lexicon, quotations

COPIED = 0.6
"""Share of a text above which shared words make it a copy."""
SMALL = 0.4
"""Share of a text up to which shared words may be furniture."""

Ints = NDArray[np.int64]
Spans = tuple[Ints, Ints]
_MARKS = re.compile("[\"“”„‟«»‹›‘’‚'「」『』]")
_CODE = re.compile(r"[{};=<>]|\b\d+px\b|:\s*#")


class Shared(NamedTuple):
    """The same words in a left and a right text; ``placed``: small in both and near an edge of each (`placed`)."""

    here: Span
    there: Span
    similarity: float
    placed: bool
    often: bool
    ending: bool


def placed(here: Spans, there: Spans, left: Ints, right: Ints) -> NDArray[np.bool_]:
    """Whether words may furnish their pages by their size and place; *left* and *right* are the lengths of the texts.

    Spans are pairs of columns, starts and ends.
    """
    fits = np.ones(len(left), dtype=np.bool_)
    for (start, end), length in ((here, left), (there, right)):
        fits &= end - start <= SMALL * length
        fits &= (end <= EDGE * length) | (start >= (1 - EDGE) * length)
    return fits


def kinds(left: Document, right: Document, found: Sequence[Shared]) -> list[Reuse]:
    """The kind of each of all the stretches that two documents share."""
    furniture = [(s.placed and s.often) or _furnishes(left.text, right.text, s) for s in found]
    if all(furniture):
        return [Reuse.BOILERPLATE] * len(found)
    rest = [shared for shared, only in zip(found, furniture, strict=True) if not only]
    taken = Reuse.PASSAGE
    if max(covered([s.here for s in rest], left), covered([s.there for s in rest], right)) >= COPIED:
        taken = Reuse.COPY
    told = []
    for shared, only in zip(found, furniture, strict=True):
        if only:
            told.append(Reuse.BOILERPLATE)
        elif taken is Reuse.PASSAGE and _quoted(left.text, shared.here) and _quoted(right.text, shared.there):
            told.append(Reuse.QUOTATION)
        else:
            told.append(taken)
    ending = all(s.placed and s.ending for s, kind in zip(found, told, strict=True) if kind is taken)
    return [Reuse.BOILERPLATE if ending and kind is taken else kind for kind in told]


def covered(spans: Iterable[Span], document: Document) -> float:
    """Share of a document's characters that *spans* cover."""
    total, end = 0, 0
    for span in sorted(spans):
        total += max(0, span.end - max(span.start, end))
        end = max(end, span.end)
    return total / max(1, len(document.text))


def _furnishes(left: str, right: str, shared: Shared) -> bool:
    if len(shared.here) > SMALL * len(left) or len(shared.there) > SMALL * len(right):
        return False
    words = shared.here.of(left)
    return (shared.placed and _is_note(words)) or _is_code(words)


def _is_note(words: str) -> bool:
    """Whether at least the second half of *words* comes after a phrase that only furniture holds."""
    phrase = _notes().search(words.casefold())
    return phrase is not None and phrase.start() * 2 <= len(words)


def _is_code(words: str) -> bool:
    """Whether *words* hold a mark of a style sheet or script for every four of them."""
    return len(_CODE.findall(words)) * 4 > len(words.split())


@cache
def _notes() -> re.Pattern[str]:
    phrases = sorted(lexicon("furniture"), key=lambda phrase: (-len(phrase), phrase))
    return re.compile("|".join(re.escape(phrase).replace("'", "['’]") for phrase in phrases))


def _quoted(text: str, span: Span) -> bool:
    """Whether, but for fewer words than make a passage, the whole of *span* is in quotation marks."""
    if not _MARKS.search(text, max(0, span.start - 3), span.end + 3):
        return False
    at, outside = span.start, 0
    inside = [q.span for q in quotations(text) if q.span.overlaps(span)]
    for quotation in inside:
        outside += len(text[at : max(at, quotation.start)].split())
        at = max(at, quotation.end)
    return bool(inside) and outside + len(text[at : span.end].split()) < SHORTEST
