"""What of a name decides with which other names it is ever compared: its family, words, acronym and block keys.

Blocks are by surname for people and by rare words for bodies, so near spellings that differ in every key stay apart.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from anyascii import anyascii

from whence.model import SourceKind
from whence.sources.plain import plain_name, without_article
from whence.text import bare_name, fold, lexicon_pairs, lexicons

FAMILIES: dict[SourceKind, str] = {
    SourceKind.PERSON: "person",
    SourceKind.BODY: "body",
    SourceKind.OUTLET: "body",
    SourceKind.DOCUMENT: "document",
    SourceKind.UNNAMED: "unnamed",
    SourceKind.UNSPECIFIED: "unnamed",
}
"""Kinds that may be one source: an outlet may be called a body elsewhere; nothing else mixes."""

_FIRST_STRANGE = "\u0370"
"""From here on letters are of other scripts than the Latin one."""
_VOWELS = str.maketrans("", "", "aeiouy'-’")
_LONGEST_ACRONYM = 8
_PRONOUNS = frozenset(["he", "she", "they", "it", "we", "i", "who", "one", "this", "these", "those"])
_GENERIC = frozenset(["international", "group", "foundation", "news", "agency"])
_SPELLINGS = (
    ("ph", "f"), ("ck", "k"), ("x", "ks"), ("c", "k"), ("q", "k"), ("w", "v"), ("z", "s"), ("j", "i"), ("h", ""),
)  # fmt: skip
"""How one sound is written in names."""


@dataclass(frozen=True, slots=True)
class Node:
    """A name as the clusters see it: its bare form, its folded words, and the documents (ids) that use it."""

    name: str
    kind: SourceKind
    family: str
    folded: str
    words: tuple[str, ...]
    acronym: str
    names: tuple[str, ...] = ()
    documents: frozenset[str] = frozenset()
    local: bool = False

    @property
    def described(self) -> bool:
        """Whether it names nobody by itself: "the ministry", "her lawyer", "Police", "the mayor", "They"."""
        if not any(c.isupper() or (c.isalpha() and not c.isascii()) for c in self.name):
            return True
        if self.folded in _PRONOUNS:
            return True
        return len(self.words) == 1 and self.folded in lexicons("body_words", "titles") and not self.acronym


def latin(name: str) -> str:
    """*name* in Latin letters, where it is written in others: "Новая Заря" is "Novaya Zarya"."""
    return anyascii(name) if any(c >= _FIRST_STRANGE and c.isalpha() for c in name) else name


def name_key(name: str) -> str:
    """The form in which whole names are equal: folded, in Latin letters, without article, title and description."""
    return without_article(fold(latin(" ".join(plain_name(name).split()))))


@lru_cache(maxsize=1 << 15)
def node_of(name: str, kind: SourceKind) -> Node:
    """The node of one name."""
    family = FAMILIES[kind]
    named = family in ("body", "person")
    bare = " ".join((plain_name(name) if named else name if family == "unnamed" else bare_name(name)).split()) or name
    folded = without_article(fold(latin(bare))) if named else fold(latin(bare))
    words = tuple(word.strip(".,;:()\"“”'") for word in folded.split())
    words = tuple(word for word in words if word)
    shape = bare.replace(".", "")
    letters = sum(c.isupper() for c in shape)
    is_acronym = family == "body" and " " not in shape and 2 <= letters <= _LONGEST_ACRONYM and letters * 2 > len(shape)
    return Node(bare, kind, family, folded, words, shape if is_acronym else "")


def surname_key(node: Node) -> str:
    """The folded last word of a person's name."""
    return node.words[-1]


def short_key(node: Node) -> str:
    """The folded name that a body goes by where what follows is of a kind: "Lamp" of "Lamp International"; else all."""
    first, *rest = node.words or ("",)
    generic = _GENERIC | lexicon_pairs("legal_forms").keys()
    return first if rest and generic.issuperset(word.replace(".", "") for word in rest) else node.folded


def initials(node: Node) -> set[str]:
    """The letters that an acronym of the name may have: with and without those of its small words."""
    parts = [part for word in node.words for part in re.split(r"[-/&]+", word) if part]
    if len(parts) < 2:
        return set()
    small = lexicons("name_links", "particles")
    return {"".join(part[0] for part in parts), "".join(part[0] for part in parts if part not in small)}


def blocks(nodes: Sequence[Node]) -> dict[tuple[str, str], list[int]]:
    """Indices of full names that share a key: people the first letter and the surname's consonants, bodies the
    consonants of all their words, in any order. Names with unlike numbers share none.
    """
    small = lexicons("name_links", "particles")
    held: dict[tuple[str, str], list[int]] = defaultdict(list)
    for index, node in enumerate(nodes):
        if len(node.words) < 2 or node.described or node.family in ("unnamed", "document"):
            continue
        if node.family == "person":
            key = f"{node.words[0][:1]}{_skeleton(node.words[-1])[:4]}"
        else:
            key = " ".join(sorted(_skeleton(word) for word in node.words if word not in small))
        numbers = " ".join(re.findall(r"\d+", node.folded))
        held[node.family, f"{key} {numbers}"].append(index)
    return held


def reordered(a: Node, b: Node) -> bool:
    """Whether two bodies differ only in order and small words: "Health Ministry" and "Ministry of Health"."""
    small = lexicons("name_links", "particles")
    left, right = (sorted(word for word in node.words if word not in small) for node in (a, b))
    return a.family == b.family == "body" and left == right


def one_sound(a: Node, b: Node) -> bool:
    """Whether two people's names, word for word, are spellings of one sound or an initial: Irena is not Irenka."""
    if a.family != "person" or len(a.words) != len(b.words):
        return True
    pairs = zip(a.words, b.words, strict=True)
    return all(min(len(one), len(other)) == 1 or _sound(one) == _sound(other) for one, other in pairs)


def _sound(word: str) -> str:
    """The consonants of *word* as spellings of one name share them."""
    for written, heard in _SPELLINGS:
        word = word.replace(written, heard)
    return _skeleton("i" + word if word[:1] in "aeiou" else word)


def _skeleton(word: str) -> str:
    bare = word.translate(_VOWELS)
    return "".join(c for i, c in enumerate(bare) if i == 0 or bare[i - 1] != c)
