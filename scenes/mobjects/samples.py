"""Samples: a few cells lifted out of a picture, large enough to carry their numbers."""

import numpy as np
from manim import DOWN, RIGHT, Animation, Create, FadeIn, Group, VGroup

from network import Digit
from scenes import theme
from scenes.mobjects.cells import Cells, PixelGrid, Pour
from scenes.mobjects.highlight import look_here
from scenes.mobjects.words import Readout

LEVELS = (0.0, 0.35, 0.7, 1.0)  # the samples are the pixels nearest to these brightnesses
SIZE = 1.0  # of a lifted cell
PITCH = 1.45
APART = 3  # pixels


class Samples(Group):
    """Pixels from dark to bright, each lifted out beside its number."""

    def __init__(self, digit: Digit, pixels: PixelGrid, top: np.ndarray) -> None:
        super().__init__()
        places = self._places(digit)
        self.frames = VGroup(
            *(look_here(Cells(pixels.corners[[place]]), buff=0.02) for place in places)
        )
        self.cells = pixels.copy().only(places)
        spots = np.array([top + row * PITCH * DOWN for row in range(len(places))])
        reach = np.array([SIZE, SIZE, 0]) / 2
        self.large = self.cells.copy().place(np.stack((spots - reach, spots + reach), axis=1))
        self.numbers = VGroup(
            *(
                Readout(digit, f"pixels.{place}", size=theme.LARGE).next_to(
                    spot + reach[0] * RIGHT, RIGHT, buff=2 * theme.GAP
                )
                for place, spot in zip(places, spots, strict=True)
            )
        )
        self.add(self.frames, self.cells, self.numbers)

    def find(self) -> Animation:
        """Frame the pixels where they stand."""
        return Create(self.frames, lag_ratio=0.3, run_time=theme.STEP)

    def lift(self) -> Animation:
        """Bring them out, one after the other."""
        order = np.arange(len(self.cells))
        return Pour(self.cells, self.large, order, introducer=True, run_time=theme.STRIDE)

    def tell(self) -> Animation:
        """Write each one's number beside it."""
        return FadeIn(self.numbers, lag_ratio=0.3, run_time=theme.STEP)

    @staticmethod
    def _places(digit: Digit) -> np.ndarray:
        """The pixel nearest to each level; of equals, the one nearest to the middle.

        No two of them stand closer than `APART`, so that their frames do not touch.
        """
        rows, columns = np.indices(digit.image.shape)
        off = np.hypot(rows - rows.mean(), columns - columns.mean()).ravel()
        spots = np.stack((rows.ravel(), columns.ravel()), axis=1)
        chosen: list[int] = []
        for level in LEVELS:
            near = np.abs(digit.pixels - level)
            for place in np.lexsort((off, near)):
                if all(np.abs(spots[other] - spots[place]).max() >= APART for other in chosen):
                    chosen.append(int(place))
                    break
        return np.array(chosen)
