"""Who holds an office: "the chairman of Marin Lines" and "Marin chairman Ugo Orsi" are one root, or may be.

Wrong where the office passed to another between two texts, and for deputies whom a text calls by the office alone.
"""

from __future__ import annotations

import re

from whence.lineage.context import Context
from whence.lineage.graph import Graph
from whence.model import Evidence, SourceKind
from whence.text import fold, lexicon

_SMALL = frozenset(["of", "the", "for", "and", "a", "an", "in", "at", "s"])
_LESSER = frozenset(["deputy", "vice", "assistant", "former", "ex", "acting", "late", "then"])


def in_office(graph: Graph, context: Context) -> None:
    """An office alone is the person who is introduced with all its words; with some of them it may be."""
    people = {source: root for source, root in sorted(graph.roots.items()) if root.kind is SourceKind.PERSON}
    described = {source: _words(root.name) for source, root in people.items() if root.name[:1].islower()}
    for source, office in described.items():
        for other in sorted(people.keys() - described.keys()):
            held = [_words(title) for title in context.titles.get(other, ())]
            if any(_held(office, title) and office <= title for title in held):
                graph.same(source, other)
            elif any(_held(office, title) for title in held):
                why = Evidence("office", f"{people[other].name} may be the {people[source].name}")
                graph.plausible += [(a, b, why) for a in _resting(source, graph) for b in _resting(other, graph)]


def _held(office: frozenset[str], title: frozenset[str]) -> bool:
    """Whether both name one office and one word of where it is held."""
    posts = lexicon("office_nouns")
    return bool(office & title & posts) and bool((office & title) - posts) and office & _LESSER == title & _LESSER


def _words(name: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", fold(name))) - _SMALL


def _resting(root: str, graph: Graph) -> list[str]:
    """The statements that lead to a root at once."""
    return sorted(here for here, leads in graph.edges.items() if root in leads)
