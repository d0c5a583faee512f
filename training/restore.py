"""The weights of exported networks as float models again, so that training can go on from what ships.

``python -m training.restore --exported DIR --encoder DIR --out DIR`` writes ``tagger.pt`` and ``pairs.pt``. Forms:
"channels" and "dynamic"; what rounding took away stays away (127 or 63 steps a channel).
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper

from training.graph import Graph, written
from training.model import Tagger, load_encoder
from training.pairs_graph import pairs_written
from training.pairs_model import PairReader


class Restoring(Graph):
    """Writes the graph once more, and puts what is stored under each name into the weights that it is given."""

    def __init__(self, path: Path) -> None:
        graph = onnx.load(str(path), load_external_data=False).graph
        super().__init__("dynamic" if any(n.op_type == "DynamicQuantizeMatMul" for n in graph.node) else "channels")
        known = (one for one in graph.initializer if not one.external_data)
        self.stored = {one.name: numpy_helper.to_array(one) for one in known}

    def constant(self, value: np.ndarray) -> str:
        """A constant's name; *value*, which shares the memory of a weight, takes what is stored."""
        name = super().constant(value)
        if value.dtype == np.float32 and value.flags.writeable:
            value[...] = self.stored[name]
        return name

    def linear(self, x: str, weight: np.ndarray, bias: np.ndarray) -> str:
        """The product; *weight* takes what is stored."""
        at = len(self.constants)
        made = super().linear(x, weight, bias)
        if self.products != "float":
            coded, scale = (self.stored[one.name] for one in self.constants[at : at + 2])
            weight[...] = (coded * scale).T
        return made


def tagger_of(exported: Path, encoder: Path) -> Tagger:
    """The tagger in the folder *exported* as a float model."""
    model = Tagger(*load_encoder(encoder / "model.safetensors"))
    written(Restoring(exported / "tagger.onnx"), model)
    tables = json.loads((exported / "tagger.json").read_text(encoding="utf-8"))["tables"]
    with torch.no_grad():
        model.opening.copy_(torch.tensor(tables["opening"]))
        model.transitions.copy_(torch.tensor(tables["steps"]).masked_fill(model.forbidden, 0.0))
        for name in ("to_cue", "to_source"):
            for part in ("distance", "sentence", "rival"):
                getattr(getattr(model, name), part).copy_(torch.tensor(tables[f"{name}.{part}"]))
    return model


def pairs_of(exported: Path, encoder: Path) -> PairReader:
    """The pair reader in the folder *exported* as a float model."""
    model = PairReader(*load_encoder(encoder / "model.safetensors"))
    pairs_written(Restoring(exported / "pairs.onnx"), model)
    return model


def main() -> int:
    """Restore and save."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--exported", type=Path, required=True)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    chosen = parser.parse_args()
    chosen.out.mkdir(parents=True, exist_ok=True)
    torch.save(tagger_of(chosen.exported, chosen.encoder).state_dict(), chosen.out / "tagger.pt")
    torch.save(pairs_of(chosen.exported, chosen.encoder).state_dict(), chosen.out / "pairs.pt")
    return 0


if __name__ == "__main__":
    sys.exit(main())
