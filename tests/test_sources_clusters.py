from whence.model import Mention, SourceKind
from whence.sources import Clusters, sources

PERSON, BODY, UNNAMED = SourceKind.PERSON, SourceKind.BODY, SourceKind.UNNAMED


def clusters(*mentions: tuple[str, str, SourceKind], aliases: dict[str, str] | None = None) -> Clusters:
    given = [(document, Mention(name, kind)) for document, name, kind in mentions]
    found = sources(given, aliases)
    assert sources(given[::-1], aliases) == found
    return found


def test_titles_and_surnames_join_across_documents() -> None:
    of = clusters(
        ("a", "Dr Olan Brik", PERSON), ("a", "Brik", PERSON), ("b", "Brik", PERSON), ("c", "Olan Brik", PERSON)
    )
    assert len(set(of.of.values())) == 1


def test_a_surname_of_two_people_joins_nobody_outside_its_document() -> None:
    of = clusters(
        ("a", "Ali Rahimi", PERSON), ("a", "Rahimi", PERSON), ("b", "Sara Rahimi", PERSON), ("c", "Rahimi", PERSON)
    ).of
    assert of["a", "Rahimi"] == of["a", "Ali Rahimi"]
    assert of["c", "Rahimi"] not in (of["a", "Ali Rahimi"], of["b", "Sara Rahimi"])


def test_unnamed_and_described_sources_stay_in_their_document() -> None:
    of = clusters(
        *(
            (d, n, k)
            for d in "ab"
            for n, k in (("a senior official", UNNAMED), ("her lawyer", PERSON), ("police", BODY))
        )
    ).of
    assert len(set(of.values())) == 6


def test_a_body_and_a_person_are_never_one() -> None:
    assert len(clusters(("a", "Olan Brik", PERSON), ("b", "Olan Brik", BODY)).sources) == 2


def test_acronyms_join_the_only_body_they_abbreviate() -> None:
    assert len(clusters(("a", "World Relief Union", BODY), ("b", "WRU", BODY)).sources) == 1
    held = clusters(("a", "World Relief Union", BODY), ("b", "WRU", BODY), ("c", "Western Rail Union", BODY))
    assert len(held.sources) == 3


def test_near_names_of_bodies_stay_apart_and_word_order_does_not_matter() -> None:
    assert len(clusters(("a", "Northern Command", BODY), ("b", "Southern Command", BODY)).sources) == 2
    assert len(clusters(("a", "Ministry of Health", BODY), ("b", "Health Ministry", BODY)).sources) == 1


def test_aliases_join_what_spelling_cannot() -> None:
    held = clusters(("a", "MEK", BODY), ("b", "MKO", BODY), aliases={"MKO": "MEK"})
    assert [source.names for source in held.sources] == [("MEK", "MKO")]


def test_twenty_thousand_mentions_are_joined_quickly() -> None:
    given = [(str(i // 5), Mention(f"Ministry of Area{i % 7000}", BODY)) for i in range(20_000)]
    assert len(sources(given).sources) == 7000
