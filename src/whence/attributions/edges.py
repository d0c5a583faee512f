"""The tagger's spans, drawn anew where whence draws them: no "that", no comma, no adverb, no "it" in the cue.

The corpus that it learned from draws some edges differently. Wrong where "that" opens a content as a pronoun.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from whence.attributions.cues import cue_forms
from whence.attributions.phrases import HANDED_ON
from whence.attributions.raw import LABEL, RawAttribution
from whence.model import Span
from whence.text import lexicon

_BLANK = " \t\n\u00a0"
_OUTSIDE = _BLANK + ",;:—–-"
_OPENS = "\"“„«‘'‹「”"
_CLOSES = "\"”“»’'›」"
_THAT = re.compile(r"that\s+(?!(?:is|was|were|would|will|could|can|has|had|makes?|seems?|means?)\b)", re.IGNORECASE)
_BEFORE_VERB = re.compile(
    r"(?:(?:it|there|later|also|then|now|just|still|already|again|further|first|\w{3,}ly)\s+)+(?=\w)", re.IGNORECASE
)
_VEHICLE = re.compile(r"(?<=\w) (?:in|on|at|via|during) (?:a|an|the|his|her|its|their|one) [\w\s-]+$")
_WHOM = re.compile(r"(?<=\btold) (?:the )?[A-Z].*$")
_WHO = re.compile(r"(,? who [^.;:\"“”]{2,90}?),? ")
_OPENING_DAY = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)(?: \d{4})? (?=\w)"
)
_IN = re.compile(r"\b[IiOo]n $")
_NOT_REAL = re.compile(
    r"(, (?:whose|not (?:his|her|their) real|a) name(?: (?:has been|was|is))?(?: (?:changed|withheld))?)(?=[\s,.;])"
)
_REPORTS = re.compile(r"\b(?:says|said|states|stated|records|recorded|reports|reported|shows|found) that\b")
_ORDERS = frozenset(
    ["urge", "ask", "order", "tell", "advise", "instruct", "warn", "invite", "beg", "encourage", "remind"]
)
_VERBAL = r"(?:not|is|are|was|were|has|had|will|would|may|might|could|should|[\w’'-]+ing) "
_ORDER = re.compile(
    rf"(?:(?:the|his|her|their|its|all|both|some|these|those|[A-Z][\w’'-]*) (?:(?!{_VERBAL})[\w’'-]+ ){{0,3}}"
    r"|[a-z’'-]+s )"
    r"(?=(?:not )?to [a-z])"
)
"""Whom somebody urges to do what follows."""
_DONE = re.compile(
    r"([\"“][^\"“”]+[,.!?][\"”]),? (?:and|then|before|as|while|without) [a-z][^\"“”]*$"
    r"|([\"“][^\"“”]+[.!?][\"”]) [A-Z][^\"“”]*$"
)
_DAY = re.compile(
    r"(?<!ed)(?<!seen)(?<!\bon) (?:on |(?:late |early )(?:on )?)?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    r"(?: (?:morning|evening|night))?$"
)
_WAS_TOLD = re.compile(r"(?:(?:has|have|had|also|now) )*(?:was|were|is|are|been)(?: also)? told")
_HAS_HEARD = re.compile(r"(?:(?:has|have|had) )?heard")
_HEARINGS = frozenset(["court", "inquest", "jury", "inquiry", "tribunal", "hearing", "trial", "panel", "committee"])
_ASIDE = re.compile(r"(?:citing|quoting|stating that|without \w+ing)\b")
"""What follows a cue and tells of the saying: "said, citing two clerks"."""
_SUBJECT = re.compile(r"(?:the|an?|its|his|her|their) (?:[\w’'-]+ ){0,3}[\w’'-]+")
_SAID_BY = re.compile(r"(\w+) ((?:[A-Z][\w’'.&-]*)(?: (?:of |for |the )?[A-Z][\w’'.&-]*){0,4})")
_MEANWHILE = re.compile(
    r"about (?:the|an?|his|her|their|its) |(?:as|while) (?!well\b|an?\b|if\b|many\b|much\b|long\b|soon\b|part\b|of\b)"
)
"""What the narrator adds after "..., officials said,": "as rescuers went on searching"."""
_TITLE = 3
"""Words in capitals after which there is more than a name."""
_COUNT = re.compile(r"(?<![\d.,$£€-])\d[\d,]{0,5} $")
_VERB = re.compile(r"(?:has|have|had|is|are|was|were|will|would|does|do|did|can|could|must|should)\b")
_SUBJECT_NAME = re.compile(r" (?:the )?(?:[A-Z][\w’'.&-]* )+([A-Z][\w’'.-]* )")
_HANDED_ON = re.compile(rf"((?:(?:{HANDED_ON}) by|(?:which|who) (?:cited|quoted)) [^,.;:\"“”\n]{{3,60}}), ")
_CITES = re.compile(r"(?:citing|quoting) (?=\w)")
_SAYING = re.compile(r"as (?:saying|having said|stating) (?:that )?")
_REPORTED = re.compile(r"(?:was|were|is|are|has been|have been) (?:reported|quoted|cited)")
_AGE = re.compile(r", \d{1,3}(?=,? )")
_WHO_IS = re.compile(r"[^.;:\"“”\n]{3,60}, who(?:se)? [^.;:\"“”\n]{3,120}(?=\.)")
"""A source at the end of its sentence, with a clause that tells who it is."""
_ANONYMOUS = re.compile(r"\banonymity\b|\bnot to be (?:named|identified|quoted)\b")
_LINE_END = re.compile(r"(?<=[.!?)\"”])[^\S\n]*\n|\n[^\S\n]*\n")
_PARAGRAPH = re.compile(r"\n[^\S\n]*\n")
_NEXT_SENTENCE = re.compile(r"[.!?][\"”’)]*\s+(?=[A-Z])")
_TITLES = 12
"""Characters after a cue in which a full stop is that of a title: "said Prof. Velt"."""
_BROKEN = re.compile(rf"\n[^\S\n]*\n\s*(?![{_OPENS}\s])")
_REOPENED = re.compile(rf"\n\s*(?=[{_OPENS}])")


_ALSO = re.compile(r" (?:but|and|though|although) ((?:(?:has|have|had|was|were|is|are|been) )+([a-z]+)) by ")
"""A second passive verb, to which the source behind it belongs: "is documented but has been denied by"."""


def redrawn(text: str, raw: RawAttribution) -> RawAttribution | None:
    """*raw* with whence's edges; ``None`` where nothing is left of its content."""
    raw = _as_saying(text, _within_paragraph(text, raw))
    source = _source(text, raw.source, raw.cue) if raw.source else None
    if source and _REPORTS.search(text, source.start, source.end):
        return None
    cue = _cue(text, raw.cue) if raw.cue else None
    if source and cue:
        source, cue = _whole(text, source, cue)
    if source and cue and (nearer := _ALSO.fullmatch(text, cue.end, source.start)) and nearer[2] in cue_forms():
        cue, raw = Span(*nearer.span(1)), replace(raw, base=cue_forms()[nearer[2]].base)
    if source and cue and _addressed(text, source, cue):
        raw, source = replace(raw, rule="passive", base="tell"), None
    if source and cue and source.start > cue.end and _NEXT_SENTENCE.search(text, cue.end + _TITLES, source.start + 1):
        return None
    content = [piece for span in raw.content for piece in _pieces(text, span)]
    content = [cut_after_quotation(text, span) for span in ordered(text, replace(raw, cue=cue), content)]
    content = [_without_that(text, span) if cue and span.start > cue.end else span for span in content]
    content = [with_subject(text, cue, span) if cue else span for span in content]
    if source:
        source, content = handed_on(text, source, content)
    kept = tuple(
        span for k, span in enumerate(content) if span.end - span.start > 1 and not _later(text, cue, content, k)
    )
    kept = tuple(span for span in kept if cue is None or _reached(text, cue, span))
    kept = tuple(span for span in kept if source is None or not span.overlaps(source))
    if cue and len(kept) > 1 and kept[0].end <= cue.start:
        kept = tuple(span for span in kept if span.start < cue.end or not _narrated(text, cue, span))
    if len(kept) > 1 and (_in_capitals(text, kept[0]) or (cue and kept[0].end < cue.start and _told(text, cue))):
        kept = kept[1:]
    if not kept:
        return None
    rule = raw.rule if cue or not raw.cue else LABEL
    return replace(raw, source=source, cue=cue, content=kept, rule=rule, base=raw.base if cue else "")


def _as_saying(text: str, raw: RawAttribution) -> RawAttribution:
    """*raw* with its speaker, where whoever hands it on was taken for that: "X was reported by a wire as saying C"."""
    if raw.cue is None or len(raw.content) != 2 or raw.content[0].end > raw.cue.start:
        return raw
    told = _SAYING.match(text, raw.content[1].start, raw.content[1].end)
    if told is None or not _REPORTED.fullmatch(text, raw.cue.start, raw.cue.end):
        return raw
    return replace(raw, source=raw.content[0], content=(Span(told.end(), raw.content[1].end),))


def _whole(text: str, source: Span, cue: Span) -> tuple[Span, Span]:
    """Source and cue, where the source takes its own: an age, "report" from "report states", who somebody is."""
    first = text[cue.start : cue.end].split(" ", 1)
    if source.end + 1 == cue.start and len(first) == 2 and first[0] in lexicon("document_nouns"):
        end = cue.start + len(first[0])
        return Span(source.start, end), Span(end + 1, cue.end)
    if source.end < cue.start and (count := _COUNT.search(text, max(0, source.start - 8), source.start)):
        return Span(count.start(), source.end), cue
    if source.end < cue.start and (age := _AGE.match(text, source.end)):
        return Span(source.start, age.end()), cue
    if cue.end < source.start and (more := _WHO_IS.match(text, source.start)) and more.end() > source.end:
        return Span(source.start, more.end()), cue
    return source, cue


def _later(text: str, cue: Span | None, content: list[Span], k: int) -> bool:
    """Whether piece *k* is a sentence after that which tells what was said, neither of them quoted."""
    if (
        cue is None
        or k == 0
        or content[k - 1].start < cue.end
        or {text[s.start] for s in content[k - 1 : k + 1]} & set(_OPENS)
    ):
        return False
    stop = _NEXT_SENTENCE.match(text, content[k - 1].end)
    return stop is not None and stop.end() == content[k].start


def _in_capitals(text: str, span: Span) -> bool:
    """Whether *span* is more than a few words, all with capitals, as in a title."""
    told = span.of(text).split()
    return len(told) > _TITLE and all(not word[0].islower() for word in told)


def _addressed(text: str, source: Span, cue: Span) -> bool:
    """Whether *source* before *cue* is who was told: "Radio Lisk has been told", "the inquest heard"."""
    if source.end > cue.start:
        return False
    heard = _HAS_HEARD.fullmatch(text, cue.start, cue.end)
    hearing = heard is not None and source.of(text).lower().split()[-1] in _HEARINGS
    return hearing or _told(text, cue)


def _told(text: str, cue: Span) -> bool:
    """Whether *cue* is that of somebody who was told, and so no part of what was."""
    return _WAS_TOLD.fullmatch(text, cue.start, cue.end) is not None


def _narrated(text: str, cue: Span, span: Span) -> bool:
    """Whether *span*, after cue and source, is the narrator's: what went on meanwhile, why nobody is named."""
    return bool(_MEANWHILE.match(text, span.start) or _ANONYMOUS.search(text, cue.start, span.start))


def _without_that(text: str, span: Span) -> Span:
    that = _THAT.match(text, span.start)
    return Span(min(that.end(), span.end), span.end) if that else span


def ordered(text: str, raw: RawAttribution, content: list[Span]) -> list[Span]:
    """*content* without whom a cue like "urged" before it orders to do it: "the crews" to wait."""
    if not content or raw.base not in _ORDERS or raw.cue is None or content[0].start < raw.cue.start:
        return content
    order = _ORDER.match(text, content[0].start, content[0].end)
    return [Span(order.end(), content[0].end), *content[1:]] if order else content


def cut_after_quotation(text: str, span: Span) -> Span:
    """*span* without what follows a whole quotation: "“Stop!” and ran away", "“Stop!” The door fell shut"."""
    done = _DONE.match(text, span.start, span.end)
    return Span(span.start, done.end(done.lastindex or 0)) if done else span


def with_subject(text: str, cue: Span, span: Span) -> Span:
    """*span* with the name before its verb, if it lost that to whom it was told: "told the Council | Lisk has"."""
    if span.start <= cue.end or not _VERB.match(text, span.start):
        return span
    name = _SUBJECT_NAME.fullmatch(text, cue.end, span.start)
    return Span(name.start(1), span.end) if name else span


def handed_on(text: str, source: Span, content: list[Span]) -> tuple[Span, list[Span]]:
    """Source and content, where the content opens with who hands the source on: "a report, | quoted by a daily, "."""
    if not content or text[source.end : content[0].start] != ", ":
        return source, content
    by = _HANDED_ON.match(text, content[0].start, content[0].end)
    if by is None:
        return source, content
    return Span(source.start, by.end(1)), [Span(by.end(), content[0].end), *content[1:]]


def undated(text: str, source: Span) -> Span:
    """*source* without the day at its end, and without the "citing" before it."""
    if citing := _CITES.match(text, source.start, source.end):
        source = Span(citing.end(), source.end)
    day = _DAY.search(text, source.start, source.end)
    return Span(source.start, day.start()) if day and day.start() > source.start else source


def _reached(text: str, cue: Span, span: Span) -> bool:
    """Whether no paragraph's end parts *span* from the cue, unless it follows quoted or after a colon."""
    if span.start > cue.end and _ASIDE.match(text, span.start):
        return False
    if (
        span.end <= cue.start
        and _NEXT_SENTENCE.search(text, span.end, cue.start - 1)
        and text[span.end - 1] not in _CLOSES
    ):
        return text.find("\n", span.end, cue.start) < 0
    if _PARAGRAPH.search(text, *_between(span, cue)) is None:
        return True
    return span.start > cue.end and (text[span.start] in _OPENS or text[cue.end : span.start].rstrip().endswith(":"))


def _source(text: str, span: Span, cue: Span | None) -> Span | None:
    """The source without the marks at its ends, and with a clause that says who it is or that its name is another."""
    found = _trimmed(text, span)
    if found is None:
        return None
    if (day := _OPENING_DAY.match(text, found.start, found.end)) and _IN.search(
        text, max(0, found.start - 4), found.start
    ):
        found = Span(day.end(), found.end)
    if text[found.end - 1] == ")" and "(" not in found.of(text):
        found = Span(found.start, found.end - 1)
    ends = _NOT_REAL.match(text, found.end)
    if cue is not None and found.end < cue.start:
        ends = ends or _WHO.fullmatch(text, found.end, cue.start)
    return undated(text, Span(found.start, ends.end(1)) if ends else found)


def _within_paragraph(text: str, raw: RawAttribution) -> RawAttribution:
    """*raw* without a source of another paragraph; one that stands in the cue ("reported Norda Times") taken out."""
    source, cue = raw.source, _trimmed(text, raw.cue) if raw.cue else None
    if cue is None:
        return raw
    if source and (end := _LINE_END.search(text, source.start, source.end)):
        source = Span(source.start, end.start()) if source.start > cue.start else Span(end.end(), source.end)
    if source and _PARAGRAPH.search(text, *_between(source, cue)):
        source = None
    if source is None and (taken := _source_for_content(text, raw, cue)):
        return taken
    elsewhere = source is None or _NEXT_SENTENCE.search(text, *_between(source, cue)) is not None
    inside = _SAID_BY.fullmatch(text, cue.start, cue.end) if elsewhere else None
    known = cue_forms().get(inside[1].lower()) if inside and inside[2].lower() not in lexicon("weekdays") else None
    if inside and known:
        return replace(raw, source=Span(*inside.span(2)), cue=Span(*inside.span(1)), base=known.base)
    return replace(raw, source=source)


def _source_for_content(text: str, raw: RawAttribution, cue: Span) -> RawAttribution | None:
    """*raw* where the last words before the cue, "the retracted trial", were taken for content: they are the source."""
    if len(raw.content) < 2 or raw.content[-1].end > cue.start:
        return None
    *told, last = raw.content
    subject = _SUBJECT.fullmatch(text, last.start, last.end) and text[told[-1].end : last.start].strip() in (",", "")
    return replace(raw, source=last, cue=cue, content=tuple(told)) if subject else None


def _between(one: Span, other: Span) -> tuple[int, int]:
    """The stretch between two spans, with a letter of the later one."""
    first, last = sorted((one, other))
    return first.end, last.start + 1


def _trimmed(text: str, span: Span, also: str = "") -> Span | None:
    """*span* without the marks and blanks at its ends."""
    start, end = span.start, span.end
    while end > start and text[end - 1] in _OUTSIDE + also:
        end -= 1
    while start < end and text[start] in _OUTSIDE:
        start += 1
    return Span(start, end) if end > start else None


def _cue(text: str, span: Span) -> Span | None:
    """The cue without "it", adverbs, marks, whom and in what it was said; ``None`` where it was a mark alone."""
    found = _trimmed(text, span)
    if found is None or not any(letter.isalpha() for letter in found.of(text)):
        return None
    before = _BEFORE_VERB.match(text, found.start, found.end)
    start = before.end() if before else found.start
    past = _VEHICLE.search(text, start, found.end) or _WHOM.search(text, start, found.end)
    return Span(start, past.start() if past else found.end)


def _pieces(text: str, span: Span) -> list[Span]:
    """*span* up to a paragraph that opens no quotation, cut where one does, each piece trimmed.

    A last stop stays in quoted words alone.
    """
    broken = _BROKEN.search(text, span.start, span.end)
    end = broken.start() if broken else span.end
    cuts = [span.start, *(one.end() for one in _REOPENED.finditer(text, span.start, end)), end]
    found: list[Span] = []
    for start, end in pairwise(cuts):
        opens = text[start] in _OPENS
        if (piece := _trimmed(text, Span(start, end), "" if opens else ".")) is not None:
            found.append(piece)
    return found
