"""Dates in text."""

from whence.model import DateMention, DateRange, Span


def date_mentions(text: str, within: Span | None = None, asof: DateRange | None = None) -> list[DateMention]:
    """The dates of *text*."""
    return []
