"""Reads the networks of scikit-learn, and pipelines of scalers and a network, saved by skops."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from network.importers.base import MOST_TEXT, Archive, Unsupported, parsed
from network.importers.found import FoundModel
from network.importers.named import Said
from network.importers.numpy_files import array_in

NETWORKS = ("MLPClassifier", "MLPRegressor")
Array = Callable[[dict[str, Any]], np.ndarray]


def read_skops(path: Path, _: Said) -> FoundModel:
    """An MLPClassifier or MLPRegressor, alone or after scalers, as skops.io.dump writes it.

    The file is a zip of schema.json, a tree of the model's attributes, and of one .npy for each
    array (https://skops.readthedocs.io/en/stable/persistence.html); `coefs_` are (inputs, neurons).
    """
    with Archive(path) as archive:
        model = parsed(archive.read("schema.json", MOST_TEXT))

        def array(node: dict[str, Any]) -> np.ndarray:
            return array_in(archive.read(node["file"]))

        found = FoundModel()
        for step in _steps(model):
            _add(found, step["__class__"], step["content"]["content"], array)
    return found


def _steps(model: dict[str, Any]) -> list[dict[str, Any]]:
    """The scalers and the network of a pipeline, or the network alone."""
    if model["__class__"] != "Pipeline":
        return [model]
    named = model["content"]["content"]["steps"]["content"]
    return [each["content"][1] for each in named if each["content"][1]["__class__"] != "str"]


def _add(found: FoundModel, kind: str, parts: dict[str, Any], array: Array) -> None:
    if found.layers:
        raise Unsupported(f"a {kind} stands behind its network")
    if kind == "StandardScaler":  # (x - mean) / scale, each where it is wanted
        mean = array(parts["mean_"]) if _value(parts["with_mean"]) else 0.0
        scale = array(parts["scale_"]) if _value(parts["with_std"]) else 1.0
        found.affine(1 / scale, -mean / scale)
    elif kind == "MinMaxScaler" and not _value(parts["clip"]):  # x * scale + min
        found.affine(array(parts["scale_"]), array(parts["min_"]))
    elif kind == "MaxAbsScaler":
        found.affine(1 / array(parts["scale_"]), 0)
    elif kind in NETWORKS:
        _add_network(found, kind, parts, array)
    else:
        raise Unsupported(
            f"it holds a {kind}; {' and '.join(NETWORKS)} can be brought in, alone or in a "
            "Pipeline after StandardScaler, MinMaxScaler or MaxAbsScaler"
        )


def _add_network(found: FoundModel, kind: str, parts: dict[str, Any], array: Array) -> None:
    if "coefs_" not in parts:
        raise Unsupported(f"its {kind} has not been fitted")
    hidden, last = _value(parts["activation"]), _value(parts["out_activation_"])
    nodes = zip(parts["coefs_"]["content"], parts["intercepts_"]["content"], strict=True)
    for weights, biases in nodes:
        if found.layers:
            found.activate(hidden)
        found.dense(array(weights).T, array(biases))
    found.activate(last)
    if "classes_" in parts:  # of two classes, the one output stands for the second
        classes = array(parts["classes_"]).tolist()
        found.labels = tuple(map(str, classes[-len(found.layers[-1].biases) :]))


def _value(node: dict[str, Any]) -> Any:
    return parsed(node["content"].encode())
