"""Reads and writes the project's own files of networks: npz, numpy's zip of plain arrays."""

import io
import json
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np

from network.activations import ACTIVATIONS
from network.files import whole_file
from network.foreign import check_size
from network.model import Layer, Network

FORMAT, VERSION = "squishification network", 1
ZIP = b"PK\3\4"  # how an npz begins


def write_npz(network: Network, path: Path) -> None:
    """Write a network to a file, whole or not at all."""
    with whole_file(path) as made:
        made.write_bytes(npz(network))


def npz(network: Network) -> bytes:
    """A network as float32 arrays and a text of JSON."""
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
    file = io.BytesIO()
    np.savez_compressed(file, **arrays)
    return file.getvalue()


def read_npz(path: Path) -> Network:
    """The network that `write_npz` has written.

    Raises FileNotFoundError for a missing file, OSError for one that may not be read, and
    ValueError for any that is not a network.
    """
    if not path.is_file():
        raise FileNotFoundError(f"No network at {path}; give the path of an .npz file.")
    with path.open("rb") as file:
        try:
            return _read(file)
        except Exception as error:  # foreign bytes can fail in any way
            raise ValueError(
                f"{path} is not a network of ours, or it is damaged ({str(error).rstrip('.')}); "
                "networks are written by Network.save."
            ) from error


def _read(file: BinaryIO) -> Network:
    if file.read(len(ZIP)) != ZIP:
        raise ValueError("it is no zip of arrays")
    file.seek(0)
    with np.load(file, allow_pickle=False) as arrays:
        check_size(sum(each.file_size for each in arrays.zip.infolist()))
        about = json.loads(str(arrays["about"]))
        if (about["format"], about["version"]) != (FORMAT, VERSION):
            raise ValueError(f"its format is {about['format']!r} {about['version']}")
        layers = tuple(
            Layer(arrays[f"weights_{place}"], arrays[f"biases_{place}"], ACTIVATIONS[name])
            for place, name in enumerate(about["activations"])
        )
    return Network(layers, tuple(map(str, about["labels"])), dict(about["origin"]))
