"""Trains the tagger: ``python -m training.train --data DIR --encoder DIR --out DIR --minutes M | --epochs N --seed S``.

The state is written every ``--keep`` steps and at each epoch; the same command goes on from there. With ``--minutes``
the learning rate follows the clock, so that the run ends in time on a busy machine; with ``--epochs`` it follows steps.
"""

from __future__ import annotations

import argparse
import copy
import json
import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from training.batch import Batch, Batcher, Noise, Rows
from training.data import Article, articles, batches, examples, load_tokenizer
from training.measure import exact_f1
from training.model import Pointer, Tagger, code, crf_loss, load_encoder
from training.passages import kept_apart
from training.student import fill, imitation, thin

LINKS = 0.15
BEGINNING = 1
"""New weights begin alike in every run, so that the weights of runs with several seeds can be averaged."""
IDEAS: dict[str, tuple[str, ...]] = {
    "noise": (),
    "versions": (),
    "features": ("encoder.case", "encoder.quote", "encoder.begins"),
    "transitions": ("transitions", "opening"),
    "vectors": ("vectors",),
    "places": ("to_cue", "to_source"),
}
"""What ``--without`` may leave out, and the weights that it holds at zero."""


@dataclass
class Progress:
    """Where a run stands; saved with the weights."""

    epoch: int = 0
    step: int = 0
    total: int = 0
    seconds: float = 0.0
    log: list[dict[str, Any]] = field(default_factory=list)


def link_loss(pointer: Pointer, vectors: Tensor, rows: Rows, pair: int) -> Tensor:
    """Loss of pointing at a goal among all places, and among the heads of the role that is sought."""
    if not len(rows.window):
        return vectors.sum() * 0.0
    asking = vectors[rows.window, rows.place, 2 * pair]
    scores = pointer(asking, vectors[rows.window, :, 2 * pair + 1], rows.distance, rows.sentence).float()
    near = (scores + pointer.rival[rows.rival]).masked_fill(~rows.candidates, -1e4)
    losses = [
        torch.logsumexp(some, 1) - torch.logsumexp(some.masked_fill(~rows.goals, -1e4), 1) for some in (scores, near)
    ]
    return (losses[0].mean() + losses[1].mean()) / 2


def batch_loss(model: Tagger, batch: Batch, half: bool, teacher: Tagger | None) -> tuple[Tensor, float, float]:
    """The whole loss of a batch, and its parts for the log."""
    with torch.autocast("cpu", torch.bfloat16, enabled=half):
        read = model.encoder(batch.ids, batch.features, batch.mask)
        emissions, vectors = model.told(read)
    tags = crf_loss(emissions, batch.tags, batch.real, model.steps(), model.opening) / batch.real.sum()
    vectors = vectors.float()
    links = link_loss(model.to_cue, vectors, batch.contents, 0) + link_loss(model.to_source, vectors, batch.cues, 1)
    loss = tags + LINKS * links
    if teacher:
        loss = loss + imitation(teacher, read, emissions, batch, half)
    return loss, float(tags.detach()), float(links.detach())


def layered(model: nn.Module, depth: int, rate: float, fresh: Callable[[list[str]], float]) -> torch.optim.AdamW:
    """AdamW with lower rates for the lower of *depth* layers; *fresh* gives the rate of new weights, 0 for others."""
    groups: list[dict[str, Any]] = []
    for name, weight in model.named_parameters():
        if not weight.requires_grad:
            continue
        parts = name.split(".")
        own = fresh(parts)
        layer = int(parts[2]) + 1 if parts[1:2] == ["layers"] else 0
        speed = own or rate * 0.9 ** (depth - layer)
        decay = 0.01 if weight.dim() > 1 and not own else 0.0
        groups.append({"params": [weight], "lr": speed, "peak": speed, "weight_decay": decay})
    return torch.optim.AdamW(groups, betas=(0.9, 0.98), eps=1e-6)


def optimiser(model: Tagger, rate: float) -> torch.optim.AdamW:
    """The tagger's: what is new learns faster, places and transitions fastest."""

    def fresh(parts: list[str]) -> float:
        if parts[0] == "encoder" and parts[1] not in ("case", "quote", "begins"):
            return 0.0
        return 25 * rate if parts[0] in ("to_cue", "to_source", "opening", "transitions") else 5 * rate

    return layered(model, len(model.encoder.layers), rate, fresh)


def leave_out(model: Tagger, idea: str) -> None:
    """Hold at zero what *idea* adds to *model*, to see what it is worth."""
    for name, weight in model.named_parameters():
        if name.startswith(IDEAS[idea]):
            nn.init.zeros_(weight)
            weight.requires_grad_(False)


def set_rates(found: torch.optim.AdamW, done: float) -> None:
    """Warm up over the first 4%, then fall to zero in a straight line."""
    share = min(done / 0.04, (1 - done) / 0.96)
    for group in found.param_groups:
        group["lr"] = group["peak"] * max(share, 0.0)


class Threads:
    """How many threads a step takes: tried anew in each round of steps, for a machine that others use too."""

    ROUND = 40

    def __init__(self, most: int) -> None:
        self.most = most
        self.seconds = [0.0] * most
        self.started = 0.0

    def begin(self, step: int) -> None:
        """Set the number for a step: two steps each to try, then the fastest."""
        place = step % self.ROUND // 2
        number = place + 1 if place < self.most else 1 + self.seconds.index(min(self.seconds))
        torch.set_num_threads(number)
        self.started = time.perf_counter()

    def end(self, step: int, size: int) -> None:
        """Keep the time of a trial step, per thousand pieces."""
        place = step % self.ROUND
        if place // 2 < self.most:
            spent = 1000 * (time.perf_counter() - self.started) / size
            self.seconds[place // 2] = spent if place % 2 == 0 else min(spent, self.seconds[place // 2])


class Run:
    """One training run with its folder."""

    def __init__(self, chosen: argparse.Namespace) -> None:
        self.chosen, self.out = chosen, chosen.out
        self.out.mkdir(parents=True, exist_ok=True)
        torch.manual_seed(BEGINNING)
        tokenizer = load_tokenizer(chosen.encoder / "tokenizer.json")
        whole = articles(chosen.data / "train.jsonl", tokenizer)
        random.Random(17).shuffle(whole)  # noqa: S311
        self.train: list[Article] = whole[chosen.hold :]
        if chosen.passages:
            own = [one for one in articles(chosen.passages, tokenizer) if not kept_apart(one.id)]
            self.train += chosen.times * own
        self.dev = articles(chosen.data / "dev.jsonl", tokenizer)[::6]
        encoder, width = load_encoder(chosen.encoder / "model.safetensors")
        self.model = Tagger(encoder, width)
        if chosen.weights:
            fill(self.model, torch.load(chosen.weights))
        self.teacher = copy.deepcopy(self.model).eval() if chosen.layers else None
        if chosen.layers:
            thin(self.model, chosen.layers)
        for idea in chosen.without:
            leave_out(self.model, idea)
        if "versions" in chosen.without:
            self.train = [replace(article, versions=article.versions[:1]) for article in self.train]
        if chosen.coded:
            code(self.model)
        self.optimiser = optimiser(self.model, chosen.rate)
        self.batcher = Batcher(tokenizer, Noise(0, 0, 0) if "noise" in chosen.without else Noise(), chosen.seed)
        self.progress = Progress()
        self.per_epoch = 10**9
        self.threads = Threads(chosen.threads)
        if (self.out / "state.pt").exists():
            self._load()

    def go(self) -> None:
        """Train until the time or the epochs are spent."""
        while self._done() < 1:
            chance = random.Random(self.chosen.seed * 1000 + self.progress.epoch)  # noqa: S311
            cut = batches(examples(self.train, chance), self.chosen.batch, chance)
            self.per_epoch = len(cut)
            if self._epoch(cut):
                self._finish_epoch()
        self._save(self.out / "state.pt")
        torch.save(self.model.state_dict(), self.out / "last.pt")
        self._measure()

    def _done(self) -> float:
        if self.chosen.minutes:
            return self.progress.seconds / 60 / float(self.chosen.minutes)
        return self.progress.total / (int(self.chosen.epochs) * self.per_epoch)

    def _epoch(self, cut: list[list[Any]]) -> bool:
        """The rest of an epoch; false when the run was spent before its end."""
        self.model.train()
        sums, since = np.zeros(3), time.perf_counter()
        for some in cut[self.progress.step :]:
            if self._done() >= 1:
                return False
            self.threads.begin(self.progress.total)
            sums += self._step(some)
            self.threads.end(self.progress.total - 1, sum(one.end - one.start for one in some))
            now = time.perf_counter()
            self.progress.seconds, since = self.progress.seconds + now - since, now
            if self.progress.step % 50 == 0:
                parts = dict(zip(("loss", "tags", "links"), sums / 50, strict=True))
                self._say(**parts, one=self.threads.seconds[0], all=self.threads.seconds[-1])
                sums[:] = 0
            if self.progress.step % self.chosen.keep == 0:
                self._save(self.out / "state.pt")
        return True

    def _step(self, some: list[Any]) -> np.ndarray:
        set_rates(self.optimiser, self._done())
        batch = self.batcher.batch(some)
        loss, tags, links = batch_loss(self.model, batch, self.chosen.half, self.teacher)
        self.optimiser.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimiser.step()
        self.progress.step += 1
        self.progress.total += 1
        return np.array([float(loss.detach()), tags, links])

    def _finish_epoch(self) -> None:
        self.progress.epoch += 1
        self.progress.step = 0
        self._save(self.out / "state.pt")
        torch.save(self.model.state_dict(), self.out / f"epoch{self.progress.epoch}.pt")
        self._measure()

    def _measure(self) -> None:
        started = time.perf_counter()
        self._say(**exact_f1(self.model, self.dev, self.batcher))
        self.progress.seconds += time.perf_counter() - started

    def _say(self, **figures: float) -> None:
        place = {"epoch": self.progress.epoch, "step": self.progress.step, "done": round(self._done(), 4)}
        line = {**place, "seconds": round(self.progress.seconds, 1), **{k: round(v, 4) for k, v in figures.items()}}
        with (self.out / "log.jsonl").open("a", encoding="utf-8") as log:
            log.write(json.dumps(line) + "\n")

    def _save(self, path: Path) -> None:
        """Write beside, then rename, so that a kill leaves the old state whole."""
        state: dict[str, Any] = {"model": self.model.state_dict(), "optimiser": self.optimiser.state_dict()}
        state |= {"progress": vars(self.progress), "random": torch.get_rng_state()}
        torch.save(state, path.with_suffix(".new"))
        path.with_suffix(".new").replace(path)

    def _load(self) -> None:
        state = torch.load(self.out / "state.pt", weights_only=False)
        self.model.load_state_dict(state["model"])
        self.optimiser.load_state_dict(state["optimiser"])
        self.progress = Progress(**state["progress"])
        torch.set_rng_state(state["random"])


def main() -> None:
    """Train, or go on training."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with train.jsonl and dev.jsonl")
    parser.add_argument("--encoder", type=Path, required=True, help="folder with model.safetensors and tokenizer.json")
    parser.add_argument("--out", type=Path, required=True)
    span = parser.add_mutually_exclusive_group(required=True)
    span.add_argument("--minutes", type=float)
    span.add_argument("--epochs", type=int)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--batch", type=int, default=8)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--hold", type=int, default=24, help="articles of the training split kept for tuning")
    parser.add_argument("--passages", type=Path, help="folder of annotated passages to train on as well")
    parser.add_argument("--times", type=int, default=2, help="how often an epoch shows each passage")
    parser.add_argument("--keep", type=int, default=200, help="steps between saved states")
    parser.add_argument("--threads", type=int, default=2, help="at most; fewer where faster")
    parser.add_argument("--weights", type=Path, help="begin with these, not with the encoder's")
    parser.add_argument("--layers", type=int, nargs="+", help="keep these of the weights, taught by the whole")
    parser.add_argument(
        "--without", nargs="+", choices=IDEAS, default=(), help="leave ideas out, to measure what they are worth"
    )
    parser.add_argument("--coded", action="store_true", help="multiply as the exported network will")
    parser.add_argument("--half", action="store_true", help="bfloat16; slower on processors that lack it")
    chosen = parser.parse_args()
    torch.set_num_threads(chosen.threads)
    Run(chosen).go()


if __name__ == "__main__":
    main()
