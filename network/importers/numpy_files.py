"""Reads arrays of numpy: .npz with any names in it, and folders of .npy. Nothing is unpickled."""

import io
import math
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from network.importers.base import MOST_ARRAYS, Archive, Unsupported, check_size
from network.importers.found import FoundModel
from network.importers.named import Said, layers_of
from network.importers.refused import program

HEADERS = {
    (1, 0): np.lib.format.read_array_header_1_0,
    (2, 0): np.lib.format.read_array_header_2_0,
}


class Pickled(Unsupported):
    """An array of Python's objects."""


def read_npz(path: Path, said: Said) -> FoundModel:
    """Arrays by their names, as numpy.savez writes them."""
    with Archive(path) as archive:
        names = [each for each in archive.names if each.endswith(".npy")]
        _check_count(names)
        contents = {name.removesuffix(".npy"): archive.read(name) for name in names}
    return layers_of(_without_objects(contents, path), "", said)


def read_npy_folder(path: Path, said: Said) -> FoundModel:
    """Arrays that lie in one folder, each in a file of its own."""
    files = sorted(path.glob("*.npy"))
    _check_count(files)
    check_size(sum(each.stat().st_size for each in files))
    contents = {each.stem: each.read_bytes() for each in files}
    return layers_of(_without_objects(contents, path), "", said)


def array_in(content: bytes) -> np.ndarray:
    """The array in the bytes of an .npy file, whose header must tell just what follows it.

    Raises Pickled for arrays of Python's objects, which are pickled, and ValueError for what
    is no such file.
    """
    file = io.BytesIO(content)
    version = np.lib.format.read_magic(file)
    if version not in HEADERS:
        raise ValueError(f"its version of .npy is {version}")
    shape, by_columns, dtype = HEADERS[version](file)
    if dtype.hasobject:
        raise Pickled("it holds Python's objects, pickled; they are not unpacked")
    if math.prod(shape) * dtype.itemsize != len(content) - file.tell():
        raise ValueError(f"its array of shape {shape} is not as long as it says")
    array = np.frombuffer(content, dtype, offset=file.tell())
    return array.reshape(shape, order="F" if by_columns else "C")


def _without_objects(contents: dict[str, bytes], path: Path) -> dict[str, np.ndarray]:
    arrays = {}
    for name, content in contents.items():
        try:
            array = array_in(content)
        except Pickled as refusal:
            raise program(path, "numpy") from refusal
        if array.dtype.kind in "fiu":
            arrays[name] = array
    return arrays


def _check_count(names: Iterable[object]) -> None:
    if (count := len(list(names))) > MOST_ARRAYS:
        raise Unsupported(f"it holds {count} arrays; {MOST_ARRAYS} is the most")
