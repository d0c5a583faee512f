"""What the search for pairs reads of statements: voices, words, names with a figure, a date or a tally, as codes.

Two codes of 64 bits are alike by chance with probability about 2 ** -64.
"""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Iterator, Sequence
from functools import lru_cache

from whence.links.affair import named, telling
from whence.links.headings import tally, told_terms
from whence.links.terms import name_terms
from whence.model import Statement, Traits

_SPELL = 14
"""Days of one key; each statement has that of its own and of the next, so that those of an affair share one."""


def traits(document: str, statements: Sequence[Statement]) -> Traits:
    """What `candidates` reads of the *statements* of *document* (an id)."""
    words = [sorted(map(code, told_terms(statement))) for statement in statements]
    keys = [sorted({*_keys(statement), *_alone(statement)}) for statement in statements]
    return Traits(
        document,
        tuple(statement.id for statement in statements),
        _column(code(statement.id) for statement in statements),
        _column(code("\0".join((document, *(mention.name for mention in s.chain)))) for s in statements),
        _column(map(len, words)),
        _column(word for found in words for word in found),
        _column(map(len, keys)),
        _column(key for found in keys for key in found),
    )


@lru_cache(maxsize=65536)
def code(words: str) -> int:
    """A number from 0 to 2 ** 64 - 1 that stands for *words*."""
    digest = hashlib.blake2b(words.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "little")


def _column(numbers: Iterator[int] | map[int]) -> bytes:
    return array("Q", numbers).tobytes()


def _keys(statement: Statement) -> Iterator[int]:
    """The names of a statement, each with a figure or a date of it."""
    for name in name_terms(statement.names):
        for figure in statement.figures:
            yield code(f"figure {name} {figure.low} {figure.high}") & ~1
        for date in statement.dates:
            yield code(f"date {name} {date.range.first} {date.range.last}") & ~1


def _alone(statement: Statement) -> Iterator[int]:
    """What two statements of one affair share that need share no word: a name of it and the time, with a telling count.

    Or with the kind of harm, where a statement only counts that.
    """
    if not statement.matter or not statement.asof:
        return
    spell = statement.asof.first.toordinal() // _SPELL
    counts = {f"{number:g}" for figure in statement.figures if (number := telling(figure)) is not None}
    for name in named(statement.matter):
        for shared in counts | tally(statement):
            yield from (code(f"{shared} {name} {time}") | 1 for time in (spell, spell + 1))
