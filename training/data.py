"""PolNeAR articles as pieces, tags and links, and windows of them as training examples.

Offsets are checked: a span that no piece overlaps is an error, never skipped in silence.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from tokenizers import Tokenizer

from training.passages import passages
from whence.attributions.pieces import LONGEST, Pieces, pieces_of, windows
from whence.attributions.tags import ROLES

Links = dict[int, frozenset[int]]


@dataclass(frozen=True, slots=True)
class Version:
    """What one annotator marked, in pieces: a tag each, and links between the first pieces of spans.

    ``content_cue`` leads from a content to the cues it belongs to, ``cue_source`` from a cue to its sources (none: an
    empty set). ``span_start`` gives for each piece the first piece of its span.
    """

    tags: np.ndarray
    span_start: np.ndarray
    content_cue: Links
    cue_source: Links


@dataclass(frozen=True, slots=True)
class Article:
    """An article with its pieces and every annotator's version."""

    id: str
    text: str
    pieces: Pieces
    versions: tuple[Version, ...]


@dataclass(frozen=True, slots=True)
class Example:
    """A window ``[start, end)`` of one version of an article."""

    article: Article
    version: Version
    start: int
    end: int


def load_tokenizer(path: Path) -> Tokenizer:
    """The tokenizer of the encoder, without its own truncation and padding."""
    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The lines of a JSONL file, or the passages of a folder of cases."""
    if path.is_dir():
        yield from passages(path)
        return
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def held(gold: Path, count: int) -> list[dict[str, Any]]:
    """The articles that ``training.train`` keeps out of training."""
    found = list(rows(gold))
    random.Random(17).shuffle(found)  # noqa: S311
    return found[:count]


def articles(path: Path, tokenizer: Tokenizer) -> list[Article]:
    """Every article of a split."""
    return [article_of(row, tokenizer) for row in rows(path)]


def article_of(row: dict[str, Any], tokenizer: Tokenizer) -> Article:
    """One line of a split as an article."""
    pieces = pieces_of(row["text"], tokenizer)
    versions = [_version(pieces, found, row["id"]) for found in row["annotations"].values()]
    return Article(row["id"], row["text"], pieces, tuple(versions))


def _run(pieces: Pieces, span: Sequence[int], where: str) -> tuple[int, int]:
    """The half-open run of pieces that overlap *span*."""
    first = int(np.searchsorted(pieces.ends, span[0], side="right"))
    end = int(np.searchsorted(pieces.starts, span[1]))
    if first >= end:
        raise ValueError(f"no piece at {span} of {where}")
    return first, end


def _version(pieces: Pieces, found: list[dict[str, Any]], where: str) -> Version:
    """Tags and links of one annotator's attributions; where roles overlap, cue goes before source before content."""
    tags = np.zeros(len(pieces), dtype=np.int64)
    span_start = np.arange(len(pieces))
    runs = [{role: [_run(pieces, s, where) for s in one.get(role) or []] for role in ROLES} for one in found]
    for number, role in ((2, "content"), (0, "source"), (1, "cue")):
        for one in runs:
            for first, end in one[role]:
                tags[first:end] = 2 + 2 * number
                tags[first] = 1 + 2 * number
                span_start[first:end] = first
    _reopen(tags)
    content_cue: dict[int, set[int]] = {}
    cue_source: dict[int, set[int]] = {}
    for one in runs:
        cues = {first for first, _ in one["cue"]}
        for first, _ in one["content"]:
            content_cue.setdefault(first, set()).update(cues)
        for cue in cues:
            cue_source.setdefault(cue, set()).update(first for first, _ in one["source"])
    return Version(tags, span_start, _frozen(content_cue), _frozen(cue_source))


def _reopen(tags: np.ndarray) -> None:
    """Begin anew what goes on after a span of another role that cuts through it."""
    before = np.concatenate([[0], tags[:-1]])
    cut = (tags > 0) & (tags % 2 == 0) & (before != tags) & (before != tags - 1)
    tags[cut] -= 1


def _frozen(links: dict[int, set[int]]) -> Links:
    return {place: frozenset(goals) for place, goals in links.items()}


def examples(found: Sequence[Article], chance: random.Random) -> list[Example]:
    """One epoch: each article in one annotator's version, cut at a random place, shuffled."""
    made: list[Example] = []
    for article in found:
        version = chance.choice(article.versions)
        cuts = windows(article.pieces, first=chance.randint(LONGEST // 4, LONGEST))
        made += [Example(article, version, start, end) for start, end in cuts]
    chance.shuffle(made)
    return made


def batches(made: Sequence[Example], size: int, chance: random.Random) -> list[list[Example]]:
    """Batches of windows of like length, in random order."""
    found: list[list[Example]] = []
    for at in range(0, len(made), 8 * size):
        near = sorted(made[at : at + 8 * size], key=lambda one: one.end - one.start)
        found += [list(near[k : k + size]) for k in range(0, len(near), size)]
    chance.shuffle(found)
    return found
