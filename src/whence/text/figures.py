"""Figures in text as intervals, with what they count.

Dates, years and times of day are no figures; ordinals and numbers that only name a thing are told apart by kind.
The counted noun is the first plural noun after the number, so "20 wounded soldiers" counts soldiers. Wrong on nouns
with rare plurals and on counts without a noun.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from itertools import zip_longest

from whence.model import DateRange, Figure, FigureKind, Hedge, Span
from whence.text.dates import date_mentions
from whence.text.lexicons import lexicon, lexicon_pairs
from whence.text.numbers import NUMBER, Value, value

_ANY_DAY = DateRange(dt.date(2001, 1, 1), dt.date(2001, 1, 1))
_SIGN = r"(?:USD?|A|C|NZ)?[$€£¥₹₽₺₪₴]\s?"
_ORDINAL = r"\d+(?:st|nd|rd|th)\b|(?:" + "|".join(lexicon_pairs("ordinals")) + r")(?![\w-])"
_NONE = r"no[\s-]one\b|nobody\b|none\b|no(?=\s+[a-z])"
_SHARE = "|".join(sorted(lexicon_pairs("fractions"), key=len, reverse=True)).replace(" ", r"\s+")
_FEW = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
_ODDS = rf"(?:{'|'.join(_FEW)})\s+(?:in|out\s+of)\s+(?:every\s+)?(?:{'|'.join(_FEW[1:])}|ten|20|100|twenty)"
_FIGURE = re.compile(
    rf"(?<![\w])(?<!\d[.,:/])(?:(?P<none>{_NONE})|(?P<ordinal>{_ORDINAL})"
    rf"|(?P<share>(?:{_SHARE})(?=\s+(?:of|the)\b)(?!\s+of\s+an?\s+[mb]illion\b))"
    rf"|(?P<odds>{_ODDS}(?=\s+(?!(?:second|minute|hour|day|week|month|year|decade)s?\b)[a-z]))"
    rf"|(?P<sign>{_SIGN})?(?P<number>{NUMBER}))",
    re.IGNORECASE,
)
_SECOND = re.compile(
    rf"(?P<percent>\s?%)?\s?(?P<link>-|–|—|to|and|or)\s?(?:{_SIGN})?(?P<number>{NUMBER})", re.IGNORECASE
)
_PERCENT = re.compile(r"\s?%|[\s-]?per\s?cent\b|[\s-]?percent(?:age)?\b|\s?pc\b", re.IGNORECASE)
_POINTS = re.compile(r"\s+points?\b")
_AFTER = re.compile(r"\s?\+|\s+or\s+(more|less|fewer|so)\b|-odd\b", re.IGNORECASE)
_UNIT = re.compile(r"[\s-]?([a-z°]+(?:/h)?)(?![\w])", re.IGNORECASE)
_UNITS = re.compile(
    r"\s("
    + "|".join(sorted((word for word in lexicon_pairs("units") if " " in word), key=len, reverse=True))
    + r")(?!\w)",
    re.IGNORECASE,
)
"""Units of two words."""
_YEAR = re.compile(r"1[89]\d\d|20\d\d")
_MAGNITUDE = re.compile(r"\bmagnitude(?:[ -]|\s+of\s+)$", re.IGNORECASE)
_AGE = re.compile(r"-years?-old|\s+years?\s+old\b")
_WORD = re.compile(r"[\s-]+(?:(?:of|the|other|more|additional)\s+)*([^\W\d_]+(?:['’-][^\W\d_]+)*)")
_TIME = re.compile(r":\d\d|\s?[ap]\.?m\b|\s+o['’]clock|\s+(?:at night|in the (?:morning|afternoon|evening))\b")
_BEFORE_WORD = re.compile(r"([^\W\d_]+)\.?\s+$")
_HEDGE = re.compile(
    r"(?:^|[^\w-])((?:"
    + "|".join(
        re.escape(word).replace(r"\ ", r"\s+") for word in sorted(lexicon_pairs("hedges"), key=len, reverse=True)
    )
    + r"))\s*(?:the\s+|an?\s+)?$",
    re.IGNORECASE,
)
_LAST_WORD = re.compile(r"([^\s(\"“]+)\s*$")
_HEDGE_ENDS = {word.split()[-1] for word in lexicon_pairs("hedges")} | {"the", "a", "an"}
_OF_WHOLE = re.compile(r"\s+(?:out of|of|from)\s+(?:(?:the|all|its|their|our)\s+)*", re.IGNORECASE)
_OPENS_RANGE = re.compile(r"(?i)\bbetween\s+$")
_FROM = re.compile(r"(?i)\bfrom\s+$")
_HARMED = frozenset({"dead", "injured", "wounded", "killed", "missing", "homeless"})
"""Participles that are counted as nouns are."""
_NOT_COUNTED = frozenset(
    {
        "more",
        "less",
        "fewer",
        "longer",
        "matter",
        "doubt",
        "means",
        "series",
        "news",
        "always",
        "another",
        "another's",
        "another’s",
        "behind",
        "beside",
        "beyond",
        "ahead",
    }
)


@dataclass(frozen=True, slots=True)
class _Found:
    """A number while it is being read: its text, stretch, bounds and whether it carries a percent sign."""

    text: str
    start: int
    end: int
    low: float
    high: float | None
    hedge: Hedge = Hedge.EXACT
    percent: bool = False


def figures(text: str, within: Span | None = None) -> list[Figure]:
    """The figures in *text* (or in *within*) in order; dates and times of day are left out."""
    at, end = (within.start, within.end) if within else (0, len(text))
    dates = [mention.span for mention in date_mentions(text, within, _ANY_DAY)]
    found: list[Figure] = []
    while (match := _FIGURE.search(text, at, end)) is not None:
        while dates and dates[0].end <= match.start():
            dates.pop(0)
        if dates and dates[0].start < match.end():
            at = max(dates[0].end, match.start() + 1)
            continue
        figure = _figure(text, match, end)
        if figure is not None:
            found.append(figure)
        at = max(match.start() + 1, figure.span.end if figure else match.end())
    return [_of_whole(text, *pair) for pair in zip_longest(found, found[1:])]


def _of_whole(text: str, part: Figure, whole: Figure | None) -> Figure:
    """The figure with the noun of the whole that it is a part of ("19 of the 24 children")."""
    bare = part.kind is FigureKind.QUANTITY and part.noun is None and part.unit is None
    if not bare or whole is None or whole.kind is not FigureKind.QUANTITY:
        return part
    return replace(part, noun=whole.noun) if is_share(text, part.span, whole.span) else part


def is_share(text: str, part: Span, whole: Span) -> bool:
    """Whether the number at *part* is told as one of the number at *whole* ("19 of the 24")."""
    return part.end < whole.start and bool(_OF_WHOLE.fullmatch(text, part.end, whole.start))


def _figure(text: str, match: re.Match[str], end: int) -> Figure | None:
    if match["none"]:
        return _zero(text, match, end)
    if match["ordinal"]:
        word = match["ordinal"].lower()
        rank = float(lexicon_pairs("ordinals").get(word) or re.sub(r"\D", "", word))
        return Figure(Span(*match.span()), FigureKind.ORDINAL, rank, rank)
    if match["share"]:
        percent = float(lexicon_pairs("fractions")[" ".join(match["share"].lower().split())])
        return _hedged(_Found(text, *match.span(), percent, percent, percent=True), match.start(), None, end)
    if match["odds"]:
        part, whole = (value(word).number for word in re.split(r"\s+(?:in|out\s+of)\s+(?:every\s+)?", match["odds"]))
        percent = round(100 * part / whole, 3)
        return _hedged(_Found(text, *match.span(), percent, percent, percent=True), match.start(), None, end)
    first = value(_in_metres(text, match, end))
    stop = match.start("number") + first.length
    low, high = first.number, None if first.vague else first.number
    found = _Found(text, match.start(), stop, low, high, Hedge.VAGUE if first.vague else Hedge.EXACT)
    if _TIME.match(text, stop, end):
        return None
    found = _to_second(found, first, end)
    return _hedged(found, found.start, match["sign"], end)


def _in_metres(text: str, match: re.Match[str], end: int) -> str:
    """The number, its "m" left to be a unit where it can be no million: "fell about 600m", but "£600m", "2m users"."""
    number = match["number"]
    may_be = number.endswith("m") and number[-2:-1].isdigit() and not match["sign"]
    return number[:-1] if may_be and _noun(text, match.end(), end, many=True)[0] is None else number


def _zero(text: str, match: re.Match[str], end: int) -> Figure | None:
    word = " ".join(match["none"].lower().replace("-", " ").split())
    noun: str | None = "people" if word in ("no one", "nobody") else None
    stop = match.end()
    if word == "no":
        noun, _ = _noun(text, stop, end, many=True)
        if noun is None:
            return None
    return Figure(Span(match.start(), stop), FigureKind.QUANTITY, 0.0, 0.0, Hedge.EXACT, noun)


def _to_second(found: _Found, first: Value, end: int) -> _Found:
    """The number with the second end of its range, if one follows ("10 to 15", "between 10 and 15")."""
    text = found.text
    second = _SECOND.match(text, found.end, end)
    if second is None or found.high is None:
        return found
    link = second["link"].lower()
    opens = _OPENS_RANGE.search(text, max(0, found.start - 12), found.start)
    if _FROM.search(text, max(0, found.start - 8), found.start):
        return replace(found, percent=bool(second["percent"] or _PERCENT.match(text, second.end(), end)))
    if link == "or" or (link == "and" and not opens):
        return found
    other = value(second["number"])
    low = first.number * (other.scale if first.scale == 1 and first.number < other.number / other.scale else 1)
    if other.vague or low >= other.number:
        return found
    stop = second.start("number") + other.length
    start = opens.start() if opens else found.start
    percent = bool(second["percent"])
    return replace(found, start=start, end=stop, low=low, high=other.number, hedge=Hedge.BETWEEN, percent=percent)


def _hedged(found: _Found, start: int, sign: str | None, end: int) -> Figure | None:
    """The figure with its kind, unit and noun, and widened by the hedge before or after it."""
    text, stop = found.text, found.end
    kind, unit, noun, stop = _measure(found, sign, end)
    hedge, begin = _hedge(text, start)
    after = _AFTER.match(text, stop, end)
    if after:
        word = (after.group(1) or "").lower()
        open_end = Hedge.APPROXIMATE if word == "so" or "odd" in after.group() else Hedge.AT_LEAST
        hedge, stop = (Hedge.AT_MOST if word in ("less", "fewer") else open_end), after.end()
        noun = _noun(text, stop, end, many=True)[0] if noun in (None, "odd") else noun
    if kind is FigureKind.QUANTITY and noun in _HARMED and hedge is None and _names(text, start, found.end):
        noun = None
    if kind is FigureKind.QUANTITY and noun is None and unit is None and hedge is None:
        if found.text[found.start : found.end].lower() in ("one", "several", "a few", "tens", "score"):
            return None
        year = _YEAR.fullmatch(text, found.start, found.end)
        if found.hedge is Hedge.EXACT and (year or _names(text, start, found.end)):
            kind = FigureKind.IDENTIFIER
    low, high, hedge = _bounds(found, hedge, text[begin:start].lower())
    return Figure(Span(begin if hedge is not Hedge.EXACT else start, stop), kind, low, high, hedge, noun, unit)


def _measure(found: _Found, sign: str | None, end: int) -> tuple[FigureKind, str | None, str | None, int]:
    """The kind, unit and counted noun, and where the figure's own words end."""
    text, stop = found.text, found.end
    percent = _PERCENT.match(text, stop, end)
    if percent or found.percent:
        stop = percent.end() if percent else stop
        points = _POINTS.match(text, stop, end)
        noun, _ = _noun(text, points.end() if points else stop, end, many=True)
        return FigureKind.PERCENTAGE, "points" if points else None, noun, points.end() if points else stop
    if sign:
        return FigureKind.MONEY, lexicon_pairs("currencies").get(sign.strip().lower()), None, stop
    if _MAGNITUDE.search(text, max(0, found.start - 14), found.start):
        return FigureKind.QUANTITY, "magnitude", None, stop
    age = _AGE.match(text, stop, end)
    if age:
        return FigureKind.QUANTITY, "year", "age", age.end()
    unit = _UNITS.match(text, stop, end) or _UNIT.match(text, stop, end)
    word = unit.group(1).lower() if unit else ""
    if unit and word in lexicon_pairs("currencies"):
        return FigureKind.MONEY, lexicon_pairs("currencies")[word], None, unit.end()
    if unit and word in lexicon_pairs("units"):
        return FigureKind.QUANTITY, lexicon_pairs("units")[word], None, unit.end()
    if stop < end and (text[stop].isalpha() or (text[stop : stop + 2].strip("-/.").isdigit() and text[stop] in "-/.")):
        return FigureKind.IDENTIFIER, None, None, stop
    if text[max(0, found.start - 5) : found.start].lower() == "aged ":
        return FigureKind.QUANTITY, "year", "age", stop
    noun, _ = _noun(text, stop, end, many=found.high != 1)
    return FigureKind.QUANTITY, None, noun, stop


def _noun(text: str, at: int, end: int, many: bool) -> tuple[str | None, int]:
    """The counted noun after *at*, and its end: the first plural of up to four words, or the next word for one."""
    for _ in range(4):
        match = _WORD.match(text, at, end)
        if match is None:
            break
        word = match.group(1).lower()
        if word in _NOT_COUNTED or word in lexicon("stopwords"):
            break
        if not many or word in lexicon("plural_nouns") or _plural(word):
            return (_plain(text, match, end) if many else word), match.end(1)
        if text[match.start()] == "-":
            return word, match.end(1)
        at = match.end(1)
    return None, at


def _plain(text: str, match: re.Match[str], end: int) -> str:
    """The noun; a participle used as one ("20 wounded soldiers") gives way to the plural right after it."""
    word = match.group(1).lower()
    after = _WORD.match(text, match.end(1), end)
    if (word in _HARMED or word in ("police", "crew")) and after:
        follower = after.group(1).lower()
        if follower in lexicon("plural_nouns") or (_plural(follower) and follower not in lexicon("stopwords")):
            return follower
    return word


def _plural(word: str) -> bool:
    if word.endswith("men") and len(word) > 4:
        return True
    return len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is", "'s", "’s", "wards"))


def _names(text: str, start: int, end: int) -> bool:
    """Whether a number without noun only names a thing: "Flight 302", "#12", "Kestrel 9"."""
    if start and text[start - 1] in "#-/":
        return True
    before = _BEFORE_WORD.search(text, max(0, start - 24), start)
    if before is None or not text[start].isdigit():
        return bool(before and before.group(1)[0].isupper() and before.group(1).lower() in lexicon("identifier_words"))
    word = before.group(1)
    if word.lower() in lexicon("identifier_words") or (word.lower() in ("no", "nos") and "." in before.group()):
        return True
    opens = text[max(0, before.start() - 4) : before.start()].rstrip()[-1:] in ("", ".", "!", "?")
    return word[0].isupper() and not opens and word.lower() not in lexicon("stopwords")


def _hedge(text: str, start: int) -> tuple[Hedge | None, int]:
    """The hedge before *start* and where it begins."""
    last = _LAST_WORD.search(text, max(0, start - 16), start)
    match = _HEDGE.search(text, max(0, start - 32), start) if last and last.group(1).lower() in _HEDGE_ENDS else None
    if match is None:
        return None, start
    return Hedge(lexicon_pairs("hedges")[" ".join(match.group(1).lower().split())]), match.start(1)


def _bounds(found: _Found, hedge: Hedge | None, words: str) -> tuple[float | None, float | None, Hedge]:
    """The interval that the hedge leaves open; "about" is a tenth either way, "nearly" a tenth below."""
    low, high = found.low, found.high
    if hedge is Hedge.AT_LEAST:
        return low, None, hedge
    if found.hedge is Hedge.VAGUE or high is None:
        return low, None, Hedge.VAGUE
    if hedge is Hedge.AT_MOST:
        return None, high, hedge
    if hedge is Hedge.APPROXIMATE and found.hedge is not Hedge.BETWEEN:
        below = any(word in words for word in ("nearly", "almost", "close"))
        return round(low * 0.9, 6), high if below else round(high * 1.1, 6), hedge
    return low, high, found.hedge
