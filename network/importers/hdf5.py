"""Reads HDF5, as far as arrays are written out in the file itself and rooms are not too many."""

import platform
from mmap import ACCESS_READ, mmap
from pathlib import Path
from struct import unpack_from
from typing import Any, BinaryIO

import numpy as np

from network.importers.base import MOST_ARRAYS, MOST_TEXT, Unsupported, check_size, extra

COLLECTION = b"GCOL\1"  # how a collection of texts begins
DEEPEST = 12  # groups in groups; Keras has six
PASSED_OVER = ("optimizer", "optimizer_weights", "metrics")  # groups of what learning needs


class Hdf5:
    """The groups and arrays of an open file, by their paths."""

    def __init__(self, file: Path | BinaryIO) -> None:
        self.h5py = _h5py()
        _check_heaps(file)
        self.file = self.h5py.File(file, "r")
        self.groups: set[str] = set()
        self.datasets: dict[str, Any] = {}
        self._walk(self.file, "", DEEPEST)

    def array(self, path: str) -> np.ndarray:
        """The numbers at a path.

        Raises Unsupported for such as are not written out in the file.
        """
        dataset = self.datasets[path]
        if dataset.external or dataset.is_virtual:
            raise Unsupported(f"{path} is kept in another file")
        if dataset.dtype.kind not in "fiu":
            raise Unsupported(f"{path} holds no numbers")
        check_size(dataset.nbytes)
        if dataset.id.get_storage_size() != dataset.nbytes:
            raise Unsupported(f"{path} is not written out in full; save it without compression")
        return np.asarray(dataset[()])

    def text(self, name: str) -> bytes:
        """An attribute of the file, which must be a single text; empty where there is none."""
        if name not in self.file.attrs:
            return b""
        about = self.file.attrs.get_id(name)
        if about.shape != () or about.get_storage_size() > MOST_TEXT:
            raise Unsupported(f"its {name} is no text")
        told = self.file.attrs[name]
        return told if isinstance(told, bytes) else str(told).encode()

    def _walk(self, group: Any, path: str, deepest: int) -> None:
        if len(group) + len(self.groups) + len(self.datasets) > 4 * MOST_ARRAYS or not deepest:
            raise Unsupported(f"it has more than {4 * MOST_ARRAYS} groups, or {DEEPEST} in a row")
        for name in group:
            where = f"{path}/{name}".lstrip("/")
            if not isinstance(group.get(name, getlink=True), self.h5py.HardLink):
                raise Unsupported(f"{where} is kept in another place")
            item = group[name]
            if isinstance(item, self.h5py.Dataset):
                self.datasets[where] = item
            elif isinstance(item, self.h5py.Group) and where not in PASSED_OVER:
                self.groups.add(where)
                self._walk(item, where, deepest - 1)


def _check_heaps(file: Path | BinaryIO) -> None:
    """Raise Unsupported for texts kept so that the library would look for them for ever.

    Texts of any length lie in collections, one behind the other, each with its size before it; a
    free place of no size leads nowhere (HDF5 File Format Specification 3.0, III.E).
    """
    if isinstance(file, Path):
        with file.open("rb") as opened, mmap(opened.fileno(), 0, access=ACCESS_READ) as content:
            _check_collections(content)
    else:
        _check_collections(file.read())
        file.seek(0)


def _check_collections(content: mmap | bytes) -> None:
    start = content.find(COLLECTION)
    while 0 <= start <= len(content) - 16:
        (size,) = unpack_from("<Q", content, start + 8)
        place, end = start + 16, min(start + size, len(content))
        while place + 16 <= end:
            number, length = unpack_from("<H6xQ", content, place)
            if number == 0 and length < 16:
                raise Unsupported("its texts are damaged")
            place += length if number == 0 else 16 + -(-length // 8) * 8
        start = content.find(COLLECTION, start + 16)


def _h5py() -> Any:
    """The package, imported without a process: it asks for all of uname, the processor too."""
    vars(platform.uname()).setdefault("processor", platform.machine())
    with extra("h5py", "keras"):
        import h5py  # type: ignore[import-untyped]

    return h5py
