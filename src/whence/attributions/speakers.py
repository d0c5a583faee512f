"""Who speaks: pronouns, descriptions and surnames resolved to the fullest name in the document.

A pronoun goes to the last person who spoke, else to the last full name before it; wrong where a third person was
meant. Nothing is known of gender.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from whence.model import Mention, SourceKind, Span
from whence.text import bare_name, kind_of, lexicon, proper_names

UNSPECIFIED = "unspecified"
_SINGULAR = frozenset({"he", "she"})
_OTHER_PRONOUNS = frozenset({"they", "it", "we", "i", "who"})
_ARTICLE = re.compile(r"^(?:the|a|an|its|their|his|her|this|that|these|those)\s+", re.IGNORECASE)
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
_AGED = re.compile(r"^the \d{1,3}-year-old", re.IGNORECASE)


def _in_headline(text: str, name: Span) -> bool:
    """Whether the line around *name* is set with a capital on nearly every word, so that names cannot be told."""
    start, end = text.rfind("\n", 0, name.start) + 1, text.find("\n", name.end)
    line = text[start : end if end >= 0 else len(text)]
    if len(line) > 200:
        return False
    long = [word for word in _LONG_WORD.findall(line) if word.lower() not in lexicon("name_links")]
    return len(long) >= 5 and sum(word[0].isupper() for word in long) >= 0.8 * len(long)


@dataclass
class Speakers:
    """The names of one document and those who spoke so far in reading order."""

    text: str
    names: list[Span] = field(default_factory=list)
    spoken: list[tuple[int, Mention]] = field(default_factory=list)
    fullest: dict[str, str] = field(default_factory=dict)

    @staticmethod
    def of(text: str) -> Speakers:
        """The names of *text*; nobody has spoken yet."""
        found = Speakers(text, [span for span in proper_names(text) if not _in_headline(text, span)])
        for span in found.names:
            name = bare_name(span.of(text))
            parts = name.split()
            if len(parts) > 1 and kind_of(name) is SourceKind.PERSON:
                known = found.fullest.get(parts[-1], "")
                if not known or (len(parts) > len(known.split()) and name.endswith(known.split()[0] + " " + parts[-1])):
                    found.fullest[parts[-1]] = name
        return found

    def mention(self, source: Span, inside: Mention | None = None) -> Mention:
        """The source at *source* by its fullest name; *inside* is who speaks the content around it."""
        phrase = " ".join(source.of(self.text).split())
        low = phrase.lower()
        if low in ("i", "we") and inside:
            return Mention(inside.name, inside.kind, source)
        if low in _SINGULAR or _AGED.match(phrase):
            known = self._last_person(source.start) or Mention(phrase, SourceKind.PERSON)
        elif low in _OTHER_PRONOUNS:
            known = self._last(source.start, low) or Mention(phrase, SourceKind.UNNAMED)
        else:
            known = self._named(phrase, source)
        found = Mention(known.name, known.kind, source)
        self.spoken.append((source.start, found))
        return found

    def last(self, before: int, reach: int = 1500) -> Mention | None:
        """The nearest speaker within *reach* characters before offset *before*."""
        near = [(place, one) for place, one in self.spoken if before - reach <= place < before]
        return max(near, key=lambda pair: pair[0])[1] if near else None

    def _last_person(self, before: int) -> Mention | None:
        for place, one in reversed(self.spoken[-200:]):
            if place < before and one.kind in (SourceKind.PERSON, SourceKind.UNNAMED):
                return one
        k = bisect_left(self.names, Span(before, before))
        for span in reversed(self.names[max(0, k - 20) : k]):
            name = bare_name(span.of(self.text))
            full = self.fullest.get(name.split()[-1]) if name else None
            if full:
                return Mention(full, SourceKind.PERSON)
        return None

    def _last(self, before: int, pronoun: str) -> Mention | None:
        wanted = (
            {SourceKind.BODY, SourceKind.UNNAMED}
            if pronoun == "they"
            else {SourceKind.BODY, SourceKind.DOCUMENT, SourceKind.OUTLET}
        )
        wanted = {SourceKind.PERSON, *wanted} if pronoun == "who" else wanted
        for place, one in reversed(self.spoken[-200:]):
            if place < before and one.kind in wanted:
                return one
        return None

    def _named(self, phrase: str, source: Span) -> Mention:
        kind = kind_of(phrase)
        core = re.split(r", | who | which |\(", phrase)[0].strip()
        if kind is SourceKind.PERSON:
            inner = self._names_in(source)
            if not inner:
                return self._office(core, source.start, kind)
            name = bare_name(inner[0].of(self.text))
            return Mention(self.fullest.get(name.split()[-1], name) if name else core, kind)
        plain = re.split(r" (?:seen|obtained|reviewed|published|released) by ", _ARTICLE.sub("", core))[0]
        if kind is SourceKind.BODY and (voice := re.match(r"(?:.*\b)?spokes\w+ (?:for|of) (.+)", plain)):
            return self._described(_ARTICLE.sub("", voice.group(1)), source.start, kind)
        if phrase.lower().startswith("the ") and kind in (SourceKind.BODY, SourceKind.DOCUMENT, SourceKind.OUTLET):
            return self._described(plain, source.start, kind)
        return Mention(plain or phrase, kind)

    def _names_in(self, source: Span) -> list[Span]:
        k = bisect_left(self.names, Span(source.start, source.start))
        near: Sequence[Span] = self.names[max(0, k - 1) : k + 8]
        return [Span(max(n.start, source.start), min(n.end, source.end)) for n in near if n.overlaps(source)]

    def _office(self, core: str, before: int, kind: SourceKind) -> Mention:
        """ "The mayor" is the person last named with that office."""
        office = _ARTICLE.sub("", core).lower()
        nearby = self.text[max(0, before - 6000) : before]
        name_form = r"((?:[A-Z][\w’'-]+ ){1,2}[A-Z][\w’'-]+)"
        word = re.escape(office)
        before_name, after_name = (
            rf"\b{word}\b[^.,;]{{0,25}}?,? {name_form}",
            rf", (?:the|a|an) [^.,;]{{0,20}}?\b{word}\b",
        )
        pattern = f"{before_name}|{name_form}{after_name}"
        found = list(re.finditer(pattern, nearby))
        if not found:
            pattern = rf"(?i:\b{re.escape(office)}) ([A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?)"
            found = list(re.finditer(pattern, nearby))
        if not found:
            return Mention(_ARTICLE.sub("", core), kind)
        name = bare_name(next(group for group in found[-1].groups() if group))
        return Mention(self.fullest.get(name.split()[-1], name), kind)

    def _described(self, plain: str, before: int, kind: SourceKind) -> Mention:
        """ "The ministry" is the last full name before it that holds the noun."""
        head = plain.split()[-1].lower() if plain else ""
        if len(plain.split()) == 1 and head in lexicon("body_nouns") | lexicon("document_nouns") | lexicon(
            "outlet_words"
        ):
            k = bisect_left(self.names, Span(before, before))
            for span in reversed(self.names[max(0, k - 60) : k]):
                name = span.of(self.text)
                if head in name.lower().split() and len(name.split()) > 1:
                    return Mention(_ARTICLE.sub("", name), kind)
            for place, one in reversed(self.spoken[-60:]):
                if place < before and one.kind is kind and head in one.name.lower().split():
                    return Mention(one.name, kind)
        return Mention(plain, kind)
