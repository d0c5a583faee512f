"""What a text says of another's confirming or denying: in which sentence, who, what.

Read from single sentences with a word of confirming, by grammar alone; what is refused, asked, hoped or only possible
is none. A confirmation that the text puts otherwise is missed; whom it means, `confirmed` looks up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from whence.lineage.shelf import name_key
from whence.model import Attribution, Confirming, Document, Span
from whence.text import lexicon, paragraphs, sentences

_CONFIRMED = (
    r"confirm(?:s|ed)?|corroborat(?:es?|ed)|bears? out|bore out|borne out|back(?:s|ed) up|verif(?:ies|ied)|bear out"
)
_DENIED = r"den(?:ies|ied)|contradict(?:s|ed)|refut(?:es|ed)|disput(?:es|ed)|rebut(?:s|ted)"
_CUE = re.compile(rf"\b(?:(?P<yes>{_CONFIRMED})|(?P<no>{_DENIED}))\b")
_REFUSED = re.compile(
    r"\b(?:not|never|nobody|nothing|cannot|could|would|may|might|will|shall|should|must|can|to|if|whether|until|once"
    r"|unless|without|neither|nor|or|yet|before|no|hardly|barely)\b|n[’']t\b",
    re.IGNORECASE,
)
_AUXILIARY = r"(?:\b(?:has|have|had|was|were|is|are|been|being|later|since|then|also|already|now|soon|\w+ly) )*"
_PASSIVE = re.compile(r"\b(?:was|were|is|are|been|being)\s(?:\w+ly\s)?$")
_GOES_ON = re.compile(rf"\b(?:and|but|while) {_AUXILIARY}$")
"""A second verb of one subject: a judge who "was nominated in May and confirmed by the Senate"."""
_BY = re.compile(r"(?:\s\w+ly)?\sby\s(?P<name>[^,;:.!?()—–\n]+)")
_THAT = re.compile(r"\sthat\s(?P<told>.+)", re.DOTALL)
_OBJECT = re.compile(r"\s(?P<told>[^,;:!?()—–\n]+)")
_APPOSITION = re.compile(r"^(?P<name>[^,;:]+), (?:an?|the|which|who)\b[^,;:]*,\s*$")
_BREAK = re.compile(
    r"[;:—–]\s|\b(?:said|says|told|that|and|but|while|because|as|which|who|whereas|although|citing|quoting)\s"
)
_ACCOUNT = (
    r"(?:findings?|accounts?|claims?|figures?|toll|versions?|story|allegations?|testimon(?:y|ies)|statements?|numbers?"
    r"|estimates?|counts?|assertions?|conclusions?|descriptions?|words|reports?|information)"
)
_OWNED = re.compile(
    rf"^(?P<who>.+?)(?:['’]s|(?<=s)['’])?\s(?:own |first |earlier |later |whole )?(?P<what>{_ACCOUNT})$", re.IGNORECASE
)
_ACCOUNT_OF = re.compile(rf"^(?:the |an? )?{_ACCOUNT} (?:of|by|from|given by) (?P<who>.+)$", re.IGNORECASE)
_POINTING = re.compile(
    rf"^(?:(?:this|that|it|these|those|both|all of (?:this|that))|(?:the|this|that|an?|these|those|his|her|their|its)"
    rf"(?: (?:same|latter))? {_ACCOUNT}|{_ACCOUNT}|which)$",
    re.IGNORECASE,
)
_OWNERS = frozenset(["the", "a", "an", "this", "that", "these", "those", "his", "her", "their", "its", "same", "some"])
_LONGEST = 1000
"""Code points of the longest sentence that is read."""
_LEAST = 4
"""Words of a clause, at least, that may be what is confirmed."""


def confirming(document: Document, attributions: Sequence[Attribution]) -> Iterator[Confirming]:
    """The sentences of *document* that say of somebody that he confirms or denies something told in it."""
    if not _CUE.search(document.text):
        return
    for sentence in sentences(document.text):
        words = sentence.of(document.text)
        if len(words) > _LONGEST or words.rstrip(" \"”’'").endswith("?"):
            continue
        for cue in _CUE.finditer(words):
            clause = _clause(document.text, sentence, cue)
            if clause and (about := _about(document, attributions, clause)):
                yield Confirming(document.id, clause.confirmer, sentence, about, clause.denies)


@dataclass(frozen=True, slots=True)
class _Clause:
    """A sentence of a document, who is said to confirm in it, and the words for what: ``told``, or "this"."""

    sentence: Span
    before: Span
    confirmer: str
    told: Span | None
    denies: bool


def _clause(text: str, sentence: Span, cue: re.Match[str]) -> _Clause | None:
    """What the sentence says around *cue*: "B confirmed A", "A was confirmed by B", "..., a figure confirmed by B"."""
    words = sentence.of(text)
    before = _BREAK.split(words[: cue.start()])[-1]
    if _REFUSED.search(before[-60:].rpartition(", ")[2]):
        return None
    denies = cue["no"] is not None
    opening = Span(sentence.start, sentence.start + cue.start())
    if passive := _BY.match(words, cue.end()):
        if _GOES_ON.search(words[: cue.start()]):
            return None
        subject = re.sub(rf"\s*{_AUXILIARY}$", "", before.rstrip() + " ").rpartition(", ")[2]
        return _Clause(sentence, opening, passive["name"], _found(subject, words, cue.start(), sentence), denies)
    if _PASSIVE.search(before):
        return None
    parted = _APPOSITION.match(re.sub(rf"{_AUXILIARY}$", "", before))
    confirmer = parted["name"] if parted else re.sub(rf"{_AUXILIARY}$", "", before).rpartition(", ")[2]
    if that := _THAT.match(words, cue.end()):
        start = sentence.start + that.start("told")
        return _Clause(sentence, opening, confirmer, Span(start, sentence.end), denies)
    if told := _OBJECT.match(words, cue.end()):
        plain = re.sub(r"[.\s]+$", "", told["told"])
        start = sentence.start + told.start("told")
        return _Clause(sentence, opening, confirmer, Span(start, start + len(plain)), denies)
    ends = not words[cue.end() :].strip(" .!”\"’'") or words[cue.end() :].startswith((",", "."))
    return _Clause(sentence, opening, confirmer, None, denies) if ends else None


def _found(subject: str, words: str, end: int, sentence: Span) -> Span | None:
    """Where *subject* stands in the sentence, last before *end*."""
    start = words.rfind(subject.strip(), 0, end) if subject.strip() else -1
    if start < 0:
        return None
    return Span(sentence.start + start, sentence.start + start + len(subject.strip()))


def _about(document: Document, attributions: Sequence[Attribution], clause: _Clause) -> tuple[Span, ...]:
    """The words of *document* that tell what is said to be confirmed; nothing where that cannot be told."""
    text = document.text
    told = clause.told.of(text) if clause.told else "this"
    if not _POINTING.match(told):
        owned = _ACCOUNT_OF.match(told) or _OWNED.match(told)
        if owned:
            return _told_by(owned["who"], attributions, clause, text)
        enough = clause.told is not None and len(_telling(told)) >= _LEAST
        return (clause.told,) if clause.told and enough else ()
    opening = (
        clause.before if clause.told is None else Span(clause.before.start, min(clause.told.start, clause.before.end))
    )
    if len(_telling(opening.of(text))) >= _LEAST:
        return (opening,)
    earlier = [one for one in sentences(text, _paragraph(text, clause.sentence)) if one.end <= clause.sentence.start]
    if not earlier:
        whole = [one for one in paragraphs(text) if one.end <= clause.sentence.start]
        earlier = sentences(text, whole[-1]) if whole else []
    return (earlier[-1],) if earlier and len(_telling(earlier[-1].of(text))) >= _LEAST else ()


def _told_by(who: str, attributions: Sequence[Attribution], clause: _Clause, text: str) -> tuple[Span, ...]:
    """What *who* told nearest before the clause."""
    wanted = set(name_key(who).split()) - _OWNERS
    if not wanted:
        return ()
    told = [
        one
        for one in attributions
        if one.chain
        and one.content
        and one.content[0].start < clause.sentence.start
        and wanted <= {word for name in _names(one, text) for word in name_key(name).split()}
    ]
    if not told:
        return ()
    nearest = max(told, key=lambda one: one.content[0].start)
    return nearest.content


def _names(attribution: Attribution, text: str) -> Iterator[str]:
    yield attribution.chain[-1].name
    if attribution.source:
        yield attribution.source.of(text)


def _paragraph(text: str, sentence: Span) -> Span:
    return next(one for one in paragraphs(text) if one.start <= sentence.start < one.end)


def _telling(words: str) -> list[str]:
    """The words that are no stop words."""
    return [word for word in re.findall(r"[\w’'-]+", words.casefold()) if word not in lexicon("stopwords")]
