"""What a text tells of a source beside naming it: what a sentence was about before, whose
a report is, which names are those of bodies.

Wrong where the sentence before has another subject than the one that "he" goes on with.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from whence.model import Mention, SourceKind, Span
from whence.text import bare_name, kind_of, lexicon, lexicon_pairs, lexicons

_FULL = r"(?:[A-Z][\w’'-]+ ){1,2}[A-Z][\w’'-]+"
_BODY_NAME = r"(?:[Tt]he )?[A-Z][\w’'&-]*(?: (?:(?:of|for|and|the) )*[A-Z][\w’'&-]*)*"
DETERMINER = r"(?:[Tt]he|[Aa]n?|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir|[Oo]ne of (?:the|its|their)|[A-Z][^,]{1,60}['’]s?)"
_THING = re.compile(
    r"(?:^|[.!?]\s+)(?:The|An?) ([a-z-]+(?: [a-z-]+)?)(?=,| by | of | was | is | has | had | runs )"
    r"[^.!?]{3,200}[.!?]\s+$"
)
_ASKED = re.compile(
    r"(?:^|[.!?]\s+|\n)(?:And |But |So )?(?:[Ww]hat (?:of|about) )?([Tt]he (?:[\w’'-]+ ){0,3}[\w’'-]+)\?\s+$"
)
_PERSON = re.compile(rf"^(?:{DETERMINER} [^,]{{3,80}}, )?({_FULL})(?:, [^,]{{2,60}})?,? [a-z]")
_STOP = re.compile(r"[.!?]\s+(?=[A-Z])")
_NEAR = 2000
"""Characters of a paragraph that are looked through backwards: the cost stays linear in long texts."""
_MARKS = re.compile(r"[\"“”„«»]")
_SAID_IN = r"(?:said|says|say|wrote|writes|found|warned|stated|announced|concluded|argued)"
_ISSUES = r"(?:published|released|issued|presented|wrote|signed)"
_MADE = r"(?:written|signed|issued|published|released|drawn up)"
_BODY_OFFICES = r"(?:chief executive|chairman|chairwoman|managing director|shares|shareholders|headquarters|subsidiary)"
_FIRMS = r"(?:company|firm|manufacturer|group|agency|charity)"
_NOT_OF = r"(?<!of )(?<!for )(?<!at )(?<!by )\b"
_BODY_SIGNS = re.compile(
    rf"\b{_BODY_OFFICES} (?:of|at|for|in) ({_FULL})\b(?!['’])"
    rf"|{_NOT_OF}(?:[Tt]he|[Aa]n?|[Ii]ts) (?:(?!of )[a-z-]+ ){{0,3}}{_FIRMS},? ({_FULL})\b(?!['’])"
    rf"|\b({_FULL})(?:['’]s? {_BODY_OFFICES}\b|, (?:which|a (?:[a-z-]+ ){{0,3}}{_FIRMS})\b)"
    rf"|(?:^|\n)({_FULL}) [a-z][^.!?\n“”\"]*[.!?] It (?:also )?(?:says|said|adds|added|denie[sd]|declined|refused)\b"
)
"""What only bodies have beside their names, or do: "it said" goes on with them."""
_INTRODUCED = re.compile(r"[Aa]n? (?:[a-z-]+ ){0,2}([a-z-]+)")
_REPORTER = r"(?:reporter|correspondent|journalist|columnist|editor)"
_OUTLET_SIGNS = re.compile(
    rf"\b({_FULL}) (?:newspaper|magazine|broadcaster|news (?:site|website|agency|outlet))\b(?! [A-Z])"
    rf"|\b{_REPORTER} (?:for|of|with) (?:the )?({_FULL})\b(?!['’])"
    rf"|\b([A-Z][\w’'-]+) {_REPORTER}s?\b"
)
"""What only papers and stations have beside their names."""
_SPOKES = r"spokes(?:wo)?(?:man|person)"
_VOICE = re.compile(
    rf"\b{_SPOKES} (?:for|of) (?:the )?({_BODY_NAME})|\b(?!An? |The |One )({_BODY_NAME})(?:['’]s)? {_SPOKES}\b"
)
_DEFINITE = re.compile(r"\b[Tt]he ([A-Z][\w’'-]*)(?: ([A-Z][\w’'-]*))?")


def bodies(text: str) -> frozenset[str]:
    """The names, as persons have them, that *text* shows to be bodies': "the chief executive of Altmere Cables"."""
    return frozenset(name for found in _BODY_SIGNS.finditer(text) for name in found.groups() if name)


def outlets(text: str) -> frozenset[str]:
    """The names that *text* shows to be papers' or stations': "the Harbour Lantern newspaper", "a Lantern reporter"."""
    signs = [found.groups() for found in _OUTLET_SIGNS.finditer(text)]
    short = {name for *_, name in signs if name}
    short &= {name for found in _DEFINITE.finditer(text) for name in found.groups()} if short else set()
    long = {name for *names, _ in signs for name in names if name}
    return frozenset(long | {name for name in short if name.lower() not in lexicon_pairs("demonyms")})


def told_later(text: str, noun: str, after: int) -> str | None:
    """Whose the document is that is called "a memo" before offset *after*, if "the memo was written by" tells it."""
    if not (made := _INTRODUCED.fullmatch(noun)):
        return None
    noun, near = made[1], text[after : after + 600]
    found = re.search(rf"\b[Tt]he {noun},?(?: which)? (?:was|were|had been) {_MADE} by ({_BODY_NAME})", near)
    other = re.search(rf"\b(?:[Aa]n?|[Aa]nother) (?:[a-z-]+ )?{noun}\b", near)
    return found[1] if found and (other is None or other.start() > found.start()) else None


def voice_of(text: str, before: int) -> str | None:
    """For whom "the spokesperson" speaks at offset *before*: for what the last voice before it does."""
    found = list(_VOICE.finditer(text, max(0, before - _NEAR), before))
    if not found or text.rfind("spokes", 0, before) >= found[-1].end():
        return None
    return found[-1][1] or found[-1][2]


def paragraph_start(text: str, before: int) -> int:
    """Where the paragraph of offset *before* begins, or what of it is near."""
    return max(text.rfind("\n", max(0, before - _NEAR), before) + 1, before - _NEAR, 0)


def told_of(text: str, before: int) -> Mention | None:
    """What the sentence before offset *before* is about: "The order of 9 June has two pages. It states"."""
    found = list(_THING.finditer(text, max(0, before - 300), before))
    kind = kind_of(found[-1][1]) if found else SourceKind.PERSON
    return Mention(found[-1][1], kind) if kind in (SourceKind.DOCUMENT, SourceKind.BODY) else None


def asked_of(text: str, before: int) -> Span | None:
    """What a question of no more than a name brought up right before offset *before*: "And the guild? It says"."""
    found = _ASKED.search(text, max(0, before - 80), before)
    return Span(*found.span(1)) if found else None


def person_told_of(text: str, before: int, people: Mapping[str, Mapping[str, object]]) -> str | None:
    """Whom the sentence before that of offset *before* is about, in one paragraph and outside quotations.

    It is one of *people*, given names by surname: not "Rival" Hanna Velt, nor "If" Velt.
    """
    paragraph = paragraph_start(text, before)
    stops = [paragraph, *(found.end() for found in _STOP.finditer(text, paragraph, before + 1))]
    if len(stops) < 2 or _MARKS.search(text, paragraph, before):
        return None
    found = _PERSON.match(text[stops[-2] : stops[-1]])
    parts = found[1].split() if found else [""]
    if len(parts) == 2 and parts[1] in people and bare_name(" ".join(parts)) == parts[1]:
        return parts[1]
    common = lexicons("sentence_openers", "stopwords", "unnamed_classes")
    given = [k for k, part in enumerate(parts[:-1]) if part in people.get(parts[-1], {}) and part.lower() not in common]
    return " ".join(parts[max(given) :]) if given else None


def issuer(text: str, noun: str, before: int) -> str | None:
    """Whose "the report" is, by what *text* says last before offset *before*: "the committee said in a report"."""
    word = rf"(?:[a-z-]+ ){{0,2}}{re.escape(noun)}"
    forms = (
        rf"\b{word} (?:of|by|from) ({_BODY_NAME})",
        rf"\b({_BODY_NAME})['’]s? {word}\b",
        rf"\b({_BODY_NAME})(?:,[^,.]{{2,60}},)? {_SAID_IN}[^.]{{0,30}}? in (?:an?|its|the|his|her) {word}\b",
        rf"\b({_BODY_NAME}) (?:has |had )?{_ISSUES} (?:an?|its|the|his|her) {word}\b",
        rf"\b{word}(?:, which| that)?(?: was| were)? {_MADE} by ({_BODY_NAME})",
    )
    start = max(0, before - 3000)
    found = [one for form in forms for one in re.finditer(form, text[start : before + 120])]
    named = [one for one in found if one[1].lower().removeprefix("the ") not in lexicon("sentence_openers")]
    return max(named, key=lambda one: one.start(1))[1] if named else None
