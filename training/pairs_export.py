"""Writes a trained pair reader as the package reads it: ``python -m training.pairs_export``.

``pairs.onnx`` (int8; the word table is that of ``tagger.onnx`` beside it) and ``pairs.json``: two numbers that turn the
score of one event, words in common added, into a probability, and one that the scores of relations are multiplied by,
both fitted on what was held apart; and the digest of the weights. ``--earlier`` mixes the weights with those of an
earlier point of the same run, which unlearns some of what the run learned by heart (Wortsman et al. 2022, "Robust
fine-tuning of zero-shot models").
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
import torch

from training.data import load_tokenizer
from training.model import load_encoder
from training.pairs_data import Example, data
from training.pairs_graph import pairs_graph
from training.pairs_measure import figures
from training.pairs_model import PairReader, tensors
from whence.encoder import network, pair_of
from whence.links.likelihood import WORDS
from whence.links.terms import shared_terms


def load_model(weights: Path, encoder: Path) -> PairReader:
    """A trained model; *weights* is a run's last file or its state."""
    base, width = load_encoder(encoder / "model.safetensors")
    model = PairReader(base, width)
    state = torch.load(weights, weights_only=False)
    model.load_state_dict(state.get("model", state))
    return model.eval()


def mix(model: PairReader, earlier: PairReader, share: float) -> None:
    """Make *model* *share* of itself and the rest of *earlier*; what both have alike stays as it is, to the bit."""
    before = earlier.state_dict()
    model.load_state_dict(
        {
            name: one if torch.equal(one, before[name]) else before[name] * (1 - share) + one * share
            for name, one in model.state_dict().items()
        }
    )


class Exported:
    """The scores of an exported pair reader."""

    def __init__(self, folder: Path, encoder: Path) -> None:
        self.tokenizer = load_tokenizer(encoder / "tokenizer.json")
        self.network = network(folder / "pairs.onnx", 2)

    def scores(self, some: Sequence[Example]) -> np.ndarray:
        """(n, 4) scores of *some* pairs."""
        made = np.zeros((len(some), 4))
        for row, one in enumerate(some):
            ids, features, _ = tensors([pair_of(one.a, one.b, self.tokenizer)])
            made[row] = self.network(ids.numpy(), features.numpy())[0][0]
        return made


def calibration(held: dict[str, list[Example]], exported: Exported) -> dict[str, float]:
    """Scale and shift of the event score, and the scale of the others, by least loss on what was held apart."""
    events, others = held["events"], held["evidence"] + held["entailment"]
    turned = [Example(one.b, one.a) for one in events]
    event = torch.from_numpy((exported.scores(events)[:, 0] + exported.scores(turned)[:, 0]) / 2)
    event += WORDS * torch.tensor([shared_terms(one.a, one.b) for one in events])
    is_one = torch.tensor([float(one.event) for one in events], dtype=torch.float64)
    scores = torch.from_numpy(exported.scores(others)[:, 1:])
    relation = torch.tensor([one.relation for one in others])
    scale, shift, spread = (torch.tensor(start, dtype=torch.float64, requires_grad=True) for start in (1.0, 0.0, 1.0))
    search = torch.optim.LBFGS([scale, shift, spread], max_iter=100)

    def loss() -> torch.Tensor:
        search.zero_grad()
        total = torch.nn.functional.binary_cross_entropy_with_logits(scale * event + shift, is_one)
        total = total + torch.nn.functional.cross_entropy(spread * scores, relation)
        total.backward()  # type: ignore[no-untyped-call]
        return total

    search.step(loss)  # type: ignore[no-untyped-call]
    names = ("event_scale", "event_shift", "relation_scale")
    return {name: round(float(value), 4) for name, value in zip(names, (scale, shift, spread), strict=True)}


def main() -> int:
    """Export, calibrate, measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of pairs")
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--earlier", type=Path, help="weights of an earlier point of the run, to mix in")
    parser.add_argument("--share", type=float, default=0.7, help="share of --weights in the mixture")
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True, help="folder that holds tagger.onnx")
    parser.add_argument("--products", choices=["bytes", "channels", "dynamic"], default="channels")
    parser.add_argument("--most", type=int, default=1500, help="pairs of each kind to measure on")
    chosen = parser.parse_args()
    model = load_model(chosen.weights, chosen.encoder)
    if chosen.earlier:
        mix(model, load_model(chosen.earlier, chosen.encoder), chosen.share)
    onnx.save(pairs_graph(model, chosen.out / "tagger.onnx", chosen.products), str(chosen.out / "pairs.onnx"))
    exported = Exported(chosen.out, chosen.encoder)
    chance = random.Random(5)  # noqa: S311
    held = {k: chance.sample(rows, min(chosen.most, len(rows))) for k, rows in data(chosen.data).held.items()}
    digest = hashlib.sha256((chosen.out / "pairs.onnx").read_bytes()).hexdigest()
    table = {"sha256": digest, **calibration(held, exported)}
    (chosen.out / "pairs.json").write_text(json.dumps(table) + "\n", encoding="utf-8")
    for name, value in figures(held, exported.scores).items():
        sys.stdout.write(f"{name} {value:.3f}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
