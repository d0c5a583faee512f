"""The benchmark commands that read a user's tables, on small made-up ones."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from benchmarks import agencies, truth

FACT = (
    "A boiler burst in the old cannery on the east quay of Haldane before dawn, and twelve dockers were taken to the "
    "clinic with burns, while the ferry waited outside the harbour until noon."
)


def test_a_vote_that_knows_of_copying_finds_more() -> None:
    for seed in range(5):
        table, gold = truth.made(seed)
        assert truth.precision(truth.discounted(table), gold) > truth.precision(truth.voted(table), gold) + 0.1


def test_independent_sources_are_left_alone() -> None:
    table, _ = truth.made(1, copiers=0)
    depends = truth.dependence(table, truth.shares(table))
    assert max(depends.values()) < 0.2


def test_the_tables_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "t.csv").write_text("source,item,value\na,flight 1,10:05\nb,flight 1,10:05\nc,flight 1,10:50\n")
    (tmp_path / "g.csv").write_text("item,value\nflight 1,10:05\n")
    monkeypatch.setattr(sys, "argv", ["truth", str(tmp_path / "t.csv"), str(tmp_path / "g.csv")])
    truth.main()
    assert "3 sources, 1 items" in capsys.readouterr().out


def test_hidden_credits_are_found_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [f"{n},The {name},2 March 2024,HALDANE (Reuters) - {FACT}" for n, name in enumerate(("Courier", "Gazette"))]
    rows = [row.replace(FACT, f'{FACT}"').replace("HALDANE", '"HALDANE') for row in rows]
    (tmp_path / "a.csv").write_text("id,publisher,date,text\n" + "\n".join(rows) + "\n")
    articles = [agencies.credited(article) for article in agencies.read(tmp_path / "a.csv")]
    assert [article.credits for article in articles] == [{"reuters"}] * 2
    hidden = agencies.blinded(articles[0])
    assert "Reuters" not in hidden.text
    counts = agencies.scored([hidden, articles[1]])
    assert (counts["hidden"], counts["can be found"], counts["found"], counts["another agency"]) == (1, 1, 1, 0)
    monkeypatch.setattr(sys, "argv", ["agencies", str(tmp_path / "a.csv"), "--share", "1"])
    agencies.main()
    assert "of the hidden articles" in capsys.readouterr().out
