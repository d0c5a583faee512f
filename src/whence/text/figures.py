"""Figures in text."""

from whence.model import Figure, Span


def figures(text: str, within: Span | None = None) -> list[Figure]:
    """The figures of *text*."""
    return []
