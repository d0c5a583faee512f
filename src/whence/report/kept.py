"""HTML that is kept in the case by unit and key, and made anew only where the key is another."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress

from whence.casefile import CaseFile
from whence.errors import CaseError
from whence.model import Article
from whence.stage import Stage, plan


def kept(
    store: CaseFile | None,
    stage: Stage,
    wanted: Mapping[str, str],
    make: Callable[[Sequence[str]], Mapping[str, str]],
) -> dict[str, str]:
    """By unit the HTML of *stage*: as *store* has it under the *wanted* key, or as *make* makes it of such units.

    Where *store* cannot be written, nothing is kept.
    """
    todo, gone = plan(wanted, store.stored(stage.name) if store else {})
    made = make(todo)
    held: dict[str, str] = {}
    if store:
        if len(todo) < len(wanted):
            rows = store.rows(stage.name)
            held = {unit: _unpacked(*found) for unit, found in rows if unit in wanted and unit not in made}
        if todo or gone:
            with suppress(CaseError):
                store.replace(stage.name, ((unit, wanted[unit], (_packed(made[unit]),)) for unit in todo), gone)
    return held | dict(made)


def _packed(html: str) -> Article:
    return Article(zlib.compress(html.encode("utf-8", "surrogatepass"), 1))


def _unpacked(article: Article) -> str:
    return zlib.decompress(article.html).decode("utf-8", "surrogatepass")
