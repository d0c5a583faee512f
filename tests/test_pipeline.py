"""A refresh after any edit holds exactly what a clean run would hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from whence.errors import UsageError
from whence.model import Findings
from whence.pipeline import Case

FILES = {
    "a.txt": "Publisher: The Herald\nDate: 3 May 2024\n\nTwelve people were injured in Portvell, the mayor said.\n",
    "b.txt": "Publisher: The Mail\nDate: 4 May 2024\n\nTwelve people were injured in Portvell, the Herald reported.\n",
    "c.txt": "Publisher: The Post\nDate: 4 May 2024\n\nAccording to Mara Velt, the bridge of Portvell was closed.\n",
}


def clean(folder: Path) -> Findings:
    with Case.open() as case:
        case.add([folder])
        case.refresh()
        return case.findings()


def test_refresh_equals_a_clean_run(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    with Case.open(tmp_path / "case.whence") as case:
        case.add([folder])
        case.refresh()
        assert case.findings() == clean(folder)
        (folder / "b.txt").write_text(FILES["b.txt"].replace("Twelve", "Twenty"), encoding="utf-8")
        case.add([folder])
        case.refresh()
        assert case.findings() == clean(folder)
        (folder / "c.txt").unlink()
        case.add([folder], prune=True)
        case.refresh()
        assert case.findings() == clean(folder)


def test_an_unchanged_case_computes_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(FILES["a.txt"], encoding="utf-8")
    told: list[str] = []
    with Case.open() as case:
        for _ in range(2):
            told.clear()
            case.add([tmp_path])
            case.refresh(progress=lambda stage, done, total: told.append(stage))
    assert told == []


def test_a_case_is_read_anew_with_another_finder(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "The family is leaning hard toward the view that the wall will fall.\n\nMara Velt said the wall was sound.\n"
    )

    def keys(finder: str) -> dict[str, str]:
        with Case.open(tmp_path / "case.whence", finder=finder) as case:
            case.add([tmp_path / "a.txt"])
            case.refresh()
            return case.store.stored("attributions")

    assert keys("rules") != keys("both") == keys("auto") != keys("tagger")
    with pytest.raises(UsageError):
        Case.open(finder="guess")
