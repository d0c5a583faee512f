"""One refresh of a case: which units a stage wants, which of them are stored, and computing the others.

It knows no stage's work; a unit is a name with a key, and what makes it is a plain function.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, TypeVar

from whence.casefile import CaseFile, Packed, packed
from whence.stage import Stage, plan

T = TypeVar("T")
Map = Callable[[Callable[[Any], Any], Iterable[Any]], Iterator[Any]]
Progress = Callable[[str, int, int], None]

WHOLE = "case"
"""The one unit of a stage that reads the whole case at once."""
BATCH = 400
"""Units stored in one transaction."""


def in_order(function: Callable[[Any], Any], items: Iterable[Any]) -> Iterator[Any]:
    """The default map: one after the other in this process."""
    return map(function, items)


def silent(stage: str, done: int, total: int) -> None:
    """The default progress: says nothing."""


def _packed(make: Callable[[Any], Sequence[object]], item: Any) -> Packed:
    """What *make* makes of *item*, packed in the worker that made it."""
    return packed(make(item))


class Run:
    """One refresh: the store, how to map, whom to tell."""

    def __init__(self, store: CaseFile, run: Map, progress: Progress) -> None:
        self.store = store
        self.map = run
        self.progress = progress

    def units(
        self,
        stage: Stage,
        wanted: Mapping[str, str],
        item: Callable[[str], T],
        make: Callable[[T], Any],
        run: Map | None = None,
    ) -> None:
        """Compute the units of *stage* whose key is not stored, in batches, and drop those no longer wanted."""
        todo, dropped = plan(wanted, self.store.stored(stage.name))
        if dropped:
            self.store.replace(stage.name, [], dropped)
        for start in range(0, len(todo), BATCH):
            batch = todo[start : start + BATCH]
            self.progress(stage.name, start, len(todo))
            made = (run or self.map)(partial(_packed, make), [item(unit) for unit in batch])
            self.store.replace(stage.name, [(u, wanted[u], held) for u, held in zip(batch, made, strict=True)], [])
        if todo:
            self.progress(stage.name, len(todo), len(todo))

    def whole(self, stage: Stage, key: str, make: Callable[[], Sequence[object]]) -> None:
        """Compute a stage that reads the whole case at once, unless its key is stored."""
        if self.store.stored(stage.name) == {WHOLE: key}:
            return
        self.progress(stage.name, 0, 1)
        self.store.replace(stage.name, [(WHOLE, key, tuple(make()))], [])
        self.progress(stage.name, 1, 1)

    def begun(
        self, stage: Stage, key: str, make: Callable[[T], Sequence[object]], item: T, beside: bool
    ) -> Callable[[], None]:
        """Begin a stage that reads the whole case at once, unless its key is stored; what is returned ends it.

        With *beside*, and a map that has workers (``begin``), it is computed beside what comes between.
        """
        if self.store.stored(stage.name) == {WHOLE: key}:
            return lambda: None
        begin = getattr(self.map, "begin", partial) if beside else partial
        result: Callable[[], Packed] = begin(partial(_packed, make), item)

        def ended() -> None:
            self.progress(stage.name, 0, 1)
            self.store.replace(stage.name, [(WHOLE, key, result())], [])
            self.progress(stage.name, 1, 1)

        return ended

    def planned(self, stage: Stage, reads: Iterable[str], fill: Callable[[], None]) -> str:
        """Let *fill* work out which units *stage* wants and compute them, unless it did so for the same *reads*.

        The key that it returns stands for all that the stage holds.
        """
        key, plan_name = stage.key("plan", reads), f"{stage.name} planned"
        if self.store.stored(plan_name) != {WHOLE: key}:
            fill()
            self.store.replace(plan_name, [(WHOLE, key, ())], [])
        return key
