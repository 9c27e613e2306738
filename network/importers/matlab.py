"""Reads the arrays of a .mat file, as scipy.io.savemat and MATLAB up to version 7 write it."""

import math
import zlib
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import numpy as np

from network.importers.base import Unsupported, check_size
from network.importers.found import FoundModel
from network.importers.named import Said, layers_of
from network.npz import MOST_BYTES

HEADER = 128  # bytes before the first element
MOST_ELEMENTS = 10_000
MATRIX, COMPRESSED = 14, 15
NUMBERS = {
    1: "i1",
    2: "u1",
    3: "i2",
    4: "u2",
    5: "i4",
    6: "u4",
    7: "f4",
    9: "f8",
    12: "i8",
    13: "u8",
}
CELL, FLOATS = 1, (6, 7)  # classes of arrays: cells, and numbers of 64 or 32 bits


def read_mat(path: Path, said: Said) -> FoundModel:
    """Arrays by their names; what is no array of floating-point numbers is passed over.

    The format is MathWorks' "MAT-File Format", level 5: elements of a type, a size and content.
    """
    content, counted = memoryview(path.read_bytes()), count(1)
    if bytes(content[126:128]) != b"IM":
        raise Unsupported("its numbers are not stored little end first")
    arrays: dict[str, np.ndarray] = {}
    left = MOST_BYTES
    for kind, element in _elements(content[HEADER:], counted):
        if kind == COMPRESSED:
            unpacking = zlib.decompressobj()
            element = memoryview(unpacking.decompress(element, left))
            check_size(len(element) + len(unpacking.unconsumed_tail), left)
            left -= len(element)
            ((kind, element),) = _elements(element, counted)
        if kind == MATRIX:
            _take(element, "", arrays, counted)
    return layers_of(arrays, "", said)


def _take(
    matrix: memoryview, name: str, arrays: dict[str, np.ndarray], counted: Iterator[int]
) -> None:
    """Put an array into `arrays`, or those in a cell, by their names."""
    parts = _elements(matrix, counted)
    (_, flags), (_, sizes), (_, own_name) = (next(parts) for _ in range(3))
    name = name or str(own_name, "latin-1")
    shape = tuple(np.frombuffer(sizes, "<i4").tolist())
    if flags[0] == CELL:
        for place, (_, cell) in enumerate(parts):
            _take(cell, f"{name}.{place}", arrays, counted)
    elif flags[0] in FLOATS:
        kind, numbers = next(parts)
        array = np.frombuffer(numbers, f"<{NUMBERS[kind]}")
        if math.prod(shape) != array.size:
            raise ValueError(f"{name} of shape {shape} has {array.size} numbers")
        arrays[name] = array.reshape(shape, order="F").astype(float)


def _elements(content: memoryview, counted: Iterator[int]) -> Iterator[tuple[int, memoryview]]:
    """Type and content of each element; small ones have both and the size in eight bytes."""
    at = 0
    while at + 8 <= len(content):
        kind, size = np.frombuffer(content, "<u4", 2, at).tolist()
        if kind >> 16:
            kind, size, start = kind & 0xFFFF, kind >> 16, at + 4
            at += 8
        else:
            start = at + 8
            at = start + size + (-size % 8 if kind != COMPRESSED else 0)
        if start + size > len(content):
            raise ValueError("an element of it is longer than the file")
        if next(counted) > MOST_ELEMENTS:
            raise Unsupported(f"it holds more than {MOST_ELEMENTS} elements")
        yield kind, content[start : start + size]
