"""The encoder: word pieces with the case that an uncased encoder cannot see, the networks, and what runs them.

Training and reading share the pieces. Without ``onnxruntime`` and ``tokenizers`` nothing here can be read
(``installed``), and the rules work alone.
"""

from whence.encoder.casing import CASES, cases
from whence.encoder.network import WEIGHTS, installed, network, shared_network, tokenizer
from whence.encoder.pairs import LONGEST, Pair, pair_of

__all__ = [
    "CASES",
    "LONGEST",
    "WEIGHTS",
    "Pair",
    "cases",
    "installed",
    "network",
    "pair_of",
    "shared_network",
    "tokenizer",
]
