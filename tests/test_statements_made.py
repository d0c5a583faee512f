import pytest

from whence.attributions import attributions
from whence.model import Attribution, Document, Form, Mention, Modality, Polarity, SourceKind, Span
from whence.statements import statement, statements

TEXT = """Bridge falls in Veltan

The bridge in Veltan fell on Monday, killing 12 people, and the mayor said she was shocked by it. Was it old?

"We saw," Mara Olt said, "three trucks go down. It was not windy. Why did they close it?\""""


def at(words: str, text: str = TEXT) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def said(name: str, source: str, content: list[str], ident: str, **more: str) -> Attribution:
    chain = tuple(Mention(part, SourceKind.PERSON) for part in name.split(" > "))
    spans = tuple(at(words, more.get("text", TEXT)) for words in content)
    return Attribution(
        ident, at(source, more.get("text", TEXT)), None, spans, Form.INDIRECT, SourceKind.PERSON, Modality.ASSERTED,
        chain, more.get("within"),
    )  # fmt: skip


def test_contents_and_the_narrators_own_clauses() -> None:
    found = statements(
        Document("d", "d.txt", TEXT),
        (
            said("the mayor", "the mayor", ["she was shocked by it"], "1"),
            said(
                "Mara Olt",
                "Mara Olt",
                ['"We saw,"', '"three trucks go down. It was not windy. Why did they close it?"'],
                "2",
            ),
        ),
    )
    assert [(s.text, len(s.chain)) for s in found] == [
        ("The bridge in Veltan fell on Monday, killing 12 people", 0),
        ("she was shocked by it", 1),
        ("We saw, three trucks go down.", 1),
        ("It was not windy.", 1),
    ]
    assert found[-1].polarity is Polarity.NEGATIVE
    assert len({s.id for s in found}) == 4


def test_the_deepest_attribution_carries_the_chain() -> None:
    text = "Olan Brik said that Mara Olt told him the bridge was closed in May."
    outer = said("Olan Brik", "Olan Brik", ["Mara Olt told him the bridge was closed in May"], "1", text=text)
    inner = said("Olan Brik > Mara Olt", "Mara Olt", ["the bridge was closed in May"], "2", within="1", text=text)
    found = statements(Document("d", "d.txt", text), (outer, inner))
    assert [(s.text, len(s.chain)) for s in found] == [("the bridge was closed in May", 2)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The bridge fell on Monday, the ministry said.", "The bridge fell on Monday"),
        ("The bridge fell on Monday, according to the mayor.", "The bridge fell on Monday"),
        ("  The “old”\n bridge fell. ", "The old bridge fell."),
    ],
)
def test_a_bare_text_loses_marks_and_attribution(text: str, words: str) -> None:
    assert statement(text, None).text == words


@pytest.mark.parametrize(
    ("text", "negative"),
    [
        ("The bridge was not closed.", True),
        ("They didn't close the bridge.", True),
        ("No fewer than 12 people died.", False),
        ("The mayor, who was not there, closed the bridge.", False),
    ],
)
def test_polarity(text: str, negative: bool) -> None:
    assert (statement(text, None).polarity is Polarity.NEGATIVE) == negative


def test_bad_material_gives_no_statement() -> None:
    assert statements(Document("d", "d.txt", '"' * 100_000), ()) == ()
    assert statements(Document("d", "d.txt", ""), ()) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Mara Velt hopes to open the new bridge in May.",
        "The town council plans to close the swimming pool next winter.",
        "The union wants the quarry to be closed on Sundays.",
        "The governor urged residents to stay indoors.",
        "Lena Orr does not believe that the door was locked.",
        "Lena Orr asked whether the door had been locked.",
    ],
)
def test_wishes_orders_and_questions_assert_nothing(text: str) -> None:
    document = Document("d", "d.txt", text)
    assert statements(document, attributions(document)) == ()


def test_praise_and_blame_are_told_by_the_narrator() -> None:
    document = Document("d", "d.txt", "Tova Brill criticised the plan that the town council had made in March.")
    assert [s.chain for s in statements(document, attributions(document))] == [()]


@pytest.mark.parametrize(
    ("text", "content", "source", "clause"),
    [
        (
            "Eighty people died in Veltan on Monday in a fire which the mayor said was set.",
            ["which", "was set"],
            "the mayor",
            "Eighty people died in Veltan on Monday in a fire",
        ),
        (
            "The man who the mayor said was seen at the fire left.",
            ["who", "was seen at the fire left"],
            "the mayor",
            None,
        ),
        (
            "Eighty people died in Veltan on Monday, even as the mayor said it was over.",
            ["it was over"],
            "the mayor",
            "Eighty people died in Veltan on Monday",
        ),
    ],
)
def test_the_main_clause_before_a_relative_clause(
    text: str, content: list[str], source: str, clause: str | None
) -> None:
    found = statements(Document("d", "d.txt", text), (said("the mayor", source, content, "1", text=text),))
    assert [s.text for s in found if not s.chain] == ([clause] if clause else [])
