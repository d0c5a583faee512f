"""What stages keep for one another, and no reader sees: stage by stage it spares reading a document again."""

from __future__ import annotations

from dataclasses import dataclass

from whence.model.texts import Span


@dataclass(frozen=True, slots=True)
class Traits:
    """What the search for pairs reads of the ``statements`` (ids) of a document: columns of 64-bit numbers.

    ``names``, ``voices``, ``words`` and ``keys`` are codes; the statements have ``sizes`` words and ``key_sizes`` keys.
    To share an odd key is enough to be compared; sharers of an even one must share words too.
    """

    document: str
    statements: tuple[str, ...]
    names: bytes
    voices: bytes
    sizes: bytes
    words: bytes
    key_sizes: bytes
    keys: bytes


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Which statements were found near which, kept for the next search: columns of 64-bit numbers.

    ``codes`` has one for each statement; one of ``found`` holds the places of two in it, and how far they are apart.
    """

    codes: bytes
    found: bytes


@dataclass(frozen=True, slots=True)
class Quoted:
    """The quoted words of one attribution of ``document`` (an id), in one or more pieces of one sentence run.

    ``chain`` has the names of those on whose word they are, ``source`` is where the text names the speaker.
    """

    document: str
    attribution: str
    pieces: tuple[Span, ...]
    chain: tuple[str, ...] = ()
    source: Span | None = None


@dataclass(frozen=True, slots=True)
class Confirming:
    """``document`` says in the sentence ``here`` that ``who``, in its words, confirms or denies its ``about``."""

    document: str
    who: str
    here: Span
    about: tuple[Span, ...]
    denies: bool = False


@dataclass(frozen=True, slots=True)
class Article:
    """A document as the page shows it, as compressed HTML."""

    html: bytes
