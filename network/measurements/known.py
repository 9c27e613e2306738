"""Digits of known labels, on which somebody's own network is measured."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from network.datasets.mnist import read_part


@dataclass(frozen=True, eq=False)
class KnownDigits:
    """Digits, what they are, and where they come from, in a few words."""

    pixels: np.ndarray  # (N, 784), in [0, 1]
    labels: np.ndarray  # (N,)
    source: str  # such as "1,000 digits of the pen"


def read_known(folder: Path) -> KnownDigits:
    """The test digits of MNIST, or of IDX files named like them, in a folder.

    Raises FileNotFoundError and ValueError as `read_part` does.
    """
    digits = read_part(folder, "t10k")
    return KnownDigits(digits.pixels, digits.labels, f"{len(digits):,} digits of {folder.name}")
