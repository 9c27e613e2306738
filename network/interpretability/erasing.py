"""What if some ink were not there? The answers with and without it."""

import math
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from network.arrays import read_only
from network.forward import ForwardPass
from network.interpretability.what_if import WhatIf


@dataclass(frozen=True, eq=False)
class Erasing(WhatIf):
    """What if the ink of some pixels were not there?

    What is left has no label: nobody has said what it is. Raises ValueError for a region that is
    no part of the picture.
    """

    region: np.ndarray  # of the picture's shape, booleans

    def __post_init__(self) -> None:
        region, side = self.region, len(self.digit.image)
        if region.shape != self.digit.image.shape or region.dtype != bool or not region.any():
            raise ValueError(
                f"A region of shape {region.shape} and type {region.dtype}, {region.sum()} pixels "
                f"of it chosen; it must be {side} x {side} booleans, one of them true."
            )

    @cached_property
    def after(self) -> ForwardPass:
        """The forward pass of what is left."""
        left = np.where(self.region, 0, self.digit.image)
        return self.network.forward(replace(self.digit, image=left, label=None, steps=()))

    @property
    def rows(self) -> tuple[int, int]:
        """The first and the last row of the region, counted from 1."""
        return self._reach(1)

    @property
    def columns(self) -> tuple[int, int]:
        """The first and the last column of the region, counted from 1."""
        return self._reach(0)

    def _reach(self, axis: int) -> tuple[int, int]:
        places = np.flatnonzero(self.region.any(axis=axis)) + 1
        return int(places[0]), int(places[-1])


def strongest_patch(shares: np.ndarray, side: int = 5) -> np.ndarray:
    """The square of `side` x `side` pixels whose shares, (pixels,), add up to most: a region.

    Raises ValueError for a square that is no part of the picture.
    """
    whole = math.isqrt(shares.size)
    if not 1 <= side <= whole:
        raise ValueError(f"A patch of {side} x {side} pixels in {whole} x {whole}.")
    windows = np.lib.stride_tricks.sliding_window_view(shares.reshape(whole, whole), (side, side))
    sums = windows.sum(axis=(2, 3))
    row, column = np.unravel_index(sums.argmax(), sums.shape)
    region = np.zeros((whole, whole), dtype=bool)
    region[row : row + side, column : column + side] = True
    return read_only(region)
