from pathlib import Path

import pytest

import whence.stage
from whence.stage import Stage, plan


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "model.py").write_text("records")
    (tmp_path / "links" / "lexicons").mkdir(parents=True)
    (tmp_path / "links" / "__init__.py").write_text("code")
    (tmp_path / "links" / "lexicons" / "words.txt").write_text("one")
    monkeypatch.setattr(whence.stage, "_HOUSE", tmp_path)
    return tmp_path


def forget() -> None:
    whence.stage._source_hash.cache_clear()
    whence.stage._package_hash.cache_clear()


def key(name: str = "link", settings: str = "", reads: tuple[str, ...] = ("a", "b")) -> str:
    forget()
    return Stage(name, ("links",)).key(settings, reads)


def test_a_key_changes_with_name_settings_and_what_is_read(house: Path) -> None:
    keys = {key(), key(name="x"), key(settings="x"), key(reads=("a",)), key(reads=("ab",)), key(reads=("a", "b", "b"))}
    assert len(keys) == 6


def test_the_order_of_what_is_read_does_not_matter(house: Path) -> None:
    assert key(reads=("a", "b")) == key(reads=("b", "a"))


@pytest.mark.parametrize("changed", ["model.py", "links/__init__.py", "links/lexicons/words.txt", "links/new.npz"])
def test_a_key_changes_with_code_word_lists_and_weights(house: Path, changed: str) -> None:
    before = key()
    (house / changed).write_text("changed")
    assert key() != before


def test_compiled_and_hidden_files_do_not_matter(house: Path) -> None:
    before = key()
    (house / "links" / "__pycache__").mkdir()
    for name in ("__pycache__/x.pyc", ".words.swp"):
        (house / "links" / name).write_text("x")
    assert key() == before


def test_an_unknown_package_is_refused(house: Path) -> None:
    with pytest.raises(ValueError, match="nowhere"):
        Stage("x", ("nowhere",)).key("", ())


def test_the_real_house_has_keys() -> None:
    forget()
    assert len(Stage("x", ("casefile", "stage")).key("", ())) == 64


def test_a_plan_computes_what_is_new_or_changed_and_drops_what_is_gone() -> None:
    assert plan({"d": "1", "b": "1", "a": "2"}, {"a": "1", "b": "1", "z": "1", "c": "1"}) == (["a", "d"], ["c", "z"])
    assert plan({}, {}) == ([], [])
