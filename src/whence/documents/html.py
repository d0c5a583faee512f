"""HTML to a Draft: every visible character of the text, block quotation footers and captions included.

Menus, struck words, page headers and footers and link lists are left out and lower the coverage. Wrong on pages that
draw their text by script, and where a page names its menus in no usual way. It walks by pointers, at any depth.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from whence.documents.dates import date_of
from whence.documents.draft import RAISED, Draft, Layout
from whence.documents.encoding import bad_bytes, decoded
from whence.model import BlockKind

_UNSEEN_TAGS = "head script style template noscript svg math iframe object canvas audio video select textarea"
_UNSEEN = frozenset(_UNSEEN_TAGS.split())
_FURNITURE = frozenset(("nav", "button", "dialog", "menu", "del", "s", "strike", "amp-sidebar", "amp-ad"))
_ROLES = "navigation banner search contentinfo dialog alertdialog alert menu"
_FURNITURE_ROLES = frozenset(_ROLES.split())
_FURNITURE_NAMES = (
    "nav navbar menu breadcrumb breadcrumbs cookie cookies cookie-banner consent newsletter share sharing social "
    "sidebar related recommended comments comment-list comments-area disqus_thread advert advertisement ads promo "
    "skip-link cookie-consent cookie-notice onetrust-consent-sdk onetrust-banner-sdk CybotCookiebotDialog didomi-host "
    "qc-cmp2-container sr-only visually-hidden screen-reader-text"
)
_FURNITURE_CLASSES = frozenset(_FURNITURE_NAMES.split())
_KINDS = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), BlockKind.HEADING),
    **dict.fromkeys(("li", "dt", "dd"), BlockKind.ITEM),
    **dict.fromkeys(("figcaption", "caption"), BlockKind.CAPTION),
    "summary": BlockKind.HEADING,
    "blockquote": BlockKind.QUOTE,
    "tr": BlockKind.TABLE,
}
_BLOCK_TAGS = (
    "p div section article main body html header footer aside ul ol dl table thead tbody tfoot figure address "
    "details summary fieldset form hr center pre"
)
_BLOCKS = frozenset(_BLOCK_TAGS.split()) | frozenset(_KINDS)
_HOLDS = frozenset(("blockquote", "article", "main", "figure"))
_NO_CONTENT = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_XML = re.compile(rb"""^\s*<\?xml[^>]{0,100}encoding=["']([\w.:-]{2,40})""")
_AS_BLOCK = re.compile(r"display\s*:\s*(?:block|flex|grid|list-item|table)", re.IGNORECASE)
_MARKS = (".", "!", "?", "”", "’", '"', "»")
_GLUED = re.compile(r"[^\W\dA-Z][.!?][”’\"»]?[A-Z\u00c0-\u00de“«]$|[.!?,][”»][^\W\d_]$")
"""Two sentences, or a quotation and its speaker, that only the looks of two elements part."""
_BY = re.compile(r"^by\s+", re.IGNORECASE)
_LOW = 0.3


def draft(raw: bytes) -> Draft:
    """The page in *raw*. Raises Undecodable."""
    declared = _XML.search(raw[:200]) or _CHARSET.search(raw[:4096])
    text, encoding = decoded(raw, declared[1].decode("ascii", "ignore") if declared else None)
    made = page(text, encoding)
    if bad := bad_bytes(text):
        made.problems.append(f"Bytes that are not valid UTF-8 were left out: {bad}.")
    return made


def page(text: str, encoding: str | None = None) -> Draft:
    """The page whose markup is *text*."""
    tree = LexborHTMLParser(text.encode("utf-8", "ignore").decode("utf-8"))
    made = Draft(encoding=encoding)
    _metadata(tree, made)
    walk = _Walk()
    if tree.root is not None:
        walk.run(tree.root)
    made.text, made.blocks, made.links = walk.layout.text, walk.layout.blocks, walk.layout.links
    made.locators = walk.layout.locators
    kept = sum(not letter.isspace() for letter in made.text) - walk.made
    made.coverage = max(0.0, min(1.0, kept / walk.visible)) if walk.visible else 1.0
    if made.coverage < _LOW:
        made.problems.append(
            f"Only {made.coverage:.0%} of the visible characters were kept; the rest looked like menus and furniture."
        )
    return made


class _Walk:
    """One pass over the tree, entering and leaving each element once."""

    def __init__(self) -> None:
        self.layout = Layout()
        self.visible = 0
        self.made = 0
        self.kinds: list[tuple[int, BlockKind]] = []
        self.anchors: list[tuple[int, int, str]] = []
        self.tables: list[list[int]] = []
        self.shown: list[tuple[int, str]] = []
        self.last = ""
        self.celled = False
        self.dropped = self.held = self.verbatim = self.tabled = 0

    def run(self, root: Any) -> None:
        """Visit *root* and everything below it in order."""
        node, depth = root, 0
        while True:
            entered = self._enter(node, depth)
            if entered and (below := node.child) is not None:
                node, depth = below, depth + 1
                continue
            if entered:
                self._leave(node, depth)
            while depth and node.next is None:
                node, depth = node.parent, depth - 1
                self._leave(node, depth)
            if not depth:
                return
            node = node.next

    def _enter(self, node: Any, depth: int) -> bool:
        tag = node.tag or ""
        if tag == "-text":
            self._text(node.text_content or "")
            return False
        if tag.startswith(("-", "!")) and tag != "-undef":
            return tag == "-document"
        marks = node.attributes
        if tag in _UNSEEN or "hidden" in marks or _NO_CONTENT.search((marks.get("style") or "")[:500]):
            return False
        if self.dropped or _furniture(node, tag, marks, bool(self.held)):
            self.dropped += 1
            return True
        self.held += tag in _HOLDS
        self._open(tag, marks, depth)
        return True

    def _open(self, tag: str, marks: dict[str, str | None], depth: int) -> None:
        if tag not in _BLOCKS and "style" in marks and _AS_BLOCK.search((marks["style"] or "")[:500]):
            self.shown.append((depth, "block"))
            self._close()
        if tag in _BLOCKS:
            self._close()
            if tag in _KINDS:
                self.kinds.append((depth, _KINDS[tag]))
            self.verbatim += tag == "pre"
            self._count(tag)
        elif tag == "br":
            (self._close if self.layout.broken else self.layout.line)()
        elif tag in ("td", "th") and not self.layout.empty:
            self._make(" | ")
            self.celled = True
        elif tag in ("q", "sup"):
            self.shown.append((depth, tag))
            if tag == "q":
                self._make("“")
        elif tag == "a" and (marks.get("href") or "").strip():
            self.anchors.append((depth, self.layout.here, (marks.get("href") or "").strip()[:2000]))

    def _leave(self, node: Any, depth: int) -> None:
        tag = node.tag or ""
        if tag == "-document":
            return
        if self.dropped:
            self.dropped -= 1
            return
        if self.anchors and self.anchors[-1][0] == depth and tag == "a":
            _, start, url = self.anchors.pop()
            if not url.startswith(("#", "javascript:", "mailto:")):
                self.layout.link(start, url)
        while self.shown and self.shown[-1][0] == depth:
            _, how = self.shown.pop()
            if how == "q":
                self._make("”")
            elif how == "block":
                self._close()
        if tag in _BLOCKS:
            self._close()
            if self.kinds and self.kinds[-1][0] == depth:
                self.kinds.pop()
            self.verbatim -= tag == "pre" and self.verbatim > 0
            if tag == "table" and self.tables:
                self.tables.pop()
        self.held -= tag in _HOLDS and self.held > 0

    def _text(self, words: str) -> None:
        self.visible += len(words) - sum(map(words.count, " \n\t\r\f\xa0"))
        if self.dropped:
            return
        if self.shown and self.shown[-1][1] == "sup":
            words = words.translate(RAISED)
        if self.last.endswith(_MARKS) and _GLUED.search(self.last + words[:1]):
            self.layout.write(" ")
        self.last = words[-4:]
        (self.layout.verbatim if self.verbatim else self.layout.write)(words)

    def _make(self, words: str) -> None:
        """Write what a browser shows and the markup does not hold."""
        self.layout.write(words)
        self.last = ""
        self.made += len("".join(words.split()))

    def _close(self) -> None:
        kinds = {kind for _, kind in self.kinds[-8:]}
        order = (BlockKind.HEADING, BlockKind.CAPTION, BlockKind.QUOTE, BlockKind.TABLE, BlockKind.ITEM)
        kind = next((kind for kind in order if kind in kinds), BlockKind.PARAGRAPH)
        if kind is BlockKind.TABLE and not self.celled:
            kind = BlockKind.PARAGRAPH
        row = kind is BlockKind.TABLE and self.tables
        self.layout.end(kind, "table {}, row {}".format(*self.tables[-1]) if row else "")
        self.last, self.celled = "", False

    def _count(self, tag: str) -> None:
        """Number tables in the page and rows in their table, as they are entered."""
        if tag == "table":
            self.tabled += 1
            self.tables.append([self.tabled, 0])
        elif tag == "tr" and self.tables:
            self.tables[-1][1] += 1


def _furniture(node: Any, tag: str, marks: dict[str, str | None], held: bool) -> bool:
    if tag in _FURNITURE or (marks.get("role") or "").lower() in _FURNITURE_ROLES:
        return True
    if tag in ("div", "ul", "ol", "section", "aside", "p"):
        return not _FURNITURE_CLASSES.isdisjoint(((marks.get("class") or "") + " " + (marks.get("id") or "")).split())
    if held or tag == "footer":
        return not held
    return tag == "header" and node.css_first("h1") is None


def _metadata(tree: LexborHTMLParser, made: Draft) -> None:
    named: dict[str, str] = {}
    for node in tree.css("meta")[:500]:
        marks = node.attributes
        key = (marks.get("property") or marks.get("name") or marks.get("itemprop") or "").lower()
        value = " ".join((marks.get("content") or "").split())[:500]
        if key and value:
            named.setdefault(key, value)
    linked = _linked(tree)
    heading = tree.css_first("title") or tree.css_first("h1")
    title = " ".join(heading.text(deep=False).split())[:500] if heading is not None else ""
    made.title = named.get("og:title") or linked.get("headline") or title or None
    made.publisher = named.get("og:site_name") or linked.get("publisher") or named.get("publisher")
    author = named.get("author") or linked.get("author") or named.get("article:author") or named.get("dc.creator")
    author = author if author and "://" not in author else linked.get("author")
    made.author = _BY.sub("", author or "") or None
    times = ("article:published_time", "datepublished", "date", "dc.date", "dc.date.issued", "pubdate", "dcterms.date")
    made.date = date_of(next((named[key] for key in times if key in named), None) or linked.get("datePublished"))
    if made.date is None:
        stamp = tree.css_first("time[datetime]")
        made.date = date_of(stamp.attributes.get("datetime")) if stamp is not None else None
    canonical = tree.css_first("link[rel=canonical]")
    address = canonical.attributes.get("href") if canonical is not None else None
    made.url = address or named.get("og:url") or linked.get("url")
    root = tree.css_first("html")
    language = root.attributes.get("lang") if root is not None else None
    made.language = (language or named.get("og:locale") or "").replace("_", "-").split("-")[0].lower()[:3] or None


def _linked(tree: LexborHTMLParser) -> dict[str, str]:
    """The first article of the page's JSON-LD: headline, author, publisher, date, address."""
    for node in tree.css('script[type="application/ld+json"]')[:20]:
        try:
            loaded = json.loads((node.text() or "")[:500_000])
        except (ValueError, RecursionError):
            continue
        for thing in _things(loaded):
            found = {key: _name(thing.get(key)) for key in ("headline", "author", "publisher", "datePublished", "url")}
            if found["headline"] or found["datePublished"]:
                return {key: value for key, value in found.items() if value}
    return {}


def _things(loaded: object, depth: int = 0) -> Iterator[dict[str, object]]:
    if isinstance(loaded, dict):
        yield loaded
        loaded = loaded.get("@graph", [])
    if isinstance(loaded, list) and depth < 3:
        for part in loaded[:100]:
            yield from _things(part, depth + 1)


def _name(value: object) -> str | None:
    if isinstance(value, list):
        return ", ".join(filter(None, map(_name, value[:10]))) or None
    if isinstance(value, dict):
        value = value.get("name")
    return " ".join(value.split())[:500] or None if isinstance(value, str) else None
