"""Reads dense networks from ONNX graphs."""

from pathlib import Path
from typing import Any

import numpy as np

from network.importers.base import FoundModel, Unsupported, check_size, extra

ACTIVATING = ("Sigmoid", "Relu", "Tanh", "Softmax")
PASSED_OVER = ("Flatten", "Reshape", "Dropout", "Identity", "Cast")
FLOATS = (1, 10, 11)  # types of 32, 16 and 64 bits
TENSOR = 4  # the type of an attribute that is a tensor
AXIS_MINUS_ONE_SINCE = 13  # before this version of the operators, softmax ran along axis 1


def read_onnx(path: Path) -> FoundModel:
    """A graph that is one chain of Gemm, or MatMul and Add, and activations.

    The operators are those of https://onnx.ai/onnx/operators; weights may stand in a file beside.
    """
    with extra("onnx", "onnx"):
        import onnx

    graph = _Graph(onnx, path)
    for node in graph.nodes:
        if graph.signal in node.input and node.op_type != "Shape":
            graph.follow(node)
    if graph.signal != graph.result:
        raise Unsupported("its layers do not form one chain from the input to the output")
    return graph.found


class _Graph:
    """A graph on which one signal is followed from the input to the output."""

    def __init__(self, onnx: Any, path: Path) -> None:
        self.onnx, self.folder = onnx, path.parent
        model = onnx.load_model_from_string(path.read_bytes())
        self.version = max(
            (each.version for each in model.opset_import if not each.domain), default=0
        )
        self.nodes = model.graph.node
        self.tensors = {each.name: each for each in model.graph.initializer}
        for node in self.nodes:
            if node.op_type == "Constant" and node.attribute[0].type == TENSOR:
                self.tensors[node.output[0]] = node.attribute[0].t
        inputs = [each.name for each in model.graph.input if each.name not in self.tensors]
        if len(inputs) != 1 or len(model.graph.output) != 1:
            raise Unsupported(
                f"its graph has {len(inputs)} inputs and {len(model.graph.output)} outputs; "
                "one of each can be shown"
            )
        self.signal, self.result = inputs[0], model.graph.output[0].name
        self.found = FoundModel()

    def follow(self, node: Any) -> None:
        """Take over what a node does to the signal."""
        attributes = {
            each.name: self.onnx.helper.get_attribute_value(each) for each in node.attribute
        }
        kind = node.op_type
        if node.domain not in ("", "ai.onnx"):
            raise Unsupported(f"it has a node {node.domain}.{kind}, which is not one of ONNX's own")
        if kind in ("Gemm", "MatMul"):
            self._multiply(node, attributes)
        elif kind in ("Add", "Sub", "Mul", "Div"):
            self._calculate(node)
        elif kind in ACTIVATING:
            usual = -1 if self.version >= AXIS_MINUS_ONE_SINCE else 1
            if kind == "Softmax" and attributes.get("axis", usual) not in (-1, 1):
                raise Unsupported("its Softmax runs over the batch")
            self.found.activate(kind.lower())
        elif kind == "Cast" and attributes["to"] not in FLOATS:
            raise Unsupported("it turns its numbers into whole ones")
        elif kind not in PASSED_OVER or node.input[0] != self.signal:
            raise Unsupported(f"it has a node {kind}; dense layers can be shown")
        self.signal = node.output[0]

    def _multiply(self, node: Any, attributes: dict[str, Any]) -> None:
        """A layer: alpha * signal @ B + beta * C, B being (inputs, neurons), or turned."""
        if node.input[0] != self.signal or attributes.get("transA"):
            raise Unsupported(f"its {node.op_type} does not have the signal on the left")
        weights = attributes.get("alpha", 1) * self._constant(node, 1)
        weights = weights if attributes.get("transB") else weights.T
        self.found.dense(weights)
        if len(node.input) > 2 and node.input[2]:
            self._add(attributes.get("beta", 1) * self._constant(node, 2))

    def _calculate(self, node: Any) -> None:
        """A bias, or the scaling of the inputs."""
        place = 1 if node.input[0] == self.signal else 0
        number = self._constant(node, place)
        if node.op_type == "Add" and self.found.layers:
            return self._add(number)
        if number.size != 1 or (place == 0 and node.op_type in ("Sub", "Div")):
            raise Unsupported(f"its {node.op_type} is more than a scaling of all inputs alike")
        one = float(number.item())
        if node.op_type in ("Add", "Sub"):
            return self.found.rescale(1, one if node.op_type == "Add" else -one)
        return self.found.rescale(one if node.op_type == "Mul" else 1 / one, 0)

    def _add(self, biases: np.ndarray) -> None:
        top = self.found.layers[-1]
        if top.activation != "identity" or biases.size not in (1, len(top.biases)):
            raise Unsupported(
                f"{biases.size} numbers are added after layer {len(self.found.layers)}"
            )
        top.biases = top.biases + biases.reshape(-1)

    def _constant(self, node: Any, place: int) -> np.ndarray:
        """The array that stands at a place of a node's inputs."""
        tensor = self.tensors.get(node.input[place])
        if tensor is None:
            raise Unsupported(f"its {node.op_type} takes something beside the signal and constants")
        helper = self.onnx.external_data_helper
        if helper.uses_external_data(tensor):
            where = {each.key: each.value for each in tensor.external_data}
            beside = self.folder / where["location"]
            if Path(where["location"]).name != where["location"] or not beside.is_file():
                raise Unsupported(f"its weights are in {where['location']}, which is not beside it")
            check_size(beside.stat().st_size)
        return self.onnx.numpy_helper.to_array(tensor, str(self.folder))
