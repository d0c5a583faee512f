"""Decides which mentions are one source: equal names, then acronyms and aliases, then full names with near spellings,
last surnames, and each only where exactly one source fits. A name that a person gave is the one shown.

Wrong where two people of one full name are in a case, and blind to a person who goes by two unrelated names.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from whence.model import Alias, Evidence, Mention, Source, SourceKind
from whence.sources.aliases import Told
from whence.sources.keys import (
    FAMILIES,
    Node,
    blocks,
    initials,
    latin,
    name_key,
    node_of,
    one_sound,
    reordered,
    short_key,
    surname_key,
)
from whence.text import fold, is_acronym_of, lexicons, same_name

_SURE = 0.85
_BLOCK_LIMIT = 64


@dataclass(frozen=True, slots=True)
class Clusters:
    """All sources, and for each (document id, mention's name) the id of its source."""

    sources: tuple[Source, ...] = ()
    of: Mapping[tuple[str, str], str] = field(default_factory=dict)


@dataclass(slots=True)
class _Merging:
    """Sets of equal nodes, and why they were joined."""

    nodes: list[Node]
    parent: list[int]
    why: dict[int, list[Evidence]]

    def root(self, node: int) -> int:
        while self.parent[node] != node:
            self.parent[node] = self.parent[self.parent[node]]
            node = self.parent[node]
        return node

    def join(self, a: int, b: int, rule: str) -> None:
        low, high = sorted((self.root(a), self.root(b)))
        if low == high or FAMILIES[self.nodes[low].kind] != FAMILIES[self.nodes[high].kind]:
            return
        self.parent[high] = low
        detail = f"“{self.nodes[a].name}” and “{self.nodes[b].name}” are one"
        self.why[low] = [*self.why.pop(low, []), *self.why.pop(high, []), Evidence(rule, detail)]

    def join_if_one(self, node: int, others: Iterable[int], rule: str) -> None:
        """Join where all *others* are already one source."""
        fitting = sorted(others)
        if len({self.root(other) for other in fitting}) == 1:
            self.join(node, fitting[0], rule)


def sources(mentions: Sequence[tuple[str, Mention]], said: Told | None = None, mined: Sequence[Alias] = ()) -> Clusters:
    """One ``Source`` for each real source behind *mentions*, given as (document id, mention).

    *said* is what persons said of other names, *mined* what documents introduce: it holds in the whole case where no
    document introduces it otherwise. Unnamed and unspecified sources stay apart, one for each (document, name). The
    result depends neither on the order of the mentions nor on that of the aliases.
    """
    said = said or Told()
    names = _Names(said, mined)
    mentions = list({(document, one.name, one.kind): (document, one) for document, one in mentions}.values())
    nodes, node_for = _nodes(mentions, names)
    merging = _Merging(nodes, list(range(len(nodes))), {})
    by_key = _by_name(nodes)
    _join_aliases(merging, by_key, names)
    _join_acronyms(merging, said.refused)
    _join_spellings(merging)
    _join_shortened(merging)
    _join_surnames(merging)
    return _clusters(merging, node_for, mentions, names)


class _Names:
    """What is known of other names, by their keys: which go together, which to show, which hold in one document alone.

    ``groups`` has for a name all those that stand for one source with it, ``rules`` why.
    """

    def __init__(self, said: Told, mined: Sequence[Alias]) -> None:
        named = {name_key(alias): name for alias, name in said.names.items()}
        self.shown = {
            name_key(word): _last(name, named) for alias, name in said.names.items() for word in (alias, name)
        }
        fresh = [one for one in mined if name_key(one.alias) not in named.keys() | said.refused]
        self.mined = sorted(fresh, key=lambda one: (name_key(one.alias), name_key(one.name), one.document or ""))
        meant: dict[str, set[str]] = defaultdict(set)
        for one in self.mined:
            meant[name_key(one.alias)].add(name_key(one.name))
        self.local = {alias for alias, names in meant.items() if len(names) > 1 or alias in _common()}
        self.local |= {name_key(one.alias) for one in self.mined if " " not in one.name and not one.name.isupper()}
        self.groups: dict[str, set[str]] = {}
        self.rules: dict[str, str] = {}
        for alias, name in sorted(said.names.items()):
            self._together(alias, name, "alias")
        for one in self.mined:
            if name_key(one.alias) not in self.local:
                self._together(one.alias, one.name, one.evidence.rule if one.evidence else "alias")

    def _together(self, alias: str, name: str, rule: str) -> None:
        one, other = (self.groups.get(name_key(word), {word}) for word in (alias, name))
        for word in (group := one | other):
            self.groups[name_key(word)] = group
            self.rules.setdefault(name_key(word), rule)


def _last(name: str, named: Mapping[str, str]) -> str:
    """The name to which *name* leads at last, where it is itself an alias."""
    seen: set[str] = set()
    while (key := name_key(name)) in named and key not in seen:
        seen.add(key)
        name = named[key]
    return name


def _common() -> frozenset[str]:
    """Words that many a body is called by: "the Front"."""
    return lexicons("body_words", "body_nouns", "titles")


def _nodes(
    mentions: Sequence[tuple[str, Mention]], names: _Names
) -> tuple[list[Node], dict[tuple[str, str, SourceKind], int]]:
    """One node for each name that may be one source without further thought, in sorted order."""
    made: dict[tuple[str, ...], list[tuple[str, Mention]]] = defaultdict(list)
    cache: dict[tuple[str, SourceKind], Node] = {}
    local: dict[tuple[str, SourceKind], bool] = {}
    for document, mention in mentions:
        name = mention.name, mention.kind
        node = cache.get(name)
        if node is None:
            node = cache[name] = node_of(*name)
            apart = node.family == "unnamed" or (len(node.words) < 2 and node.family == "person")
            of_case = node.folded in names.shown or (node.folded in names.groups and node.folded not in _common())
            local[name] = node.folded in names.local or ((apart or node.described) and not of_case)
        made[node.family, node.folded, document if local[name] else ""].append((document, mention))
    nodes: list[Node] = []
    node_for: dict[tuple[str, str, SourceKind], int] = {}
    for index, key in enumerate(sorted(made)):
        held = made[key]
        first = min(held, key=lambda item: (item[1].kind.value, -len(item[1].name), item[1].name))[1]
        called = tuple(sorted({m.name for _, m in held}))
        node = cache[first.name, first.kind]
        nodes.append(replace(node, names=called, documents=frozenset(d for d, _ in held), local=bool(key[2])))
        node_for.update({(d, m.name, m.kind): index for d, m in held})
    return nodes, node_for


def _by_name(nodes: Sequence[Node]) -> dict[str, list[int]]:
    by_key: dict[str, list[int]] = defaultdict(list)
    for index, node in enumerate(nodes):
        if node.family != "unnamed":
            by_key[node.folded].append(index)
    return by_key


def _join_aliases(merging: _Merging, by_key: Mapping[str, list[int]], names: _Names) -> None:
    """All names that aliases lead to from one to the next are one source, those that nobody mentions between them too.

    An alias that holds in its document alone joins its name there.
    """
    for key in sorted(names.groups):
        held = sorted(i for name in names.groups[key] for i in by_key.get(name_key(name), ()))
        for family in ("body", "person"):
            members = [i for i in held if merging.nodes[i].family == family]
            for other in members[1:]:
                merging.join(members[0], other, names.rules[key])
    for one in names.mined:
        if name_key(one.alias) in names.local:
            short, full = (
                [i for i in by_key.get(name_key(name), ()) if one.document in merging.nodes[i].documents]
                for name in (one.alias, one.name)
            )
            for a in short:
                merging.join_if_one(a, full, one.evidence.rule if one.evidence else "alias")


def _join_acronyms(merging: _Merging, refused: frozenset[str]) -> None:
    """An acronym joins the only body whose name it abbreviates, unless a person *refused* that."""
    by_initials: dict[str, list[int]] = defaultdict(list)
    for index, node in enumerate(merging.nodes):
        if node.family == "body":
            for letters in initials(node):
                by_initials[letters].append(index)
    for index, node in enumerate(merging.nodes):
        if node.acronym and node.folded not in refused:
            long = by_initials[fold(node.acronym)]
            merging.join_if_one(
                index, [i for i in long if is_acronym_of(node.acronym, merging.nodes[i].name)], "acronym"
            )


def _join_spellings(merging: _Merging) -> None:
    """Two full names of one kind with near-equal spelling are one, unless they fit several."""
    fits: dict[int, set[int]] = defaultdict(set)
    for block in blocks(merging.nodes).values():
        for place, a in enumerate(block):
            for b in block[place + 1 : place + _BLOCK_LIMIT]:
                left, right = merging.nodes[a], merging.nodes[b]
                sure = reordered(left, right) or same_name(latin(left.name), latin(right.name)) >= _SURE
                if not sure or left.folded == right.folded or not one_sound(left, right):
                    continue
                fits[a].add(b)
                fits[b].add(a)
    for node in sorted(fits, key=lambda n: (len(merging.nodes[n].words), n)):
        others = fits[node]
        if all(other in fits[a] for a in others for other in others if a != other):
            for other in sorted(others):
                merging.join(node, other, "near spelling")


def _join_shortened(merging: _Merging) -> None:
    """A name joins the only longer one in the case that it is short for, a paper's last word that in its document."""
    shorts: dict[tuple[str, str], list[int]] = defaultdict(list)
    for index, node in enumerate(merging.nodes):
        if node.family == "body" and len(node.words) > 1:
            shorts["body", short_key(node)].append(index)
            shorts["last", node.words[-1]].append(index)
        elif node.family == "person" and len(node.words) > 2:
            for words in (node.words[:-1], node.words[1:]):
                shorts["person", " ".join(words)].append(index)
    for index, node in enumerate(merging.nodes):
        if node.family in ("body", "person") and not node.described:
            fits = [other for other in shorts[node.family, node.folded] if other != index]
            merging.join_if_one(index, fits, "short name")
        elif node.kind is SourceKind.OUTLET and len(node.words) == 1:
            fits = [k for k in shorts["last", node.folded] if merging.nodes[k].documents & node.documents]
            merging.join_if_one(index, fits, "short name")


def _join_surnames(merging: _Merging) -> None:
    """A bare surname joins the only full name in its document with it, else the only one in the case."""
    by_surname: dict[str, list[int]] = defaultdict(list)
    bare: list[int] = []
    for index, node in enumerate(merging.nodes):
        if node.family != "person" or node.described:
            continue
        if len(node.words) > 1:
            by_surname[surname_key(node)].append(index)
        elif node.words:
            bare.append(index)
    for index in bare:
        node = merging.nodes[index]
        fits = by_surname.get(surname_key(node), [])
        here = [i for i in fits if merging.nodes[i].documents & node.documents]
        merging.join_if_one(index, here or fits, "surname")
    for surname, members in sorted(_by_surname(merging, bare).items()):
        if surname not in by_surname:
            for other in members[1:]:
                merging.join(members[0], other, "surname")


def _by_surname(merging: _Merging, bare: Sequence[int]) -> dict[str, list[int]]:
    held: dict[str, list[int]] = defaultdict(list)
    for index in bare:
        held[surname_key(merging.nodes[index])].append(index)
    return held


def _clusters(
    merging: _Merging,
    node_for: Mapping[tuple[str, str, SourceKind], int],
    mentions: Sequence[tuple[str, Mention]],
    names: _Names,
) -> Clusters:
    members: dict[int, list[Node]] = defaultdict(list)
    for index, node in enumerate(merging.nodes):
        members[merging.root(index)].append(node)
    ids: dict[int, str] = {}
    made: list[Source] = []
    for root, held in members.items():
        source = _source(held, tuple(merging.why.get(root, ())), names)
        ids[root] = source.id
        made.append(source)
    of: dict[tuple[str, str], str] = {}
    order = list(SourceKind)
    for document, mention in sorted(mentions, key=lambda item: order.index(item[1].kind)):
        index = merging.root(node_for[document, mention.name, mention.kind])
        of.setdefault((document, mention.name), ids[index])
    return Clusters(tuple(sorted(made, key=lambda s: (fold(s.name), s.id))), of)


def _source(held: Sequence[Node], evidence: tuple[Evidence, ...], known: _Names) -> Source:
    """The source of these nodes; it also goes by the other names of theirs that nobody mentions."""
    keys = {node.folded for node in held}
    others = {name for key in keys for name in known.groups.get(key, ())}
    names = tuple(sorted({name for node in held for name in node.names} | others))
    kind = min((node.kind for node in held), key=list(SourceKind).index)
    aliases = {name_key(one.alias) for one in known.mined if name_key(one.name) in keys}
    best = min(held, key=lambda n: (n.folded in aliases, -len(n.words), -len(n.documents), n.folded))
    shown = next((known.shown[key] for key in sorted(keys) if key in known.shown), best.name)
    apart = sorted({d for node in held if node.local for d in node.documents}) if all(n.local for n in held) else []
    digest = hashlib.sha256("\0".join([kind.value, *sorted({fold(n) for n in names}), *apart]).encode())
    return Source(digest.hexdigest()[:16], shown, kind, names, evidence)
