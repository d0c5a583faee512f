"""The networks that ship with the package, and their tokenizer: read once a process, on a bounded number of threads.

``tagger.onnx`` holds the table of word vectors; ``pairs.onnx`` reads the same bytes of that file, so that one table
serves both.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

WEIGHTS = Path(__file__).parent / "weights"


@cache
def installed() -> bool:
    """Whether the libraries that the networks need (``onnxruntime``, ``tokenizers``) are here."""
    return find_spec("onnxruntime") is not None and find_spec("tokenizers") is not None


def network(path: Path, threads: int = 1) -> Any:
    """The network in *path*: a function from ``ids`` and ``features`` to a list of its outputs."""
    onnxruntime = import_module("onnxruntime")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads, options.inter_op_num_threads = threads, 1
    options.log_severity_level = 3
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])

    def run(ids: Any, features: Any) -> Any:
        return session.run(None, {"ids": ids, "features": features})

    return run


@cache
def tokenizer(folder: Path) -> Any:
    """The tokenizer in *folder* (``tokenizers.Tokenizer``), which neither cuts nor fills up what it reads."""
    found = import_module("tokenizers").Tokenizer.from_file(str(folder / "tokenizer.json"))
    found.no_truncation()
    found.no_padding()
    return found


@cache
def shared_network(name: str) -> Any:
    """The network called *name* ("tagger", "pairs") of the package, on one thread."""
    return network(WEIGHTS / f"{name}.onnx")
