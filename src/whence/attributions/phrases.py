"""The words of a source without what is no part of its name: articles, days, what a document was issued or says."""

from __future__ import annotations

import re

from whence.text import unbracketed

_ARTICLE = re.compile(
    r"^(?:the|a|an|its|their|his|her|this|that|these"
    r"|those(?! (?:close|familiar|involved|present|who|with|in|at|near)\b))\s+",
    re.IGNORECASE,
)
_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_NEW = re.compile(r"^((?:[Aa]n?|[Tt]he) )?(?:new|[Rr]ecent|[Ll]atest|[Ff]resh) (?=[A-Z])")
"""An adjective before the name of a document's maker; "New" with a capital may be of the name: "a New Tarn report"."""
_ISSUED = re.compile(
    r" (?:released|issued|published|dated|signed|obtained|seen|posted|filed|leaked|revealed)(?: early| late)?$"
)
"""What is left of "a report released on Sunday" without the day."""
_WHEN = re.compile(
    rf" (?:(?:on |last |this |early |late )*{_DAY}|(?:this|last|earlier this) (?:week|month|year)|yesterday|today)$"
)
_TAKES_UP = re.compile(r"^[a-z]+(?:ing|s|ed)(?: (?:up)?on| at| to)? an? (?=[A-Z])")
_WITHIN = re.compile(rf" (?:(?:on |last |this )?{_DAY}|today|yesterday)(?= (?:from|by|of) )")
"""A day between a document and who issued it: "a statement on Friday from the board"."""
_DATED = re.compile(rf"^(?:{_DAY}|[Tt]oday|[Yy]esterday)['’]s ")
HANDED_ON = "seen|obtained|carried|published|reviewed|aired|broadcast|released|quoted|cited|interviewed"
"""What a paper or a body did with what others say or write, "by" before its name."""
_SHOWN = re.compile(
    rf" (?:{HANDED_ON})"
    r"(?: (?:on )?(?:\w+day|yesterday|today))? by "
)
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$")
_PART = re.compile(
    r"^(?:the )?(?:details|excerpts|extracts|part|parts|portions|copies|a copy|an extract|a draft) (?:of|from) ", re.I
)
"""What of a document was read."""
_SEVERAL = re.compile(
    r"(?:two|three|four|five|six|seven|eight|nine|ten|several|some|many|dozens|both|most|half|all|few|others)\b",
    re.IGNORECASE,
)
_TELLS = re.compile(
    r" [a-z]{2,}ing (?:the|an?|that|how|its|his|her|their|[\w’']+['’]s) | (?:sent|addressed|written) to "
)
"""What a document is about, or whom it was for: "a release announcing the", "a letter sent to"."""


def cleaned(phrase: str) -> str:
    """*phrase* without a short name in brackets and without when something was said or issued."""
    bare = _WITHIN.sub("", unbracketed(_PART.sub("", phrase)))
    bare = _ISSUED.sub("", _TAKES_UP.sub("", _WHEN.sub("", bare)))
    return _POSSESSIVE.sub("", bare) or phrase


def as_document(phrase: str) -> str:
    """The name of a document: *phrase* without "new" and the day before it, and what it tells after it."""
    return _TELLS.split(_DATED.sub("", _NEW.sub(r"\1", phrase)))[0]


def without_article(phrase: str) -> str:
    """*phrase* without its article or another word that only points."""
    return _ARTICLE.sub("", phrase)


def plain(core: str) -> str:
    """*core* without its article and without by whom it was shown: "a letter seen by the Post"."""
    return _SHOWN.split(without_article(core))[0]


def low_article(phrase: str) -> bool:
    """Whether *phrase* is definite: "the officer"."""
    return phrase.lower().startswith("the ")


def is_plural(phrase: str) -> bool:
    """Whether *phrase* names several people."""
    head = re.split(r" (?:who|of|in|on|at|from|with|close|familiar) |,", phrase)[0].lower()
    return bool(_SEVERAL.match(head)) or (head.endswith(("s", "men", "people")) and not head.endswith("ss"))
