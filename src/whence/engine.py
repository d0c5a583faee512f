"""One ``map``, in this process or over several: ordered, lazy, and the same results either way.

A stage knows no engine. The function and its items must be picklable (a module's own function, not a lambda). A
worker that is killed, for want of memory say, ends the run with a plain error; what was stored before stays.
"""

from __future__ import annotations

import atexit
import gc
import multiprocessing
import os
import signal
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import partial
from itertools import chain, islice
from types import TracebackType
from typing import Protocol, TypeVar

from whence.errors import WhenceError

A = TypeVar("A")
B = TypeVar("B")


class Map(Protocol):
    """Applies a function to each item and yields the results in the order of the items."""

    def __call__(self, function: Callable[[A], B], items: Iterable[A], /) -> Iterator[B]:
        """The results, in order."""


def serial(function: Callable[[A], B], items: Iterable[A], /) -> Iterator[B]:
    """The results one after the other, in this process."""
    return map(function, items)


class Processes:
    """A ``Map`` over worker processes, which start at the first long enough call and end with ``close``.

    A call is long enough if it has a chunk of items and took more than *patience* seconds in this process.
    """

    def __init__(self, workers: int, chunk: int = 8, patience: float = 0.0) -> None:
        self._workers = workers
        self._patience = patience
        self._chunk = chunk
        self._pool: ProcessPoolExecutor | None = None

    def __call__(self, function: Callable[[A], B], items: Iterable[A], /) -> Iterator[B]:
        """The results, in order; once workers have started, at most a chunk of items is computed in this process.

        Raises:
            WhenceError: a worker died.
        """
        rest = iter(items)
        first = list(islice(rest, self._chunk))
        if self._workers < 2 or len(first) < self._chunk:
            return serial(function, chain(first, rest))
        if self._patience and self._pool is None:
            return self._tried(function, chain(first, rest))
        return self._spread(function, chain(first, rest))

    def _tried(self, function: Callable[[A], B], items: Iterator[A]) -> Iterator[B]:
        """In this process as long as patience lasts: to start workers takes longer than a little work."""
        until = time.perf_counter() + self._patience
        for item in items:
            yield function(item)
            if time.perf_counter() > until:
                yield from self._spread(function, items)

    def _spread(self, function: Callable[[A], B], items: Iterator[A]) -> Iterator[B]:
        pool = self._started()
        ahead: deque[Future[list[B]]] = deque()
        with self._alive():
            while part := list(islice(items, self._chunk)):
                ahead.append(pool.submit(_apply, function, part))
                if len(ahead) > 3 * self._workers:
                    yield from ahead.popleft().result()
            while ahead:
                yield from ahead.popleft().result()

    def begin(self, function: Callable[[A], B], item: A) -> Callable[[], B]:
        """Begin *function* on one item beside what this process does next; what is returned waits for the result.

        Without workers it is computed then. Waiting raises WhenceError where the worker died.
        """
        if self._workers < 2:
            return partial(function, item)
        future = self._started().submit(function, item)

        def result() -> B:
            with self._alive():
                return future.result()

        return result

    @contextmanager
    def _alive(self) -> Iterator[None]:
        """Turn the death of a worker into a plain error, and end the others after any error."""
        try:
            yield
        except BrokenProcessPool as error:
            self.close()
            raise WhenceError(
                "A worker process died, perhaps for want of memory. Run again with fewer processes; "
                "what was stored before is kept."
            ) from error
        except BaseException:
            self.close()
            raise

    def _started(self) -> ProcessPoolExecutor:
        if self._pool is None:
            context = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(self._workers, mp_context=context, initializer=_tie_to_parent)
        return self._pool

    def close(self) -> None:
        """Cancel what has not begun and end the workers. A later call starts new ones."""
        pool, self._pool = self._pool, None
        if pool is not None:
            pool.shutdown(wait=True, cancel_futures=True)

    def __enter__(self) -> Processes:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()


def processes(workers: int, patience: float = 0.0) -> Processes:
    """A ``Map`` over *workers* processes; close it, or use it in a ``with``, to end them.

    They start at the first call that takes more than *patience* seconds without them.
    """
    return Processes(workers, patience=patience)


def _apply(function: Callable[[A], B], items: list[A]) -> list[B]:
    return [function(item) for item in items]


def spare_collections() -> None:
    """Let Python look for reference cycles rarely, and not at the end: millions of small frozen records hold none."""
    gc.set_threshold(5_000_000, 50, 100)
    atexit.register(gc.freeze)


def _tie_to_parent() -> None:
    """Let a worker die silently at Ctrl-C, and with its parent if that is killed."""
    spare_collections()
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    threading.Thread(target=_follow_parent, daemon=True).start()


def _follow_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
