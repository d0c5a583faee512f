"""Decides which mentions are one source: equal names, then acronyms and aliases, then full names with near spellings,
last surnames, and each only where exactly one source fits.

Wrong where two people of one full name are in a case, and blind to a person who goes by two unrelated names.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from whence.model import Evidence, Mention, Source, SourceKind
from whence.sources.keys import FAMILIES, Node, blocks, initials, node_of, reordered, surname_key
from whence.text import bare_name, fold, is_acronym_of, same_name

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


def sources(mentions: Sequence[tuple[str, Mention]], aliases: Mapping[str, str] | None = None) -> Clusters:
    """One ``Source`` for each real source behind *mentions*, given as (document id, mention).

    *aliases* maps other names to names. Unnamed and unspecified sources stay apart, one for each (document, name).
    The result depends neither on the order of the mentions nor on that of the aliases.
    """
    mentions = list({(document, one.name, one.kind): (document, one) for document, one in mentions}.values())
    nodes, node_for = _nodes(mentions, aliases or {})
    merging = _Merging(nodes, list(range(len(nodes))), {})
    by_key = _by_name(nodes)
    _join_aliases(merging, by_key, aliases or {})
    _join_acronyms(merging)
    _join_spellings(merging)
    _join_surnames(merging)
    return _clusters(merging, node_for, mentions)


def _nodes(
    mentions: Sequence[tuple[str, Mention]], aliases: Mapping[str, str]
) -> tuple[list[Node], dict[tuple[str, str, SourceKind], int]]:
    """One node for each name that may be one source without further thought, in sorted order."""
    made: dict[tuple[str, ...], list[tuple[str, Mention]]] = defaultdict(list)
    known = {fold(bare_name(a)) for a in aliases}
    cache: dict[tuple[str, SourceKind], Node] = {}
    local: dict[tuple[str, SourceKind], bool] = {}
    for document, mention in mentions:
        name = mention.name, mention.kind
        node = cache.get(name)
        if node is None:
            node = cache[name] = node_of(*name)
            apart = node.family == "unnamed" or (len(node.words) < 2 and node.family == "person")
            local[name] = (apart or node.described) and node.folded not in known
        made[node.family, node.folded, document if local[name] else ""].append((document, mention))
    nodes: list[Node] = []
    node_for: dict[tuple[str, str, SourceKind], int] = {}
    for index, key in enumerate(sorted(made)):
        held = made[key]
        first = min(held, key=lambda item: (item[1].kind.value, -len(item[1].name), item[1].name))[1]
        names = tuple(sorted({m.name for _, m in held}))
        node = cache[first.name, first.kind]
        nodes.append(replace(node, names=names, documents=frozenset(d for d, _ in held), local=bool(key[2])))
        node_for.update({(d, m.name, m.kind): index for d, m in held})
    return nodes, node_for


def _by_name(nodes: Sequence[Node]) -> dict[str, list[int]]:
    by_key: dict[str, list[int]] = defaultdict(list)
    for index, node in enumerate(nodes):
        if node.family != "unnamed":
            by_key[node.folded].append(index)
    return by_key


def _join_aliases(merging: _Merging, by_key: Mapping[str, list[int]], aliases: Mapping[str, str]) -> None:
    """An alias and its name are one; so are two aliases of one name that is itself never mentioned."""
    wanted: dict[str, set[str]] = defaultdict(set)
    for alias, name in aliases.items():
        key = fold(bare_name(name))
        wanted[key] |= {key, fold(bare_name(alias))}
    for key in sorted(wanted):
        held = sorted(i for name in wanted[key] for i in by_key.get(name, ()))
        for family in ("body", "person"):
            members = [i for i in held if merging.nodes[i].family == family]
            for other in members[1:]:
                merging.join(members[0], other, "alias")


def _join_acronyms(merging: _Merging) -> None:
    """An acronym joins the only body whose name it abbreviates."""
    by_initials: dict[str, list[int]] = defaultdict(list)
    for index, node in enumerate(merging.nodes):
        if node.family == "body":
            for letters in initials(node):
                by_initials[letters].append(index)
    for index, node in enumerate(merging.nodes):
        if node.acronym:
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
                sure = reordered(left, right) or same_name(left.name, right.name) >= _SURE
                if not sure or left.folded == right.folded:
                    continue
                fits[a].add(b)
                fits[b].add(a)
    for node in sorted(fits, key=lambda n: (len(merging.nodes[n].words), n)):
        others = fits[node]
        if all(other in fits[a] for a in others for other in others if a != other):
            for other in sorted(others):
                merging.join(node, other, "near spelling")


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
) -> Clusters:
    members: dict[int, list[Node]] = defaultdict(list)
    for index, node in enumerate(merging.nodes):
        members[merging.root(index)].append(node)
    ids: dict[int, str] = {}
    made: list[Source] = []
    for root, held in members.items():
        source = _source(held, tuple(merging.why.get(root, ())))
        ids[root] = source.id
        made.append(source)
    of: dict[tuple[str, str], str] = {}
    order = list(SourceKind)
    for document, mention in sorted(mentions, key=lambda item: order.index(item[1].kind)):
        index = merging.root(node_for[document, mention.name, mention.kind])
        of.setdefault((document, mention.name), ids[index])
    return Clusters(tuple(sorted(made, key=lambda s: (fold(s.name), s.id))), of)


def _source(held: Sequence[Node], evidence: tuple[Evidence, ...]) -> Source:
    names = tuple(sorted({name for node in held for name in node.names}))
    kind = min((node.kind for node in held), key=list(SourceKind).index)
    shown = min((node for node in held), key=lambda n: (-len(n.words), -len(n.documents), n.folded))
    apart = sorted({d for node in held if node.local for d in node.documents}) if all(n.local for n in held) else []
    digest = hashlib.sha256("\0".join([kind.value, *sorted({fold(n) for n in names}), *apart]).encode())
    return Source(digest.hexdigest()[:16], shown.name, kind, names, evidence)
