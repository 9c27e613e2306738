"""One bar, laid over every place of a large picture: where it fits, there is an edge."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy.ndimage import correlate

from network.arrays import read_only
from network.digits import SIDE
from network.interpretability.crowd import LabelledImages
from network.interpretability.stroke_match import Bar


@dataclass(frozen=True, eq=False)
class EdgeMap:
    """How well a bar fits around each pixel of digits that stand side by side in rows.

    Raises ValueError for fewer digits than there are places.
    """

    digits: LabelledImages
    rows: int
    columns: int
    bar: Bar  # whose middle is that of 28 x 28 pixels

    def __post_init__(self) -> None:
        places, count = self.rows * self.columns, len(self.digits.labels)
        if not 0 < places <= count:
            raise ValueError(f"{count} digits for {self.rows} x {self.columns} places.")

    @cached_property
    def picture(self) -> np.ndarray:
        """The digits side by side, (28 rows, 28 columns), brightnesses."""
        shown = self.digits.images[: self.rows * self.columns]
        tiled = shown.reshape(self.rows, self.columns, SIDE, SIDE).swapaxes(1, 2)
        return read_only(tiled.reshape(self.rows * SIDE, self.columns * SIDE))

    @cached_property
    def response(self) -> np.ndarray:
        """How well the bar fits around each pixel, 0 for not at all, 1 where it fits best.

        That is the sum of the bar's weights times the brightnesses under them, if it is positive,
        beside the largest of all (cross-correlation).
        """
        weights = self.bar.picture().reshape(SIDE, SIDE)
        sums = correlate(self.picture.astype(float), weights, mode="constant", origin=-1)
        sums = sums.clip(min=0)
        return read_only(sums / max(sums.max(), np.finfo(float).tiny))
