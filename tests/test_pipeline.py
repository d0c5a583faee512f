"""A refresh after any edit holds exactly what a clean run would hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from whence import pipeline
from whence.case import Case
from whence.engine import processes
from whence.errors import UsageError
from whence.lineage import pair
from whence.model import Alias, DerivationKind, Findings, Judgement

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


def test_workers_change_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "LARGE", 0)
    for name, text in FILES.items():
        for number in range(6):
            (tmp_path / f"{number}{name}").write_text(text.replace("Portvell", f"Portvell {number}"), encoding="utf-8")
    with Case.open() as case, processes(2) as several:
        case.add([tmp_path])
        case.refresh(several)
        assert case.findings() == clean(tmp_path)


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


FACT = "Twelve dockers were taken to the clinic after a boiler burst in the old cannery on the east quay of Haldane"
AFFAIR = {
    "a.txt": f"Publisher: The Courier\nDate: 1 March 2024\n\n{FACT}.\n",
    "b.txt": f"Publisher: The Gazette\nDate: 2 March 2024\n\n{FACT}.\n",
    "c.txt": "Publisher: Norda Echo\nDate: 3 March 2024\n\n"
    "Mara Velt said twelve dockers were taken to the clinic after a boiler burst in the cannery of Haldane.\n",
}


def judged(finding: str, verdict: str) -> Judgement:
    return Judgement(finding, verdict, "ada", "2024-03-05T10:00:00+00:00")


def counts(case: Case) -> list[int]:
    """The proven origins of the claim about the boiler, as of now."""
    return sorted(claim.high for claim in case.claims() if "boiler" in claim.text)


def test_a_judgement_changes_the_count_at_once_and_is_kept(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    for name, text in AFFAIR.items():
        (folder / name).write_text(text, encoding="utf-8")
    with Case.open(tmp_path / "case.whence") as case:
        case.add([folder])
        case.refresh()
        ids = {document.name: document.id for document in case.findings().documents}
        (copy,) = [d for d in case.findings().derivations if d.kind is DerivationKind.COPY]
        machine = list(case.store.rows("derivations"))
        assert counts(case) == [2]
        case.judge(judged(copy.id, "reject"))
        assert counts(case) == [3]
        assert copy.id not in {d.id for d in case.findings().derivations}
        case.judge(judged(copy.id, "accept"))
        assert counts(case) == [2]
        case.judge(judged(pair(ids["b.txt"], ids["c.txt"]), "add"))
        case.judge(judged(copy.id, "reject"))
        assert counts(case) == [3], "who names a witness and was taken from a paper rests on both"
        assert list(case.store.rows("derivations")) == machine, "judgements are kept apart from what was found"
        assert [j.verdict for j in case.store.judgements()] == ["reject", "accept", "add", "reject"]
        assert case.store.verify_events()


def test_refresh_after_a_judgement_equals_a_clean_run_with_it(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    for name, text in AFFAIR.items():
        (folder / name).write_text(text, encoding="utf-8")
    with Case.open() as early, Case.open() as late:
        early.add([folder])
        early.refresh()
        (copy,) = [d for d in early.findings().derivations if d.kind is DerivationKind.COPY]
        early.judge(judged(copy.id, "reject"))
        told: list[str] = []
        early.refresh(progress=lambda stage, done, total: told.append(stage))
        assert told == [], "nothing is left to do"
        late.store.judge(judged(copy.id, "reject"))
        late.add([folder])
        late.refresh()
        assert early.findings() == late.findings()
        (folder / "a.txt").unlink()
        for case in (early, late):
            case.add([folder], prune=True)
            case.refresh()
        assert early.findings() == late.findings()


FRONT = {
    "a.txt": "Publisher: The Herald\nDate: 3 May 2024\n\n"
    "Twelve dockers were held in the old cannery of Haldane, the Tide Butchers said.\n",
    "b.txt": "Publisher: The Mail\nDate: 4 May 2024\n\n"
    "Twelve dockers were held in the old cannery of Haldane, the Harbour Watch said.\n",
}


def test_an_alias_joins_at_once_and_is_kept(tmp_path: Path) -> None:
    folder, case_file = tmp_path / "folder", tmp_path / "case.whence"
    folder.mkdir()
    for name, text in FRONT.items():
        (folder / name).write_text(text, encoding="utf-8")
    with Case.open(case_file, finder="rules") as case:
        case.add([folder])
        case.refresh()
        before = case.findings()
        computed = {stage: case.store.stored(stage) for stage in ("attributions", "statements", "links", "passages")}
        assert [claim.high for claim in before.claims] == [2]
        case.rename(Alias("Tide Butchers", "Harbour Watch", by="ann"))
        joined = case.findings()
        assert [(claim.high, claim.origins[0].root) for claim in joined.claims] == [(1, "Harbour Watch")]
        assert computed == {stage: case.store.stored(stage) for stage in computed}
    with Case.open(case_file, finder="rules") as case:
        told: list[str] = []
        case.refresh(progress=lambda stage, done, total: told.append(stage))
        assert told == []
        assert case.findings() == joined
        assert case.store.verify_events()
        assert [one.by for one in case.aliases()] == ["ann"]
        case.rename(Alias("Tide Butchers", ""))
        assert case.findings() == before
    with Case.open(aliases={"Tide Butchers": "Harbour Watch"}, finder="rules") as case:
        case.add([folder])
        case.refresh()
        assert case.findings() == joined
