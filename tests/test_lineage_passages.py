import random

from whence.lineage import passages
from whence.model import Document
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
