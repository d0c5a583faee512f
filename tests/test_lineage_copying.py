"""Which of several texts with the same words one was taken from, and in which direction."""

import datetime as dt
import random

from whence.lineage import derivations, passages
from whence.model import DateRange, Derivation, Document

RELEASE = (
    "Twelve dockers were taken to the clinic after a boiler burst in the old cannery on the east quay of Haldane. "
    "None of them is in danger, and the cannery stays shut until the boiler has been carried off."
)


def filler(seed: int, count: int = 40) -> str:
    rng = random.Random(seed)
    return " ".join("".join(rng.choices("abcdefghij", k=5)) for _ in range(count))


def paper(name: str, text: str, day: int | None = None, publisher: str | None = None, *credited: str) -> Document:
    date = DateRange(dt.date(2024, 3, day), dt.date(2024, 3, day)) if day else None
    return Document(name, f"{name}.txt", text, date=date, publisher=publisher or name.title(), credits=credited)


def taken(*documents: Document) -> dict[tuple[str, str], Derivation]:
    found, _ = derivations(documents, {}, [], {}, passages(documents))
    return {(one.source, one.derived): one for one in found if one.source in {d.id for d in documents}}


def test_two_papers_with_one_release_are_no_copies_of_each_other() -> None:
    release = paper("release", RELEASE, 4)
    early = paper("ledger", f"{filler(1)} {RELEASE}", 5)
    late = paper("courier", f"{filler(2)} {RELEASE}", 6)
    assert set(taken(release, early, late)) == {("release", "ledger"), ("release", "courier")}


def test_siblings_of_one_day_stay_hardly_probable() -> None:
    release = paper("release", RELEASE, 4)
    papers = [paper(name, f"{filler(n)} {RELEASE}", 5) for n, name in enumerate(("ledger", "courier"))]
    found = taken(release, *papers)
    assert found["release", "ledger"].probability > 0.9
    assert found["ledger", "courier"].probability < 0.5
    assert "more likely taken from release.txt" in found["ledger", "courier"].evidence[0].detail


def test_a_credit_outweighs_an_earlier_text() -> None:
    earlier = paper("blog", f"{filler(1)} {RELEASE}", 3)
    agency = paper("norda", f"{RELEASE} {filler(2)}", 4, "Norda News")
    copy = paper("post", f"{RELEASE} {filler(3)}", 5, "The Post", "Norda News")
    found = taken(earlier, agency, copy)
    assert ("norda", "post") in found
    assert ("blog", "post") not in found
    assert ("blog", "norda") in found


def test_what_only_a_sibling_holds_was_taken_from_it() -> None:
    more = "A night guard had warned of the boiler in a letter that lay unopened on the desk of the owner for a month."
    release = paper("release", RELEASE, 4)
    first = paper("ledger", f"{RELEASE} {more} {filler(1)}", 5)
    second = paper("courier", f"{RELEASE} {more} {filler(2)}", 6)
    found = taken(release, first, second)
    assert ("ledger", "courier") in found


def test_a_chain_without_dates_has_no_direction() -> None:
    found = taken(paper("a", f"{RELEASE} {filler(1)}"), paper("b", f"{RELEASE} {filler(2)}"))
    assert {one.probability for one in found.values()} == {0.5}


def test_the_fuller_of_two_undated_texts_is_the_likelier_source() -> None:
    found = taken(paper("whole", f"{RELEASE} {filler(1)}"), paper("part", RELEASE))
    assert found["whole", "part"].probability == 0.75
    assert found["part", "whole"].probability == 0.25


def test_handed_down_changes_tell_from_whom_a_text_was_taken() -> None:
    changed = RELEASE.replace("burst", "bursted").replace("carried off", "hauled away").replace("danger", "peril")
    release = paper("release", f"{RELEASE} {filler(9)}", 4)
    first = paper("ledger", f"{changed} {filler(9)}", 5)
    second = paper("courier", f"{changed} {filler(9)}", 6)
    assert set(taken(release, first, second)) == {("release", "ledger"), ("ledger", "courier")}


def test_of_two_equally_near_sources_both_stay() -> None:
    stories = [paper(name, f"{RELEASE} {filler(n)}", 4, "Norda News") for n, name in ((1, "first"), (2, "second"))]
    found = taken(*stories, paper("post", f"{RELEASE} {filler(3)}", 5))
    assert {("first", "post"), ("second", "post")} <= set(found)


def test_other_words_shared_with_a_third_text_do_not_decide_which_source_is_nearer() -> None:
    changed = RELEASE.replace("burst", "bursted").replace("carried off", "hauled away")
    aside = filler(7, 60)
    papers = [paper("ledger", f"{filler(1)} {RELEASE}", 4), paper("courier", f"{filler(2)} {changed}", 5)]
    papers.append(paper("post", f"{changed} {aside}", 6))
    alone, beside = taken(*papers), taken(*papers, paper("review", f"{filler(3)} {aside}", 3))
    assert ("courier", "post") in alone and ("ledger", "post") not in alone
    assert {pair: one for pair, one in beside.items() if "review" not in pair} == alone
