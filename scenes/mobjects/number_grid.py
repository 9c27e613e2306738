"""Arrays in print: a picture as a program gets it, a matrix, a column."""

from functools import lru_cache
from typing import ClassVar, Self

import cairo
import numpy as np
from manim import Animation, linear

from network import look_up
from scenes import theme
from scenes.ledger import Reading, digest
from scenes.mobjects.glyphs import outlines_of
from scenes.mobjects.limits import check_within
from scenes.mobjects.painted import Painted, Visible
from scenes.mobjects.words import numeral

DECIMALS = 1  # of the numbers of a picture; more cannot be read where 784 stand on one frame
SIGNED = 2  # of numbers with a sign
HEIGHT = 0.58  # of a digit, beside the pitch from row to row
FAINT, EVEN = 0.3, 0.62  # how bright a numeral is whose number is 0, and each of equal ones


class NumberGrid(Painted):
    """The numbers of an array, each printed in its place.

    `even` is how far all are equally bright: at 0 the larger ones shine, at 1 nothing but the
    numerals tells them apart. Numbers with a sign are blue above zero and orange below.

    Args:
        record: where the numbers stand.
        path: of an array (rows, columns), or (rows,), in the record.
        pitch: from one row to the next, in scene units.
        wide: from one column to the next, beside the pitch of rows.
        signed: whether the numbers have signs; others lie in [0, 1].
        decimals: that are printed; by default two of numbers with a sign, and one of others.
        row: whether an array of one axis lies in a row.
        digit: how high a digit is, beside the pitch from row to row.

    Example:
        numbers = NumberGrid(self.digit, "image", pitch=0.25)
        self.play(FadeIn(numbers))
        self.play(numbers.animate.level())
        neuron = self.forward_pass.layers[1].neuron(0)
        weights = NumberGrid(neuron, "weights", pitch=0.4, signed=True, row=True)
        self.play(FadeIn(weights))
        self.play(weights.animate.subdue([0, 1], 0.3))
        self.play(weights.animate.stand([0], np.array([[0, 1, 0]])))
    """

    STATE: ClassVar[tuple[str, ...]] = ("even", "light")

    def __init__(
        self,
        record: object,
        path: str,
        pitch: float,
        wide: float = 1.8,
        *,
        signed: bool = False,
        decimals: int | None = None,
        row: bool = False,
        digit: float = HEIGHT,
    ) -> None:
        super().__init__()
        values = np.asarray(look_up(record, path), dtype=float)
        if not signed:
            check_within(values, 0, 1, path, "numerals of one figure show")
        if values.ndim == 1:
            values = values[None] if row else values[:, None]
        rows, columns = values.shape
        self.values, self.signed, self.columns = values.ravel(), signed, columns
        if decimals is None:
            decimals = SIGNED if signed else DECIMALS
        self.texts = [numeral(each, decimals, signed) for each in self.values]
        x, y = np.meshgrid(
            (np.arange(columns) - (columns - 1) / 2) * wide * pitch,
            ((rows - 1) / 2 - np.arange(rows)) * pitch,
        )
        centers = np.stack((x.ravel(), y.ravel(), np.zeros(x.size)), axis=1)
        reach = np.array([wide * pitch, pitch, 0]) / 2
        self.points = np.stack((centers - reach, centers + reach), axis=1).reshape(-1, 3)
        self.digit = digit
        self.even = 1.0 if signed else 0.0
        self.light = np.ones(len(self.values))
        self.reading = Reading(record, path, digest(values), numerals=values.size)

    def level(self) -> Self:
        """Let all numerals be equally bright."""
        self.even = 1.0
        return self

    def subdue(self, places: np.ndarray | list[int], light: float) -> Self:
        """Leave some of the numerals that share of their light."""
        self.light[places] = light
        return self

    def stand(self, places: np.ndarray | list[int], centers: np.ndarray) -> Self:
        """Let some of the numerals stand elsewhere, around centers (places, 3)."""
        ends = self.points.reshape(-1, 2, 3).copy()
        ends[places] += (centers - ends[places].mean(axis=1))[:, None]
        self.points = ends.reshape(-1, 3)
        return self

    def appear(self, **kwargs: object) -> Animation:
        """Let the numerals come one after the other."""
        return Appear(self, **kwargs)

    @property
    def corners(self) -> np.ndarray:
        """Lower left and upper right of the place of each numeral, (n, 2, 3)."""
        ends = self.points.reshape(-1, 2, 3)
        return np.stack((ends.min(axis=1), ends.max(axis=1)), axis=1)

    @property
    def shades(self) -> np.ndarray:
        """The colour of each numeral, (n, 3)."""
        if self.signed:
            colours = np.array([theme.sign_colour(each).to_rgb() for each in self.values])
        else:
            uneven = FAINT + (1 - FAINT) * self.values
            even = self.even * EVEN + (1 - self.even) * uneven
            colours = even[:, None] * np.array(theme.INK.to_rgb())
        return np.asarray(colours * self.light[:, None])

    @property
    def visible(self) -> Visible:
        """The place of each numeral, in its shade."""
        lit = (self.light > 0) & (self.light_left > 0)
        opacity = np.full(len(self.texts), self.light_left)
        return Visible(self.corners[lit], self.shades[lit], opacity[lit])

    def paint(self, context: cairo.Context) -> None:
        """Stamp each numeral, which is drawn once for all that are alike."""
        matrix = context.get_matrix()
        context.save()
        context.identity_matrix()
        for text, (low, high), shade in zip(self.texts, self.corners, self.shades, strict=True):
            size = self.digit * (high[1] - low[1]) * abs(matrix.yy)
            stamp = stamp_of(text, round(4 * size) / 4)
            x, y = matrix.transform_point(*((low + high) / 2)[:2])
            if not shade.any():
                continue
            red, green, blue = shade
            context.set_source_rgba(blue, green, red, self.light_left)  # manim keeps red first
            width, height = stamp.get_width(), stamp.get_height()
            context.mask_surface(stamp, round(x - width / 2), round(y - height / 2))
        context.restore()


class Appear(Animation):
    """Numerals come one after the other; what they say is read when all stand there.

    Args:
        numbers: the grid, as it will stand.

    Example:
        column = NumberGrid(self.forward_pass, "scores", pitch=0.5, decimals=3)
        self.play(Appear(column, run_time=2))
    """

    def __init__(self, numbers: NumberGrid, **kwargs: object) -> None:
        super().__init__(numbers, introducer=True, rate_func=linear, **kwargs)

    def begin(self) -> None:
        """Know how the grid will stand when the first numeral comes."""
        self.whole = self.mobject.copy()
        super().begin()

    def interpolate_mobject(self, alpha: float) -> None:
        """Give light to as many numerals as the time allows."""
        count = len(self.whole.light)
        self.mobject.light = self.whole.light * np.clip(alpha * count - np.arange(count), 0, 1)
        self.mobject.reading = self.whole.reading if alpha >= 1 else None


@lru_cache(maxsize=1024)
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
