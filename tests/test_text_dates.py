from __future__ import annotations

import datetime as dt

import pytest
from tests.casefiles import Case, marked, parameters

from whence.model import DateRange
from whence.text import date_mentions


def _asof(written: str | None) -> DateRange | None:
    if not written:
        return None
    first, _, last = written.partition("..")
    return DateRange(dt.date.fromisoformat(first), dt.date.fromisoformat(last or first))


@pytest.mark.parametrize("case", parameters("dates"))
def test_dates(case: Case) -> None:
    text, marks = case.marked()
    found = date_mentions(text, None, _asof(case.headers.get("asof")))
    shown = marked(text, [("d", mention.span) for mention in found])
    assert shown == marked(text, marks)
    for number, mention in enumerate(found, 1):
        wanted = case.expected(number)
        if wanted:
            days = (mention.range.first.isoformat(), mention.range.last.isoformat())
            assert days == (wanted["first"], wanted.get("last", wanted["first"])), shown
