"""Models as other programs save them, and what they answer, worked out without the project."""

import io
import json
from itertools import pairwise
from pathlib import Path
from zipfile import ZipFile

import numpy as np
import pytest

from network import Network
from network.importers.importing import import_network

SHAPE = (12, 5, 4, 3)
NAMES = ("sigmoid", "relu", "softmax")
INPUTS = np.random.default_rng(1).random((20, SHAPE[0]))
FUNCTIONS = {
    "sigmoid": lambda z: (1 + np.tanh(z / 2)) / 2,
    "relu": lambda z: np.where(z > 0, z, 0),
    "tanh": np.tanh,
    "softmax": lambda z: np.exp(z) / np.exp(z).sum(axis=1, keepdims=True),
    "identity": lambda z: z,
}
Arrays = list[tuple[np.ndarray, np.ndarray]]


def made(rng: np.random.Generator, shape: tuple[int, ...]) -> Arrays:
    return [
        (rng.normal(size=size).astype("f4"), rng.normal(size=size[1]).astype("f4"))
        for size in pairwise(shape)
    ]


def outputs(arrays: Arrays, names=NAMES, inputs: np.ndarray = INPUTS) -> np.ndarray:
    """What these layers give, worked out without the project."""
    signal = inputs.astype(float)
    for (weights, biases), name in zip(arrays, names, strict=True):
        signal = FUNCTIONS[name](signal @ weights.astype(float) + biases)
    return signal


def agrees(network: Network, expected: np.ndarray, inputs: np.ndarray = INPUTS) -> bool:
    np.testing.assert_allclose(network.scores(inputs), expected, rtol=0, atol=1e-6)
    return True


def refusal(path: Path, *arguments) -> str:
    """The one sentence with which a file is refused."""
    with pytest.raises(ValueError) as refused:
        import_network(path, *arguments)
    sentence = str(refused.value)
    assert str(path) in sentence
    assert sentence.isprintable()
    assert sentence.endswith(".")
    return sentence


def safetensors_of(path: Path, tensors: dict[str, np.ndarray]) -> Path:
    library = pytest.importorskip("safetensors.numpy", reason="the extra safetensors is absent")
    library.save_file({each: np.ascontiguousarray(tensors[each]) for each in tensors}, path)
    return path


def of_pytorch(path: Path, arrays: Arrays, names=("0", "2", "4")) -> Path:
    """A state_dict as torch.nn.Linear has it: weights are (neurons, inputs)."""
    tensors = {}
    for name, (weights, biases) in zip(names, arrays, strict=True):
        tensors |= {f"{name}.weight": weights.T, f"{name}.bias": biases}
    return safetensors_of(path, tensors)


def h5_of(file, arrays: Arrays, more: dict[str, np.ndarray] | None = None) -> None:
    """Variables as Keras 3.15 lays them out."""
    h5py = pytest.importorskip("h5py", reason="the extra keras is absent")
    with h5py.File(file, "w") as content:
        content.create_group("vars")
        content.create_group("layers/flatten/vars")
        for place, (weights, biases) in enumerate(arrays):
            group = content.create_group(
                f"layers/dense_{place}/vars" if place else "layers/dense/vars"
            )
            group["0"], group["1"] = weights, biases
        content["optimizer/vars/0"] = np.zeros(3)
        for name, array in (more or {}).items():
            content[name] = array


def keras_layer(kind: str, name: str, **config) -> dict:
    return {"module": "keras.layers", "class_name": kind, "config": {"name": name, **config}}


def keras_dense(place: int, arrays: Arrays, activation: object) -> dict:
    units = arrays[place][0].shape[1]
    name = f"thinking_{place}"
    return keras_layer("Dense", name, units=units, activation=activation, use_bias=True)


def keras_of(
    path: Path,
    layers: list[dict],
    arrays: Arrays,
    kind="Sequential",
    more=None,
    version="3.15.1",
    **config,
) -> Path:
    """A model as `model.save` of Keras 3.15 lays it out."""
    inside = io.BytesIO()
    h5_of(inside, arrays, more)
    with ZipFile(path, "w") as archive:
        model = {"class_name": kind, "config": {"name": "model", "layers": layers, **config}}
        archive.writestr("metadata.json", json.dumps({"keras_version": version}))
        archive.writestr("config.json", json.dumps(model))
        archive.writestr("model.weights.h5", inside.getvalue())
    return path


def in_a_row(arrays: Arrays) -> list[dict]:
    """Layers with all that is passed over between them."""
    return [
        keras_layer("InputLayer", "input_layer", batch_shape=[None, 3, 4]),
        keras_layer("Flatten", "flatten"),
        keras_dense(0, arrays, "sigmoid"),
        keras_layer("Dropout", "dropout", rate=0.2),
        keras_dense(1, arrays, "linear"),
        keras_layer("ReLU", "re_lu", max_value=None, negative_slope=0.0, threshold=0.0),
        keras_dense(2, arrays, "linear"),
        keras_layer("Activation", "activation", activation="softmax"),
    ]


def onnx_of(path: Path, steps: list[tuple], constants: dict[str, np.ndarray], **model) -> Path:
    """A chain of nodes; each step is an operator, its constants, and its attributes."""
    onnx = pytest.importorskip("onnx", reason="the extra onnx is absent")
    nodes, signal = [], "in"
    for place, (kind, beside, attributes) in enumerate(steps):
        inputs = [signal if each == "." else each for each in beside]
        signal = f"signal_{place}"
        nodes.append(onnx.helper.make_node(kind, inputs, [signal], **attributes))
    graph = onnx.helper.make_graph(
        nodes,
        "model",
        [onnx.helper.make_tensor_value_info("in", 1, ["N", *model.get("entry", (SHAPE[0],))])],
        [onnx.helper.make_tensor_value_info(signal, 1, None)],
        [onnx.numpy_helper.from_array(array, name) for name, array in constants.items()],
    )
    opset = [onnx.helper.make_opsetid("", 17)]
    onnx.save(onnx.helper.make_model(graph, opset_imports=opset, ir_version=9), path)
    return path


def constants_of(arrays: Arrays) -> dict[str, np.ndarray]:
    named = {"W0": arrays[0][0].T, "W1": arrays[1][0], "W2": arrays[2][0]}
    return named | {f"b{place}": biases for place, (_, biases) in enumerate(arrays)}


CHAIN = [
    ("Flatten", ["."], {}),
    ("Gemm", [".", "W0", "b0"], {"transB": 1, "alpha": 0.5, "beta": 2.0}),
    ("Sigmoid", ["."], {}),
    ("Dropout", ["."], {}),
    ("Gemm", [".", "W1", "b1"], {}),
    ("Relu", ["."], {}),
    ("MatMul", [".", "W2"], {}),
    ("Add", ["b2", "."], {}),
    ("Softmax", ["."], {"axis": -1}),
]


def skops_of(path: Path, model: object) -> Path:
    pytest.importorskip("skops.io", reason="skops is absent").dump(model, path)
    return path


def fitted(model, labels: list):
    places = np.random.default_rng(2).integers(0, len(labels), len(INPUTS))
    places[: len(labels)] = range(len(labels))
    return model.partial_fit(INPUTS, np.array(labels)[places], classes=labels)
