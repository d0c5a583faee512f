from pathlib import Path

import pytest

from whence.case import Case
from whence.text import foreign, mostly_foreign, spoken

ENGLISH = "The mayor said on Monday that the bridge had been closed for three days, and nobody knew when it would open."


@pytest.mark.parametrize(
    "text",
    [
        "Der Bürgermeister sagte am Montag, die Brücke sei seit drei Tagen gesperrt, und niemand wisse, wann.",
        "Le maire a déclaré lundi que le pont était fermé depuis trois jours et que personne ne savait pourquoi.",
        "Belediye başkanı pazartesi günü köprünün üç gündür kapalı olduğunu ve nedenini kimsenin bilmediğini söyledi.",
        "قال رئيس البلدية: لقد أغلقنا الجسر.",
        "市长说桥已经关闭三天。",
        "Мэр сказал, что мост закрыт.",
    ],
)
def test_other_languages_are_told_from_english(text: str) -> None:
    assert mostly_foreign(text)
    assert [span.of(f"{ENGLISH}\n\n{text}") for span in foreign(f"{ENGLISH}\n\n{text}")] == [text]


def test_a_language_with_word_lists_is_known() -> None:
    spanish = "El alcalde dijo el lunes que el puente llevaba tres días cerrado y que nadie sabía cuándo se reabriría."
    portuguese = "O prefeito disse na segunda-feira que a ponte estava fechada havia três dias e que ninguém sabia."
    italian = "Il sindaco ha detto lunedì che il ponte era chiuso da tre giorni e che nessuno sapeva perché."
    assert (spoken(spanish), spoken(ENGLISH)) == ("es", "en")
    assert [span.of(f"{ENGLISH}\n\n{spanish}") for span in foreign(f"{ENGLISH}\n\n{spanish}")] == [spanish]
    assert spoken(portuguese) is None
    assert spoken(italian) is None


@pytest.mark.parametrize(
    "text",
    [
        ENGLISH,
        "",
        "14 May 2024",
        "Police arrested three protesters Tuesday.",
        "Minister Vesna Halloran, Norden Courier, Lisk",
        "THE ORDER OF 3 MAY IS IN FORCE. NO PERSON MAY ENTER THE ZONE WITHOUT A PERMIT OF THE WARDEN.",
        f"{ENGLISH} “لقد أغلقنا الجسر”, she said.",
    ],
)
def test_english_is_english(text: str) -> None:
    assert not mostly_foreign(text)
    assert foreign(text) == []


def test_short_lines_go_with_most_of_the_text() -> None:
    german = (
        "Die Brücke sei gesperrt, sagte der Bürgermeister am Montag vor der Presse in Lisk, und niemand widersprach."
    )
    assert len(foreign(f"Norden Kurier\n\n{german}")) == 2
    assert foreign(f"Norden Courier\n\n{ENGLISH}") == []


def test_a_text_that_whence_cannot_read_is_no_origin(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        f"{ENGLISH}\n\nMayor Tarek Haddad said: “أغلقنا الجسر لمدة ثلاثة أيام بسبب الفيضان”.", "utf-8"
    )
    (tmp_path / "b.txt").write_text("قال رئيس البلدية طارق حداد: أغلقنا الجسر لمدة ثلاثة أيام بسبب الفيضان.", "utf-8")
    with Case.open() as case:
        case.add([tmp_path])
        case.refresh()
        assert [claim.high for claim in case.claims()].count(2) == 0
        assert [(p.document, p.stage) for p in case.problems()] == [("b.txt", "attributions")]
