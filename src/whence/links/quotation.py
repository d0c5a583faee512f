"""A quotation against its original, word by word: verbatim, trimmed, altered, misattributed or absent.

Tolerates spelling, case, marks and numerals for words. Wrong where a cut changes the sense without touching a negation
or a hedge, and where a bracketed clarification names the wrong thing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from whence.model import Difference, Evidence, Span, Verdict
from whence.text import Step, align, fold, lexicon, lexicon_pairs, same_name, words

_LEAST_SHARE = 0.5
_BEFORE = 12
"""Words before the quoted ones in which a hedge or a condition that was cut is looked for."""
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
_CLOSE = 3
_CONDITIONS = frozenset({"if", "unless"})
_PARTED = re.compile(r"[.!?…]")
_ENDED = re.compile(r"[.!?\n]")
_FRAME = re.compile(
    r"\b(?:I|[Ww]e) (?:think|believe|guess|suppose|suspect|doubt|assume|imagine|hope|fear|(?:am|are) not sure)"
    r"\b.{0,80}\bthat\s*$"
)
_TAKEN_BACK = re.compile(
    r"[.!?”’\"]+\s+(?:"
    r"(?:That|This|So|Or so)(?: (?:is|was|at least))* (?:what |they |the \w+ |he |she )+"
    r"(?:tell|told|say|said|claim|believe)\w*"
    r"|(?:That|This|It) (?:is|was) (?:not true|untrue|false|wrong|a lie)"
    r"|(?:I|We) (?:do not|don['’]t|never|did not|didn['’]t) believe"
    r"|Not true)\b"
)
_BRACKETED = re.compile(r"\[[^\[\]\n]{1,80}\]")


@dataclass(frozen=True, slots=True)
class Word:
    """A word in the form in which words are compared, and where it stands."""

    key: str
    span: Span


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
    other = bool(quoted_speaker and original_speaker and same_name(quoted_speaker, original_speaker) < 0.5)
    if held.verdict is Verdict.VERBATIM and other:
        detail = f"the words are those of {original_speaker}, not of {quoted_speaker}"
        proof = Evidence("another speaker", detail, held.quoted, held.found)
        return Comparison(Verdict.MISATTRIBUTED, (), held.quoted, held.found, held.share, (proof,))
    return held


def quoted_words(text: str, within: Span | None = None) -> list[Word]:
    """The words of *text* as they are compared: folded, hyphens split, American spelling, numerals."""
    found: list[Word] = []
    for span in words(text, within):
        word = span.of(text)
        folded = fold(word)
        if compound := _HYPHEN.search(folded) and _COMPOUND.fullmatch(folded):
            value = int(_NUMERALS[compound[1]]) + int(_NUMERALS[compound[2]])
            found.append(Word(str(value), span))
            continue
        if found and found[-1].key == "per" and folded == "cent":
            found[-1] = Word("percent", Span(found[-1].span.start, span.end))
            continue
        if not _HYPHEN.search(word):
            found.append(Word(_form(folded), span))
            continue
        for part in re.finditer(r"[^-‐‑]+", word):
            within_word = Span(span.start + part.start(), span.start + part.end())
            found.append(Word(_form(fold(part.group())), within_word))
    return found


@lru_cache(maxsize=1 << 15)
def _form(folded: str) -> str:
    """The form in which a folded word is compared."""
    key = folded.replace("’", "'").rstrip(".").replace(",", "")
    return _NUMERALS.get(key, lexicon_pairs("spellings").get(key, key))


def compared(quoted: Sequence[Word], original: Sequence[Word], quoted_text: str, original_text: str) -> Comparison:
    """Hold the words *quoted* against the best stretch of the words *original*."""
    if not quoted or not original:
        return Comparison(Verdict.ABSENT, evidence=(Evidence("no words", "there is nothing to compare"),))
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
    differences: list[Difference] = []
    for step in steps:
        here = quoted[step.a0 : step.a1]
        there = [
            w for k, w in enumerate(original[first + step.b0 : first + step.b1], first + step.b0) if begin <= k < end
        ]
        if step.op == "equal" or not (here or there) or _clarifies(here, there, quoted_text, original):
            continue
        differences.append(_difference(here, there, quoted_text, original_text))
    verdict, detail = _verdict(differences, original[max(0, begin - _BEFORE) : begin], original_text, found)
    proof = Evidence("words aligned", detail, whole, found)
    return Comparison(verdict, tuple(differences), whole, found, share, (proof,))


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


def _clarifies(here: Sequence[Word], there: Sequence[Word], quoted: str, original: Sequence[Word]) -> bool:
    """Words in square brackets stand for nothing, or for a pronoun of the original.

    What a common noun in them calls the person must stand in the original, if that says more than the quoted words.
    """
    if not here or any(w.key not in _PRONOUNS for w in there):
        return False
    low = max(0, here[0].span.start - 80)
    brackets = [Span(low + m.start(), low + m.end()) for m in _BRACKETED.finditer(quoted[low : here[-1].span.end + 80])]
    if not all(any(bracket.holds(w.span) for bracket in brackets) for w in here):
        return False
    nouns = [w.key for w in here if w.span.of(quoted)[0].islower() and w.key not in lexicon("stopwords")]
    return len(original) <= len(quoted_words(quoted)) or not nouns or any(w.key in nouns for w in original)


def _difference(here: Sequence[Word], there: Sequence[Word], quoted: str, original: str) -> Difference:
    left = Span(here[0].span.start, here[-1].span.end) if here else None
    right = Span(there[0].span.start, there[-1].span.end) if there else None
    return Difference(left.of(quoted) if left else "", right.of(original) if right else "", left, right)


def _verdict(
    differences: Sequence[Difference], before: Sequence[Word], original: str, found: Span
) -> tuple[Verdict, str]:
    """The verdict, and why; what stands around the quoted words may take them back."""
    heavy = lexicon("negators") | lexicon("qualifiers")
    changed = [d for d in differences if d.quoted]
    if changed:
        return Verdict.ALTERED, f"“{changed[0].quoted}” where the original has “{changed[0].original}”"
    for difference in differences:
        lost = [w.key for w in quoted_words(difference.original) if w.key in heavy or w.key.endswith("n't")]
        if lost:
            return Verdict.ALTERED, f"“{lost[0]}” was left out"
    for word in before:
        between = original[word.span.end : found.start]
        if re.search(r"[.!?;:\n]", between):
            continue
        denied = len(between.split()) < _CLOSE and (word.key in lexicon("negators") or word.key.endswith("n't"))
        hedged = word.key in lexicon("qualifiers") and "," not in between
        if denied or hedged or word.key in _CONDITIONS:
            return Verdict.ALTERED, f"the cut leaves out “{word.key}” before the quoted words"
    if frame := _FRAME.search(_ENDED.split(original[: found.start])[-1]):
        return Verdict.ALTERED, f"the cut leaves out “{frame.group().strip()}” before the quoted words"
    if taken_back := _TAKEN_BACK.match(original, found.end):
        return Verdict.ALTERED, f"the original goes on: “{taken_back.group().strip(' .!?”’')}”"
    if differences:
        return Verdict.TRIMMED, f"“{differences[0].original}” was left out"
    return Verdict.VERBATIM, "every word stands in the original"
