"""Made-up documents of 3 kB with planted reuse: near-duplicates, passages, quotations, furniture and background.

Words are coined and drawn by Zipf's law, with stock phrases that many documents use. A publisher puts its tails,
notes and style sheets into many of its documents; an agency's disclaimer stands in documents of many. Nothing else is
shared, so that every link found is known to be right or wrong. Real furniture is more varied.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate

from whence.model import DateRange, Document

LENGTH = 3_000
_SYLLABLES = ["ba", "re", "ti", "mo", "lun", "kar", "des", "vil", "non", "ster", "fa", "gri", "pol", "ath", "im", "ure"]
_DAY = dt.date(2024, 1, 1)
_AGENCY = "Norda News"
_NOTES = (
    "Editor's note: this story was changed on day {n} of the month to correct the spelling of a name in the first "
    "paragraph and to add the answer of the council",
    "This article was first published under another title and has been amended since; the desk of {p} regrets it",
)
_TAIL = (
    "Subscribe to the morning letter of {p} and get the best of our reporting from {w} and {v} in your inbox daily. "
    "Follow us for more, or write to the desk at {w} street. Copyright {p}. All rights reserved."
)
_STYLE = ".{w}-box {{ font-size: 16px; margin: 0 auto; color: #333; }} .{v}-head {{ display: none; width: 100%; }}"
_DISCLAIMERS = (
    "This story has not been edited by our staff and is published from a syndicated feed of the agency {w}",
    "{w} is solely responsible for the content of this announcement, which it has distributed without any change",
    "Parts of this report were written with the help of the agency {w}, which receives support from its readers",
)


@dataclass(frozen=True)
class Link:
    """Words that *derived* took from *source*; ``group`` says how, ``decided`` whether dates or credits tell it."""

    source: str
    derived: str
    kind: str
    group: str
    characters: int
    decided: bool = False


@dataclass
class Folder:
    """Documents in no order, their planted links, and by document id its furniture and what it was taken from.

    ``parents`` holds carried wires for which dates or credits tell that.
    """

    documents: list[Document] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    parents: dict[str, str] = field(default_factory=dict)
    furniture: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))


class Writer:
    """Coins words, sentences and bodies; the same for the same seed."""

    def __init__(self, seed: int) -> None:
        coined = random.Random(0)
        self.words = ["".join(coined.choices(_SYLLABLES, k=coined.randint(1, 3))) for _ in range(20_000)]
        self._weights = list(accumulate(1 / (rank + 3) for rank in range(len(self.words))))
        self._stock = [" ".join(self.some(coined.randint(6, 9), coined)) for _ in range(200)]
        self.rng = random.Random(seed)

    def some(self, count: int, rng: random.Random | None = None) -> list[str]:
        """That many words."""
        return (rng or self.rng).choices(self.words, cum_weights=self._weights, k=count)

    def body(self, length: int = LENGTH) -> list[str]:
        """Sentences of together *length* characters."""
        sentences: list[str] = []
        while length > 0:
            words = self.some(self.rng.randint(8, 25))
            if self.rng.random() < 0.03:
                words.insert(self.rng.randrange(4), self.rng.choice(self._stock))
            sentences.append(" ".join(words).capitalize() + ".")
            length -= len(sentences[-1]) + 1
        return sentences

    def edited(self, sentences: Sequence[str], rate: float) -> list[str]:
        """A share of the words replaced, left out or doubled by new ones."""
        return [" ".join(self._edits(sentence.split(), rate)) for sentence in sentences]

    def _edits(self, words: Sequence[str], rate: float) -> Iterator[str]:
        for word in words:
            change = self.rng.randrange(3) if self.rng.random() < rate else 3
            if change != 1:
                yield word if change else self.rng.choice(self.words)
            if change == 2:
                yield self.rng.choice(self.words)

    def misread(self, text: str, rate: float = 0.02) -> str:
        """A share of the characters as a bad scan has them."""
        wrong = {"l": "1", "e": "c", "m": "rn", "i": "l", "o": "0", "t": "f", "a": "u", "s": "5", "r": "", " ": ""}
        return "".join(wrong.get(c, c) if self.rng.random() < rate else c for c in text)

    def hyphenated(self, text: str, width: int = 60) -> str:
        """Lines of at most *width* characters, with long words broken at their ends."""
        lines, line = [], ""
        for word in text.split(" "):
            room = width - len(line) - 2
            if len(line) + len(word) < width:
                line += (" " if line else "") + word
            elif 3 <= room <= len(word) - 3 and word.isalpha():
                lines.append(f"{line} {word[:room]}-")
                line = word[room:]
            else:
                lines.append(line)
                line = word
        return "\n".join([*lines, line])


class _Planter:
    def __init__(self, count: int, seed: int) -> None:
        self.count = count
        self.folder = Folder()
        self.writer = Writer(seed)
        self.rng = self.writer.rng
        names = [" ".join(self.writer.some(2)).title() for _ in range(max(4, count // 50))]
        self.publishers = [f"The {name}" for name in names]
        self.styles = {publisher: self._house(publisher) for publisher in self.publishers}

    def _house(self, publisher: str) -> dict[str, tuple[str, str]]:
        """The furniture of a publisher, each piece with the form it is filled from."""
        w, v = self.rng.choices(self.writer.words, k=2)
        own = " ".join(self.writer.some(30)).capitalize() + "."
        tail, note = self.rng.choice((_TAIL, own)), self.rng.choice(_NOTES)
        filled = {"tail": tail, "note": note, **({"style": _STYLE} if self.rng.random() < 0.2 else {})}
        n = self.rng.randint(1, 28)
        return {kind: (form, form.format(p=publisher, w=w, v=v, n=n)) for kind, form in filled.items()}

    def document(self, text: Sequence[str] | str, publisher: str | None = None, day: int | None = None) -> Document:
        """A document of these sentences with its publisher's furniture; it is put into the folder."""
        publisher = publisher or self.rng.choice(self.publishers)
        number = len(self.folder.documents)
        identifier = hashlib.sha256(str(number).encode()).hexdigest()[:16]
        body = text if isinstance(text, str) else paragraphs(text)
        written = "\n\n".join(self._furnished(body, publisher, identifier))
        date = None if day is None else DateRange(_DAY + dt.timedelta(day), _DAY + dt.timedelta(day))
        self.folder.documents.append(Document(identifier, f"{number}.txt", written, publisher=publisher, date=date))
        return self.folder.documents[-1]

    def _furnished(self, body: str, publisher: str, identifier: str) -> Iterator[str]:
        house = self.styles.get(publisher, {})
        note = self.rng.random() < 0.15
        above = self.rng.random() < 0.5
        placed = [("style", self.rng.random() < 0.3), ("note", note and above), ("body", True)]
        placed += [("disclaimer", self.rng.random() < 0.05), ("note", note and not above)]
        placed += [("tail", self.rng.random() < 0.7)]
        number = self.rng.randrange(len(_DISCLAIMERS))
        disclaimer = _DISCLAIMERS[number].format(w=self.writer.words[900 + number])
        pieces = {**house, "disclaimer": (_DISCLAIMERS[number], disclaimer)}
        for kind in (kind for kind, here in placed if here):
            if kind == "body":
                yield body
            elif kind in pieces:
                form, words = pieces[kind]
                self.folder.furniture[identifier].add(form)
                yield words

    def pair(self, kind: str, group: str, source: Sequence[str] | str, derived: Sequence[str] | str, size: int) -> None:
        """Two documents of different publishers, the second later (mostly dated) than the first."""
        ours, theirs = self.rng.sample(self.publishers, 2)
        day = self.rng.randrange(60) if self.rng.random() < 0.8 else None
        later = None if day is None or self.rng.random() < 0.2 else day + self.rng.randrange(4)
        a, b = self.document(source, ours, day), self.document(derived, theirs, later)
        known = kind != "quotation" and day is not None and later is not None and later > day
        self.folder.links.append(Link(a.id, b.id, kind, group, size, known))

    def copies(self) -> None:
        """5% of the folder copied, edited by 0 to 8%, half of the copies cut from the end; some noisy or reordered."""
        for number in range(self.count // 20):
            body = self.writer.body()
            kept = body[: int(len(body) * self.rng.uniform(0.6, 0.95))] if number % 2 else body
            copied = self.writer.edited(kept, self.rng.uniform(0, 0.08))
            self.pair("copy", "near-duplicates", body, copied, size(copied))
        for _ in range(self.count // 200):
            body = self.writer.body()
            text = paragraphs(body)
            self.pair("copy", "scanned badly", text, self.writer.misread(text), len(text))
            body = self.writer.body()
            self.pair("copy", "hyphenated", body, self.writer.hyphenated(paragraphs(body)), size(body))
            body = self.writer.body()
            moved = self.rng.sample(body, len(body))
            self.pair("copy", "reordered", body, moved, size(body))

    def passages(self) -> None:
        """2.5% of the folder takes 60 words from another document, half of them with 8% edits."""
        for number in range(self.count // 40):
            source, derived = self.writer.body(), self.writer.body()
            shared = " ".join(self.writer.some(60)).capitalize() + "."
            source.insert(self.rng.randrange(len(source)), shared)
            taken = self.writer.edited([shared], 0.08)[0] if number % 2 else shared
            derived.insert(self.rng.randrange(len(derived)), taken)
            self.pair("passage", "shared, edited" if number % 2 else "shared, verbatim", source, derived, len(taken))

    def quotations(self) -> None:
        """1% of the folder quotes what another document quotes, from the same speaker."""
        for number in range(self.count // 100):
            speaker = " ".join(self.writer.some(2)).title()
            said = " ".join(self.writer.some(self.rng.randint(20, 40))).capitalize()
            opened, closed = ("“", "”") if number % 2 else ('"', '"')
            one, other = self.writer.body(), self.writer.body()
            for text in (one, other):
                told = " ".join(self.writer.some(8))
                text.insert(self.rng.randrange(len(text)), f"{opened}{said},{closed} said {speaker}, {told}.")
            self.pair("quotation", "quotations", one, other, len(said))

    def wires(self) -> None:
        """One agency story in a thousand documents, carried by nine papers; three of them took it from another paper.

        Most of the others credit the agency; what a paper changed is handed down to those that took it from there.
        """
        for _ in range(self.count // 1000):
            body, day = self.writer.body(), self.rng.randrange(60)
            agency = self.document(body, _AGENCY, day)
            family, dated = [agency], [(agency, body, day)]
            for number, publisher in enumerate(self.rng.sample(self.publishers, min(9, len(self.publishers)))):
                second = number > 5 and len(dated) > 1
                parent, text, before = self.rng.choice(dated[1:]) if second else dated[0]
                taken = self.writer.edited(text[: int(len(text) * self.rng.uniform(0.7, 1))], 0.02)
                later = before + self.rng.randint(1, 2) if second or self.rng.random() < 0.5 else None
                copy = self.document(taken, publisher, later)
                if not second and self.rng.random() < 0.7:
                    copy = self.folder.documents[-1] = replace(copy, credits=(_AGENCY,))
                known = later is not None or bool(copy.credits)
                if known:
                    self.folder.parents[copy.id] = parent.id
                for other in family:
                    self.folder.links.append(
                        Link(other.id, copy.id, "copy", "carried wires", size(taken), known and other is parent)
                    )
                family.append(copy)
                if later is not None:
                    dated.append((copy, taken, later))

    def backgrounds(self) -> None:
        """A paragraph of 60 words that one publisher uses in three stories, at their ends in half of the cases."""
        for number in range(self.count // 500):
            publisher = self.rng.choice(self.publishers)
            told = " ".join(self.writer.some(60)).capitalize() + "."
            group: list[str] = []
            for _ in range(3):
                body = self.writer.body()
                body.insert(len(body) if number % 2 else self.rng.randrange(len(body)), told)
                group.append(self.document(body, publisher).id)
            for a, b in ((0, 1), (0, 2), (1, 2)):
                self.folder.links.append(Link(group[a], group[b], "passage", "background", len(told)))


def folder(count: int, seed: int) -> Folder:
    """*count* documents with planted reuse."""
    planter = _Planter(count, seed)
    for plant in (planter.copies, planter.passages, planter.quotations, planter.wires, planter.backgrounds):
        plant()
    while len(planter.folder.documents) < count:
        planter.document(planter.writer.body())
    planter.rng.shuffle(planter.folder.documents)
    return planter.folder


def paragraphs(sentences: Sequence[str], each: int = 3) -> str:
    """The sentences as paragraphs."""
    return "\n\n".join(" ".join(sentences[at : at + each]) for at in range(0, len(sentences), each))


def size(sentences: Sequence[str]) -> int:
    """The characters of some sentences."""
    return sum(map(len, sentences))
