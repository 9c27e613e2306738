"""Reads dense networks from ONNX graphs."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import numpy as np
from scipy.special import erf, expit

from network.activations import gelu, gelu_tanh, log_softmax, silu, softmax, softplus
from network.importers.base import Unsupported, of_family
from network.importers.found import FoundModel
from network.importers.named import Said
from network.importers.onnx_graph import Graph, Node
from network.importers.protobuf import text

ACTIVATING = {
    **{"Sigmoid": "sigmoid", "Relu": "relu", "Tanh": "tanh", "Softplus": "softplus"},
    **{"Softmax": "softmax", "LogSoftmax": "log_softmax", "Swish": "silu"},
}
PASSED_OVER = ("Dropout", "Identity", "Cast")
ANSWERING = ("ArgMax", "TopK", "ZipMap")  # what makes an answer of the scores
FLOATS = (1, 10, 11, 16)  # types of 32, 16 and 64 bits, and bfloat16
AXIS_MINUS_ONE_SINCE = 13  # before this version of the operators, softmax ran along axis 1
LEARNING = "ai.onnx.ml"  # the domain of scikit-learn's operators
LONGEST = 40  # nodes in a row that make one activation, with what stands between
# what is put together of simple operators is known by what it makes of these
SUMS = np.random.default_rng(0).normal(0, 4, (400, 5))
SIMPLE: dict[str, Callable[..., np.ndarray]] = {
    **{"Sigmoid": expit, "Tanh": np.tanh, "Erf": erf, "Exp": np.exp, "Log": np.log},
    **{"Mul": np.multiply, "Div": np.divide, "Add": np.add, "Sub": np.subtract, "Pow": np.power},
    **{"Identity": np.positive, "Cast": np.positive, "Greater": np.greater, "Where": np.where},
    "Softplus": softplus,
}
BEGINNING = ("Exp", "Erf", "Pow")  # of what is put together, where the signal goes one way
REDUCING: dict[str, Callable[..., np.ndarray]] = {"ReduceSum": np.sum, "ReduceMax": np.max}
COMPOSED = (gelu, gelu_tanh, silu, softplus, softmax, log_softmax)


def read_onnx(path: Path, _: Said) -> FoundModel:
    """A graph that is one chain of Gemm, or MatMul and Add, and activations.

    The operators are those of https://onnx.ai/onnx/operators; weights may stand in a file beside.
    """
    graph = Graph(path)
    chain = _Chain(graph)
    for place, node in enumerate(graph.nodes):
        chain.follow(place, node)
    if {chain.signal, *chain.answers}.issuperset(graph.results):
        return chain.found
    raise Unsupported("its layers do not form one chain from the input to the output")


class _Chain:
    """One signal that is followed through a graph from the input to the output."""

    def __init__(self, graph: Graph) -> None:
        self.graph, self.signal = graph, graph.signal
        self.users = Counter(
            name
            for node in graph.nodes
            if node.kind not in ("Shape", *ANSWERING)
            for name in set(node.inputs)
        )
        self.answers: set[str] = set()
        self.found = FoundModel()
        if len(graph.shape) > 1:
            self.found.entry(graph.shape[1:])

    def follow(self, place: int, node: Node) -> None:
        """Take over what a node does to the signal, if it does anything."""
        if self.answers.intersection(node.inputs):
            self._label(node)
            self.answers.update(node.outputs)
        elif node.kind in ANSWERING and self.signal in node.inputs:
            self.answers.update(node.outputs)
        elif self.signal in node.inputs and node.kind != "Shape":
            if self.users[self.signal] > 1 or node.kind in BEGINNING:
                self._compose(place)
            else:
                self._take(node)
                self.signal = node.outputs[0]

    def _take(self, node: Node) -> None:
        """Take over a node that the signal goes through alone."""
        kind = node.kind
        if node.domain == LEARNING and kind == "Scaler":  # (x - offset) * scale
            scale = node.numbers("scale").astype(float)
            return self.found.affine(scale, -node.numbers("offset") * scale)
        if node.domain not in ("", "ai.onnx"):
            raise Unsupported(f"it has a node {node.domain}.{kind}, which is not one of ONNX's own")
        if kind in ("Gemm", "MatMul"):
            return self._multiply(node)
        if kind in ("Add", "Sub", "Mul", "Div"):
            return self._calculate(node)
        if kind == "BatchNormalization":
            return self._normalise(node)
        if kind in ("Flatten", "Reshape", "Squeeze", "Unsqueeze", "Transpose"):
            return self._lay_out(node)
        if kind == "Cast" and node.whole("to", 1) not in FLOATS:
            raise Unsupported("it turns its numbers into whole ones")
        if kind in PASSED_OVER and node.inputs[0] == self.signal:
            return None
        return self.found.activate(self._activation(node))

    def _activation(self, node: Node) -> str:
        """The name of the activation that a node is."""
        kind = node.kind
        if kind in ("Softmax", "LogSoftmax"):
            usual = -1 if self.graph.version >= AXIS_MINUS_ONE_SINCE else 1
            if node.whole("axis", usual) not in (-1, 1):
                raise Unsupported(f"its {kind} runs over the batch")
        if kind in ACTIVATING and node.number("alpha", 1) == 1:
            return ACTIVATING[kind]
        if kind == "LeakyRelu":
            return of_family("leaky_relu", node.number("alpha", 0.01))
        if kind == "Elu":
            return of_family("elu", node.number("alpha", 1))
        if kind == "HardSigmoid" and node.number("beta", 0.5) == 0.5:
            return of_family("hard_sigmoid", node.number("alpha", 0.2))
        if kind == "Gelu":
            told = node.attributes.get("approximate", {}).get(4, [memoryview(b"none")])
            return "gelu" if text(told[0]) == "none" else "gelu_tanh"
        raise Unsupported(f"it has a node {kind}; dense layers can be shown")

    def _compose(self, place: int) -> None:
        """Recognise an activation that is put together of simple operators.

        From the signal on all is worked out for SUMS; where it has come together again, what
        comes out is compared with the activations that are known.
        """
        values = {self.signal: SUMS}
        for at, node in enumerate(self.graph.nodes[place : place + LONGEST], start=place):
            if not values.keys() & set(node.inputs):
                continue
            values[node.outputs[0]] = self._worked_out(node, values)
            later = {name for each in self.graph.nodes[at + 1 :] for name in each.inputs}
            if not (values.keys() - {node.outputs[0]}) & (later | set(self.graph.results)):
                for each in COMPOSED:
                    if np.allclose(values[node.outputs[0]], each(SUMS), rtol=1e-6, atol=1e-6):
                        self.found.activate(each.name)
                        self.signal = node.outputs[0]
                        return
        raise Unsupported(
            f"what comes out of layer {len(self.found.layers)} goes several ways, and comes to "
            "no activation that is known"
        )

    def _worked_out(self, node: Node, values: dict[str, np.ndarray]) -> np.ndarray:
        taken = [
            values[name] if name in values else self.graph.constant(name, node.kind)
            for name in node.inputs
            if name
        ]
        if node.kind in REDUCING:
            axes = node.wholes("axes") or (taken[1].ravel().tolist() if len(taken) > 1 else [])
            if axes in ([-1], [1]) and node.whole("keepdims", 1):
                return REDUCING[node.kind](taken[0], axis=1, keepdims=True)
        if node.kind not in SIMPLE or any(
            each.size != 1
            for name, each in zip(node.inputs, taken, strict=False)
            if name not in values
        ):
            raise Unsupported(
                f"what comes out of layer {len(self.found.layers)} goes several ways, one of them "
                f"through a node {node.kind}"
            )
        return np.asarray(SIMPLE[node.kind](*(np.asarray(each, float) for each in taken)))

    def _multiply(self, node: Node) -> None:
        """A layer: alpha * signal @ B + beta * C, B being (inputs, neurons), or turned."""
        if node.inputs[0] != self.signal or node.whole("transA", 0):
            raise Unsupported(f"its {node.kind} does not have the signal on the left")
        weights = self.graph.constant(node.inputs[1], node.kind)
        if weights.ndim != 2:
            raise Unsupported(f"its {node.kind} is by an array of shape {weights.shape}")
        weights = weights if node.whole("transB", 0) else weights.T
        self.found.dense(weights * weights.dtype.type(node.number("alpha", 1)))
        if len(node.inputs) > 2 and node.inputs[2]:
            biases = self.graph.constant(node.inputs[2], node.kind)
            self.found.affine(1, self._laid(biases * float(node.number("beta", 1))))

    def _calculate(self, node: Node) -> None:
        """A bias, or a scaling of the signal, entry by entry."""
        place = 1 if node.inputs[0] == self.signal else 0
        number = self._laid(self.graph.constant(node.inputs[place], node.kind).astype(float))
        if node.kind == "Add":
            self.found.affine(1, number)
        elif node.kind == "Sub":
            self.found.affine(*((1, -number) if place else (-1, number)))
        elif node.kind == "Mul":
            self.found.affine(number, 0)
        elif place == 0:
            raise Unsupported("it divides by its signal")
        else:
            self.found.affine(1 / number, 0)

    def _laid(self, array: np.ndarray) -> np.ndarray:
        """An array that goes with a batch of signals, as it goes with one of them."""
        if self.found.places is None:
            return array.ravel()
        if array.ndim > self.found.places.ndim and array.shape[0] == 1:
            return array[0]
        return array

    def _normalise(self, node: Node) -> None:
        """Y = (x - mean) / sqrt(variance + epsilon) * scale + b, along the first axis."""
        scale, offset, mean, variance = (
            self.graph.constant(name, node.kind).astype(float) for name in node.inputs[1:5]
        )
        scale = scale / np.sqrt(variance + node.number("epsilon", 1e-5))
        axes = 1 if self.found.places is None else self.found.places.ndim
        shape = (-1, *[1] * (axes - 1))
        self.found.affine(scale.reshape(shape), (offset - mean * scale).reshape(shape))

    def _lay_out(self, node: Node) -> None:
        if node.inputs[0] != self.signal:
            raise Unsupported(f"its {node.kind} is not of the signal")
        if node.kind == "Transpose":
            axes = node.wholes("perm")
            if not axes or axes[0]:
                raise Unsupported("its Transpose moves the batch")
            return self.found.transpose([each - 1 for each in axes[1:]])
        told = node.wholes("shape" if node.kind == "Reshape" else "axes")
        if len(node.inputs) > 1 and self.graph.is_constant(node.inputs[1]):
            told = self.graph.constant(node.inputs[1], node.kind).ravel().tolist()
        target = [int(each) for each in told[1:]] if node.kind == "Reshape" else []
        if node.kind in ("Squeeze", "Unsqueeze") and self.found.places is not None:
            sizes = [1, *self.found.places.shape]
            if node.kind == "Unsqueeze" or (0 in told and not self.found.layers):
                raise Unsupported(f"its {node.kind} is not of a picture's channel")
            axes = [each % len(sizes) for each in told] or [*range(1, len(sizes))]
            target = [
                size for axis, size in enumerate(sizes) if axis and not (axis in axes and size == 1)
            ]
        if 0 in target or target.count(-1) > 1:
            raise Unsupported("its Reshape copies sizes")
        return self.found.reshape(target or [-1])

    def _label(self, node: Node) -> None:
        """Take the labels over that a graph of scikit-learn picks its answer from."""
        labels = self.graph.labels(node.inputs[0]) if node.kind == "ArrayFeatureExtractor" else []
        if len(labels) == len(self.found.layers[-1].biases):
            self.found.labels = tuple(labels)
