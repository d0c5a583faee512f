"""Where the content of a cue begins and ends in its sentence: the clause after it, or the one before its subject.

Wrong where an adjunct after the cue looks like the clause itself.
"""

from __future__ import annotations

import re

from whence.attributions.cues import Cue, cue_forms
from whence.attributions.sentence import DETERMINERS, MASK, PRONOUNS, Sentence
from whence.model import Span
from whence.text import can_speak, lexicon

BLANK = " \t\n\u00a0"
DAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday today yesterday earlier later".split()  # noqa: SIM905
)
_COMPLEMENTS = frozenset(["that", "whether", "why", "how", "what", "if"])
_AUXILIARIES = frozenset(
    "is are was were has have had will would can could may might must should does did do".split()  # noqa: SIM905
)
_ASIDES = frozenset(["citing", "quoting", "stating", "without"])
"""What tells of the saying after a cue, and is nothing said."""
_ASKED = frozenset(["asked", "pressed", "questioned", "speaking", "responding", "commenting", "contacted", "reached"])
"""What opens a clause that tells how a saying came about."""
_BEFORE_POINTING = frozenset(["in", "of", "on", "at", "from", "with", "for", "by", "to"])
_TIMES = frozenset(["day", "week", "month", "year", "morning", "evening", "night", "time", "hour", "afternoon"])
_MODALS = frozenset(["can", "could", "will", "would", "shall", "should", "may", "might", "must"])
_RELATIVES = frozenset(["who", "which", "that", "whose", "where", "when"])
_CITING = re.compile(r", (?:citing|quoting) ")
_OWN_REMARK = re.compile(
    r", but (?:he|she|they|it) (?:gave|give|gives|did not|does not|do not|declined|refused|would not|offered|added)\b"
)
_ASKED_BACK = re.compile(r", but (?:what|why|how|who|where|when) [^?]*\?[\"”’]*$")
"""A question with which the narrator answers: "says it must, but what is gained?"."""


def left_clause(sentence: Sentence, subject: int, cue: int | None = None) -> Span | None:
    """The clause before a reporting clause ("C, S said"), where a comma or closing mark parts them.

    *subject* and *cue* are the first word of the source and the cue word, where that is known.
    """
    gap = sentence.gap(subject - 1)
    if not ("," in gap or MASK in gap or "—" in gap):
        return None
    end = sentence.tokens[subject].start
    while end > sentence.span.start and sentence.masked[end - 1] in BLANK + ",—":
        end -= 1
    left = Span(sentence.span.start, end)
    if goes_on_after(sentence, subject) or (cue is not None and goes_on_after(sentence, cue, subject)):
        return left
    count = sum(1 for token in sentence.tokens if token.end <= end)
    opener = sentence.low(0)
    if opener in _ASKED and MASK not in left.of(sentence.masked):
        return None
    if MASK not in left.of(sentence.masked) and (
        count < 4 or opener in lexicon("prepositions") or opener in lexicon("clause_openers")
    ):
        return left if count >= 9 and opener not in lexicon("clause_openers") else None
    return left


def goes_on_after(sentence: Sentence, i: int, opens: int | None = None) -> bool:
    """Whether a reporting clause that begins at word *i* only interrupts: "The orchard, X said, had been sprayed".

    *opens* is where the clause begins, if that is not at *i*.
    """
    return resumption(sentence, i, opens) is not None


def resumption(sentence: Sentence, i: int, opens: int | None = None) -> int | None:
    """The word at which the interrupted clause goes on, an auxiliary after a comma; ``None`` where none does."""
    opens = i if opens is None else opens
    for j in range(i, min(len(sentence.tokens) - 1, i + 14)):
        if sentence.gap(j).strip() == ",":
            if sentence.low(j + 1) in _AUXILIARIES:
                return j + 1 if opens > 0 and sentence.gap(opens - 1).strip() == "," else None
        elif sentence.broken(j):
            return None
    return None


def governs(sentence: Sentence, start: int | None) -> bool:
    """Whether a clause of three words or more begins at *start*, so that none before the subject is wanted."""
    return start is not None and sum(token.start >= start for token in sentence.tokens) >= 3


def content_start(sentence: Sentence, i: int, cue: Cue) -> tuple[int | None, bool]:
    """Where the content begins after cue word *i*, as an offset, and whether "that" or a mark says so for sure."""
    last = len(sentence.tokens) - 1
    if (after := _after_citing(sentence, i)) is not None:
        return after, True
    follows = cue_forms().get(sentence.low(i + 1))
    if (sentence.low(i + 1) in _ASIDES and not sentence.broken(i + 1)) or (
        "," in sentence.gap(i) and follows and follows.form == "ing"
    ):
        return None, False
    adjunct = sentence.low(i + 1) in lexicon("prepositions") or sentence.low(i + 1) in DAYS
    for j in range(i, min(last + 1, i + 16)):
        gap = sentence.gap(j)
        if MASK in gap and _opens_content(sentence, i, j, cue):
            return sentence.tokens[j].end + gap.index(MASK), ":" in gap or "," in gap or j == i
        if ":" in gap and j < last:
            return sentence.tokens[j + 1].start, True
        if j > i + 1 and not adjunct and _says(sentence, j):
            break
        opens = j > i and _opens_clause(sentence, j + 1) and not _of_a_thing(sentence, i, j + 1, cue)
        if opens and cue.sort != "object" and "," not in gap:
            return (sentence.tokens[j + 2].start, True) if j + 2 <= last else (None, False)
        if j == i and sentence.low(j + 1) in _COMPLEMENTS and not sentence.broken(j):
            k = j + 2 if sentence.low(j + 1) == "that" else j + 1
            return (sentence.tokens[k].start, True) if k <= last else (None, False)
        if sentence.broken(j) or (j > i and sentence.low(j + 1) in lexicon("clause_openers")):
            break
    if i >= last or sentence.gap(i).strip() not in ("", ","):
        return None, False
    return _bare_start(sentence, i, cue)


def _opens_clause(sentence: Sentence, j: int) -> bool:
    """Whether word *j* is a "that" with a clause after it, not a verb: "the poles that shook"."""
    verb = sentence.low(j + 1) in lexicon("finite_verbs") and not sentence.broken(j)
    return sentence.low(j) == "that" and not verb


def _of_a_thing(sentence: Sentence, i: int, j: int, cue: Cue) -> bool:
    """Whether the "that" at word *j* points or tells which thing: "believed a system that uses fans", "in that".

    Not so in "said the same day that".
    """
    if sentence.low(j - 1) in _BEFORE_POINTING:
        return True
    if cue.sort != "free" or sentence.low(i + 1) not in DETERMINERS or _TIMES & set(sentence.lows[i + 1 : j]):
        return False
    return sentence.low(j + 1) not in PRONOUNS | DETERMINERS and not sentence.capital(j + 1)


def _says(sentence: Sentence, j: int) -> bool:
    """Whether word *j* is a verb of saying: the clause before it is content, and so is what it governs."""
    cue = cue_forms().get(sentence.low(j))
    return cue is not None and cue.form in ("past", "s") and sentence.low(j) not in lexicon("cues_ambiguous")


def _after_citing(sentence: Sentence, i: int) -> int | None:
    """The start of the clause in "reported the same evening, citing two drivers, that ..."."""
    last = len(sentence.tokens) - 1
    for j in range(i, min(last, i + 5)):
        if sentence.gap(j).strip() != ",":
            continue
        if sentence.low(j + 1) not in ("citing", "quoting"):
            return None
        for k in range(j + 1, min(last - 1, j + 20)):
            if sentence.gap(k).strip() == "," and sentence.low(k + 1) == "that":
                return sentence.tokens[k + 2].start if k + 2 <= last else None
        return None
    return None


def _opens_content(sentence: Sentence, i: int, j: int, cue: Cue) -> bool:
    """Whether the quotation after word *j* is all that cue word *i* governs, adjuncts and addressee apart."""
    if cue.sort == "object":
        return False
    after = sentence.low(i + 1)
    adjunct = cue.sort == "tell" or after in lexicon("prepositions") or after in DAYS or after.endswith("ly")
    return j == i or adjunct or not {",", ":"}.isdisjoint(sentence.gap(j))


def _bare_start(sentence: Sentence, i: int, cue: Cue) -> tuple[int | None, bool]:
    """The start of a clause that no "that" opens."""
    last = len(sentence.tokens) - 1
    j = i + 1
    while j <= last and (sentence.low(j) in DAYS or (sentence.low(j) == "on" and sentence.low(j + 1) in DAYS)):
        j += 1
    if cue.sort == "tell":
        j = _after_addressee(sentence, j)
        while j <= last and sentence.capital(j) and sentence.capital(j - 1):
            j += 1
    if j > last or (sentence.broken(j - 1) and sentence.gap(i).strip() != ","):
        return None, False
    if sentence.low(j) in lexicon("prepositions") and cue.sort != "object" and last - j < 14:
        return None, False
    return (sentence.tokens[j].start, False) if last - j >= 1 else (None, False)


def _after_addressee(sentence: Sentence, j: int) -> int:
    """The word after whom *j* begins to name: a pronoun, a name, "the Post", "the inquiry" up to the next subject."""
    if sentence.low(j) not in DETERMINERS:
        return j + 1
    if sentence.capital(j + 1):
        return next(k for k in range(j + 2, len(sentence.tokens) + 1) if not sentence.capital(k))
    near = range(j + 2, min(j + 6, len(sentence.tokens)))
    subjects = PRONOUNS | DETERMINERS
    return next((k for k in near if sentence.low(k) in subjects or sentence.capital(k)), j + 2)


def rest(sentence: Sentence, start: int) -> Span | None:
    """From the offset *start* to the sentence's end, its full stop left out."""
    end = sentence.span.end
    for form in (_CITING, _OWN_REMARK, _ASKED_BACK):
        found = form.search(sentence.masked, start, end)
        end = min(end, found.start()) if found and found.start() > start else end
    while end > start and sentence.masked[end - 1] in BLANK + ".":
        end -= 1
    return Span(start, end) if end - start > 3 else None


def main_subject(sentence: Sentence, end: int) -> Span | None:
    """Who does what the sentence tells before word *end*, where that is one clause: "The firm wrote twice and" said."""
    for k in range(1, end):
        low = sentence.low(k)
        if low in _MODALS:
            return None
        if low in lexicon("finite_verbs") or (low.endswith("ed") and low not in lexicon("cue_helpers")):
            subject = sentence.subject_before(k)
            between = sentence.lows[k + 1 : end]
            open_clause = any(word in _RELATIVES or word in PRONOUNS for word in between)
            opens = subject is not None and (subject[0] == 0 or sentence.gap(subject[0] - 1).strip() == ",")
            if subject is None or open_clause or not opens or "," in sentence.gap(end - 1):
                return None
            return sentence.words_span(*subject)
    return None


def said_by_what_follows(sentence: Sentence, first: int, i: int, cue: Cue) -> bool:
    """Whether all that follows cue word *i* is who says the clause before it: "The road is shut, noted the source"."""
    after = sentence.phrase_after(i + 1) if "," in sentence.gap(first - 1) else None
    if (
        after is None
        or cue.sort in ("tell", "ask", "object")
        or after[1] + 1 < len(sentence.tokens)
        or after[1] - after[0] > 4
    ):
        return False
    clause = any(low in lexicon("finite_verbs") or low.endswith("ed") for low in sentence.lows[:first])
    return clause and can_speak(sentence.words_span(*after).of(sentence.masked))
