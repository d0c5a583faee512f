import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from whence.casefile import CaseFile, FileRow
from whence.errors import CaseError, LaterVersionError
from whence.model import Document, Judgement, Problem, Span

WRITE_UNTIL_KILLED = """
import sys
from pathlib import Path
from whence.casefile import CaseFile
from whence.model import Problem
case = CaseFile.open(Path(sys.argv[1]))
def endless():
    number = 0
    while True:
        number += 1
        if number == 3000:
            print("in the middle", flush=True)
        yield f"u{number}", "new", [Problem("x" * 500, "read", "cannot")]
case.replace("read", endless(), ["first"])
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "affair.case"


def problem(detail: str) -> Problem:
    return Problem("a.txt", "read", detail)


def test_records_come_back_in_order_by_unit(path: Path) -> None:
    mixed = (problem("1"), Span(1, 2), problem("2"), problem("3"))
    with CaseFile.open(path) as case:
        case.replace("read", [("b", "k2", mixed), ("a", "k1", ()), ("é", "k3", [problem("\ud800")])])
        case.replace("other", [("a", "k", [problem("other")])])
    with CaseFile.open(path) as case:
        assert list(case.rows("read")) == [("a", ()), ("b", mixed), ("é", (problem("\ufffd"),))]
        assert case.units("read", ["b", "a", "nowhere"]) == {"a": (), "b": mixed}
        assert case.stored("read") == {"a": "k1", "b": "k2", "é": "k3"}
        assert case.stored("nowhere") == {}


def test_replace_drops_and_overwrites(path: Path) -> None:
    with CaseFile.open(path) as case:
        case.replace("read", [("a", "1", [problem("old")]), ("b", "1", [problem("b")])])
        case.replace("read", [("a", "2", [problem("new")])], ["b", "never there"])
        assert list(case.rows("read")) == [("a", (problem("new"),))]


def test_a_failed_change_changes_nothing(path: Path) -> None:
    def failing() -> Iterator[tuple[str, str, list[Problem]]]:
        yield "a", "2", [problem("new")]
        raise RuntimeError("no more")

    with CaseFile.open(path) as case:
        case.replace("read", [("a", "1", [problem("old")])])
        before = list(case.rows("read")), case.events()
        with pytest.raises(RuntimeError):
            case.replace("read", failing(), [])
        with pytest.raises(TypeError):
            case.replace("read", [("z", "1", ["no record"])], ["a"])
        assert (list(case.rows("read")), case.events()) == before


def test_a_kill_in_the_middle_leaves_the_last_finished_change(path: Path) -> None:
    with CaseFile.open(path) as case:
        case.replace("read", [("first", "old", [problem("kept")])])
    command = [sys.executable, "-c", WRITE_UNTIL_KILLED, str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout and writer.stdout.readline() == "in the middle\n"
        writer.send_signal(signal.SIGKILL)
    with CaseFile.open(path) as case:
        assert list(case.rows("read")) == [("first", (problem("kept"),))]
        assert case.verify_events()
        case.replace("read", [("second", "new", [])])


def test_files_are_kept_and_removed(path: Path) -> None:
    undecodable = os.fsdecode(b"/in/\xff.txt")
    one, two = FileRow("a.txt", undecodable, "a" * 64, 3, 2**62), FileRow("b.txt", "/in/b.txt", "b" * 64, 0, 1)
    with CaseFile.open(path) as case:
        case.set_files([two, one], [])
        assert case.files() == {"a.txt": one, "b.txt": two}
        case.set_files([], ["b.txt"])
        assert list(case.files()) == ["a.txt"]


def test_judgements_and_notes_are_kept(path: Path) -> None:
    first, second = Judgement("f", "yes", "me", "t1"), Judgement("f", "no", "me", "t2", "نه")
    with CaseFile.open(path) as case:
        case.judge(first)
        case.judge(second)
        case.set_meta("settings", "1")
        case.set_meta("settings", "2")
    with CaseFile.open(path) as case:
        assert case.judgements() == (first, second)
        assert (case.meta("settings"), case.meta("nothing")) == ("2", None)


def test_every_change_is_an_event(path: Path) -> None:
    with CaseFile.open(path) as case:
        case.set_files([FileRow("a", "/a", "0", 1, 1)], [])
        case.replace("read", [("a", "k", [])])
        case.replace("read", [], [])
        case.judge(Judgement("f", "yes", "me", "t"))
        assert [(event.number, event.what) for event in case.events()] == [
            (1, "files"),
            (2, "replace"),
            (3, "judgement"),
        ]
        assert case.verify_events()


@pytest.mark.parametrize(
    "tampering",
    [
        "UPDATE event SET detail = replace(detail, 'yes', 'no') WHERE number = 2",
        "UPDATE event SET at = '1999-01-01' WHERE number = 1",
        "DELETE FROM event WHERE number = 2",
        "DELETE FROM event WHERE number = 3",
        "DELETE FROM event",
        "INSERT INTO event VALUES (4, 'now', 'judgement', '{}', 'x')",
    ],
)
def test_tampering_with_the_log_is_refused_and_found(path: Path, tampering: str) -> None:
    with CaseFile.open(path) as case:
        for number in range(3):
            case.judge(Judgement(f"f{number}", "yes", "me", "t"))
    raw = sqlite3.connect(path, isolation_level=None)
    if not tampering.startswith("INSERT"):
        with pytest.raises(sqlite3.IntegrityError, match="events are never"):
            raw.execute(tampering)
    raw.execute("DROP TRIGGER event_kept")
    raw.execute("DROP TRIGGER event_fixed")
    raw.execute(tampering)
    raw.close()
    with CaseFile.open(path) as case:
        assert not case.verify_events()


def test_search_folds_and_follows_changes() -> None:
    filler = "word " * 100
    old = Document("1", "a.txt", f"{filler} The mayor of Québec spoke. {filler}", title="Harbour fire")
    new = Document("2", "a.txt", "The MAYOR of Lund spoke.")
    with CaseFile.open() as case:
        case.replace("read", [("a", "1", [old]), ("b", "1", [Document("3", "b.txt", "nothing")])])
        ((found, around),) = case.search("quebec MAYOR spo")
        assert found == "1"
        assert "The mayor of Québec spoke." in around
        assert len(around) < 200
        assert [found for found, _ in case.search("harbour")] == ["1"]
        case.replace("read", [("a", "2", [new])], ["b"])
        assert case.search("quebec") == case.search("nothing") == []
        assert case.search("mayor lund") == [("2", "The MAYOR of Lund spoke.")]


@pytest.mark.parametrize("query", ["", '"', "AND", "a* OR (", "NEAR(", "text:", "\x00", "\ud800"])
def test_no_query_is_a_syntax_error(query: str) -> None:
    with CaseFile.open() as case:
        assert case.search(query) == []


def test_a_later_version_is_refused_and_untouched(path: Path) -> None:
    CaseFile.open(path).close()
    raw = sqlite3.connect(path)
    raw.execute("PRAGMA user_version = 99")
    raw.close()
    before = path.read_bytes()
    with pytest.raises(LaterVersionError, match="later version"):
        CaseFile.open(path)
    assert path.read_bytes() == before


def test_what_is_no_case_is_refused_and_untouched(path: Path, tmp_path: Path) -> None:
    path.write_text("A letter, and a long one at that. " * 50)
    other = tmp_path / "other.sqlite"
    raw = sqlite3.connect(other)
    raw.execute("CREATE TABLE t (x)")
    raw.close()
    for foreign in (path, other):
        before = foreign.read_bytes()
        with pytest.raises(CaseError, match="not a case file"):
            CaseFile.open(foreign)
        assert foreign.read_bytes() == before
    with pytest.raises(CaseError, match="folder"):
        CaseFile.open(tmp_path)
    with pytest.raises(CaseError, match="cannot be opened"):
        CaseFile.open(tmp_path / "nowhere" / "x.case")
    with pytest.raises(CaseError, match="cannot be opened"):
        CaseFile.open(tmp_path / ("x" * 300))


def test_a_name_that_is_no_text_is_said_plainly(path: Path) -> None:
    with CaseFile.open(path) as case, pytest.raises(CaseError, match="Rename"):
        case.set_files([FileRow("\udcff.txt", "/x", "0", 1, 1)], [])


def test_a_full_disk_is_said_plainly_and_loses_nothing(path: Path) -> None:
    with CaseFile.open(path) as case:
        case.replace("read", [("a", "1", [problem("kept")])])
        pages = case._connection.execute("PRAGMA page_count").fetchone()[0]
        case._connection.execute(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(CaseError, match="no space left"):
            case.replace("read", [("b", "1", [problem("x" * 100_000)])], ["a"])
        assert list(case.rows("read")) == [("a", (problem("kept"),))]


def test_a_case_that_cannot_be_written_is_read_and_said_plainly(path: Path) -> None:
    with CaseFile.open(path) as case:
        case.replace("read", [("a", "1", [problem("kept")])])
        case._connection.execute("PRAGMA query_only = 1")
        with pytest.raises(CaseError, match="cannot be written"):
            case.judge(Judgement("f", "yes", "me", "t"))
    path.chmod(0o444)
    with CaseFile.open(path) as case:
        assert list(case.rows("read")) == [("a", (problem("kept"),))]


def test_a_case_that_another_program_writes_is_said_plainly(path: Path) -> None:
    with CaseFile.open(path) as one, CaseFile.open(path) as other:
        other._connection.execute("PRAGMA busy_timeout = 0")
        one._connection.execute("BEGIN IMMEDIATE")
        with pytest.raises(CaseError, match="another program"):
            other.set_meta("a", "b")


def test_a_stored_record_that_cannot_be_read_is_said_plainly(path: Path) -> None:
    with CaseFile.open(path) as case:
        case.replace("read", [("a", "1", [problem("x")])])
        case._connection.execute("UPDATE record SET kind = 'Findings2'")
        with pytest.raises(CaseError, match="cannot be read"):
            list(case.rows("read"))


def test_a_case_of_an_earlier_form_keeps_its_files_and_judgements_and_is_computed_anew(path: Path) -> None:
    judgement = Judgement("f", "yes", "me", "now")
    with CaseFile.open(path) as case:
        case.set_files([FileRow("a", "/a", "0", 1, 2)], [])
        case.replace("documents", [("a", "k", [Document("d", "a", "old words")])])
        case.judge(judgement)
    raw = sqlite3.connect(path)
    raw.execute("PRAGMA user_version = 1")
    raw.close()
    with CaseFile.open(path) as case:
        assert list(case.files()) == ["a"]
        assert case.judgements() == (judgement,)
        assert case.stored("documents") == {}
        assert case.search("old words") == []
        assert case.verify_events()
