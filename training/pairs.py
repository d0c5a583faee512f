"""Trains the pair reader: ``python -m training.pairs --data DIR --encoder DIR --out DIR --minutes M --seed S``.

The state is written every ``--keep`` steps; the same command goes on from there. The learning rate follows the clock.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from training.data import load_tokenizer
from training.model import code, load_encoder
from training.pairs_data import Data, Example, data, epoch
from training.pairs_measure import figures
from training.pairs_model import PairReader, tensors
from training.train import Progress, Threads, layered, set_rates
from whence.encoder import Pair, pair_of

_POOL = 64


def optimiser(model: PairReader, rate: float) -> torch.optim.AdamW:
    """AdamW with lower rates for lower layers and higher ones for what is new."""

    def fresh(parts: list[str]) -> float:
        return 3.3 * rate if parts[0] != "encoder" or parts[1] in ("case", "begins") else 0.0

    return layered(model, len(model.encoder.layers), rate, fresh)


def loss_of(scores: Tensor, some: Sequence[Example]) -> Tensor:
    """The mean loss of what is known of each pair: its event, its relation."""
    event = torch.tensor([one.event for one in some])
    relation = torch.tensor([one.relation for one in some])
    known = event >= 0
    ours = functional.binary_cross_entropy_with_logits(scores[known, 0], event[known].float(), reduction="sum")
    theirs = functional.cross_entropy(scores[:, 1:], relation, ignore_index=-1, reduction="sum")
    return (ours + theirs) / len(some)


def batches(
    some: Sequence[Example], coded: dict[Example, Pair], size: int, chance: random.Random
) -> list[list[Example]]:
    """Batches of *size* pairs of like length, in random order."""
    found: list[list[Example]] = []
    for at in range(0, len(some), size * _POOL):
        pool = sorted(some[at : at + size * _POOL], key=lambda one: len(coded[one].ids))
        cut = [pool[k : k + size] for k in range(0, len(pool), size)]
        chance.shuffle(cut)
        found += cut
    return found


class Run:
    """One training run with its folder."""

    def __init__(self, chosen: argparse.Namespace) -> None:
        self.chosen, self.out = chosen, chosen.out
        self.out.mkdir(parents=True, exist_ok=True)
        torch.manual_seed(chosen.seed)
        self.tokenizer = load_tokenizer(chosen.encoder / "tokenizer.json")
        self.data: Data = data(chosen.data)
        encoder, width = load_encoder(chosen.encoder / "model.safetensors")
        self.model = PairReader(encoder, width)
        if chosen.weights:
            self.model.load_state_dict(torch.load(chosen.weights))
        if chosen.coded:
            code(self.model)
        self.optimiser = optimiser(self.model, chosen.rate)
        self.progress = Progress()
        self.threads = Threads(chosen.threads)
        if (self.out / "state.pt").exists():
            self._load()

    def go(self) -> None:
        """Train until the time is spent, then measure."""
        while self._done() < 1:
            chance = random.Random(self.chosen.seed * 1000 + self.progress.epoch)  # noqa: S311
            some = [self._turned(one, chance) for one in epoch(self.data, chance)]
            coded = {one: pair_of(one.a, one.b, self.tokenizer) for one in dict.fromkeys(some)}
            if self._epoch(batches(some, coded, self.chosen.batch, chance), coded):
                self.progress.epoch, self.progress.step = self.progress.epoch + 1, 0
                self._measure(600)
        self._save()
        torch.save(self.model.state_dict(), self.out / "last.pt")
        self._measure(10**9)

    @staticmethod
    def _turned(one: Example, chance: random.Random) -> Example:
        """Events the other way round in half of the cases."""
        turned = one.relation < 0 and chance.random() < 0.5
        return Example(one.b, one.a, one.event, one.relation, one.source) if turned else one

    def _done(self) -> float:
        return self.progress.seconds / 60 / float(self.chosen.minutes)

    def _epoch(self, cut: list[list[Example]], coded: dict[Example, Pair]) -> bool:
        """The rest of an epoch; false when the run was spent before its end."""
        self.model.train()
        total, since = 0.0, time.perf_counter()
        for some in cut[self.progress.step :]:
            if self._done() >= 1:
                return False
            pairs = [coded[one] for one in some]
            self.threads.begin(self.progress.total)
            total += self._step(some, pairs)
            self.threads.end(self.progress.total - 1, sum(len(one.ids) for one in pairs))
            now = time.perf_counter()
            self.progress.seconds, since = self.progress.seconds + now - since, now
            if self.progress.step % 50 == 0:
                self._say(loss=total / 50, one=self.threads.seconds[0], all=self.threads.seconds[-1])
                total = 0.0
            if self.progress.step % self.chosen.keep == 0:
                self._save()
        return True

    def _step(self, some: list[Example], pairs: list[Pair]) -> float:
        set_rates(self.optimiser, self._done())
        with torch.autocast("cpu", torch.bfloat16, enabled=self.chosen.half):
            scores = self.model(*tensors(pairs))
        loss = loss_of(scores.float(), some)
        self.optimiser.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimiser.step()
        self.progress.step += 1
        self.progress.total += 1
        return float(loss.detach())

    def scores(self, some: Sequence[Example]) -> np.ndarray:
        """(n, 4) scores of *some* pairs."""
        self.model.eval()
        made = np.zeros((len(some), 4))
        coded = [pair_of(one.a, one.b, self.tokenizer) for one in some]
        order = sorted(range(len(some)), key=lambda k: len(coded[k].ids))
        with torch.no_grad():
            for at in range(0, len(order), 16):
                part = order[at : at + 16]
                made[part] = self.model(*tensors([coded[k] for k in part])).numpy()
        return made

    def _measure(self, most: int) -> None:
        """Figures on what is held apart, at most *most* pairs of each kind."""
        chance = random.Random(5)  # noqa: S311
        held = {name: chance.sample(rows, min(most, len(rows))) for name, rows in self.data.held.items()}
        self._say(**figures(held, self.scores))

    def _say(self, **found: float) -> None:
        place = {"epoch": self.progress.epoch, "step": self.progress.step, "done": round(self._done(), 4)}
        line = {**place, "seconds": round(self.progress.seconds, 1), **{k: round(v, 4) for k, v in found.items()}}
        with (self.out / "log.jsonl").open("a", encoding="utf-8") as log:
            log.write(json.dumps(line) + "\n")

    def _save(self) -> None:
        """Write beside, then rename, so that a kill leaves the old state whole."""
        state: dict[str, Any] = {"model": self.model.state_dict(), "optimiser": self.optimiser.state_dict()}
        torch.save(state | {"progress": vars(self.progress)}, self.out / "state.new")
        (self.out / "state.new").replace(self.out / "state.pt")

    def _load(self) -> None:
        state = torch.load(self.out / "state.pt", weights_only=False)
        self.model.load_state_dict(state["model"])
        self.optimiser.load_state_dict(state["optimiser"])
        self.progress = Progress(**state["progress"])


def main() -> None:
    """Train, or go on training."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of pairs")
    parser.add_argument("--encoder", type=Path, required=True, help="folder with model.safetensors and tokenizer.json")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--minutes", type=float, required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--batch", type=int, default=16)
    parser.add_argument("--rate", type=float, default=1.5e-4)
    parser.add_argument("--weights", type=Path, help="begin with these, not with the encoder's")
    parser.add_argument("--coded", action="store_true", help="multiply as the exported network will")
    parser.add_argument("--half", action="store_true", help="bfloat16; slower on processors that lack it")
    parser.add_argument("--keep", type=int, default=200, help="steps between saved states")
    parser.add_argument("--threads", type=int, default=2, help="at most; fewer where faster")
    chosen = parser.parse_args()
    torch.set_num_threads(chosen.threads)
    Run(chosen).go()


if __name__ == "__main__":
    main()
