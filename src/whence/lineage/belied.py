"""Why what a text has a source say is its own word: the source's own document says otherwise, or nothing of it.

Wrong where a document tells a fact in words that share too little with those of the text that cites it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from whence.lineage.cautions import may_hold
from whence.lineage.context import Context, labelled, source_id
from whence.lineage.shelf import called
from whence.model import Evidence, Mention, Relation, SourceKind, Statement, Verdict


def belied(
    statement: Statement,
    reader: Mention,
    made: Sequence[str],
    by_document: Mapping[str, list[Statement]],
    context: Context,
) -> Evidence | None:
    """Why what *statement* has *reader* say is its own document's word: those that *reader* made do not say it."""
    if denied := _denied_by(statement, made, context):
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


def _altered(statement: Statement, by_document: Mapping[str, list[Statement]], context: Context) -> str | None:
    """The document that quotes other words, where what *statement* quotes is not the fact that it tells."""
    for check in context.quotations.get(statement.document, ()):
        if check.attribution == statement.attribution and check.verdict is Verdict.ALTERED and check.original:
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
