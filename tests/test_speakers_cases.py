"""Golden speakers, from tests/cases/speakers: each marked source goes to the fullest name of who speaks.

A label that ends in "q" marks a quotation without a cue.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from tests.casefiles import Case, parameters

from whence.attributions.speakers import UNSPECIFIED, Speakers


def resolved(case: Case) -> Iterator[tuple[str, str, str]]:
    """(label, name that was wanted, name that was found) of every mark of *case* in reading order."""
    text, marks = case.marked()
    speakers = Speakers.of(text)
    for label, span in marks:
        if label.endswith("q"):
            last = speakers.last(span.start)
            found = last.name if last else UNSPECIFIED
        else:
            found = speakers.mention(span).name
        yield label, _plain(case.headers[label]), _plain(found)


def _plain(name: str) -> str:
    return re.sub(r"^(?:the|a|an|her|his) ", "", name.lower())


@pytest.mark.parametrize("case", parameters("speakers"))
def test_speaker(case: Case) -> None:
    for label, wanted, found in resolved(case):
        assert found == wanted, f"{label} is {found}"
