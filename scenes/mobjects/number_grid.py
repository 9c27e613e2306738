"""A picture as a program gets it: a grid of numerals."""

from functools import lru_cache
from typing import ClassVar, Self

import cairo
import numpy as np

from network import look_up
from scenes import theme
from scenes.ledger import Reading, digest
from scenes.mobjects.glyphs import outlines_of
from scenes.mobjects.limits import check_within
from scenes.mobjects.painted import Painted, Visible
from scenes.mobjects.words import numeral

DECIMALS = 1  # more cannot be read where 784 stand on one frame
HEIGHT = 0.58  # of a digit, beside the pitch from row to row
FAINT, EVEN = 0.3, 0.62  # how bright a numeral is whose number is 0, and each of equal ones


class NumberGrid(Painted):
    """The numbers of a picture, each printed in its pixel's place with one decimal.

    `even` is how far all are equally bright: at 0 the larger ones shine, at 1 nothing but the
    numerals tells them apart.

    Args:
        record: where the picture stands.
        path: of an array (rows, columns) of numbers in [0, 1] in the record.
        pitch: from one row to the next, in scene units.
        wide: from one column to the next, beside the pitch of rows.

    Example:
        numbers = NumberGrid(self.digit, "image", pitch=0.25)
        self.play(FadeIn(numbers))
        self.play(numbers.animate.level())
    """

    STATE: ClassVar[tuple[str, ...]] = ("even",)

    def __init__(self, record: object, path: str, pitch: float, wide: float = 1.8) -> None:
        super().__init__()
        values = np.asarray(look_up(record, path), dtype=float)
        check_within(values, 0, 1, path, "numerals of one figure show")
        rows, columns = values.shape
        self.values = values.ravel()
        self.texts = [numeral(each, DECIMALS) for each in self.values]
        x, y = np.meshgrid(
            (np.arange(columns) - (columns - 1) / 2) * wide * pitch,
            ((rows - 1) / 2 - np.arange(rows)) * pitch,
        )
        centers = np.stack((x.ravel(), y.ravel(), np.zeros(x.size)), axis=1)
        reach = np.array([wide * pitch, pitch, 0]) / 2
        self.points = np.stack((centers - reach, centers + reach), axis=1).reshape(-1, 3)
        self.even = 0.0
        self.reading = Reading(record, path, digest(values))

    def level(self) -> Self:
        """Let all numerals be equally bright."""
        self.even = 1.0
        return self

    @property
    def corners(self) -> np.ndarray:
        """Lower left and upper right of the place of each numeral, (n, 2, 3)."""
        ends = self.points.reshape(-1, 2, 3)
        return np.stack((ends.min(axis=1), ends.max(axis=1)), axis=1)

    @property
    def shades(self) -> np.ndarray:
        """How bright each numeral is, (n,)."""
        uneven = FAINT + (1 - FAINT) * self.values
        return np.asarray(self.even * EVEN + (1 - self.even) * uneven)

    @property
    def visible(self) -> Visible:
        """The place of each numeral, in its shade."""
        ink = np.array(theme.INK.to_rgb())
        lit = slice(None if self.light_left else 0)
        opacity = np.full(len(self.texts), self.light_left)
        return Visible(self.corners[lit], (self.shades[:, None] * ink)[lit], opacity[lit])

    def paint(self, context: cairo.Context) -> None:
        """Stamp each numeral, which is drawn once for all that are alike."""
        ink = np.array(theme.INK.to_rgb())
        matrix = context.get_matrix()
        context.save()
        context.identity_matrix()
        for text, (low, high), shade in zip(self.texts, self.corners, self.shades, strict=True):
            size = HEIGHT * (high[1] - low[1]) * abs(matrix.yy)
            stamp = stamp_of(text, round(4 * size) / 4)
            x, y = matrix.transform_point(*((low + high) / 2)[:2])
            red, green, blue = shade * ink
            context.set_source_rgba(blue, green, red, self.light_left)  # manim keeps red first
            width, height = stamp.get_width(), stamp.get_height()
            context.mask_surface(stamp, round(x - width / 2), round(y - height / 2))
        context.restore()


@lru_cache(maxsize=256)
def stamp_of(text: str, size: float) -> cairo.ImageSurface:
    """A numeral whose digits are so many pixels high, as the coverage of each pixel."""
    outlines = outlines_of(text)
    points = np.concatenate(outlines)
    width, height = (int(np.ceil(size * np.ptp(points[:, axis]))) + 2 for axis in (0, 1))
    surface = cairo.ImageSurface(cairo.FORMAT_A8, max(width, 1), max(height, 1))
    context = cairo.Context(surface)
    context.translate(1, height - 1)
    context.scale(size, -size)
    context.translate(-points[:, 0].min(), -points[:, 1].min())
    for outline in outlines:
        context.new_path()
        here = None
        for start, one, two, end in outline.reshape(-1, 4, 3)[:, :, :2]:
            if here is None or np.abs(here - start).max() > 1e-4:
                context.move_to(*start)
            context.curve_to(*one, *two, *end)
            here = end
        context.fill()
    return surface
