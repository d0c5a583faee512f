"""Sources that quote others: "S quoted X as saying C", "C, S quoted X as saying", and S without ", citing X".

Wrong where more than two dozen words stand between the two.
"""

from __future__ import annotations

import re

from whence.attributions.clauses import content_start, left_clause, rest
from whence.attributions.cues import cue_forms
from whence.attributions.raw import RawAttribution
from whence.attributions.sentence import Sentence
from whence.attributions.verbs import cue_span
from whence.model import Span

SAYING = ("saying", "telling")
_CITING = re.compile(r",? (?:citing|quoting) |, speaking ")


def quoting(sentence: Sentence, first: int, i: int) -> RawAttribution | None:
    """ "S quoted X as saying C", "as telling Y C" and "C, S quoted X as saying"; X may be told of between commas."""
    subject = sentence.subject_before(first)
    for j in range(i + 1, min(len(sentence.tokens) - 1, i + 24)):
        if not subject or sentence.gap(j - 1).strip() not in ("", ","):
            return None
        if sentence.low(j) == "as" and sentence.low(j + 1) in SAYING:
            told = j + 2 < len(sentence.tokens)
            start, _ = content_start(sentence, j + 1, cue_forms()[sentence.low(j + 1)]) if told else (None, 0)
            content = rest(sentence, start) if start is not None else left_clause(sentence, subject[0], first)
            verb = cue_span(sentence, first, i)
            source = without_citing(sentence, subject)
            return RawAttribution(source, verb, (content,), "say", "quoted as saying") if content else None
    return None


def quoted_before(sentence: Sentence, last: int) -> int | None:
    """The "quoted" before "as saying", which ends at word *last* itself or before "by" and a few words."""
    if sentence.low(last) == "quoted":
        return last
    for k in range(last - 1, max(0, last - 8), -1):
        if sentence.low(k) == "quoted" and sentence.low(k + 1) == "by":
            return k
    return None


def without_citing(sentence: Sentence, subject: tuple[int, int]) -> Span:
    """The source without ", citing two clerks"; a bracket that it opens is closed in it."""
    whole = sentence.words_span(*subject)
    citing = _CITING.search(sentence.masked, whole.start, whole.end)
    if citing:
        return Span(whole.start, citing.start())
    open_bracket = "(" in whole.of(sentence.masked) and ")" not in whole.of(sentence.masked)
    closes = open_bracket and sentence.masked[whole.end : whole.end + 1] == ")"
    return Span(whole.start, whole.end + 1) if closes else whole
