"""Warnings about what a claim rests on: doubtful readings, altered quotations, confirmations that confirm nothing.

A confirmation counts as empty only where the document said to confirm is in the folder and none of its statements is
linked to the claim; so a link that was missed makes a false warning.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache

from whence.lineage.context import Context
from whence.model import Derivation, DerivationKind, Document, Evidence, Relation, Statement, Verdict
from whence.text import content_words, sentences

_CONFIRMS = re.compile(
    r"\b(?:confirm(?:s|ed|ing|ation)?|corroborat(?:es?|ed|ing|ion)|bears? out|bore out)\b", re.IGNORECASE
)
_LONGEST = 2000
"""Code points of the longest sentence in which a confirmation is looked for."""
_SHARED = 0.6
"""Share of a statement's content words in one sentence of the other document that makes it a possible match."""
WRONG = (Verdict.ALTERED, Verdict.MISATTRIBUTED)
"""Verdicts on a quotation that warn of the claim that rests on it."""
_SUPPORTS = (Relation.SAME, Relation.DETAILS, Relation.UPDATES)


def misread(group: Sequence[Statement]) -> set[str]:
    """The ids of the statements whose attribution whence may have misread."""
    return {statement.id for statement in group if statement.doubtful}


def not_sure(name: str) -> Evidence:
    """A root that only doubtful attributions name."""
    return Evidence("may-be-misread", f"whence is not sure who says this: {name} rests on an uncertain reading alone")


def altered_quotes(group: Sequence[Statement], context: Context) -> list[Evidence]:
    """A quotation on which a statement of the claim rests differs from its original."""
    found = []
    for statement in group:
        for check in context.quotations.get(statement.document, ()):
            touches = any(check.quoted.overlaps(span) for span in statement.spans)
            if check.verdict in WRONG and touches:
                detail = f"{_name(statement.document, context)} quotes words that its original does not hold so"
                found.append(Evidence("altered-quote", detail, check.quoted, check.found))
    return found


def not_confirmed(group: Sequence[Statement], context: Context) -> list[Evidence]:
    """A text says that another confirms this, and the other, which is in the folder, holds no such fact."""
    found: dict[tuple[str, str], Evidence] = {}
    supporting = {statement.document for statement in group}
    for statement in group:
        for link in context.links.get(statement.id, ()):
            if link.relation in _SUPPORTS:
                other = link.right if link.left == statement.id else link.left
                if other in context.statements:
                    supporting.add(context.statements[other].document)
    for statement in group:
        if not _near_confirmation(statement, context):
            continue
        for edge in context.derivations.get(statement.document, ()):
            if (
                edge.source in context.documents
                and edge.source not in supporting
                and _confirms(statement, edge, context)
            ):
                one, other = _name(statement.document, context), _name(edge.source, context)
                detail = f"{one} says that {other} confirms this; {other} holds no such fact"
                found[(statement.document, edge.source)] = Evidence("not-confirmed", detail, edge.here)
    return [found[pair] for pair in sorted(found)]


def _near_confirmation(statement: Statement, context: Context) -> bool:
    """Whether a word of confirming stands in the sentence of *statement*."""
    document = context.documents.get(statement.document)
    if document is None or not (places := confirmations(document.text)):
        return False
    sentence = _sentence_at(document.text, statement.span.start)
    return any(_sentence_at(document.text, place) == sentence for place in places)


@lru_cache(maxsize=4096)
def confirmations(text: str) -> tuple[int, ...]:
    """Where *text* speaks of confirming."""
    return tuple(found.start() for found in _CONFIRMS.finditer(text))


def _confirms(statement: Statement, edge: Derivation, context: Context) -> bool:
    """Whether *edge* is a citation in the sentence of *statement* with a word of confirming, and confirms nothing."""
    if edge.kind not in (DerivationKind.CITATION, DerivationKind.HYPERLINK) or edge.here is None:
        return False
    text = context.documents[statement.document].text
    first, last = min(edge.here.start, statement.span.start), max(edge.here.end, statement.span.end)
    if last - first > _LONGEST or _sentence_at(text, first) != _sentence_at(text, last - 1):
        return False
    between = any(first <= place < last for place in confirmations(text))
    return between and not may_hold(context.documents[edge.source], statement)


def _sentence_at(text: str, place: int) -> int:
    """The number of the sentence that covers offset *place*."""
    return bisect_right(_sentence_starts(text), place)


@lru_cache(maxsize=4096)
def _sentence_starts(text: str) -> tuple[int, ...]:
    return tuple(sentence.start for sentence in sentences(text))


def may_hold(document: Document, statement: Statement) -> bool:
    """Whether a sentence of *document* shares so many words with *statement* that it may hold the fact."""
    wanted = set(content_words(statement.text))
    return any(len(wanted & told) >= _SHARED * len(wanted) for told in _told(document.text))


@lru_cache(maxsize=4096)
def _told(text: str) -> tuple[frozenset[str], ...]:
    """The content words of each sentence of a document."""
    return tuple(frozenset(content_words(sentence.of(text))) for sentence in sentences(text))


def _name(document: str, context: Context) -> str:
    record = context.documents.get(document)
    return record.name if record else document
