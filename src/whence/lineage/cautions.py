"""Warnings about what a claim rests on: doubtful readings, altered quotations, confirmations that confirm nothing.

A confirmation counts as empty only where the document said to confirm is in the folder, was read in full, is on the
matter, and says otherwise or nothing near. Wrong where it confirms in words that share nothing with the claim.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from whence.lineage.context import Context
from whence.model import Confirmation, Document, Evidence, Relation, Span, Statement, Verdict
from whence.text import content_words, lexicon_pairs, meaning, sentences, spoken, stem

_WHOLE = 0.9
"""Share of a document's visible characters from which it was read in full."""
_FEWEST = 2
"""Words of a fact, names apart, below which nobody can say that a document holds nothing near to it."""
_MATTER = 2
"""Words of a fact that a document on the same matter shares."""
_NEAR = 0.5
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
            if check.verdict in WRONG and check.of_original and touches:
                detail = f"{_name(statement.document, context)} quotes words that its original does not hold so"
                found.append(Evidence("altered-quote", detail, check.quoted, check.found))
    return found


def not_confirmed(group: Sequence[Statement], context: Context) -> list[Evidence]:
    """A text says that another confirms this, and the other, which is in the folder, holds no such fact."""
    found: dict[tuple[str, str], Evidence] = {}
    for statement, said in _said(group, context):
        others = [context.documents[other] for other in said.by]
        if said.denies or not all(_judgeable(other) for other in others) or _supporting(group, context) & {*said.by}:
            continue
        one, other = _name(said.document, context), others[0].name
        told = " ".join(said.here.of(context.documents[said.document].text).split())
        detail = f"{one} says that {other} confirms this (“{told}”); {other}"
        if against := _against(statement, said.by, context):
            why = Evidence("not-confirmed", f"{detail} says “{against.text}”", said.here, against.span)
        elif all(_silent(other, statement, said, context) for other in others):
            why = Evidence("not-confirmed", f"{detail} holds no such fact", said.here, _nearest(others[0], statement))
        else:
            continue
        found.setdefault((said.document, others[0].id), why)
    return [found[pair] for pair in sorted(found)]


def not_denied(group: Sequence[Statement], context: Context) -> list[Evidence]:
    """A text says that another denies this, and the other, which is in the folder, says the same."""
    found: dict[tuple[str, str], Evidence] = {}
    for statement, said in _said(group, context):
        held = sorted({*said.by} & _supporting([statement], context))
        if said.denies and held and not _against(statement, said.by, context):
            one, other = _name(said.document, context), _name(held[0], context)
            detail = f"{one} says that {other} denies this; {other} says the same"
            found.setdefault((said.document, held[0]), Evidence("not-denied", detail, said.here))
    return [found[pair] for pair in sorted(found)]


def _said(group: Sequence[Statement], context: Context) -> Iterator[tuple[Statement, Confirmation]]:
    """The statements of *group* that their document says to be confirmed or denied, and where."""
    for statement in group:
        for said in context.confirmations.get(statement.document, ()):
            if any(span.overlaps(about) for span in statement.spans for about in said.about):
                yield statement, said


def _judgeable(document: Document) -> bool:
    """Whether all of *document* was read, in the one language whose statements are compared."""
    whole = document.coverage >= _WHOLE and not document.problems
    return whole and spoken(document.text, document.language) == "en"


def _supporting(group: Sequence[Statement], context: Context) -> set[str]:
    """The documents of statements that say the same as one of *group*, or are in it."""
    found = {statement.document for statement in group}
    for statement in group:
        for link in context.links.get(statement.id, ()):
            other = context.statements.get(link.right if link.left == statement.id else link.left)
            if link.relation in _SUPPORTS and other:
                found.add(other.document)
    return found


def _against(statement: Statement, by: Sequence[str], context: Context) -> Statement | None:
    """What one of the documents *by* says against *statement*."""
    for link in context.links.get(statement.id, ()):
        other = context.statements.get(link.right if link.left == statement.id else link.left)
        if link.relation is Relation.CONTRADICTS and other and other.document in by:
            return other
    return None


def _silent(document: Document, statement: Statement, said: Confirmation, context: Context) -> bool:
    """Whether *document* is on the matter of *statement* and tells nothing near to it.

    Near is half of its words that are no names, in two sentences on end, or a figure of it beside two such words.
    """
    text = context.documents[said.document].text
    parts = [Span(max(a.start, b.start), min(a.end, b.end)) for a in said.about for b in statement.spans]
    about = " ".join(part.of(text) for part in parts if part.start < part.end)
    names = {word for name in (*statement.names, document.publisher or "") for word in content_words(name)}
    wanted = {*map(_meaning, content_words(about))}
    facts = wanted - {*map(_meaning, names)}
    told = [frozenset(map(_meaning, words)) for words in _told(document.text)]
    if len(facts) < _FEWEST or len(wanted & frozenset().union(*told)) < _MATTER:
        return False
    pairs = [one | other for one, other in zip(told, [*told[1:], frozenset[str]()], strict=True)]
    numbers = {word for word in facts if word.isdigit()} - {"1"}
    near = any(len(facts & pair) >= _NEAR * len(facts) for pair in pairs)
    counted = any(numbers & one and len(facts & one - numbers) > 1 for one in told)
    return not near and not counted and not may_hold(document, statement)


def _nearest(document: Document, statement: Statement) -> Span | None:
    """The sentence of *document* that shares most words with *statement*."""
    wanted = set(content_words(statement.text))
    told = zip(sentences(document.text), _told(document.text), strict=True)
    return max(told, key=lambda one: len(wanted & one[1]), default=(None, frozenset()))[0]


@lru_cache(maxsize=1 << 14)
def _meaning(word: str) -> str:
    """The stem of what *word* means: one for words of one meaning or one kind of event; digits of numerals."""
    return _numbers().get(word) or meaning(word)


@cache
def _numbers() -> dict[str, str]:
    return {stem(word): number for word, number in lexicon_pairs("numbers").items()}


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
