"""Reads the layers of a PyTorch `state_dict`, or of a tree of Flax, saved as safetensors."""

import math
from pathlib import Path

import numpy as np

from network.importers.base import MOST_ARRAYS, Unsupported, check_size, parsed, widened
from network.importers.found import FoundModel
from network.importers.named import Said, layers_of

TYPES = {"F64": "<f8", "F32": "<f4", "F16": "<f2", "BF16": "<u2"} | {
    f"{kind}{8 * size}": f"<{kind.lower()}{size}" for kind in "IU" for size in (1, 2, 4, 8)
}
MOST_HEADER = 2**20  # bytes


def read_safetensors(path: Path, said: Said) -> FoundModel:
    """The file is a JSON of names, types, shapes and places, then the bytes of all arrays.

    PyTorch's `weight` is (neurons, inputs), Flax's `kernel` (inputs, neurons). The format is that
    of https://huggingface.co/docs/safetensors.
    """
    content = path.read_bytes()
    length = int.from_bytes(content[:8], "little")
    check_size(length, MOST_HEADER)
    header = parsed(content[8 : 8 + length])
    header.pop("__metadata__", None)
    if len(header) > MOST_ARRAYS:
        raise Unsupported(f"it holds {len(header)} arrays; {MOST_ARRAYS} is the most")
    tensors = {}
    for name, about in header.items():
        start, end = about["data_offsets"]
        if about["dtype"] not in TYPES:
            raise Unsupported(f"{name} is of type {about['dtype']}, not of floating-point numbers")
        kind = np.dtype(TYPES[about["dtype"]])
        size = math.prod(about["shape"]) * kind.itemsize
        if not 0 <= start <= end <= len(content) - 8 - length or end - start != size:
            raise ValueError(f"{name} does not lie where it says")
        array = np.frombuffer(content[8 + length + start : 8 + length + end], kind)
        tensors[name] = widened(array, about["dtype"] == "BF16").reshape(about["shape"])
    rows = "inputs" if any(name.endswith("kernel") for name in tensors) else "neurons"
    return layers_of(tensors, rows, said)
