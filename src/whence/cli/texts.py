"""The commands that look at texts without a case: attributions, relations of statements, quotations, copies."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from whence.cli.output import FINE, PARTIAL, gathered, outcome, put
from whence.errors import UsageError

if TYPE_CHECKING:
    from whence.model import DateRange


def _lines(name: str) -> Iterator[dict[str, Any]]:
    """The JSON objects of a file, or of stdin for ``-``, one a line; raises ``UsageError`` with the line's number."""
    try:
        source: TextIO = sys.stdin if name == "-" else Path(name).open(encoding="utf-8")  # noqa: SIM115
    except OSError as error:
        raise UsageError(f"{name}: {error.strerror}") from error
    with source:
        for number, line in enumerate(source, 1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
            except ValueError as error:
                raise UsageError(f"{name}, line {number}: this is not JSON ({error})") from error
            if not isinstance(row, dict):
                raise UsageError(f"{name}, line {number}: a JSON object is wanted")
            yield {**row, "_line": f"{name}, line {number}"}


def _field(row: dict[str, Any], key: str) -> str:
    value = row.get(key)
    if not isinstance(value, str):
        raise UsageError(f"{row.get('_line')}: the text {key!r} is missing")
    return value


def attributions(arguments: argparse.Namespace) -> int:
    """Show who says what in each document."""
    from whence.attributions import attributions
    from whence.attributions.finders import finder
    from whence.documents import read_all, read_bytes
    from whence.export import attribution_form

    find = finder(arguments.finder)
    if arguments.jsonl:
        for row in _lines(arguments.jsonl):
            document = read_bytes(_field(row, "text").encode("utf-8", "surrogatepass"), "text.txt")
            document = _bare(document, _field(row, "text"))
            form = attribution_form(row.get("id"), attributions(document, find), document.text)
            put(form)
        return FINE
    if not arguments.files:
        raise UsageError("name a file, or --jsonl F")
    code = FINE
    for name in arguments.files:
        documents, problems = read_all(sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes(), name)
        for problem in problems:
            print(f"whence: {problem.document}: {problem.detail}", file=sys.stderr)
            code = PARTIAL
        for document in documents:
            form = attribution_form(document.name, attributions(document, find), document.text)
            locators = [[locator.start, locator.label] for locator in document.locators]
            about = {"name": document.name, "id": document.id, "locators": locators}
            put({**form, "document": about, "text": document.text})
    return code


def _bare(document: Any, text: str) -> Any:
    """The same document with *text* as it was given, so that offsets count the caller's own code points."""
    import dataclasses

    return (
        document
        if document.text == text
        else dataclasses.replace(document, text=text, blocks=(), links=(), locators=())
    )


def _asof(value: object) -> DateRange | None:
    from whence.model import DateRange
    from whence.text import date_mentions

    if not isinstance(value, str):
        return None
    found = date_mentions(value)
    return DateRange(found[0].range.first, found[0].range.last) if found else None


def compare(arguments: argparse.Namespace) -> int:
    """Tell the relation of two statements."""
    from whence.case import compare
    from whence.export import likelihood_form, link_form
    from whence.links import likelihood

    if arguments.jsonl:
        for row in _lines(arguments.jsonl):
            a, b = (row[k] if isinstance(row.get(k), dict) else {"_line": row["_line"]} for k in "ab")
            link = compare(_field(a, "text"), _field(b, "text"), (_asof(a.get("date")), _asof(b.get("date"))))
            read = likelihood(a["text"], b["text"])
            put({**link_form(row.get("id"), link), "likelihood": likelihood_form(read)})
        return FINE
    if len(arguments.statements) != 2:
        raise UsageError("two statements are compared: whence compare A B")
    link = compare(*arguments.statements)
    form = {**link_form(None, link), "likelihood": likelihood_form(likelihood(*arguments.statements))}
    if arguments.json:
        put(form)
    else:
        print(f"{form['relation']}{' (' + form['slot'] + ')' if form['slot'] else ''}: {form['reason']}")
    return FINE


def quote(arguments: argparse.Namespace) -> int:
    """Check a quotation against its original."""
    from whence.export import quotation_form
    from whence.links import quotation

    if arguments.jsonl:
        for row in _lines(arguments.jsonl):
            quoted, original = _field(row, "quoted"), _field(row, "original")
            found = quotation(quoted, original, row.get("quoted_speaker"), row.get("original_speaker"))
            put(quotation_form(row.get("id"), found.verdict, found.differences))
        return FINE
    if len(arguments.texts) != 2:
        raise UsageError("a quotation is held against one original: whence quote QUOTED ORIGINAL")
    found = quotation(*arguments.texts)
    if arguments.json:
        put(quotation_form(None, found.verdict, found.differences))
        return FINE
    print(found.verdict)
    if not found.differences and found.verdict != "verbatim":
        print(f"  {found.evidence[-1].detail}")
    for difference in found.differences:
        print(f"  quoted {difference.quoted!r}, original {difference.original!r}")
    return FINE


def copies(arguments: argparse.Namespace) -> int:
    """List the passages that documents share."""
    from whence.case import Case

    with Case.open() as case:
        gathered(case, arguments.paths, prune=False)
        findings = case.findings()
    names = {document.id: document for document in findings.documents}
    for passage in findings.passages:
        left, right = names[passage.left], names[passage.right]
        words = passage.here.of(left.text)
        here, there = left.where(passage.here), right.where(passage.there)
        if arguments.json:
            told = {"kind": passage.kind, "similarity": passage.similarity, "text": words}
            put({"left": left.name, "right": right.name, **told, "here": here, "there": there})
        else:
            print(
                f"{left.name}, {here} ~ {right.name}, {there}  {passage.kind} {passage.similarity:.2f}  {words[:100]!r}"
            )
    return outcome(findings.problems)
