"""Why what a text has a source say is its own word: the source's own document says otherwise, or nothing of it.

Wrong where a document tells a fact in words that share too little with those of the text that cites it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from whence.lineage.cautions import may_hold
from whence.lineage.context import Context, labelled, source_id
from whence.lineage.shelf import called
from whence.model import Evidence, Hedge, Mention, Relation, SourceKind, Statement, Verdict
from whence.text import content_words, figures, sentences

_SAME = 0.75
"""Share of the words of a statement from which a sentence of the named document tells the same."""


def belied(
    statement: Statement,
    reader: Mention,
    made: Sequence[str],
    by_document: Mapping[str, list[Statement]],
    context: Context,
) -> Evidence | None:
    """Why what *statement* has *reader* say is its own document's word: those that *reader* made do not say it."""
    if denied := _denied_by(statement, made, context) or _miscounted(statement, made, context):
        detail = f"names {called(reader.name)}, but {labelled(denied, context)} says otherwise"
    elif _is_whole(statement, reader, context) and (empty := _silent(statement, made, context)):
        detail = f"names {called(reader.name)}, but {labelled(empty, context)} holds no such fact"
    elif altered := _altered(statement, by_document, context):
        detail = f"quotes {called(reader.name)} in other words than {labelled(altered, context)}"
    else:
        return None
    return Evidence("created", detail, statement.span)


def _denied_by(statement: Statement, made: Sequence[str], context: Context) -> str | None:
    """The document of the named source that contradicts what *statement* has it say."""
    for link in context.links.get(statement.id, ()):
        other = context.statements.get(link.right if link.left == statement.id else link.left)
        if link.relation is Relation.CONTRADICTS and other and other.document in made:
            return other.document
    return None


def _miscounted(statement: Statement, made: Sequence[str], context: Context) -> str | None:
    """The one document that is named, where it tells this in the same words and with another number."""
    document = context.documents.get(made[0]) if len(made) == 1 else None
    numbers = {figure.low for figure in statement.figures if figure.hedge is Hedge.EXACT}
    named = statement.chain[-1].kind is SourceKind.DOCUMENT
    if document is None or not numbers or not named or document.id == statement.document:
        return None
    wanted, told = set(content_words(statement.text)), False
    for sentence in sentences(document.text):
        given = {figure.low for figure in figures(document.text, sentence)}
        if len(wanted & set(content_words(sentence.of(document.text)))) >= _SAME * len(wanted):
            if numbers <= given:
                return None
            told = told or bool(given)
    return document.id if told else None


def _altered(statement: Statement, by_document: Mapping[str, list[Statement]], context: Context) -> str | None:
    """The document that quotes other words, where what *statement* quotes is not the fact that it tells."""
    for check in context.quotations.get(statement.document, ()):
        altered = check.verdict is Verdict.ALTERED and check.of_original
        if check.attribution == statement.attribution and altered and check.original:
            return check.original if check.original not in by_document else None
    return None


def _is_whole(statement: Statement, reader: Mention, context: Context) -> bool:
    """Whether the source is a document that, where the folder has one of this name, is the one that it has."""
    source = source_id(statement.document, reader, context)
    return statement.chain[-1].kind is SourceKind.DOCUMENT and source not in context.perhaps


def _silent(statement: Statement, made: Sequence[str], context: Context) -> str | None:
    """The named document, where it is in the folder and no sentence of it can hold what *statement* has it say."""
    held = [d for d in made if d in context.documents and d != statement.document]
    if any(may_hold(context.documents[document], statement) for document in held):
        return None
    return held[0] if held else None
