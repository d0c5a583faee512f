"""Who speaks: pronouns, descriptions and surnames resolved to the fullest name in the document.

A pronoun goes to the last person who spoke, else to the last full name before it; wrong where a third person was
meant. Of gender it is known what titles, kinship and earlier pronouns tell.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from whence.attributions import described
from whence.attributions.genders import by_kinship, family_name, titled_before, titled_surname, told_by_titles
from whence.attributions.heard import MEMORY, SINGULAR, Heard
from whence.attributions.naming import callers, in_headline, shortened
from whence.attributions.offices import (
    after_comma,
    apposed,
    behind_office,
    governs_name,
    last_holder,
    listed,
    named_last,
    rank_holder,
)
from whence.attributions.phrases import as_document, cleaned, is_plural, low_article, plain, without_article
from whence.attributions.relatives import before_relative
from whence.model import Mention, SourceKind, Span
from whence.text import bare_name, behind_noun, is_acronym_of, kind_of, lexicon, lexicons, proper_names

UNSPECIFIED = "unspecified"
_SENTENCE = 300
"""Characters before a pronoun in which a name with a title goes before an earlier speaker."""
_NEAR_NAME = 60
"""Characters between an office and the name of who holds it."""
_OTHER_PRONOUNS = frozenset({"they", "it", "we", "i", "who"})
_SUBJECT_FORMS = {"his": "he", "him": "he", "her": "she", "their": "they", "them": "they", "its": "it", "our": "we"}
_UNRESOLVED = frozenset({*SINGULAR, *_OTHER_PRONOUNS, *_SUBJECT_FORMS, "which", "that"})
_RELATIVES = frozenset({"who", "which", "that"})
_RELATIVE_AND_WHEN = re.compile(
    r"(who|which)(?: (?:in|on|at|earlier|later|last|also|then|once) .{1,30}| (?:also|once|then|later))$"
)
_CONTRACTED = re.compile(r"^(he|she|they|we|i|it|who)['’](?:s|d|ll|ve|re|m)$", re.IGNORECASE)
_OF_THEM = re.compile(r"(?:one|two|three|some|many|most|several|another|none|both) of (?:them|these|those)\b")
_EPITHET = re.compile(r"(?: (?!(?:of|for|in|at|on|by|with|to|from|and|or)\b)[a-z-]+){1,3} ")
"""What stands between an adjective and the name of a person: "Conservative economist Mara Velt"."""
_POST_OF = re.compile(r"\b[A-Z][a-z]+ of (?:the )?$")
"""A post before what looks like the first word of a name: "Minister of" Transport Ada Finch."""
_ANYBODY = frozenset(
    "everyone everybody someone somebody anyone anybody nobody you one people some many".split()  # noqa: SIM905
) | {"no one"}
"""Words for people of whom nothing is told: nobody whom a later "he" means."""
_SHORT = re.compile(r"((?:[A-Z][\w’'-]+ (?:of |for |and |the |to )*){1,6}[A-Z][\w’'-]+) \(([A-Z]{2,8})\)")
_PLACED = re.compile(r"\b(?:in|at|on|near|from|to|of|into|through|across|around|outside) (?:the )?$")
_GENERIC = frozenset(
    "newspaper paper journal magazine outlet station broadcaster agency company firm group organisation "  # noqa: SIM905
    "organization charity body website union".split()
)
"""Nouns that stand for the last body or outlet named."""
_WHO_IS = re.compile(r",? (?:who|which|whose) ")
_SORT = re.compile(
    r"^(?:(?:state |human )?(?:news|press|rights|aid|relief) )(?=(?:agency|group|organi[sz]ation|website|charity)$)"
)
"""What such a noun may have before it: "the news agency"."""
_OF_ONE_SORT = frozenset(
    ["newspaper", "paper", "journal", "magazine", "station", "broadcaster", "company", "firm", "charity", "union"]
)
"""Those of them that no body with another noun in its name is: the union is not the Lisk Mining Company."""
_PRINTED = {SourceKind.BODY, SourceKind.OUTLET}
_PART_OF = re.compile(r"^[a-z]+ of (?:the )?(?=[A-Z])")
"""What of a company has spoken before the company does: "the workshop of Altmere Cables"."""
_AGED = re.compile(r"^the (\d{1,3})-year-old", re.IGNORECASE)


@dataclass
class Speakers(Heard):
    """The names of one document beside those who have spoken."""

    names: list[Span] = field(default_factory=list)
    people: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    """Full names by surname and first name."""
    callers: frozenset[str] = frozenset()
    """Names of one word that say something."""
    short: dict[str, str] = field(default_factory=dict)
    acronyms: dict[str, str | None] = field(default_factory=dict)
    bodies: frozenset[str] = frozenset()
    """Names that only the text shows to be no person's."""
    outlets: frozenset[str] = frozenset()
    """Names that only the text shows to be papers' or stations'."""

    @staticmethod
    def of(text: str) -> Speakers:
        """The names of *text*; nobody has spoken yet."""
        names = [span for span in proper_names(text) if not in_headline(text, span)]
        found = Speakers(text, names=names, bodies=described.bodies(text), outlets=described.outlets(text))
        for span in found.names:
            name = bare_name(span.of(text))
            held = _POST_OF.search(text, max(0, span.start - 40), span.start)
            name = behind_office(f"{held[0]}{name}" if held else name) or name
            parts = name.split()
            if len(parts) > 1 and name not in found.bodies and kind_of(name) is SourceKind.PERSON:
                found.people.setdefault(parts[-1], {}).setdefault(parts[0], []).append(name)
        found.callers = callers(text, found.names)
        found.titled = told_by_titles(text)
        found.short = {one[2]: bare_name(one[1]) for one in _SHORT.finditer(text)}
        return found

    def mention(self, source: Span, inside: Mention | None = None) -> Mention:
        """The source at *source* by its fullest name; *inside* is who speaks the content around it."""
        phrase = " ".join(source.of(self.text).split())
        phrase = _CONTRACTED.sub(r"\1", phrase)
        low = _SUBJECT_FORMS.get(phrase.lower(), phrase.lower())
        if relative := _RELATIVE_AND_WHEN.match(low):
            low = relative[1]
        if low in ("i", "we") and inside:
            return Mention(inside.name, inside.kind, source)
        if (aged := _AGED.match(phrase)) and (name := self._of_age(aged[1], source.start)):
            known = Mention(name, SourceKind.PERSON)
        elif low in SINGULAR or aged:
            known = self._last_person(source.start, low) or Mention(phrase, SourceKind.PERSON)
        elif low == "they" or _OF_THEM.match(low):
            known = self.several(source.start) or Mention(phrase, SourceKind.UNNAMED)
        elif low in _RELATIVES and (before := before_relative(self.text, source.start)):
            known = self._named(before.of(self.text), before)
        elif low in _OTHER_PRONOUNS:
            known = self._last(source.start, low) or Mention(phrase, SourceKind.UNNAMED)
        else:
            known = self._named(phrase, source)
            if inside and known.name == inside.name and low_article(phrase):
                known = Mention(without_article(phrase), kind_of(phrase))
        found = Mention(known.name, known.kind, source)
        if low in SINGULAR or (low == "it" and found.kind is SourceKind.PERSON):
            self.pronouns.setdefault(found.name, low)
        elif kin := by_kinship(_WHO_IS.split(low)[0]):
            self.pronouns.setdefault(found.name, kin)
        if found.name.lower() not in _UNRESOLVED | _ANYBODY:
            self.spoken.append((source.start, found))
        return found

    def known(self, phrase: str, source: Span) -> Mention:
        """Whom a description like "the group" means at *source*, without taking it for a speaker."""
        return self._named(phrase, source)

    def _last_person(self, before: int, pronoun: str) -> Mention | None:
        about = described.person_told_of(self.text, before, self.people)
        if about and self.titled.get(about) != "":
            since, subject = described.paragraph_start(self.text, before), self._fullest(about)
            spoke = any(since <= place < before for place, _ in reversed(self.spoken[-200:]))
            if not spoke and self.goes_with(subject, pronoun):
                return Mention(subject, SourceKind.PERSON)
        for place, one in reversed(self.spoken[-200:]):
            alone = " and " not in one.name and (one.kind is SourceKind.PERSON or not is_plural(one.name))
            if place >= before or one.kind not in (SourceKind.PERSON, SourceKind.UNNAMED) or not alone:
                continue
            named = titled_before(self.text, max(place, before - _SENTENCE), before, pronoun)
            shared = named is not None and self.titled.get(family_name(named)) == ""
            if named and shared and family_name(one.name) == family_name(named) and one.name not in self.pronouns:
                return Mention(named, SourceKind.PERSON)
            if self.goes_with(one.name, pronoun):
                return one
            if named:
                return Mention(named if shared else self._fullest(named), SourceKind.PERSON)
        k = bisect_left(self.names, Span(before, before))
        for span in reversed(self.names[max(0, k - 20) : k]):
            if _PLACED.search(self.text, max(0, span.start - 10), span.start):
                continue
            name = bare_name(span.of(self.text))
            known = name and (name.split()[-1] in self.people or name in self.callers)
            full = self._fullest(name) if known else None
            if full and self.goes_with(full, pronoun):
                return Mention(full, SourceKind.PERSON)
        return None

    def _last(self, before: int, pronoun: str) -> Mention | None:
        if pronoun in ("it", "they") and (asked := described.asked_of(self.text, before)):
            return self._named(asked.of(self.text), asked)
        wanted = (
            {SourceKind.BODY, SourceKind.UNNAMED}
            if pronoun == "they"
            else {SourceKind.BODY, SourceKind.DOCUMENT, SourceKind.OUTLET}
        )
        wanted = {SourceKind.PERSON, *wanted} if pronoun == "who" else wanted
        for place, one in reversed(self.spoken[-200:]):
            if place < before and (one.kind in wanted or (pronoun == "it" and one.name in self.bodies)):
                return one
        return (described.told_of(self.text, before) or self.nameless(before)) if pronoun == "it" else None

    def _named(self, phrase: str, source: Span) -> Mention:
        if phrase.isupper() and (capitals := phrase.title()).split()[-1] in self.people:
            return Mention(self._fullest(capitals), SourceKind.PERSON)
        if (family := titled_surname(phrase)) and self.titled.get(family) == "":
            return Mention(phrase, SourceKind.PERSON)
        phrase = cleaned(phrase)
        kind = kind_of(phrase)
        phrase = as_document(phrase) if kind is SourceKind.DOCUMENT else phrase
        if names := listed(phrase):
            return Mention(" and ".join((", ".join(map(self._fullest, names[:-1])), self._fullest(names[-1]))), kind)
        core = re.split(r", | who | which |\(", phrase)[0].strip()
        if (behind := behind_noun(core)) and behind[1] is not SourceKind.PERSON:
            return Mention(*behind)
        if officer := after_comma(_WHO_IS.split(phrase)[0]) or (behind and behind[0]) or behind_office(core):
            officer = bare_name(officer)
            return Mention(self._fullest(officer) or officer, SourceKind.PERSON)
        if rank := rank_holder(self.text, without_article(core), source.start):
            return Mention(self._fullest(rank), SourceKind.PERSON)
        if phrase.lower().split(" who ")[0] in _ANYBODY:
            return Mention(phrase, SourceKind.UNNAMED)
        if kind in (SourceKind.BODY, SourceKind.UNNAMED) and (named := apposed(phrase)):
            return Mention(named if named in self.bodies else self._fullest(named), SourceKind.PERSON)
        if (paper := without_article(core)) in self.outlets or (" " in paper and paper.split()[-1] in self.outlets):
            return Mention(paper, SourceKind.OUTLET)
        return self._of_kind(kind, phrase, core, source)

    def _of_kind(self, kind: SourceKind, phrase: str, core: str, source: Span) -> Mention:
        """Whom *phrase*, whose first part is *core*, names as a source of that kind."""
        if kind is SourceKind.PERSON:
            return Mention(body, kind) if (body := bare_name(core)) in self.bodies else self._person(core, source)
        if core.lower() == "the paper" and (paper := self.outlet(source.start)):
            return paper
        if kind is SourceKind.UNNAMED and low_article(phrase) and len(core.split()) == 2:
            office = self._office(core, source, SourceKind.PERSON)
            if office.name != without_article(core):
                return office
        if full := self._spelt_out(without_article(core)):
            return Mention(full, kind)
        bare = plain(core)
        if kind is SourceKind.BODY and re.fullmatch(r"spokes(?:wo)?(?:man|person)", bare):
            return self._voice(bare, source)
        if kind is SourceKind.BODY and (voice := re.match(r"(?:.*\b)?spokes\w+ (?:for|of) (.+)", bare)):
            return self._described(without_article(voice.group(1)), source.start, kind)
        if kind is SourceKind.DOCUMENT and (whose := described.told_later(self.text, core, source.end)):
            return Mention(f"{core.split()[-1].lower()} of {whose}", kind)
        if low_article(phrase) and kind in (SourceKind.BODY, SourceKind.DOCUMENT, SourceKind.OUTLET):
            return self._described(bare, source.start, kind)
        return Mention(bare or phrase, kind)

    def _voice(self, noun: str, source: Span) -> Mention:
        """ "The spokesman" is who was last named so, else the body for which one spoke last."""
        held, last = last_holder(self.text, source, noun, ""), self.text.rfind("spokes", 0, source.start)
        if held and abs(held.start - last) < _NEAR_NAME:
            return Mention(self._fullest(self._longer(held)), SourceKind.PERSON)
        return Mention(described.voice_of(self.text, source.start) or noun, SourceKind.BODY)

    def _person(self, core: str, source: Span) -> Mention:
        """The person or office *core* by the names in *source*."""
        kind, posts = SourceKind.PERSON, lexicon("office_nouns")
        inner = [name for name in self._names_in(source) if name.of(self.text).lower() not in posts]
        governed = bool(inner) and governs_name(self.text, max(source.start, inner[0].start - 30), inner[0].start)
        if governed and len(inner) > 1 and not self.text[inner[0].end : inner[1].start].strip(" ,"):
            inner, governed = inner[1:], False
        headed = governed or (bool(inner) and inner[0].of(self.text).split()[0].lower() in posts)
        headed = headed and len(inner) > 1 and core.endswith(inner[-1].of(self.text))
        if headed and named_last(self.text, inner[-2], inner[-1]):
            inner, governed = inner[-1:], False
        if len(inner) > 1 and _EPITHET.fullmatch(self.text[inner[0].end : inner[1].start]):
            inner = inner[1:] if " " not in inner[0].of(self.text) and " " in inner[1].of(self.text) else inner
        if len(inner) > 1 and inner[0].of(self.text).endswith(("'s", "’s")):
            whole = bare_name(inner[1].of(self.text))
            inner = inner[1:] if " " in whole or whole in self.people else inner
        owner = len(inner) == 1 and inner[0].of(self.text).endswith(("'s", "’s"))
        if governed or owner or not inner:
            return self._office(core, source, kind)
        if len(inner) > 1 and self.text[inner[0].end : inner[1].start] == " and ":
            return Mention(" and ".join(self._fullest(name.of(self.text)) for name in inner[:2]), kind)
        return Mention(self._fullest(inner[0].of(self.text)) or core, kind)

    def _fullest(self, name: str) -> str:
        """The fullest name in the document of the person called *name*; of two with one surname, who spoke last."""
        bare = bare_name(name)
        bare = behind_office(bare) or bare
        if not bare:
            return ""
        parts = bare.split()
        surname = parts[-1]
        first = next(part for part in parts if part == surname or part.lower() not in lexicon("particles"))
        namesakes = self.people.get(surname, {})
        if behind := next((one for names in namesakes.values() for one in names if bare.endswith(f" {one}")), None):
            return behind
        if first != surname:
            same = namesakes.get(first) or (next(iter(namesakes.values())) if shortened(first, namesakes) else [bare])
            return max([bare, *same], key=lambda one: len(one.split()))
        if not namesakes:
            called = [names for others in self.people.values() for given, names in others.items() if given == bare]
            return max(called[0], key=len) if len(called) == 1 else bare
        return self.last_of([max(names, key=len) for names in namesakes.values()]) or bare

    def _spelt_out(self, short: str) -> str | None:
        """The full name behind the acronym *short*: the one in brackets after it, else the only one that it fits."""
        if short in self.short or not (short.isupper() and len(short) > 2):
            return self.short.get(short)
        if short not in self.acronyms:
            names = {without_article(span.of(self.text)) for span in self.names}
            fitting = [name for name in names if is_acronym_of(short, name)]
            self.acronyms[short] = fitting[0] if len(fitting) == 1 else None
        return self.acronyms[short]

    def _names_in(self, source: Span) -> list[Span]:
        k = bisect_left(self.names, Span(source.start, source.start))
        near: Sequence[Span] = self.names[max(0, k - 1) : k + 8]
        return [Span(max(n.start, source.start), min(n.end, source.end)) for n in near if n.overlaps(source)]

    def _of_age(self, age: str, before: int) -> str | None:
        """The last person named with that age before offset *before*: "Lena Orr, 34,"."""
        k = bisect_left(self.names, Span(before, before))
        for span in reversed(self.names[max(0, k - MEMORY) : k]):
            if self.text.startswith(f", {age}", span.end):
                return self._fullest(span.of(self.text))
        return None

    def _office(self, core: str, source: Span, kind: SourceKind) -> Mention:
        """ "The mayor" is the person last named with that office, "the mayor of Marn" with that place too."""
        office, *place = re.split(r" (?:of|for|in|at) ", without_article(core))
        held = last_holder(self.text, source, office.lower(), place[0] if place else "")
        if held is None:
            return self.called(without_article(core), source.start) or Mention(without_article(core), kind)
        return Mention(self._fullest(self._longer(held)), kind)

    def _longer(self, held: Span) -> str:
        """The name that begins as that at *held* does, small words inside it included."""
        name = held.of(self.text)
        k = bisect_left(self.names, Span(held.start + 1, held.start + 1)) - 1
        there = bare_name(self.names[k].of(self.text)) if k >= 0 else ""
        return there if there.startswith(f"{name} ") and held.start < self.names[k].end else name

    def _described(self, plain: str, before: int, kind: SourceKind) -> Mention:
        """ "The ministry" is the last full name before it that holds the noun."""
        plain = _SORT.sub("", plain)
        head = plain.split()[-1].lower() if plain else ""
        if len(plain.split()) == 1 and head in lexicons("body_nouns", "document_nouns", "outlet_words"):
            k = bisect_left(self.names, Span(before, before))
            for span in reversed(self.names[max(0, k - 60) : k]):
                name = span.of(self.text)
                if head in name.lower().split() and len(name.split()) > 1:
                    return Mention(without_article(name), kind)
            if kind is SourceKind.DOCUMENT and (whose := described.issuer(self.text, head, before)):
                return Mention(f"{head} of {whose}", kind)
            generic = head in _GENERIC
            for place, one in reversed(self.spoken[-60:]):
                parts = one.name.lower().split()
                other = head in _OF_ONE_SORT and bool(lexicon("body_nouns") & set(parts) - {head})
                named = generic and any(c.isupper() for c in one.name) and not other
                of_kind = one.kind is kind or one.name in self.bodies or self.pronouns.get(one.name) == "it"
                of_kind = of_kind or (head in _OF_ONE_SORT and {one.kind, kind} == _PRINTED)
                if place < before and of_kind and (named or head in parts):
                    return Mention(_PART_OF.sub("", one.name) if generic else one.name, one.kind)
        return Mention(plain, kind)
