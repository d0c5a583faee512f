"""Material that cannot be read, targets that cannot be written: a clear message and the right exit code each time."""

from __future__ import annotations

import getpass
import io
import os
import sqlite3
import zipfile
from pathlib import Path

import pytest
from tests.pages import column, pdf

from whence.case import Case
from whence.casefile import CaseFile
from whence.cli import main

FINE, ERROR, USAGE, PARTIAL = 0, 1, 2, 3
WORDS = "The gate was locked, the harbour master said.\n"


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/document.xml", b"0" * 20_000_000)
    return out.getvalue()


MATERIAL = {
    "empty.txt": (b"", "it is empty|The file is empty"),
    "cut.pdf": (pdf([column([WORDS.strip()])])[:400], "damaged or cut short"),
    "bomb.docx": (bomb(), "zip bomb"),
    "scan.pdf": (pdf([[]]), "perhaps scanned"),
    "noise.txt": (bytes(range(256)) * 20, "not text"),
    "photo.png": (b"\x89PNG", "not a kind of file"),
    "letter.msg": (b"\xd0\xcf\x11\xe0", "not a kind of file"),
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    made = tmp_path / "folder"
    made.mkdir()
    (made / "good.txt").write_text(WORDS)
    return made


@pytest.mark.parametrize("name", MATERIAL)
def test_what_cannot_be_read_is_said_and_the_rest_is_read(
    name: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content, reason = MATERIAL[name]
    (folder / name).write_bytes(content)
    assert main(["report", "folder", "--finder", "rules"]) == PARTIAL
    said = capsys.readouterr().err
    assert f"whence: {name}: " in said and any(words in said for words in reason.split("|"))
    assert WORDS.split(",")[0] in Path("whence-report.html").read_text()


def test_a_page_nested_twenty_thousand_deep_is_fine(folder: Path) -> None:
    (folder / "deep.html").write_text("<div>" * 20_000 + WORDS)
    assert main(["report", "folder", "--finder", "rules"]) == FINE


def test_a_pipe_in_a_folder_is_not_waited_for(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    os.mkfifo(folder / "pipe.txt")
    (folder / "astray.txt").symlink_to("nowhere")
    assert main(["report", "folder", "--finder", "rules"]) == PARTIAL
    said = capsys.readouterr().err
    assert "pipe.txt: It cannot be read: it is not a regular file" in said
    assert "astray.txt: It cannot be read: No such file" in said


def test_a_file_that_vanishes_or_changes_meanwhile_is_a_problem(folder: Path) -> None:
    (folder / "gone.txt").write_text(WORDS)
    with Case.open() as case:
        case.add([folder])
        (folder / "gone.txt").unlink()
        (folder / "good.txt").write_text(WORDS * 2)
        case.refresh()
        said = " ".join(problem.detail for problem in case.problems())
    assert "It cannot be read: No such file" in said and "changed while it was being read" in said


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["report", "nothing"], USAGE, "there is no document here"),
        (["report", "nowhere"], USAGE, "nowhere: there is no such file or folder"),
        (["claims", "nowhere.whence"], USAGE, "there is no such case file"),
        (["report", "folder", "-o", "folder/good.txt/page.html"], ERROR, "good.txt"),
        (["report", "folder", "-o", "folder"], ERROR, "folder: Is a directory"),
        (["report", "folder", "-o", "/dev/full"], ERROR, "No space left on device"),
        (["report", "folder", "--case", "folder"], ERROR, "it is a folder. Name a file in it"),
        (["report", "folder", "--case", "folder/good.txt"], ERROR, "it is not a case file"),
    ],
)
def test_bad_use_and_bad_targets_are_told_apart(
    arguments: list[str], code: int, words: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("nothing").mkdir()
    assert main(arguments) == code
    assert words in capsys.readouterr().err
    assert not list(Path().rglob("*.part"))


def test_a_case_of_a_later_version_is_left_alone(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Case.open("later.whence"):
        pass
    with sqlite3.connect("later.whence") as connection:
        connection.execute("PRAGMA user_version = 99")
    before = Path("later.whence").read_bytes()
    assert main(["report", "folder", "--case", "later.whence"]) == ERROR
    assert "a later version of whence wrote it" in capsys.readouterr().err
    assert Path("later.whence").read_bytes() == before


def test_a_case_in_a_folder_that_cannot_be_written_to_can_be_read(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["report", "folder", "--case", "kept.whence", "--finder", "rules"]) == FINE
    capsys.readouterr()
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    assert main(["claims", "kept.whence"]) == FINE
    captured = capsys.readouterr()
    assert "The gate was locked" in captured.out
    assert main(["report", "folder", "--case", "kept.whence"]) == ERROR
    assert "it cannot be written to" in capsys.readouterr().err
    with CaseFile.open(Path("kept.whence")) as store:
        assert store.files()


@pytest.mark.parametrize("failure", [KeyError("no name"), OSError("no name")])
def test_a_user_without_a_name_is_a_number(
    failure: Exception, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def nameless() -> str:
        raise failure

    monkeypatch.setattr(getpass, "getuser", nameless)
    assert main(["report", "folder", "--case", "a.whence", "--finder", "rules"]) == FINE
    with Case.open("a.whence") as case:
        claim = case.claims()[0].id
    assert main(["judge", "a.whence", claim, "seen"]) == FINE
    assert main(["aliases", "a.whence", "--add", "HM=the harbour master"]) == FINE
    with Case.open("a.whence") as case:
        (judged,), (renamed,) = case.store.judgements(), case.store.aliases()
        assert judged.by == renamed.by == f"user {os.getuid()}"


def test_what_whence_wrote_itself_is_no_document(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for _ in range(2):
        written = ["--case", "folder/kept.whence", "-o", "folder/page.html", "--finder", "rules"]
        assert main(["report", "folder", *written]) == FINE
    with Case.open("folder/kept.whence") as case:
        assert [document.name for document in case.findings().documents] == ["good.txt"]
    assert not capsys.readouterr().err
