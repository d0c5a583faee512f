"""What is one in a claim though no text says so: a sentence in several documents, a person and the body behind her.

Wrong where two people happen to say the same twelve words, and where a title is out of date.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from whence.lineage.context import Context
from whence.lineage.graph import Graph
from whence.lineage.shelf import name_key
from whence.model import Reuse, SourceKind, Statement
from whence.text import fold, lexicon

LONG = 12
"""Words from which nobody writes the same sentence twice by chance."""
_REPRESENTED = (SourceKind.BODY, SourceKind.DOCUMENT)


def written_once(unnamed: Sequence[Statement], context: Context, graph: Graph) -> None:
    """The same long sentence of nobody named was written or said once: an editor's note, a background, a quotation.

    Where one document may have taken it from another, derivations and a person's judgement of them have told already.
    """
    first: dict[str, Statement] = {}
    for statement in unnamed:
        if len(statement.text.split()) < LONG:
            continue
        other = first.setdefault(fold(statement.text).strip(" .!"), statement)
        pair = min(statement.document, other.document), max(statement.document, other.document)
        taken = any(passage.kind in (Reuse.COPY, Reuse.PASSAGE) for passage in context.passages.get(pair, ()))
        if other is not statement and not taken and not {pair, pair[::-1]} & context.parted:
            graph.same(statement.id, other.id)


def represented(graph: Graph, context: Context) -> None:
    """A director and her company, a report and whoever wrote it, a register and its keeper are one root."""
    whole = {source: name_key(root.name) for source, root in graph.roots.items() if root.kind in _REPRESENTED}
    authors = {s: name_key(root.name) for s, root in graph.roots.items() if root.kind is SourceKind.PERSON}
    for source, root in sorted(graph.roots.items()):
        own = {fold(root.name)} if root.kind is SourceKind.DOCUMENT else set()
        for words in sorted(context.titles.get(source, frozenset()) | own):
            for other in sorted(whole):
                if other != source and _stands_for(root.kind, words, whole[other]):
                    graph.same(source, other)
            for other in sorted(authors) if root.kind is SourceKind.DOCUMENT else ():
                if _written_by(authors[other], words):
                    graph.same(source, other)


def _written_by(author: str, words: str) -> bool:
    """Whether these *words* name *author* as who wrote it: "statement from Candle director Ada Finch"."""
    found = re.search(rf"\b(?:by|from|of) ((?:\w+ ){{0,5}}){re.escape(author)}\b", words)
    before = found[1].split()[-1:] if found else []
    return bool(found) and all(word in lexicon("office_nouns") for word in before)


def _stands_for(kind: SourceKind, words: str, body: str) -> bool:
    """Whether who or what is introduced in these *words* stands for *body*, a name as names are compared."""
    if kind is not SourceKind.PERSON:
        if " " not in body or body not in words:
            return False
        return bool(re.search(rf"(?:^|\b(?:by|from|of) )(?:the |an? )?{re.escape(body)}\b", words))
    offices = lexicon("office_nouns") & set(words.split())
    civic = next((noun for noun in lexicon("civic_bodies") if body.endswith(f" {noun}")), None)
    if civic and "mayor" in offices:
        return set(body.removesuffix(civic).split()) <= set(words.split())
    return bool(offices) and " " in body and f" {body} " in f" {words} "
