"""Raw attributions of a document become linked ones: nested, named, chained, with form, kind and modality.

It knows nothing of how spans were found; any ``Finder`` serves.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from whence.attributions import chains
from whence.attributions.classes import class_of, is_clause
from whence.attributions.confidence import confidence
from whence.attributions.modality import modality_of
from whence.attributions.quoting import SAYING
from whence.attributions.raw import BRACKETED, LABEL, Finder, RawAttribution
from whence.attributions.refusals import admitted
from whence.attributions.speakers import UNSPECIFIED, Speakers
from whence.model import Attribution, BlockKind, CueClass, Document, Evidence, Form, Mention, SourceKind, Span
from whence.text import fold, kind_of, quotations, sentences

_DEPTH = 4
_OUTER_KINDS = frozenset({SourceKind.OUTLET, SourceKind.BODY})
_MERE = frozenset({CueClass.INTENTION, CueClass.STANCE})
_MARKS = "\"“„«‘'"
_AUTHOR = frozenset(["i", "we", "you", "me", "us", "my", "our", "your", "let's", "let’s", "one"])
_QUOTED_AS = re.compile(r"\b(?:quoted|was reported|were reported)(?: as (?:saying|having \w+))?$")
_AS_SAYING = re.compile(rf",? as (?:{'|'.join(SAYING)})\b")
_NO_LINK = frozenset(
    "reporters police congress court lawmakers senate parliament assembly commons lords jury inquest dáil dail "  # noqa: SIM905
    "seanad knesset duma rada bundestag bundesrat sejm riksdag storting folketing sabha cortes majlis".split()
)
"""Whom one speaks before: nobody who hands it on."""


@dataclass(frozen=True, slots=True)
class Nested:
    """A raw attribution and those found inside its content."""

    raw: RawAttribution
    inside: tuple[Nested, ...] = ()


class Resolver(Protocol):
    """What knows who is meant by a source, in one language; ``spoken`` holds who spoke so far, by offset."""

    language: str
    spoken: list[tuple[int, Mention]]

    def mention(self, source: Span, inside: Mention | None = None) -> Mention:
        """The source at *source*, who speaks from now on."""

    def known(self, phrase: str, source: Span) -> Mention:
        """Whom *phrase* means at *source*."""

    def last(self, before: int, reach: int = 1500) -> Mention | None:
        """The nearest speaker before offset *before*."""


@dataclass
class _Page:
    document: Document
    speakers: Resolver
    starts: list[int]
    sentences: list[Span]
    quoted: list[Span]
    outer: dict[str, Mention] = field(default_factory=dict)
    made: list[Attribution] = field(default_factory=list)

    def sentence_at(self, place: int) -> Span:
        """The sentence that covers offset *place*."""
        k = bisect_right(self.starts, place) - 1
        return self.sentences[k] if k >= 0 else Span(place, place)


def nest(text: str, find: Finder, inside_find: Finder, start: int = 0, depth: int = 0) -> tuple[Nested, ...]:
    """What *find* finds in *text*, and *inside_find* in each content, four deep; offsets count from *start*."""
    found: list[Nested] = []
    marked = [] if depth else [quotation.span for quotation in quotations(text)]
    for raw in admitted(text, find(text)):
        bare = raw.cue is None or (raw.source is None and raw.rule != "passive")
        if (bare or _wanted(text, raw)) if depth else _own_voice(text, raw, marked):
            continue
        inside: list[Nested] = []
        for span in raw.content if depth < _DEPTH else ():
            inner = _unwrapped(text, span)
            if len(inner) > 12 and inner.of(text) != text:
                inside += nest(inner.of(text), inside_find, inside_find, start + inner.start, depth + 1)
        found.append(Nested(raw.shifted(start), tuple(inside)))
    return tuple(found)


def _wanted(text: str, raw: RawAttribution) -> bool:
    """Whether *raw* only tells what somebody wants or stands for: part of what is told around it."""
    words = " ".join(span.of(text) for span in raw.content)
    cue = raw.cue.of(text) if raw.cue else ""
    return class_of(cue, words, is_clause(text, raw), raw.base) in _MERE and words[:1] not in _MARKS


def _own_voice(text: str, raw: RawAttribution, marked: Sequence[Span]) -> bool:
    """Whether the author speaks of himself or to the reader: "I believe", "you know" outside any quotation."""
    if raw.source is None or raw.source.of(text).lower() not in _AUTHOR:
        return False
    at = bisect_right(marked, raw.source.start, key=lambda span: span.start) - 1
    return at < 0 or marked[at].end <= raw.source.start


def _unwrapped(text: str, span: Span) -> Span:
    """*span* without the quotation marks that wrap the whole of it."""
    marked = quotations(span.of(text))
    if len(marked) == 1 and len(marked[0].span) == len(span):
        return marked[0].inner.shifted(span.start)
    return span


def linked(document: Document, nested: tuple[Nested, ...], speakers: Resolver | None = None) -> tuple[Attribution, ...]:
    """The attributions of *document* in reading order, an outer one before those inside it.

    *speakers* knows who is meant by a source (``None``: by the rules for English).
    """
    parts = sentences(document.text)
    quoted = [quotation.span for quotation in quotations(document.text)]
    page = _Page(document, speakers or Speakers.of(document.text), [s.start for s in parts], parts, quoted)
    for one in nested:
        _link(page, one, None, ())
    return tuple(page.made)


def _link(page: _Page, one: Nested, parent: Attribution | None, outer: tuple[Mention, ...]) -> None:
    raw, text = one.raw, page.document.text
    content = _with_blocks(page.document, raw)
    own = _own(page, raw, outer)
    chain = _once((*outer, *_around(page, raw, own, nested=parent is not None)))
    kind = own.kind
    english = page.speakers.language == "en"
    cue = (raw.cue.of(text) if english else raw.base) if raw.cue else ""
    words = " ".join(span.of(text) for span in content)
    cue_class = class_of(cue, words, is_clause(text, raw), raw.base)
    if cue_class is CueClass.STATEMENT and kind is SourceKind.DOCUMENT:
        cue_class = CueClass.DOCUMENT
    form = _form(page, raw, content)
    made = Attribution(
        id=f"a{len(page.made) + 1}",
        source=raw.source,
        cue=raw.cue,
        content=content,
        form=form,
        source_kind=kind,
        modality=modality_of(cue_class, cue, raw.base if raw.cue else "say", kind, words),
        chain=chain,
        within=parent.id if parent else None,
        probability=confidence(raw, cue_class, form),
        evidence=(Evidence(f"attribution: {raw.rule}", raw.base, raw.cue or content[0]),),
        cue_class=cue_class,
    )
    page.made.append(made)
    for inner in one.inside:
        _link(page, inner, made, chain)
    if one.inside and kind is not SourceKind.UNSPECIFIED and page.speakers.spoken:
        page.speakers.spoken.append((page.speakers.spoken[-1][0], own))


def _once(chain: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """The chain without a link that only repeats the one before it ("he said: I said")."""
    return tuple(mention for k, mention in enumerate(chain) if not k or fold(mention.name) != fold(chain[k - 1].name))


def _own(page: _Page, raw: RawAttribution, outer: tuple[Mention, ...]) -> Mention:
    """The source of *raw* itself; a quotation without one goes on with the last speaker."""
    if raw.source:
        found = page.speakers.mention(raw.source, outer[-1] if outer else None)
        if raw.rule == BRACKETED:
            cited = found.kind in (SourceKind.BODY, SourceKind.OUTLET, SourceKind.DOCUMENT)
            return found if cited else replace(found, kind=_in_brackets(page.document.text, raw.source))
        return replace(found, kind=kind_of(found.name.title())) if raw.rule == LABEL and found.name.isupper() else found
    if raw.rule in ("loose quotation", "no subject") and (known := page.speakers.last(raw.content[0].start)):
        return Mention(known.name, known.kind)
    return Mention(UNSPECIFIED, SourceKind.UNSPECIFIED)


def _in_brackets(text: str, source: Span) -> SourceKind:
    """The kind of a name in brackets that no word tells: a paper, or, before a year, a document by its authors."""
    return SourceKind.OUTLET if text.startswith(")", source.end) else SourceKind.DOCUMENT


def _around(page: _Page, raw: RawAttribution, own: Mention, nested: bool) -> tuple[Mention, ...]:
    """*own* with the links that its sentence adds outside and inside it."""
    text = page.document.text
    if raw.cue is None:
        return (page.outer[own.name], own) if own.name in page.outer else (own,)
    sentence = page.sentence_at(raw.cue.start)
    vehicle = _vehicle(text, raw, sentence)
    link = _outer_link(page, vehicle) if vehicle and (raw.source is None or vehicle != raw.source) else None
    if link and own.kind is not SourceKind.UNSPECIFIED:
        page.outer[own.name] = link
    link = link or (page.outer.get(own.name) if not nested else None)
    inner = () if nested else tuple(page.speakers.mention(span) for span in _cited(text, raw, sentence))
    if inner and page.speakers.spoken:
        page.speakers.spoken.append((page.speakers.spoken[-1][0], own))
    links = (own, *inner)
    return (link, *links) if link and link.name != own.name else links


def _vehicle(text: str, raw: RawAttribution, sentence: Span) -> Span | None:
    """Where the outlet or body stands through which the source spoke."""
    assert raw.cue is not None
    found = chains.quoted_by(text, raw.cue) if _QUOTED_AS.search(raw.cue.of(text)) else None
    if raw.base == "tell":
        found = found or (chains.told(text, raw.cue, raw.content) if raw.source else chains.told_to(text, raw.cue))
    found = found or chains.interviewed(text, sentence)
    if raw.source is None or found:
        return found
    return chains.shown(text, raw.source, raw.cue) or (
        chains.opening(text, sentence) if raw.source.start > sentence.start else None
    )


def _cited(text: str, raw: RawAttribution, sentence: Span) -> list[Span]:
    """The sources that *raw* cites, and the speaker of "quoted X as saying"."""
    if raw.rule == "quoted as saying" and raw.cue:
        saying = _AS_SAYING.search(text, raw.cue.end)
        assert saying is not None
        return [Span(raw.cue.end + 1, saying.start())]
    return list(chains.cited(text, sentence, raw.content))


def _outer_link(page: _Page, vehicle: Span) -> Mention | None:
    name = vehicle.of(page.document.text).rstrip(".")
    kind = kind_of(name)
    described = name[:1].islower() and not name.startswith("the ") and not name.islower()
    if described or (name.startswith("the ") and name[4:5].islower()):
        known = page.speakers.known(name, vehicle)
        name, kind = known.name, known.kind
        if name.islower():
            return None
    elif kind is SourceKind.PERSON or name.lower().startswith("the "):
        known = page.speakers.known(name, vehicle)
        kind = known.kind if known.kind is SourceKind.OUTLET else kind
    if kind not in _OUTER_KINDS or name.lower().split()[-1] in _NO_LINK or name.lower().endswith("security council"):
        return None
    if page.document.publisher and page.document.publisher.lower() in name.lower():
        return None
    return Mention(name.removeprefix("the ").removeprefix("The "), kind, vehicle)


def _with_blocks(document: Document, raw: RawAttribution) -> tuple[Span, ...]:
    """The content, grown over the block quotation that it opens."""
    if raw.rule != "set off":
        return raw.content
    grown = list(raw.content)
    for block in document.blocks:
        if (
            block.kind is BlockKind.QUOTE
            and block.span.start >= grown[-1].end
            and not document.text[grown[-1].end : block.span.start].strip()
        ):
            grown.append(block.span)
    return tuple(grown)


def _form(page: _Page, raw: RawAttribution, content: tuple[Span, ...]) -> Form:
    """Direct where every word of the content is quoted or set off, or a transcript's line; mixed where some is."""
    if raw.rule == "set off" or (raw.rule == LABEL and page.document.text[content[0].start].isupper()):
        return Form.DIRECT
    starts = [span.start for span in page.quoted]
    whole = part = 0
    for span in content:
        k = max(0, bisect_right(starts, span.start) - 1)
        near = [q for q in page.quoted[k : k + 40] if q.overlaps(span)]
        covered = sum(min(q.end, span.end) - max(q.start, span.start) for q in near)
        whole += covered >= len(span) - 3
        part += covered > 0
    return Form.DIRECT if whole == len(content) else Form.MIXED if part else Form.INDIRECT
