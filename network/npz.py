"""The project's own files of networks: npz, numpy's zip of plain arrays, and a text of JSON."""

import io
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, BinaryIO

import numpy as np

FORMAT, VERSION = "squishification network", 1
ZIP = b"PK\3\4"  # how an npz begins
MOST_BYTES = 2**28  # bytes that a file of a network may unpack to

Stored = tuple[np.ndarray, np.ndarray, str]  # a layer's weights, biases and activation by name


def pack(layers: Iterable[Stored], labels: Sequence[str], origin: Mapping[str, object]) -> bytes:
    """The bytes of a file: arrays as float32, everything else as JSON."""
    about = {"format": FORMAT, "version": VERSION, "labels": labels, "origin": origin}
    names: list[str] = []
    arrays: dict[str, Any] = {}
    for place, (weights, biases, name) in enumerate(layers):
        names.append(name)
        arrays[f"weights_{place}"] = weights.astype(np.float32)
        arrays[f"biases_{place}"] = biases.astype(np.float32)
    told = np.array(json.dumps(about | {"activations": names}))
    file = io.BytesIO()
    np.savez_compressed(file, about=told, **arrays)
    return file.getvalue()


def unpack(file: BinaryIO) -> tuple[list[Stored], tuple[str, ...], dict[str, object]]:
    """The layers, labels and origin in a file that `pack` has made.

    Raises ValueError for most other files; but foreign bytes can fail in any way.
    """
    if file.read(len(ZIP)) != ZIP:
        raise ValueError("it is no zip of arrays")
    file.seek(0)
    with np.load(file, allow_pickle=False) as arrays:
        size = sum(each.file_size for each in arrays.zip.infolist())
        if size > MOST_BYTES:
            raise ValueError(f"it holds {size} bytes; {MOST_BYTES} is the most that is read")
        about = json.loads(str(arrays["about"]))
        if (about["format"], about["version"]) != (FORMAT, VERSION):
            raise ValueError(f"its format is {about['format']!r} {about['version']}")
        layers = [
            (arrays[f"weights_{place}"], arrays[f"biases_{place}"], name)
            for place, name in enumerate(about["activations"])
        ]
    return layers, tuple(map(str, about["labels"])), dict(about["origin"])
