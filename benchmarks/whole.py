"""Whole runs of `whence report` on made-up news: time, memory and disk as the folder grows, and what a rerun costs.

Run: python -m benchmarks.whole [--sizes 100 1000 10000] [--seed 1]. Each run is a process of its own, so its peak
memory is its own, worker processes included (the sum of their resident sizes, so shared pages count more than once).
Exits with 1 where a floor is missed; a floor whose size was not run is said to be unchecked.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks import newsroom

SPEED = 20.0
"""Documents a second, at least, at 1,000 documents with two cores."""
MEMORY = 1.5 * 2**30
"""Bytes, at most, at 1,000 documents."""
UNCHANGED, ONE_CHANGED = 2.0, 5.0
"""Seconds, at most, of a second run at 1,000 documents."""
GROWTH = 1.5
"""Times the cost of a document at 1,000, at most, that one costs at 10,000."""
_ROOT = Path(__file__).resolve().parents[1]
_PAGE_SIZE = os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True)
class Run:
    """What one run took: seconds of the clock and of all processors, bytes at the peak, seconds by stage."""

    wall: float
    cpu: float
    peak: int
    stages: Mapping[str, float]


@dataclass(frozen=True)
class Measured:
    """The three runs over one folder, and the bytes that they left."""

    size: int
    first: Run
    unchanged: Run
    changed: Run
    case: int
    page: int

    @property
    def speed(self) -> float:
        return self.size / self.first.wall


def run(arguments: Sequence[str], limit: float) -> Run:
    """Run `whence` with *arguments* in a child, and watch it; RuntimeError where it fails or takes too long."""
    with tempfile.TemporaryDirectory() as folder:
        times = Path(folder, "times.json")
        command = [sys.executable, "-m", "benchmarks.whole", "--child", str(times), *arguments]
        started = time.perf_counter()
        child = subprocess.Popen(command, cwd=_ROOT, stdout=subprocess.DEVNULL)
        peak = 0
        while True:
            done, status, usage = os.wait4(child.pid, os.WNOHANG)
            if done:
                break
            peak = max(peak, sum(map(resident, family(child.pid))))
            if time.perf_counter() - started > limit:
                end(child.pid)
            time.sleep(0.02)
        wall = time.perf_counter() - started
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode:
            raise RuntimeError(f"whence {' '.join(arguments)}: exit code {child.returncode} after {wall:.0f} s")
        stages = json.loads(times.read_text())
    return Run(wall, usage.ru_utime + usage.ru_stime, max(peak, usage.ru_maxrss * 1024), stages)


def family(process: int) -> list[int]:
    """A process and all below it; those that have just ended are left out."""
    found, waiting = [], [process]
    while waiting:
        found.append(waiting.pop())
        try:
            for thread in Path(f"/proc/{found[-1]}/task").iterdir():
                waiting += map(int, (thread / "children").read_text().split())
        except OSError:
            continue
    return found


def end(process: int) -> None:
    """Kill a process and all below it."""
    for each in family(process):
        with suppress(ProcessLookupError):
            os.kill(each, signal.SIGKILL)


def resident(process: int) -> int:
    """The bytes that a process holds in memory; 0 where it has ended."""
    try:
        return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * _PAGE_SIZE
    except (OSError, IndexError):
        return 0


class Clock:
    """Seconds by stage from calls of a progress; what comes before a stage's first call counts as its preparation."""

    def __init__(self) -> None:
        self.stages: dict[str, float] = {}
        self._last = time.perf_counter()

    def __call__(self, stage: str, done: int = 0, total: int = 0) -> None:
        now = time.perf_counter()
        self.stages[stage] = self.stages.get(stage, 0.0) + now - self._last
        self._last = now


def child(times: Path, arguments: list[str]) -> int:
    """In the child: the command line itself, with the stages of its refresh timed into the file *times*."""
    clock = Clock()
    from whence import cli, pipeline

    clock("start")
    real: Callable[..., str] = pipeline.refresh

    def refresh(*given: Any) -> str:
        clock("listing")
        key = real(*given[:3], clock, *given[4:])
        clock("nothing more")
        return key

    pipeline.refresh = refresh  # type: ignore[assignment]
    code = cli.main(arguments)
    clock("findings and page")
    times.write_text(json.dumps(clock.stages))
    return code


def measured(size: int, seed: int, limit: float, finder: str) -> Measured:
    """Three runs over *size* documents: from nothing, again with nothing changed, and with one document changed."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name, "news")
        paths = newsroom.write(folder, size, seed)
        case, page = Path(name, "news.case"), Path(name, "page.html")
        arguments = ["report", str(folder), "--finder", finder, "--case", str(case), "-o", str(page)]
        first = run(arguments, limit)
        sizes = (sum(path.stat().st_size for path in case.parent.glob("news.case*")), page.stat().st_size)
        unchanged = run(arguments, limit)
        change(next(path for path in paths[size // 2 :] if path.suffix == ".txt"))
        return Measured(size, first, unchanged, run(arguments, limit), *sizes)


def change(path: Path) -> None:
    """Another figure in the last sentence that has one, and a sentence more."""
    text = path.read_text(encoding="utf-8")
    head, _, body = text.partition("\n\n")
    body = re.sub(r"\b\d{2}\b(?!.*\b\d{2}\b)", "73", body, count=1, flags=re.DOTALL)
    path.write_text(f"{head}\n\n{body}\nThe mayor said on Friday that 73 lamps had been repaired.\n", encoding="utf-8")


def table(results: Sequence[Measured]) -> str:
    """The results as Markdown: whole runs, then the first run stage by stage."""
    lines = [
        "| documents | seconds | CPU seconds | documents/s | per CPU second | peak MiB | case MiB | page MiB "
        "| unchanged (CPU) | one changed (CPU) |",
        "|" + "---:|" * 10,
    ]
    for m in results:
        cells = (
            f"{m.size:,}", f"{m.first.wall:.1f}", f"{m.first.cpu:.1f}", f"{m.speed:.1f}",
            f"{m.size / m.first.cpu:.1f}", f"{m.first.peak / 2**20:.0f}", f"{m.case / 2**20:.1f}",
            f"{m.page / 2**20:.1f}", f"{m.unchanged.wall:.2f} ({m.unchanged.cpu:.2f})",
            f"{m.changed.wall:.2f} ({m.changed.cpu:.2f})",
        )  # fmt: skip
        lines.append(f"| {' | '.join(cells)} |")
    runs = [(f"{m.size:,}{label}", r) for m in results for label, r in (("", m.first), (", one changed", m.changed))]
    stages = dict.fromkeys(stage for _, r in runs for stage in r.stages)
    lines += ["", f"| seconds by stage | {' | '.join(name for name, _ in runs)} |", "|---|" + "---:|" * len(runs)]
    lines += [f"| {stage} | {' | '.join(f'{r.stages.get(stage, 0.0):.2f}' for _, r in runs)} |" for stage in stages]
    return "\n".join(lines)


def floors(results: Sequence[Measured]) -> list[tuple[str, bool | None]]:
    """Every floor with whether it holds; None where its size was not run."""
    by_size = {m.size: m for m in results}
    small, large = by_size.get(1_000), by_size.get(10_000)
    found: list[tuple[str, bool | None]] = []
    for what, holds in (
        (f"at least {SPEED:g} documents/s", small and small.speed >= SPEED),
        (f"a peak of less than {MEMORY / 2**30:g} GiB", small and small.first.peak < MEMORY),
        (f"an unchanged rerun in less than {UNCHANGED:g} s", small and small.unchanged.wall < UNCHANGED),
        (f"one changed document in less than {ONE_CHANGED:g} s", small and small.changed.wall < ONE_CHANGED),
    ):
        found.append((f"1,000 documents: {what}", None if small is None else bool(holds)))
    growth = large.first.cpu / large.size / (small.first.cpu / small.size) if small and large else None
    what = f"10,000 documents: one costs at most {GROWTH:g} times the CPU seconds of one of 1,000"
    return [*found, (what, None if growth is None else growth <= GROWTH)]


def main() -> int:
    """Measure every size; 1 where a floor is missed or a run fails."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[100, 1_000, 10_000])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--limit", type=float, default=1_800.0, help="seconds that one run may take")
    parser.add_argument(
        "--finder", choices=("rules", "both", "tagger"), default="rules", help="how attributions are found"
    )
    options = parser.parse_args()
    results: list[Measured] = []
    failed = False
    for size in options.sizes:
        try:
            results.append(measured(size, options.seed, options.limit, options.finder))
        except RuntimeError as error:
            print(f"{size:,} documents: {error}", file=sys.stderr)
            failed = True
    print(table(results), end="\n\n")
    for floor, holds in floors(results):
        print(f"{'unchecked' if holds is None else 'holds' if holds else 'MISSED'}: {floor}")
        failed |= holds is False
    return int(failed)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--child"]:
        sys.exit(child(Path(sys.argv[2]), sys.argv[3:]))
    sys.exit(main())
