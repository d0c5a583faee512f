import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from whence.engine import Processes, processes, serial
from whence.errors import WhenceError

LONG = """
import signal
from whence.engine import processes
if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored by what a shell runs in the background
    with processes(2) as spread:
        for number in spread(abs, range(-10**9, 0)):
            if number == 10**9 - 100:
                print("under way", flush=True)
"""


def worker_id(_: int) -> int:
    return os.getpid()


def slow(item: int) -> tuple[int, int]:
    time.sleep(0.05)
    return item, os.getpid()


def fatal(item: int) -> int:
    if item == 9:
        os._exit(3)
    return item


def broken(item: int) -> int:
    if item == 9:
        raise ValueError("nine")
    return item


@pytest.fixture(scope="module")
def spread() -> Iterator[Processes]:
    with processes(2) as several:
        yield several


def test_results_come_in_order_and_alike(spread: Processes) -> None:
    items = range(-100, 0)
    assert list(spread(abs, items)) == list(serial(abs, items)) == list(range(100, 0, -1))


def test_work_is_begun_beside(spread: Processes) -> None:
    begun = spread.begin(worker_id, 0)
    assert begun() != os.getpid()
    with processes(1) as alone:
        assert alone.begin(worker_id, 0)() == os.getpid()
    with processes(2) as several, pytest.raises(WhenceError, match="worker process died"):
        several.begin(fatal, 9)()


def test_the_work_is_done_by_other_processes_only_when_there_is_enough(spread: Processes) -> None:
    assert os.getpid() not in set(spread(worker_id, range(30)))
    assert set(spread(worker_id, range(3))) == {os.getpid()}
    assert list(spread(abs, [])) == []


def test_one_process_is_this_one() -> None:
    with processes(1) as alone:
        assert set(alone(worker_id, range(30))) == {os.getpid()}


def test_workers_start_once_patience_has_run_out() -> None:
    with processes(2, patience=0.2) as several:
        assert set(several(worker_id, range(100))) == {os.getpid()}
        found = list(several(slow, range(40)))
        assert [item for item, _ in found] == list(range(40))
        assert found[0][1] == os.getpid()
        assert len({process for _, process in found}) > 1
        assert os.getpid() not in set(several(worker_id, range(100)))


def test_items_are_read_lazily(spread: Processes) -> None:
    items = iter(range(1000))
    assert next(spread(abs, items)) == 0
    assert next(items) < 200


def test_an_error_of_the_function_is_raised_and_the_pool_starts_again(spread: Processes) -> None:
    with pytest.raises(ValueError, match="nine"):
        list(spread(broken, range(40)))
    assert len(list(spread(abs, range(40)))) == 40


def test_a_dead_worker_is_a_plain_error() -> None:
    with processes(2) as several, pytest.raises(WhenceError, match="worker process died"):
        list(several(fatal, range(40)))


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGKILL])
def test_no_worker_outlives_an_interrupted_run(tmp_path: Path, sent: signal.Signals) -> None:
    script = tmp_path / "long.py"
    script.write_text(LONG)
    run = subprocess.Popen([sys.executable, script], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        assert run.stdout and run.stdout.readline() == "under way\n"
        workers = children(run.pid)
        run.send_signal(sent)
        _, messages = run.communicate(timeout=60)
    finally:
        run.kill()
    assert run.returncode != 0
    assert "Process SpawnProcess" not in messages
    deadline = time.monotonic() + 10
    while any(Path(f"/proc/{worker}").exists() for worker in workers) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert [worker for worker in workers if Path(f"/proc/{worker}").exists()] == []


def children(parent: int) -> list[int]:
    listed = Path(f"/proc/{parent}/task/{parent}/children")
    return [int(child) for child in listed.read_text().split()] if listed.exists() else []
