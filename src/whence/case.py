"""`Case`: a case file that can be added to, brought up to date, judged and asked; and two statements compared."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path

from whence import documents as reading
from whence import lineage, links, pipeline, statements
from whence.attributions.finders import meant
from whence.casefile import CaseFile, FileRow
from whence.errors import UsageError
from whence.model import Alias, Claim, DateRange, Findings, Judgement, Link, Problem
from whence.run import Map, Progress, in_order, silent


class Case:
    """A case file together with the stages that fill it.

    Use it as a context manager. ``Case.open(None)`` keeps everything in memory.
    """

    def __init__(self, store: CaseFile, aliases: Mapping[str, str] | None = None, finder: str = "auto") -> None:
        self.store = store
        self._aliases = dict(aliases or {})
        self._finder = meant(finder)

    @classmethod
    def open(
        cls, path: Path | str | None = None, aliases: Mapping[str, str] | None = None, finder: str = "auto"
    ) -> Case:
        """Open or create the case file at *path*; raises ``CaseError`` where that cannot be done.

        *aliases* maps other names of sources to names, beside those that the case holds. *finder* is how attributions
        are found: "both", "tagger" (first, and rules where it is silent), "rules", or "auto": both where the tagger's
        libraries are installed, else rules. ``UsageError`` for another name.
        """
        return cls(CaseFile.open(Path(path) if path is not None else None), aliases, meant(finder))

    def __enter__(self) -> Case:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the case file. Findings already stored stay."""
        self.store.close()

    def add(self, paths: Iterable[Path | str], prune: bool = False) -> int:
        """Take the files at *paths* (folders are walked) into the case; returns how many files it now holds.

        With *prune*, files of the case that are not among them leave it. Raises ``UsageError`` for a path that does
        not exist. Nothing is read yet: ``refresh`` does that.
        """
        wanted = [Path(path) for path in paths]
        for path in wanted:
            if not path.exists():
                raise UsageError(f"{path}: there is no such file or folder")
        entries, unlisted = reading.listing(wanted)
        rows = [_file_row(entry.path, entry.name) for entry in entries]
        rows += [_file_row(Path(problem.document), problem.document) for problem in unlisted]
        names = {row.name for row in rows}
        held = self.store.files()
        self.store.set_files(
            [row for row in rows if held.get(row.name) != row], sorted(set(held) - names) if prune else []
        )
        return len(self.store.files())

    def refresh(self, run: Map = in_order, progress: Progress = silent) -> str:
        """Bring every finding up to date with the files of the case.

        Returns a key that stays the same as long as every finding does.
        """
        return pipeline.refresh(self.store, self._aliases, run, progress, self._finder)

    def problems(self) -> tuple[Problem, ...]:
        """What could not be read or judged, as of the last refresh."""
        return pipeline.problems(self.store)

    def findings(self) -> Findings:
        """All that the case holds, as of the last refresh."""
        return pipeline.findings(self.store)

    def claims(self) -> tuple[Claim, ...]:
        """The claims of the case, as of the last refresh."""
        return pipeline.claims(self.store)

    def judge(self, judgement: Judgement) -> None:
        """Keep a person's decision and assess at once the claims that it bears on.

        ``finding`` is a claim's or a derivation's id, or two documents as ``lineage.pair`` names them; of the verdicts
        "reject", "accept" and "add" change what derives from what, any other word is kept as it is.
        """
        self.store.judge(judgement)
        pipeline.refresh_claims(self.store)

    def rename(self, alias: Alias) -> None:
        """Keep a person's word about another name of a source, and bring at once up to date what rests on names."""
        self.store.rename(alias)
        pipeline.refresh_names(self.store, self._aliases)

    def aliases(self) -> tuple[Alias, ...]:
        """The other names that documents introduce, as of the last refresh, then what persons said, oldest first."""
        return (*self.store.records(pipeline.SOURCES.name, "Alias"), *self.store.aliases())

    def between(self, claim: Claim, one: str, other: str) -> lineage.Between | None:
        """What the statements *one* and *other* (ids) of *claim* share; None where they are independent."""
        context = pipeline.context(self.store)
        group = [context.statements[statement] for statement in claim.statements]
        return lineage.between(group, context.statements[one], context.statements[other], context)


def compare(left: str, right: str, asof: tuple[DateRange | None, DateRange | None] = (None, None)) -> Link:
    """The relation of two bare statements; *asof* gives the date of each, for "yesterday" and for updates."""
    return links.reviewed(statements.statement(left, asof[0]), statements.statement(right, asof[1]))


def _file_row(path: Path, name: str) -> FileRow:
    try:
        raw = reading.content(path)
        stat = path.stat()
    except OSError:
        return FileRow(name, str(path), "", 0, 0)
    return FileRow(name, str(path.resolve()), hashlib.sha256(raw).hexdigest(), len(raw), stat.st_mtime_ns)
