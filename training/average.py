"""The mean of the weights of several runs of one network: ``python -m training.average A.pt B.pt --out C.pt``.

Runs that begin alike and see the same data in other orders end in one valley, whose middle errs less than its sides
(Wortsman et al. 2022, "Model soups"). What all of them have alike, as the frozen words, stays as it is.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import torch
from torch import Tensor


def average(states: list[dict[str, Tensor]], shares: list[float]) -> dict[str, Tensor]:
    """The weights of *states*, each with its share; the shares sum to one."""
    first, *others = states
    return {
        name: one if all(torch.equal(one, other[name]) for other in others)
        else sum((share * state[name] for share, state in zip(shares, states, strict=True)), torch.zeros_like(one))
        for name, one in first.items()
    }  # fmt: skip


def main() -> int:
    """Average and save."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("weights", type=Path, nargs="+")
    parser.add_argument("--shares", type=float, nargs="+", help="of each; alike if not given")
    parser.add_argument("--out", type=Path, required=True)
    chosen = parser.parse_args()
    states = [torch.load(path, weights_only=False) for path in chosen.weights]
    count = len(states)
    torch.save(average([s.get("model", s) for s in states], chosen.shares or [1 / count] * count), chosen.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
