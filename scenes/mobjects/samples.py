"""Samples: a few cells lifted out of a picture, large enough to carry their numbers."""

import numpy as np
from manim import DOWN, ORIGIN, RIGHT, Animation, Create, FadeIn, VGroup

from network import Digit
from scenes import theme
from scenes.mobjects.cell_animations import Pour
from scenes.mobjects.cells import PixelGrid
from scenes.mobjects.highlight import highlight
from scenes.mobjects.painted import Composite
from scenes.mobjects.words import Readout

LEVELS = (0.0, 0.35, 0.7, 1.0)  # the samples are the pixels nearest to these brightnesses
SIZE = 1.35  # of a lifted cell
PITCH = 1.5
APART = 1 / 9  # of the picture: 3 of 28 pixels


class Samples(Composite):
    """Pixels from dark to bright, each lifted out beside its number.

    Args:
        digit: the record of the picture.
        pixels: the picture out of which they are lifted.
        top: the middle of the first sample; the others stand below it.

    Example:
        pixels = PixelGrid(28, 28, side=4).show(self.digit, "image").shift(3 * LEFT)
        samples = Samples(self.digit, pixels, top=2 * RIGHT + 2 * UP)
        self.play(samples.find())
        self.play(samples.lift())
        self.play(samples.tell())
    """

    def __init__(self, digit: Digit, pixels: PixelGrid, top: np.ndarray = ORIGIN) -> None:
        super().__init__()
        self.places = nearest_to_levels(digit)
        self.pixels = pixels
        self.frames = VGroup(*(highlight(self._in_picture([each]), 0.02) for each in self.places))
        spots = np.array([top + row * PITCH * DOWN for row in range(len(self.places))])
        reach = np.array([SIZE, SIZE, 0]) / 2
        self.cells = self._in_picture(self.places)
        self.cells.place(np.stack((spots - reach, spots + reach), axis=1))
        self.numbers = VGroup(
            *(
                Readout(digit, f"pixels.{place}", size=theme.HUGE).next_to(
                    spot + reach[0] * RIGHT, RIGHT, buff=2 * theme.GAP
                )
                for place, spot in zip(self.places, spots, strict=True)
            )
        )
        self.add(self.frames, self.cells, self.numbers)

    def find(self) -> Animation:
        """Frame the pixels where they stand."""
        return Create(self.frames, lag_ratio=0.3, run_time=theme.STEP)

    def lift(self) -> Animation:
        """Bring them out of the picture, one after the other."""
        start = self._in_picture(self.places)
        return Pour(self.cells, start=start, run_time=theme.STRIDE)

    def tell(self) -> Animation:
        """Write each one's number beside it."""
        return FadeIn(self.numbers, lag_ratio=0.3, run_time=theme.STEP)

    def _in_picture(self, places: np.ndarray | list[int]) -> PixelGrid:
        return self.pixels.copy().only(places)


def nearest_to_levels(digit: Digit) -> np.ndarray:
    """The place of the pixel nearest to each level; of equals, the one nearest to the middle.

    No two of them stand closer than `APART`, nor side by side, so that their frames do not touch.
    """
    rows, columns = np.indices(digit.image.shape)
    off = np.hypot(rows - rows.mean(), columns - columns.mean()).ravel()
    spots = np.stack((rows.ravel(), columns.ravel()), axis=1)
    apart = max(2, int(APART * len(rows)))
    chosen: list[int] = []
    for level in LEVELS:
        near = np.abs(digit.pixels - level)
        for place in np.lexsort((off, near)):
            if all(np.abs(spots[other] - spots[place]).max() >= apart for other in chosen):
                chosen.append(int(place))
                break
    return np.array(chosen)
