"""The row of a digit that is worth walking along, and the pixel in it that is hardest to guess."""

from dataclasses import dataclass

import numpy as np

from network.digits import Digit

BEYOND = 2  # pixels of paper on either side of the ink


@dataclass(frozen=True, eq=False)
class PixelRow:
    """The row of a digit in which brightness changes most from pixel to pixel.

    Of its pixels the one that is nearest to halfway between dark and bright is the one to guess.
    """

    digit: Digit

    @property
    def row(self) -> int:
        """The place of the row, from 0."""
        return int(np.abs(np.diff(self.digit.image, axis=1)).sum(axis=1).argmax())

    @property
    def brightnesses(self) -> np.ndarray:
        """Its pixels from left to right, (28,)."""
        return np.asarray(self.digit.image[self.row])

    @property
    def first(self) -> int:
        """Where a walk along its ink begins: two pixels before it, or at the edge."""
        return max(int(self._inked[0]) - BEYOND, 0)

    @property
    def last(self) -> int:
        """Where the walk ends: two pixels after it, or at the edge."""
        return min(int(self._inked[-1]) + BEYOND, len(self.brightnesses) - 1)

    @property
    def column(self) -> int:
        """The place of the pixel to guess, from 0."""
        return int(np.abs(self.brightnesses - 0.5).argmin())

    @property
    def brightness(self) -> float:
        """How bright the pixel to guess is."""
        return float(self.brightnesses[self.column])

    @property
    def guesses(self) -> np.ndarray:
        """What it might be, (3,): the darkest of the row, what it is, the brightest."""
        return np.array([self.brightnesses.min(), self.brightness, self.brightnesses.max()])

    @property
    def right_guess(self) -> int:
        """The place of what it is among the guesses."""
        return int((self.guesses == self.brightness).argmax())

    @property
    def _inked(self) -> np.ndarray:
        """The places of its pixels with ink; all of them where there is none."""
        inked = np.flatnonzero(self.brightnesses)
        return inked if len(inked) else np.arange(len(self.brightnesses))
