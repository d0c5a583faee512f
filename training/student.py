"""A smaller tagger that learns from a larger one: some of its layers, trained to read what the whole reads.

What the last layer holds is imitated, and the odds of the tags, beside the annotators' own (Hinton et al. 2015;
Sun et al. 2019, "Patient knowledge distillation").
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor, nn
from torch.nn import functional

from training.batch import Batch
from training.model import Tagger


def thin(model: Tagger, kept: Sequence[int]) -> None:
    """Leave *model* only the layers *kept*, counted from 0."""
    model.encoder.layers = nn.ModuleList(model.encoder.layers[k] for k in kept)


def fill(model: Tagger, state: dict[str, Tensor]) -> None:
    """Give *model* the weights of *state*, and no more layers than that has."""
    numbers = {name.split(".")[2] for name in state if name.startswith("encoder.layers.")}
    thin(model, range(len(numbers)))
    model.load_state_dict(state)


def imitation(teacher: Tagger, read: Tensor, emissions: Tensor, batch: Batch, half: bool) -> Tensor:
    """How far the student is from *teacher*: squares of the last layer's differences, and divergence of the tags' odds.

    *read* (batch, length, width) and *emissions* (batch, length - 2, tags) are the student's; both means are over real
    pieces.
    """
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16, enabled=half):
        shown = teacher.encoder(batch.ids, batch.features, batch.mask)
        odds, _ = teacher.told(shown)
    real = batch.real.unsqueeze(2)
    apart = ((read - shown)[:, 1:-1].float().square() * real).sum() / (real.sum() * read.shape[2])
    goal = functional.log_softmax(odds.float(), 2)
    mine = functional.log_softmax(emissions.float(), 2)
    return apart + (goal.exp() * (goal - mine) * real).sum() / real.sum()
