"""Reads dense networks from files of plain arrays: safetensors, and scikit-learn's by skops."""

import io
import json
import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from zipfile import ZipFile

import numpy as np

from network.importers.base import FoundModel, Unsupported, extra, unzipped

MOST_UNNUMBERED = 8  # layers whose names may leave their order open
ACTIVATION_KEYS = ("activation", "out_activation_")


def read_skops(path: Path) -> FoundModel:
    """An MLPClassifier or MLPRegressor of scikit-learn, as skops.io.dump writes it.

    The file is a zip of schema.json, a tree of the model's attributes, and of one .npy for each
    array (https://skops.readthedocs.io/en/stable/persistence.html); `coefs_` are (inputs, neurons).
    """
    with ZipFile(path) as archive:
        model = json.loads(unzipped(archive, "schema.json"))
        kind = model["__class__"]
        if kind not in ("MLPClassifier", "MLPRegressor"):
            raise Unsupported(
                f"it holds a {kind}; MLPClassifier and MLPRegressor can be brought in, "
                "saved by themselves"
            )
        parts = model["content"]["content"]
        if "coefs_" not in parts:
            raise Unsupported(f"its {kind} has not been fitted")

        def array(node: dict[str, str]) -> np.ndarray:
            return np.load(io.BytesIO(unzipped(archive, node["file"])), allow_pickle=False)

        found = FoundModel()
        hidden, last = (json.loads(parts[key]["content"]) for key in ACTIVATION_KEYS)
        nodes = zip(parts["coefs_"]["content"], parts["intercepts_"]["content"], strict=True)
        for weights, biases in nodes:
            if found.layers:
                found.activate(hidden)
            found.dense(array(weights).T, array(biases))
        found.activate(last)
        if "classes_" in parts:  # of two classes, the one output stands for the second
            classes = array(parts["classes_"]).tolist()
            found.labels = tuple(map(str, classes[-len(found.layers[-1].biases) :]))
    return found


def read_safetensors(path: Path) -> FoundModel:
    """The layers of a PyTorch `state_dict`, or of a tree of Flax, saved as safetensors.

    PyTorch's `weight` is (neurons, inputs), Flax's `kernel` (inputs, neurons).
    """
    with extra("safetensors", "safetensors"):
        from safetensors.numpy import load_file

    tensors = load_file(path)
    weights = {}
    for name in list(tensors):
        stem, _, last = name.rpartition(".")
        if last in ("weight", "kernel") and tensors[name].ndim == 2:
            array = tensors.pop(name)
            weights[stem] = array.T if last == "kernel" else array
    biases = {stem: tensors.pop(f"{stem}.bias".lstrip("."), None) for stem in weights}
    if tensors:
        name, tensor = next(iter(tensors.items()))
        raise Unsupported(f"{name} of shape {tensor.shape} belongs to no dense layer")
    found = FoundModel(says_activations=False)
    for stem in _in_order(weights):
        found.dense(weights[stem], biases[stem])
    return found


def _in_order(weights: dict[str, np.ndarray]) -> list[str]:
    """Names of layers from first to last: by their numbers, or as the layers fit each other."""
    by_number = sorted(weights, key=_numbers)
    if len(set(map(_unnumbered, weights))) <= 1:
        return by_number
    if len(weights) > MOST_UNNUMBERED:
        raise Unsupported(f"the order of {', '.join(weights)} cannot be told; number the layers")
    orders = list(islice(_fitting(by_number, weights, None), 2))
    if len(orders) != 1:
        raise Unsupported(
            f"its layers {', '.join(by_number)} fit together in "
            f"{'more than one order; number them' if orders else 'no order'}"
        )
    return orders[0]


def _fitting(
    left: list[str], weights: dict[str, np.ndarray], signal: int | None
) -> Iterator[list[str]]:
    """Every order in which each layer takes what the one before gives, numbers going up."""
    if not left:
        yield []
    begun = set()
    for name in left:
        stem = _unnumbered(name)
        if stem not in begun and signal in (None, weights[name].shape[1]):
            others = [each for each in left if each != name]
            for order in _fitting(others, weights, len(weights[name])):
                yield [name, *order]
        begun.add(stem)


def _numbers(name: str) -> list[int]:
    return [int(each) for each in re.findall(r"\d+", name)]


def _unnumbered(name: str) -> str:
    return re.sub(r"\d+", "#", name)
