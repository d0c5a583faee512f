"""The command line: reads arguments, calls one room, writes to stdout; messages and progress go to stderr.

Nothing else in whence prints, exits or colours. Imports are made where they are used, so that ``--help`` is quick.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

from whence.cli.output import ERROR, FINE, USAGE
from whence.errors import UsageError, WhenceError


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
    _run_commands(commands)
    _case_commands(commands)
    _decision_commands(commands)
    _text_commands(commands)
    return parser


def _command(commands: Any, name: str, run: Callable[[argparse.Namespace], int], about: str) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(name, help=about, description=about)
    parser.set_defaults(run=run)
    return parser


def _run_commands(commands: Any) -> None:
    """Read documents."""
    demo = _command(commands, "demo", _later("cases", "demo"), "Report on the bundled fictional case.")
    demo.add_argument("-o", "--output", type=Path, default=Path("whence-demo.html"), help="where to write the report")
    report = _command(
        commands, "report", _later("cases", "report"), "Read files and folders and write the report (the main job)."
    )
    _paths(report)
    report.add_argument("-o", "--output", type=Path, help="where to write the page (default: whence-report.html)")
    report.add_argument("--case", type=Path, help="keep the findings in this case file")
    _finder(report)
    report.add_argument("--aliases", type=Path, help="names that stand for one source, a line each: alias = name")
    report.add_argument("--json", action="store_true", help="write the findings as JSON to stdout instead of a page")
    add = _command(commands, "add", _later("cases", "add"), "Read documents into a case file.")
    add.add_argument("case", type=Path, metavar="CASE", help="a case file, made where there is none")
    _paths(add)


def _case_commands(commands: Any) -> None:
    """Look into a case file."""
    for name, run, about in (
        ("claims", _later("cases", "claims"), "List the claims of a case with their independent origins."),
        ("originals", _later("cases", "originals"), "List what is cited and not in the folder."),
    ):
        command = _command(commands, name, run, about)
        _case(command)
        _json(command)
    trace = _command(
        commands, "trace", _later("tracing", "trace"), "Show one claim's statements, chains, origins and reasons."
    )
    _case(trace)
    trace.add_argument("claim", metavar="CLAIM", help="the claim's id, or words of it")
    trace.add_argument(
        "--between", nargs=2, type=int, metavar="N", help="what two of its statements share, by their numbers"
    )
    _json(trace)
    export = _command(commands, "export", _later("cases", "export"), "Write the case in another format.")
    _case(export)
    export.add_argument("--to", choices=("json", "csv"), required=True)
    export.add_argument("-o", "--output", type=Path, help="a file (json; default stdout) or a folder (csv)")
    export.add_argument("--bom", action="store_true", help="begin CSV files with a byte order mark")


def _decision_commands(commands: Any) -> None:
    """Record what a person decides."""
    judge = _command(commands, "judge", _later("judging", "judge"), "Record a person's decision about a finding.")
    _case(judge)
    judge.add_argument(
        "finding", metavar="FINDING", help="the id of a claim or a derivation, or with --from the name of a document"
    )
    judge.add_argument("verdict", metavar="VERDICT", help="accept, reject or add (a derivation); for a claim any word")
    judge.add_argument("--from", dest="source", metavar="DOCUMENT", help="the document it was, or was not, taken from")
    judge.add_argument("--note", default="", help="why, in the person's words")
    aliases = _command(commands, "aliases", _later("naming", "aliases"), "List, add or take back names of sources.")
    _case(aliases)
    aliases.add_argument("--add", metavar="ALIAS=NAME", help="ALIAS is another name of NAME; NAME is the one shown")
    aliases.add_argument("--remove", metavar="ALIAS", help="take back an alias, or refuse one that a text introduces")
    _json(aliases)


def _case(command: argparse.ArgumentParser) -> None:
    command.add_argument("case", type=Path, metavar="CASE", help="a case file, as `whence report --case` keeps it")


def _paths(command: argparse.ArgumentParser) -> None:
    command.add_argument("paths", nargs="+", metavar="PATH", help="files, and folders with all that is in them")


def _json(command: argparse.ArgumentParser) -> None:
    command.add_argument("--json", action="store_true", help="write JSON instead of lines for a reader")


def _finder(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--finder",
        choices=("auto", "both", "tagger", "rules"),
        default="auto",
        help="how attributions are found: tagger and rules together (both), the tagger first, or rules alone; "
        "the default, auto, is both where the tagger's libraries are installed, else rules",
    )


def _text_commands(commands: Any) -> None:
    about = "Show who says what in each document."
    attributions = _command(commands, "attributions", _later("texts", "attributions"), about)
    attributions.add_argument("files", nargs="*", metavar="FILE", help="documents to read; - is stdin")
    _finder(attributions)
    attributions.add_argument("--json", action="store_true", help="as it is always: JSON, a line for each document")
    compare = _command(commands, "compare", _later("texts", "compare"), "Tell the relation of two statements.")
    compare.add_argument("statements", nargs="*", metavar="TEXT", help="the words of two statements")
    quote = _command(commands, "quote", _later("texts", "quote"), "Check a quotation against its original.")
    quote.add_argument("texts", nargs="*", metavar="TEXT", help="the quoted words, then the words of the original")
    for command in (attributions, compare, quote):
        command.add_argument("--jsonl", metavar="F", help="read JSON lines from F (- is stdin), write JSON lines")
    for command in (compare, quote):
        _json(command)
    copies = _command(commands, "copies", _later("texts", "copies"), "List the passages that documents share.")
    _paths(copies)
    _json(copies)


def _later(module: str, command: str) -> Callable[[argparse.Namespace], int]:
    """The function of a command, imported when it runs."""

    def run(arguments: argparse.Namespace) -> int:
        code: int = getattr(import_module(f"whence.cli.{module}"), command)(arguments)
        return code

    return run
