"""A document in Spanish: who says what is read, nothing of it is compared with English."""

from __future__ import annotations

from pathlib import Path

import pytest

from whence.case import Case
from whence.errors import WhenceError
from whence.text import kind_in, languages, lexicon

SPANISH = (
    "El Ministerio de Aguas dijo el lunes que la presa de Lisk había sido cerrada durante tres días. "
    "Según Radio Peñalba, 40 personas tuvieron que dejar sus casas y nadie sabía cuándo podrían volver."
)
ENGLISH = (
    "The Ministry of Waters said on Monday that the dam of Lisk had been closed for three days. "
    "According to Radio Lisk, 40 people had to leave their houses and nobody knew when they could return."
)


def test_it_is_read_and_not_compared(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ENGLISH, "utf-8")
    (tmp_path / "b.txt").write_text(SPANISH, "utf-8")
    with Case.open(finder="rules") as case:
        case.add([tmp_path])
        case.refresh()
        found = case.findings()
        names = {document.id: document.name for document in found.documents}
        said = [(names[key], [one.chain[-1].name for one in ones]) for key, ones in found.attributions.items()]
        assert dict(said)["b.txt"] == ["Ministerio de Aguas", "Radio Peñalba"]
        assert {names[one.document] for one in found.statements.values()} == {"a.txt"}
        assert [problem.document for problem in case.problems()] == ["b.txt"]
        assert "not compared" in case.problems()[0].detail


@pytest.mark.parametrize(
    ("phrase", "kind"),
    [
        ("Ana Ruiz", "person"),
        ("el alcalde", "person"),
        ("un médico", "unnamed"),
        ("los vecinos del barrio", "unnamed"),
        ("la Junta del Puerto", "body"),
        ("una portavoz de la Junta", "body"),
        ("ONU", "body"),
        ("Radio Peñalba", "outlet"),
        ("el informe de la policía", "document"),
        ("", "unspecified"),
    ],
)
def test_kinds(phrase: str, kind: str) -> None:
    assert kind_in(phrase, "es").value == kind


def test_languages_are_folders() -> None:
    assert languages()[0] == "en"
    assert "es" in languages()
    with pytest.raises(WhenceError):
        lexicon("cues", "xx")
