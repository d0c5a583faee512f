"""The tagger in plain PyTorch: a BERT encoder, a linear-chain CRF over tags, and two pointers.

Wrong for encoders other than BERT with learned absolute places and one token type in use.
"""

from __future__ import annotations

from pathlib import Path
from typing import cast

import numpy as np
import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from whence.attributions.pieces import QUOTES, STARTS
from whence.attributions.tagged import DISTANCES, RIVALS, SENTENCES
from whence.attributions.tags import TAGS
from whence.encoder import CASES

POINTER = 64
_NOISE = np.random.Generator(np.random.SFC64(1))


def dropped(x: Tensor, share: float, training: bool) -> Tensor:
    """Dropout by random bytes, which a processor makes many times faster than PyTorch's own draws."""
    if not training:
        return x
    noise = np.frombuffer(_NOISE.bytes(x.numel()), dtype=np.uint8).reshape(x.shape)
    kept = torch.from_numpy(noise >= round(share * 256)).to(x.device)
    return x * kept * (256 / (256 - round(share * 256)))


class Product(nn.Linear):
    """A linear layer; where ``coded``, it multiplies what the exported network will (training/graph.py, "dynamic").

    Weights are rounded to 63 steps each way a channel, inputs to 255 a window, and gradients pass as if they were not.
    """

    coded = False

    def forward(self, x: Tensor) -> Tensor:
        """``x @ weight.T + bias``."""
        if not self.coded:
            return super().forward(x)
        return functional.linear(_rounded_inputs(x), _rounded_weights(self.weight), self.bias)


def code(model: nn.Module) -> None:
    """Let *model* multiply as the exported network will, from now on."""
    for part in model.modules():
        if isinstance(part, Product):
            part.coded = True


def _rounded_weights(weight: Tensor) -> Tensor:
    with torch.no_grad():
        scale = weight.abs().amax(1, keepdim=True).clamp_min(1e-12) / 63
        change = torch.round(weight / scale) * scale - weight
    return weight + change


def _rounded_inputs(x: Tensor) -> Tensor:
    with torch.no_grad():
        low = x.amin((1, 2), keepdim=True).clamp_max(0.0)
        scale = (x.amax((1, 2), keepdim=True).clamp_min(0.0) - low).clamp_min(1e-12) / 255
        change = torch.round(x / scale) * scale - x
    return x + change


class Layer(nn.Module):
    """One transformer block with layer norms after each part, as BERT has them."""

    def __init__(self, width: int, inner: int, heads: int, dropout: float) -> None:
        super().__init__()
        self.heads, self.dropout = heads, dropout
        self.qkv = Product(width, 3 * width)
        self.out = Product(width, width)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.up = Product(width, inner)
        self.down = Product(inner, width)
        self.last_norm = nn.LayerNorm(width, eps=1e-12)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """*x* after attention and feed-forward; *mask* is true where a place may be looked at."""
        batch, length, width = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4)
        seen = functional.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        seen = self.out(seen.transpose(1, 2).reshape(batch, length, width))
        x = self.norm(x + dropped(seen, self.dropout, self.training))
        fed = self.down(functional.gelu(self.up(x)))
        return cast(Tensor, self.last_norm(x + dropped(fed, self.dropout, self.training)))


class Encoder(nn.Module):
    """Word pieces to vectors; the word embeddings are frozen, the added features start at zero."""

    def __init__(self, words: int, width: int, places: int, layers: int, inner: int, dropout: float) -> None:
        super().__init__()
        self.dropout = dropout
        self.words = nn.Embedding(words, width)
        self.words.weight.requires_grad_(False)
        self.places = nn.Embedding(places, width)
        self.case = nn.Embedding(CASES, width)
        self.quote = nn.Embedding(QUOTES, width)
        self.begins = nn.Embedding(STARTS, width)
        for extra in (self.case, self.quote, self.begins):
            nn.init.zeros_(extra.weight)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.layers = nn.ModuleList(Layer(width, inner, 12, dropout) for _ in range(layers))

    def forward(self, ids: Tensor, features: Tensor, mask: Tensor | None = None) -> Tensor:
        """The last layer; *features* is (batch, length, 3): case, quote, begins."""
        places = torch.arange(ids.shape[1], device=ids.device)
        x = self.words(ids) + self.places(places)
        x = x + self.case(features[..., 0]) + self.quote(features[..., 1]) + self.begins(features[..., 2])
        x = dropped(self.norm(x), self.dropout, self.training)
        for layer in self.layers:
            x = layer(x, mask)
        return cast(Tensor, x)


class Pointer(nn.Module):
    """Scores of pairs of places: a dot product of two projections plus learned weights of how far apart they are."""

    def __init__(self) -> None:
        super().__init__()
        self.distance = nn.Parameter(torch.zeros(DISTANCES))
        self.sentence = nn.Parameter(torch.zeros(SENTENCES))
        self.rival = nn.Parameter(torch.zeros(RIVALS))

    def forward(self, asking: Tensor, asked: Tensor, distance: Tensor, sentence: Tensor) -> Tensor:
        """(rows, length) scores for *asking* (rows, size) against *asked* (rows, length, size)."""
        dots = torch.einsum("nd,nld->nl", asking, asked) * POINTER**-0.5
        return cast(Tensor, dots + self.distance[distance] + self.sentence[sentence])


class Tagger(nn.Module):
    """Encoder, emissions, CRF transitions, and the pointers content to cue and cue to source."""

    def __init__(self, encoder: Encoder, width: int) -> None:
        super().__init__()
        self.encoder = encoder
        self.tags = nn.Linear(width, len(TAGS))
        self.vectors = Product(width, 4 * POINTER)
        self.transitions = nn.Parameter(torch.zeros(len(TAGS), len(TAGS)))
        self.opening = nn.Parameter(torch.zeros(len(TAGS)))
        self.to_cue, self.to_source = Pointer(), Pointer()
        self.forbidden: Tensor
        self.register_buffer("forbidden", _forbidden())

    def forward(self, ids: Tensor, features: Tensor, mask: Tensor | None = None) -> tuple[Tensor, Tensor]:
        """Emissions (batch, length, 7) and pointer vectors (batch, length, 4, 64), [CLS] and [SEP] left out."""
        return self.told(self.encoder(ids, features, mask))

    def told(self, read: Tensor) -> tuple[Tensor, Tensor]:
        """What ``forward`` gives, of what the encoder has *read*."""
        x = dropped(read[:, 1:-1], self.encoder.dropout, self.training)
        return self.tags(x), self.vectors(x).view(*x.shape[:2], 4, POINTER)

    def steps(self) -> Tensor:
        """Transition scores with the forbidden ones out of reach."""
        return self.transitions.masked_fill(self.forbidden, -1e4)


def _forbidden() -> Tensor:
    """I-x may follow only B-x and I-x."""
    table = torch.zeros(len(TAGS), len(TAGS), dtype=torch.bool)
    for after, tag in enumerate(TAGS):
        if tag.startswith("I-"):
            table[:, after] = torch.tensor([before[2:] != tag[2:] for before in TAGS])
    return table


def crf_loss(emissions: Tensor, tags: Tensor, real: Tensor, steps: Tensor, opening: Tensor) -> Tensor:
    """Summed negative log likelihood of *tags*; the log-space products are folded as a tree, not step by step."""
    emissions = emissions.float()
    gold = emissions.gather(2, tags.unsqueeze(2)).squeeze(2) * real
    moves = steps[tags[:, :-1], tags[:, 1:]] * real[:, 1:]
    path = gold.sum() + moves.sum() + opening[tags[:, 0]].sum()
    table = steps + emissions[:, 1:].unsqueeze(2)
    eye = torch.full_like(steps, -1e4).fill_diagonal_(0.0)
    table = torch.where(real[:, 1:, None, None].bool(), table, eye)
    while table.shape[1] > 1:
        if table.shape[1] % 2:
            table = torch.cat([table, eye.expand(table.shape[0], 1, *eye.shape)], 1)
        table = torch.logsumexp(table[:, ::2].unsqueeze(4) + table[:, 1::2].unsqueeze(2), 3)
    first = opening + emissions[:, 0]
    whole = torch.logsumexp(first.unsqueeze(2) + table[:, 0], (1, 2)) if table.shape[1] else first.logsumexp(1)
    return whole.sum() - path


def load_encoder(path: Path, dropout: float = 0.1) -> tuple[Encoder, int]:
    """The encoder with the weights of a BERT ``model.safetensors``, and its width."""
    found = load_file(str(path))
    words, width = found["embeddings.word_embeddings.weight"].shape
    places = found["embeddings.position_embeddings.weight"].shape[0]
    inner = found["encoder.layer.0.intermediate.dense.weight"].shape[0]
    layers = 1 + max(int(name.split(".")[2]) for name in found if name.startswith("encoder.layer."))
    encoder = Encoder(words, width, places, layers, inner, dropout)
    state = encoder.state_dict() | _renamed(found, layers)
    encoder.load_state_dict(state)
    return encoder, width


def _renamed(found: dict[str, Tensor], layers: int) -> dict[str, Tensor]:
    """The names of the file to the names here; the one token type in use is added to the places."""
    state = {
        "words.weight": found["embeddings.word_embeddings.weight"],
        "places.weight": found["embeddings.position_embeddings.weight"]
        + found["embeddings.token_type_embeddings.weight"][0],
    }
    pairs = [("norm", "embeddings.LayerNorm")]
    for n in range(layers):
        old, new = f"encoder.layer.{n}", f"layers.{n}"
        pairs += [
            (f"{new}.out", f"{old}.attention.output.dense"),
            (f"{new}.norm", f"{old}.attention.output.LayerNorm"),
            (f"{new}.up", f"{old}.intermediate.dense"),
            (f"{new}.down", f"{old}.output.dense"),
            (f"{new}.last_norm", f"{old}.output.LayerNorm"),
        ]
        for kind in ("weight", "bias"):
            state[f"{new}.qkv.{kind}"] = torch.cat(
                [found[f"{old}.attention.self.{part}.{kind}"] for part in ("query", "key", "value")]
            )
    for new, old in pairs:
        for kind in ("weight", "bias"):
            state[f"{new}.{kind}"] = found[f"{old}.{kind}"]
    return state
