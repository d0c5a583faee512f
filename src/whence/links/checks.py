"""Which quotations of a folder can be held against an original in it, and with what outcome.

An original is a document of the quoted source, or an earlier quotation of the same speaker. Wrong where a paper quotes
an earlier speech in the same words as another one of the same speaker.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from whence.links.cuts import Word
from whence.links.echoes import GRAM, Echo, echoes, quoted
from whence.links.quotation import Comparison, compared, quoted_words
from whence.model import Attribution, Document, Evidence, QuotationCheck, Quoted, Span, Verdict
from whence.text import bare_name, fold, same_name

_SAME = 0.8
_PARALLEL_SHARE = 0.6
_EXACT = 0.9
"""Share of words from which a quotation of nobody named is that of another text."""
UNSPECIFIED = "unspecified"


@dataclass(frozen=True, slots=True)
class Reading:
    """What the quotations of ``document`` are held against: for each of them its echoes in the documents ``others``.

    ``spoken`` are the quotations of those others by document id, ``source_of`` the Source ids by document id, then by
    name.
    """

    document: Document
    quotations: tuple[Quoted, ...] = ()
    echoes: tuple[tuple[Echo, ...], ...] = ()
    others: Mapping[str, Document] = field(default_factory=dict)
    spoken: Mapping[str, tuple[Quoted, ...]] = field(default_factory=dict)
    source_of: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def readings(
    documents: Sequence[Document],
    spoken: Mapping[str, tuple[Quoted, ...]],
    source_of: Mapping[tuple[str, str], str],
) -> dict[str, Reading]:
    """By document id what its quotations are to be held against; only documents with something to hold.

    *spoken* are the quotations of each document, by its id; *source_of* maps (document id, name) to the id of a Source.
    """
    by_id = {document.id: document for document in documents}
    known: dict[str, dict[str, str]] = {document.id: {} for document in documents}
    for (home, name), source in source_of.items():
        known.setdefault(home, {})[name] = source
    made: dict[str, Reading] = {}
    for document, found in echoes(documents, spoken).items():
        near = sorted({echo.document for one in found for echo in one})
        if near:
            others = {other: by_id[other] for other in near}
            heard = {other: spoken[other] for other in near}
            meant = {one: known[one] for one in (document, *near)}
            made[document] = Reading(by_id[document], spoken[document], tuple(found), others, heard, meant)
    return made


def quotation_checks(
    documents: Sequence[Document],
    attributions: Mapping[str, tuple[Attribution, ...]],
    source_of: Mapping[tuple[str, str], str],
) -> tuple[QuotationCheck, ...]:
    """Hold each quotation of four words or more of all *documents* against its original, as `readings` finds it."""
    spoken = {d.id: tuple(quoted(d, attributions.get(d.id, ()))) for d in documents}
    found = readings(documents, spoken, source_of)
    return tuple(check for d in documents if d.id in found for check in checks(found[d.id]))


def checks(reading: Reading) -> tuple[QuotationCheck, ...]:
    """The quotations of one document, each against the best of its originals, where there is one."""
    found = []
    for q, near in zip(reading.quotations, reading.echoes, strict=True):
        if (originals := list(_originals(reading, q, near))) and (check := _best(reading, q, originals)):
            found.append(check)
    return tuple(found)


def _originals(reading: Reading, q: Quoted, near: Sequence[Echo]) -> Iterator[tuple[int, str, Echo]]:
    """Those of *near* that may be the original, with why: the source's own document (0), a parallel quotation (1)."""
    told = _named(reading.document, q)
    for echo in near:
        other = reading.others[echo.document]
        if why := _own(told, other):
            yield 0, why, echo
        elif (why := _same_speaker(reading, q, echo)) and _earlier(other, reading.document):
            own = _for_its_maker(reading, echo)
            yield (0, own, echo) if own else (1, why, echo)


def _best(reading: Reading, q: Quoted, originals: Sequence[tuple[int, str, Echo]]) -> QuotationCheck | None:
    """The check against the best original: the source's own document first, then the earliest parallel quotation."""
    document = reading.document
    words = tuple(word for piece in q.pieces for word in quoted_words(document.text, piece))
    if len(words) < GRAM:
        return None
    ranked: list[tuple[int, float, str, Document, Comparison, str]] = []
    for rank, why, echo in originals:
        other = reading.others[echo.document]
        held_against = quoted_words(other.text, echo.near)
        if rank:
            held_against = _in_quotation(held_against, reading.spoken[other.id], echo.near)
        held = compared(words, held_against, document.text, other.text)
        least = _PARALLEL_SHARE if q.chain[-1:] != (UNSPECIFIED,) else _EXACT
        if held.verdict is not Verdict.ABSENT and (rank == 0 or held.share >= least):
            day = other.date.first.isoformat() if other.date else "9999"
            ranked.append((rank, -held.share, f"{day} {other.id}", other, held, why))
    if not ranked:
        return None
    rank, _, _, other, held, why = min(ranked, key=lambda row: row[:3])
    span = Span(words[0].span.start, words[-1].span.end)
    proof = (Evidence("quoted-before" if rank else "original", why, span, held.found), *held.evidence)
    return QuotationCheck(document.id, q.attribution, span, other.id, held.found, held.verdict, held.differences, proof)


def _in_quotation(words: Sequence[Word], there: Sequence[Quoted], near: Span) -> list[Word]:
    """Those *words* that stand in quotation marks, so that no reporting clause is held against a speaker."""
    pieces = [piece for other in there for piece in other.pieces if piece.overlaps(near)]
    return [word for word in words if any(piece.holds(word.span) for piece in pieces)]


@dataclass(frozen=True, slots=True)
class _Told:
    """Whom a quotation names, as `_own` compares it: the names of its chain, each plain and folded, and its source."""

    names: tuple[tuple[str, str], ...]
    source: str


def _for_its_maker(reading: Reading, echo: Echo) -> str | None:
    """Why a quotation in another document is its maker's own word: it says there that the speaker is of that body."""
    other = reading.others[echo.document]
    for q in reading.spoken[echo.document]:
        if any(piece.overlaps(echo.near) for piece in q.pieces) and (why := _own(_named(other, q), other)):
            return why
    return None


def _named(document: Document, q: Quoted) -> _Told:
    names = tuple((name, fold(name).strip()) for name in q.chain)
    return _Told(names, fold(q.source.of(document.text)) if q.source else "")


def _own(told: _Told, other: Document) -> str | None:
    """Why *other* is the source's own document: it published, wrote or is what the chain names."""
    makers, title, words = _makers(other.publisher, other.author, other.title)
    for name, named in told.names:
        for said, folded, role in makers:
            if _one_name(name, said):
                return f"{other.name} was {role} by {said}"
            if folded and folded in told.source:
                return f"{other.name} was {role} by {said}, for whom {name} speaks"
        if words >= 2 and (title in named or (named in title and len(named.split()) >= 3)):
            return f"{other.name} is “{other.title}”, which the text cites"
    return None


@lru_cache(maxsize=1 << 14)
def _makers(
    publisher: str | None, author: str | None, title: str | None
) -> tuple[list[tuple[str, str, str]], str, int]:
    """Who made a document (plain, folded where it is several words, in what role), its folded title, its words."""
    roles = ((publisher, "published"), (author, "written"))
    makers = [(said, fold(bare_name(said)) if len(said.split()) > 1 else "", role) for said, role in roles if said]
    folded = fold(title or "").strip()
    return makers, folded, len(folded.split())


@lru_cache(maxsize=1 << 15)
def _one_name(one: str, other: str) -> bool:
    return same_name(one, other) >= _SAME


def _earlier(other: Document, than: Document) -> bool:
    """Whether *other* came first: by its date, or of one day by *than*'s naming who published it."""
    if not other.date or not than.date:
        return False
    if other.date.last < than.date.first:
        return True
    return other.date == than.date and _names(than, other) and not _names(other, than)


def _names(document: Document, other: Document) -> bool:
    publisher = other.publisher or ""
    return " " in publisher and bare_name(publisher) in document.text


def _same_speaker(reading: Reading, q: Quoted, echo: Echo) -> str | None:
    """Why the echo is an earlier quotation of the same speaker, or of these words where nobody says whose they are."""
    if not q.chain:
        return None
    name = q.chain[-1]
    if name == UNSPECIFIED:
        told = any(piece.overlaps(echo.near) for other in reading.spoken[echo.document] for piece in other.pieces)
        return f"{reading.others[echo.document].name} quoted these words earlier" if told else None
    source = reading.source_of[q.document].get(name)
    near = echo.near
    for other in reading.spoken[echo.document]:
        if not other.chain or not any(piece.overlaps(near) for piece in other.pieces):
            continue
        said = other.chain[-1]
        joined = source is not None and source == reading.source_of[other.document].get(said)
        if joined or _one_name(name, said):
            return f"{reading.others[echo.document].name} quoted {said} earlier"
    return None
