"""Reads dense networks from the files of Keras 3: `.keras` and `.weights.h5`."""

import io
import json
import re
from itertools import chain
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import numpy as np

from network.importers.base import FoundModel, Unsupported, check_size, extra, unzipped

PASSED_OVER = {  # what does nothing to a vector of inputs when the network is asked
    *("InputLayer", "Flatten", "Reshape", "Dropout", "ActivityRegularization"),
    *("GaussianNoise", "GaussianDropout", "AlphaDropout"),
}
MODELS = ("Sequential", "Functional", "Model")
Variables = dict[str, list[np.ndarray]]  # by the name that Keras gives a layer in its file
SOURCE = re.compile(r'"([^"]+)", \d+, \d+')  # a layer's name in "inbound_nodes", as JSON


def read_keras(path: Path) -> FoundModel:
    """A model saved whole: a zip of config.json, the layers, and of model.weights.h5."""
    with ZipFile(path) as archive:
        model = json.loads(unzipped(archive, "config.json"))
        variables = _variables(io.BytesIO(unzipped(archive, "model.weights.h5")))
    if model["class_name"] not in MODELS:
        raise Unsupported(f"it is a {model['class_name']}, not a Sequential or Functional model")
    found = FoundModel()
    below = None
    for layer in model["config"]["layers"]:
        name = layer["config"]["name"]
        sources = SOURCE.findall(_as_text(layer.get("inbound_nodes", [])))
        if "inbound_nodes" in layer and sources != ([below] if below else []):
            raise Unsupported(f"{name} does not simply follow the layer before it")
        below = name
        _add(found, layer["class_name"], layer["config"], variables)
    if variables or SOURCE.findall(_as_text(model["config"].get("output_layers"))) not in (
        [],
        [below],
    ):
        raise Unsupported("it has more weights or outputs than one chain of layers")
    return found


def read_keras_weights(path: Path) -> FoundModel:
    """What `model.save_weights` writes: the arrays alone, without the activations."""
    found = FoundModel(says_activations=False)
    variables = _variables(path)
    while arrays := variables.pop(_name(len(found.layers)), []):
        found.dense(arrays[0].T, *arrays[1:2])
    if variables or not found.layers:
        what = f"{min(variables)}, which is no dense layer" if variables else "no dense layer"
        raise Unsupported(f"of Keras 3's layers it holds {what}")
    return found


def _add(found: FoundModel, kind: str, config: dict[str, Any], variables: Variables) -> None:
    """Take a layer of config.json over, with its arrays if it has any."""
    plain_relu = not any(config.get(key) for key in ("max_value", "negative_slope", "threshold"))
    if kind == "Dense":
        arrays = variables.pop(_name(len(found.layers)), [])
        if len(arrays) != 1 + config["use_bias"] or arrays[0].shape[1:] != (config["units"],):
            raise Unsupported(f"the arrays of {config['name']} are not those of a plain Dense")
        found.dense(arrays[0].T, *arrays[1:])
        found.activate(str(config["activation"]))
    elif kind == "Activation":
        found.activate(str(config["activation"]))
    elif (kind == "ReLU" and plain_relu) or (kind == "Softmax" and config["axis"] == -1):
        found.activate(kind.lower())
    elif kind == "Rescaling":
        found.rescale(float(config["scale"]), float(config["offset"]))
    elif kind not in PASSED_OVER:
        raise Unsupported(f"it has a layer {kind} ({config['name']}); dense ones can be shown")


def _variables(file: Path | io.BytesIO) -> Variables:
    """The arrays of each layer that has any.

    Keras counts layers of one class, in the model's order: layers/dense/vars/0 (kernel, (inputs,
    neurons)) and /1 (bias), then layers/dense_1/vars/0 and so on.
    """
    with extra("h5py", "keras"):
        import h5py  # type: ignore[import-untyped]

    layers: Variables = {}

    def take(path: str, item: Any) -> None:
        group, _, number = path.rpartition("/vars/")
        if group and not group.startswith("optimizer") and isinstance(item, h5py.Dataset):
            if item.external or item.is_virtual:
                raise Unsupported(f"{path} is kept in another file")
            check_size(item.nbytes + sum(each.nbytes for each in chain(*layers.values())))
            arrays = layers.setdefault(group.rpartition("/")[2], [])
            if number != str(len(arrays)):
                raise Unsupported(f"it holds a model inside a model ({path})")
            arrays.append(item[()])

    with h5py.File(file, "r") as content:
        content.visititems(take)
    return layers


def _name(place: int) -> str:
    return f"dense_{place}" if place else "dense"


def _as_text(part: object) -> str:
    return json.dumps(part, ensure_ascii=False)
