"""Reads dense networks from the files of Keras: `.keras`, whole `.h5`, and weights alone."""

import io
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from network.importers.base import (
    MOST_TEXT,
    Archive,
    Unsupported,
    of_family,
    parsed,
)
from network.importers.found import FoundModel
from network.importers.hdf5 import Hdf5
from network.importers.named import Said, layers_of

PASSED_OVER = (  # what does nothing to a vector of inputs when the network is asked
    *("InputLayer", "Dropout", "ActivityRegularization", "GaussianNoise", "GaussianDropout"),
    *("AlphaDropout", "RandomRotation", "RandomTranslation", "RandomZoom"),
)
MODELS = ("Sequential", "Functional", "Model")
ROOMS = {  # what Keras 3 calls the variables of a layer's class, where it has any
    "Dense": ("dense", ("kernel", "bias")),
    "BatchNormalization": (
        "batch_normalization",
        ("gamma", "beta", "moving_mean", "moving_variance"),
    ),
    "Normalization": ("normalization", ("mean", "variance", "count")),
}
STEPS_2 = {"hard_sigmoid": "hard_sigmoid:0.2"}  # activations that were others in Keras 2
LEAST_DEVIATION = 1e-7  # by which Normalization divides at least
SOURCE = re.compile(r'"([^"]+)", \d+, \d+')  # a layer's name in "inbound_nodes", as JSON
TOP = "top_level_model_weights"
HARMLESS = (  # what Keras calls layers without weights, of whose doing nothing else must be known
    *("input", "input_layer", "flatten", "reshape", "dropout", "rescaling"),
    *("gaussian_noise", "gaussian_dropout", "alpha_dropout", "activity_regularization"),
    *("activation", "re_lu", "leaky_re_lu", "elu", "softmax"),
)
SAVE_WHOLE = 'save it whole: model.save("model.keras")'


def read_keras(path: Path, _: Said) -> FoundModel:
    """A model saved whole: a zip of config.json, the layers, and of model.weights.h5."""
    with Archive(path) as archive:
        model = parsed(archive.read("config.json", MOST_TEXT))
        about = parsed(archive.read("metadata.json", MOST_TEXT))
        file = Hdf5(io.BytesIO(archive.read("model.weights.h5")))
    return _chain(model, _Numbered(file), str(about.get("keras_version")))


def read_hdf5(path: Path, said: Said) -> FoundModel:
    """A model of Keras saved whole in HDF5, its weights alone, or arrays by any names."""
    file = Hdf5(path)
    if config := file.text("model_config"):
        version = file.text("keras_version").decode()
        return _chain(parsed(config), _Named(file), version)
    for layer in _layers_named(file):
        _check_layer(layer, file, said)
    if any("/vars/" in name for name in file.datasets):
        return _weights_alone(_Numbered(file))
    arrays = {_by_number(name.removesuffix(":0")): file.array(name) for name in file.datasets}
    rows = "inputs" if any(name.endswith("kernel") for name in arrays) else ""
    return layers_of(arrays, rows, said)


def _layers_named(file: Hdf5) -> list[str]:
    """The names of the layers that a file of weights speaks of."""
    room = "layers/" if "layers" in file.groups else ""
    inside = (each.removeprefix(room) for each in sorted(file.groups) if each.startswith(room))
    return [each for each in inside if "/" not in each and each not in ("vars", TOP)]


def _check_layer(name: str, file: Hdf5, said: Said) -> None:
    """Raise Unsupported for a layer that a file of weights names and does not hold in full."""
    kind = re.sub(r"_\d+$", "", name)
    has_arrays = any(f"/{name}/" in f"/{path}" for path in file.datasets)
    if kind == "rescaling" and said.rescaling is None:
        raise Unsupported(
            f"its model has a layer {name}, whose two numbers are not in a file of weights; "
            f"{SAVE_WHOLE}, or add --rescaling SCALE,OFFSET, such as --rescaling 1/255,0"
        )
    if kind == "batch_normalization" or not (has_arrays or kind in HARMLESS):
        raise Unsupported(
            f"its model has a layer {name}, and a file of weights does not say what it does or "
            f"where it stands; {SAVE_WHOLE}"
        )


def _by_number(path: str) -> str:
    """The path of a variable of Keras 2, "dense/dense/kernel", with a number: "dense_0.kernel"."""
    room, _, variable = path.rpartition("/")
    if variable not in ("kernel", "bias"):
        return path
    layer = room.partition("/")[0]
    return f"{layer if re.search(r'[0-9]$', layer) else f'{layer}_0'}.{variable}"


class _Named:
    """Variables as Keras 2 keeps them, by the names of their layers."""

    def __init__(self, file: Hdf5) -> None:
        self.file, self.left = file, set(file.datasets)

    def of(self, layer: Mapping[str, Any]) -> dict[str, np.ndarray]:
        """The arrays of a layer."""
        room = f"model_weights/{layer['config']['name']}/"
        inside = sorted(path for path in self.left if path.startswith(room))
        self.left.difference_update(inside)
        return {_variable(path): self.file.array(path) for path in inside}


class _Numbered:
    """Variables as Keras 3 keeps them, by the number of their layer among those of its class."""

    def __init__(self, file: Hdf5) -> None:
        self.file, self.counts = file, dict.fromkeys(ROOMS, 0)
        self.left = {path for path in file.datasets if file.datasets[path].dtype.kind == "f"}
        for path in sorted(self.left):
            if path.count("layers/") > 1:
                raise Unsupported(f"it holds a model inside a model ({path})")

    def of(self, layer: Mapping[str, Any]) -> dict[str, np.ndarray]:
        """The arrays of the next layer of a class."""
        if layer["class_name"] not in ROOMS:
            return {}
        kind, names = ROOMS[layer["class_name"]]
        count, config = self.counts[layer["class_name"]], layer["config"]
        self.counts[layer["class_name"]] += 1
        without = {"gamma": "scale", "beta": "center", "bias": "use_bias"}
        names = tuple(each for each in names if config.get(without.get(each, ""), True))
        end = f"layers/{kind}_{count}/vars/" if count else f"layers/{kind}/vars/"
        found = {}
        for path in sorted(self.left):
            if f"/{path}".rpartition("/")[0].endswith(f"/{end}".rstrip("/")):
                self.left.discard(path)
                found[names[int(path.rpartition("/")[2])]] = self.file.array(path)
        return found


def _variable(path: str) -> str:
    return path.rpartition("/")[2].removesuffix(":0")


def _weights_alone(variables: _Numbered) -> FoundModel:
    """What `model.save_weights` of Keras 3 writes, without the activations."""
    found = FoundModel(says_activations=False)
    _normalise(found, {}, variables.of({"class_name": "Normalization", "config": {}}))
    while arrays := variables.of({"class_name": "Dense", "config": {}}):
        found.dense(arrays["kernel"].T, arrays.get("bias"))
    if variables.left or not found.layers:
        what = (
            f"{min(variables.left)}, which is of no dense layer"
            if variables.left
            else "no dense layer"
        )
        raise Unsupported(f"of Keras's layers it holds {what}")
    return found


def _chain(model: dict[str, Any], variables: _Named | _Numbered, version: str) -> FoundModel:
    """The layers of a model's description, each of which must follow the one before."""
    if model["class_name"] not in MODELS:
        raise Unsupported(f"it is a {model['class_name']}, not a Sequential or Functional model")
    config = model["config"]
    layers = config if isinstance(config, list) else config["layers"]  # a list before Keras 2.2.3
    found = FoundModel()
    found.entry(_entry(model, layers))
    below = None
    for layer in layers:
        name = layer["config"]["name"]
        sources = SOURCE.findall(_as_text(layer.get("inbound_nodes", [])))
        if "inbound_nodes" in layer and sources != ([below] if below else []):
            raise Unsupported(f"{name} does not simply follow the layer before it")
        below = name
        _add(found, layer["class_name"], layer["config"], variables.of(layer), version)
    ends = [] if isinstance(config, list) else SOURCE.findall(_as_text(config.get("output_layers")))
    if variables.left or ends not in ([], [below]):
        raise Unsupported("it has more weights or outputs than one chain of layers")
    return found


def _entry(model: dict[str, Any], layers: list[dict[str, Any]]) -> list[int | None]:
    """The shape of one input, where it is said; else a shape of which nothing is known."""
    first = layers[0]["config"] if layers else {}
    for shape in (
        first.get("batch_shape"),
        first.get("batch_input_shape"),
        model.get("build_config", {}).get("input_shape"),
    ):
        if shape:
            return list(shape[1:])
    return [None]


def _add(
    found: FoundModel,
    kind: str,
    config: dict[str, Any],
    arrays: dict[str, np.ndarray],
    version: str,
) -> None:
    """Take a layer of a model's description over, with its arrays if it has any."""
    if kind == "Dense":
        kernel = arrays.get("kernel", np.zeros(()))
        if kernel.shape[1:] != (config["units"],) or len(arrays) != 1 + config["use_bias"]:
            raise Unsupported(f"the arrays of {config['name']} are not those of a plain Dense")
        found.dense(kernel.T, arrays.get("bias"))
        _activate(found, config["activation"], version)
    elif kind == "Activation":
        _activate(found, config["activation"], version)
    elif kind == "Rescaling":
        found.affine(config["scale"], config["offset"])
    elif kind == "Normalization" and not config.get("invert"):
        _normalise(found, config, arrays)
    elif kind == "BatchNormalization":
        _normalise_batch(found, config, arrays)
    elif kind == "Flatten" and config.get("data_format") != "channels_first":
        found.reshape([-1])
    elif kind == "Reshape":
        found.reshape([int(each) for each in config["target_shape"]])
    elif kind == "Permute":
        found.transpose([int(each) - 1 for each in config["dims"]])
    elif kind not in PASSED_OVER:
        found.activate(_of_layer(kind, config))


def _of_layer(kind: str, config: dict[str, Any]) -> str:
    """The activation that a layer of its own stands for."""
    if kind == "Softmax" and config.get("axis", -1) == -1:
        return "softmax"
    if kind == "ReLU" and not (config.get("max_value") or config.get("threshold")):
        return of_family("leaky_relu", config.get("negative_slope") or 0)
    if kind == "LeakyReLU":
        return of_family("leaky_relu", config.get("negative_slope", config.get("alpha", 0.3)))
    if kind == "ELU":
        return of_family("elu", config.get("alpha", 1))
    raise Unsupported(f"it has a layer {kind} ({config['name']}); dense ones can be shown")


def _activate(found: FoundModel, told: object, version: str) -> None:
    """Give the layer on top an activation: by name, or described as a layer is."""
    if isinstance(told, dict) and told.get("class_name") in ("LeakyReLU", "ELU", "ReLU"):
        return found.activate(_of_layer(told["class_name"], told["config"]))
    name = str(told)
    if name == "leaky_relu":
        name = of_family("leaky_relu", 0.2)
    return found.activate(name if version.startswith("3") else STEPS_2.get(name, name))


def _normalise(found: FoundModel, config: dict[str, Any], arrays: dict[str, np.ndarray]) -> None:
    """Y = (x - mean) / deviation; mean and variance were learnt, or given to the layer."""
    given = [config.get(each) for each in ("mean", "variance")]
    learnt = [arrays.get(each) for each in ("mean", "variance")]
    mean, variance = learnt if given[0] is None else given
    if mean is None or variance is None:
        return
    deviation = np.maximum(np.sqrt(np.asarray(variance, float)), LEAST_DEVIATION)
    shape = deviation.shape[1:] if deviation.ndim > 1 and len(deviation) == 1 else deviation.shape
    mean, deviation = (np.reshape(each, shape) for each in (np.asarray(mean, float), deviation))
    found.affine(1 / deviation, -mean / deviation)


def _normalise_batch(
    found: FoundModel, config: dict[str, Any], arrays: dict[str, np.ndarray]
) -> None:
    """Y = (x - mean) / sqrt(variance + epsilon) * gamma + beta, along the last axis."""
    axis = config["axis"] if isinstance(config["axis"], int) else config["axis"][0]
    if axis != -1 and (found.places is None or axis != found.places.ndim):
        raise Unsupported(f"{config['name']} does not run along the last axis")
    mean, variance = (arrays[each].astype(float) for each in ("moving_mean", "moving_variance"))
    scale = arrays.get("gamma", np.ones(())).astype(float) / np.sqrt(variance + config["epsilon"])
    found.affine(scale, arrays.get("beta", np.zeros(())).astype(float) - mean * scale)


def _as_text(part: object) -> str:
    return json.dumps(part, ensure_ascii=False)
