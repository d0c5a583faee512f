"""Sources in brackets after what they say: "C. (Express)" in a digest of papers, "C (Marn Relief, 2019)." in a report.

Only texts that do so again and again are read so; one bracket is a credit or an aside.
"""

from __future__ import annotations

import re

from whence.attributions.raw import BRACKETED, RawAttribution
from whence.model import SourceKind, Span
from whence.text import kind_of, paragraphs, sentences

_PAPER = re.compile(
    r"[.!?][”\"]? ?\(((?:the |The )?[A-Z][\w’'.&-]*(?: (?:(?:of|the|de|della) )?[A-Z][\w’'.&-]*){0,3})\)\s*$"
)
_CITED = re.compile(
    r" \((?:see )?([A-Z][\w’'&.-]*(?: (?:of|for|and|the|on|et|al\.?|&|[A-Z][\w’'.&-]*)){0,8}),? (?:19|20)\d\d[a-z]?"
    r"(?:[,:;] ?[^()]{1,30})?\)[.]?\s*$"
)
_YEARS = re.compile(r"[12]\d{3}[a-z]?(?:[,:;][^()\n]{1,31})?\)")
_LEAST = 2
"""Different names in brackets from which a text is read so."""
_DIGEST = 0.5
"""The share of a digest's paragraphs that end in brackets; pictures have credits in brackets too."""
_SHORTEST = 20
_AUTHORS = re.compile(r"\bet al\b|&")


def bracketed(text: str) -> list[RawAttribution]:
    """Paragraphs that end with a paper's name in brackets, and sentences that end with a name and a year in them."""
    digest, cited = list[RawAttribution](), list[RawAttribution]()
    if text.count(")\n\n") >= _LEAST:
        parts = [span for span in paragraphs(text) if len(span) > _SHORTEST]
        digest = _of(text, parts, _PAPER)
        digest = digest if len(digest) > _LEAST and len(digest) >= _DIGEST * len(parts) else []
    if len(_YEARS.findall(text)) >= _LEAST:
        cited = [raw for raw in _of(text, sentences(text), _CITED) if _published(_name(text, raw))]
    return [raw for found in (digest, cited) if len({_name(text, raw) for raw in found}) >= _LEAST for raw in found]


def _published(name: str) -> bool:
    """Whether *name* before a year is that of a body, or of authors: a place or a person may have another year."""
    return bool(_AUTHORS.search(name)) or kind_of(name) is not SourceKind.PERSON


def _name(text: str, raw: RawAttribution) -> str:
    return raw.source.of(text) if raw.source else ""


def _of(text: str, spans: list[Span], form: re.Pattern[str]) -> list[RawAttribution]:
    found: list[RawAttribution] = []
    for span in spans:
        mark = form.search(text, max(span.start, span.end - 200), span.end)
        end = len(text[span.start : mark.start()].rstrip()) + span.start if mark else span.start
        if mark and end - span.start > _SHORTEST:
            found.append(RawAttribution(Span(*mark.span(1)), None, (Span(span.start, end),), "say", BRACKETED))
    return found
