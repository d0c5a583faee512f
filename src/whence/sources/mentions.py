"""What one document has for the clusters of sources: whom it names, and the other names that it introduces."""

from __future__ import annotations

from collections.abc import Iterable

from whence.model import Alias, Attribution, Document, Mention
from whence.sources.aliases import aliases_in


def mentions(document: Document, attributions: Iterable[Attribution]) -> tuple[Mention | Alias, ...]:
    """Each name with each kind once, wherever it stands in the chains of *attributions*; then aliases."""
    named = dict.fromkeys((mention.name, mention.kind) for one in attributions for mention in one.chain)
    return (*(Mention(name, kind) for name, kind in named), *aliases_in(document))
