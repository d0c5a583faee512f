"""The command line: reads arguments, calls one room, writes to stdout; messages and progress go to stderr.

Nothing else in whence prints, exits or colours. Imports are made where they are used, so that ``--help`` is quick.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from whence.errors import UsageError, WhenceError

if TYPE_CHECKING:
    from whence.model import Claim, DateRange, Findings, Problem, Statement
    from whence.pipeline import Case

FINE, ERROR, USAGE, PARTIAL = 0, 1, 2, 3


def main(argv: list[str] | None = None) -> int:
    """Run one command; returns its exit code: 0 fine, 1 error, 2 usage, 3 some material could not be read."""
    arguments = _parser().parse_args(argv)
    try:
        code: int = arguments.run(arguments)
        sys.stdout.flush()
        return code
    except UsageError as error:
        print(f"whence: {error}", file=sys.stderr)
        return USAGE
    except WhenceError as error:
        print(f"whence: {error}", file=sys.stderr)
        return ERROR
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FINE
    except OSError as error:
        print(f"whence: {error.filename or 'the output'}: {error.strerror or error}", file=sys.stderr)
        return ERROR
    except KeyboardInterrupt:
        print("whence: stopped; what was stored stays, and the next run goes on from there", file=sys.stderr)
        return ERROR


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="whence", description="Who says this, on whose word, and from how many independent origins?"
    )
    from whence import __version__

    parser.add_argument("--version", action="version", version=f"whence {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    _case_commands(commands)
    _text_commands(commands)
    return parser


def _command(commands: Any, name: str, run: Callable[[argparse.Namespace], int], about: str) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(name, help=about, description=about)
    parser.set_defaults(run=run)
    return parser


def _case_commands(commands: Any) -> None:
    demo = _command(commands, "demo", _demo, "Report on the bundled fictional case.")
    demo.add_argument("-o", "--output", type=Path, default=Path("whence-demo.html"), help="where to write the report")
    report = _command(commands, "report", _report, "Read files and folders and write the report (the main job).")
    report.add_argument("paths", nargs="+", metavar="PATH")
    report.add_argument("-o", "--output", type=Path, help="where to write the page (default: whence-report.html)")
    report.add_argument("--case", type=Path, help="keep the findings in this case file")
    report.add_argument("--aliases", type=Path, help="names that stand for one source, a line each: alias = name")
    report.add_argument("--json", action="store_true", help="write the findings as JSON to stdout instead of a page")
    add = _command(commands, "add", _add, "Read documents into a case file.")
    add.add_argument("case", type=Path)
    add.add_argument("paths", nargs="+", metavar="PATH")
    for name, run, about in (
        ("claims", _claims, "List the claims of a case with their independent origins."),
        ("originals", _originals, "List what is cited and not in the folder."),
    ):
        command = _command(commands, name, run, about)
        command.add_argument("case", type=Path)
        command.add_argument("--json", action="store_true")
    trace = _command(commands, "trace", _trace, "Show one claim's statements, chains, origins and reasons.")
    trace.add_argument("case", type=Path)
    trace.add_argument("claim", help="the claim's id, or words of it")
    trace.add_argument("--json", action="store_true")
    judge = _command(commands, "judge", _judge, "Record a person's decision about a finding.")
    judge.add_argument("case", type=Path)
    judge.add_argument("finding", help="the id of a claim")
    judge.add_argument("verdict", help="what you decide, in a word: accepted, rejected, ...")
    judge.add_argument("--note", default="")
    export = _command(commands, "export", _export, "Write the case in another format.")
    export.add_argument("case", type=Path)
    export.add_argument("--to", choices=("json", "csv"), required=True)
    export.add_argument("-o", "--output", type=Path, help="a file (json; default stdout) or a folder (csv)")
    export.add_argument("--bom", action="store_true", help="begin CSV files with a byte order mark")


def _text_commands(commands: Any) -> None:
    about = "Show who says what in each document."
    attributions = _command(commands, "attributions", _attributions, about)
    attributions.add_argument("files", nargs="*", metavar="FILE")
    attributions.add_argument("--json", action="store_true")
    compare = _command(commands, "compare", _compare, "Tell the relation of two statements.")
    compare.add_argument("statements", nargs="*", metavar="TEXT")
    quote = _command(commands, "quote", _quote, "Check a quotation against its original.")
    quote.add_argument("texts", nargs="*", metavar="TEXT", help="QUOTED ORIGINAL")
    for command in (attributions, compare, quote):
        command.add_argument("--jsonl", metavar="F", help="read JSON lines from F (- is stdin), write JSON lines")
    for command in (compare, quote):
        command.add_argument("--json", action="store_true")
    copies = _command(commands, "copies", _copies, "List the passages that documents share.")
    copies.add_argument("paths", nargs="+", metavar="PATH")
    copies.add_argument("--json", action="store_true")


def _put(form: object) -> None:
    print(json.dumps(form, ensure_ascii=False))


def _progress() -> Callable[[str, int, int], None]:
    if not sys.stderr.isatty():
        return lambda stage, done, total: None

    def show(stage: str, done: int, total: int) -> None:
        filled = 24 * done // max(total, 1)
        end = "\n" if done == total else ""
        print(f"\r{stage:<14}[{'=' * filled:<24}] {done}/{total}", end=end, file=sys.stderr, flush=True)

    return show


def _gathered(case: Case, paths: list[str], prune: bool) -> str:
    """Take the paths into the case and bring it up to date; the key of all its findings."""
    from whence.engine import processes, spare_collections

    spare_collections()
    count = case.add(paths, prune=prune)
    if count == 0:
        raise UsageError(f"{', '.join(paths)}: there is no document here")
    with processes(os.cpu_count() or 1 if count >= 40 else 1) as run:
        return case.refresh(run, _progress())


def _aliases(path: Path | None) -> dict[str, str]:
    if path is None:
        return {}
    from whence.sources import load_aliases

    return dict(load_aliases(path))


def _outcome(problems: Sequence[Problem]) -> int:
    for problem in problems:
        print(f"whence: {problem.document}: {problem.detail}", file=sys.stderr)
    return PARTIAL if problems else FINE


def _demo(arguments: argparse.Namespace) -> int:
    from whence.pipeline import Case

    with Case.open() as case:
        key = _gathered(case, [str(Path(__file__).parent / "demo_case")], prune=False)
        return _write_page(case, key, arguments.output)


def _report(arguments: argparse.Namespace) -> int:
    from whence.pipeline import Case

    with Case.open(arguments.case, _aliases(arguments.aliases)) as case:
        key = _gathered(case, arguments.paths, prune=True)
        if not arguments.json:
            return _write_page(case, key, arguments.output or Path("whence-report.html"))
        from whence.export import report_form

        _put(report_form(case.findings()))
        return _outcome(case.problems())


def _write_page(case: Case, key: str, output: Path) -> int:
    """Write the report, unless *output* is the report on these very findings already."""
    from whence.report import page, page_key

    wanted = page_key(key, case.store.judgements())
    if not _says(output, wanted):
        _put_in_place(output, page(case.findings(), wanted))
    print(output.resolve())
    return _outcome(case.problems())


def _put_in_place(output: Path, text: str) -> None:
    """Write *text* whole or not at all; what is no ordinary file (a device, a pipe) is written to as it is."""
    output.parent.mkdir(parents=True, exist_ok=True)
    if output.exists() and not output.is_file():
        output.write_text(text, encoding="utf-8")
        return
    partial = output.with_name(output.name + ".part")
    try:
        partial.write_text(text, encoding="utf-8")
        partial.replace(output)
    finally:
        partial.unlink(missing_ok=True)


def _says(output: Path, key: str) -> bool:
    """Whether the page at *output* bears *key*."""
    try:
        if not output.is_file():
            return False
        with output.open(encoding="utf-8") as page:
            return key in page.read(1000)
    except (OSError, ValueError):
        return False


def _add(arguments: argparse.Namespace) -> int:
    from whence.pipeline import Case

    with Case.open(arguments.case) as case:
        _gathered(case, arguments.paths, prune=False)
        findings = case.findings()
    print(f"{len(findings.documents)} documents, {len(findings.claims)} claims")
    return _outcome(findings.problems)


def _held(path: Path) -> Findings:
    from whence.pipeline import Case

    if not path.exists():
        raise UsageError(f"{path}: there is no such case file")
    with Case.open(path) as case:
        return case.findings()


def _claims(arguments: argparse.Namespace) -> int:
    from whence.export import report_form

    findings = _held(arguments.case)
    if arguments.json:
        _put(report_form(findings)["claims"])
        return FINE
    for claim in findings.claims:
        flags = f"  [{', '.join(claim.flags)}]" if claim.flags else ""
        print(f"{claim.id}  {_interval(claim):>7}  {claim.text}{flags}")
    return FINE


def _interval(claim: Claim) -> str:
    return str(claim.low) if claim.low == claim.high else f"{claim.low} to {claim.high}"


def _originals(arguments: argparse.Namespace) -> int:
    from whence.export import report_form

    rows = report_form(_held(arguments.case))["originals"]
    if arguments.json:
        _put(rows)
        return FINE
    for row in rows:
        print(f"{row['name']} ({row['kind']}), cited by {', '.join(row['cited_by'])}")
    return FINE


def _trace(arguments: argparse.Namespace) -> int:
    from whence.export import report_form

    findings = _held(arguments.case)
    words = arguments.claim.casefold()
    found = [c for c in findings.claims if c.id == arguments.claim] or [
        c for c in findings.claims if words in c.text.casefold()
    ]
    if not found:
        raise UsageError(f"{arguments.claim}: no claim has this id or these words; `whence claims` lists them")
    if arguments.json:
        wanted = {claim.id for claim in found}
        _put([row for row in report_form(findings)["claims"] if row["id"] in wanted])
        return FINE
    for claim in found:
        _show(claim, findings)
    return FINE


def _show(claim: Claim, findings: Findings) -> None:
    names = {document.id: document.name for document in findings.documents}
    print(f"{claim.text}\n  independent origins: {_interval(claim)}")
    for origin in claim.origins:
        print(f"  origin: {origin.root} ({origin.kind}, {'seen' if origin.seen else 'named, not seen'})")
        for held in (findings.statements[s] for s in origin.statements):
            print(f"    {names[held.document]}: {_voice(held)}: {held.text}")
    for reason in claim.reasons:
        print(f"  because: {reason.detail}")


def _voice(held: Statement) -> str:
    return " > ".join(mention.name for mention in held.chain) or "in its own voice"


def _judge(arguments: argparse.Namespace) -> int:
    import datetime
    import getpass

    from whence.model import Judgement
    from whence.pipeline import Case

    if all(claim.id != arguments.finding for claim in _held(arguments.case).claims):
        raise UsageError(f"{arguments.finding}: no claim has this id; `whence claims` lists them")
    at = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
    with Case.open(arguments.case) as case:
        case.store.judge(Judgement(arguments.finding, arguments.verdict, getpass.getuser(), at, arguments.note))
    return FINE


def _export(arguments: argparse.Namespace) -> int:
    from whence.export import report_form, write_csv

    findings = _held(arguments.case)
    if arguments.to == "csv":
        if arguments.output is None:
            raise UsageError("csv is written into a folder: name it with -o FOLDER")
        arguments.output.mkdir(parents=True, exist_ok=True)
        write_csv(findings, arguments.output, arguments.bom)
        return FINE
    form = json.dumps(report_form(findings), ensure_ascii=False, indent=1)
    if arguments.output is None:
        print(form)
    else:
        arguments.output.write_text(form + "\n", encoding="utf-8")
    return FINE


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


def _attributions(arguments: argparse.Namespace) -> int:
    from whence.attributions import attributions
    from whence.documents import read_all, read_bytes
    from whence.export import attribution_form

    if arguments.jsonl:
        for row in _lines(arguments.jsonl):
            document = read_bytes(_field(row, "text").encode("utf-8", "surrogatepass"), "text.txt")
            document = _bare(document, _field(row, "text"))
            form = attribution_form(row.get("id"), attributions(document), document.text)
            _put(form)
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
            form = attribution_form(document.name, attributions(document), document.text)
            _put({**form, "document": {"name": document.name, "id": document.id}, "text": document.text})
    return code


def _bare(document: Any, text: str) -> Any:
    """The same document with *text* as it was given, so that offsets count the caller's own code points."""
    import dataclasses

    return document if document.text == text else dataclasses.replace(document, text=text, blocks=(), links=())


def _asof(value: object) -> DateRange | None:
    from whence.model import DateRange
    from whence.text import date_mentions

    if not isinstance(value, str):
        return None
    found = date_mentions(value)
    return DateRange(found[0].range.first, found[0].range.last) if found else None


def _compare(arguments: argparse.Namespace) -> int:
    from whence.export import link_form
    from whence.pipeline import compare

    if arguments.jsonl:
        for row in _lines(arguments.jsonl):
            a, b = (row[k] if isinstance(row.get(k), dict) else {"_line": row["_line"]} for k in "ab")
            link = compare(_field(a, "text"), _field(b, "text"), (_asof(a.get("date")), _asof(b.get("date"))))
            _put(link_form(row.get("id"), link))
        return FINE
    if len(arguments.statements) != 2:
        raise UsageError("two statements are compared: whence compare A B")
    link = compare(*arguments.statements)
    form = link_form(None, link)
    if arguments.json:
        _put(form)
    else:
        print(f"{form['relation']}{' (' + form['slot'] + ')' if form['slot'] else ''}: {form['reason']}")
    return FINE


def _quote(arguments: argparse.Namespace) -> int:
    from whence.export import quotation_form
    from whence.links import quotation

    if arguments.jsonl:
        for row in _lines(arguments.jsonl):
            quoted, original = _field(row, "quoted"), _field(row, "original")
            found = quotation(quoted, original, row.get("quoted_speaker"), row.get("original_speaker"))
            _put(quotation_form(row.get("id"), found.verdict, found.differences))
        return FINE
    if len(arguments.texts) != 2:
        raise UsageError("a quotation is held against one original: whence quote QUOTED ORIGINAL")
    found = quotation(*arguments.texts)
    if arguments.json:
        _put(quotation_form(None, found.verdict, found.differences))
        return FINE
    print(found.verdict)
    for difference in found.differences:
        print(f"  quoted {difference.quoted!r}, original {difference.original!r}")
    return FINE


def _copies(arguments: argparse.Namespace) -> int:
    from whence.pipeline import Case

    with Case.open() as case:
        _gathered(case, arguments.paths, prune=False)
        findings = case.findings()
    names = {document.id: document for document in findings.documents}
    for passage in findings.passages:
        left, right = names[passage.left], names[passage.right]
        words = passage.here.of(left.text)
        if arguments.json:
            _put({"left": left.name, "right": right.name, "similarity": passage.similarity, "text": words})
        else:
            print(f"{left.name} ~ {right.name}  {passage.similarity:.2f}  {words[:100]!r}")
    return _outcome(findings.problems)


if __name__ == "__main__":
    sys.exit(main())
