"""Made-up news for measuring whole runs: articles of about 4 kB about many affairs, as .txt and .html files.

An affair has its own people, places, bodies, terms and facts; its 3 to 12 articles tell them in different words and
with different attributions. One article in eight is a wire copy, a rewrite, or holds a passage of an earlier one.
Names are coined, so the vocabulary grows with the folder; the grammar is plainer than that of real news.
"""

from __future__ import annotations

import datetime as dt
import html
import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks import newswords as words

COPYING = 0.145
"""Share of the later articles of an affair that take words from an earlier one."""
LENGTH = 3_900
_CHOICE = re.compile(r"\[([^\[\]]*)\]")
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_FIRST_DAY = dt.date(2023, 1, 2)
_FURNITURE = (
    '<nav><a href="/">Home</a> <a href="/news">News</a> <a href="/sport">Sport</a> <a href="/about">About</a></nav>'
)


@dataclass(frozen=True)
class Person:
    """Somebody who speaks."""

    name: str
    office: str
    she: bool


@dataclass(frozen=True)
class Fact:
    """One fact: its wordings, what fills their slots, and who is known to have said it (None: nobody)."""

    wordings: tuple[str, ...]
    slots: dict[str, str]
    speaker: Person | None


@dataclass
class Article:
    """One article; ``links`` are the publishers and addresses of earlier ones that it names."""

    number: int
    publisher: str
    author: str
    date: dt.date
    title: str
    facts: list[Fact]
    paragraphs: list[str] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)
    closing: str = ""

    @property
    def url(self) -> str:
        host = re.sub(r"\W+", "", self.publisher.lower())
        return f"https://www.{host}.example/{self.date:%Y/%m/%d}/story-{self.number}"


@dataclass
class Affair:
    """What the articles about one affair share."""

    day: int
    slots: dict[str, list[str]]
    people: list[Person]
    facts: list[Fact] = field(default_factory=list)
    quotes: list[tuple[str, Person]] = field(default_factory=list)
    articles: list[Article] = field(default_factory=list)


class Newsroom:
    """Coins names and makes affairs; holds what all of them share: publishers, well-known people and cities."""

    def __init__(self, size: int, seed: int) -> None:
        self.rng = rng = random.Random(seed)
        self.taken: set[str] = set()
        self.cities = [self.coined(words.PLACE_ENDS) for _ in range(20)]
        self.first = [self.coined(words.FIRST_ENDS) for _ in range(160)]
        towns = [self.coined(words.PLACE_ENDS) for _ in range(max(12, round(4 * size**0.4)))]
        self.publishers = [f"{town} {rng.choice(words.PAPERS)}" for town in towns]
        self.agencies = [f"{self.coined(words.PLACE_ENDS)} News Agency" for _ in range(3)]
        self.authors = {p: [self.full_name() for _ in range(5)] for p in (*self.publishers, *self.agencies)}
        self.rare = [self.coined(words.TERM_ENDS).lower() for _ in range(30_000)]
        self.known = [self.person(rng.choice(self.cities)) for _ in range(40)]

    def coined(self, ends: Sequence[str]) -> str:
        """A capitalised word that was not there before."""
        rng = self.rng
        while True:
            middle = rng.choice("aeiou").join(rng.choices(words.SYLLABLES, k=rng.choice((1, 1, 2))))
            name = (rng.choice(words.STARTS) + middle + rng.choice(ends)).capitalize()
            if name not in self.taken:
                self.taken.add(name)
                return name

    def full_name(self) -> str:
        return f"{self.rng.choice(self.first)} {self.coined(words.LAST_ENDS)}"

    def person(self, place: str, body: str | None = None) -> Person:
        """A new person with an office or a description."""
        rng = self.rng
        body = body or f"{place} {rng.choice(words.BODIES)}"
        office = rng.choice(words.OFFICES).format(body=body, place=place, age=rng.randint(19, 84))
        return Person(self.full_name(), office, rng.random() < 0.5)

    def affair(self) -> Affair:
        """A new affair with 14 to 20 facts and 5 to 8 sayings."""
        rng = self.rng
        places = [self.coined(words.PLACE_ENDS) for _ in range(3)] + [rng.choice(self.cities)]
        things = [f"{rng.choice(words.KINDS)} {rng.choice(words.THINGS)}" for _ in range(3)]
        things += [f"{self.coined(words.LAST_ENDS)} {rng.choice(words.THINGS)}" for _ in range(2)]
        bodies = [f"{rng.choice(places)} {rng.choice(words.BODIES)}" for _ in range(2)]
        bodies.append(f"{self.coined(words.LAST_ENDS)} {rng.choice(words.FIRMS)}")
        terms = [self.coined(words.TERM_ENDS).lower() for _ in range(8)]
        people = [self.person(places[0], rng.choice(bodies)) for _ in range(rng.randint(4, 6))]
        people += rng.sample(self.known, rng.choice((0, 0, 1)))
        slots = {"place": places, "thing": things, "body": bodies, "term": terms}
        made = Affair(rng.randrange(900), slots, people)
        for wordings in rng.sample(words.FACTS, rng.randint(7, 10)):
            made.facts.append(self.fact(made, wordings))
        for _ in range(rng.randint(7, 10)):
            made.facts.append(self.fact(made, self.plain_fact()))
        for _ in range(rng.randint(5, 8)):
            made.quotes.append((self.saying(made), rng.choice(people)))
        return made

    def fact(self, affair: Affair, wordings: tuple[str, ...]) -> Fact:
        speaker = self.rng.choice(affair.people) if self.rng.random() < 0.7 else None
        return Fact(wordings, self.filled(affair), speaker)

    def plain_fact(self) -> tuple[str, ...]:
        """Wordings, active and passive, of a fact put together from single words."""
        rng = self.rng
        one, two, three = (self.phrase() for _ in range(3))
        verb, link = rng.choice(words.VERBS), rng.choice(words.LINKS)
        where = rng.choice(("in {place}", "near {place}", "at the {thing}", "on {day}", "for {m} weeks"))
        return (
            f"{one} {verb} {two} {link} {three} {where}",
            f"{two} [was|has been] {verb} by {one} {link} {three}",
            f"{link} {three}, {one} {verb} {two} {where}",
        )

    def saying(self, affair: Affair) -> str:
        """The words of a quotation."""
        rng = self.rng
        beginning = (rng.choice(words.OPENINGS), rng.choice(words.AUXILIARIES), rng.choice(words.VERBS))
        rest = f"{self.phrase()} {rng.choice(words.LINKS)} {self.phrase()}"
        return self.told(f"{' '.join(beginning)} {rest}", self.filled(affair))

    def phrase(self) -> str:
        """A noun phrase with details that a telling may leave out."""
        rng = self.rng
        noun = rng.choice(words.NOUNS)
        if rng.random() < 0.25:  # the long tail of the common words: the rank of a word decides how common it is
            noun = self.rare[int(len(self.rare) ** rng.random()) - 1]
        term = "[{term} |]" if rng.random() < 0.2 else ""
        adjective = f"[{rng.choice(words.ADJECTIVES)} |]" if rng.random() < 0.6 else ""
        return f"the {adjective}{term}{noun}{rng.choice(words.TAILS)}"

    def filled(self, affair: Affair) -> dict[str, str]:
        """The slots of one fact: all its wordings agree in them."""
        rng = self.rng
        day = _FIRST_DAY + dt.timedelta(days=affair.day - rng.randrange(6))
        days = (f"{day.day} {day:%B}", f"{day.day} {day:%B} {day.year}", _DAYS[day.weekday()])
        return {name: rng.choice(choices) for name, choices in affair.slots.items()} | {
            "n": rng.choice((f"{rng.randint(3, 99)}", f"{rng.randint(1, 90)},{rng.randint(100, 999)}")),
            "m": f"{rng.randint(2, 60)}",
            "percent": f"{rng.randint(2, 95)}",
            "money": f"{rng.choice('$€£')}{rng.randint(2, 900)} million",
            "who": rng.choice(words.PEOPLE),
            "day": rng.choice(days),
            "noun": rng.choice(words.NOUNS),
            "adjective": rng.choice(words.ADJECTIVES),
        }

    def told(self, wording: str, slots: dict[str, str]) -> str:
        """A wording with its slots filled and one of each [bracketed|choice] taken."""
        return _CHOICE.sub(lambda found: self.rng.choice(found[1].split("|")), wording).format_map(slots)

    def article(self, affair: Affair, number: int, publisher: str, date: dt.date) -> Article:
        """One more article about the affair."""
        rng = self.rng
        copies = rng.choice(("wire", "wire", "rewrite", "passage")) if rng.random() < COPYING else None
        earlier = rng.choice(affair.articles) if affair.articles else None
        facts = rng.sample(affair.facts, min(len(affair.facts), rng.randint(6, 10)))
        if earlier and copies in ("wire", "rewrite"):
            facts = earlier.facts
        title = capital(" ".join(self.told(facts[0].wordings[0], facts[0].slots).split()[: rng.randint(7, 11)]))
        made = Article(number, publisher, rng.choice(self.authors[publisher]), date, title.rstrip(","), facts)
        if earlier and copies == "wire":
            made.paragraphs = [self.edited(p) for p in earlier.paragraphs[: rng.randint(8, 20)]]
            made.closing = f"({earlier.publisher})" if rng.random() < 0.6 else ""
        else:
            made.paragraphs = Telling(self, affair, made).paragraphs(earlier if rng.random() < 0.5 else None)
        if earlier and copies == "passage":
            start = rng.randrange(max(1, len(earlier.paragraphs) - 3))
            made.paragraphs[2:4] = [self.edited(p) for p in earlier.paragraphs[start : start + 3]]
        if rng.random() < 0.3:
            made.closing += f"\n\n© {publisher}. All rights reserved. Write to our letters desk before noon."
        affair.articles.append(made)
        return made

    def edited(self, text: str) -> str:
        """*text* as an editor passes it on: now and then a word is left out or put in."""
        rng = self.rng
        if rng.random() < 0.6:
            return text
        kept = [word for word in text.split(" ") if rng.random() > 0.015 or not word.isalpha()]
        return " ".join(f"reportedly {w}" if w.islower() and rng.random() < 0.005 else w for w in kept)


class Telling:
    """Writes the paragraphs of one article: facts and sayings of the affair, and sentences of its own."""

    def __init__(self, room: Newsroom, affair: Affair, article: Article) -> None:
        self.room, self.affair, self.article, self.rng = room, affair, article, room.rng
        self.met: set[str] = set()
        here = room.coined(words.PLACE_ENDS)
        witness = room.person(here)
        slots = {"place": [here, room.coined(words.PLACE_ENDS)], "term": [room.coined(words.TERM_ENDS).lower()]}
        self.outlets = self.rng.sample(room.publishers, 2)
        self.own = Affair(affair.day, affair.slots | slots, [witness, self.rng.choice(affair.people)])

    def paragraphs(self, earlier: Article | None) -> list[str]:
        """The whole text; *earlier* is an article that it cites."""
        rng = self.rng
        told = [self.sentence(fact) for fact in self.article.facts]
        quotes = rng.sample(self.affair.quotes, rng.randint(2, 4))
        told += [self.quotation(saying, speaker) for saying, speaker in quotes]
        if earlier:
            told.insert(rng.randint(1, 3), self.citation(earlier))
        wanted = LENGTH * rng.uniform(0.7, 1.3)
        while sum(map(len, told)) < wanted:
            told.insert(rng.randint(1, len(told)), self.own_sentence())
        made: list[str] = []
        while told:
            step = rng.choice((1, 2, 2, 3))
            made.append(" ".join(told[:step]))
            del told[:step]
        return made

    def sentence(self, fact: Fact) -> str:
        """The fact in one of its wordings, in the article's own voice or attributed in one of many ways."""
        rng = self.rng
        told = self.room.told(rng.choice(fact.wordings), fact.slots)
        body = f"the {fact.slots['body']}"
        if fact.speaker is None and rng.random() < 0.7:
            return capital(told) + "."
        who = body
        if rng.random() < 0.1:
            who = rng.choice(words.UNNAMED)
        elif fact.speaker and rng.random() < 0.8:
            who = self.mention(fact.speaker)
        verb, outlet, plain = rng.choice(words.SAYING), rng.choice(self.outlets), who.rstrip(",")
        him = {"he": "him", "she": "her"}.get(who, plain)
        shapes = (
            *[f"{who} {verb} that {told}"] * 3, *[f"{told}, {plain} {verb}"] * 2, told, told,
            f"according to {him}, {told}", f"{told}, according to {him}", f"{who} told the {outlet} that {told}",
            f"the {outlet} reported, citing {him}, that {told}", f"{who} denied that {told}",
            f"in a report seen by the {outlet}, {body} {verb} that {told}", f"it was reported that {told}",
        )  # fmt: skip
        return capital(rng.choice(shapes)) + "."

    def mention(self, person: Person) -> str:
        """The person in full at first, by surname or pronoun later."""
        if person.name in self.met:
            return self.rng.choice((*[person.name.split()[-1]] * 2, "she" if person.she else "he"))
        self.met.add(person.name)
        return f"{person.name}, {person.office}," if self.rng.random() < 0.7 else person.name

    def quotation(self, saying: str, speaker: Person) -> str:
        """A saying in quotation marks; now and then a word is lost on the way."""
        rng = self.rng
        parts = saying.split()
        if rng.random() < 0.15:
            del parts[rng.randrange(2, len(parts) - 1)]
        said, who = " ".join(parts), self.mention(speaker)
        plain, more = who.rstrip(","), self.room.saying(self.own)
        shapes = (
            f"“{said},” {plain} said.",
            f"“{said},” {plain} added." if plain in ("he", "she") else f"“{said},” said {plain}.",
            f"“{said},” {plain} said. “{more}.”",
            f"{capital(who)} said: “{said}.”",
        )
        return rng.choice(shapes)

    def citation(self, earlier: Article) -> str:
        """A sentence that names, and on a page links to, an earlier article."""
        fact = self.rng.choice(earlier.facts)
        self.article.links.append((earlier.publisher, earlier.url))
        verb = self.rng.choice(("reported", "wrote", "said"))
        return f"The {earlier.publisher} {verb} that {self.room.told(self.rng.choice(fact.wordings), fact.slots)}."

    def own_sentence(self) -> str:
        """A sentence that no other article has."""
        if self.rng.random() < 0.2:
            return self.quotation(self.room.saying(self.own), self.rng.choice(self.own.people))
        return self.sentence(self.room.fact(self.own, self.room.plain_fact()))


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def articles(size: int, seed: int) -> list[Article]:
    """*size* articles, the same for the same *seed*."""
    room = Newsroom(size, seed)
    made: list[Article] = []
    while len(made) < size:
        affair = room.affair()
        day = _FIRST_DAY + dt.timedelta(days=affair.day)
        for place in range(min(room.rng.randint(3, 12), size - len(made))):
            agency = place == 0 and room.rng.random() < 0.5
            publisher = room.rng.choice(room.agencies if agency else room.publishers)
            made.append(room.article(affair, len(made), publisher, day))
            day += dt.timedelta(days=room.rng.choice((0, 0, 1, 1, 2, 5)))
    return made


def write(folder: Path, size: int, seed: int) -> list[Path]:
    """Write *size* articles into *folder*, three fifths of them as web pages; their paths in order."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for article in articles(size, seed):
        page = article.number % 5 < 3
        name = re.sub(r"\W+", "-", article.publisher.lower())
        paths.append(folder / f"{article.number:06d}-{name}.{'html' if page else 'txt'}")
        paths[-1].write_text(as_page(article) if page else as_text(article), encoding="utf-8")
    return paths


def as_text(article: Article) -> str:
    """The article as plain text under a header."""
    date = f"{article.date.day} {article.date:%B} {article.date.year}"
    head = f"{article.title}\nPublisher: {article.publisher}\nAuthor: {article.author}\nDate: {date}"
    return "\n\n".join((f"{head}\nURL: {article.url}", *article.paragraphs, article.closing.strip())).rstrip() + "\n"


def as_page(article: Article) -> str:
    """The article as a web page with metadata, menus and links."""
    title = html.escape(article.title)
    body = "\n".join(f"<p>{html.escape(p, quote=False)}</p>" for p in (*article.paragraphs, article.closing) if p)
    for publisher, url in article.links:
        body = body.replace(f"The {publisher}", f'<a href="{url}">The {publisher}</a>', 1)
    meta = "".join(
        f'<meta {kind}="{name}" content="{html.escape(value)}">\n'
        for kind, name, value in (
            ("property", "og:site_name", article.publisher),
            ("name", "author", article.author),
            ("property", "article:published_time", f"{article.date}T08:00:00+00:00"),
        )
    )
    return (
        f'<!doctype html>\n<html lang="en"><head><title>{title}</title>\n{meta}<link rel="canonical" '
        f'href="{article.url}"></head>\n<body>{_FURNITURE}<article><h1>{title}</h1>\n{body}\n</article>'
        f"<footer>© {article.publisher}</footer></body></html>\n"
    )
