"""Contents that no reporting clause in their sentence governs: set-off blocks, speaker labels, and a dash with a name.

Wrong where a heading or a list item looks like a speaker's label.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise, zip_longest

from whence.attributions.cues import cue_forms
from whence.attributions.raw import LABEL, RawAttribution
from whence.attributions.sentence import MASK, Sentence
from whence.attributions.verbs import cue_span, group_start
from whence.model import Span
from whence.text import Quotation, lexicons, paragraphs, sentences

_LONGEST = 6000
_NAME = r"[A-Z][\w’'.-]*(?: (?:(?:of|de|van|von|al|the) )?[A-Z][\w’'.-]*){0,3}"
_LABEL = re.compile(rf"^(?P<mark>[\"“]?)(?P<name>{_NAME}): (?P<words>\S.*\S)$", re.MULTILINE)
_ASIDE = re.compile(r"[\"“]?[(\[].*[)\]][\"”]?$")
"""A line of a transcript that nobody speaks: "(Crosstalk.)"."""
_DASHED = re.compile(rf"[.,]?\s*[―—–-]\s?({_NAME})(?=(?:, [^\n.]{{1,60}})?\s*$)", re.MULTILINE)
_FIELDS = frozenset(
    "date title author publisher source subject from to cc url note notes place time page tags section re ref "  # noqa: SIM905
    "summary background conclusion findings recommendation recommendations update editor example".split()
)


def labelled(text: str, marked: list[Quotation]) -> list[RawAttribution]:
    """A transcript's lines ("JUDGE: Did you see it?"), a quotation after a label, and one before a dash and a name."""
    found = [raw for run in _runs(text) for raw in _turns(text, run)]
    found += _headline(text)
    starts = {quotation.span.start: quotation for quotation in marked}
    taken = {raw.content[0].start for raw in found}
    for line in _LABEL.finditer(text):
        place = line.start("words")
        quotation = starts.get(place)
        if quotation and quotation.span.end >= line.end() and place not in taken and _speaks(line["name"]):
            found.append(_said(line))
    for quotation in marked:
        name = _DASHED.match(text, quotation.span.end)
        if name and quotation.closed and _opens_line(text, quotation.span.start):
            found.append(RawAttribution(Span(*name.span(1)), None, (quotation.span,), "say", LABEL))
    return found


def _opens_line(text: str, place: int) -> bool:
    before = text[max(0, place - 20) : place].rstrip(" \t")
    return not before or before.endswith("\n")


def _runs(text: str) -> list[list[re.Match[str]]]:
    """Runs of at least three label lines in which some label comes back; nobody else's words stand between them."""
    runs: list[list[re.Match[str]]] = []
    for line in _LABEL.finditer(text):
        if not _speaks(line["name"]):
            continue
        if runs and _goes_on(text, runs[-1][-1], line):
            runs[-1].append(line)
        else:
            runs.append([line])
    return [run for run in runs if len(run) > 2 and len({line["name"] for line in run}) < len(run)]


def _goes_on(text: str, before: re.Match[str], line: re.Match[str]) -> bool:
    """Whether between two label lines there is nothing, an aside, or more of what a quoted transcript quotes."""
    quoted = bool(before["mark"] and line["mark"])
    lines = (span.of(text) for span in _paragraphs(text, before.end(), line.start()))
    return all(_ASIDE.match(one) or (quoted and one[0] in '"“') for one in lines)


def _paragraphs(text: str, start: int, end: int) -> list[Span]:
    return [span.shifted(start) for span in paragraphs(text[start:end])]


def _turns(text: str, run: list[re.Match[str]]) -> Iterator[RawAttribution]:
    """What each speaker of a *run* says, with the paragraphs in which a quoted speaker goes on."""
    for line, following in zip_longest(run, run[1:]):
        more = _paragraphs(text, line.end(), following.start()) if following else []
        spoken = tuple(span for span in more if not _ASIDE.match(span.of(text)))
        yield replace(_said(line), content=(Span(*line.span("words")), *spoken))


def _speaks(label: str) -> bool:
    return label.lower() not in _FIELDS


def _headline(text: str) -> list[RawAttribution]:
    """A first line like "Mayor: bridge was never inspected", whose label is an office, a body or named further on."""
    line = _LABEL.match(text)
    if line is None or not line["words"][0].islower() or line["words"][-1] in ".:;,":
        return []
    known = lexicons("office_nouns", "body_nouns", "unnamed_classes")
    speaks = line["name"].lower().split()[-1] in known or line["name"] in text[line.end() :]
    return [_said(line)] if speaks and _speaks(line["name"]) and text.startswith("\n\n", line.end()) else []


def _said(line: re.Match[str]) -> RawAttribution:
    return RawAttribution(Span(*line.span("name")), None, (Span(*line.span("words")),), "say", LABEL)


def set_off(masked: str) -> list[RawAttribution]:
    """Paragraphs that a reporting clause with a colon introduces ("The report reads:")."""
    found: list[RawAttribution] = []
    spans = paragraphs(masked)
    forms = cue_forms()
    for one, following in pairwise(spans):
        if masked[one.end - 1] != ":":
            continue
        last = sentences(masked, Span(max(one.start, one.end - _LONGEST), one.end))[-1]
        sentence = Sentence.of(masked, last)
        for i in range(len(sentence.tokens) - 1, -1, -1):
            cue = forms.get(sentence.low(i))
            first, passive = group_start(sentence, i) if cue else (None, False)
            subject = sentence.subject_before(first) if first is not None and not passive else None
            if cue and subject and first is not None and cue.sort != "object":
                verb = cue_span(sentence, first, i)
                rule = "before" if masked[following.start] == MASK else "set off"
                found.append(RawAttribution(sentence.words_span(*subject), verb, (following,), cue.base, rule))
                break
    return found
