"""A quick figure for the curve of a run: exact F1 of source, cue and content runs on whole articles, by pieces."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
import torch

from training.batch import Batcher
from training.data import Article, Example
from training.model import Tagger
from whence.attributions.pieces import windows
from whence.attributions.tags import ROLES, Chain, runs


def chain_of(model: Tagger) -> Chain:
    """The learned transitions for decoding."""
    return Chain(model.opening.detach().numpy(), model.steps().detach().numpy())


@torch.no_grad()
def emissions(model: Tagger, article: Article, batcher: Batcher) -> list[tuple[int, int, np.ndarray, np.ndarray]]:
    """(start, end, emissions, vectors) of each window, one at a time."""
    found = []
    for start, end in windows(article.pieces):
        batch = batcher.batch([Example(article, article.versions[0], start, end)], noisy=False)
        scores, vectors = model(batch.ids, batch.features)
        found.append((start, end, scores[0].numpy(), vectors[0].numpy()))
    return found


def exact_f1(model: Tagger, found: Sequence[Article], batcher: Batcher) -> dict[str, float]:
    """F1 of each role and of all, against each article's first annotator."""
    model.eval()
    chain, counts = chain_of(model), Counter[str]()
    for article in found:
        read = emissions(model, article, batcher)
        inner = [article.pieces.inner[start:end] for start, end, *_ in read]
        path = np.concatenate(chain.best([scores for *_, scores, _ in read], inner))
        gold, pred = set(runs(article.versions[0].tags)), set(runs(path))
        for number, role in enumerate(ROLES):
            sides = [{(one.start, one.end) for one in some if one.role == number} for some in (gold, pred)]
            counts[f"{role} hit"] += len(sides[0] & sides[1])
            counts[f"{role} all"] += len(sides[0]) + len(sides[1])
    for kind in ("hit", "all"):
        counts[f"micro {kind}"] = sum(counts[f"{role} {kind}"] for role in ROLES)
    return {role: 200 * counts[f"{role} hit"] / max(1, counts[f"{role} all"]) for role in (*ROLES, "micro")}
