"""What somebody has from a source ("gathered from residents that C") and a figure that one gives ("put the toll at N").

Wrong where "from" tells of a place that sounds like people.
"""

from __future__ import annotations

from whence.attributions.clauses import rest
from whence.attributions.raw import RawAttribution
from whence.attributions.sentence import DETERMINERS, Sentence
from whence.attributions.verbs import cue_span, group_start
from whence.text import can_speak, lexicon_pairs

RECEIVED = {"gathered": "gather", "learned": "learn", "learnt": "learn", "heard": "hear"}
PUTS = frozenset(["put", "puts"])
_COUNTED = frozenset(
    "toll figure number total cost damage losses loss estimate value count share turnout tally price".split()  # noqa: SIM905
)
_FAR = 8


def received(sentence: Sentence, i: int) -> RawAttribution | None:
    """ "X gathered from S that C": the words of S, who stands after word *i* and "from"."""
    first, passive = group_start(sentence, i)
    phrase = sentence.phrase_after(i + 2) if sentence.low(i + 1) == "from" else None
    if first is None or passive or phrase is None or sentence.low(phrase[1] + 1) != "that":
        return None
    source = sentence.words_span(*phrase)
    after = phrase[1] + 2
    if after >= len(sentence.tokens) or not can_speak(source.of(sentence.masked)):
        return None
    content = rest(sentence, sentence.tokens[after].start)
    return (
        RawAttribution(source, sentence.tokens[i], (content,), RECEIVED[sentence.low(i)], "noun") if content else None
    )


def put_at(sentence: Sentence, i: int) -> RawAttribution | None:
    """ "S put the toll at N": what is counted stands within a few words of word *i*, the number after "at"."""
    first, passive = group_start(sentence, i)
    subject = sentence.subject_before(first) if first and not passive else None
    if first is None or subject is None or sentence.low(i + 1) not in DETERMINERS:
        return None
    near = range(i + 2, min(i + _FAR, len(sentence.tokens) - 1))
    at = next((k for k in near if sentence.low(k) == "at" or sentence.broken(k - 1)), None)
    if at is None or sentence.low(at) != "at" or not _COUNTED & set(sentence.lows[i + 1 : at]):
        return None
    if not any(_number(sentence.low(k)) for k in range(at + 1, at + 4)) or sentence.broken(at):
        return None
    content = rest(sentence, sentence.tokens[i + 1].start)
    source = sentence.words_span(*subject)
    return RawAttribution(source, cue_span(sentence, first, i), (content,), "say", "noun") if content else None


def _number(low: str) -> bool:
    return low[:1].isdigit() or low in lexicon_pairs("numbers")
