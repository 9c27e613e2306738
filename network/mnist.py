"""Reads MNIST, the data set of handwritten digits that the shipped network learnt from."""

import gzip
import hashlib
import math
import zlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np

PARTS = {"train": 60_000, "t10k": 10_000}  # how many digits each part of MNIST holds
IMAGES_MAGIC = 0x803  # unsigned bytes in three dimensions
LABELS_MAGIC = 0x801  # unsigned bytes in one


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
        f"No {name} or {name}.gz in {folder}; MNIST is the four files "
        f"{', '.join(each for part in PARTS for each in file_names(part))}."
    )


def fingerprints(folder: str | Path) -> dict[str, str]:
    """SHA-256 of the unpacked bytes of each of MNIST's files, by name."""
    names = [name for part in PARTS for name in file_names(part)]
    return {name: hashlib.sha256(_unpacked(find_file(folder, name))).hexdigest() for name in names}


def read_idx(path: str | Path, magic: int) -> np.ndarray:
    """The array of bytes in an IDX file, plain or packed by gzip.

    The format is that of http://yann.lecun.com/exdb/mnist: a magic number whose last byte counts
    the dimensions, the length of each, then the bytes; all numbers are big-endian, of 32 bits.

    Raises ValueError for another magic number and for a file that is not as long as it says.
    """
    content = _unpacked(Path(path))
    header = 4 * (1 + magic % 256)
    if len(content) < header:
        raise ValueError(
            f"{path} is cut off: {len(content)} bytes, and an IDX header alone takes {header}."
        )
    found, *lengths = (int(each) for each in np.frombuffer(content[:header], ">u4"))
    if found != magic:
        raise ValueError(f"{path} begins with the number {found}; here it must be {magic}.")
    promised = header + math.prod(lengths)
    if len(content) != promised:
        raise ValueError(
            f"{path} is {len(content)} bytes long but its header promises {promised}; "
            "fetch it again."
        )
    return np.frombuffer(content, np.uint8, offset=header).reshape(lengths)


def _unpacked(path: Path) -> bytes:
    content = path.read_bytes()
    if content[:2] != b"\x1f\x8b":  # the mark of gzip
        return content
    try:
        return gzip.decompress(content)
    except (OSError, EOFError, zlib.error) as error:
        raise ValueError(f"{path} is a damaged gzip file ({error}); fetch it again.") from error
