"""Made-up affairs for `benchmarks.origins`: folders whose derivations, and so whose origins, are known.

Each: 1 to 5 origins, 4 to 20 derived documents (wire copy, churned passage, attributed rewrite, link only, quotation
only, bare paraphrase, translation with credit or without, correction), absent originals and absent copies in between,
merges, rings, undated documents, wrong dates, dates of scraping, misread letters, boilerplate, owners, papers that saw
it themselves, unnamed sources who are a named one, names written in several ways, figures that drift, two reporters of
one paper with a witness each, witnesses whose reporters quote the same official. A retelling keeps most of the details
of what it was made from.
"""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass, field, replace

from whence.model import (
    Attribution,
    DateRange,
    Document,
    Form,
    Hyperlink,
    Mention,
    Modality,
    SourceKind,
    Span,
    Statement,
)

FIRST = ["Mara", "Oskar", "Lien", "Tovah", "Brigid", "Ansel", "Ruta", "Cosmo", "Edda", "Ivo"]
LAST = ["Velt", "Harrow", "Quist", "Ombley", "Tarn", "Sedgely", "Praun", "Kestrel", "Vosk", "Dray"]
PLACES = ["Portvell", "Haldane", "Merrow", "Kestle", "Osmery", "Tinfall", "Varrow", "Quenby"]
THINGS = ["warehouse", "ferry", "cannery", "bridge", "tannery", "mill", "granary", "depot"]
BODIES = ["Harbour Authority", "Fire Office", "Works Inspectorate", "Coast Guard Post", "Dockers Union"]
OUTLETS = ["Courier", "Gazette", "Ledger", "Observer", "Sentinel", "Post", "Mercury", "Echo", "Standard"]
OUTLETS += ["Argus", "Record", "Beacon"]
VERBS = ["repaired", "closed", "discussed", "praised", "opened", "measured", "counted", "visited"]
NEAR = ["close to the", "beside the", "not far from", "behind the old", "within sight of"]
BOILER = "All rights reserved. Write to our letters desk before noon on any working day of the week with your name."
OWNERS = ["Northern Press", "Quayside Media", "Sedgely Group", "the Tarn family"]
OFFICIALS = ["the mayor", "the fire chief", "the harbour master"]
PROMISES = [
    "We will find out how this could happen, and we will not rest before every one of those hurt has had an answer",
    "Nobody should have been in there at that hour, and I have asked for every paper on it to be on my desk by Friday",
    "I was on the quay within the hour, and what I saw there I do not wish on anybody in this town or in any other",
]
TYPES = ("copy", "churn", "rewrite", "link", "quotation", "bare", "translation", "correction")
MIXES = {
    "default": (24, 19, 24, 9, 9, 10, 5, 2),
    "wire": (55, 24, 8, 3, 3, 3, 3, 1),
    "rewrite": (8, 8, 48, 10, 10, 10, 4, 2),
}
SCRAPED = 40
"""The day on which a scraper read what it gives no other date."""


@dataclass
class Text:
    """One generated document while it is being written.

    ``day`` is the date that it bears, ``true_day`` when it was written. ``shown`` is what somebody could know of its
    roots who follows every trace there is: a bare paraphrase has none and stands for itself.
    """

    name: str
    publisher: str | None
    day: int | None
    before: list[str]
    lead: str
    words: str
    after: list[str]
    chain: tuple[Mention, ...]
    roots: frozenset[int]
    author: str | None = None
    links: list[str] = field(default_factory=list)
    credits: tuple[str, ...] = ()
    details: tuple[str, ...] = ()
    count: int = 0
    true_day: int = 1
    quoted: str = ""
    shown: frozenset[object] = frozenset()

    @property
    def url(self) -> str:
        return f"https://www.{self.name}.example/story"

    @property
    def owner(self) -> str:
        """Who owns the paper; who is no paper owns itself."""
        paper = (self.publisher or "").rsplit(" ", 1)[-1]
        return OWNERS[OUTLETS.index(paper) % len(OWNERS)] if paper in OUTLETS else self.publisher or self.name


class Case:
    """A generated folder with the roots of each document's statement; ``truth`` counts the roots it shows."""

    def __init__(self, seed: int, mix: str = "default") -> None:
        self.weights = MIXES[mix]
        self.rng = random.Random(seed)
        rng = self.rng
        self.place, self.thing = rng.choice(PLACES), rng.choice(THINGS)
        self.count, self.number = rng.randint(4, 60), 0
        self.scraped = rng.random() < 0.2
        self.official, self.promise = rng.choice(OFFICIALS), rng.choice(PROMISES)
        self.texts: list[Text] = []
        self.kinds: dict[str, SourceKind] = {}
        for root in range(rng.choice((1, 1, 2, 2, 3, 4, 5))):
            self.origin(root)
        for _ in range(rng.randint(4, 20)):
            self.derive()
        if rng.random() < 0.25 and len(self.texts) > 5:
            self.texts.remove(rng.choice(self.texts))
        if rng.random() < 0.15:
            self.ring(rng.randint(2, 3))
        self.truth = len(frozenset().union(*(text.roots for text in self.texts)))

    def known(self) -> list[Mention]:
        """The sources that have a name, as a user's list of names would give them."""
        return [Mention(name, kind) for name, kind in self.kinds.items()]

    def sentence(self) -> str:
        """A sentence of no concern, hardly ever the same twice."""
        rng = self.rng
        who = f"{rng.choice(FIRST)} {rng.choice(LAST)}"
        where = f"{rng.choice(PLACES)} {rng.choice(THINGS)}"
        there, times = rng.choice(PLACES), rng.randint(2, 99)
        shape = rng.choice(
            (
                "{who} {verb} the {where} near {there} {times} times that season.",
                "The {where} had been {verb} by {who} for {times} years, and {there} hardly noticed.",
                "In {there}, {times} families still remember how {who} {verb} the {where}.",
                "“{times} letters came from {there},” recalled {who}, who {verb} the {where} at the time.",
            )
        )
        return shape.format(who=who, where=where, there=there, times=times, verb=rng.choice(VERBS))

    def detail(self) -> str:
        """Something that hardly anybody would mention by chance."""
        rng = self.rng
        return f"{rng.choice(FIRST)} {rng.choice(PLACES)} {rng.choice(THINGS)}"

    def fact(self, details: tuple[str, ...], n: int) -> str:
        """The claim with two details in one of many wordings, without its full stop."""
        rng = self.rng
        hurt = rng.choice(("were hurt", "were injured", "suffered injuries", "had to be treated", "came to harm"))
        people = rng.choice((f"{n} people", f"{n} workers", f"at least {n} persons", f"some {n} men and women"))
        when = rng.choice(("on Sunday night", "late on Sunday", "during the night", "before dawn", "after midnight"))
        event = rng.choice(("when fire swept", "as flames tore through", "in a blaze at", "after a fire broke out in"))
        asides = [f"{rng.choice(NEAR)} {detail}" for detail in details]
        parts = [f"{people} {hurt}", f"{asides[0]} {when}", f"{event} the {self.thing}", f"{asides[1]} in {self.place}"]
        return " ".join(parts if rng.random() < 0.5 else [*parts[2:], *parts[:2]])

    def publisher(self) -> str:
        self.number += 1
        place = PLACES[(self.number // len(OUTLETS)) % len(PLACES)]
        return f"{place} {OUTLETS[self.number % len(OUTLETS)]}"

    def blank(self, parents: list[Text], roots: frozenset[int]) -> Text:
        """A text of an outlet, later than its parents, undated or with a wrong date now and then."""
        rng = self.rng
        written = max((parent.true_day for parent in parents), default=1) + rng.randint(0, 2)
        known = parents[0].details if parents else (self.detail(), self.detail())
        details = tuple(detail if rng.random() < 0.7 else self.detail() for detail in known)
        count = parents[0].count if parents else self.count
        if parents and rng.random() < 0.08:
            count = max(2, count + rng.choice((-10, -2, -1, 1, 2, 10)))
        filler = [self.sentence() for _ in range(rng.randint(4, 8))]
        cut = rng.randint(1, 3)
        after = filler[cut:] + ([BOILER] if rng.random() < 0.3 else [])
        own = [parent.publisher for parent in parents]
        used = [text.publisher for text in self.texts if text.publisher and text.publisher not in own]
        publisher = rng.choice(used) if used and rng.random() < 0.1 else self.publisher()
        text = Text(f"d{len(self.texts)}", publisher, self.dated(written), filler[:cut], "", "", after, (), roots)
        text.details, text.count, text.true_day, text.words = details, count, written, self.fact(details, count)
        text.shown = frozenset().union(*(parent.shown for parent in parents)) if parents else roots
        return text

    def dated(self, written: int) -> int | None:
        """The date that a text bears: none, a wrong one, that of a scraper, or the day when it was written."""
        rng = self.rng
        if rng.random() < 0.12:
            return None
        if rng.random() < 0.05:
            return rng.randint(1, 12)
        return SCRAPED if self.scraped and rng.random() < 0.4 else written

    def origin(self, root: int) -> None:
        """A witness, a body, a document or an unnamed person; in the folder, or known only by who cites it."""
        rng = self.rng
        kinds = (SourceKind.PERSON, SourceKind.BODY, SourceKind.DOCUMENT, SourceKind.UNNAMED, SourceKind.OUTLET)
        kind = rng.choices(kinds, (8, 6, 4, 2, 1))[0]
        if kind is SourceKind.OUTLET:
            self.texts.append(self.blank([], frozenset({root})))
            return
        if kind is SourceKind.UNNAMED and root and rng.random() < 0.3:
            root -= 1
        names = {
            SourceKind.PERSON: f"{FIRST[root]} {LAST[(root * 3 + 1) % 10]}",
            SourceKind.BODY: f"{self.place} {BODIES[root % len(BODIES)]}",
            SourceKind.DOCUMENT: f"Incident Report {rng.randint(100, 999)}",
            SourceKind.UNNAMED: "a senior official",
        }
        mention = Mention(names[kind], kind)
        if kind is not SourceKind.UNNAMED:
            self.kinds[mention.name] = kind
        text = self.blank([], frozenset({root}))
        if kind is not SourceKind.UNNAMED and rng.random() < 0.5:
            text.publisher = mention.name if kind is SourceKind.BODY else None
            text.author = mention.name if kind is not SourceKind.BODY else None
        else:
            text.chain, text.lead = (mention,), f"According to {mention.name}, "
            self.reported(text)
        self.texts.append(text)

    def reported(self, text: Text) -> None:
        """Now and then the reporter is one of a paper that has another witness, or quotes the official of the day."""
        papers = [other.publisher for other in self.texts if other.chain and other.publisher]
        if papers and self.rng.random() < 0.2:
            text.publisher = self.rng.choice(papers)
        if self.rng.random() < 0.3:
            text.quoted = self.promise

    def derive(self) -> None:
        """One document taken from one or two earlier ones."""
        rng = self.rng
        parents = rng.sample(self.texts, 2 if len(self.texts) > 2 and rng.random() < 0.12 else 1)
        parent = parents[0]
        text = self.blank(parents, frozenset().union(*(p.roots for p in parents)))
        how = rng.choices(TYPES, self.weights)[0] if len(parents) == 1 else "link"
        if how in ("copy", "churn"):
            self.reuse(text, parent, how)
        elif how == "link":
            text.links = [p.url for p in parents]
        elif how == "translation" and parent.publisher and rng.random() < 0.75:
            text.credits = (parent.publisher,)
        elif how == "correction" and parent.publisher:
            text.publisher, text.chain = parent.publisher, parent.chain
            text.lead = "Correction: an earlier version of this story was wrong. "
            text.lead += f"According to {parent.chain[-1].name}, " if parent.chain else ""
        elif how == "rewrite" or (how == "quotation" and not parent.chain):
            self.name(text, parent)
        elif how == "quotation":
            text.chain, text.words = parent.chain, parent.words
            text.lead = f"{parent.chain[-1].name} said: "
        else:
            text.shown = frozenset({text.name})
        self.texts.append(text)

    def reuse(self, text: Text, parent: Text, how: str) -> None:
        """The parent's words, whole or in part, lightly edited, now and then with a credit."""
        rng = self.rng
        text.chain, text.lead, text.details = parent.chain, parent.lead, parent.details
        text.count, text.quoted = parent.count, parent.quoted
        if how == "copy":
            text.before, text.after, text.words = list(parent.before), list(parent.after), parent.words
            if parent.publisher and rng.random() < 0.3:
                text.credits = (parent.publisher,)
            if rng.random() < 0.1:
                text.words = misread(text.words, rng)
                text.before = [misread(sentence, rng) for sentence in text.before]
            return
        words = parent.words.split()
        words = [w if rng.random() > rng.uniform(0, 0.08) else "reportedly" for w in words]
        text.words = " ".join(words)
        text.before.append(parent.before[-1])
        text.after.insert(0, parent.after[0])

    def name(self, text: Text, parent: Text) -> None:
        """The parent's fact in other words, with the parent or its source named, in one spelling or another."""
        own = parent.publisher or parent.author or ""
        outlet = self.written(Mention(own, self.kinds.get(own, SourceKind.OUTLET)))
        inner = tuple(self.written(mention) for mention in parent.chain)
        if inner and self.rng.random() < 0.6:
            text.chain = (outlet, *inner) if self.rng.random() < 0.5 else inner
        else:
            text.chain = (outlet,)
        text.lead = f"{text.chain[0].name} reported that "

    def written(self, mention: Mention) -> Mention:
        """The source as another paper writes its name."""
        if self.rng.random() > 0.25:
            return mention
        surname = mention.name.rsplit(" ", 1)[-1]
        return {
            SourceKind.PERSON: replace(mention, name=self.rng.choice((f"Dr {mention.name}", surname))),
            SourceKind.BODY: replace(mention, name=f"the {mention.name}"),
            SourceKind.OUTLET: replace(mention, name=f"The {mention.name}"),
        }.get(mention.kind, mention)

    def ring(self, size: int) -> None:
        """Texts that name each other in a circle."""
        texts = [self.blank([], frozenset()) for _ in range(size)]
        for number, text in enumerate(texts):
            text.name, text.publisher = f"ring{number}", self.publisher()
        for number, text in enumerate(texts):
            other = texts[(number + 1) % size].publisher or ""
            text.chain, text.lead = (Mention(other, SourceKind.OUTLET),), f"{other} reported that "
        self.texts += texts


def misread(words: str, rng: random.Random) -> str:
    """The words as a scanner may read them: one in twelve with a wrong letter."""
    wrong = {"l": "1", "m": "rn", "o": "0", "e": "c"}
    return " ".join("".join(wrong.get(c, c) for c in word) if rng.random() < 1 / 12 else word for word in words.split())


def finished(text: Text, official: str) -> tuple[Document, tuple[Attribution, ...], Statement]:
    """The records of one generated text; *official* is who is quoted, where anybody is."""
    before = " ".join(text.before) + " "
    start = len(before) + len(text.lead)
    span = Span(start, start + len(text.words))
    body = f"{before}{text.lead}{text.words}. {' '.join(text.after)}"
    found = []
    if text.chain:
        mention = text.chain[-1]
        at = Span(len(before), start)
        found.append(Attribution("a1", at, at, (span,), Form.INDIRECT, mention.kind, Modality.ASSERTED, text.chain))
    if text.quoted:
        quote = Span(len(body) + 1, len(body) + 3 + len(text.quoted))
        body += f" “{text.quoted}”, said {official}."
        said = (Mention(official, SourceKind.PERSON),)
        found.append(Attribution("a2", None, None, (quote,), Form.DIRECT, SourceKind.PERSON, Modality.ASSERTED, said))
    day = dt.date(2024, 3, 1) + dt.timedelta(days=text.day) if text.day is not None else None
    date = DateRange(day, day) if day else None
    document = Document(
        text.name,
        f"{text.name}.txt",
        body,
        publisher=text.publisher,
        author=text.author,
        date=date,
        language="en",
        url=text.url,
        links=tuple(Hyperlink(span, url) for url in text.links),
        credits=text.credits,
    )
    attribution = "a1" if text.chain else None
    statement = Statement(f"{text.name}/s", text.name, (span,), text.words, text.chain, attribution, asof=date)
    return document, tuple(found), statement
