"""Reports in the passive: "it was reported (by S) that C", "X is said to have done C", "C, the jury has been told".

Wrong where "by" tells of a time or a place.
"""

from __future__ import annotations

from whence.attributions.clauses import left_clause, rest
from whence.attributions.cues import Cue
from whence.attributions.raw import RawAttribution
from whence.attributions.sentence import Sentence
from whence.attributions.verbs import cue_span
from whence.model import Span
from whence.text import lexicon

_SAID_TO = frozenset(
    ["said", "alleged", "reported", "believed", "thought", "rumoured", "rumored", "understood", "known"]
)


def passive_report(sentence: Sentence, first: int, i: int, cue: Cue) -> RawAttribution | None:
    """ "It was reported (by S) that C", "X is said to have done C": no source is specified, or one after "by"."""
    low, last = sentence.low(first - 1), len(sentence.tokens) - 1
    verb = cue_span(sentence, first, i)
    if sentence.low(i + 1) == "to" and sentence.low(i + 2) in ("have", "be") and sentence.low(i) in _SAID_TO:
        subject = sentence.subject_before(first)
        done = rest(sentence, sentence.tokens[i + 1].start)
        content = (sentence.words_span(*subject), done) if subject and done else ()
        return RawAttribution(None, verb, content, cue.base, "passive") if content else None
    if cue.base == "tell" and i == last and (told_of := _told_before(sentence, first)):
        return RawAttribution(None, verb, (told_of,), cue.base, "passive")
    source = None
    k = i + 1
    if sentence.low(k) == "by" and (phrase := sentence.phrase_after(k + 1)):
        source, k = sentence.words_span(*phrase), phrase[1] + 1
    elif low == "it" and sentence.low(k) in lexicon("prepositions"):
        k = next((j for j in range(k, min(k + 7, last + 1)) if sentence.low(j) == "that" or sentence.broken(j - 1)), k)
    told = cue.sort == "tell" and low not in ("it", "")
    if (low != "it" and not told) or sentence.low(k) != "that" or k + 1 > last or cue.sort == "object":
        return None
    content_ = rest(sentence, sentence.tokens[k + 1].start)
    return RawAttribution(source, verb, (content_,), cue.base, "passive") if content_ else None


def _told_before(sentence: Sentence, first: int) -> Span | None:
    """The clause before "the jury has been told", where that ends the sentence."""
    subject = sentence.subject_before(first)
    return left_clause(sentence, subject[0]) if subject else None
