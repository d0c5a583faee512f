"""The pair reader in plain PyTorch: the encoder over two sentences at once, two heads on its first place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

import torch
from torch import Tensor, nn

from training.model import Encoder, dropped
from whence.encoder import Pair

OUTPUTS = 4
"""One event or not; entailment, neutral, contradiction."""


class PairReader(nn.Module):
    """Scores of a pair: the log-odds of one event, and three scores of entailment, neutral, contradiction."""

    def __init__(self, encoder: Encoder, width: int) -> None:
        super().__init__()
        self.encoder = encoder
        self.mixed = nn.Linear(width, width)
        self.scores = nn.Linear(width, OUTPUTS)

    def forward(self, ids: Tensor, features: Tensor, mask: Tensor | None = None) -> Tensor:
        """(batch, 4); *features* is (batch, length, 3): case, nothing, side."""
        first = self.encoder(ids, features, mask)[:, 0]
        mixed = dropped(torch.tanh(self.mixed(first)), self.encoder.dropout, self.training)
        return cast(Tensor, self.scores(mixed))


def tensors(pairs: Sequence[Pair]) -> tuple[Tensor, Tensor, Tensor]:
    """Ids, features and mask of *pairs*, filled up to the longest."""
    longest = max(len(one.ids) for one in pairs)
    ids = torch.zeros(len(pairs), longest, dtype=torch.int64)
    features = torch.zeros(len(pairs), longest, 3, dtype=torch.int64)
    mask = torch.zeros(len(pairs), 1, 1, longest, dtype=torch.bool)
    for row, one in enumerate(pairs):
        size = len(one.ids)
        ids[row, :size] = torch.tensor(one.ids)
        features[row, :size, 0] = torch.tensor(one.cases)
        features[row, :size, 2] = torch.tensor(one.sides)
        mask[row, ..., :size] = True
    return ids, features, mask
