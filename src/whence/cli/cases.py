"""The commands that read documents into a case and show what it holds."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from whence.cli.output import FINE, gathered, outcome, put
from whence.errors import UsageError

if TYPE_CHECKING:
    from whence.case import Case
    from whence.model import Claim, Findings


def demo(arguments: argparse.Namespace) -> int:
    """Report on the bundled case."""
    from whence.case import Case

    with Case.open() as case:
        key = gathered(case, [str(Path(__file__).parents[1] / "demo_case")], prune=False)
        return _write_page(case, key, arguments.output)


def report(arguments: argparse.Namespace) -> int:
    """Read files and folders and write the report."""
    from whence.case import Case
    from whence.cli.table import keep

    with Case.open(arguments.case, finder=arguments.finder) as case:
        keep(case, arguments.aliases)
        key = gathered(case, arguments.paths, prune=True)
        if not arguments.json:
            return _write_page(case, key, arguments.output or Path("whence-report.html"))
        from whence.export import report_form

        put(report_form(case.findings()))
        return outcome(case.problems())


def _write_page(case: Case, key: str, output: Path) -> int:
    """Write the report, unless *output* is the report on these very findings already."""
    from whence.report import page, page_key

    wanted = page_key(key, case.store.judgements())
    if not _says(output, wanted):
        _put_in_place(output, page(case.findings(), wanted, case.store))
    print(output.resolve())
    return outcome(case.problems())


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
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(output)) from error
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


def add(arguments: argparse.Namespace) -> int:
    """Read documents into a case file."""
    from whence.case import Case
    from whence.report import heading

    with Case.open(arguments.case) as case:
        gathered(case, arguments.paths, prune=False)
        findings = case.findings()
    print(heading(findings))
    return outcome(findings.problems)


def held(path: Path) -> Findings:
    """All that the case file at *path* holds; raises ``UsageError`` where there is none."""
    from whence.case import Case

    if not path.exists():
        raise UsageError(f"{path}: there is no such case file")
    with Case.open(path) as case:
        return case.findings()


def claims(arguments: argparse.Namespace) -> int:
    """List the claims of a case."""
    from whence.export import report_form

    findings = held(arguments.case)
    if arguments.json:
        put(report_form(findings)["claims"])
        return FINE
    put_claims(sorted(findings.claims, key=lambda claim: -len(claim.statements)))
    return FINE


def put_claims(claims: Sequence[Claim]) -> None:
    """Show each claim in a line: its id, its independent origins, its words and what to beware of."""
    for claim in claims:
        flags = f"  [{', '.join(claim.flags)}]" if claim.flags else ""
        print(f"{claim.id}  {interval(claim):>7}  {claim.text}{flags}")


def interval(claim: Claim) -> str:
    """The independent origins of a claim as shown in lists."""
    return str(claim.low) if claim.low == claim.high else f"{claim.low} to {claim.high}"


def originals(arguments: argparse.Namespace) -> int:
    """List what is cited and not in the folder."""
    from whence.export import report_form

    rows = report_form(held(arguments.case))["originals"]
    if arguments.json:
        put(rows)
        return FINE
    for row in sorted(rows, key=lambda row: -len(row["cited_by"])):
        print(f"{row['name']} ({row['kind']}), cited by {', '.join(row['cited_by'])}")
    return FINE


def export(arguments: argparse.Namespace) -> int:
    """Write a case as JSON or CSV."""
    from whence.export import report_form, write_csv

    findings = held(arguments.case)
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
        _put_in_place(arguments.output, form + "\n")
    return FINE
