"""Reads the tensors of a PyTorch `state_dict` from .pt and .pth, without running anything."""

import io
import math
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

import numpy as np

from network.importers.base import MOST_ARRAYS, Archive, Unsupported, widened
from network.importers.found import FoundModel
from network.importers.named import Said, layers_of
from network.importers.pickles import Pickles, Tensor
from network.importers.refused import pickled, program
from network.npz import MOST_BYTES

OLD_MAGIC = 0x1950A86A20F9469CFC6C  # with which files of before PyTorch 1.6 begin
OLD_START = b"\x80\x02\x8a\x0a" + OLD_MAGIC.to_bytes(10, "little")  # the same as a pickle
MOST_PICKLE = 2**20  # bytes of instructions: some hundred for each tensor
TYPES = {
    **{"FloatStorage": "<f4", "DoubleStorage": "<f8", "HalfStorage": "<f2"},
    **{"BFloat16Storage": "<u2", "LongStorage": "<i8", "IntStorage": "<i4"},
    **{"ShortStorage": "<i2", "CharStorage": "<i1", "ByteStorage": "<u1", "BoolStorage": "?"},
}
NESTED = ("state_dict", "model_state_dict", "model_state", "model", "net", "network", "weights")

Stores = Callable[[str], bytes]


def read_pytorch(path: Path, said: Said) -> FoundModel:
    """The tensors of a zip of data.pkl and a file for each storage, or of the older format.

    The older one is five pickles in a row, the fourth of which is what was saved and the fifth
    the keys of all storages; then for each its length, in eight bytes, and its numbers.
    """
    with path.open("rb") as file:
        reader = Pickles(file, path)
        magic, _, _, told = (reader.value() for _ in range(4))
        if magic != OLD_MAGIC:
            raise pickled(path)
        stores = {}
        for key in reader.value():
            size = np.dtype(TYPES[reader.kinds[key]]).itemsize
            stores[key] = file.read(min(int.from_bytes(file.read(8), "little"), MOST_BYTES) * size)
    return _layers(told, stores.__getitem__, path, said)


def read_pytorch_zip(path: Path, said: Said) -> FoundModel:
    """The tensors of a zip: data.pkl says what they are, a file each what is in them."""
    with Archive(path) as archive:
        names = archive.names
        (pickle,) = (each for each in names if each.endswith("data.pkl"))
        room = pickle.removesuffix("data.pkl")
        if f"{room}constants.pkl" in names:
            raise program(path, "TorchScript")
        if f"{room}byteorder" in names and archive.read(f"{room}byteorder", 9) != b"little":
            raise Unsupported("its numbers are not stored little end first")
        told = Pickles(io.BytesIO(archive.read(pickle, MOST_PICKLE)), path).value()

        @cache
        def store(key: str) -> bytes:
            return archive.read(f"{room}data/{key}")

        return _layers(told, store, path, said)


def _layers(told: object, stores: Stores, path: Path, said: Said) -> FoundModel:
    tensors = _tensors(told)
    if not tensors:
        raise program(path, "checkpoint")
    if len(tensors) > MOST_ARRAYS:
        raise Unsupported(f"it holds {len(tensors)} tensors; {MOST_ARRAYS} is the most")
    arrays = {name: _array(each, stores) for name, each in tensors.items()}
    return layers_of(arrays, "neurons", said)


def _tensors(told: object) -> dict[str, Tensor]:
    """The tensors of a state_dict, which may stand in a checkpoint beside other things."""
    if not isinstance(told, Mapping):
        return {}
    for name in NESTED:
        if isinstance(told.get(name), Mapping):
            return _tensors(told[name])
    return {
        str(name).removeprefix("_orig_mod.").removeprefix("module."): each
        for name, each in told.items()
        if isinstance(each, Tensor)
    }


def _array(tensor: Tensor, stores: Stores) -> np.ndarray:
    kind = np.dtype(TYPES[tensor.store.kind])
    store = np.frombuffer(stores(tensor.store.key), kind)
    sizes = tensor.offset, *tensor.shape, *tensor.strides
    if len(tensor.shape) != len(tensor.strides) or not all(
        0 <= each < MOST_BYTES for each in sizes
    ):
        raise ValueError("a tensor's shape and strides do not agree")
    last = sum((size - 1) * step for size, step in zip(tensor.shape, tensor.strides, strict=True))
    if math.prod(tensor.shape) > store.size or tensor.offset + last >= store.size:
        raise ValueError("a tensor is larger than what is stored of it")
    strides = tuple(kind.itemsize * each for each in tensor.strides)
    array = np.lib.stride_tricks.as_strided(store[tensor.offset :], tensor.shape, strides)
    return widened(np.ascontiguousarray(array), tensor.store.kind.startswith("BFloat16"))
