"""What a text says of another's confirming: who, what, and what it does not say."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from whence.case import Case
from whence.lineage import confirmations, confirming
from whence.model import Attribution, DateRange, Document, Flag, Form, Mention, Modality, SourceKind, Span

TOLD = "Eleven houses were burned in the Harn valley"


def document(name: str, text: str, publisher: str, day: int, title: str | None = None) -> Document:
    date = dt.date(2024, 3, day)
    return Document(name, f"{name}.txt", text, title=title, publisher=publisher, date=DateRange(date, date))


def said(sentence: str) -> list[tuple[str, str, bool]]:
    """By whom, what and whether it is denied, of *sentence* after what villagers and a miller told."""
    text = f"{TOLD}, villagers said.\n\nThe barley in the stores was wet, a miller said. {sentence}"
    paper = document("paper", text, "The Tarn Courier", 6)
    reld = document("reld", "We walked through the Harn valley.", "Reld", 3, "Nine days in the valley")
    amber = document("amber", "We looked at the gauges.", "Amber Institute", 2, "Amber report on the Ostry dam")
    later = document("later", "We looked again.", "Quay Board", 20)
    attributions = tuple(
        Attribution(str(k), source, None, (content,), Form.INDIRECT, SourceKind.UNNAMED, Modality.ASSERTED, chain)
        for k, (name, words) in enumerate((("villagers", TOLD), ("miller", "The barley in the stores was wet")))
        for source in [Span(text.index(name), text.index(name) + len(name))]
        for content in [Span(text.index(words), text.index(words) + len(words))]
        for chain in [(Mention(name, SourceKind.UNNAMED),)]
    )
    found = confirmations([paper, reld, amber, later], confirming(paper, attributions), [])
    return [(one.by[0], " ".join(span.of(text) for span in one.about), one.denies) for one in found]


@pytest.mark.parametrize(
    ("sentence", "by", "about", "denies"),
    [
        ("Reld confirmed the villagers' account.", "reld", TOLD, False),
        ("An investigation by Reld has since corroborated the account of the villagers.", "reld", TOLD, False),
        ("The villagers' claims were later borne out by the Amber report.", "amber", TOLD, False),
        ("Reld, a relief group, backed up the miller's story.", "reld", "The barley in the stores was wet", False),
        ("This was confirmed by Reld.", "reld", "The barley in the stores was wet, a miller said.", False),
        ("Reld confirmed this.", "reld", "The barley in the stores was wet, a miller said.", False),
        ("Reld confirmed that nine wells in the valley were dry.", "reld", "nine wells in the valley were dry.", False),
        ("Reld denied the villagers' account.", "reld", TOLD, True),
        ("The villagers' account is contradicted by the Amber report.", "amber", TOLD, True),
        ("Reld and the Amber Institute confirmed the villagers' account.", "amber", TOLD, False),
        ("The mayor spoke, and Reld confirmed the miller's words.", "reld", "The barley in the stores was wet", False),
    ],
)
def test_what_is_said_to_be_confirmed(sentence: str, by: str, about: str, denies: bool) -> None:
    assert said(sentence) == [(by, about, denies)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Reld would not confirm the villagers' account.",
        "The villagers' account could not be confirmed by Reld.",
        "The villagers' account has not been confirmed by Reld.",
        "Reld refused to confirm the villagers' account.",
        "If Reld confirmed the villagers' account, the prefect would go.",
        "Reld never confirmed the villagers' account.",
        "Did Reld confirm what the villagers said?",
        "Has Reld confirmed the villagers' account?",
        "Neither Reld nor Amber confirmed the villagers' account.",
        "Reld has yet to confirm the villagers' account.",
        "The Quay Board confirmed the villagers' account.",
        "Norda confirmed the villagers' account.",
        "Reld confirmed the fishermen's account.",
        "Reld confirmed the appointment.",
        "The inspector was named in May and confirmed by Reld.",
        "The Tarn Courier confirmed the villagers' account.",
    ],
)
def test_what_is_not(sentence: str) -> None:
    assert said(sentence) == []


def test_a_heap_of_adverbs_is_read_in_no_time() -> None:
    assert said(f"He saw it and {'fully ' * 60}it was confirmed by Reld.")[0][0] == "reld"


def flags(folder: Path, other: str, sentence: str) -> tuple[tuple[Flag, ...], list[str]]:
    """The flags of the villagers' claim and the rules of its reasons, where Reld wrote *other*."""
    files = {
        "reld.txt": f"Nine days in the valley\nPublisher: Reld\nDate: 3 March 2024\n\n{other}\n",
        "paper.txt": f"Smoke\nPublisher: The Courier\nDate: 6 March 2024\n\n{TOLD}, villagers said.\n\n{sentence}\n",
    }
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    with Case.open(finder="rules") as case:
        case.add([folder])
        case.refresh()
        found = case.findings()
    claim = next(c for c in found.claims if any("leven houses" in found.statements[s].text for s in c.statements))
    return claim.flags, [reason.rule for reason in claim.reasons]


QUIET = "Our team walked through the Harn valley and spoke with forty families about the frost of the last winter."


def test_both_places_are_the_evidence(tmp_path: Path) -> None:
    held, rules = flags(tmp_path, QUIET, "Reld confirmed the villagers' account.")
    assert Flag.NOT_CONFIRMED in held and "not-confirmed" in rules


def test_a_text_in_another_language_is_not_judged(tmp_path: Path) -> None:
    spanish = (
        "Nuestro equipo caminó por el Harn valley y habló con las familias que vivían en los pueblos de la región."
    )
    assert Flag.NOT_CONFIRMED not in flags(tmp_path, spanish, "Reld confirmed the villagers' account.")[0]


def test_what_is_said_to_be_denied_and_is_told_alike(tmp_path: Path) -> None:
    held, rules = flags(tmp_path, f"We saw it with our own eyes. {TOLD}.", "Reld denied the villagers' account.")
    assert "not-denied" in rules and Flag.NOT_CONFIRMED not in held
    assert "not-denied" not in flags(tmp_path, QUIET, "Reld denied the villagers' account.")[1]
