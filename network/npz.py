"""The project's own files of networks: npz, numpy's zip of plain arrays, and a text of JSON."""

import io
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

import numpy as np

FORMAT, VERSION = "squishification network", 1
ZIP = b"PK\3\4"  # how an npz begins
LARGEST = 2**28  # bytes that a file of a network may unpack to

Built = TypeVar("Built")
Stored = tuple[np.ndarray, np.ndarray, str]  # a layer's weights, biases and activation by name
Build = Callable[[list[Stored], tuple[str, ...], dict[str, object]], Built]


def pack(layers: Iterable[Stored], labels: Sequence[str], origin: Mapping[str, object]) -> bytes:
    """The bytes of a file: arrays as float32, everything else as JSON."""
    layers = list(layers)
    about = {
        "format": FORMAT,
        "version": VERSION,
        "labels": labels,
        "origin": origin,
        "activations": [name for *_, name in layers],
    }
    arrays: dict[str, Any] = {"about": np.array(json.dumps(about))}
    for place, (weights, biases, _) in enumerate(layers):
        arrays[f"weights_{place}"] = weights.astype(np.float32)
        arrays[f"biases_{place}"] = biases.astype(np.float32)
    file = io.BytesIO()
    np.savez_compressed(file, **arrays)
    return file.getvalue()


def unpack(path: Path, build: Build[Built]) -> Built:
    """What is built from the layers, labels and origin in a file that `pack` has made.

    Raises FileNotFoundError for a missing file, OSError for one that may not be read, and
    ValueError for any other and where `build` fails.
    """
    if not path.is_file():
        raise FileNotFoundError(f"No network at {path}; give the path of an .npz file.")
    with path.open("rb") as file:
        try:
            return build(*_read(file))
        except Exception as error:  # foreign bytes can fail in any way
            raise ValueError(
                f"{path} is not a network of ours, or it is damaged ({str(error).rstrip('.')}); "
                "networks are written by Network.save; network.importers brings in those of other "
                "programs."
            ) from error


def _read(file: BinaryIO) -> tuple[list[Stored], tuple[str, ...], dict[str, object]]:
    if file.read(len(ZIP)) != ZIP:
        raise ValueError("it is no zip of arrays")
    file.seek(0)
    with np.load(file, allow_pickle=False) as arrays:
        size = sum(each.file_size for each in arrays.zip.infolist())
        if size > LARGEST:
            raise ValueError(f"it holds {size} bytes; {LARGEST} is the most that is read")
        about = json.loads(str(arrays["about"]))
        if (about["format"], about["version"]) != (FORMAT, VERSION):
            raise ValueError(f"its format is {about['format']!r} {about['version']}")
        layers = [
            (arrays[f"weights_{place}"], arrays[f"biases_{place}"], name)
            for place, name in enumerate(about["activations"])
        ]
    return layers, tuple(map(str, about["labels"])), dict(about["origin"])
