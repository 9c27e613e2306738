"""What the readers of other programs' files share: refusals, and bounds on what is read."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self
from zipfile import ZipFile

import numpy as np

from network.activations import FAMILIES, activation_named
from network.npz import MOST_BYTES

MOST_WEIGHTS = 2**24  # of a whole model: six layers of 1,024 neurons have a third of it
MOST_ARRAYS = 1000  # in a file
MOST_TEXT = 2**24  # bytes of JSON
MOST_LISTS = 100_000  # in a text of JSON: a matrix has one for each row
MOST_DIRECTORY = 2**20  # bytes that name the files of an archive
LONGEST_END = 2**16 + 200  # bytes at the end of an archive in which its directory is told of
SAME = 1e-7  # the rounding of numbers of 32 bits
OTHER_NAMES = {"linear": "identity", "logistic": "sigmoid", "swish": "silu"}


class Unsupported(ValueError):
    """A model that was understood, and cannot be brought in as it is.

    `lines` are what to type, line by line, where the program that made it has to help.
    """

    def __init__(self, reason: str, lines: tuple[str, ...] = ()) -> None:
        super().__init__(reason)
        self.lines = lines


def known_activation(name: str) -> str:
    """The name that we give an activation; raises Unsupported for one that is not known."""
    name = OTHER_NAMES.get(name, name)
    try:
        return activation_named(name).name
    except ValueError as error:
        known = str(error).partition("; ")[2]
        raise Unsupported(f"no activation is called {name!r}; {known}") from error


def of_family(family: str, number: float) -> str:
    """The name of an activation that a file gives its number, rounded as it is in 32 bits."""
    if abs(number - FAMILIES[family][1]) < SAME:
        return family
    return "relu" if number == 0 and family == "leaky_relu" else f"{family}:{np.float32(number)!s}"


@contextmanager
def extra(package: str, name: str) -> Iterator[None]:
    """Where a package is imported that comes with one of the project's extras.

    Raises Unsupported, with what to type, where it is not installed.
    """
    try:
        yield
    except ImportError as error:
        raise Unsupported(
            f"the package {package} is needed to read it; "
            f"type: uv sync --extra {name} (or: pip install {package})"
        ) from error


class Archive:
    """A zip whose directory is not too long, and which gives no more bytes in all than MOST_BYTES.

    What the directory says of a file's size binds it; nothing is unpacked beyond.
    """

    def __init__(self, path: Path) -> None:
        _check_directory(path)
        self.zip, self.left = ZipFile(path), MOST_BYTES
        self.names = self.zip.namelist()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.zip.close()

    def read(self, name: str, most: int = MOST_BYTES) -> bytes:
        """The bytes of one file in it.

        Raises Unsupported where they would be too many.
        """
        size = self.zip.getinfo(name).file_size
        check_size(size, min(most, self.left))
        self.left -= size
        return self.zip.read(name)


def _check_directory(path: Path) -> None:
    """Raise Unsupported for a zip of so many files that reading their names alone takes long.

    The directory's length stands in records at the end of the file, one for each of the two
    sizes of numbers (APPNOTE.TXT of PKWARE, sections 4.3.14 and 4.3.16).
    """
    with path.open("rb") as file:
        file.seek(-min(path.stat().st_size, LONGEST_END), os.SEEK_END)
        end = file.read()
    for mark, place, size in ((b"PK\5\6", 12, 4), (b"PK\6\6", 40, 8)):
        at = end.rfind(mark)
        length = int.from_bytes(end[at + place : at + place + size], "little") if at >= 0 else 0
        if length > MOST_DIRECTORY and length != 2**32 - 1:
            raise Unsupported(f"it is an archive of too many files, named in {length} bytes")


def parsed(text: bytes) -> Any:
    """What a text of JSON says; raises Unsupported for one that would take long to be read."""
    check_size(len(text), MOST_TEXT)
    if (count := text.count(b"[") + text.count(b"{")) > MOST_LISTS:
        raise Unsupported(f"it has {count} lists in lists; {MOST_LISTS} is the most")
    return json.loads(text)


def check_size(size: int, most: int | None = None) -> None:
    """Raise Unsupported for more bytes than a dense network can have any use for."""
    most = MOST_BYTES if most is None else most
    if size > most:
        raise Unsupported(f"it holds {size} bytes; {most} is the most that is read")


def check_weights(count: int) -> None:
    """Raise Unsupported for more weights than a network that can be shown has any use for."""
    if count > MOST_WEIGHTS:
        raise Unsupported(f"it has {count} weights or more; {MOST_WEIGHTS} is the most")


def widened(array: np.ndarray, is_bfloat16: bool) -> np.ndarray:
    """The array itself; numbers of bfloat16, given as whole ones of 16 bits, as float32.

    A bfloat16 is the upper half of a float32.
    """
    return (array.astype("<u4") << 16).view("<f4") if is_bfloat16 else array
