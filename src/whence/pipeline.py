"""The stages in order, and `Case`: a case file that can be added to and brought up to date.

Every stage makes its units' keys from what they read; units whose key is stored are kept, the others computed. A
refresh after any edit therefore holds exactly what a clean run would hold. Only this module knows all the packages.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from whence import attributions as attributing
from whence import documents as reading
from whence import lineage, links, sources, statements
from whence.casefile import CaseFile, FileRow
from whence.errors import UsageError
from whence.model import (
    Attribution,
    Claim,
    DateRange,
    Derivation,
    Document,
    Findings,
    Link,
    Mention,
    Naming,
    Original,
    Passage,
    Problem,
    QuotationCheck,
    Source,
    SourceKind,
    Span,
    Statement,
)
from whence.stage import Stage, plan
from whence.text import bare_name, fold, maker_kind

T = TypeVar("T")
Map = Callable[[Callable[[Any], Any], Iterable[Any]], Iterator[Any]]
Progress = Callable[[str, int, int], None]

DOCUMENTS = Stage("documents", ("documents", "text"))
ATTRIBUTIONS = Stage("attributions", ("attributions", "text"))
STATEMENTS = Stage("statements", ("statements", "text"))
SOURCES = Stage("sources", ("sources", "text"))
PASSAGES = Stage("passages", ("lineage", "text"))
DERIVATIONS = Stage("derivations", ("lineage", "text"))
LINKS = Stage("links", ("links", "text"))
QUOTATIONS = Stage("quotations", ("links", "text"))
CLAIMS = Stage("claims", ("lineage", "text"))

WHOLE = "case"
BATCH = 400


def in_order(function: Callable[[Any], Any], items: Iterable[Any]) -> Iterator[Any]:
    """The default map: one after the other in this process."""
    return map(function, items)


def silent(stage: str, done: int, total: int) -> None:
    """The default progress: says nothing."""


class Case:
    """A case file together with the stages that fill it.

    Use it as a context manager. ``Case.open(None)`` keeps everything in memory.
    """

    def __init__(self, store: CaseFile, aliases: Mapping[str, str] | None = None) -> None:
        self.store = store
        self._aliases = dict(aliases or {})

    @classmethod
    def open(cls, path: Path | str | None = None, aliases: Mapping[str, str] | None = None) -> Case:
        """Open or create the case file at *path*; raises ``CaseError`` where that cannot be done."""
        return cls(CaseFile.open(Path(path) if path is not None else None), aliases)

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
        entries, _ = reading.listing(wanted)
        rows = [_file_row(entry.path, entry.name) for entry in entries]
        names = {row.name for row in rows}
        held = self.store.files()
        self.store.set_files(
            [row for row in rows if held.get(row.name) != row], sorted(set(held) - names) if prune else []
        )
        return len(self.store.files())

    def refresh(self, run: Map = in_order, progress: Progress = silent) -> None:
        """Bring every finding up to date with the files of the case."""
        refresh(self.store, self._aliases, run, progress)

    def findings(self) -> Findings:
        """All that the case holds, as of the last refresh."""
        return findings(self.store)

    def claims(self) -> tuple[Claim, ...]:
        """The claims of the case, as of the last refresh."""
        return tuple(_of(self.store, CLAIMS, Claim))


def compare(left: str, right: str, asof: tuple[DateRange | None, DateRange | None] = (None, None)) -> Link:
    """The relation of two bare statements; *asof* gives the date of each, for "yesterday" and for updates."""
    return links.relation(statements.statement(left, asof[0]), statements.statement(right, asof[1]))


def _file_row(path: Path, name: str) -> FileRow:
    try:
        raw = path.read_bytes()
        stat = path.stat()
    except OSError:
        return FileRow(name, str(path), "", 0, 0)
    return FileRow(name, str(path.resolve()), hashlib.sha256(raw).hexdigest(), len(raw), stat.st_mtime_ns)


def _read(file: FileRow) -> tuple[Document | Problem, ...]:
    try:
        raw = Path(file.path).read_bytes()
    except OSError as error:
        return (Problem(file.name, "documents", f"The file cannot be read: {error.strerror or error}."),)
    if hashlib.sha256(raw).hexdigest() != file.sha256:
        return (Problem(file.name, "documents", "The file changed while it was being read; run again."),)
    documents, problems = reading.read_all(raw, file.name)
    return (*documents, *problems)


def _attributed(document: Document) -> tuple[Attribution | Problem, ...]:
    """The attributions of a document. A fault of whence's own costs this document its attributions, not the run."""
    try:
        return attributing.attributions(document)
    except Exception as error:
        detail = f"Its attributions could not be read, by a fault of whence ({type(error).__name__}: {error})."
        return (Problem(document.name, "attributions", detail),)


def _statements(work: tuple[Document, tuple[Attribution, ...]]) -> tuple[Statement, ...]:
    return statements.statements(*work)


def _compare(block: tuple[Sequence[Statement], Sequence[tuple[int, int]]]) -> tuple[Link, ...]:
    """The links of a block of statements, of which the pairs (places in it) are worth comparing."""
    held, pairs = block
    found = (links.linked(held[i], held[j]) for i, j in pairs)
    return tuple(link for link in found if link is not None)


def _of(store: CaseFile, stage: Stage, kind: type[T]) -> list[T]:
    return [record for _, records in store.rows(stage.name) for record in records if isinstance(record, kind)]


def _attributions(store: CaseFile) -> dict[str, tuple[Attribution, ...]]:
    rows = store.rows(ATTRIBUTIONS.name)
    return {unit: tuple(r for r in records if isinstance(r, Attribution)) for unit, records in rows}


class _Run:
    """One refresh: the store, how to map, whom to tell."""

    def __init__(self, store: CaseFile, run: Map, progress: Progress) -> None:
        self.store = store
        self.map = run
        self.progress = progress

    def units(
        self,
        stage: Stage,
        wanted: Mapping[str, str],
        item: Callable[[str], T],
        make: Callable[[T], Any],
        run: Map | None = None,
    ) -> None:
        """Compute the units of *stage* whose key is not stored, in batches, and drop those no longer wanted."""
        todo, dropped = plan(wanted, self.store.stored(stage.name))
        if dropped:
            self.store.replace(stage.name, [], dropped)
        for start in range(0, len(todo), BATCH):
            batch = todo[start : start + BATCH]
            self.progress(stage.name, start, len(todo))
            made = (run or self.map)(make, [item(unit) for unit in batch])
            self.store.replace(stage.name, [(u, wanted[u], tuple(r)) for u, r in zip(batch, made, strict=True)], [])
        if todo:
            self.progress(stage.name, len(todo), len(todo))

    def whole(self, stage: Stage, key: str, make: Callable[[], Sequence[object]]) -> None:
        """Compute a stage that reads the whole case at once, unless its key is stored."""
        if self.store.stored(stage.name) == {WHOLE: key}:
            return
        self.progress(stage.name, 0, 1)
        self.store.replace(stage.name, [(WHOLE, key, tuple(make()))], [])
        self.progress(stage.name, 1, 1)

    def planned(self, stage: Stage, reads: Iterable[str], fill: Callable[[], None]) -> str:
        """Let *fill* work out which units *stage* wants and compute them, unless it did so for the same *reads*.

        The key that it returns stands for all that the stage holds.
        """
        key, plan_name = stage.key("plan", reads), f"{stage.name} planned"
        if self.store.stored(plan_name) != {WHOLE: key}:
            fill()
            self.store.replace(plan_name, [(WHOLE, key, ())], [])
        return key


def refresh(store: CaseFile, aliases: Mapping[str, str], run: Map = in_order, progress: Progress = silent) -> None:
    """Compute what is wanted and not stored, drop what is stored and not wanted, stage by stage."""
    job = _Run(store, run, progress)
    files = store.files()
    job.units(DOCUMENTS, {n: DOCUMENTS.key(n, [f.sha256]) for n, f in files.items()}, files.__getitem__, _read)
    read_keys = store.stored(DOCUMENTS.name)
    documents, origin = _documents(store)
    keys = {d: ATTRIBUTIONS.key("", [d, read_keys[origin[d]]]) for d in documents}
    job.units(ATTRIBUTIONS, keys, documents.__getitem__, _attributed)
    attributed = _attributions(store)
    said = {d: STATEMENTS.key("", [key]) for d, key in keys.items()}
    job.units(STATEMENTS, said, lambda d: (documents[d], attributed[d]), _statements)
    ordered = list(documents.values())
    everything = list(keys.values())

    naming_key = SOURCES.key(repr(sorted(aliases.items())), everything)
    job.whole(SOURCES, naming_key, lambda: _sources(ordered, attributed, aliases))
    passages_key = PASSAGES.key("", everything)
    job.whole(PASSAGES, passages_key, lambda: lineage.passages(ordered))
    derivations_key = DERIVATIONS.key("", [naming_key, passages_key])
    job.whole(DERIVATIONS, derivations_key, lambda: _derivations(store, ordered, attributed))
    quotations_key = job.planned(QUOTATIONS, [naming_key], lambda: _quotations(job, ordered, attributed, keys))
    links_key = job.planned(LINKS, said.values(), lambda: _links(job, said))
    job.planned(CLAIMS, [derivations_key, quotations_key, links_key], lambda: _claims(job, said))


def _documents(store: CaseFile) -> tuple[dict[str, Document], dict[str, str]]:
    """Documents by id in the order of their names, and the file each was read from; equal bytes are one document."""
    documents: dict[str, Document] = {}
    origin: dict[str, str] = {}
    for unit, records in store.rows(DOCUMENTS.name):
        for record in records:
            if isinstance(record, Document) and record.id not in documents:
                documents[record.id], origin[record.id] = record, unit
    return documents, origin


def _sources(
    documents: Sequence[Document], attributed: Mapping[str, tuple[Attribution, ...]], aliases: Mapping[str, str]
) -> list[Source | Naming]:
    mentions: list[tuple[str, Mention]] = []
    mined = dict(aliases)
    outlets = {fold(bare_name(d.publisher)) for d in documents if d.publisher and _is_outlet(d)}
    for document in documents:
        for mention in (mention for a in attributed[document.id] for mention in a.chain):
            if mention.kind is SourceKind.PERSON and fold(bare_name(mention.name)) in outlets:
                mention = replace(mention, kind=SourceKind.OUTLET)
            mentions.append((document.id, mention))
        for short, full, _ in sources.aliases_in(document):
            mined.setdefault(short, full)
    clusters = sources.sources(mentions, mined)
    namings = [Naming(document, name, source) for (document, name), source in sorted(clusters.of.items())]
    return [*clusters.sources, *namings]


def _is_outlet(document: Document) -> bool:
    return maker_kind(document.publisher, document.author, document.text) is SourceKind.OUTLET


def _named(store: CaseFile) -> tuple[list[Source], dict[tuple[str, str], str]]:
    records = next(iter(store.rows(SOURCES.name)))[1]
    known = [r for r in records if isinstance(r, Source)]
    return known, {(r.document, r.name): r.source for r in records if isinstance(r, Naming)}


def _derivations(
    store: CaseFile, documents: Sequence[Document], attributed: Mapping[str, tuple[Attribution, ...]]
) -> list[Derivation | Original]:
    known, of = _named(store)
    derived, originals = lineage.derivations(documents, attributed, known, of, tuple(_of(store, PASSAGES, Passage)))
    return [*derived, *originals]


def _quotations(
    job: _Run, documents: Sequence[Document], attributed: Mapping[str, tuple[Attribution, ...]], keys: Mapping[str, str]
) -> None:
    found = links.readings(documents, attributed, _named(job.store)[1])
    wanted = {
        document: QUOTATIONS.key(
            repr((reading.echoes, sorted(reading.source_of.items()))),
            [keys[document], *(keys[other] for other in reading.others)],
        )
        for document, reading in found.items()
    }
    job.units(QUOTATIONS, wanted, found.__getitem__, links.checks, in_order)


def _links(job: _Run, said: Mapping[str, str]) -> None:
    """A unit is a block: the statements of a document that come first in their pairs, and all their partners."""
    everything = _of(job.store, STATEMENTS, Statement)
    pairs: dict[str, list[tuple[Statement, Statement]]] = defaultdict(list)
    for i, j in links.candidates(everything):
        left, right = sorted((everything[i], everything[j]), key=lambda s: s.id)
        pairs[left.document].append((left, right))
    wanted = {}
    for document, block in pairs.items():
        block.sort(key=lambda pair: (pair[0].id, pair[1].id))
        others = sorted({right.document for _, right in block} | {document})
        wanted[document] = LINKS.key(repr([(a.id, b.id) for a, b in block]), [said[other] for other in others])
    job.units(LINKS, wanted, lambda document: _block(pairs[document]), _compare)


def _block(pairs: Sequence[tuple[Statement, Statement]]) -> tuple[list[Statement], list[tuple[int, int]]]:
    place: dict[str, int] = {}
    held: list[Statement] = []
    for statement in (one for pair in pairs for one in pair):
        if statement.id not in place:
            place[statement.id] = len(held)
            held.append(statement)
    return held, [(place[a.id], place[b.id]) for a, b in pairs]


def _claims(job: _Run, said: Mapping[str, str]) -> None:
    """Each group of statements is a unit, assessed anew whenever anything it reads has changed."""
    store = job.store
    known, of = _named(store)
    everything = {s.id: s for s in _of(store, STATEMENTS, Statement)}
    found = _of(store, LINKS, Link)
    context = lineage.context(
        documents=tuple(_documents(store)[0].values()),
        sources=known,
        of=of,
        statements=everything,
        links=found,
        passages=_of(store, PASSAGES, Passage),
        derivations=_of(store, DERIVATIONS, Derivation),
        quotations=_of(store, QUOTATIONS, QuotationCheck),
    )
    reads = lineage.Reads(context, said)
    grouped = [[everything[i] for i in group] for group in lineage.groups(list(everything.values()), found)]
    units = {group[0].id: group for group in grouped}
    wanted = {unit: CLAIMS.key("", reads.of(group)) for unit, group in units.items()}
    job.units(CLAIMS, wanted, units.__getitem__, lambda group: (lineage.assess(group, context),), in_order)


def findings(store: CaseFile) -> Findings:
    """Everything the store holds, as one record."""
    documents, _ = _documents(store)
    everything = {s.id: s for s in _of(store, STATEMENTS, Statement)}
    places = {document: number for number, document in enumerate(documents)}

    def place(claim: Claim) -> tuple[int, Span]:
        return min((places[everything[s].document], everything[s].span) for s in claim.statements)

    problems = [
        *_of(store, DOCUMENTS, Problem),
        *_of(store, ATTRIBUTIONS, Problem),
        *(p for d in documents.values() for p in d.problems),
    ]
    if not documents:
        problems.append(Problem("", "documents", "There is no document that could be read."))
    return Findings(
        documents=tuple(documents.values()),
        attributions=_attributions(store),
        statements=everything,
        sources=tuple(_of(store, SOURCES, Source)),
        links=tuple(_of(store, LINKS, Link)),
        quotations=tuple(_of(store, QUOTATIONS, QuotationCheck)),
        passages=tuple(_of(store, PASSAGES, Passage)),
        derivations=tuple(_of(store, DERIVATIONS, Derivation)),
        claims=tuple(sorted(_of(store, CLAIMS, Claim), key=place)),
        originals=tuple(_of(store, DERIVATIONS, Original)),
        problems=tuple(dict.fromkeys(problems)),
        judgements=store.judgements(),
    )


__all__ = ["Case", "Map", "Progress", "compare", "findings", "refresh"]
