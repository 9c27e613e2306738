"""Reads MNIST, the data set of handwritten digits that the shipped network learnt from."""

import gzip
import hashlib
import math
import os
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import numpy as np

IMAGES_MAGIC = 0x803  # unsigned bytes in three dimensions
LABELS_MAGIC = 0x801  # unsigned bytes in one
MOST_BYTES = 2**28  # bytes of an unpacked file; the largest of MNIST's takes a sixth of that
DIGESTS = {  # SHA-256 of the unpacked files
    "train-images-idx3-ubyte": "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
    "train-labels-idx1-ubyte": "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
    "t10k-images-idx3-ubyte": "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
    "t10k-labels-idx1-ubyte": "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2",
}


@dataclass(frozen=True, eq=False)
class LabelledDigits:
    """Pictures of digits and what each of them is, as bytes.

    Raises ValueError where there are not as many labels as images.
    """

    images: np.ndarray  # (N, rows, columns), uint8: 0 is paper, 255 is full ink
    labels: np.ndarray  # (N,), uint8

    def __post_init__(self) -> None:
        if len(self.images) != len(self.labels):
            raise ValueError(
                f"{len(self.images)} images but {len(self.labels)} labels; each image needs one."
            )

    def __len__(self) -> int:
        return len(self.labels)

    def __getitem__(self, which: slice) -> "LabelledDigits":
        return LabelledDigits(self.images[which], self.labels[which])

    @property
    def pixels(self) -> np.ndarray:
        """Brightnesses in [0, 1] as a network takes them, (N, rows * columns), float32."""
        return self.images.reshape(len(self), -1) / np.float32(255)


def read_part(folder: str | Path, part: str) -> LabelledDigits:
    """The digits of one part of MNIST, "train" or "t10k", from its two files in a folder.

    Raises FileNotFoundError where one is missing and ValueError for a damaged or foreign one.
    """
    images, labels = (find_file(folder, name) for name in file_names(part))
    return LabelledDigits(read_idx(images, IMAGES_MAGIC), read_idx(labels, LABELS_MAGIC))


def file_names(part: str) -> tuple[str, str]:
    """What the files of a part are called: its images' and its labels'."""
    return f"{part}-images-idx3-ubyte", f"{part}-labels-idx1-ubyte"


def find_file(folder: str | Path, name: str) -> Path:
    """The file of that name in a folder, plain or with ".gz" behind it.

    Raises FileNotFoundError where there is neither.
    """
    plain = Path(folder) / name
    for path in (plain, plain.with_name(name + ".gz")):
        if path.is_file():
            return path
    raise FileNotFoundError(
        f"No {name} or {name}.gz in {folder}; squish mnist fetches MNIST's four files."
    )


def cache_folder() -> Path:
    """Where `squish mnist` keeps its files: the folder of each system for what can be fetched anew.

    For Linux, https://specifications.freedesktop.org/basedir-spec: a relative path counts as none.
    """
    home = Path.home()
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = home / "Library" / "Caches"
    else:
        base = Path(os.environ.get("XDG_CACHE_HOME", ""))
        base = base if base.is_absolute() else home / ".cache"
    return base / "squishification" / "mnist"


def fingerprints(folder: str | Path) -> dict[str, str]:
    """SHA-256 of the unpacked bytes of each of MNIST's files, by name."""
    return {name: fingerprint(find_file(folder, name)) for name in DIGESTS}


def fingerprint(path: Path) -> str:
    """SHA-256 of the unpacked bytes of a file.

    Raises ValueError for a damaged gzip file, and for one that unpacks to more than MOST_BYTES.
    """
    digest, size = hashlib.sha256(), 0
    with _opened(path) as file:
        while chunk := file.read(2**20):
            digest.update(chunk)
            size += len(chunk)
            if size > MOST_BYTES:
                raise ValueError(f"{path} holds more than the {MOST_BYTES:,} bytes that are read.")
    return digest.hexdigest()


def read_idx(path: str | Path, magic: int) -> np.ndarray:
    """The array of bytes in an IDX file, plain or packed by gzip.

    The format is that of http://yann.lecun.com/exdb/mnist: a magic number whose last byte counts
    the dimensions, the length of each, then the bytes; all numbers are big-endian, of 32 bits.
    No more is unpacked than the header promises.

    Raises ValueError for another magic number, for a file that is not as long as it says, and for
    one that says it is longer than MOST_BYTES.
    """
    size = 4 * (1 + magic % 256)
    with _opened(Path(path)) as file:
        header = file.read(size)
        if len(header) < size:
            raise ValueError(
                f"{path} is cut off: {len(header)} bytes, and an IDX header alone takes {size}."
            )
        found, *lengths = (int(each) for each in np.frombuffer(header, ">u4"))
        if found != magic:
            raise ValueError(f"{path} begins with the number {found}; here it must be {magic}.")
        promised = math.prod(lengths)
        if promised > MOST_BYTES:
            raise ValueError(f"{path} promises {promised:,} bytes; {MOST_BYTES:,} are the most.")
        content = file.read(promised + 1)
    if len(content) != promised:
        ends = "goes on" if len(content) > promised else f"ends after {len(content):,} bytes"
        raise ValueError(
            f"{path} {ends}, where its header promises {promised:,} bytes; fetch it again."
        )
    return np.frombuffer(content, np.uint8).reshape(lengths)


@contextmanager
def _opened(path: Path) -> Iterator[IO[bytes] | gzip.GzipFile]:
    """A file to read from, unpacked if it is packed."""
    with path.open("rb") as file:
        packed = file.read(2) == b"\x1f\x8b"  # the mark of gzip
        file.seek(0)
        try:
            yield gzip.GzipFile(fileobj=file) if packed else file
        except (EOFError, gzip.BadGzipFile, zlib.error) as error:
            raise ValueError(f"{path} is a damaged gzip file ({error}); fetch it again.") from error
