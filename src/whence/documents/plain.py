"""Plain text and Markdown to a Draft: the text stays as it is; header lines, front matter and marks become blocks.

A title is a first line that does not end as a sentence does. Wrong where a text opens with a verse or a slogan.
"""

from __future__ import annotations

import re
from itertools import islice

from whence.documents.dates import date_of
from whence.documents.draft import Draft
from whence.model import Block, BlockKind, Hyperlink, Locator, Span
from whence.text import lexicons, paragraphs

_KEY = re.compile(r"^\s{0,3}([A-Za-z][A-Za-z ]{1,20}?)\s{0,3}[:=]\s{0,3}(\S.{0,500})$")
_BYLINE = re.compile(r"^\s{0,3}[Bb](?:y|Y) ([A-Z\u00c0-\u024f][^.!?;:“”\"]{2,80})$")
_FIELDS = {
    **dict.fromkeys(("title", "headline", "subject"), "title"),
    **dict.fromkeys(
        ("publisher", "outlet", "published by", "publication", "organization", "organisation"), "publisher"
    ),
    **dict.fromkeys(("author", "authors", "by", "byline", "written by"), "author"),
    **dict.fromkeys(("date", "published", "dated", "published on", "date published"), "date"),
    **dict.fromkeys(("url", "link", "canonical", "address"), "url"),
    **dict.fromkeys(("language", "lang"), "language"),
    **dict.fromkeys(("source",), "source"),
    **dict.fromkeys(("updated", "modified", "section", "tags", "place", "location"), "other"),
}
_LINK = re.compile(r"\[[^\[\]\n]{1,300}\]\((https?://[^\s()<>]{1,1000})\)|(https?://[^\s<>\"“”]{1,1000})")
_MARKED = ((re.compile(r" {0,3}#{1,6}\s"), BlockKind.HEADING), (re.compile(r" {0,3}>"), BlockKind.QUOTE))
_ITEM = re.compile(r" {0,3}(?:[-*+•]|\d{1,3}[.)])\s")
_HEADER_LINES = 15
_FENCES = ("---", "+++")
"""The lines around front matter: YAML, TOML."""
_TITLE = 200
_NAMED, _DATE_WORDS = 5, 7
"""Words of a publisher's line, and of a date's, at most."""
_SMALL = frozenset(["of", "the", "and", "for", "in", "on", "de", "la"])
_OF = re.compile(r"\S+ (?:of|for) ")
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")


def draft(text: str) -> Draft:
    """*text*, canonical already, as a Draft. The header's fields are kept; nothing is taken out of the text."""
    made = Draft(text=text, locators=_lines(text))
    body = _letterhead(text, made) or _header(text, made)
    for span in paragraphs(text):
        if span.end > body:
            start = max(span.start, body)
            made.blocks += _blocks(text, Span(start + _indent(text, start, span.end), span.end))
    _title(text, made, body)
    for found in _LINK.finditer(text):
        url = found[1] or found[2].rstrip(".,;:!?)'’»")
        if found.start() >= body:
            end = found.end() if found[1] else found.start() + len(url)
            made.links.append(Hyperlink(Span(found.start(), end), url))
    return made


def _lines(text: str) -> list[Locator]:
    """Every line that is not blank."""
    found: list[Locator] = []
    start = 0
    for number, line in enumerate(text.split("\n"), 1):
        if line and not line.isspace():
            found.append(Locator(start, f"line {number}"))
        start += len(line) + 1
    return found


def _indent(text: str, start: int, end: int) -> int:
    return len(text[start:end]) - len(text[start:end].lstrip()) if text[start : start + 1].isspace() else 0


def _header(text: str, made: Draft) -> int:
    """Read the header's lines into *made*; where the body begins."""
    start = body = 0
    fields: dict[str, str] = {}
    title: Span | None = None
    lines = text[:20_000].split("\n")[: _HEADER_LINES * 3]
    close = next((n for n, line in enumerate(lines) if n and line.strip() == lines[0].strip()), 0)
    fenced = close if lines[0].strip() in _FENCES else 0
    for number, line in enumerate(lines):
        span = Span(start, start + len(line))
        start += len(line) + 1
        bare = line.strip()
        if fenced and number > fenced:
            break
        if not bare:
            continue
        if field := field_of(line):
            fields.setdefault(*field)
        elif not fenced and title is None and not fields and _heading(bare) and number < 3:
            title = span
            continue
        elif not fenced:
            break
        made.blocks.append(Block(span, BlockKind.FURNITURE))
        body = start
    if fields and title is not None and title.end < body:
        made.title = title.of(text).lstrip("# ").strip()
        made.blocks.insert(0, Block(title, BlockKind.HEADING))
    _fill(made, fields)
    return min(body, len(text)) if fields or fenced else 0


def _letterhead(text: str, made: Draft) -> int:
    """Read a header without labels: a first paragraph of short lines, one of them a date or a byline; where it ends.

    Its first line is the title, or, where it is a name and another line or a heading follows, the publisher.
    """
    first, second = (*islice(paragraphs(text[:20_000]), 2), None, None)[:2]
    lines = _each_line(text, first) if first else []
    fields = {span: field for span in lines if (field := _dated_or_signed(span.of(text).strip()))}
    plain = [span for span in lines if span not in fields]
    if first is None or not fields or len(lines) > _HEADER_LINES or not plain or plain[0] != lines[0]:
        return 0
    if any(_KEY.match(span.of(text)) for span in fields) or not all(_heading(s.of(text).strip()) for s in plain):
        return 0
    _fill(made, dict(fields.values()))
    if len(plain) == 1 and second and _heads(second.of(text)) and _is_brand(plain[0].of(text)):
        plain, lines = [*plain, second], [*lines, second]
    named = len(plain) > 1 and _is_name(plain[0].of(text))
    made.publisher = plain[0].of(text).strip() if named else None
    made.title = plain[named].of(text).strip()
    made.blocks += [Block(span, BlockKind.FURNITURE if span in fields else BlockKind.HEADING) for span in lines]
    return lines[-1].end


def _heads(paragraph: str) -> bool:
    """Whether a paragraph is one line that reads like a heading."""
    return "\n" not in paragraph.strip() and _heading(paragraph.strip())


def _is_brand(line: str) -> bool:
    """Whether a line that stands alone above a date is the name of a paper or a body, and no title ("Flood")."""
    return _is_name(line) and (" " in line.strip() or bool(re.search(r"\w[A-Z\d]", line)))


def _each_line(text: str, paragraph: Span) -> list[Span]:
    found, start = [], paragraph.start
    for line in paragraph.of(text).split("\n"):
        found.append(Span(start, start + len(line)))
        start += len(line) + 1
    return found


def _is_name(line: str) -> bool:
    """Whether a line reads like the name of a paper or a body: a few words with capitals, the head such a one."""
    words = [word for word in re.findall(r"[^\W\d_][\w.'’]*", line) if word.lower() not in _SMALL]
    known = lexicons("outlet_words", "body_nouns", "body_words")
    if not 0 < len(words) <= _NAMED or not all(word[0].isupper() for word in words):
        return False
    head = words[0] if _OF.match(line) else words[-1]
    return len(words) == 1 or line.startswith("The ") or head.lower() in known or any(map(str.isupper, words))


def _dated_or_signed(line: str) -> tuple[str, str] | None:
    """The field of a line that is a byline, or a date with little else ("KABUL, 20 January 2013 (Agency)")."""
    if field := field_of(line):
        return field
    return ("date", line) if _YEAR.search(line) and len(line.split()) <= _DATE_WORDS and date_of(line) else None


def field_of(line: str) -> tuple[str, str] | None:
    """The header field that *line* states (title, publisher, author, date, url, language, source), and its value."""
    if len(line) > 600:
        return None
    if (found := _KEY.match(line)) and (name := _FIELDS.get(found[1].strip().lower())):
        return name, found[2].strip().strip("\"'")
    if found := _BYLINE.match(line):
        return "author", found[1].strip()
    if len(line) <= 40 and line.strip()[-4:].isdigit() and date_of(line) and len(line.split()) <= 4:
        return "date", line.strip()
    return None


def _fill(made: Draft, fields: dict[str, str]) -> None:
    source = fields.get("source", "")
    made.title = fields.get("title") or made.title
    made.publisher = fields.get("publisher") or (source if source and "://" not in source else None)
    made.author = fields.get("author", "").strip("[]") or None
    made.date = date_of(fields.get("date"))
    made.url = fields.get("url") or (source if source.startswith(("http://", "https://")) else None)
    made.language = (fields.get("language") or "").lower()[:2] or None


def _heading(line: str) -> bool:
    return len(line) <= _TITLE and (line.startswith("#") or line[-1] not in ".!?:;,…”\"'»)")


def _title(text: str, made: Draft, body: int) -> None:
    """The first block of the body is the title where it reads like one and none is known."""
    rest = [number for number, block in enumerate(made.blocks) if block.span.start >= body]
    if not rest or (made.title is not None and made.blocks[rest[0]].kind is not BlockKind.HEADING):
        return
    first = made.blocks[rest[0]]
    words = first.span.of(text).strip()
    if first.kind is BlockKind.HEADING or (len(rest) > 1 and "\n" not in words and _heading(words)):
        made.blocks[rest[0]] = Block(first.span, BlockKind.HEADING)
        made.title = made.title or words.lstrip("# ").strip()


def _blocks(text: str, span: Span) -> list[Block]:
    """A paragraph as one block, or line by line where its lines are headings, quotations or items."""
    found: list[Block] = []
    start = span.start
    for line in span.of(text).split("\n"):
        kind = _kind(line)
        end = start + len(line)
        last = found[-1] if found else None
        joins = last is not None and last.kind is not BlockKind.HEADING and kind in (last.kind, BlockKind.PARAGRAPH)
        if last is not None and joins and kind is not BlockKind.ITEM:
            found[-1] = Block(Span(last.span.start, end), last.kind)
        else:
            found.append(Block(Span(start, end), kind))
        start = end + 1
    return found


def _kind(line: str) -> BlockKind:
    for pattern, kind in _MARKED:
        if pattern.match(line):
            return kind
    return BlockKind.ITEM if _ITEM.match(line) else BlockKind.PARAGRAPH
