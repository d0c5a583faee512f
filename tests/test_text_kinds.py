import pytest

from whence.model import SourceKind
from whence.text import maker_kind

TOLD = "The rights group said on Monday that two lamps were broken."
OWN = "Harn International said on Monday that two lamps were broken."


@pytest.mark.parametrize(
    ("publisher", "author", "text", "kind"),
    [
        ("Harn International", None, TOLD, SourceKind.OUTLET),
        ("Harn International", None, OWN, SourceKind.BODY),
        ("Harn Lamp Union", None, TOLD, SourceKind.BODY),
        ("The Harn Times", None, TOLD, SourceKind.OUTLET),
        ("Harn Notes", "Ada Finch", TOLD, SourceKind.OUTLET),
        (None, "Ada Finch", TOLD, SourceKind.PERSON),
        (None, None, TOLD, SourceKind.DOCUMENT),
    ],
)
def test_what_a_document_speaks_as(publisher: str | None, author: str | None, text: str, kind: SourceKind) -> None:
    assert maker_kind(publisher, author, text) is kind
