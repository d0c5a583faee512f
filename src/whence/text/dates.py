"""Dates in text, resolved to the days they may mean.

Relative dates ("on Tuesday", "3 March" without a year) need the document's own date and are left out without one. A
numerical date that may be read two ways covers both days. Wrong where "on Friday" looks ahead without saying so.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable
from functools import lru_cache

from whence.model import DateMention, DateRange, Span
from whence.text.lexicons import lexicon_pairs

_MONTHS = {name: int(number) for name, number in lexicon_pairs("months").items()}
_FULL = {name for name in _MONTHS if len(name) > 4} | {"may", "june", "july"}
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_COUNTS = {name: int(value) for name, value in lexicon_pairs("numbers").items()} | {"a": 1, "an": 1, "a couple of": 2}

_MONTH = r"(?P<month>(?i:" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r"))\b\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_DAY2 = r"(?:\s?(?:-|–|—|to|and|until|through)\s?(?P<day2>\d{1,2})(?:st|nd|rd|th)?)?"
_YEAR = r"(?:(?:,|\s+of)?\s+(?P<year>(?:1[5-9]|20|21)\d\d)(?![\d,.%]?\d))?"
_SINCE, _PART_OF_DAY = (
    re.compile(r"\bsince\s+$", re.IGNORECASE),
    re.compile(r"\s+(?:morning|afternoon|evening|night)\b"),
)
_BACK = 12
"""Characters before a weekday in which a "since" may stand."""
_WEEKDAY = r"(?P<weekday>(?i:" + "|".join(_WEEKDAYS) + r"))\b"
_UNIT = r"(?P<unit>day|week|fortnight|month|year|decade)s?"

_Resolved = tuple[DateRange, bool]
_Asof = DateRange | None
_Rule = tuple[re.Pattern[str], Callable[[re.Match[str], _Asof], _Resolved | None]]

_TRIGGER = re.compile(
    r"\b(?=\d|(?i:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun"
    r"|today|tonight|tomorrow|yesterday|the day before|this|last|next|past|a|" + "|".join(_COUNTS) + r")(?=[a-z]*\b))"
)
_YEAR_BEFORE = re.compile(
    r"(?i)\b(?:in|since|by|during|until|till|from|before|after|early|late|mid|of|year|spring|summer|autumn|winter|"
    r"and|to|between|around|circa)[\s-]$"
)
_NOT_A_YEAR = re.compile(r"\s?(?:%|(?:people|men|women|children|per\s?cent|percent|km|tonnes|homes|dollars|euros)\b)")
_PART = re.compile(r"(?i)\b(?:the\s+)?(early|mid|late|beginning of|start of|end of)(?:\s+in)?[\s-]$")
_BETWEEN = re.compile(r"\s*(?:-|–|—|to|and|until|till|through)\s*")
_RANGE_END = re.compile(
    rf"\s*(?:-|–|—|to|until|till|through)\s*(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?{_MONTH}(?:\s+\d{{1,2}})?,?\s+(?P<year>\d{{4}})\b"
)
_AFTER_DAY = re.compile(r"\d(?:st|nd|rd|th)?\s+(?:of\s+)?$")
_OPENS_RANGE = re.compile(r"(?i)\b(?:from|between)\s+$")
_AHEAD = re.compile(r"(?i)\b(?:will|shall|due|scheduled|planned|expected|set to)\b[^.!?]*$")


def date_mentions(text: str, within: Span | None = None, asof: DateRange | None = None) -> list[DateMention]:
    """The dates in *text* (or in *within*) in order; *asof* is the day from which relative ones are counted."""
    at, end = (within.start, within.end) if within else (0, len(text))
    found: list[DateMention] = []
    for start in _triggers(text, at, end):
        if start >= at and (mention := _mention(text, start, end, asof)):
            at = mention.span.end
            found.append(mention)
    return _ranges(text, found)


@lru_cache(maxsize=64)
def _triggers(text: str, start: int, end: int) -> tuple[int, ...]:
    """Where a date may begin; kept for the last few stretches, since figures ask for the dates among them too."""
    return tuple(trigger.start() for trigger in _TRIGGER.finditer(text, start, end))


def _mention(text: str, start: int, end: int, asof: _Asof) -> DateMention | None:
    if start and (text[start - 1] in "$€£#" or (text[start - 1] in ".,:/-" and text[start - 2 : start - 1].isdigit())):
        return None
    for pattern, resolve in _RULES:
        found = pattern.match(text, start, end)
        if found is None:
            continue
        try:
            resolved = resolve(found, asof)
        except (ValueError, OverflowError):
            resolved = None
        if resolved is not None:
            return _narrowed(text, found, *resolved)
    return None


def _narrowed(text: str, found: re.Match[str], days: DateRange, relative: bool) -> DateMention:
    """The mention, narrowed by an "early", "mid" or "late" before it."""
    start, stop = found.span()
    if text[stop - 1] == "." and (found.groupdict().get("month") or "").lower() in _FULL:
        stop -= 1
    part = _PART.search(text, max(0, start - 20), start)
    third = ((days.last - days.first).days + 1) // 3
    if part and third >= 9:
        word = part.group(1).lower().split()[0]
        first = {"late": 2, "end": 2, "mid": 1}.get(word, 0)
        begin = days.first + dt.timedelta(first * third)
        days = DateRange(begin, days.last if first == 2 else begin + dt.timedelta(third - 1))
        start = part.start()
    return DateMention(Span(start, stop), days, relative)


def _ranges(text: str, found: list[DateMention]) -> list[DateMention]:
    """The mentions, with "from A to B" and "A – B" joined to one."""
    joined: list[DateMention] = []
    for mention in found:
        before = joined[-1] if joined else None
        if before and _BETWEEN.fullmatch(text, before.span.end, mention.span.start):
            opens = _OPENS_RANGE.search(text, max(0, before.span.start - 12), before.span.start)
            link = text[before.span.end : mention.span.start].strip()
            first = _in_year_of(before, mention)
            if (opens or link != "and") and first <= mention.range.last:
                days = DateRange(first, mention.range.last)
                joined[-1] = DateMention(Span(before.span.start, mention.span.end), days, mention.relative)
                continue
        joined.append(mention)
    return joined


def _in_year_of(before: DateMention, after: DateMention) -> dt.date:
    """The first day of *before*, which takes the year of *after* where it has none of its own."""
    first = before.range.first
    if before.relative and not after.relative:
        last = after.range.last
        year = last.year if (first.month, first.day) <= (last.month, last.day) else last.year - 1
        return first.replace(year=year, day=min(first.day, calendar.monthrange(year, first.month)[1]))
    return first


def _month(year: int, month: int) -> DateRange:
    return DateRange(dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1]))


def _year(year: int) -> DateRange:
    return DateRange(dt.date(year, 1, 1), dt.date(year, 12, 31))


def _days(asof: DateRange, resolve: Callable[[dt.date], DateRange]) -> DateRange:
    """What *resolve* says of both ends of the document's date, together."""
    first, last = resolve(asof.first), resolve(asof.last)
    return DateRange(min(first.first, last.first), max(first.last, last.last))


def _iso(found: re.Match[str], _: _Asof) -> _Resolved:
    year, month, day = found["year"], found["month"], found["day"]
    if day is None:
        return _month(int(year), int(month)), False
    exact = dt.date(int(year), int(month), int(day))
    return DateRange(exact, exact), False


def _numerical(found: re.Match[str], _: _Asof) -> _Resolved | None:
    year = int(found["year"])
    pairs = {(found["a"], found["b"]), (found["b"], found["a"])}
    days = sorted(dt.date(year, int(m), int(d)) for d, m in pairs if 1 <= int(m) <= 12 and 1 <= int(d) <= 31)
    return (DateRange(days[0], days[-1]), False) if days else None


def _calendar(found: re.Match[str], asof: _Asof) -> _Resolved | None:
    """A month with or without days and year; without a year the one nearest to the document's date."""
    groups = found.groupdict()
    month = _MONTHS[groups["month"].lower()]
    if not groups["month"][0].isupper():
        return None
    day, last = groups.get("day"), groups.get("day2") or groups.get("day")
    year = groups["year"] or _year_of_range(found)
    if year is None and asof is None:
        return None
    if day is None and _AFTER_DAY.search(found.string, max(0, found.start() - 10), found.start()):
        return None
    if day is None and year is None and not _names_month(found):
        return None

    def of(in_year: int) -> DateRange:
        if day is None:
            return _month(in_year, month)
        return DateRange(dt.date(in_year, month, int(day)), dt.date(in_year, month, int(last or day)))

    if year is not None:
        return of(int(year)), False
    assert asof is not None
    return _days(asof, lambda today: _nearest(today, of)), True


def _year_of_range(found: re.Match[str]) -> str | None:
    """The year of the second date in "1 March to 3 April 2024", which is the first one's as well."""
    after = _RANGE_END.match(found.string, found.end())
    if after is None or _MONTHS[after["month"].lower()] < _MONTHS[found["month"].lower()]:
        return None
    return after["year"]


def _nearest(today: dt.date, of: Callable[[int], DateRange]) -> DateRange:
    years = [of(year) for year in (today.year - 1, today.year, today.year + 1) if _exists(of, year)]
    return min(years, key=lambda days: abs((days.last - today).days))


def _exists(of: Callable[[int], DateRange], year: int) -> bool:
    try:
        return bool(of(year))
    except ValueError:
        return False


def _names_month(found: re.Match[str]) -> bool:
    """Whether a bare month word is a month: "in March", "last May", but no "May" or "Jan" that may be a name."""
    before = found.string[max(0, found.start() - 12) : found.start()].lower()
    sure = found["month"].lower() not in ("may", "march", "jan", "mar", "dec", "april", "june", "august")
    return bool(
        re.search(r"\b(?:in|since|by|during|until|till|from|last|next|early|late|mid|of|between|to)[\s-]$", before)
    ) or (sure and len(found["month"]) > 4)


def _since(found: re.Match[str]) -> bool:
    """Whether something lasts "since Friday": on a Friday that is the one before, unless a part of the day is told."""
    before = _SINCE.search(found.string, max(0, found.start() - _BACK), found.start())
    return before is not None and not _PART_OF_DAY.match(found.string, found.end())


def _weekday(found: re.Match[str], asof: _Asof) -> _Resolved | None:
    if asof is None:
        return None
    wanted = _WEEKDAYS.index(found["weekday"].lower())
    word = (found["which"] or "").lower()
    looks_ahead = _AHEAD.search(found.string, max(0, found.start() - 60), found.start()) is not None
    since = _since(found)
    ahead = word == "next" or (not since and word != "last" and looks_ahead)

    def of(today: dt.date) -> DateRange:
        back = (today.weekday() - wanted) % 7
        day = today - dt.timedelta(back or 7 * (word == "last" or since))
        if ahead:
            day = today + dt.timedelta((wanted - today.weekday()) % 7 or 7 * (word == "next"))
        return DateRange(day, day)

    return _days(asof, of), True


_NEAR_DAYS = {"today": 0, "tonight": 0, "tomorrow": 1, "yesterday": -1, "the day before yesterday": -2,
              "this morning": 0, "this afternoon": 0, "this evening": 0, "last night": -1}  # fmt: skip


def _near(found: re.Match[str], asof: _Asof) -> _Resolved | None:
    if asof is None:
        return None
    by = dt.timedelta(_NEAR_DAYS[" ".join(found.group().lower().split())])
    return DateRange(asof.first + by, asof.last + by), True


def _period(found: re.Match[str], asof: _Asof) -> _Resolved | None:
    """This, last or next week, month or year."""
    if asof is None:
        return None
    by = {"last": -1, "next": 1}.get(found["which"].lower(), 0)
    return _days(asof, lambda today: _stretch(today, found["unit"].lower(), by)), True


def _ago(found: re.Match[str], asof: _Asof) -> _Resolved | None:
    if asof is None:
        return None
    word = " ".join(found["count"].lower().split())
    count = int(word) if word.isdigit() else _COUNTS[word]
    return _days(asof, lambda today: _stretch(today, found["unit"].lower(), -count)), True


def _stretch(today: dt.date, unit: str, by: int) -> DateRange:
    """The day, week, month or year that lies *by* of them after the one of *today*."""
    if unit == "day":
        day = today + dt.timedelta(by)
        return DateRange(day, day)
    if unit in ("week", "fortnight"):
        monday = today - dt.timedelta(today.weekday()) + dt.timedelta((7 if unit == "week" else 14) * by)
        return DateRange(monday, monday + dt.timedelta(6))
    if unit == "month":
        months = today.year * 12 + today.month - 1 + by
        return _month(months // 12, months % 12 + 1)
    return _year(today.year + by * (10 if unit == "decade" else 1))


def _decade(found: re.Match[str], _: _Asof) -> _Resolved:
    year = int(found["year"])
    return DateRange(dt.date(year, 1, 1), dt.date(year + 9, 12, 31)), False


def _bare_year(found: re.Match[str], _: _Asof) -> _Resolved | None:
    before = _YEAR_BEFORE.search(found.string, max(0, found.start() - 10), found.start())
    if before is None or _NOT_A_YEAR.match(found.string, found.end()):
        return None
    return _year(int(found["year"])), False


_COUNT = r"(?P<count>\d{1,3}|(?i:" + "|".join(sorted(_COUNTS, key=len, reverse=True)) + r"))\s+"
_RULES: tuple[_Rule, ...] = tuple(
    (re.compile(pattern), resolve)
    for pattern, resolve in (
        (r"(?P<year>\d{4})-(?P<month>\d\d)(?:-(?P<day>\d\d))?(?![\d-])", _iso),
        (r"(?P<a>\d{1,2})(?P<s>[/.])(?P<b>\d{1,2})(?P=s)(?P<year>(?:19|20)\d\d)\b", _numerical),
        (rf"(?:{_WEEKDAY},?\s+(?:the\s+)?)?{_DAY}{_DAY2}\s+(?:of\s+)?{_MONTH}{_YEAR}", _calendar),
        (rf"(?:{_WEEKDAY},?\s+)?{_MONTH}\s+{_DAY}\b(?![,.]\d|\s?%){_DAY2}{_YEAR}", _calendar),
        (rf"{_MONTH}{_YEAR}", _calendar),
        (r"(?i:" + "|".join(sorted(_NEAR_DAYS, key=len, reverse=True)).replace(" ", r"\s+") + r")\b", _near),
        (rf"(?:(?P<which>(?i:last|next|this|past))\s+)?{_WEEKDAY}", _weekday),
        (rf"(?P<which>(?i:last|next|this))\s+{_UNIT}\b", _period),
        (rf"{_COUNT}{_UNIT}\s+(?:ago|earlier)\b", _ago),
        (r"(?P<year>(?:1[5-9]|20)\d0)s\b", _decade),
        (r"(?P<year>(?:1[5-9]|20|21)\d\d)\b(?![,.:/]\d|-\w)", _bare_year),
    )
)
