"""The command line: exit codes, and messages instead of tracebacks."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from whence.cli import main


def test_an_empty_folder_is_a_usage_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", str(tmp_path)]) == 2
    assert "no document" in capsys.readouterr().err


def test_a_path_that_is_not_there_is_a_usage_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "no/such/folder"]) == 2
    assert "no such file" in capsys.readouterr().err


def test_an_empty_file_is_a_problem_and_the_rest_goes_on(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "good.txt").write_text("The mayor of Portvell said that the bridge was closed.\n", encoding="utf-8")
    assert main(["report", str(tmp_path), "--json"]) == 3
    form = json.loads(capsys.readouterr().out)
    assert [d["name"] for d in form["documents"]] == ["good.txt"]
    assert [p["document"] for p in form["problems"]] == ["empty.txt"]


def test_a_link_that_leads_nowhere_is_a_problem(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "good.txt").write_text("The mayor of Portvell said that the bridge was closed.\n", encoding="utf-8")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    assert main(["report", str(tmp_path), "--json"]) == 3
    form = json.loads(capsys.readouterr().out)
    assert [Path(p["document"]).name for p in form["problems"]] == ["gone.txt"]


def test_an_unchanged_report_is_left_as_it_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder, page = tmp_path / "folder", tmp_path / "page.html"
    folder.mkdir()
    (folder / "a.txt").write_text("The mayor of Portvell said that the bridge was closed.\n", encoding="utf-8")
    command = ["report", str(folder), "--case", str(tmp_path / "c.whence"), "-o", str(page)]
    assert main(command) == 0
    written = page.stat().st_mtime_ns
    assert main(command) == 0
    assert page.stat().st_mtime_ns == written
    (folder / "a.txt").write_text("The mayor of Portvell said that the bridge was open.\n", encoding="utf-8")
    assert main(command) == 0
    assert page.stat().st_mtime_ns != written
    assert "bridge was open" in page.read_text(encoding="utf-8")
    assert capsys.readouterr().out.splitlines() == [str(page)] * 3


def test_the_report_goes_to_a_pipe_as_it_is(tmp_path: Path) -> None:
    folder, pipe = tmp_path / "folder", tmp_path / "pipe"
    folder.mkdir()
    (folder / "a.txt").write_text("The mayor of Portvell said that the bridge was closed.\n", encoding="utf-8")
    os.mkfifo(pipe)
    reader = subprocess.Popen(["cat", str(pipe)], stdout=subprocess.PIPE)
    assert main(["report", str(folder), "-o", str(pipe)]) == 0
    page, _ = reader.communicate(timeout=30)
    assert b"bridge was closed" in page
    assert pipe.is_fifo()


def test_attributions_keep_the_offsets_of_the_given_text(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "“The bridge is closed,” said Mara Velt, the mayor of Portvell."
    lines = tmp_path / "in.jsonl"
    lines.write_text(json.dumps({"id": "x", "text": text}) + "\n", encoding="utf-8")
    assert main(["attributions", "--jsonl", str(lines)]) == 0
    row = json.loads(capsys.readouterr().out)
    assert row["id"] == "x"
    (found,) = row["attributions"]
    for part in (found["source"], found["cue"], *found["content"]):
        assert text[part["start"] : part["end"]] == part["text"]
    assert found["form"] == "direct"


def test_bad_json_lines_name_the_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = tmp_path / "in.jsonl"
    lines.write_text('{"id": 1}\n', encoding="utf-8")
    assert main(["compare", "--jsonl", str(lines)]) == 2
    assert "line 1" in capsys.readouterr().err


def test_help_is_quick_because_it_loads_no_room() -> None:
    loaded = (
        "import sys, whence.cli as cli\ntry: cli.main(['--help'])\nfinally: print(sorted(sys.modules), file=sys.stderr)"
    )
    ended = subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True, check=False)
    assert "usage: whence" in ended.stdout
    assert "'numpy'" not in ended.stderr and "'whence.pipeline'" not in ended.stderr


def test_the_tagger_can_be_chosen(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "The bridge will stay closed until spring, the harbour office said. Mara Velt believes the wall is sound."
    lines = tmp_path / "in.jsonl"
    lines.write_text(json.dumps({"id": "x", "text": text}) + "\n", encoding="utf-8")
    assert main(["attributions", "--finder", "tagger", "--jsonl", str(lines)]) == 0
    found = json.loads(capsys.readouterr().out)["attributions"]
    assert [a["source"]["text"] for a in found] == ["the harbour office", "Mara Velt"]
    assert [a["cue"]["text"] for a in found] == ["said", "believes"]


def told(capsys: pytest.CaptureFixture[str], *command: str) -> str:
    capsys.readouterr()
    assert main(list(command)) == 0
    return capsys.readouterr().out


@pytest.fixture
def wire(tmp_path: Path) -> str:
    """A case with a release, a copy of it and a paper that names its author."""
    folder = tmp_path / "folder"
    folder.mkdir()
    fact = "Twelve dockers were taken to the clinic after a boiler burst in the old cannery on the east quay of Haldane"
    (folder / "a-release.txt").write_text(f"Publisher: Haldane Harbour Authority\nDate: 1 March 2024\n\n{fact}.\n")
    (folder / "b-courier.txt").write_text(f"Publisher: The Courier\nDate: 2 March 2024\n\n{fact}.\n")
    echo = f"The Haldane Harbour Authority said that t{fact[1:]} on Friday."
    (folder / "c-echo.txt").write_text(f"Publisher: Norda Echo\nDate: 3 March 2024\n\n{echo}\n")
    case = str(tmp_path / "c.whence")
    assert main(["add", case, str(folder)]) == 0
    return case


def test_trace_draws_the_tree_of_a_claim(wire: str, capsys: pytest.CaptureFixture[str]) -> None:
    lines = told(capsys, "trace", wire, "boiler").splitlines()
    assert "  origin: Haldane Harbour Authority (body, own words in the folder)" in lines
    assert any("b-courier.txt has the words of a-release.txt" in line for line in lines)


def test_words_of_many_claims_are_answered_by_a_list(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    towns = ("Arl", "Brome", "Dorn", "Esk", "Farn", "Gorse", "Lund")
    for town in towns:
        text = f"The mayor of {town} said that the bridge at {town} was closed in {town}.\n"
        (tmp_path / f"{town}.txt").write_text(text, encoding="utf-8")
    case = str(tmp_path / "c.whence")
    assert main(["add", case, *(str(tmp_path / f"{town}.txt") for town in towns)]) == 0
    capsys.readouterr()
    assert main(["trace", case, "the bridge"]) == 0
    told_ = capsys.readouterr()
    assert len(told_.out.splitlines()) == len(towns)
    assert "name one by its id" in told_.err
    identity = told_.out.split()[0]
    assert told(capsys, "trace", case, identity).splitlines()[0].endswith(f"({identity})")


def test_the_list_of_claims_begins_with_what_is_said_most(wire: str, capsys: pytest.CaptureFixture[str]) -> None:
    lengths = {row["id"]: len(row["statements"]) for row in json.loads(told(capsys, "claims", wire, "--json"))}
    listed = [lengths[line.split()[0]] for line in told(capsys, "claims", wire).splitlines()]
    assert listed == sorted(listed, reverse=True)


def test_a_judgement_without_effect_says_so(wire: str, capsys: pytest.CaptureFixture[str]) -> None:
    identity = told(capsys, "claims", wire).split()[0]
    assert main(["judge", wire, identity, "important"]) == 0
    assert "recorded" in capsys.readouterr().err


def test_trace_tells_what_two_statements_share(wire: str, capsys: pytest.CaptureFixture[str]) -> None:
    tree = told(capsys, "trace", wire, "boiler")
    numbers = [next(line.split("[")[1][0] for line in tree.splitlines() if f"] {n}" in line) for n in ("a-", "b-")]
    said = told(capsys, "trace", wire, "boiler", "--between", *numbers)
    assert "so both rest on a-release.txt; they would be independent if one doubted" in said
    assert "    that b-courier.txt has the words of a-release.txt" in said
    form = json.loads(told(capsys, "trace", wire, "boiler", "--between", *numbers, "--json"))
    assert form["meeting"] == "a-release.txt"
    assert main(["trace", wire, "boiler", "--between", "1", "99"]) == 2


def test_a_judgement_shows_what_it_changes(wire: str, capsys: pytest.CaptureFixture[str]) -> None:
    tree = told(capsys, "trace", wire, "boiler")
    line = next(line for line in tree.splitlines() if "b-courier.txt from a-release.txt (copy" in line)
    derivation = line.split()[1].rstrip(":")
    changed = told(capsys, "judge", wire, derivation, "rejected", "--note", "written before the release")
    assert "1 -> 1 to 2" in changed
    assert told(capsys, "judge", wire, "b-courier.txt", "add", "--from", "c-echo.txt")
    assert main(["judge", wire, derivation, "perhaps"]) == 2
    assert main(["judge", wire, "nothing", "reject"]) == 2
    assert main(["judge", wire, "b-courier.txt", "add", "--from", "gone.txt"]) == 2
    claim = told(capsys, "claims", wire).split()[0]
    assert told(capsys, "judge", wire, claim, "important") == ""


def test_aliases_are_listed_added_and_taken_back(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "The Norda Relief Agency (NRA) sent tents.\n\nTwelve tents burned in Haldane, the NRA said.\n"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    (tmp_path / "b.txt").write_text("Twelve tents burned in Haldane, the Tent Gang said.\n", encoding="utf-8")
    case = str(tmp_path / "c.whence")
    assert main(["report", str(tmp_path / "a.txt"), str(tmp_path / "b.txt"), "--case", case, "--json"]) == 0
    capsys.readouterr()
    assert main(["aliases", case]) == 0
    line = "NRA = Norda Relief Agency  (a.txt, line 1: “The Norda Relief Agency (NRA) sent tents.”)"
    assert capsys.readouterr().out.splitlines() == [line]
    assert main(["aliases", case, "--add", "Tent Gang = the NRA"]) == 0
    assert "1 to 2 -> 1 " in capsys.readouterr().out
    assert main(["aliases", case, "--remove", "NRA"]) == 0
    assert "1 -> 1 to 2" in capsys.readouterr().out
    assert main(["aliases", case, "--json"]) == 0
    rows = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert [(row["alias"], row["name"], row.get("refused")) for row in rows] == [
        ("Tent Gang", "the NRA", False),
        ("NRA", "Norda Relief Agency", True),
    ]
    assert rows[0]["by"] and rows[0]["at"] and rows[0]["document"] is None
    assert main(["aliases", case, "--remove", "Tent Gang"]) == 0


@pytest.mark.parametrize(
    "words", [["--add", "NRA"], ["--add", "NRA = the NRA"], ["--add", "Norda = Tents"], ["--remove", "Nobody"]]
)
def test_an_alias_that_makes_no_sense_is_a_usage_error(
    tmp_path: Path, words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_text("Twelve tents burned in Haldane, the NRA said.\n", encoding="utf-8")
    case = str(tmp_path / "c.whence")
    assert main(["add", case, str(tmp_path / "a.txt")]) == 0
    assert main(["aliases", case, "--add", "Tents = Norda"]) == 0
    assert main(["aliases", case, *words]) == 2
    assert capsys.readouterr().err.startswith("whence: ")


def test_the_lines_of_an_alias_file_are_kept_in_the_case(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text("Twelve tents burned in Haldane, the NRA said.\n", encoding="utf-8")
    (tmp_path / "names").write_text("Tent Gang = NRA\n", encoding="utf-8")
    case = str(tmp_path / "c.whence")
    for _ in range(2):
        command = ["report", str(tmp_path / "a.txt"), "--case", case, "--aliases", str(tmp_path / "names"), "--json"]
        assert main(command) == 0
    capsys.readouterr()
    assert main(["aliases", case]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    assert line.startswith("Tent Gang = NRA  (by ")


def test_a_translated_quotation_is_said_to_be_one(capsys: pytest.CaptureFixture[str]) -> None:
    original = "Nunca vimos la orden y nadie nos habló del muro antes de la guerra."
    assert main(["quote", "We never saw the order and nobody told us about the wall", original]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "translated",
        "  the original is in another language: translated, not checkable word by word",
    ]
