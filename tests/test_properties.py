"""What must hold for any folder: order and strangers change nothing, a copy adds no origin, offsets can be inverted."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import hypothesis.strategies as st
from hypothesis import HealthCheck, assume, given, settings

from whence.case import Case
from whence.model import Claim, Findings, Span
from whence.report import page
from whence.text import canonical, sentences

PLACES = ("Portvell", "Haldane", "Merrow")
SPEAKERS = ("Mara Velt, the mayor of {p}", "a fisherman", "the {p} Harbour Authority", "Norda News", "Oskar Tarn")
FACTS = (
    "{n} workers were injured when the roof of the {p} grain silo collapsed on 3 March 2024",
    "the alarm at the {p} grain silo did not sound before the roof collapsed",
    "the {p} grain silo had been closed by the inspectorate in January 2024",
)
SHAPES = ("{S} said that {f}.", "{F}, {s} said.", "According to {s}, {f}.", "{F}.")
STRANGER = "Publisher: Alpine Review\nDate: 9 May 2023\n\nGoats on the Kestle ridge give less milk in a dry spring.\n"


@st.composite
def articles(draw: st.DrawFn, figures: tuple[str, ...] = ("Twelve", "Twenty")) -> str:
    """A short article: header lines, then one or two told facts, with one of the *figures*."""
    place = draw(st.sampled_from(PLACES[:2]))
    told = []
    for _ in range(draw(st.integers(1, 2))):
        number = draw(st.sampled_from(figures))
        fact = draw(st.sampled_from(FACTS)).format(p=place, n=number)
        fact = fact[0].lower() + fact[1:]
        source = draw(st.sampled_from(SPEAKERS)).format(p=place)
        shape = draw(st.sampled_from(SHAPES))
        told.append(shape.format(S=source[0].upper() + source[1:], s=source, f=fact, F=fact[0].upper() + fact[1:]))
    day, paper = draw(st.integers(4, 9)), draw(st.sampled_from(("The Courier", "The Gazette", "Norda News")))
    dated = f"Date: {day} March 2024\n" if draw(st.booleans()) else ""
    return f"Publisher: {paper}\n{dated}\n" + "\n\n".join(told) + "\n"


FOLDERS = st.lists(articles(), min_size=1, max_size=4, unique=True)
AGREED = st.lists(articles(("Twelve",)), min_size=1, max_size=4, unique=True)
"""Folders without an argument about a figure: a later copy of it would be an update, and claims be grouped anew."""


def read(texts: Mapping[str, str], reverse: bool = False) -> Findings:
    """The findings on a folder with these files, given one by one in the order of their names or in reverse."""
    with TemporaryDirectory() as folder, Case.open() as case:
        for name, text in texts.items():
            Path(folder, name).write_text(text, encoding="utf-8")
        case.add(sorted((Path(folder, name) for name in texts), reverse=reverse))
        case.refresh()
        return case.findings()


def by_words(found: Findings, claims: tuple[Claim, ...]) -> dict[frozenset[str], tuple[int, int]]:
    """The interval of each claim by its statements."""
    return {frozenset(claim.statements): (claim.low, claim.high) for claim in claims}


steady = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@steady
@given(FOLDERS)
def test_the_order_of_files_changes_nothing(texts: list[str]) -> None:
    files = {f"{number}.txt": text for number, text in enumerate(texts)}
    assert read(files) == read(files, reverse=True)


STAGES = (
    *("attributions", "statements", "traits", "notes", "neighbours", "links", "quotations", "claims"),
    *("articles", "cards"),
)


def held(case: Case, folder: Path) -> tuple[object, ...]:
    """All that *case* holds once it was brought up to date with *folder*, and its page."""
    case.add([folder], prune=True)
    key = case.refresh()
    html = page(case.findings(), key, case.store)
    return case.findings(), html, [(case.store.stored(stage), list(case.store.rows(stage))) for stage in STAGES]


@steady
@given(FOLDERS, st.lists(st.tuples(st.integers(0, 4), st.none() | articles()), min_size=1, max_size=3))
def test_a_changed_added_or_removed_document_equals_a_clean_run(
    texts: list[str], edits: list[tuple[int, str | None]]
) -> None:
    with TemporaryDirectory() as name, Case.open() as case:
        folder = Path(name)
        for number, text in enumerate(texts):
            (folder / f"{number}.txt").write_text(text, encoding="utf-8")
        held(case, folder)
        for number, after in edits:
            file = folder / f"{number}.txt"
            if after is None:
                file.unlink(missing_ok=True)
            else:
                file.write_text(after, encoding="utf-8")
            with Case.open() as clean:
                assert held(case, folder) == held(clean, folder)


@steady
@given(FOLDERS)
def test_an_unrelated_document_changes_nothing(texts: list[str]) -> None:
    files = {f"{number}.txt": text for number, text in enumerate(texts)}
    alone, joined = read(files), read({**files, "z.txt": STRANGER})
    after = by_words(joined, joined.claims)
    assert by_words(alone, alone.claims).items() <= after.items()


@steady
@given(AGREED, st.data())
def test_a_copy_adds_no_origin(texts: list[str], data: st.DataObject) -> None:
    files = {f"{number}.txt": text for number, text in enumerate(texts)}
    body = data.draw(st.sampled_from(texts)).split("\n\n", 1)[1]
    assume(len(body.split()) >= 14)
    alone = read(files)
    joined = read({**files, "copy.txt": f"Publisher: The Later Post\nDate: 30 March 2024\n\n{body}"})
    for claim in alone.claims:
        wider = [c for c in joined.claims if set(claim.statements) <= set(c.statements)]
        assert all(c.high <= claim.high and c.low <= claim.low for c in wider), (claim, wider)


@given(st.text())
def test_offsets_can_be_inverted(decoded: str) -> None:
    text, runs = canonical(decoded)
    for run in runs:
        here, there = Span(run.canonical, run.canonical + run.length), Span(run.original, run.original + run.length)
        assert here.of(text) == there.of(decoded)
    covered = sum(run.length for run in runs)
    assert covered + text.count("\n") >= len(text)


@given(st.text(alphabet="aB .!?\"“”'\n,;:1", max_size=300))
def test_sentences_are_in_order_and_lose_no_word(text: str) -> None:
    found = sentences(text)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert "".join("".join(span.of(text) for span in found).split()) == "".join(text.split())


def test_a_copy_of_a_text_that_repeats_itself_adds_no_origin() -> None:
    fact = "welve workers were injured when the roof of the Haldane grain silo collapsed on 3 March 2024.\n"
    body = f"A fisherman said that t{fact}\nT{fact}"
    files = {
        "0.txt": f"Publisher: The Gazette\n\n{body}",
        "1.txt": f"Publisher: Norda News\n\nNorda News said that t{fact}\nNorda News said that t{fact}",
    }
    (alone,) = read(files).claims
    (joined,) = read({**files, "copy.txt": f"Publisher: The Later Post\nDate: 30 March 2024\n\n{body}"}).claims
    assert (joined.low, joined.high) == (alone.low, alone.high)
