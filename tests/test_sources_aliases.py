from pathlib import Path

import pytest

from whence.errors import UsageError
from whence.model import Alias, Document
from whence.sources import Told, aliases_in, load_aliases, told


def mined(text: str) -> list[tuple[str, str]]:
    return [(found.alias, found.name) for found in aliases_in(Document("d", "d.txt", text))]


def test_acronyms_and_other_names_are_mined() -> None:
    text = "The People's Guard of Veltany (PGV) met. The PGV, also known as the Red Hand, said no."
    assert mined(text) == [("PGV", "People's Guard of Veltany"), ("Red Hand", "PGV")]


def test_a_bracket_that_spells_something_else_is_no_alias() -> None:
    assert mined("Mara Velt (UK) spoke to the World Relief Union (see below).") == []


@pytest.mark.parametrize(
    ("text", "alias", "name"),
    [
        ("Members of the Front, known as FLN, left the town.", "FLN", "Front"),
        ("The Norda Relief Agency (NRA) sent tents.", "NRA", "Norda Relief Agency"),
        ("The Norda Relief\nAgency (NRA) sent tents.", "NRA", "Norda Relief Agency"),
        ("The Harbour Watch, also called the Night Lamps, said so.", "Night Lamps", "Harbour Watch"),
        ("The Harbour Watch (aka Night Lamps) said so.", "Night Lamps", "Harbour Watch"),
        ("The Harbour Watch, a.k.a. the Night Lamps, said so.", "Night Lamps", "Harbour Watch"),
        ("Olan Brik, nicknamed the Butcher of Marn by the press, spoke.", "Butcher of Marn", "Olan Brik"),
        ("The Norda Relief Agency, or NRA, sent tents.", "NRA", "Norda Relief Agency"),
        ("The Norda Relief Agency, NRA, sent tents.", "NRA", "Norda Relief Agency"),
        ("The NRA (Norda Relief Agency) sent tents.", "NRA", "Norda Relief Agency"),
        ("The Front de libération nationale (FLN) answered.", "FLN", "Front de libération nationale"),
        ("The National Liberation Front (FLN) answered.", "FLN", "National Liberation Front"),
        ("The Harbour Party, known by its Veltan acronym PAH, won.", "PAH", "Harbour Party"),
        ("The paper Novaja Zarja (Новая Заря) printed it.", "Новая Заря", "Novaja Zarja"),
        ("Hossein Karimi (حسین کریمی) spoke first.", "حسین کریمی", "Hossein Karimi"),
        ("The Velt Bank, formerly known as the Norda Bank, closed.", "Norda Bank", "Velt Bank"),
    ],
)
def test_a_name_and_its_introduction(text: str, alias: str, name: str) -> None:
    assert mined(text) == [(alias, name)]


@pytest.mark.parametrize(
    "text",
    [
        "Mara Velt, known as a fierce critic of the mayor, spoke.",
        "The deal with the towns bordering the Ardan Rim, known as the Coastal Pact, was signed.",
        "The law, known as the Coastal Pact, was signed.",
        "Mara Velt (Нова) and the Norda Relief Agency (Новая Заря) came.",
        "The ministers of Velt, Norda and Marn (VNX) met the Union, or at least EU, envoys.",
        "The council called Mara Velt a liar.",
        "Olan Brik also called Norda Republican voters dull.",
        "He called the Front, and Olan Brik alias or no alias came.",
    ],
)
def test_no_introduction(text: str) -> None:
    assert mined(text) == []


def test_several_acronyms() -> None:
    text = "The Velt State Union, also known as VES or VESU, and its foes met."
    assert mined(text) == [("VES", "Velt State Union"), ("VESU", "Velt State Union")]
    assert mined("The Velt State Union, known as VES and VESU, met.") == mined(text)


def test_the_evidence_is_the_place_of_both_names() -> None:
    text = "The Front, known as FLN, left."
    (found,) = aliases_in(Document("d", "d.txt", text))
    assert found.document == "d" and found.evidence is not None
    assert found.evidence.here and found.evidence.here.of(text) == "FLN"
    assert found.evidence.there and found.evidence.there.of(text).strip() == "The Front"


def test_what_persons_said_last_is_in_force() -> None:
    said = [Alias("FLN", "Front"), Alias("NRA", ""), Alias("fln", "the Front of Velt"), Alias("MKO", "MEK")]
    assert told(said) == Told({"fln": "the Front of Velt", "MKO": "MEK"}, frozenset({"nra"}))
    assert told([*said, Alias("FLN", ""), Alias("NRA", "Norda Relief Agency")]) == Told(
        {"MKO": "MEK", "NRA": "Norda Relief Agency"}
    )


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
