"""Reads the graph of an ONNX file: its nodes, and its arrays, which are unpacked when asked for."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from network.importers.base import Unsupported, check_size, widened
from network.importers.protobuf import Messages, Value, signed, single, text, whole_numbers

MOST_NODES = 10_000
MOST_WRITTEN_OUT = 2**19  # bytes of a tensor whose numbers are written one by one
TYPES = {1: "<f4", 2: "u1", 3: "i1", 6: "<i4", 7: "<i8", 9: "?", 10: "<f2", 11: "<f8", 16: "<u2"}


@dataclass(frozen=True)
class Node:
    """One operator: what it takes and gives, by names."""

    kind: str
    domain: str
    inputs: list[str]
    outputs: list[str]
    attributes: dict[str, dict[int, list[Value]]]

    def number(self, name: str, usual: float) -> float:
        """An attribute that is a number of 32 bits."""
        return single(self.attributes[name][2][0]) if name in self.attributes else usual

    def whole(self, name: str, usual: int) -> int:
        """An attribute that is a whole number."""
        return signed(self.attributes[name].get(3, [0])[0]) if name in self.attributes else usual

    def wholes(self, name: str) -> list[int]:
        """An attribute that is a list of whole numbers."""
        return whole_numbers(self.attributes.get(name, {}).get(8, []))

    def numbers(self, name: str) -> np.ndarray:
        """An attribute that is a list of numbers of 32 bits."""
        packed = self.attributes.get(name, {}).get(7, [])
        return np.frombuffer(b"".join(each for each in packed if not isinstance(each, int)), "<f4")


class Graph:
    """The graph of a file, whose input is `signal`; the numbers of fields are of onnx.proto.

    `results` are the names of its outputs, `shape` is the input's, with None where it is open.
    """

    def __init__(self, path: Path) -> None:
        self.folder, self.messages = path.parent, Messages()
        model = self.messages.fields(memoryview(path.read_bytes()))
        versions = self._all(model.get(8, []))
        self.version = max(
            (signed(each[2][0]) for each in versions if not text(each.get(1, [0])[0])), default=1
        )
        graph = self.messages.fields(_bytes(model[7][0]))
        self.tensors = {text(each.get(8, [0])[0]): each for each in self._all(graph.get(5, []))}
        self.nodes = [self._node(_bytes(each)) for each in graph.get(1, [])]
        if len(self.nodes) > MOST_NODES:
            raise Unsupported(f"it has {len(self.nodes)} nodes; {MOST_NODES} is the most")
        self.made = {each.outputs[0]: each for each in self.nodes if each.outputs}
        inputs = self._all(graph.get(11, []))
        inputs = [each for each in inputs if text(each[1][0]) not in self.tensors]
        self.results = [text(each[1][0]) for each in self._all(graph.get(12, []))]
        if len(inputs) != 1 or not self.results:
            raise Unsupported(f"its graph has {len(inputs)} inputs; one can be shown")
        self.signal, self.shape = text(inputs[0][1][0]), self._shape(inputs[0])

    def is_constant(self, name: str) -> bool:
        """Whether a name is that of an array which is in the graph as it is."""
        node = self.made.get(name)
        return name in self.tensors or bool(node and node.kind == "Constant")

    def constant(self, name: str, kind: str, deepest: int = 8) -> np.ndarray:
        """An array of the graph, or what becomes of one by Identity, Cast or Transpose."""
        if name in self.tensors:
            return self._array(self.tensors[name])
        node = self.made.get(name)
        if node and node.kind == "Constant":
            if "value" in node.attributes:
                return self._array(self.messages.fields(_bytes(node.attributes["value"][5][0])))
            if "value_float" in node.attributes:
                return np.array(node.number("value_float", 0), "<f4")
            return np.array(node.wholes("value_ints") or node.whole("value_int", 0))
        if node and deepest and node.kind in ("Identity", "Cast", "Transpose") and node.inputs:
            array = self.constant(node.inputs[0], kind, deepest - 1)
            return (
                array.transpose(node.wholes("perm") or None) if node.kind == "Transpose" else array
            )
        raise Unsupported(f"its {kind} takes something beside the signal and constants")

    def labels(self, name: str) -> list[str]:
        """What a tensor of the graph holds, as texts; nothing where it is no tensor."""
        if name not in self.tensors:
            return []
        if strings := self.tensors[name].get(6):
            return list(map(text, strings))
        return list(map(str, self.constant(name, "label").ravel().tolist()))

    def _array(self, tensor: dict[int, list[Value]]) -> np.ndarray:
        kind = signed(tensor[2][0])
        if kind not in TYPES:
            raise Unsupported("it holds numbers that are not floating-point")
        shape = whole_numbers(tensor.get(1, []))
        if 13 in tensor:
            array = np.frombuffer(self._beside(tensor), TYPES[kind])
        elif 9 in tensor:
            array = np.frombuffer(_bytes(tensor[9][0]), TYPES[kind])
        elif kind in (1, 11):
            packed = b"".join(_bytes(each) for each in tensor.get(4 if kind == 1 else 10, []))
            array = np.frombuffer(packed, TYPES[kind])
        else:
            numbers = tensor.get(7 if kind == 7 else 5, [])
            check_size(
                sum(1 if isinstance(each, int) else len(each) for each in numbers), MOST_WRITTEN_OUT
            )
            array = np.array(
                whole_numbers(numbers), dtype="<u2" if kind in (10, 16) else TYPES[kind]
            )
            array = array.view("<f2") if kind == 10 else array
        return widened(array, kind == 16).reshape(shape)

    def _beside(self, tensor: dict[int, list[Value]]) -> memoryview:
        """The bytes of a tensor that are kept in another file."""
        told = {}
        for each in tensor[13]:
            entry = self.messages.fields(_bytes(each))
            told[text(entry[1][0])] = text(entry[2][0])
        where = told["location"]
        beside = self.folder / where
        if Path(where).name != where or not beside.is_file() or beside.is_symlink():
            raise Unsupported(f"its weights are in {where}, which is not beside it")
        check_size(beside.stat().st_size)
        start = int(told.get("offset", 0))
        length = int(told["length"]) if "length" in told else None
        with beside.open("rb") as file:
            file.seek(start)
            return memoryview(file.read(length))

    def _node(self, content: memoryview) -> Node:
        node = self.messages.fields(content)
        attributes = {}
        for each in node.get(5, []):
            attribute = self.messages.fields(_bytes(each))
            attributes[text(attribute[1][0])] = attribute
        return Node(
            text(node.get(4, [0])[0]),
            text(node.get(7, [0])[0]),
            list(map(text, node.get(1, []))),
            list(map(text, node.get(2, []))),
            attributes,
        )

    def _shape(self, entry: dict[int, list[Value]]) -> list[int | None]:
        """The sizes of the graph's input, None where one is open."""
        at = entry
        for field in (2, 1, 2):  # its type, that of a tensor, its shape
            if field not in at:
                return []
            at = self.messages.fields(_bytes(at[field][0]))
        sizes = [self.messages.fields(_bytes(each)) for each in at.get(1, [])]
        return [signed(each[1][0]) if 1 in each else None for each in sizes]

    def _all(self, messages: list[Value]) -> list[dict[int, list[Value]]]:
        return [self.messages.fields(_bytes(each)) for each in messages]


def _bytes(value: Value) -> memoryview:
    if isinstance(value, int):
        raise ValueError("a number stands where a message should")
    return value
