import datetime as dt
import random
from dataclasses import replace

import hypothesis.strategies as st
from hypothesis import given

from whence.lineage import passages
from whence.model import DateRange, Document, Reuse, Span
from whence.text.wordhash import word_array

SHARED = (
    "the night ferry left the old quay of Portvell with forty crates of lamp oil and nobody signed the ledger for it"
)


def filler(seed: int, count: int = 80) -> str:
    rng = random.Random(seed)
    return " ".join("".join(rng.choices("abcdefghij", k=5)) for _ in range(count))


def document(name: str, text: str, publisher: str | None = None) -> Document:
    return Document(name, f"{name}.txt", text, publisher=publisher)


def test_words_fold_case_and_diacritics_and_keep_offsets() -> None:
    words = word_array(["Café, CAFE", "café"])
    assert len(set(words.hashes.tolist())) == 1
    assert [words.span(i, i + 1).of("Café, CAFE") for i in range(2)] == ["Café", "CAFE"]


def test_a_shared_passage_is_found_with_its_words() -> None:
    left, right = document("a", f"{filler(1)} {SHARED} {filler(2)}"), document("b", f"{filler(3)} {SHARED.upper()}")
    (found,) = passages([left, right])
    assert found.here.of(left.text) == SHARED
    assert found.there.of(right.text) == SHARED.upper()
    assert found.similarity == 1.0


def test_a_small_edit_does_not_break_a_passage() -> None:
    edited = SHARED.replace("forty crates", "about fifty heavy crates")
    (found,) = passages([document("a", filler(1) + " " + SHARED), document("b", edited)])
    assert 0.5 < found.similarity < 1.0


def test_order_of_documents_changes_nothing() -> None:
    documents = [document(str(i), f"{filler(i)} {SHARED}") for i in range(4)]
    assert passages(documents) == passages(documents[::-1])
    assert len(passages(documents)) == 6


def test_short_or_empty_material_gives_nothing() -> None:
    assert passages([]) == ()
    assert passages([document("a", ""), document("b", "“" * 5000)]) == ()
    assert passages([document("a", "one two three four five six seven"), document("b", SHARED)]) == ()


def test_words_in_very_many_documents_are_boilerplate() -> None:
    documents = [document(f"{i:03}", f"{filler(i)} {SHARED}") for i in range(40)]
    found = passages(documents)
    assert found
    assert all(passage.boilerplate for passage in found)


def test_a_few_words_in_common_are_no_passage() -> None:
    few = " ".join(SHARED.split()[:7])
    assert passages([document("a", f"{filler(1)} {few} {filler(2)}"), document("b", f"{filler(3)} {few}")]) == ()


QUOTE = "we shall not open the quay again before every beam of that roof has been tested by two engineers"
TAIL = "write to the desk on the third floor before noon and bring the paper with your name upon it for the draw"


def kinds(*documents: Document) -> list[Reuse]:
    return [passage.kind for passage in passages(documents)]


def test_a_text_that_is_mostly_another_is_a_copy() -> None:
    whole = f"{filler(1)} {SHARED} {filler(2)}"
    assert kinds(document("a", whole), document("b", f"{filler(3, 20)} {whole}")) == [Reuse.COPY]


def test_a_part_of_two_texts_is_a_passage() -> None:
    texts = (f"{filler(1)} {SHARED} {filler(2)}", f"{filler(3)} {SHARED} {filler(4)}")
    assert kinds(document("a", texts[0]), document("b", texts[1])) == [Reuse.PASSAGE]


def test_words_in_quotation_marks_on_both_sides_are_a_quotation() -> None:
    one = document("a", f"{filler(1)} “{QUOTE},” said Ilse Marn, the director. {filler(2)}")
    other = document("b", f'{filler(3)} Ilse Marn, the director, said: "{QUOTE}." {filler(4)}')
    plain = document("c", f"{filler(5)} {QUOTE} {filler(6)}")
    assert kinds(one, other) == [Reuse.QUOTATION]
    assert kinds(one, plain) == [Reuse.PASSAGE]


def test_who_said_it_makes_a_quotation_no_passage_but_a_sentence_more_does() -> None:
    said = f"“{QUOTE},” said Ilse Marn, the director."
    short = [document(name, f"{filler(n)} {said} {filler(n + 1)}") for n, name in ((1, "a"), (3, "b"))]
    longer = [document(name, f"{filler(n)} {said} {SHARED}. {filler(n + 1)}") for n, name in ((1, "a"), (3, "b"))]
    assert kinds(*short) == [Reuse.QUOTATION]
    assert kinds(*longer) == [Reuse.PASSAGE]


def test_the_tail_of_one_publisher_is_boilerplate_once_it_stands_in_six_texts() -> None:
    def tails(count: int) -> set[Reuse]:
        return set(kinds(*(document(str(n), f"{filler(n)} {filler(n + 50)} {TAIL}", "Echo") for n in range(count))))

    assert tails(6) == {Reuse.BOILERPLATE}
    assert tails(3) == {Reuse.PASSAGE}


def test_words_that_end_six_texts_which_share_nothing_else_are_boilerplate() -> None:
    def found(count: int, form: str) -> set[Reuse]:
        bodies = [form.format(one=filler(n), other=filler(n + 50), tail=TAIL, shared=SHARED) for n in range(count)]
        return set(kinds(*(document(str(n), body, f"Paper {n}") for n, body in enumerate(bodies))))

    assert found(6, "{one} {other} {tail}") == {Reuse.BOILERPLATE}
    assert found(5, "{one} {other} {tail}") == {Reuse.PASSAGE}
    assert found(6, "{tail} {one} {other}") == {Reuse.PASSAGE}
    assert found(6, "{shared} {one} {other} {tail}") == {Reuse.PASSAGE}
    assert found(6, "{one} {other} “{tail}”") == {Reuse.QUOTATION}


def test_words_that_end_five_texts_and_stand_in_the_middle_of_another_are_a_passage() -> None:
    texts = [f"{filler(n)} {filler(n + 50)} {TAIL}" for n in range(5)] + [f"{filler(5)} {TAIL} {filler(55)}"]
    assert set(kinds(*(document(str(n), text, f"Paper {n}") for n, text in enumerate(texts)))) == {Reuse.PASSAGE}


def test_a_note_at_an_edge_and_a_style_sheet_anywhere_are_boilerplate() -> None:
    note = "Subscribe to our letter and read all that happened in the harbour and in the hills before breakfast"
    style = ".box { font-size: 16px; margin: 0 auto; color: #333; } .head { display: none; width: 100%; height: 2px; }"
    assert kinds(*(document(str(n), f"{filler(n)} {note}") for n in range(2))) == [Reuse.BOILERPLATE]
    assert kinds(*(document(str(n), f"{filler(n)}\n{style}\n{filler(n + 9)}") for n in range(2))) == [Reuse.BOILERPLATE]


def test_a_story_with_the_end_of_a_note_is_no_boilerplate() -> None:
    texts = (f"{filler(n)} {filler(n + 20)} {SHARED}. Subscribe to our letter." for n in range(2))
    assert kinds(*(document(str(n), text) for n, text in enumerate(texts))) == [Reuse.PASSAGE]


def test_words_broken_at_line_ends_and_silent_marks_are_the_same_words() -> None:
    broken = SHARED.replace("Portvell", "Port-\nvell").replace("nobody", "no\u00adbody").replace("quay", "qua\u0301y")
    (found,) = passages([document("a", f"{filler(1)} {SHARED}"), document("b", f"{filler(2)} {broken}")])
    assert found.similarity == 1.0
    assert found.there.of(f"{filler(2)} {broken}") == broken


def test_years_parted_by_a_dash_at_a_line_end_stay_two_words() -> None:
    assert len(word_array(["1990-\n2000"]).hashes) == 2


def test_edited_edges_belong_to_the_passage() -> None:
    words = SHARED.split()
    edited = " ".join([*words[:3], "ancient", *words[3:16], "in", "all", *words[16:]])
    (found,) = passages([document("a", f"{filler(1)} {SHARED}"), document("b", f"{filler(2)} {edited}")])
    assert found.here.of(f"{filler(1)} {SHARED}").endswith("signed the ledger for it")


def test_what_many_texts_hold_is_joined_to_the_earliest() -> None:
    days = [DateRange(dt.date(2024, 3, 1 + n % 28), dt.date(2024, 3, 1 + n % 28)) for n in range(40)]
    documents = [
        replace(document(f"{n:02}", f"{SHARED} and then {filler(n, 10)}"), date=day)
        for n, day in enumerate(days[::-1])
        if n != 11
    ]
    earliest = min(documents, key=lambda one: (one.date, one.id))
    found = passages(documents)
    joined = {passage.left for passage in found} | {passage.right for passage in found}
    beside = {p.left for p in found if p.right == earliest.id} | {p.right for p in found if p.left == earliest.id}
    assert joined == {one.id for one in documents}
    assert beside == joined - {earliest.id}
    assert len(found) < 3 * len(documents)


WORDS = st.sampled_from(["the", "quay", "was", "shut", "at", "noon", "by", "order", "of", "clerk", "nobody", "knew"])
TEXTS = st.lists(st.lists(WORDS, min_size=0, max_size=60).map(" ".join), min_size=1, max_size=6)


@given(TEXTS, st.randoms())
def test_the_order_of_documents_changes_no_passage(texts: list[str], rng: random.Random) -> None:
    documents = [document(str(n), text, rng.choice((None, "Echo", "Post"))) for n, text in enumerate(texts)]
    shuffled = rng.sample(documents, len(documents))
    assert passages(documents) == passages(shuffled)


@given(TEXTS)
def test_a_copy_is_found_and_leaves_other_passages_alone(texts: list[str]) -> None:
    documents = [document(str(n), text) for n, text in enumerate(texts)]
    longest = max(documents, key=lambda one: len(one.text.split()))
    before, after = passages(documents), passages([*documents, document("copy", longest.text)])
    assert [passage for passage in after if "copy" not in (passage.left, passage.right)] == list(before)
    if len(longest.text.split()) >= 12:
        found = [passage for passage in after if {passage.left, passage.right} == {longest.id, "copy"}]
        assert any(passage.here == passage.there == Span(0, len(longest.text)) for passage in found)
        assert {passage.kind for passage in found} == {Reuse.COPY}


@given(TEXTS)
def test_a_passage_without_edits_holds_the_same_words(texts: list[str]) -> None:
    for passage in passages([document(str(n), text) for n, text in enumerate(texts)]):
        here, there = passage.here.of(texts[int(passage.left)]), passage.there.of(texts[int(passage.right)])
        assert 0.5 <= passage.similarity <= 1.0
        if passage.similarity == 1.0:
            assert here.split() == there.split()


def test_a_much_edited_copy_gives_no_passage_twice() -> None:
    words = filler(1, 200).split()
    edited = [word for n, word in enumerate(words) for word in ([word, "and", "so"] if n % 9 == 0 else [word])]
    found = passages([document("a", " ".join(words)), document("b", " ".join(edited))])
    assert sum(len(passage.here) for passage in found) <= len(" ".join(words))
