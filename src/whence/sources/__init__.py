"""Mentions -> Source: which names, within and across documents, are one real source."""

from whence.sources.aliases import Told, aliases_in, load_aliases, parsed, told
from whence.sources.clusters import Clusters, sources
from whence.sources.keys import name_key
from whence.sources.mentions import mentions
from whence.sources.settled import settled

__all__ = [
    "Clusters",
    "Told",
    "aliases_in",
    "load_aliases",
    "mentions",
    "name_key",
    "parsed",
    "settled",
    "sources",
    "told",
]
