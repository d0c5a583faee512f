"""What decodes the network's output, taken from a trained model (``tagger.json``), and the float tagger."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch

from training.data import load_tokenizer
from training.model import Tagger, load_encoder
from training.student import fill
from whence.attributions.tagger import Tagger as Reader


def load_model(weights: Path, encoder: Path) -> Tagger:
    """A trained model; *weights* is an epoch's file or a run's state."""
    base, width = load_encoder(encoder / "model.safetensors")
    model = Tagger(base, width)
    state = torch.load(weights, weights_only=False)
    fill(model, state.get("model", state))
    return model.eval()


def learned(model: Tagger, linker: dict[str, float]) -> dict[str, Any]:
    """The learned tables and the linker's settings, ready for JSON."""
    tables = {"opening": model.opening, "steps": model.steps()}
    for name in ("to_cue", "to_source"):
        for part in ("distance", "sentence", "rival"):
            tables[f"{name}.{part}"] = getattr(getattr(model, name), part)
    return {"tables": {name: _rounded(table.tolist()) for name, table in tables.items()}, "linker": linker}


def _rounded(values: Any) -> Any:
    return [_rounded(one) for one in values] if isinstance(values, list) else round(values, 5)


def reader_of(model: Tagger, encoder: Path, linker: dict[str, float]) -> Reader:
    """The package's tagger with the float model in the place of the exported one."""

    @torch.inference_mode()
    def network(ids: Any, features: Any) -> Any:
        scores, vectors = model(torch.from_numpy(ids), torch.from_numpy(features))
        return scores.numpy(), vectors.numpy()

    return Reader.of(network, load_tokenizer(encoder / "tokenizer.json"), learned(model, linker))
