from pathlib import Path

import pytest

from whence.errors import UsageError
from whence.model import Document
from whence.sources import aliases_in, load_aliases


def mined(text: str) -> list[tuple[str, str]]:
    return [(alias, name) for alias, name, _ in aliases_in(Document("d", "d.txt", text))]


def test_acronyms_and_other_names_are_mined() -> None:
    text = "The People's Guard of Veltany (PGV) met. The PGV, also known as the Red Hand, said no."
    assert mined(text) == [("PGV", "People's Guard of Veltany"), ("Red Hand", "PGV")]


def test_a_bracket_that_spells_something_else_is_no_alias() -> None:
    assert mined("Mara Velt (UK) spoke to the World Relief Union (see below).") == []


def test_alias_file(tmp_path: Path) -> None:
    path = tmp_path / "aliases.txt"
    path.write_text("# ours\nMKO = MEK\n\nRed Hand = PGV\n", encoding="utf-8")
    assert load_aliases(path) == {"MKO": "MEK", "Red Hand": "PGV"}


@pytest.mark.parametrize("line", ["MKO", "MKO =", "= MEK", "MKO = A\nMKO = B"])
def test_a_bad_line_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "aliases.txt"
    path.write_text(line, encoding="utf-8")
    with pytest.raises(UsageError, match="line"):
        load_aliases(path)


def test_a_missing_file_is_a_usage_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        load_aliases(tmp_path / "none.txt")
