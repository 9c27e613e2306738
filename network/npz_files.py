"""Reads and writes the project's own files of networks: npz, numpy's zip of plain arrays."""

import json
from pathlib import Path
from typing import Any

import numpy as np

from network.activations import ACTIVATIONS
from network.foreign import check_size
from network.model import Layer, Network

FORMAT, VERSION = "squishification network", 1


def write_npz(network: Network, path: Path) -> None:
    """Write a network as float32 arrays and a text of JSON, whole or not at all."""
    about = {
        "format": FORMAT,
        "version": VERSION,
        "labels": network.labels,
        "origin": network.origin,
        "activations": [layer.activation.name for layer in network.layers],
    }
    arrays: dict[str, Any] = {"about": np.array(json.dumps(about))}
    for place, layer in enumerate(network.layers):
        arrays[f"weights_{place}"] = layer.weights.astype(np.float32)
        arrays[f"biases_{place}"] = layer.biases.astype(np.float32)
    unfinished = path.with_name(path.name + ".part")
    with unfinished.open("wb") as file:
        np.savez_compressed(file, **arrays)
    unfinished.replace(path)


def read_npz(path: Path) -> Network:
    """The network that `write_npz` has written.

    Raises FileNotFoundError for a missing file and ValueError for any that is not a network.
    """
    if not path.is_file():
        raise FileNotFoundError(f"No network at {path}; give the path of an .npz file.")
    try:
        with np.load(path, allow_pickle=False) as arrays:
            check_size(sum(each.file_size for each in arrays.zip.infolist()))
            about = json.loads(str(arrays["about"]))
            if (about["format"], about["version"]) != (FORMAT, VERSION):
                raise ValueError(f"its format is {about['format']!r} {about['version']}")
            layers = tuple(
                Layer(arrays[f"weights_{place}"], arrays[f"biases_{place}"], ACTIVATIONS[name])
                for place, name in enumerate(about["activations"])
            )
        return Network(layers, tuple(map(str, about["labels"])), dict(about["origin"]))
    except Exception as error:  # foreign bytes can fail in any way
        raise ValueError(
            f"{path} is not a network of ours, or it is damaged ({error}); "
            "networks are written by Network.save."
        ) from error
