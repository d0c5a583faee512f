"""The verb group that a cue word ends: its auxiliaries and adverbs, whether it is passive, what is no saying.

Wrong where a noun stands between two verbs without an article.
"""

from __future__ import annotations

import re

from whence.attributions.cues import Cue, cue_forms
from whence.attributions.sentence import Sentence
from whence.model import Span
from whence.text import lexicon, lexicons

_REFUSED = frozenset(
    "would could should may might must can can't cannot couldn't wouldn't never not to if don't didn't doesn't hasn't "  # noqa: SIM905
    "haven't hadn't won't didn’t don’t doesn’t can’t couldn’t wouldn’t hasn’t haven’t hadn’t won’t".split()
)
_PASSIVE = frozenset(["is", "are", "was", "were", "been", "being", "be"])
WISHED_UNNAMED = re.compile(
    r" ?(?:(?:not to be|to (?:remain|stay|be kept)) (?:named|identified|quoted|anonymous|unnamed)"
    r"|for anonymity|that (?:his|her|their) names?)\b"
)
"""What somebody asks who wants no name told: "asked not to be named"."""
_SOON = frozenset(["later", "also", "then", "now", "just", "still", "already", "again", "further", "first"])


def group_start(sentence: Sentence, i: int) -> tuple[int | None, bool]:
    """The first word of the verb group that ends with word *i*, and whether it is passive; None where refused."""
    helpers = lexicon("cue_helpers")
    first = i
    passive = False
    while first > 0 and not sentence.broken(first - 1):
        low = sentence.low(first - 1)
        if low in _REFUSED:
            return None, False
        if low not in helpers and not (low.endswith("ly") and len(low) > 4 and not sentence.capital(first - 1)):
            break
        passive = passive or (low in _PASSIVE and not sentence.low(i).endswith("ing"))
        first -= 1
    return first, passive


def cue_span(sentence: Sentence, first: int, i: int) -> Span:
    """The verb group of words *first* to *i* without the adverbs before it."""
    while first < i and (sentence.low(first).endswith("ly") or sentence.low(first) in _SOON):
        first += 1
    return sentence.words_span(first, i)


def no_saying(sentence: Sentence, i: int, cue: Cue) -> bool:
    """Whether the word is a noun ("the police report says"), a show that is on, a wish not to be named, a state's."""
    after = cue_forms().get(sentence.low(i + 1))
    helper = sentence.low(i - 1) if sentence.low(i - 1) in ("is", "are", "was", "were") else ""
    busy = (
        cue.form == "ing" and helper and cue.base not in ("say", "tell", "claim", "argue", "warn", "insist", "report")
    )
    noun = cue.form in ("base", "s") and after is not None and after.form in ("s", "past") and not sentence.broken(i)
    end = sentence.tokens[i].end
    wish = cue.base == "ask" and (bool(WISHED_UNNAMED.match(sentence.masked, end)) or sentence.low(i + 1) == "for")
    quoted = cue.base in ("quote", "cite") and sentence.low(i + 1) == "by"
    states = cue.base == "state" and sentence.low(i + 1) in lexicons("outlet_words", "body_nouns")
    return bool(noun or busy or wish or quoted or states)
