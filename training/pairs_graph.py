"""The pair reader as an ONNX graph; its table of word vectors is the tagger's, read from the bytes of that file."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import numpy as np
import onnx
from onnx import TensorProto, helper

from training.graph import Graph, array
from training.model import Layer
from training.pairs_model import OUTPUTS, PairReader


def pairs_written(graph: Graph, model: PairReader) -> None:
    """The network of *model*, node by node into *graph*: ``scores`` of the pair."""
    x = graph.embedded(model.encoder)
    for layer in model.encoder.layers:
        x = graph.layer(x, cast(Layer, layer))
    first = graph.node("Gather", x, graph.constant(np.array(0)), axis=1)
    graph.products = "float"
    mixed = graph.node("Tanh", graph.linear(first, array(model.mixed.weight), array(model.mixed.bias)))
    scores = graph.linear(mixed, array(model.scores.weight), array(model.scores.bias))
    graph.nodes.append(helper.make_node("Identity", [scores], ["scores"]))


def pairs_graph(model: PairReader, tagger: Path, products: str) -> onnx.ModelProto:
    """``ids`` (1, n) and ``features`` (1, n, 3) to ``scores`` (1, 4); *tagger* is the file that holds the word table.

    ValueError where that file's table is not the model's: then both come from different encoders.
    """
    graph = Graph(products)
    pairs_written(graph, model)
    _borrow(graph, tagger)
    made = helper.make_graph(
        graph.nodes, "pairs",
        [helper.make_tensor_value_info("ids", TensorProto.INT64, [1, "length"]),
         helper.make_tensor_value_info("features", TensorProto.INT64, [1, "length", 3])],
        [helper.make_tensor_value_info("scores", TensorProto.FLOAT, [1, OUTPUTS])],
        graph.constants,
    )  # fmt: skip
    opsets = [helper.make_opsetid("", 18), helper.make_opsetid("com.microsoft", 1)]
    return helper.make_model(made, opset_imports=opsets, ir_version=9, producer_name="whence training")


def _borrow(graph: Graph, tagger: Path) -> None:
    """Let the word table, the largest constant so far, be that of *tagger*."""
    table = max(graph.constants, key=lambda one: len(one.raw_data))
    offset = tagger.read_bytes().find(table.raw_data)
    if offset < 0:
        raise ValueError(f"{tagger} holds another table of word vectors")
    size = len(table.raw_data)
    table.ClearField("raw_data")
    table.data_location = TensorProto.EXTERNAL
    for key, value in (("location", tagger.name), ("offset", offset), ("length", size)):
        table.external_data.add(key=key, value=str(value))
