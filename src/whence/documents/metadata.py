"""What a document says of itself in its own words: dateline, byline, agency credits, language.

It fills only what the format left unknown. A credit is read only where credits stand: in a dateline and at the end.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from whence.documents.dates import date_of
from whence.documents.draft import Draft
from whence.documents.plain import field_of
from whence.model import Block, BlockKind, SourceKind, Span
from whence.text import kind_of, lexicon

_AGENCY = r"([A-Z\u00c0-\u024f][\w.&'’-]*(?: [A-Z\u00c0-\u024f][\w.&'’-]*){0,4})"
_DATELINE = re.compile(
    r"^[A-Z\u00c0-\u024f][A-Z\u00c0-\u024f .'’/-]{2,40}"
    rf"(?:,\s{{0,2}}([^()\n–—]{{3,40}}?))?\s{{0,2}}(?:\({_AGENCY}\))?\s{{0,2}}(?:[–—]|--?)\s"
)
_IN_BRACKETS = re.compile(
    r"^\(([A-Z\u00c0-\u024f][^()\n]{1,40})\)\s?(?:[–—]|--?)\s"
    r"(?:[A-Z\u00c0-\u024f][\w .'’-]{2,30}, ([^()\n–—]{3,30}?)\s?[–—-]\s)?"
)
"""A place or an agency in brackets, then perhaps a place and a day."""
_IN_CAPITALS = re.compile(r"^[A-Z\u00c0-\u00de][A-Z\u00c0-\u00de .'’/-]{2,30}:\s(?=[A-Z\u00c0-\u00de\"“])")
_CLOSING = (
    re.compile(rf"\({_AGENCY}\)\W{{0,3}}$"),
    re.compile(rf"^[–—-]{{1,2}}\s?{_AGENCY}\.?$"),
    re.compile(rf"\s[–—]\s?{_AGENCY}\.?$"),
)
_CREDIT_LINES = (
    re.compile(rf"(?:^|[.(]\s?)(?:[Ww]ith (?:reporting|files|material) (?:by|from)|Source:|Credit:) {_AGENCY}\)?\.?$"),
    re.compile(rf"(?:^|[.(]\s?)(?:The )?{_AGENCY} contributed to this (?:report|article|story)"),
)
_BYLINE = re.compile(r"^[Bb]y ([A-Z\u00c0-\u024f][^.!?:;“”\"\n]{2,80})$")
_PARTS = re.compile(r",| of | for |/")
_ROLE = re.compile(r"\s+(?:[Ss]taff )?(?:[Ww]riter|[Cc]orrespondent|[Rr]eporter)s?$")
"""What stands behind the name of an agency in a byline: "Mara Orlo, Northern Press Writer"."""
_WITNESS = re.compile(
    r"^(?:Witness )?(?:Testimony|Statement|Affidavit|Deposition|Declaration|Account|Letter) (?:of|by|from) "
    r"(?:(?:Mr|Mrs|Ms|Dr)\.? )?((?:[A-Z\u00c0-\u024f][\w’'-]+ ){1,2}[A-Z\u00c0-\u024f][\w’'-]+)(?=$|[,:(])",
)
"""A title that says who speaks in the document."""
_HERE = Path(__file__).parent


@lru_cache
def _common_words() -> dict[str, frozenset[str]]:
    lines = (_HERE / "common_words.txt").read_text("utf-8").split("\n")
    pairs = (line.split(":", 1) for line in lines if ":" in line)
    return {language: frozenset(words.split()) for language, words in pairs}


def complete(made: Draft) -> tuple[str, ...]:
    """Fill *made* from its own words; the credits found, in order, without the publisher itself."""
    _header_lines(made)
    _heading(made)
    body = [block for block in made.blocks if block.kind is not BlockKind.FURNITURE]
    found: list[str] = []
    for block in body[:6]:
        words = made.text[block.span.start : min(block.span.end, block.span.start + 300)]
        if dateline := _dateline(words):
            end, day, agency = dateline
            found += agency
            made.date = made.date or date_of(day)
            _apart(made, block, block.span.start + end)
            break
        if block.kind is BlockKind.PARAGRAPH and _alone_in_capitals(made.text, words):
            _apart(made, block, block.span.start + words.index(":") + 2)
            break
    for block in body[1:5]:
        if len(block.span) < 90 and (byline := _BYLINE.match(block.span.of(made.text).strip())):
            made.author = made.author or byline[1].strip()
            made.blocks[made.blocks.index(block)] = Block(block.span, BlockKind.FURNITURE)
            break
    found += _closing(made.text, body)
    headings = (block.span.of(made.text).strip() for block in body[:4] if block.kind is BlockKind.HEADING)
    signed = (_ROLE.sub("", part.strip()) for part in _PARTS.split(made.author or ""))
    found += [name for name in (*headings, *signed) if _plain(name) in lexicon("agencies")]
    if made.publisher is None and made.author is None and (witness := _WITNESS.match(made.title or "")):
        made.author = witness[1] if kind_of(witness[1]) is SourceKind.PERSON else None
    made.language = made.language or language(made.text)
    own = _plain(made.publisher or "")
    unique = {_plain(name): name for name in reversed(found) if not f"{own} ".startswith(f"{_plain(name)} ")}
    return tuple(reversed(unique.values()))


def _dateline(words: str) -> tuple[int, str | None, list[str]] | None:
    """Where the dateline that *words* begin with ends, its day, and the agency that it credits."""
    if found := _DATELINE.match(words):
        return found.end(), found[1], [found[2]] if found[2] else []
    if found := _IN_BRACKETS.match(words):
        return found.end(), found[2], [name for name in found[1].split("/") if _plain(name) in lexicon("agencies")]
    return None


def _alone_in_capitals(text: str, words: str) -> bool:
    """Whether *words* begin with a place in capitals ("KABUL: ..."), and no other line so: that were a transcript."""
    return bool(_IN_CAPITALS.match(words)) and sum(bool(_IN_CAPITALS.match(line)) for line in text.split("\n")) == 1


def _header_lines(made: Draft) -> None:
    """Key lines on top ("Publisher: ...") of a laid-out file; its printed date counts for more than the file's own."""
    for place, block in enumerate(made.blocks[:8]):
        field = (
            field_of(block.span.of(made.text)) if block.kind is BlockKind.PARAGRAPH and len(block.span) < 300 else None
        )
        if field is None:
            if place > 1 and block.kind in (BlockKind.PARAGRAPH, BlockKind.TABLE):
                break
            continue
        made.blocks[place] = Block(block.span, BlockKind.FURNITURE)
        name, value = field
        if name in ("publisher", "source") and "://" not in value:
            made.publisher = made.publisher or value
        elif name == "author":
            made.author = made.author or value
        elif name == "date":
            made.date = date_of(value) or made.date
        elif name == "url":
            made.url = made.url or value


def _apart(made: Draft, block: Block, end: int) -> None:
    """The dateline, up to *end*, is furniture; the rest of its block stays what it is."""
    place = made.blocks.index(block)
    line = Block(Span(block.span.start, end), BlockKind.FURNITURE)
    made.blocks[place : place + 1] = [line, Block(Span(end, block.span.end), block.kind)]


def _heading(made: Draft) -> None:
    """A first paragraph that the title repeats is a heading; a first heading is the title where there is none."""
    if not made.blocks:
        return
    first = made.blocks[0]
    words = " ".join(first.span.of(made.text)[:500].split())
    if first.kind is BlockKind.PARAGRAPH and made.title and made.title.lower().startswith(words.lower()):
        made.blocks[0] = Block(first.span, BlockKind.HEADING)
    elif first.kind is BlockKind.HEADING:
        made.title = made.title or words.lstrip("# ") or None


def _closing(text: str, body: list[Block]) -> list[str]:
    found: list[str] = []
    for place, block in enumerate(reversed(body[-3:])):
        words = text[max(block.span.start, block.span.end - 200) : block.span.end].strip()
        for pattern in _CREDIT_LINES:
            found += [credit[1] for credit in pattern.finditer(words)]
        for pattern in _CLOSING:
            credit = pattern.search(words)
            if credit and (_plain(credit[1]) in lexicon("agencies") or (place == 0 and len(block.span) < 60)):
                found.append(credit[1])
    return found


def _plain(name: str) -> str:
    bare = " ".join(name.lower().replace(".", "").split())
    return bare.removeprefix("the ")


def language(text: str) -> str | None:
    """The language whose commonest words the text uses most, or None where it is short or undecided."""
    words = re.findall(r"[^\W\d_]+", text[:20_000].lower())
    votes = {name: sum(word in common for word in words) for name, common in _common_words().items()}
    ranked = sorted(votes.items(), key=lambda vote: (-vote[1], vote[0]))
    best, second = ranked[0], ranked[1]
    if (
        len(words) < 8
        or len(set(words) & _common_words()[best[0]]) < 3
        or best[1] < 3
        or best[1] < 0.08 * len(words)
        or best[1] < 1.2 * second[1]
    ):
        return None
    return best[0]
