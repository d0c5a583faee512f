"""Made-up affairs for `benchmarks.origins`: folders whose derivations, and so whose origins, are known.

Each: 1 to 5 origins, 4 to 20 derived documents (wire copy, churned passage, attributed rewrite, link only, quotation
only, bare paraphrase, translation with credit), absent originals, merges, rings, undated and misdated documents,
misread letters, boilerplate, papers that saw it themselves, unnamed sources who are a named one. A retelling keeps most
of the details of what it was made from.
"""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass, field

from whence.model import (
    Attribution,
    DateRange,
    Document,
    Form,
    Hyperlink,
    Mention,
    Modality,
    Source,
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
TYPES = ("copy", "churn", "rewrite", "link", "quotation", "bare", "translation")
MIXES = {
    "default": (25, 20, 25, 10, 10, 10, 5),
    "wire": (55, 25, 8, 3, 3, 3, 3),
    "rewrite": (8, 8, 50, 10, 10, 10, 4),
}


@dataclass
class Text:
    """One generated document while it is being written."""

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

    @property
    def url(self) -> str:
        return f"https://www.{self.name}.example/story"


class Case:
    """A generated folder with the roots of each document's statement; ``truth`` counts the roots it shows."""

    def __init__(self, seed: int, mix: str = "default") -> None:
        self.weights = MIXES[mix]
        self.rng = random.Random(seed)
        rng = self.rng
        self.place, self.thing = rng.choice(PLACES), rng.choice(THINGS)
        self.count, self.number = rng.randint(4, 60), 0
        self.texts: list[Text] = []
        self.sources: list[Source] = []
        for root in range(rng.choice((1, 1, 2, 2, 3, 4, 5))):
            self.origin(root)
        for _ in range(rng.randint(4, 20)):
            self.derive()
        if rng.random() < 0.15:
            self.ring(rng.randint(2, 3))
        self.truth = len(frozenset().union(*(text.roots for text in self.texts)))

    def sentence(self) -> str:
        """A sentence of no concern, hardly ever the same twice."""
        rng = self.rng
        who = f"{rng.choice(FIRST)} {rng.choice(LAST)}"
        where = f"{rng.choice(PLACES)} {rng.choice(THINGS)}"
        return (
            f"{who} {rng.choice(VERBS)} the {where} near {rng.choice(PLACES)} {rng.randint(2, 99)} times that season."
        )

    def detail(self) -> str:
        """Something that hardly anybody would mention by chance."""
        rng = self.rng
        return f"{rng.choice(FIRST)} {rng.choice(PLACES)} {rng.choice(THINGS)}"

    def fact(self, details: tuple[str, ...]) -> str:
        """The claim with two details in one of many wordings, without its full stop."""
        rng, n = self.rng, self.count
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
        """A text of an outlet, later than its parents, undated now and then."""
        rng = self.rng
        days = [parent.day for parent in parents if parent.day is not None]
        day = None if rng.random() < 0.12 else max(days, default=1) + rng.randint(0, 2)
        if day is not None and rng.random() < 0.05:
            day = rng.randint(1, 12)
        known = parents[0].details if parents else (self.detail(), self.detail())
        details = tuple(detail if rng.random() < 0.7 else self.detail() for detail in known)
        filler = [self.sentence() for _ in range(rng.randint(4, 8))]
        cut = rng.randint(1, 3)
        after = filler[cut:] + ([BOILER] if rng.random() < 0.3 else [])
        publisher = self.publisher()
        words = self.fact(details)
        return Text(f"d{len(self.texts)}", publisher, day, filler[:cut], "", words, after, (), roots, details=details)

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
        if kind is not SourceKind.UNNAMED and not any(source.name == mention.name for source in self.sources):
            self.sources.append(Source(f"s{len(self.sources)}", mention.name, kind, (mention.name,)))
        text = self.blank([], frozenset({root}))
        if kind is not SourceKind.UNNAMED and rng.random() < 0.5:
            text.publisher = mention.name if kind is SourceKind.BODY else None
            text.author = mention.name if kind is not SourceKind.BODY else None
        else:
            text.chain, text.lead = (mention,), f"According to {mention.name}, "
        self.texts.append(text)

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
        elif how == "translation" and parent.publisher:
            text.credits = (parent.publisher,)
        elif how == "rewrite" or (how == "quotation" and not parent.chain):
            self.name(text, parent)
        elif how == "quotation":
            text.chain, text.words = parent.chain, parent.words
            text.lead = f"{parent.chain[-1].name} said: "
        self.texts.append(text)

    def reuse(self, text: Text, parent: Text, how: str) -> None:
        """The parent's words, whole or in part, lightly edited, now and then with a credit."""
        rng = self.rng
        text.chain, text.lead, text.details = parent.chain, parent.lead, parent.details
        if how == "copy":
            text.before, text.after, text.words = list(parent.before), list(parent.after), parent.words
            if parent.publisher and rng.random() < 0.3:
                text.credits = (parent.publisher,)
            if rng.random() < 0.1:
                text.words = misread(text.words, rng)
            return
        words = parent.words.split()
        words = [w if rng.random() > rng.uniform(0, 0.08) else "reportedly" for w in words]
        text.words = " ".join(words)
        text.before.append(parent.before[-1])
        text.after.insert(0, parent.after[0])

    def name(self, text: Text, parent: Text) -> None:
        """The parent's fact in other words, with the parent or its source named."""
        own = parent.publisher or parent.author or ""
        kinds = {source.name: source.kind for source in self.sources}
        outlet = Mention(own, kinds.get(own, SourceKind.OUTLET))
        if parent.chain and self.rng.random() < 0.6:
            text.chain = (outlet, *parent.chain) if self.rng.random() < 0.5 else parent.chain
        else:
            text.chain = (outlet,)
        text.lead = f"{text.chain[0].name} reported that "

    def ring(self, size: int) -> None:
        """Texts that name each other in a circle."""
        texts = [self.blank([], frozenset()) for _ in range(size)]
        for number, text in enumerate(texts):
            text.name = f"ring{number}"
            other = texts[(number + 1) % size].publisher or ""
            text.chain, text.lead = (Mention(other, SourceKind.OUTLET),), f"{other} reported that "
        self.texts += texts


def misread(words: str, rng: random.Random) -> str:
    """The words as a scanner may read them: one in twelve with a wrong letter."""
    wrong = {"l": "1", "m": "rn", "o": "0", "e": "c"}
    return " ".join("".join(wrong.get(c, c) for c in word) if rng.random() < 1 / 12 else word for word in words.split())


def finished(text: Text) -> tuple[Document, Attribution | None, Statement]:
    """The records of one generated text."""
    before = " ".join(text.before) + " "
    start = len(before) + len(text.lead)
    span = Span(start, start + len(text.words))
    body = f"{before}{text.lead}{text.words}. {' '.join(text.after)}"
    day = dt.date(2024, 3, 1) + dt.timedelta(days=text.day) if text.day is not None else None
    date = DateRange(day, day) if day else None
    links = tuple(Hyperlink(span, url) for url in text.links)
    document = Document(
        text.name,
        f"{text.name}.txt",
        body,
        None,
        text.publisher,
        text.author,
        date,
        "en",
        text.url,
        links,
        text.credits,
    )
    found = None
    if text.chain:
        mention = text.chain[-1]
        at = Span(len(before), start)
        found = Attribution("a1", at, at, (span,), Form.INDIRECT, mention.kind, Modality.ASSERTED, text.chain)
    statement = Statement(
        f"{text.name}/s", text.name, (span,), text.words, text.chain, found.id if found else None, asof=date
    )
    return document, found, statement
