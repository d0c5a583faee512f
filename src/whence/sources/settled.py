"""What kind of source a name is where the case tells: who is read as a person here may be a paper or a body elsewhere.

Wrong where somebody bears the name of a paper or company and is never called in full.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from whence.model import Mention, SourceKind
from whence.sources.keys import Node, node_of, short_key

_RANK = (SourceKind.OUTLET, SourceKind.BODY, SourceKind.PERSON)


def settled(mentions: Sequence[tuple[str, Mention]], outlets: Iterable[str]) -> list[tuple[str, Mention]]:
    """*mentions*, given as (document id, mention), with the kind that the case knows their names by.

    *outlets* are names of papers that made documents of the case.
    """
    nodes = {one: node_of(one.name, one.kind) for _, one in mentions}
    known = _known([*(node_of(name, SourceKind.OUTLET) for name in outlets), *nodes.values()])
    full: dict[str, set[str]] = defaultdict(set)
    for document, one in mentions:
        if one.kind is SourceKind.PERSON and len(nodes[one].words) > 1:
            full[nodes[one].words[-1]].add(document)

    def told(document: str, one: Mention) -> Mention:
        node = nodes[one]
        kind = one.kind if one.kind not in _RANK or node.described else known.get(node.folded, one.kind)
        in_full = one.kind is SourceKind.PERSON and document in full.get(node.folded, ())
        return one if in_full or kind is one.kind else replace(one, kind=kind)

    return [(document, told(document, one)) for document, one in mentions]


def _known(nodes: Iterable[Node]) -> Mapping[str, SourceKind]:
    """The kind of each name, and of what it is short called, that is a paper's or else a body's."""
    known: dict[str, SourceKind] = {}
    for node in sorted(nodes, key=lambda node: (_RANK.index(node.kind) if node.kind in _RANK else 3, node.folded)):
        if node.kind in _RANK[:2] and not node.described:
            for key in (node.folded, short_key(node)):
                known.setdefault(key, node.kind)
    return known
