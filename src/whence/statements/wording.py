"""What the words of a proposition are without its attribution, and whether they are one that asserts something.

Wrong where a verb is in no list and has no ending of one, and where a negation governs only a part of the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from whence.model import Modality, Polarity, Span
from whence.text import hearsay, lexicon, plain_words, words

FEWEST_WORDS = 4
_MARKS = re.compile(r"[\"“”„‟«»‹›「」『』]|(?<!\w)['‘‚‛]|['’](?=[\s,.;:!?)]|$)(?<![sS]['’])")
_FINITE = ("ed", "ises", "izes", "ifies")
_CONTRACTIONS = ("n't", "'re", "'ve", "'ll", "'d", "'m")
_IS = frozenset(f"{word}'s" for word in "he she it that there here who what where how this".split())  # noqa: SIM905
"""Words whose "'s" is a verb; that of a name is mostly no more than its genitive."""
_SUBJECTS = frozenset(["i", "they", "we", "you"])
_THIRD = frozenset(["he", "she", "it", "who", "that", "this", "which"])
_BEFORE_PARTICIPLE = frozenset(
    "a an the of for with by in on to at from and or his her its their our my this that these those no".split()  # noqa: SIM905
)
_LATIN = re.compile(r"[A-Za-z]")
_TRAILING = re.compile(
    r",[”\"’']?[ ](?:according[ ]to[ ][^,.;]{2,80}"
    r"|(?:[^,.;]{2,60}[ ])?(?:said(?![ ]to\b)|says|told[ ][\w ]{2,30}|added|reported|reports|announced|wrote|claimed)"
    r"(?:[ ][^,.;]{2,60}?)?)[.]?$"
)
_ASIDE = re.compile(r",[ ](?:who|which|whose|whom|where)\b[^,]*(?:,|$)", re.IGNORECASE)
_SUBCLAUSE = re.compile(r",[ ](?:although|though|but|despite|while|whereas)\b", re.IGNORECASE)
_FAILED = re.compile(r"\b(?:fail(?:s|ed|ing)?|unable|refus(?:es?|ed|ing)|declin(?:es?|ed|ing)|neglect(?:s|ed)?) to\b")
_NO_NEGATION = re.compile(
    r"^No,|\b(?:(?:not|\w+n['’]t)[ ](?:only|just|merely|simply)\b|"
    r"no[ ](?:fewer|less|more|later|earlier|doubt)\b|not[ ](?:less|fewer|more)[ ]than"
    r"|whether[ ]or[ ]not|nothing[ ]less[ ]than|No\.[ ]?\d)",
    re.IGNORECASE,
)
_CONTRACTED = re.compile(r"n['’]t\b", re.IGNORECASE)
_ORDER = re.compile(
    r"(?:please|let us|let's|let’s|do not|don't|don’t|click|subscribe|sign up|follow us|read more)\b", re.I
)
_DOUBT = re.compile(r"\b(?:may|might|could|possibly|perhaps|probably|apparently|likely)\b")


def proposition(pieces: Iterable[str]) -> str:
    """The words of the *pieces* as one text, white space made one, without quotation marks."""
    joined = _MARKS.sub("", " ".join(piece.strip() for piece in pieces))
    return re.sub(r" +([,.;:!?])", r"\1", " ".join(joined.split())).strip(" ,;:–—-")


def before_attribution(text: str) -> Span:
    """The stretch of *text* before a trailing ", she said" or ", according to ..."; all of it where there is none."""
    tail_start = max(0, len(text) - 200)
    match = _TRAILING.search(text, tail_start)
    if match and len(words(text, Span(0, match.start()))) >= FEWEST_WORDS:
        return Span(0, match.start())
    return Span(0, len(text))


def asserts(text: str) -> bool:
    """Whether *text* can be true or false: long enough, with a verb, neither a question nor an order."""
    if text.rstrip(" )”\"’'").endswith("?") or _ORDER.match(text):
        return False
    spoken = words(text)
    return len(spoken) >= FEWEST_WORDS and has_verb(text) and not _asks(text)


def _asks(text: str) -> bool:
    """Whether *text* is a question inside a sentence: "whether it would rain", "how many came"."""
    first, *others = (span.of(text).lower() for span in words(text))
    verbs = lexicon("finite_verbs")
    if first == "how" and others[0] in ("many", "much", "long", "often", "far"):
        return True
    return first == "whether" or (first == "what" and others[-1] in verbs and sum(w in verbs for w in others) == 1)


def has_verb(text: str) -> bool:
    """Whether a word looks like a finite verb; always true where the script is not Latin, for which there is no list.

    A word in -ed is one unless an article, a preposition or "and" before it makes it a participle.
    """
    if not text.isascii() and len(_LATIN.findall(text)) * 2 < sum(c.isalpha() for c in text):
        return True
    verbs = lexicon("finite_verbs")
    before = ""
    for span in words(text):
        word = span.of(text).replace("’", "'").lower()
        if word in verbs or word in _IS or word.endswith(_CONTRACTIONS):
            return True
        if word.endswith(_FINITE) and len(word) > 4 and before and before not in _BEFORE_PARTICIPLE:
            return True
        if before in _SUBJECTS or (before in _THIRD and word.endswith("s")):
            return True
        before = word
    return False


def polarity(text: str) -> Polarity:
    """Negative where the main clause holds a negation word; two of them make it positive."""
    clause = _SUBCLAUSE.split(_ASIDE.sub(" ", text), maxsplit=1)[0]
    clause = _NO_NEGATION.sub(" ", clause)
    negations = lexicon("negations")
    count = sum(word.lower() in negations for word in plain_words(clause))
    count += len(_CONTRACTED.findall(clause)) + len(_FAILED.findall(clause))
    return Polarity.NEGATIVE if count % 2 else Polarity.POSITIVE


def own_modality(text: str) -> Modality:
    """The stance of a document that speaks in its own voice."""
    if hearsay(text):
        return Modality.UNSPECIFIED
    return Modality.HEDGED if _DOUBT.search(text) else Modality.ASSERTED
