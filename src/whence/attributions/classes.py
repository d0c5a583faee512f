"""What a source does by its cue: tells that something is so, believes it, wants it, orders it, denies it, praises it.

The classes follow the kinds of attribution of the Penn Discourse Treebank (assertion, belief, eventuality) and speech
acts (directive, commissive, expressive), named by plain words. Decided by word lists over the cue; wrong on cues that
no list has: they tell something only where their content is quoted or surely a clause.
"""

from __future__ import annotations

import re
from functools import cache

from whence.attributions.cues import regular_forms
from whence.attributions.raw import RawAttribution
from whence.model import CueClass
from whence.text import lexicon, lexicon_pairs

ATTITUDES = frozenset({CueClass.BELIEF, CueClass.INTENTION, CueClass.DIRECTIVE, CueClass.STANCE})
"""What can be had or not had: one that is negated is still an attribution, a negated saying is none."""
_LEADING = frozenset({CueClass.INTENTION, CueClass.DIRECTIVE})
_TOPICAL = frozenset({CueClass.STANCE, CueClass.MENTION})
_WISHES = re.compile(r"\b(?:hop|wish|want|prefer|plan)")
_CALLS_FOR = re.compile(r"\b(?:call(?:s|ed|ing)? (?:for|on|upon)|ask(?:s|ed|ing)? for|insist(?:s|ed|ing)? on)\b")
_TO_DO = re.compile(r"(?:not )?to (?!have\b|be\b)[a-z]+\b")
_OF_ONESELF = re.compile(r"\b(?:claim|profess|purport|admit|confess|den(?:y|i)|appear|seem|said to)|^to ")
"""Cues after which "to" tells of the speaker herself ("claimed to own the mill"), or words that are no cue."""
_NEGATED = re.compile(
    r"\b(?:not|never|cannot|declin(?:e|es|ed|ing)|refus(?:e|es|ed|ing)|would|yet to)\b|n['’]t\b", re.I
)
_QUOTED = "\"“„«‘'"
_FEW = 7


def class_of(cue: str, content: str, clause: bool = False, base: str = "") -> CueClass:
    """The class of an attribution with these words of its cue ("" where it has none) and of its content.

    *clause* says that the content is surely one: "that" opens it, or it stands before the cue. *base* is the cue's base
    form, for cues in another language.
    """
    low = cue.lower().replace("’", "'")
    words = re.findall(r"[a-z]+", low)
    if not words or "quoted" in words:
        return CueClass.STATEMENT
    if _CALLS_FOR.search(low):
        return CueClass.DIRECTIVE
    if "would like" in low:
        return CueClass.INTENTION
    known = [(at, found) for at, word in enumerate(words) if (found := _classes().get(word))]
    leading = [found for at, found in known if found in _LEADING and words[at + 1 : at + 2] == ["to"]]
    if leading:
        return leading[0]
    if not known:
        told = clause or content[:1] in _QUOTED
        return _classes().get(base, CueClass.STATEMENT if told else CueClass.STANCE)
    last = known[-1][1]
    if last in _TOPICAL and content[:1] in _QUOTED:
        return CueClass.STATEMENT
    if last in (CueClass.STATEMENT, CueClass.QUESTION) and _TO_DO.match(content) and not _OF_ONESELF.search(low):
        return CueClass.DIRECTIVE
    promised = last is CueClass.INTENTION and not _WISHES.search(low) and not content.lower().startswith("to ")
    return CueClass.STATEMENT if promised and is_proposition(content) else last


def is_clause(text: str, raw: RawAttribution) -> bool:
    """Whether the content of *raw* is a clause for sure.

    So it is where rules found it (their cues are listed ones), with "that" or a colon before it, or the cue after it.
    """
    if raw.rule != "tagger" or raw.cue is None:
        return True
    start = raw.content[0].start
    opened = text[max(0, start - 5) : start].lower() == "that " or text[max(0, start - 2) : start] == ": "
    return (opened or start < raw.cue.start) and is_proposition(" ".join(span.of(text) for span in raw.content))


def negated(cue: str) -> bool:
    """Whether the cue says that something was not said, believed or wanted, or would be ("refuses to", "would")."""
    return _NEGATED.search(cue.replace("would like", "")) is not None


def after_negation(cue: str) -> str:
    """What the last negation in *cue* is about; all of it where there is none."""
    return _NEGATED.split(cue)[-1]


def is_proposition(content: str) -> bool:
    """Whether *content* can be true or false: quoted words, many words, or few with a verb among them."""
    words = content.lower().split()
    verbs = lexicon("finite_verbs")
    plain = (word.strip('"“”,.') for word in words[1:])
    return content[:1] in _QUOTED or len(words) > _FEW or any(word == "to" or word in verbs for word in plain)


@cache
def _classes() -> dict[str, CueClass]:
    """The class of every form of every listed word. Do not change the result."""
    found: dict[str, CueClass] = {}
    for name, bases in lexicon_pairs("cue_classes").items():
        for base in bases.split():
            for word in (base, *(form for form, _ in regular_forms(base))):
                found.setdefault(word, CueClass(name))
    return found
