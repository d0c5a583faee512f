"""Documents with every attribution highlighted in place.

Where attributions nest, the words of an inner source or cue keep that mark and lie inside the outer content.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from whence.model import Attribution, DateRange, Document, Findings, Locator, Mention, SourceKind, Span
from whence.report.passages import Piece

ROLES = ("content", "source", "cue")
UNCERTAIN = "uncertain reading"
"""What a doubtful attribution is marked with."""


@dataclass(frozen=True, slots=True)
class DocumentView:
    """One document (an id) as the page shows it; ``paragraphs`` are its lines cut into pieces."""

    document: str
    anchor: str
    name: str
    title: str
    facts: tuple[tuple[str, str], ...]
    paragraphs: tuple[tuple[Piece, ...], ...]
    attributions: int
    url: str
    language: str


def anchors(documents: Sequence[Document]) -> dict[str, str]:
    """A short anchor on the page for the id of each document."""
    return {document.id: f"document-{number}" for number, document in enumerate(documents, 1)}


def date_words(date: DateRange | None) -> str:
    """A date as it is shown: a day, a range of days, or nothing."""
    if date is None:
        return ""
    first, last = date.first.isoformat(), date.last.isoformat()
    return first if first == last else f"{first} to {last}"


def published(document: Document) -> str:
    """By whom and when a document was published, as far as it is known."""
    return ", ".join(fact for fact in (document.publisher or "", date_words(document.date)) if fact)


def chain_words(chain: Sequence[Mention]) -> str:
    """A chain from its outermost source to its innermost, in one line."""
    return " › ".join([shown_name(mention.name) for mention in chain]) if chain else ""


def shown_name(name: str) -> str:
    """The name of a source as a reader understands it."""
    return "an unspecified source" if name == SourceKind.UNSPECIFIED else name


def document_views(findings: Findings, wanted: Container[str]) -> Iterator[DocumentView]:
    """Each *wanted* document (an id) with its attributions highlighted, and an anchor at each statement of a claim."""
    stated: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for statement in (findings.statements[s] for claim in findings.claims for s in claim.statements):
        if statement.document in wanted:
            stated[statement.document].append((statement.span.start, f"s-{statement.id}"))
    page = anchors(findings.documents)
    for document in findings.documents:
        if document.id in wanted:
            found = findings.attributions.get(document.id, ())
            yield _view(document, found, stated[document.id], page[document.id])


def _view(
    document: Document, attributions: Sequence[Attribution], stated: Iterable[tuple[int, str]], anchor: str
) -> DocumentView:
    facts = (
        ("Publisher", document.publisher or ""),
        ("Author", document.author or ""),
        ("Date", date_words(document.date)),
        ("Language", document.language or ""),
        ("Credits", ", ".join(document.credits)),
        ("Text kept", f"{document.coverage:.0%}" if document.coverage < 0.995 else ""),
    )
    url = document.url if document.url and document.url.startswith(("http://", "https://")) else ""
    return DocumentView(
        document.id,
        anchor,
        document.name,
        document.title or document.name,
        tuple((name, value) for name, value in facts if value),
        tuple(paragraphs(document, attributions, stated_at(stated))),
        len(attributions),
        url,
        document.language or "",
    )


def stated_at(stated: Iterable[tuple[int, str]]) -> dict[int, tuple[str, ...]]:
    """The anchors that stand at each offset."""
    at: dict[int, tuple[str, ...]] = {}
    for offset, anchor in sorted(set(stated)):
        at[offset] = (*at.get(offset, ()), anchor)
    return at


def _located(locators: Iterable[Locator]) -> Iterator[tuple[int, tuple[str, str], bool]]:
    """The offset of each locator; its label, and that less what the one before says; whether its page is another."""
    before: list[str] = []
    for locator in locators:
        parts = locator.label.split(", ")
        shared = next((n for n, (one, other) in enumerate(zip(before, parts, strict=False)) if one != other), 0)
        unit, _, number = parts[-1].rpartition(" ")
        alike = shared == len(parts) - 1 == len(before) - 1 and before[-1].rpartition(" ")[0] == unit
        yield locator.start, (locator.label, number if alike else ", ".join(parts[shared:])), shared == 0
        before = parts


def paragraphs(
    document: Document, attributions: Sequence[Attribution], stated: Mapping[int, tuple[str, ...]]
) -> list[tuple[Piece, ...]]:
    """The lines of the text, each cut wherever a source, a cue, a content, a statement or a locator begins or ends."""
    text = document.text
    located = {start: (label, turns) for start, label, turns in _located(document.locators)}
    opens, closes = _edges(attributions)
    lines, line, at = [], list[Piece](), 0
    depth, marks = dict.fromkeys(ROLES, 0), tuple[str, ...]()
    cuts = sorted({*opens, *closes, *stated, *located, *_line_ends(text), len(text)})
    note, label, names = "", "", tuple[str, ...]()
    place: tuple[str, str] | None = None
    for cut in cuts:
        if cut > at:
            said = text[at:cut].lstrip("\n")
            if text[at] == "\n" and line:
                lines.append(tuple(line))
                line = []
            if said.strip() or (said and line):
                line.append(Piece(said, marks, note, names, label, place))
                note, label, names, place = "", "", (), None
        at = cut
        for role in closes.get(cut, ()):
            depth[role] -= 1
        for role, words, doubt in opens.get(cut, ()):
            depth[role] += 1
            note, label = words or note, doubt or label
        if cut in opens or cut in closes:
            marks = _marks(min(2, depth["content"]), depth["source"] > 0, depth["cue"] > 0)
        names += stated.get(cut, ())
        if cut in located and (located[cut][1] or not line):
            place = located[cut][0]
    return [*lines, tuple(line)] if line else lines


def _edges(attributions: Iterable[Attribution]) -> tuple[dict[int, list[tuple[str, str, str]]], dict[int, list[str]]]:
    """Which roles, with their note and label, begin at an offset, and which end there."""
    opens: dict[int, list[tuple[str, str, str]]] = defaultdict(list)
    closes: dict[int, list[str]] = defaultdict(list)
    for role, span, note, label in _roles(attributions):
        opens[span.start].append((role, note, label))
        closes[span.end].append(role)
    return opens, closes


@cache
def _marks(content: int, source: bool, cue: bool) -> tuple[str, ...]:
    """The marks of the roles that are open, in the order of `ROLES`; a content inside a content is told apart."""
    inner = "content-inner" if content > 1 else "content"
    return tuple(mark for mark, opened in ((inner, content), ("source", source), ("cue", cue)) if opened)


def _line_ends(text: str) -> Iterator[int]:
    at = text.find("\n")
    while at >= 0:
        yield at
        at = text.find("\n", at + 1)


def _roles(attributions: Iterable[Attribution]) -> Iterator[tuple[str, Span, str, str]]:
    """(role, span, note, label) of each span; the note and the label stand where the content begins."""
    for found in attributions:
        kind = ", ".join(x for x in (found.source_kind.value, found.form.value, _manner(found)) if x)
        words = f"{chain_words(found.chain) or 'an unspecified source'} ({kind})"
        label = UNCERTAIN if found.doubtful else ""
        yield from ((role, span, "", "") for role, span in (("source", found.source), ("cue", found.cue)) if span)
        first, *later = found.content
        yield "content", first, words, label
        yield from (("content", span, "", "") for span in later)


def _manner(found: Attribution) -> str:
    """How the source stands to the content: its stance, or else what it does."""
    return found.modality.value if found.modality else found.cue_class.value
