"""Agency copy with its credits hidden: is the agency still found as the root?

In a share of the articles that credit an agency every mention of it is taken out. Then the whole main job runs (with
the rules finder), and for each such article it is looked up whether a claim with a statement of it has the agency as an
origin. It can be found where another article in the folder shows the agency and shares the words.

Run: python -m benchmarks.agencies ARTICLES.csv [--share 0.5] [--seed 1] with columns id,publisher,date,text (with this
first line). Without such a file there is nothing to measure.
"""

from __future__ import annotations

import argparse
import csv
import random
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from whence.case import Case
from whence.documents import read_all
from whence.model import Findings

NAMES = (
    ("ap", "associated press", "the associated press"),
    ("afp", "agence france-presse", "agence france presse"),
    ("pa", "pa media", "press association"),
    ("upi", "united press international"),
)
"""Agencies that go by several names."""


@dataclass(frozen=True)
class Article:
    """One row of the table; ``credits`` are agencies it credits, ``hidden`` whether they were taken out."""

    name: str
    publisher: str
    date: str
    text: str
    credits: frozenset[str] = frozenset()
    hidden: bool = False

    @property
    def file(self) -> str:
        head = f"Publisher: {self.publisher}\n" if self.publisher else ""
        return head + (f"Date: {self.date}\n" if self.date else "") + f"\n{self.text}\n"


def family(name: str) -> str:
    """One name for all that an agency goes by."""
    plain = " ".join(name.casefold().replace(".", "").split())
    return next((names[0] for names in NAMES if plain in names), plain.removeprefix("the "))


def credited(article: Article) -> Article:
    """The article with the agencies that it credits, without its own publisher."""
    documents, _ = read_all(article.file.encode("utf-8", "replace"), "article.txt")
    names = {family(credit) for document in documents for credit in document.credits}
    return Article(
        article.name, article.publisher, article.date, article.text, frozenset(names - {family(article.publisher)})
    )


def blinded(article: Article) -> Article:
    """The article without any mention of the agencies that it credits."""
    text = article.text
    for agency in sorted(article.credits):
        spellings = next((names for names in NAMES if agency in names), (agency,))
        for name in sorted(spellings, key=len, reverse=True):
            text = re.sub(rf"[(\[]?\b(?:the\s+)?{re.escape(name)}\b[)\]]?", "", text, flags=re.IGNORECASE)
    return Article(article.name, article.publisher, article.date, text, article.credits, hidden=True)


def roots(found: Findings) -> dict[str, set[str]]:
    """The names of the origins of all that each document says, by its file's name."""
    names = {document.id: document.name for document in found.documents}
    held: dict[str, set[str]] = {name: set() for name in names.values()}
    for claim in found.claims:
        for origin in claim.origins:
            for statement in origin.statements:
                held[names[found.statements[statement].document]].add(family(origin.root))
    return held


def showing(articles: Sequence[Article], found: Findings) -> set[str]:
    """Files of hidden articles that share words with one that shows the same agency: those that can be found."""
    files = {f"{number}.txt": article for number, article in enumerate(articles)}
    names = {document.id: document.name for document in found.documents}
    good = set()
    for passage in found.passages:
        ends = names[passage.left], names[passage.right]
        for name, other in (ends, ends[::-1]):
            article, shown = files[name], files[other]
            open_names = {family(shown.publisher)} | (shown.credits if not shown.hidden else set())
            if article.hidden and article.credits & open_names and not passage.boilerplate:
                good.add(name)
    return good


def scored(articles: Sequence[Article]) -> Mapping[str, int]:
    """Counts over the hidden articles, and over those that never credited anybody."""
    with TemporaryDirectory() as folder, Case.open(finder="rules") as case:
        for number, article in enumerate(articles):
            Path(folder, f"{number}.txt").write_text(article.file, encoding="utf-8", errors="replace")
        case.add([folder])
        case.refresh()
        found = case.findings()
    held, can = roots(found), showing(articles, found)
    agencies = {agency for article in articles for agency in article.credits}
    counts = dict.fromkeys(("hidden", "can be found", "found", "another agency", "uncredited", "uncredited, agency"), 0)
    for number, article in enumerate(articles):
        name = f"{number}.txt"
        shown = held.get(name, set()) & agencies - {family(article.publisher)}
        if article.hidden:
            counts["hidden"] += 1
            counts["can be found"] += name in can
            counts["found"] += bool(shown & article.credits)
            counts["another agency"] += bool(shown - article.credits)
        elif not article.credits and family(article.publisher) not in agencies:
            counts["uncredited"] += 1
            counts["uncredited, agency"] += bool(shown)
    return counts


def read(path: Path) -> list[Article]:
    """The articles of the table."""
    csv.field_size_limit(sys.maxsize)
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows: Iterable[dict[str, str]] = list(csv.DictReader(file))
    return [Article(row["id"], row.get("publisher") or "", row.get("date") or "", row["text"]) for row in rows]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", type=Path, metavar="ARTICLES.csv")
    parser.add_argument("--share", type=float, default=0.5)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    rng = random.Random(options.seed)
    articles = [credited(article) for article in read(options.articles)]
    articles = [blinded(a) if a.credits and rng.random() < options.share else a for a in articles]
    counts = scored(articles)
    for label, count in counts.items():
        print(f"{label:20} {count}")
    if not counts["hidden"]:
        parser.exit(1, "no article credits an agency: nothing was measured\n")
    print(
        f"agency found as a root: {counts['found'] / counts['hidden']:.3f} of the hidden articles, "
        f"{counts['found'] / max(1, counts['can be found']):.3f} of those whose words stand in one that shows it"
    )


if __name__ == "__main__":
    main()
