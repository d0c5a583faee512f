"""Which paragraphs of a text are in another language than English, and which language with word lists a text is in.

Told by the share of everyday words: four in ten in English, less than one in ten of the same words in any other
language. Wrong for a long list of names, which counts as foreign, and for a short foreign line in an English text.
"""

from __future__ import annotations

import re
from functools import lru_cache

from whence.model import Span
from whence.text.lexicons import languages, lexicon
from whence.text.sentences import paragraphs
from whence.text.words import plain_words

_FEWEST = 12
"""Words of a paragraph from which it tells its language by itself; shorter ones go with most of the text."""
_SHARE = 0.12
"""Share of everyday words below which a paragraph is foreign."""
_KNOWN_SHARE = 0.3
"""Share of everyday words of another language from which a text is in it; its nearest kin come to two in ten."""
_OTHERS = languages()[1:]


_FIELD = re.compile(r"^[A-Z][A-Za-z -]{1,20}: +\S", re.MULTILINE)
"""A line of a header: names and numbers are of no language."""


def foreign(text: str) -> list[Span]:
    """The paragraphs of *text* that are not in English, in order."""
    return list(_foreign(text))


@lru_cache(maxsize=4)
def _foreign(text: str) -> tuple[Span, ...]:
    """Kept for the last few texts, since several steps ask for those of one document."""
    known = lexicon("stopwords")
    told: list[tuple[Span, int, bool | None]] = []
    for paragraph in paragraphs(text):
        said = paragraph.of(text)
        spoken = plain_words(said)
        everyday = sum(word.lower().replace("’", "'") in known for word in spoken)
        told_by = len(spoken) >= _FEWEST and 2 * len(_FIELD.findall(said)) <= said.count("\n") + 1
        alien = _is_alien(said) or (everyday < _SHARE * len(spoken) if told_by else None)
        told.append((paragraph, len(paragraph), alien))
    most = 2 * sum(size for _, size, alien in told if alien) > sum(size for _, size, _ in told)
    return tuple(paragraph for paragraph, _, alien in told if (most if alien is None else alien))


def mostly_foreign(text: str) -> bool:
    """Whether more than half of *text*, in characters, is in a language that whence has no word lists for."""
    return spoken(text) is None


def spoken(text: str, stated: str | None = None) -> str | None:
    """The code of the language with word lists that most of *text* is in ("en", "es"); ``None`` for another one.

    *stated* is the language that the document itself names; it counts where no paragraph is long enough to tell.
    """
    if stated in _OTHERS and all(len(plain_words(one.of(text))) < _FEWEST for one in paragraphs(text)):
        return stated
    strange = _foreign(text)
    if 2 * sum(map(len, strange)) <= sum(map(len, paragraphs(text))):
        return "en"
    said = [word.lower() for span in strange for word in plain_words(span.of(text))]
    shares = {code: sum(word in lexicon("stopwords", code) for word in said) / max(1, len(said)) for code in _OTHERS}
    best = max(_OTHERS, key=lambda code: shares[code], default=None)
    return best if best and shares[best] >= _KNOWN_SHARE else None


def _is_alien(text: str) -> bool:
    """Whether most letters are of another script than the Latin one."""
    strange = sum(character.isalpha() for character in text if character >= "\u0250")
    return strange > 0 and strange * 2 > sum(map(str.isalpha, text))
