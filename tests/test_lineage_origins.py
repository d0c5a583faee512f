import datetime as dt
from dataclasses import replace

import pytest

from whence.lineage import assess, context, derivations, groups, passages
from whence.model import (
    Attribution,
    Claim,
    DateRange,
    DerivationKind,
    Document,
    Flag,
    Form,
    Hyperlink,
    Link,
    Mention,
    Modality,
    Original,
    Passage,
    Relation,
    Reuse,
    Source,
    SourceKind,
    Span,
    Statement,
)

FACT = "twelve dockers were taken to the clinic after a boiler burst in the old cannery on the east quay of Haldane"
OTHER = "a dozen dock hands needed a doctor when the cannery boiler blew up"
AUTHORITY = Mention("Haldane Harbour Authority", SourceKind.BODY)
MARA = Mention("Mara Velt", SourceKind.PERSON)
OFFICIAL = Mention("a senior official", SourceKind.UNNAMED)


def text(
    name: str, words: str = OTHER, chain: tuple[Mention, ...] = (), **fields: object
) -> tuple[Document, Statement]:
    lead = f"Notes of {name} about {name}. " + (f"{chain[0].name} said " if chain else "")
    day = fields.pop("day", None)
    date = DateRange(dt.date(2024, 3, int(str(day))), dt.date(2024, 3, int(str(day)))) if day else None
    document = replace(Document(name, f"{name}.txt", f"{lead}{words}.", date=date), **fields)  # type: ignore[arg-type]
    span = Span(len(lead), len(lead) + len(words))
    return document, Statement(f"{name}/1", name, (span,), words, chain, "a" if chain else None, asof=date)


def claim(*texts: tuple[Document, Statement]) -> Claim:
    documents = [document for document, _ in texts]
    statements = [statement for _, statement in texts]
    attributions: dict[str, tuple[Attribution, ...]] = {document.id: () for document in documents}
    sources: dict[str, Source] = {}
    of: dict[tuple[str, str], str] = {}
    for s in statements:
        if s.chain:
            kind = s.chain[-1].kind
            found = Attribution("a", None, None, s.spans, Form.INDIRECT, kind, Modality.ASSERTED, s.chain)
            attributions[s.document] = (found,)
        for mention in s.chain:
            own = mention.kind is SourceKind.UNNAMED
            key = f"{s.document}:{mention.name}" if own else mention.name
            sources[key] = Source(key, mention.name, mention.kind, (mention.name,))
            of[s.document, mention.name] = key
    reused = passages(documents)
    derived, _ = derivations(documents, attributions, list(sources.values()), of, reused)
    everything = {s.id: s for s in statements}
    around = context(
        documents=documents,
        sources=sources.values(),
        of=of,
        statements=everything,
        passages=reused,
        derivations=derived,
    )
    return assess(statements, around)


def interval(found: Claim) -> tuple[int, int]:
    return found.low, found.high


def test_a_release_in_three_papers_is_one_origin() -> None:
    release = text("release", FACT, publisher="Haldane Harbour Authority", day=1)
    papers = [text(name, FACT, publisher=name.title(), day=2) for name in ("courier", "gazette", "post")]
    named = text("echo", OTHER, (AUTHORITY,), publisher="Echo", day=3)
    found = claim(release, *papers, named)
    assert interval(found) == (1, 1)
    assert found.origins[0].root == "Haldane Harbour Authority"
    assert found.origins[0].seen
    assert Flag.SINGLE_SOURCE in found.flags


def test_two_witnesses_are_two_origins() -> None:
    found = claim(text("a", OTHER, (MARA,)), text("b", FACT, (Mention("Oskar Tarn", SourceKind.PERSON),)))
    assert interval(found) == (2, 2)
    assert found.credibility == 1


def test_one_witness_in_two_papers_is_one() -> None:
    assert interval(claim(text("a", OTHER, (MARA,)), text("b", OTHER, (MARA,)))) == (1, 1)


def test_an_unnamed_source_may_be_the_named_one() -> None:
    assert interval(claim(text("a", OTHER, (MARA,)), text("b", OTHER, (OFFICIAL,)))) == (1, 2)


def test_a_doubtful_reading_widens_the_interval() -> None:
    document, statement = text("b", FACT, (AUTHORITY,))
    sure = claim(text("a", OTHER, (MARA,)), (document, statement))
    unsure = claim(text("a", OTHER, (MARA,)), (document, replace(statement, probability=0.4)))
    assert (sure.low, sure.high) == (2, 2)
    assert (unsure.low, unsure.high) == (1, 2)
    assert any(reason.detail.startswith("whence is not sure who says this: Haldane") for reason in unsure.reasons)


def test_unnamed_sources_alone_are_flagged() -> None:
    found = claim(text("a", OTHER, (OFFICIAL,)), text("b", FACT, (OFFICIAL,)))
    assert interval(found) == (1, 2)
    assert Flag.UNNAMED_ONLY in found.flags
    alike = claim(text("a", OTHER, (OFFICIAL,)), text("b", OTHER, (OFFICIAL,)))
    assert interval(alike) == (1, 1), "the same words of a source described alike are one telling"
    assert found.credibility == 6


def test_a_ring_has_no_origin() -> None:
    a = text("a", OTHER, (Mention("Courier", SourceKind.OUTLET),), publisher="Gazette")
    b = text("b", OTHER, (Mention("Gazette", SourceKind.OUTLET),), publisher="Courier")
    found = claim(a, b)
    assert interval(found) == (0, 0)
    assert Flag.CIRCULAR in found.flags


def test_undated_copies_have_one_root() -> None:
    found = claim(text("a", FACT, publisher="Courier"), text("b", FACT, publisher="Gazette"))
    assert found.high == 1


def test_an_agency_credit_and_a_link_are_followed() -> None:
    wire = [text(name, OTHER, publisher=name, credits=("Norda News",)) for name in ("a", "b")]
    linked = text("c", OTHER, publisher="c", links=(Hyperlink(Span(0, 5), "http://a.example/x/#top"),))
    first = (replace(wire[0][0], url="https://www.a.example/x"), wire[0][1])
    found = claim(first, wire[1], linked)
    assert [origin.root for origin in found.origins] == ["Norda News"]


def test_order_and_an_added_copy_change_no_count() -> None:
    texts = [text("a", OTHER, (MARA,), day=1), text("b", FACT, day=2), text("c", OTHER, (OFFICIAL,), day=2)]
    found = claim(*texts)
    assert found == claim(*texts[::-1])
    assert claim(*texts, text("d", FACT, day=3)).high <= found.high


def test_a_cited_outlet_that_is_absent_is_to_be_obtained() -> None:
    document, statement = text("a", OTHER, (Mention("Exit News", SourceKind.OUTLET),))
    found = Attribution("a", None, None, statement.spans, Form.INDIRECT, SourceKind.OUTLET, None, statement.chain)
    derived, wanted = derivations([document], {"a": (found,)}, [], {}, ())
    assert wanted == (Original("Exit News", SourceKind.OUTLET, ("a",)),)
    assert derived[0].kind is DerivationKind.CITATION


def test_groups_do_not_drift() -> None:
    statements = [Statement(name, name, (Span(0, 1),), name) for name in "abcdef"]
    links = [Link(x, y, Relation.SAME, None, 0.9) for x, y in ("ab", "bc", "cd", "de")]
    found = groups(statements, links)
    assert sorted(member for group in found for member in group) == list("abcdef")
    assert max(map(len, found)) <= 3
    assert found == groups(statements[::-1], links[::-1])


def test_an_empty_group_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one statement"):
        assess([], context(documents=(), sources=(), of={}, statements={}))


def test_a_paper_that_names_nobody_probably_has_its_story_from_where_its_details_are() -> None:
    detail = "the tannery cat was carried out by Edda Quist"
    velt = text("velt", f"a boiler burst in the cannery and {detail}", (MARA,), day=1)
    tarn = text("tarn", "the cannery boiler burst at noon", (Mention("Oskar Tarn", SourceKind.PERSON),), day=1)
    bare = text("bare", "Edda Quist took a cat out of the tannery after the blast", publisher="Courier", day=2)
    found = claim(velt, tarn, bare)
    assert found.high == 3, "shared details prove nothing"
    probably = {origin.root: origin.probably for origin in found.origins}
    assert probably == {"Mara Velt": ("bare/1",), "Oskar Tarn": (), "Courier": ()}
    (why,) = [e for origin in found.origins for e in origin.evidence if e.rule == "probably"]
    assert "“Edda”" in why.detail and "Oskar" not in why.detail


def test_a_paper_whose_story_may_be_from_anybody_is_left_to_itself() -> None:
    names = ("Mara Velt", "Oskar Tarn", "Lien Dray", "Ruta Vosk")
    told = [text(name[:4], OTHER, (Mention(name, SourceKind.PERSON),), day=1) for name in names]
    found = claim(*told, text("bare", FACT, publisher="Courier", day=2))
    assert not any(origin.probably for origin in found.origins)


def test_of_papers_that_name_nobody_the_later_is_supposed_to_have_read_the_earlier() -> None:
    early, late = text("z", OTHER, publisher="Courier", day=1), text("a", FACT, publisher="Gazette", day=2)
    assert {o.root: o.probably for o in claim(late, early).origins} == {"Courier": ("a/1",), "Gazette": ()}


def test_the_same_long_sentence_in_two_voices_was_written_once() -> None:
    documents, said = zip(*(text(name, FACT) for name in ("a", "b")), strict=True)
    held = {one.id: one for one in said}
    found = assess(said, context(documents=documents, sources=(), of={}, statements=held))
    assert (found.low, found.high) == (1, 1)
    shared = Passage("a", "b", said[0].span, said[1].span, 1.0)
    judged_apart = context(documents=documents, sources=(), of={}, statements=held, passages=(shared,))
    assert assess(said, judged_apart).high == 2


def test_the_same_long_quotation_of_somebody_unnamed_was_said_once() -> None:
    documents, said = zip(*(text(name, FACT, (OFFICIAL,)) for name in ("a", "b")), strict=True)
    of = {(name, OFFICIAL.name): f"{name}:official" for name in ("a", "b")}
    held = {one.id: one for one in said}
    quoted = Passage("a", "b", said[0].span, said[1].span, 1.0, Reuse.QUOTATION)
    around = context(documents=documents, sources=(), of=of, statements=held, passages=(quoted,))
    assert assess(said, around).high == 1
    assert assess(said, replace(around, parted=frozenset({("a", "b")}))).high == 2


def test_copies_whose_dates_and_links_are_at_odds_have_the_origin_of_one_text() -> None:
    first = text("first", FACT, publisher="Courier", day=3, links=(Hyperlink(Span(0, 5), "https://echo.example/a"),))
    scraped = text("scraped", FACT, publisher="Echo", day=20, url="https://echo.example/a")
    found = claim(first, scraped, text("third", FACT, publisher="Gazette", day=4))
    assert (found.low, found.high, [origin.root for origin in found.origins]) == (1, 1, ["Courier"])
    assert Flag.CIRCULAR not in found.flags


def test_a_text_that_only_rests_on_a_ring_is_none_of_its_members() -> None:
    ring = [
        text("one", OTHER, (Mention("Echo", SourceKind.OUTLET),), publisher="Courier"),
        text("two", FACT, (Mention("Courier", SourceKind.OUTLET),), publisher="Echo"),
    ]
    found = claim(*ring, text("three", "twelve were hurt", (Mention("Echo", SourceKind.OUTLET),), publisher="Gazette"))
    assert found.high == 0
    assert "one.txt, two.txt cite each other" in next(why.detail for why in found.reasons if why.rule == "circular")
