from whence.model import Alias, Evidence, Mention, SourceKind
from whence.sources import Clusters, Told, settled, sources

PERSON, BODY, UNNAMED = SourceKind.PERSON, SourceKind.BODY, SourceKind.UNNAMED


def clusters(*mentions: tuple[str, str, SourceKind], aliases: dict[str, str] | None = None) -> Clusters:
    given = [(document, Mention(name, kind)) for document, name, kind in mentions]
    said = Told(aliases or {})
    found = sources(given, said)
    assert sources(given[::-1], said) == found
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


def test_a_name_that_a_person_gave_is_shown() -> None:
    said = {"Butchers of Marn": "Harbour Watch"}
    held = clusters(("a", "Butchers of Marn", BODY), ("b", "Harbour Watch", BODY), aliases=said)
    assert [source.name for source in held.sources] == ["Harbour Watch"]
    held = clusters(("a", "Butchers of Marn", BODY), aliases=said)
    assert [source.name for source in held.sources] == ["Harbour Watch"]


def test_names_lead_from_one_to_the_next() -> None:
    said = {"Butchers": "Night Lamps", "Night Lamps": "Harbour Watch"}
    held = clusters(("a", "Butchers", BODY), ("b", "Harbour Watch", BODY), ("b", "Quay Board", BODY), aliases=said)
    assert [source.name for source in held.sources] == ["Harbour Watch", "Quay Board"]


def introduced(*rows: tuple[str, str, str]) -> list[Alias]:
    return [Alias(alias, name, document, Evidence("known as", "")) for document, alias, name in rows]


def test_a_loaded_name_that_a_text_introduces_is_not_the_one_shown() -> None:
    given = [("a", Mention("Butcher of Marn", PERSON)), ("b", Mention("Olan Brik", PERSON))]
    held = sources(given, mined=introduced(("a", "Butcher of Marn", "Olan Brik")))
    assert [(source.name, source.evidence[0].rule) for source in held.sources] == [("Olan Brik", "known as")]


def test_an_alias_with_two_meanings_holds_where_it_is_introduced() -> None:
    mined = introduced(("a", "NRA", "Norda Relief Agency"), ("b", "NRA", "Northern Rail Association"))
    names = ("NRA", "Norda Relief Agency", "Northern Rail Association")
    given = [(d, Mention("NRA", BODY)) for d in "abc"] + [
        ("a", Mention(names[1], BODY)),
        ("b", Mention(names[2], BODY)),
    ]
    of = sources(given, mined=mined).of
    assert of["a", "NRA"] == of["a", names[1]] != of["b", "NRA"] == of["b", names[2]]
    assert of["c", "NRA"] not in (of["a", "NRA"], of["b", "NRA"])
    assert sources(given[::-1], mined=mined[::-1]).of == of


def test_a_common_word_is_an_alias_in_its_document_only() -> None:
    given = [
        ("a", Mention("Front", BODY)),
        ("a", Mention("Velt Liberation Front", BODY)),
        ("b", Mention("Front", BODY)),
    ]
    of = sources(given, mined=introduced(("a", "Front", "Velt Liberation Front"))).of
    assert of["a", "Front"] == of["a", "Velt Liberation Front"] != of["b", "Front"]


def test_an_alias_of_a_bare_surname_joins_no_namesakes() -> None:
    given = [("a", Mention("Brik", PERSON)), ("a", Mention("Jo", PERSON)), ("b", Mention("Brik", PERSON))]
    given += [("a", Mention("Olan Brik", PERSON)), ("b", Mention("Sara Brik", PERSON))]
    of = sources(given, mined=introduced(("a", "Jo", "Brik"))).of
    assert of["a", "Jo"] == of["a", "Brik"] == of["a", "Olan Brik"] != of["b", "Brik"] == of["b", "Sara Brik"]


def test_a_refused_alias_joins_nothing() -> None:
    given = [("a", Mention("NRA", BODY)), ("a", Mention("Norda Relief Agency", BODY))]
    mined = introduced(("a", "NRA", "Norda Relief Agency"))
    assert len(sources(given, mined=mined).sources) == 1
    assert len(sources(given, Told(refused=frozenset({"nra"})), mined).sources) == 2


def test_names_in_other_scripts_are_read_in_latin_letters() -> None:
    assert len(clusters(("a", "Anya Petrova", PERSON), ("b", "Аня Петрова", PERSON)).sources) == 1
    assert len(clusters(("a", "Anya Petrova", PERSON), ("b", "Аня Петренко", PERSON)).sources) == 2
    assert len(clusters(("a", "Hassan Karimi", PERSON), ("b", "حسین کریمی", PERSON)).sources) == 2


def test_twenty_thousand_mentions_are_joined_quickly() -> None:
    given = [(str(i // 5), Mention(f"Ministry of Area{i % 7000}", BODY)) for i in range(20_000)]
    assert len(sources(given).sources) == 7000


def test_given_names_that_sound_unlike_are_two_people() -> None:
    assert len(clusters(("a", "Irena Brik", PERSON), ("b", "Irenka Brik", PERSON)).sources) == 2
    assert len(clusters(("a", "Mohammed Brik", PERSON), ("b", "Mohamed Brik", PERSON)).sources) == 1


def test_what_describes_a_body_is_no_part_of_its_name() -> None:
    names = ("Marn Lamp Watch", "NGO Marn Lamp Watch", "Oslo-based Marn Lamp Watch", "the rights group Marn Lamp Watch")
    assert len(clusters(*((d, n, BODY) for d, n in zip("abcd", names, strict=True))).sources) == 1
    assert len(clusters(("a", "Marn Lamp spokeswoman", BODY), ("b", "Marn Lamp", BODY)).sources) == 1
    apart = [("Marn police", "Marn"), ("Lamp group of Marn", "Marn"), ("Harn-based media", "media")]
    for one, other in apart:
        assert len(clusters(("a", one, BODY), ("b", other, BODY)).sources) == 2


def test_a_short_name_joins_the_only_longer_one() -> None:
    outlet = SourceKind.OUTLET
    assert len(clusters(("a", "Lumen", BODY), ("b", "Lumen International", BODY)).sources) == 1
    assert len(clusters(("a", "Lumen", BODY), ("b", "Lumen AG", BODY), ("c", "Lumen Group", BODY)).sources) == 3
    assert len(clusters(("a", "Lumen", BODY), ("b", "Lumen Valley Council", BODY)).sources) == 2
    assert len(clusters(("a", "Der Bote", outlet), ("b", "“Bote”", outlet)).sources) == 1
    assert len(clusters(("a", "Times", outlet), ("a", "Marn Times", outlet), ("b", "Harn Times", outlet)).sources) == 2
    assert len(clusters(("a", "Times", outlet), ("b", "Marn Times", outlet)).sources) == 2
    people = clusters(("a", "Olan Brik", PERSON), ("b", "Olan Brik Hasmi", PERSON))
    assert [source.names for source in people.sources] == [("Olan Brik", "Olan Brik Hasmi")]
    assert (
        len(clusters(("a", "Olan Brik", PERSON), ("b", "Olan Brik A", PERSON), ("c", "Olan Brik B", PERSON)).sources)
        == 3
    )


def test_who_is_read_as_a_person_may_be_a_paper_or_a_body_elsewhere() -> None:
    outlet = SourceKind.OUTLET

    def kinds(*given: tuple[str, str, SourceKind], outlets: tuple[str, ...] = ()) -> list[SourceKind]:
        return [one.kind for _, one in settled([(d, Mention(n, k)) for d, n, k in given], outlets)]

    assert kinds(("a", "Bote", PERSON), ("b", "Der Bote", outlet)) == [outlet, outlet]
    assert kinds(("a", "Bote", BODY), ("b", "Der Bote", outlet)) == [outlet, outlet]
    assert kinds(("a", "Lumen", PERSON), ("b", "Lumen International", BODY)) == [BODY, BODY]
    assert kinds(("a", "Harbour Notes", PERSON), outlets=("Harbour Notes",)) == [outlet]
    assert kinds(("a", "Brik", PERSON), ("a", "Olan Brik", PERSON), ("b", "Brik", BODY)) == [PERSON, PERSON, BODY]
    assert kinds(("a", "Brik", PERSON), ("b", "council", BODY)) == [PERSON, BODY]
