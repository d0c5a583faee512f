"""Which story of a named paper a citation means."""

from __future__ import annotations

import datetime as dt

from whence.lineage.cited import Cited
from whence.lineage.shelf import Shelf
from whence.model import DateRange, Document, Hyperlink, Passage, Reuse, Span

FIRE = "A fire in the tannery of Osmery hurt 14 workers before dawn."
STRIKE = "The ferry crews of Merrow struck over wages."
TOLD = "fourteen workers, 14 in all, were hurt by fire in the Osmery tannery"


def story(name: str, text: str, day: int | None = None, month: int = 3, **fields: object) -> Document:
    date = DateRange(dt.date(2024, month, day), dt.date(2024, month, day)) if day else None
    return Document(name, f"{name}.txt", text, date=date, **fields)  # type: ignore[arg-type]


def cited(*documents: Document, passages: tuple[Passage, ...] = ()) -> Cited:
    return Cited(documents, Shelf(documents), passages, {})


def meant(citing: Document, *stories: Document, passages: tuple[Passage, ...] = (), told: str = TOLD) -> list[str]:
    found = [document.id for document in stories]
    return list(cited(citing, *stories, passages=passages).meant(citing, told, "Osmery Courier", found))


def test_of_several_stories_the_one_that_tells_it_is_meant() -> None:
    assert meant(story("x", TOLD, 4), story("fire", FIRE, 3), story("strike", STRIKE, 3)) == ["fire"]


def test_two_stories_that_tell_as_much_are_both_meant() -> None:
    assert meant(story("x", TOLD), story("one", FIRE), story("two", FIRE + " Nobody died.")) == ["one", "two"]


def test_none_is_meant_where_no_story_tells_it() -> None:
    assert meant(story("x", TOLD), story("strike", STRIKE), story("goats", "Goats give less milk in spring.")) == []


def test_the_only_story_of_a_paper_needs_to_tell_less() -> None:
    short = story("fire", "Flames in the Osmery tannery: 14 taken to the clinic.")
    assert meant(story("x", TOLD), short) == ["fire"]
    assert meant(story("x", TOLD), story("strike", STRIKE)) == []


def test_a_story_that_shares_a_passage_or_is_linked_is_meant_whatever_the_others_tell() -> None:
    linked = story("strike", STRIKE, url="https://www.courier.example/strike/")
    citing = story("x", TOLD, links=(Hyperlink(Span(0, 5), "http://courier.example/strike?utm_source=a"),))
    assert meant(citing, story("fire", FIRE), linked) == ["strike"]
    shared = Passage("strike", "x", Span(0, 20), Span(0, 20), 1.0)
    assert meant(story("x", TOLD), story("fire", FIRE), story("strike", STRIKE), passages=(shared,)) == ["strike"]


def test_boilerplate_in_common_means_nothing() -> None:
    tail = Passage("strike", "x", Span(0, 20), Span(0, 20), 1.0, Reuse.BOILERPLATE)
    assert meant(story("x", TOLD), story("fire", FIRE), story("strike", STRIKE), passages=(tail,)) == ["fire"]


def test_neither_a_later_story_nor_one_of_months_before_is_meant() -> None:
    citing = story("x", TOLD, 4)
    assert meant(citing, story("later", FIRE, 5)) == []
    assert meant(citing, story("old", FIRE, 4, month=1)) == []
    assert meant(citing, story("undated", FIRE)) == ["undated"]


def test_a_document_does_not_mean_itself() -> None:
    citing = story("x", FIRE)
    assert cited(citing).meant(citing, TOLD, "Osmery Courier", ["x"]) == ()


def test_the_name_of_the_paper_is_no_part_of_what_is_told() -> None:
    only_the_name = story("osmery", "The Osmery Courier is printed in Osmery.")
    assert meant(story("x", "."), only_the_name, story("b", STRIKE), told="Osmery Courier reported a flood") == []
