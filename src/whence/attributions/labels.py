"""Contents that no reporting clause in their sentence governs: set-off blocks, speaker labels, and a dash with a name.

Wrong where a heading or a list item looks like a speaker's label.
"""

from __future__ import annotations

import re
from itertools import pairwise

from whence.attributions.cues import cue_forms
from whence.attributions.raw import RawAttribution
from whence.attributions.sentence import MASK, Sentence
from whence.attributions.verbs import cue_span, group_start
from whence.model import Span
from whence.text import Quotation, lexicon, paragraphs, sentences

_LONGEST = 6000
_NAME = r"[A-Z][\w’'.-]*(?: (?:(?:of|de|van|von|al|the) )?[A-Z][\w’'.-]*){0,3}"
_LABEL = re.compile(rf"^({_NAME}): (\S.*\S)$", re.MULTILINE)
_DASHED = re.compile(rf"\s*[—–-]\s?({_NAME})(?=\s*$)", re.MULTILINE)
_FIELDS = frozenset(
    "date title author publisher source subject from to cc url note notes place time page tags section re ref "  # noqa: SIM905
    "summary background conclusion findings recommendation recommendations update editor example".split()
)


def labelled(text: str, marked: list[Quotation]) -> list[RawAttribution]:
    """A transcript's lines ("JUDGE: Did you see it?"), a quotation after a label, and one before a dash and a name."""
    found = [_said(line) for run in _runs(text) for line in run]
    found += _headline(text)
    starts = {quotation.span.start: quotation for quotation in marked}
    taken = {raw.content[0].start for raw in found}
    for line in _LABEL.finditer(text):
        quotation = starts.get(line.start(2))
        if quotation and quotation.span.end >= line.end(2) and line.start(2) not in taken and _speaks(line[1]):
            found.append(_said(line))
    for quotation in marked:
        name = _DASHED.match(text, quotation.span.end)
        if name and quotation.closed and _opens_line(text, quotation.span.start):
            found.append(RawAttribution(Span(*name.span(1)), None, (quotation.span,), "say", "label"))
    return found


def _opens_line(text: str, place: int) -> bool:
    before = text[max(0, place - 20) : place].rstrip(" \t")
    return not before or before.endswith("\n")


def _runs(text: str) -> list[list[re.Match[str]]]:
    """Runs of at least three label lines, right below each other, in which some label comes back."""
    runs: list[list[re.Match[str]]] = []
    for line in _LABEL.finditer(text):
        if not _speaks(line[1]):
            continue
        if runs and text[runs[-1][-1].end() : line.start()].strip() == "":
            runs[-1].append(line)
        else:
            runs.append([line])
    return [run for run in runs if len(run) > 2 and len({line[1] for line in run}) < len(run)]


def _speaks(label: str) -> bool:
    return label.lower() not in _FIELDS


def _headline(text: str) -> list[RawAttribution]:
    """A first line like "Mayor: bridge was never inspected", whose label is an office, a body or named further on."""
    line = _LABEL.match(text)
    if line is None or not line[2][0].islower() or line[2][-1] in ".:;," or not text.startswith("\n\n", line.end()):
        return []
    known = lexicon("office_nouns") | lexicon("body_nouns") | lexicon("unnamed_classes")
    speaks = line[1].lower().split()[-1] in known or line[1] in text[line.end() :]
    return [_said(line)] if speaks and _speaks(line[1]) else []


def _said(line: re.Match[str]) -> RawAttribution:
    return RawAttribution(Span(*line.span(1)), None, (Span(*line.span(2)),), "say", "label")


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
