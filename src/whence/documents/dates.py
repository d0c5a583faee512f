"""Dates in metadata as the days they may mean: ISO, mail headers, PDF stamps, "4 March 2024", "March 2024".

A numeric date such as 03/04/2024 is left alone unless only one reading exists. Time zones are not converted.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re

from whence.model import DateRange

_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
_MONTHS |= {name[:3]: number for name, number in _MONTHS.items()} | {"sept": 9}
_NAME = r"([A-Za-z]{3,9})\.?"
_ISO = re.compile(r"^\s*(\d{4})-(\d{1,2})(?:-(\d{1,2}))?(?!\d)")
_STAMP = re.compile(r"^\s*(?:D:)?((?:19|20)\d\d)(\d\d)(\d\d)(?:\d{6}|\D|$)")
_DAY_FIRST = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?(?: of)? {_NAME},? (\d{{4}})\b")
_MONTH_FIRST = re.compile(rf"\b{_NAME} (\d{{1,2}})(?:st|nd|rd|th)?,? (\d{{4}})\b")
_MONTH = re.compile(rf"\b{_NAME},? (\d{{4}})\b")
_NUMERIC = re.compile(r"^\s*(\d{1,2})[./](\d{1,2})[./](\d{4})\b")
_YEAR = re.compile(r"^\s*((?:19|20)\d\d)\s*$")


def date_of(value: str | None) -> DateRange | None:
    """The days that *value* may mean, or None where it names no date or more than one reading is possible."""
    if not value:
        return None
    value = " ".join(value[:200].split())
    if found := _ISO.match(value):
        year, month, day = found.groups()
        return _days(int(year), int(month), int(day) if day else None)
    if found := _STAMP.match(value):
        return _days(*(int(part) for part in found.groups()))
    if found := _DAY_FIRST.search(value):
        return _days(int(found[3]), _MONTHS.get(found[2].lower(), 0), int(found[1]))
    if found := _MONTH_FIRST.search(value):
        return _days(int(found[3]), _MONTHS.get(found[1].lower(), 0), int(found[2]))
    if found := _MONTH.search(value):
        return _days(int(found[2]), _MONTHS.get(found[1].lower(), 0), None)
    if found := _NUMERIC.match(value):
        first, second, year_ = (int(part) for part in found.groups())
        readings = {_days(year_, second, first), _days(year_, first, second)} - {None}
        return readings.pop() if len(readings) == 1 else None
    if found := _YEAR.match(value):
        return DateRange(dt.date(int(found[1]), 1, 1), dt.date(int(found[1]), 12, 31))
    return None


def _days(year: int, month: int, day: int | None) -> DateRange | None:
    try:
        last = calendar.monthrange(year, month)[1] if day is None else day
        return DateRange(dt.date(year, month, day or 1), dt.date(year, month, last))
    except (ValueError, IndexError):
        return None
