"""Which documents of the folder a name or an address means: by publisher, author, title or canonical address.

Exact after folding, so it misses a name that a publisher's page spells in full and a reader in short; a document's
title is found also when every word of a cited document's name is in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from whence.model import Document, Source, SourceKind
from whence.text import bare_name, fold

_ADDRESS = re.compile(r"^(?:https?:)?//(?:www\.|m\.)?", re.IGNORECASE)
_OF_MAKER = re.compile(r"^[\w -]+? (?:of|by|from) (.+)$")
_TRACKING = re.compile(r"(?:^|&)(?:utm_[^&=]*|fbclid|gclid|ref|source)=[^&]*")


@lru_cache(maxsize=65536)
def name_key(name: str) -> str:
    """A name as it is compared: folded, without article, title or possessive."""
    return " ".join(re.findall(r"\w+", fold(bare_name(name))))


def called(name: str) -> str:
    """A source's name within a sentence: in quotation marks where it holds no proper name ("crane operator")."""
    if name == "unspecified":
        return "an unspecified source"
    return name if any(character.isupper() for character in name[:1]) else f"“{name}”"


def address_key(url: str) -> str:
    """A canonical address: no scheme, www, fragment, tracking or trailing slash."""
    address, _, _ = _ADDRESS.sub("", url.strip()).partition("#")
    path, _, query = address.partition("?")
    query = _TRACKING.sub("", query).strip("&")
    path = re.sub(r"/(?:index\.\w+)?$", "", path)
    host, slash, rest = path.partition("/")
    return host.casefold() + slash + rest + ("?" + query if query else "")


class Shelf:
    """The documents of a folder by what they may be called."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self._by_maker: dict[str, list[str]] = {}
        self._by_title: dict[str, list[str]] = {}
        self._by_word: dict[str, set[str]] = {}
        self._by_address: dict[str, str] = {}
        self._named: dict[tuple[tuple[str, ...], SourceKind], tuple[str, ...]] = {}
        self._documents = {document.id: document for document in documents}
        for document in sorted(documents, key=lambda document: document.id):
            for maker in (document.publisher, document.author):
                if maker and name_key(maker):
                    self._by_maker.setdefault(name_key(maker), []).append(document.id)
            if document.title:
                self._by_title.setdefault(name_key(document.title), []).append(document.id)
                for word in set(name_key(f"{document.title} {document.publisher or ''}").split()):
                    self._by_word.setdefault(word, set()).add(document.id)
            if document.url:
                self._by_address.setdefault(address_key(document.url), document.id)

    def at(self, url: str) -> str | None:
        """The document at an address."""
        return self._by_address.get(address_key(url))

    def named(self, names: tuple[str, ...], kind: SourceKind) -> tuple[str, ...]:
        """The documents that a source of *kind* with *names* made or is."""
        found = self._named.get((names, kind))
        if found is None:
            found = self._named[names, kind] = self._search(names, kind)
        return found

    def _search(self, names: Iterable[str], kind: SourceKind) -> tuple[str, ...]:
        found: set[str] = set()
        for name in names:
            key = name_key(name)
            if not key:
                continue
            found.update(self._by_maker.get(key, ()))
            found.update(self._by_title.get(key, ()))
            if kind is SourceKind.DOCUMENT and not found:
                found.update(self._holding(key.split()))
        return tuple(sorted(found))

    def issued(self, names: Iterable[str]) -> tuple[str, ...]:
        """What the body published whose a "report of the Lantern Committee" is: the report may be among it."""
        makers = (found[1] for name in names if (found := _OF_MAKER.search(name)))
        return tuple(sorted({made for maker in makers for made in self._by_maker.get(name_key(maker), ())}))

    def described(self, citing: Document, noun: str) -> str | None:
        """The one document that *citing* can mean by "the order": so titled, no later, its maker named in *citing*.

        Or the one to which a link leads from the words of a longer description.
        """
        word = name_key(noun)
        if " " in word:
            return self._linked(citing, word)
        if not word:
            return None
        spoken = " ".join(["", *re.findall(r"\w+", fold(citing.text)), ""])
        found = [
            document
            for document in (self._documents[i] for i in self._by_word.get(word, ()))
            if document.id != citing.id
            and not (document.date and citing.date and document.date.first > citing.date.last)
            and any(f" {name_key(maker)} " in spoken for maker in (document.publisher, document.author) if maker)
        ]
        return found[0].id if len(found) == 1 else None

    def _linked(self, citing: Document, described: str) -> str | None:
        linking = ((name_key(link.span.of(citing.text)), self.at(link.url)) for link in citing.links)
        found = {other for words, other in linking if other and " " in words and words in described}
        return found.pop() if len(found) == 1 else None

    def of_source(self, source: Source) -> tuple[str, ...]:
        """The documents that *source* made or is; none for one without a name of its own."""
        if source.kind in (SourceKind.UNNAMED, SourceKind.UNSPECIFIED):
            return ()
        return self.named((source.name, *source.names), source.kind)

    def _holding(self, words: list[str]) -> set[str]:
        """The one document whose title and publisher hold every one of at least two *words*."""
        telling = [word for word in words if len(word) > 3 or word.isdigit()]
        if len(telling) < 2:
            return set()
        hits = set.intersection(*(self._by_word.get(word, set()) for word in telling))
        return hits if len(hits) == 1 else set()
