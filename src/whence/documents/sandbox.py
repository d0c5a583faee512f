"""A child process that parses files of outside formats under limits on time, memory and output.

One child serves many files; a hang, a crash or a flood ends it, becomes a Failed and the next file gets a new one.
The answers are JSON, so a child that was taken over can lie about its file but runs nothing here.
"""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import select
import struct
import subprocess
import sys
import threading
import time
from importlib import import_module

from whence.documents.draft import Draft

SECONDS = 30.0
MEMORY = 2**30
OUTPUT = 256 * 2**20
_SIZE = struct.Struct(">Q")
_START = "import sys, json; sys.path[:] = json.loads(sys.argv[1]); from whence.documents.sandbox import serve; serve()"
_READERS = ("html", "pdf", "docx", "eml")


class Failed(Exception):  # noqa: N818
    """The file could not be parsed; its words say why, for a person."""


def parsed(form: str, raw: bytes, seconds: float = SECONDS) -> Draft:
    """The draft of *raw*, read as *form* ("html", "pdf", "docx", "eml") by the child. Raises Failed."""
    with _LOCK:
        worker = _worker()
        try:
            answer = worker.ask(form.encode("ascii").ljust(8) + raw, seconds)
        except Failed:
            _end()
            raise
    try:
        said = json.loads(answer[:1] and answer[1:]) if answer[:1] == b"!" else None
        if said is None:
            return Draft.from_json(answer[1:])
    except (ValueError, KeyError, TypeError) as error:
        raise Failed("its parser gave no sensible answer") from error
    raise Failed(str(said))


class _Worker:
    """The child as seen from here."""

    def __init__(self) -> None:
        self.owner = os.getpid()
        environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
        self.child = subprocess.Popen(
            [sys.executable, "-c", _START, json.dumps([str(place) for place in sys.path])],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
        )
        assert self.child.stdin is not None and self.child.stdout is not None
        self.into, self.out = self.child.stdin.fileno(), self.child.stdout.fileno()
        os.set_blocking(self.into, False)

    def ask(self, question: bytes, seconds: float) -> bytes:
        """The child's answer to *question*. Raises Failed after *seconds*, on a crash and on a flood."""
        until = time.monotonic() + seconds
        try:
            rest = memoryview(_SIZE.pack(len(question)) + question)
            while rest:
                _wait([], [self.into], until, seconds)
                rest = rest[os.write(self.into, rest[:65_536]) :]
            (size,) = _SIZE.unpack(self._take(_SIZE.size, until, seconds))
            if size > OUTPUT:
                raise Failed(f"it unpacks to more than {OUTPUT // 2**20} MiB of text")
            return self._take(size, until, seconds)
        except OSError as error:
            raise Failed("its parser crashed on it; the file is damaged or hostile") from error

    def _take(self, size: int, until: float, seconds: float) -> bytes:
        pieces = bytearray()
        while len(pieces) < size:
            _wait([self.out], [], until, seconds)
            piece = os.read(self.out, min(1 << 20, size - len(pieces)))
            if not piece:
                raise Failed("its parser crashed on it; the file is damaged, hostile or needs too much memory")
            pieces += piece
        return bytes(pieces)

    def end(self) -> None:
        """Kill the child if it is ours, and close its pipes."""
        if self.owner == os.getpid():
            self.child.kill()
            self.child.wait()
        else:
            self.child.returncode = 0  # the child of a process that forked: not ours to end, nor to warn of
        for pipe in (self.child.stdin, self.child.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()


def _wait(reading: list[int], writing: list[int], until: float, seconds: float) -> None:
    left = until - time.monotonic()
    if left <= 0 or not any(select.select(reading, writing, [], left)):
        raise Failed(f"it took longer than {seconds:g} seconds to parse")


_LOCK = threading.Lock()
_WORKERS: list[_Worker] = []


def _worker() -> _Worker:
    if _WORKERS and (_WORKERS[0].owner != os.getpid() or _WORKERS[0].child.poll() is not None):
        _end()
    if not _WORKERS:
        _WORKERS.append(_Worker())
    return _WORKERS[0]


def _end() -> None:
    while _WORKERS:
        _WORKERS.pop().end()


atexit.register(_end)


def serve() -> None:
    """The child's loop: a question on standard input, an answer on standard output, until the input ends."""
    _limit()
    into, out = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    while len(head := into.read(_SIZE.size)) == _SIZE.size:
        question = into.read(_SIZE.unpack(head)[0])
        answer = _answer(question[:8].decode("ascii").strip(), question[8:])
        out.write(_SIZE.pack(len(answer)) + answer)
        out.flush()


def _answer(form: str, raw: bytes) -> bytes:
    try:
        if form not in _READERS:
            raise ValueError(form)
        made: Draft = import_module(f"whence.documents.{form}").draft(raw)
        return b"+" + made.to_json()
    except MemoryError:
        return b"!" + json.dumps("it needs more than 1 GiB of memory to parse").encode()
    except RecursionError:
        return b"!" + json.dumps("it is nested too deeply").encode()
    except Exception as error:  # whatever a parser raises on hostile bytes is a finding about the file
        ours = type(error).__module__.startswith("whence.")
        words = str(error) if ours else f"its parser failed ({type(error).__name__})"
        return b"!" + json.dumps(words).encode()


def _limit() -> None:
    try:
        import resource
    except ImportError:
        return
    for what, most in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CORE, 0), (resource.RLIMIT_FSIZE, 0)):
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(what, (most, most))
