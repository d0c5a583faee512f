"""Who speaks, in a language that whence knows by its word lists alone: names, pronouns, bodies by their noun.

Small beside what English has (``speakers``): a pronoun is the last person who spoke, whatever its gender.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from whence.model import Mention, SourceKind, Span
from whence.text import kind_in, lexicon, lexicon_pairs, lexicons

_PEOPLE = frozenset({SourceKind.PERSON, SourceKind.UNNAMED})


@dataclass
class Voices:
    """The speakers of one document so far, by the word lists of *language*; it stands where ``Speakers`` stands."""

    text: str
    language: str
    names: list[tuple[int, str]] = field(default_factory=list)
    spoken: list[tuple[int, Mention]] = field(default_factory=list)

    @staticmethod
    def of(text: str, language: str) -> Voices:
        """The names of *text*; nobody has spoken yet."""
        links = "|".join(sorted(lexicon("name_links", language), key=len, reverse=True))
        name = re.compile(rf"[^\W\d_a-zß-öø-ÿ][\w’'-]*(?: (?:(?:{links}) ){{0,2}}[^\W\d_a-zß-öø-ÿ][\w’'-]*)*")
        found = Voices(text, language)
        found.names = [(one.start(), found._bare(one[0])) for one in name.finditer(text)]
        return found

    def mention(self, source: Span, inside: Mention | None = None) -> Mention:
        """The source at *source* by its fullest name."""
        known = self.known(" ".join(source.of(self.text).split()), source)
        found = Mention(known.name, known.kind, source)
        self.spoken.append((source.start, found))
        return found

    def known(self, phrase: str, source: Span) -> Mention:
        """Whom *phrase* means at *source*, without taking it for a speaker."""
        if pronoun := lexicon_pairs("pronouns", self.language).get(phrase.lower()):
            return self._last(source.start, pronoun) or Mention(phrase, SourceKind.UNNAMED)
        core = phrase.split(",")[0]
        kind, bare = kind_in(core, self.language), self._bare(core)
        if (voice := bare.split(" ")[0].lower()) in lexicon("official_voices", self.language):
            return Mention(self._bare(bare[len(voice) :]) or bare, kind)
        if kind is SourceKind.PERSON and bare[0].islower() and (name := self._in_office(bare, core, phrase, source)):
            return Mention(name, kind)
        if bare.count(" ") < 2:
            longer = [name for place, name in self.names if place < source.start and self._is_of(bare, name, kind)]
            bare = longer[-1] if longer else bare
        return Mention(bare, kind)

    def last(self, before: int, reach: int = 1500) -> Mention | None:
        """The nearest speaker within *reach* characters before offset *before*."""
        near = [(place, one) for place, one in self.spoken[-400:] if before - reach <= place < before]
        return max(near, key=lambda pair: pair[0])[1] if near else None

    def _last(self, before: int, pronoun: str) -> Mention | None:
        wanted = _PEOPLE if pronoun in ("he", "she") else {SourceKind.UNNAMED, SourceKind.BODY}
        return next((one for place, one in reversed(self.spoken) if place < before and one.kind in wanted), None)

    def _in_office(self, office: str, core: str, phrase: str, source: Span) -> str | None:
        """Who is named with *office* in *phrase*, or last before it: "la alcaldesa, Ana Ruiz"."""
        if len(phrase) > len(core) and phrase[len(core) + 2 : len(core) + 3].isupper():
            return self._bare(phrase[len(core) + 2 :])
        noun = re.escape(office.split()[0])
        for place, name in reversed([one for one in self.names if one[0] < source.start and " " in one[1]]):
            before, after = self.text[max(0, place - 60) : place], self.text[place + len(name) :][:60]
            if re.search(rf"\b{noun}\b(?: [^.,;:]{{1,40}}, | )$", before, re.IGNORECASE):
                return name
            if re.match(rf", (?:\w+ )?{noun}\b", after, re.IGNORECASE):
                return name
        return None

    def _is_of(self, word: str, name: str, kind: SourceKind) -> bool:
        """Whether *word* is the surname, or the noun, of the longer *name* of that kind."""
        parts = name.split()
        if len(parts) < 2 or kind_in(name, self.language) is not kind:
            return False
        if " " in word:
            return kind is SourceKind.PERSON and name.endswith(f" {word}")
        return parts[-1] == word if kind is SourceKind.PERSON else parts[0].lower() == word.lower()

    def _bare(self, phrase: str) -> str:
        """*phrase* without articles, small words and titles before it; one word always stays."""
        parts = phrase.split()
        small = lexicons("articles", "name_links", language=self.language)
        while len(parts) > 1 and parts[0].lower() in small:
            parts = parts[1:]
        while len(parts) > 1 and parts[0].lower().rstrip(".") in lexicon("titles", self.language):
            if not parts[1][0].isupper():
                break
            parts = parts[1:]
        return " ".join(parts).strip(" ,")
