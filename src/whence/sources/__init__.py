"""Mentions -> Source: which names, within and across documents, are one real source."""

from whence.sources.aliases import aliases_in, load_aliases
from whence.sources.clusters import Clusters, sources

__all__ = ["Clusters", "aliases_in", "load_aliases", "sources"]
