"""The passages that the tagger is trained on: well marked, and none of them among the golden cases."""

from __future__ import annotations

from pathlib import Path

from tests.casefiles import cases
from training.passages import kept_apart, passages

FOLDER = Path(__file__).parents[1] / "training" / "passages"
LONG = 12
"""Words in a row that two texts share by chance at most."""


def _runs(text: str) -> set[tuple[str, ...]]:
    spoken = text.lower().split()
    return {tuple(spoken[k : k + LONG]) for k in range(len(spoken) - LONG + 1)}


def test_marks() -> None:
    rows = list(passages(FOLDER))
    assert len({row["id"] for row in rows}) == len(rows) > 600
    for row in rows:
        for found in row["annotations"]["own"]:
            assert found["content"], row["id"]
            for start, end in (span for spans in found.values() for span in spans):
                assert row["text"][start:end] == row["text"][start:end].strip() != "", row["id"]


def test_outermost_with_that(tmp_path: Path) -> None:
    (tmp_path / "a.case").write_text(
        "=== one\n\n{1s|The paper} {1c|wrote} that {1t|{2s|a clerk} {2c|denied} {2t|the loss}}.\n", encoding="utf-8"
    )
    (row,) = passages(tmp_path)
    (found,) = row["annotations"]["own"]
    assert [row["text"][a:b] for a, b in found["content"]] == ["that a clerk denied the loss"]
    assert [row["text"][a:b] for a, b in found["source"]] == ["The paper"]


def test_apart_from_the_golden_cases() -> None:
    golden = set[tuple[str, ...]]().union(
        *(_runs(c.marked()[0]) for s in ("passages", "attributions") for c in cases(s))
    )
    assert not [row["id"] for row in passages(FOLDER) if _runs(row["text"]) & golden]


def test_a_sixth_is_kept_apart() -> None:
    apart = [row["id"] for row in passages(FOLDER) if kept_apart(row["id"])]
    assert 1 / 8 < len(apart) / sum(1 for _ in passages(FOLDER)) < 1 / 5
