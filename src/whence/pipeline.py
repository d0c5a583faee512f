"""The stages in order: what each reads, which of its units are computed anew, and what the case then holds.

Every stage makes its units' keys from what they read; units whose key is stored are kept, the others computed. A
refresh after any edit therefore holds exactly what a clean run would hold. Only this module knows all the packages.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from whence import attributions as attributing
from whence import documents as reading
from whence import lineage, links, sources, statements
from whence.attributions.finders import finder, meant
from whence.casefile import CaseFile, FileRow, Packed, packed, unpacked
from whence.model import (
    Alias,
    Attribution,
    Claim,
    Confirmation,
    Confirming,
    Derivation,
    Document,
    Findings,
    Link,
    Mention,
    Naming,
    Neighbours,
    Original,
    Passage,
    Problem,
    QuotationCheck,
    Quoted,
    Source,
    SourceKind,
    Statement,
    Traits,
)
from whence.run import WHOLE, Map, Progress, Run, in_order, silent
from whence.stage import Stage
from whence.text import maker_kind, spoken

DOCUMENTS = Stage("documents", ("documents", "text"))
ATTRIBUTIONS = Stage("attributions", ("attributions", "encoder", "text"))
STATEMENTS = Stage("statements", ("statements", "text"))
NOTES = Stage("notes", ("lineage", "links", "sources", "text"))
SOURCES = Stage("sources", ("sources", "text"))
PASSAGES = Stage("passages", ("lineage", "text"))
DERIVATIONS = Stage("derivations", ("lineage", "text"))
TRAITS = Stage("traits", ("links", "text"))
NEIGHBOURS = Stage("neighbours", ("links", "text"))
LINKS = Stage("links", ("links", "encoder", "text"))
QUOTATIONS = Stage("quotations", ("links", "text"))
CLAIMS = Stage("claims", ("lineage", "text"))

LARGE = 2_000_000
"""Code points of a folder in which it takes longer to find passages than to start a worker for that."""

T = TypeVar("T")


def _read(file: FileRow) -> tuple[Document | Problem, ...]:
    try:
        raw = reading.content(Path(file.path))
    except OSError as error:
        return (Problem(file.name, "documents", f"It cannot be read: {error.strerror or error}."),)
    if hashlib.sha256(raw).hexdigest() != file.sha256:
        return (Problem(file.name, "documents", "The file changed while it was being read; run again."),)
    documents, problems = reading.read_all(raw, file.name)
    return (*documents, *problems)


def _attributed(work: tuple[Document, str]) -> tuple[Attribution | Problem, ...]:
    """The attributions of a document, by the finder with this name.

    A fault of whence's own costs this document its attributions, not the run.
    """
    document, name = work
    unread = "Most of it is in a language that whence cannot read; what it says in its own voice is not counted."
    uncompared = "It is in another language than English: who says what is read, but its statements are not compared."
    language = spoken(document.text, document.language)
    detail = unread if language is None else uncompared
    problems = (Problem(document.name, "attributions", detail),) if language != "en" else ()
    try:
        return (*attributing.attributions(document, finder("rules" if problems else name)), *problems)
    except Exception as error:
        detail = f"Its attributions could not be read, by a fault of whence ({type(error).__name__}: {error})."
        return (Problem(document.name, "attributions", detail),)


def _statements(work: tuple[Document, tuple[tuple[str, bytes], ...]]) -> tuple[Statement, ...]:
    document, bodies = work
    if spoken(document.text, document.language) not in ("en", None):
        return ()
    return statements.statements(document, tuple(r for r in unpacked(bodies) if isinstance(r, Attribution)))


def _notes(work: tuple[Document, tuple[tuple[str, bytes], ...]]) -> tuple[Mention | Alias | Quoted | Confirming, ...]:
    """What the stages that read the whole case need of a document, so that they need not read all of it again."""
    document, bodies = work
    found = tuple(r for r in unpacked(bodies) if isinstance(r, Attribution))
    return (
        *sources.mentions(document, found),
        *links.quoted(document, found),
        *lineage.confirming(document, found),
    )


def _traits(work: tuple[str, tuple[tuple[str, bytes], ...]]) -> tuple[Traits, ...]:
    document, bodies = work
    return (links.traits(document, [r for r in unpacked(bodies) if isinstance(r, Statement)]),)


def _compare(work: tuple[str, Packed, Sequence[tuple[int, int]]]) -> tuple[Link, ...]:
    """The links of pairs of statements; the network reads them again unless rules alone are asked for.

    Statements are sent packed, which takes a fifth of the time that pickling them does.
    """
    name, held, pairs = work
    said = unpacked(held.bodies)
    found = []
    for left, right in ((said[i], said[j]) for i, j in pairs):
        link = links.linked(left, right)
        if link and name != "rules":
            link = links.believed(link, left, right)
        if link:
            found.append(link)
    return tuple(found)


def _of(store: CaseFile, stage: Stage, kind: type[T]) -> list[T]:
    return [record for _, records in store.rows(stage.name) for record in records if isinstance(record, kind)]


def _each(store: CaseFile, stage: Stage, kind: type[T]) -> dict[str, tuple[T, ...]]:
    """The records of the class *kind* by unit."""
    return {unit: tuple(r for r in records if isinstance(r, kind)) for unit, records in store.rows(stage.name)}


def refresh(
    store: CaseFile,
    aliases: Mapping[str, str],
    run: Map = in_order,
    progress: Progress = silent,
    finder_name: str = "auto",
) -> str:
    """Compute what is wanted and not stored, drop what is stored and not wanted, stage by stage.

    Returns a key that stays the same as long as every finding does.
    """
    found_by = meant(finder_name)
    job = Run(store, run, progress)
    files = store.files()
    job.units(DOCUMENTS, {n: DOCUMENTS.key(n, [f.sha256]) for n, f in files.items()}, files.__getitem__, _read)
    read_keys = store.stored(DOCUMENTS.name)
    documents, origin = _documents(store)
    keys = {d: ATTRIBUTIONS.key(found_by, [d, read_keys[origin[d]]]) for d in documents}
    job.units(ATTRIBUTIONS, keys, lambda d: (documents[d], found_by), _attributed)
    said = {d: STATEMENTS.key("", [key]) for d, key in keys.items()}
    job.units(STATEMENTS, said, lambda d: (documents[d], store.bodies(ATTRIBUTIONS.name, d)), _statements)
    traits = {d: TRAITS.key("", [key]) for d, key in said.items()}
    job.units(TRAITS, traits, lambda d: (d, store.bodies(STATEMENTS.name, d)), _traits)
    noted = {d: NOTES.key("", [key]) for d, key in keys.items()}
    job.units(NOTES, noted, lambda d: (documents[d], store.bodies(ATTRIBUTIONS.name, d)), _notes)
    ordered = list(documents.values())

    passages_key = PASSAGES.key("", keys.values())
    large = sum(len(document.text) for document in ordered) > LARGE
    passages_found = job.begun(PASSAGES, passages_key, lineage.passages, ordered, beside=large)
    naming_key = _names(job, ordered, noted.values(), aliases)
    quotations_key = job.planned(QUOTATIONS, [naming_key], lambda: _quotations(job, ordered, noted))
    links_key = job.planned(LINKS, said.values(), lambda: _links(job, said, found_by))
    passages_found()
    derivations_key = DERIVATIONS.key("", [naming_key, passages_key, *said.values()])
    job.whole(DERIVATIONS, derivations_key, lambda: _derivations(store, ordered))
    claims_key = job.planned(
        CLAIMS, [derivations_key, quotations_key, links_key, _judged_key(store)], lambda: _claims(job, said)
    )
    return DOCUMENTS.key(claims_key, read_keys.values())


def _names(job: Run, documents: Sequence[Document], reads: Iterable[str], aliases: Mapping[str, str]) -> str:
    """Find the sources of the case; the key of what was found."""
    said = sources.told(job.store.aliases(), aliases)
    key = SOURCES.key(repr([sorted(said.names.items()), sorted(said.refused)]), reads)
    job.whole(SOURCES, key, lambda: _sources(job.store, documents, said))
    return key


def _documents(store: CaseFile) -> tuple[dict[str, Document], dict[str, str]]:
    """Documents by id in the order of their names, and the file each was read from; equal bytes are one document."""
    documents: dict[str, Document] = {}
    origin: dict[str, str] = {}
    for unit, records in store.rows(DOCUMENTS.name):
        for record in records:
            if isinstance(record, Document) and record.id not in documents:
                documents[record.id], origin[record.id] = record, unit
    return documents, origin


def _sources(store: CaseFile, documents: Sequence[Document], said: sources.Told) -> list[Source | Naming | Alias]:
    mentions: list[tuple[str, Mention]] = []
    mined: dict[str, list[Alias]] = defaultdict(list)
    outlets = {document.publisher for document in documents if document.publisher and _is_outlet(document)}
    for document, records in store.rows(NOTES.name):
        for record in records:
            if isinstance(record, Mention):
                mentions.append((document, record))
            elif isinstance(record, Alias):
                mined[document].append(record)
    aliases = [alias for document in documents for alias in mined[document.id]]
    clusters = sources.sources(sources.settled(mentions, outlets), said, aliases)
    namings = [Naming(document, name, source) for (document, name), source in sorted(clusters.of.items())]
    return [*clusters.sources, *namings, *aliases]


def _is_outlet(document: Document) -> bool:
    return maker_kind(document.publisher, document.author, document.text) is SourceKind.OUTLET


def _named(store: CaseFile) -> tuple[list[Source], dict[tuple[str, str], str]]:
    records = next(iter(store.rows(SOURCES.name)))[1]
    known = [r for r in records if isinstance(r, Source)]
    return known, {(r.document, r.name): r.source for r in records if isinstance(r, Naming)}


def _derivations(store: CaseFile, documents: Sequence[Document]) -> list[Derivation | Original | Confirmation]:
    known, of = _named(store)
    attributed = _each(store, ATTRIBUTIONS, Attribution)
    numbers = {
        unit: frozenset(end for one in said for figure in one.figures for end in figure.ends)
        for unit, said in _each(store, STATEMENTS, Statement).items()
    }
    found = tuple(_of(store, PASSAGES, Passage))
    derived, originals = lineage.derivations(documents, attributed, known, of, found, numbers)
    return [*derived, *originals, *lineage.confirmations(documents, _of(store, NOTES, Confirming), known)]


def _quotations(job: Run, documents: Sequence[Document], keys: Mapping[str, str]) -> None:
    """A unit is a document, with all that may be its originals: to send them costs far more than to check them."""
    of = _named(job.store)[1]
    found = links.readings(documents, _each(job.store, NOTES, Quoted), of)
    named: dict[str, list[tuple[str, str]]] = {document: [] for document in keys}
    for (document, name), source in sorted(of.items()):
        named[document].append((name, source))
    held = {document: QUOTATIONS.key(repr(named[document]), [key]) for document, key in keys.items()}
    wanted = {
        document: QUOTATIONS.key(
            repr(reading.echoes),
            [held[document], *(held[other] for other in reading.others)],
        )
        for document, reading in found.items()
    }
    job.units(QUOTATIONS, wanted, found.__getitem__, links.checks, in_order)


def _links(job: Run, said: Mapping[str, str], found_by: str) -> None:
    """A unit is a block: the pairs of statements from one document to those whose ids begin alike."""
    store = job.store
    traits = _of(store, TRAITS, Traits)
    known = next(iter(_of(store, NEIGHBOURS, Neighbours)), None)
    pairs, kept = links.candidates(traits, NEIGHBOURS.key("", []), known)
    store.replace(NEIGHBOURS.name, [(WHOLE, NEIGHBOURS.key("", said.values()), (kept,))])
    ids = [statement for one in traits for statement in one.statements]
    homes = [one.document for one in traits for _ in one.statements]
    blocks: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for i, j in pairs:
        blocks[f"{homes[i]} {homes[j][:1]}"].append((i, j))
    wanted = {}
    for name, block in blocks.items():
        reads = {said[homes[place]] for pair in block for place in pair}
        wanted[name] = LINKS.key(" ".join([found_by, *(f"{ids[i]} {ids[j]}" for i, j in block)]), reads)
    everything = {s.id: s for s in _of(store, STATEMENTS, Statement)}

    def compared(name: str) -> tuple[str, Packed, list[tuple[int, int]]]:
        places = {place: at for at, place in enumerate(dict.fromkeys(place for pair in blocks[name] for place in pair))}
        held = packed([everything[ids[place]] for place in places])
        return found_by, held, [(places[i], places[j]) for i, j in blocks[name]]

    job.units(LINKS, wanted, compared, _compare)


def _claims(job: Run, said: Mapping[str, str]) -> None:
    """A unit is a group of statements, or all of a document that are alone: assessed anew if what it reads changed."""
    around = context(job.store)
    everything, found = around.statements, _of(job.store, LINKS, Link)
    reads = lineage.Reads(around, said)
    units: dict[str, list[list[Statement]]] = defaultdict(list)
    for group in lineage.groups(list(everything.values()), found):
        first = everything[group[0]]
        units[first.document if len(group) == 1 else first.id].append([everything[i] for i in group])
    wanted = {unit: CLAIMS.key("", reads.of([s for group in held for s in group])) for unit, held in units.items()}
    job.units(CLAIMS, wanted, units.__getitem__, lambda held: [lineage.assess(g, around) for g in held], in_order)


def context(store: CaseFile) -> lineage.Context:
    """All that the claims of a case are assessed by; judgements are laid over the derivations."""
    known, of = _named(store)
    documents = _documents(store)[0]
    judged = _judged(store, documents)
    return lineage.context(
        documents=tuple(documents.values()),
        sources=known,
        of=of,
        statements={s.id: s for s in _of(store, STATEMENTS, Statement)},
        links=_of(store, LINKS, Link),
        passages=_of(store, PASSAGES, Passage),
        derivations=judged.derivations,
        quotations=_of(store, QUOTATIONS, QuotationCheck),
        confirmations=_of(store, DERIVATIONS, Confirmation),
        parted=judged.parted,
    )


def _judged(store: CaseFile, documents: Mapping[str, Document]) -> lineage.Judged:
    return lineage.judged(_of(store, DERIVATIONS, Derivation), store.judgements(), documents)


def _judged_key(store: CaseFile) -> str:
    return hashlib.sha256(repr(store.judgements()).encode("utf-8", "surrogatepass")).hexdigest()


def refresh_claims(store: CaseFile) -> None:
    """Bring the claims up to date with the judgements, as a refresh would; nothing where none was assessed yet."""
    whole = [*store.stored(DERIVATIONS.name).values()]
    whole += [key for stage in (QUOTATIONS, LINKS) for key in store.stored(f"{stage.name} planned").values()]
    if len(whole) == 3:
        job = Run(store, in_order, silent)
        job.planned(CLAIMS, [*whole, _judged_key(store)], lambda: _claims(job, store.stored(STATEMENTS.name)))


def refresh_names(store: CaseFile, aliases: Mapping[str, str]) -> None:
    """Bring what rests on names up to date, as a refresh would; nothing where there was none yet."""
    passages, links_key = store.stored(PASSAGES.name), store.stored(f"{LINKS.name} planned")
    if not passages or not links_key:
        return
    job = Run(store, in_order, silent)
    documents = list(_documents(store)[0].values())
    keys = store.stored(NOTES.name)
    naming_key = _names(job, documents, keys.values(), aliases)
    derivations_key = DERIVATIONS.key("", [naming_key, *passages.values(), *store.stored(STATEMENTS.name).values()])
    job.whole(DERIVATIONS, derivations_key, lambda: _derivations(store, documents))
    job.planned(QUOTATIONS, [naming_key], lambda: _quotations(job, documents, keys))
    refresh_claims(store)


def claims(store: CaseFile) -> tuple[Claim, ...]:
    """The claims that the store holds."""
    return tuple(_of(store, CLAIMS, Claim))


def problems(store: CaseFile) -> tuple[Problem, ...]:
    """What could not be read or judged."""
    documents, _ = _documents(store)
    found = [*_of(store, DOCUMENTS, Problem), *store.records(ATTRIBUTIONS.name, "Problem")]
    found += [problem for document in documents.values() for problem in document.problems]
    if not documents:
        found.append(Problem("", "documents", "There is no document that could be read."))
    return tuple(dict.fromkeys(found))


def findings(store: CaseFile) -> Findings:
    """Everything the store holds, as one record."""
    documents, _ = _documents(store)
    everything = {s.id: s for s in _of(store, STATEMENTS, Statement)}
    places = {document: number for number, document in enumerate(documents)}

    stands = {s.id: (places[s.document], s.spans[0].start, s.spans[-1].end) for s in everything.values()}

    def place(claim: Claim) -> tuple[int, int, int]:
        return min([stands[statement] for statement in claim.statements])

    return Findings(
        documents=tuple(documents.values()),
        attributions=_each(store, ATTRIBUTIONS, Attribution),
        statements=everything,
        sources=tuple(_of(store, SOURCES, Source)),
        links=tuple(_of(store, LINKS, Link)),
        quotations=tuple(_of(store, QUOTATIONS, QuotationCheck)),
        passages=tuple(_of(store, PASSAGES, Passage)),
        derivations=_judged(store, documents).derivations,
        claims=tuple(sorted(_of(store, CLAIMS, Claim), key=place)),
        originals=tuple(_of(store, DERIVATIONS, Original)),
        problems=problems(store),
        judgements=store.judgements(),
    )
