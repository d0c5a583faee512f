"""The network as an ONNX graph, written node by node: word embeddings as int8 with a scale a row, weights as int8.

``products`` says how matrix products are done: "blocks" (int8 in blocks along the input, MatMulNBits), "dynamic"
(7 bits a channel, activations quantised as they come), "bytes" (the same with 8 bits, unsigned: slower, and without
overflow on processors that lack VNNI), "channels" (int8 a channel, made floats at start), "float" (not coded at all).
"""

from __future__ import annotations

from typing import Any, cast

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from training.model import POINTER, Encoder, Layer, Tagger

BLOCK = 128


class Graph:
    """Nodes and constants, collected in order."""

    def __init__(self, products: str) -> None:
        self.products = products
        self.nodes: list[Any] = []
        self.constants: list[Any] = []
        self.count = 0

    def constant(self, value: np.ndarray) -> str:
        """A constant's name."""
        self.count += 1
        name = f"c{self.count}"
        self.constants.append(numpy_helper.from_array(np.array(value, order="C"), name))
        return name

    def node(self, kind: str, *inputs: str, domain: str = "", outputs: int = 1, **settings: Any) -> str:
        """The name of a node's first output; the others are that with ``_1``, ``_2`` ..."""
        self.count += 1
        names = [f"n{self.count}"] + [f"n{self.count}_{k}" for k in range(1, outputs)]
        self.nodes.append(helper.make_node(kind, list(inputs), names, domain=domain, **settings))
        return names[0]

    def linear(self, x: str, weight: np.ndarray, bias: np.ndarray) -> str:
        """``x @ weight.T + bias``."""
        if self.products == "float":
            return self.node("Add", self.node("MatMul", x, self.constant(weight.T)), self.constant(bias))
        if self.products == "blocks":
            return self._blocks(x, weight, bias)
        scale = (np.abs(weight).max(1) / (63 if self.products == "dynamic" else 127)).astype(np.float32)
        coded = np.round(weight / scale[:, None]).T
        if self.products == "channels":
            coded_as_float = self.node("Cast", self.constant(coded.astype(np.int8)), to=TensorProto.FLOAT)
            full = self.node("Mul", coded_as_float, self.constant(scale))
            return self.node("Add", self.node("MatMul", x, full), self.constant(bias))
        coded, zero = coded.astype(np.int16), ""
        if self.products == "bytes":
            coded, zero = (coded + 128).astype(np.uint8), self.constant(np.full(len(scale), 128, dtype=np.uint8))
        coded = coded if zero else coded.astype(np.int8)
        parts = (self.constant(coded), self.constant(scale), zero, self.constant(bias))
        return self.node("DynamicQuantizeMatMul", x, *parts, domain="com.microsoft")

    def _blocks(self, x: str, weight: np.ndarray, bias: np.ndarray) -> str:
        rows, size = weight.shape
        cut = weight.reshape(rows, size // BLOCK, BLOCK)
        scale = np.maximum(np.abs(cut).max(2) / 127, 1e-12).astype(np.float32)
        coded = (np.round(cut / scale[..., None]) + 128).astype(np.uint8)
        settings = {"K": size, "N": rows, "bits": 8, "block_size": BLOCK, "accuracy_level": 4}
        parts = (self.constant(coded), self.constant(scale))
        product = self.node("MatMulNBits", x, *parts, domain="com.microsoft", **settings)
        return self.node("Add", product, self.constant(bias))

    def norm(self, x: str, module: Any) -> str:
        """A layer norm."""
        parts = (self.constant(array(module.weight)), self.constant(array(module.bias)))
        return self.node("LayerNormalization", x, *parts, axis=-1, epsilon=1e-12)

    def embedded(self, encoder: Encoder) -> str:
        """The sum of word, place and feature embeddings, normed."""
        words = array(encoder.words.weight)
        scale = np.maximum(np.abs(words).max(1, keepdims=True) / 127, 1e-12).astype(np.float32)
        coded = self.node("Gather", self.constant(np.round(words / scale).astype(np.int8)), "ids")
        x = self.node("Mul", self.node("Cast", coded, to=TensorProto.FLOAT), self._gather(scale, "ids"))
        length = self.node("Gather", self.node("Shape", "ids"), self.constant(np.array([1])))
        places = self.constant(array(encoder.places.weight)[:256])
        zero = self.constant(np.array([0]))
        x = self.node("Add", x, self.node("Slice", places, zero, length, zero))
        for k, table in enumerate((encoder.case, encoder.quote, encoder.begins)):
            column = self.node("Gather", "features", self.constant(np.array(k)), axis=2)
            x = self.node("Add", x, self._gather(array(table.weight), column))
        return self.norm(x, encoder.norm)

    def _gather(self, table: np.ndarray, index: str) -> str:
        return self.node("Gather", self.constant(table), index)

    def layer(self, x: str, layer: Layer) -> str:
        """One transformer block."""
        qkv = self.linear(x, array(layer.qkv.weight), array(layer.qkv.bias))
        q = self.node("Split", qkv, outputs=3, axis=-1, num_outputs=3)
        seen = self.node("MultiHeadAttention", q, f"{q}_1", f"{q}_2", domain="com.microsoft", num_heads=layer.heads)
        seen = self.linear(seen, array(layer.out.weight), array(layer.out.bias))
        x = self.norm(self.node("Add", x, seen), layer.norm)
        up = self.linear(x, array(layer.up.weight), array(layer.up.bias))
        fed = self.node("Gelu", up, domain="com.microsoft")
        fed = self.linear(fed, array(layer.down.weight), array(layer.down.bias))
        return self.norm(self.node("Add", x, fed), layer.last_norm)


def array(weight: Any) -> np.ndarray:
    """The values of a PyTorch weight."""
    return np.asarray(weight.detach().numpy(), dtype=np.float32)


def written(graph: Graph, model: Tagger) -> None:
    """The network of *model*, node by node into *graph*: ``scores`` and ``vectors`` of the inner places."""
    x = graph.embedded(model.encoder)
    for layer in model.encoder.layers:
        x = graph.layer(x, cast(Layer, layer))
    one, less, axis = (graph.constant(np.array([k])) for k in (1, -1, 1))
    x = graph.node("Slice", x, one, less, axis)
    vectors = graph.linear(x, array(model.vectors.weight), array(model.vectors.bias))
    shape = graph.constant(np.array([0, 0, 4, POINTER]))
    graph.nodes.append(helper.make_node("Reshape", [vectors, shape], ["vectors"]))
    graph.products = "float"
    scores = graph.linear(x, array(model.tags.weight), array(model.tags.bias))
    graph.nodes.append(helper.make_node("Identity", [scores], ["scores"]))


def graph_of(model: Tagger, products: str) -> onnx.ModelProto:
    """``ids`` (1, n) and ``features`` (1, n, 3) to ``scores`` and ``vectors`` of the inner places."""
    graph = Graph(products)
    written(graph, model)
    made = helper.make_graph(
        graph.nodes, "tagger",
        [helper.make_tensor_value_info("ids", TensorProto.INT64, [1, "length"]),
         helper.make_tensor_value_info("features", TensorProto.INT64, [1, "length", 3])],
        [helper.make_tensor_value_info("scores", TensorProto.FLOAT, [1, "inner", 7]),
         helper.make_tensor_value_info("vectors", TensorProto.FLOAT, [1, "inner", 4, POINTER])],
        graph.constants,
    )  # fmt: skip
    opsets = [helper.make_opsetid("", 18), helper.make_opsetid("com.microsoft", 1)]
    return helper.make_model(made, opset_imports=opsets, ir_version=9, producer_name="whence training")
