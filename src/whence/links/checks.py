"""Which quotations of a folder can be held against an original in it, and with what outcome.

An original is a document of the quoted source, or an earlier quotation of the same speaker. Wrong where a paper quotes
an earlier speech in the same words as another one of the same speaker.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from whence.links.quotation import Comparison, Word, compared, quoted_words
from whence.model import Attribution, Document, Evidence, Form, QuotationCheck, Span, Verdict
from whence.text import bare_name, fold, goes_on, quotations, same_name

_GRAM = 4
_SAME = 0.8
_PARALLEL_SHARE = 0.6
_MOST_SHARERS = 60


@dataclass(frozen=True, slots=True)
class _Quoted:
    """The quoted words of one attribution."""

    document: Document
    attribution: Attribution
    words: tuple[Word, ...]


def quotation_checks(
    documents: Sequence[Document],
    attributions: Mapping[str, tuple[Attribution, ...]],
    source_of: Mapping[tuple[str, str], str],
) -> tuple[QuotationCheck, ...]:
    """Hold each quotation of four words or more against its original, where that is in the folder.

    *attributions* are by document id; *source_of* maps (document id, name) to the id of a Source.
    """
    quoted = [q for d in documents for q in _quoted(d, attributions.get(d.id, ()))]
    wanted = {gram for q in quoted for gram in _grams(q.words)}
    tokens = {d.id: quoted_words(d.text) for d in documents}
    places: dict[tuple[str, ...], dict[str, int]] = defaultdict(dict)
    for document in sorted(documents, key=lambda d: d.id):
        for place, gram in enumerate(_grams(tokens[document.id])):
            if gram in wanted and len(places[gram]) < _MOST_SHARERS:
                places[gram].setdefault(document.id, place)
    by_id = {d.id: d for d in documents}
    spoken: dict[str, list[_Quoted]] = defaultdict(list)
    for q in quoted:
        spoken[q.document.id].append(q)
    checks: list[QuotationCheck] = []
    for q in quoted:
        check = _best(q, by_id, _stretches(q, places, tokens), spoken, source_of)
        if check:
            checks.append(check)
    return tuple(checks)


def _quoted(document: Document, attributions: Sequence[Attribution]) -> list[_Quoted]:
    """The attributions of *document* with at least four words in quotation marks."""
    inner = [q.inner for q in quotations(document.text)]
    found: list[_Quoted] = []
    for attribution in attributions:
        if attribution.form is Form.INDIRECT:
            continue
        parts: list[Span] = []
        for span in attribution.content:
            marked = [i for i in inner if i.overlaps(span)]
            clipped = [Span(max(i.start, span.start), min(i.end, span.end)) for i in marked]
            parts += clipped or ([span] if attribution.form is Form.DIRECT else [])
        for pieces in _unbroken(document.text, parts):
            held = tuple(word for piece in pieces for word in quoted_words(document.text, piece))
            if len(held) >= _GRAM:
                found.append(_Quoted(document, attribution, held))
    return found


def _unbroken(text: str, parts: Sequence[Span]) -> list[list[Span]]:
    """The quoted *parts*, those together that are one sentence with a reporting clause in its midst."""
    made: list[list[Span]] = []
    for part in parts:
        if made and goes_on(text, made[-1][-1], part):
            made[-1].append(part)
        else:
            made.append([part])
    return made


def _grams(held: Sequence[Word]) -> list[tuple[str, ...]]:
    keys = [word.key for word in held]
    return [tuple(keys[k : k + _GRAM]) for k in range(len(keys) - _GRAM + 1)]


def _stretches(
    quoted: _Quoted, places: Mapping[tuple[str, ...], Mapping[str, int]], tokens: Mapping[str, Sequence[Word]]
) -> dict[str, Sequence[Word]]:
    """For each other document that shares four words in a row with the quotation, the words round about them."""
    length = len(quoted.words)
    near: dict[str, Sequence[Word]] = {}
    for offset, gram in enumerate(_grams(quoted.words)):
        for document, place in places.get(gram, {}).items():
            if document != quoted.document.id and document not in near:
                start = max(0, place - 2 * offset - 12)
                near[document] = tokens[document][start : place + 2 * (length - offset) + 12]
    return near


def _best(
    quoted: _Quoted,
    documents: Mapping[str, Document],
    stretches: Mapping[str, Sequence[Word]],
    spoken: Mapping[str, Sequence[_Quoted]],
    source_of: Mapping[tuple[str, str], str],
) -> QuotationCheck | None:
    """The check against the best original: the source's own document first, then the earliest parallel quotation."""
    ranked: list[tuple[int, float, str, Document, Comparison, str]] = []
    for document, near in stretches.items():
        other = documents[document]
        why = _own(quoted, other)
        rank = 0 if why else 1
        if not why and _earlier(other, quoted.document):
            why = _same_speaker(quoted, spoken.get(document, ()), near, source_of)
            near = _in_quotation(near, spoken.get(document, ()))
        if not why:
            continue
        held = compared(quoted.words, near, quoted.document.text, other.text)
        if held.verdict is not Verdict.ABSENT and (rank == 0 or held.share >= _PARALLEL_SHARE):
            day = other.date.first.isoformat() if other.date else "9999"
            ranked.append((rank, -held.share, f"{day} {other.id}", other, held, why))
    if not ranked:
        return None
    _, _, _, other, held, why = min(ranked, key=lambda row: row[:3])
    span = Span(quoted.words[0].span.start, quoted.words[-1].span.end)
    proof = (Evidence("original", why, span, held.found), *held.evidence)
    return QuotationCheck(
        quoted.document.id, quoted.attribution.id, span, other.id, held.found, held.verdict, held.differences, proof
    )


def _in_quotation(near: Sequence[Word], there: Sequence[_Quoted]) -> list[Word]:
    """Those words of *near* that stand in quotation marks, so that no reporting clause is held against a speaker."""
    spoken = {word.span for other in there for word in other.words}
    return [word for word in near if word.span in spoken]


def _own(quoted: _Quoted, other: Document) -> str | None:
    """Why *other* is the source's own document: it published, wrote or is what the chain names."""
    source = quoted.attribution.source.of(quoted.document.text) if quoted.attribution.source else ""
    for mention in quoted.attribution.chain:
        for said, role in ((other.publisher, "published"), (other.author, "written")):
            if said and same_name(mention.name, said) >= _SAME:
                return f"{other.name} was {role} by {said}"
            if said and len(said.split()) > 1 and fold(bare_name(said)) in fold(source):
                return f"{other.name} was {role} by {said}, for whom {mention.name} speaks"
        title = fold(other.title or "").strip()
        named = fold(mention.name).strip()
        if len(title.split()) >= 2 and (title in named or (len(named.split()) >= 3 and named in title)):
            return f"{other.name} is “{other.title}”, which the text cites"
    return None


def _earlier(other: Document, than: Document) -> bool:
    return bool(other.date and than.date and other.date.last < than.date.first)


def _same_speaker(
    quoted: _Quoted, there: Sequence[_Quoted], near: Sequence[Word], source_of: Mapping[tuple[str, str], str]
) -> str | None:
    """Why *near* is an earlier quotation of the same speaker."""
    if not quoted.attribution.chain or not near:
        return None
    name = quoted.attribution.chain[-1].name
    source = source_of.get((quoted.document.id, name))
    stretch = Span(near[0].span.start, near[-1].span.end)
    for other in there:
        if not other.attribution.chain or not any(span.overlaps(stretch) for span in other.attribution.content):
            continue
        said = other.attribution.chain[-1].name
        joined = source is not None and source == source_of.get((other.document.id, said))
        if joined or same_name(name, said) >= _SAME:
            return f"{other.document.name} quoted {said} earlier"
    return None
