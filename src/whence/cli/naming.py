"""``whence aliases``: the other names of sources, from the texts and from persons; adding one and taking one back."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from whence.cli.cases import held
from whence.cli.judging import put_changes
from whence.cli.output import FINE, put
from whence.cli.table import said
from whence.errors import UsageError

if TYPE_CHECKING:
    from whence.case import Case
    from whence.model import Alias, Document, Span


def aliases(arguments: argparse.Namespace) -> int:
    """List the other names of sources; or add or take back one, and show the claims whose count that changes."""
    from whence.case import Case

    before = held(arguments.case)
    with Case.open(arguments.case) as case:
        if arguments.add is None and arguments.remove is None:
            documents = {document.id: document for document in before.documents}
            _put(list(_rows(case.aliases(), documents)), arguments.json)
            return FINE
        if arguments.add is not None:
            _add(case, arguments.add)
        if arguments.remove is not None:
            _remove(case, arguments.remove)
        put_changes(before.claims, case.claims())
    return FINE


def _add(case: Case, line: str) -> None:
    from whence.sources import name_key, parsed, told

    alias, name = parsed(line)
    if name_key(alias) == name_key(name):
        raise UsageError(f"{line}: both sides are one name already")
    names = {name_key(one): name_key(other) for one, other in told(case.store.aliases()).names.items()}
    if names.get(name_key(name)) == name_key(alias):
        raise UsageError(f"{line}: {name} already stands for {alias}; take that back first, with --remove")
    case.rename(said(alias, name))


def _remove(case: Case, alias: str) -> None:
    from whence.sources import name_key, told

    table = told(case.store.aliases())
    known = {name_key(one.alias) for one in case.aliases() if one.document} - table.refused
    if name_key(alias) not in known | {name_key(one) for one in table.names}:
        raise UsageError(f"{alias}: the case holds no such alias; `whence aliases` lists them")
    case.rename(said(alias.strip(), ""))


def _rows(found: tuple[Alias, ...], documents: Mapping[str, Document]) -> Iterator[dict[str, Any]]:
    """The aliases in force, a person's first; then those of the texts that a person overruled or refused."""
    from whence.sources import name_key, told

    table = told(one for one in found if one.document is None)
    latest = {one.alias: one for one in found if one.document is None}
    for alias, name in table.names.items():
        one = latest[alias]
        row = {"alias": alias, "name": name, "by": one.by, "at": one.at, "document": None}
        yield {**row, "sentence": None, "where": None, "refused": False}
    named = {name_key(alias) for alias in table.names}
    for one in found:
        if one.document is None or one.evidence is None:
            continue
        document = documents[one.document]
        key = name_key(one.alias)
        row = {"alias": one.alias, "name": one.name, "by": None, "at": None, "document": document.name}
        refused = key in table.refused or key in named
        sentence = _sentence(document, one)
        words = " ".join(sentence.of(document.text).split())
        yield {**row, "sentence": words, "where": document.where(sentence), "refused": refused}


def _sentence(document: Document, alias: Alias) -> Span:
    """The sentence that introduces *alias*."""
    from whence.text import paragraphs, sentences

    place = alias.evidence.here.start if alias.evidence and alias.evidence.here else 0
    paragraph = next(one for one in paragraphs(document.text) if one.start <= place < one.end)
    return next((one for one in sentences(document.text, paragraph) if one.start <= place < one.end), paragraph)


def _put(rows: list[dict[str, Any]], as_json: bool) -> None:
    if as_json:
        put(rows)
        return
    for row in rows:
        place = ", ".join(filter(None, (row["document"], row["where"])))
        from_text = f"{place}: “{row['sentence']}”"
        where = f"by {row['by']}, {row['at']}" if row["by"] else from_text
        print(f"{row['alias']} = {row['name']}  ({'refused; ' if row.get('refused') else ''}{where})")
