"""A quotation against its original, word by word: verbatim, trimmed, altered, misattributed, absent or translated.

Tolerates spelling, case, marks, spacing, line breaks and numerals for words. Wrong where a cut changes the sense in a
way that `cuts` does not know, and where a bracketed clarification names the wrong person by name.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from whence.links.cuts import Cut, Word
from whence.model import Difference, Evidence, Span, Verdict
from whence.text import Step, align, fold, lexicon, lexicon_pairs, same_name, spoken, words

_LEAST_SHARE = 0.5
# fmt: off
_PRONOUNS = frozenset([
    "he", "she", "it", "they", "him", "her", "them", "his", "their", "its", "this", "that", "these", "those",
    "we", "us", "our", "i", "me", "my", "you",
])
# fmt: on
# fmt: off
_SMALL = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen",
]
# fmt: on
_NUMERALS = {word: str(value) for value, word in enumerate(_SMALL)} | {"twenty": "20", "thirty": "30", "forty": "40"}
_TENS = {"thirty": "30", "forty": "40", "fifty": "50", "sixty": "60", "seventy": "70", "eighty": "80", "ninety": "90"}
_NUMERALS |= _TENS | {"seventeen": "17", "eighteen": "18", "nineteen": "19", "hundred": "100"}
_COMPOUND = re.compile(rf"(twenty|{'|'.join(_TENS)})[-‐‑]({'|'.join(_SMALL[1:10])})")
_HYPHEN = re.compile(r"[-‐‑]")
_PARTED = re.compile(r"[.!?…]")
_BRACKETED = re.compile(r"\[[^\[\]\n]{1,80}\]")
_NOTE = re.compile(r"(?<=\S)\[\d{1,3}\]")
"""The number of a footnote, directly after a word or its stop."""
_JOINT = re.compile(r"[-‐‑\u00ad]?\s{0,3}|\[|\]")
"""What may stand between two halves of one word: a hyphen, a line end, the bracket of "[T]he"."""
_OPENED = re.compile(r"[.!?:;\n\"“”«»„]")
_SIC = frozenset({"sic"})
_RELAYED = re.compile(r"\b(?P<name>[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*) (?:told \w+|said)(?: that)?[,:]? ?[‘'“\"]$")


@dataclass(frozen=True, slots=True)
class Comparison:
    """A quotation held against an original. ``found`` is where it stands there, ``share`` how much of it (0 to 1)."""

    verdict: Verdict
    differences: tuple[Difference, ...] = ()
    quoted: Span | None = None
    found: Span | None = None
    share: float = 0.0
    evidence: tuple[Evidence, ...] = ()


def quotation(
    quoted: str, original: str, quoted_speaker: str | None = None, original_speaker: str | None = None
) -> Comparison:
    """Hold *quoted* against *original*; spans are offsets into the two texts."""
    held = compared(quoted_words(quoted), quoted_words(original), quoted, original)
    if held.verdict is Verdict.ABSENT and (spoken(quoted) == "en") != (spoken(original) == "en"):
        detail = "the original is in another language: translated, not checkable word by word"
        return replace(held, verdict=Verdict.TRANSLATED, evidence=(Evidence("translated", detail, held.quoted),))
    speaker = (original_speaker and _relayed(original, held.found)) or original_speaker
    if held.verdict is Verdict.VERBATIM and quoted_speaker and speaker and same_name(quoted_speaker, speaker) < 0.5:
        detail = f"the words are those of {speaker}, not of {quoted_speaker}"
        return replace(
            held,
            verdict=Verdict.MISATTRIBUTED,
            evidence=(Evidence("another speaker", detail, held.quoted, held.found),),
        )
    return held


def _relayed(original: str, found: Span | None) -> str | None:
    """Whom the original's speaker quotes with the words at *found*: "Lindt told me, 'the dam will hold'"."""
    match = _RELAYED.search(original[max(0, found.start - 100) : found.start]) if found else None
    return match["name"] if match else None


def quoted_words(text: str, within: Span | None = None) -> list[Word]:
    """The words of *text* as they are compared: folded, hyphens split, American spelling, numerals."""
    found: list[Word] = []
    notes = [Span(*note.span()) for note in _NOTE.finditer(text)] if "[" in text else []
    for span in words(text, within):
        if any(note.holds(span) for note in notes):
            continue
        parts = _forms(span.of(text))
        if len(parts) > 1:
            found += [Word(key, Span(span.start + first, span.start + after)) for key, first, after in parts]
        elif found and found[-1].key == "per" and parts[0][0] == "cent":
            found[-1] = Word("percent", Span(found[-1].span.start, span.end))
        else:
            found.append(Word(parts[0][0], span))
            if text.startswith("%", span.end) and text[span.end - 1].isdigit():
                found.append(Word("percent", Span(span.end, span.end + 1)))
    return found


@lru_cache(maxsize=1 << 15)
def _forms(word: str) -> tuple[tuple[str, int, int], ...]:
    """The forms in which the parts of *word* between hyphens are compared, and where they stand in it."""
    if not _HYPHEN.search(word):
        return ((_form(fold(word)), 0, len(word)),)
    if compound := _COMPOUND.fullmatch(fold(word)):
        value = int(_NUMERALS[compound[1]]) + int(_NUMERALS[compound[2]])
        return ((str(value), 0, len(word)),)
    return tuple((_form(fold(part.group())), *part.span()) for part in re.finditer(r"[^-‐‑]+", word))


def _form(folded: str) -> str:
    """The form in which a folded word is compared."""
    key = folded.replace("’", "'").rstrip(".").replace(",", "")
    return _NUMERALS.get(key, lexicon_pairs("spellings").get(key, key))


def compared(quoted: Sequence[Word], original: Sequence[Word], quoted_text: str, original_text: str) -> Comparison:
    """Hold the words *quoted* against the best stretch of the words *original*."""
    if not quoted or not original:
        return Comparison(Verdict.ABSENT, evidence=(Evidence("no words", "there is nothing to compare"),))
    quoted, original = _joined(quoted, original, quoted_text), _joined(original, quoted, original_text)
    whole = Span(quoted[0].span.start, quoted[-1].span.end)
    placed = _placed(quoted, original, quoted_text)
    first, last = placed[0] if placed else _window(quoted, original)
    steps = placed[1] if placed else align([w.key for w in quoted], [w.key for w in original[first:last]])
    equal = [step for step in steps if step.op == "equal"]
    share = sum(step.a1 - step.a0 for step in equal) / len(quoted)
    if share < _LEAST_SHARE:
        proof = Evidence("no such words", f"only {share:.0%} of the words are in the original", whole)
        return Comparison(Verdict.ABSENT, (), whole, None, share, (proof,))
    begin, end = first + equal[0].b0, first + equal[-1].b1
    found = Span(original[begin].span.start, original[end - 1].span.end)
    lead = original[begin - 1] if begin and not _OPENED.search(original_text, *_gap(original, begin)) else None
    differences: list[Difference] = []
    for step in steps:
        here = quoted[step.a0 : step.a1]
        there = [
            w for k, w in enumerate(original[first + step.b0 : first + step.b1], first + step.b0) if begin <= k < end
        ]
        leads = lead if step.a0 == 0 else None
        if step.op == "equal" or not (here or there) or _clarifies(here, there, leads, quoted_text, original):
            continue
        differences.append(_difference(here, there, quoted_text, original_text))
    verdict, detail = _verdict(differences, Cut(quoted_text, whole, original_text, found, original[:begin]))
    differences = [] if verdict is Verdict.VERBATIM else differences
    proof = Evidence("words aligned", detail, whole, found)
    return Comparison(verdict, tuple(differences), whole, found, share, (proof,))


def _gap(words: Sequence[Word], place: int) -> tuple[int, int]:
    """Where the text between the word at *place* and the one before it begins and ends."""
    return words[place - 1].span.end, words[place].span.start


def _joined(parted: Sequence[Word], other: Sequence[Word], text: str) -> list[Word]:
    """The words *parted*, two halves of one word of *other* taken for that word: "inspec-/ted", "[T]he", "12 500"."""
    keys = {word.key for word in other}
    pairs = {(one.key, two.key) for one, two in pairwise(other)}
    made: list[Word] = []
    for word in parted:
        if made:
            last = made[-1]
            whole = last.key + word.key
            between = text[last.span.end : word.span.start]
            if whole in keys and (last.key, word.key) not in pairs and _JOINT.fullmatch(between):
                made[-1] = Word(whole, Span(last.span.start, word.span.end))
                continue
        made.append(word)
    return made


def _placed(quoted: Sequence[Word], original: Sequence[Word], text: str) -> tuple[tuple[int, int], list[Step]] | None:
    """Where every piece of the quotation stands word for word and in order, and the steps; nothing if one does not.

    Pieces end where a sentence or an ellipsis does, or a bracket; what a bracket holds may stand for pronouns.
    """
    keys = [w.key for w in original]
    steps: list[Step] = []
    at, begin = 0, -1
    for start, end in _pieces(quoted, text):
        place = _run([w.key for w in quoted[start:end]], keys, at)
        if place is None:
            return None
        before = at if begin >= 0 else max(0, place - 1) if start and keys[place - 1] in _PRONOUNS else place
        begin = before if begin < 0 else begin
        done = steps[-1].a1 if steps else 0
        if done < start or before < place:
            steps.append(Step("replace", done, start, before - begin, place - begin))
        steps.append(Step("equal", start, end, place - begin, place - begin + end - start))
        at = place + end - start
    return ((begin, at), steps) if steps and steps[-1].a1 == len(quoted) else None


def _pieces(quoted: Sequence[Word], text: str) -> list[tuple[int, int]]:
    """The stretches of the quotation that no sentence end, ellipsis or bracket parts, bracketed words left out."""
    brackets = [Span(*found.span()) for found in _BRACKETED.finditer(text)]
    found: list[tuple[int, int]] = []
    for k, word in enumerate(quoted):
        if any(bracket.holds(word.span) for bracket in brackets):
            continue
        parted = found and _PARTED.search(text[quoted[k - 1].span.end : word.span.start])
        if found and found[-1][1] == k and not parted:
            found[-1] = (found[-1][0], k + 1)
        else:
            found.append((k, k + 1))
    return found


def _run(wanted: Sequence[str], keys: Sequence[str], at: int) -> int | None:
    """Where *wanted* first stands in *keys* from *at* on."""
    size = len(wanted)
    return next(
        (k for k in range(at, len(keys) - size + 1) if keys[k] == wanted[0] and keys[k : k + size] == wanted), None
    )


def _window(quoted: Sequence[Word], original: Sequence[Word]) -> tuple[int, int]:
    """The stretch of the original, some twice as long as the quotation, that holds most of its words."""
    length = 2 * len(quoted) + 10
    if len(original) <= length:
        return 0, len(original)
    wanted, inside = Counter(w.key for w in quoted), Counter[str]()
    met = best = best_end = 0
    for k, word in enumerate(original):
        inside[word.key] += 1
        met += inside[word.key] <= wanted[word.key]
        if k >= length:
            gone = original[k - length].key
            met -= inside[gone] <= wanted[gone]
            inside[gone] -= 1
        if met > best:
            best, best_end = met, k + 1
    spare = len(quoted)
    return max(0, best_end - length), min(len(original), best_end + spare)


def _clarifies(
    here: Sequence[Word], there: Sequence[Word], lead: Word | None, quoted: str, original: Sequence[Word]
) -> bool:
    """Words in square brackets stand for nothing, or for a pronoun of the original.

    The figures and common nouns in them must stand in the original, if that says more than the quoted words, or if
    they take the place of its word *lead* that is no pronoun.
    """
    if not here or any(w.key not in _PRONOUNS for w in there):
        return False
    low = max(0, here[0].span.start - 80)
    brackets = [Span(low + m.start(), low + m.end()) for m in _BRACKETED.finditer(quoted[low : here[-1].span.end + 80])]
    if not all(any(bracket.holds(w.span) for bracket in brackets) for w in here):
        return False
    known = lexicon("stopwords") | _SIC
    nouns = [w.key for w in here if w.key.isdigit() or (w.span.of(quoted)[0].islower() and w.key not in known)]
    replaces = lead is not None and not there and lead.key not in _PRONOUNS
    says_more = replaces or len(original) > len(quoted_words(quoted))
    return not says_more or not nouns or any(w.key in nouns for w in original)


def _difference(here: Sequence[Word], there: Sequence[Word], quoted: str, original: str) -> Difference:
    left = Span(here[0].span.start, here[-1].span.end) if here else None
    right = Span(there[0].span.start, there[-1].span.end) if there else None
    return Difference(left.of(quoted) if left else "", right.of(original) if right else "", left, right)


def _verdict(differences: Sequence[Difference], cut: Cut) -> tuple[Verdict, str]:
    """The verdict, and why; what stands around the quoted words may take them back."""
    changed = [d for d in differences if d.quoted]
    if changed:
        return Verdict.ALTERED, f"“{changed[0].quoted}” where the original has “{changed[0].original}”"
    left_out = [d.there for d in differences if d.there and not cut.narrates(d.there)]
    if why := cut.changes_sense(left_out):
        return Verdict.ALTERED, why
    if left_out:
        return Verdict.TRIMMED, f"“{left_out[0].of(cut.original)}” was left out"
    return Verdict.VERBATIM, "every word stands in the original"
