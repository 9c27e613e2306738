"""A lamp: one neuron, large, that holds the brightness of the pixel which a probe points at."""

from typing import Self

import numpy as np
from manim import (
    DOWN,
    LEFT,
    RIGHT,
    Animation,
    AnimationGroup,
    FadeIn,
    FadeOut,
    Line,
    Transform,
    linear,
)

from network import look_up
from scenes import theme
from scenes.mobjects.cells import Cells, NeuronColumn
from scenes.mobjects.highlight import highlight
from scenes.mobjects.painted import Composite
from scenes.mobjects.words import Readout

SIZE = 2.8  # of the light, in scene units
FILLS = 0.78  # of a column's pitch that its neuron takes
THIN = 0.02  # width of its rim, as a share of its size
CLOSE = 0.02  # scene units between a pixel and the probe around it


class Lamp(Composite):
    """A light as bright as one pixel of a row, the pixel's number below it, a probe on the pixel.

    Args:
        record: where the brightnesses stand.
        path: of the array of brightnesses in the record.
        row: the cells that show them, in the array's order; the probe moves over them.
        place: the middle of the light, in scene units.

    Example:
        from network.evaluation.pixel_row import PixelRow
        record = PixelRow(self.digit)
        row = Cells(grid(1, 28, side=6)).show(record, "brightnesses").shift(3 * LEFT)
        lamp = Lamp(record, "brightnesses", row, 4 * RIGHT)
        self.add(row, lamp)
        self.play(lamp.scan(0, 27, run_time=2))
        self.play(lamp.darken(record.column))
        self.play(lamp.light_up())
    """

    def __init__(self, record: object, path: str, row: Cells, place: np.ndarray) -> None:
        super().__init__()
        self.record, self.path, self.row = record, path, row
        count = np.size(look_up(record, path))
        if len(row) != count:
            raise ValueError(f"{count} brightnesses for {len(row)} cells; each needs one.")
        self.bulb = NeuronColumn(1, SIZE / FILLS, SIZE).move_to(place)
        self.bulb.rim = THIN
        self.probe = highlight(row.copy().only([0]), CLOSE)
        self.wire = Line(LEFT, RIGHT, color=theme.LOOK_HERE, stroke_width=theme.HAIRLINE)
        self.number = self._number(0)
        self.add(self.wire, self.probe, self.bulb, self.number)
        self.point_at(0).hold(0)

    def hold(self, pixel: int) -> Self:
        """Be as bright as a pixel of the row, and print how bright that is."""
        self.pixel = pixel
        self.bulb.show(self.record, f"{self.path}.{pixel}")
        self.number.become(self._number(pixel))
        return self

    def point_at(self, place: float) -> Self:
        """Put the probe on a pixel of the row, or between two."""
        centers = self.row.centers
        x, y = (np.interp(place, np.arange(len(centers)), centers[:, axis]) for axis in (0, 1))
        self.probe.move_to([x, y, 0])
        self.wire.put_start_and_end_on(self.probe.get_right(), self.bulb.get_left())
        return self

    def scan(self, first: int, last: int, **kwargs: object) -> Animation:
        """Let the probe pass over the row; the light holds whatever pixel it is on."""
        return Scan(self, first, last, **kwargs)

    def darken(self, pixel: int) -> Animation:
        """Put the light and its number out, and the probe on a pixel that is to be guessed."""
        self.remove(self.number)
        there = self.copy().point_at(pixel)
        there.bulb.rgba[:, :3], there.bulb.reading = 0, None
        self.pixel = pixel
        return AnimationGroup(
            Transform(self.wire, there.wire),
            Transform(self.probe, there.probe),
            Transform(self.bulb, there.bulb),
            FadeOut(self.number),
            run_time=theme.STEP,
        )

    def light_up(self) -> Animation:
        """Take the brightness of the pixel that the probe is on, and print it."""
        lit = self.bulb.copy().show(self.record, f"{self.path}.{self.pixel}")
        self.number = self._number(self.pixel)
        self.add(self.number)
        return AnimationGroup(Transform(self.bulb, lit), FadeIn(self.number), run_time=theme.STEP)

    def _number(self, pixel: int) -> Readout:
        number = Readout(self.record, f"{self.path}.{pixel}", size=theme.HUGE)
        return number.next_to(self.bulb, DOWN, buff=2 * theme.GAP)


class Scan(Animation):
    """The probe of a lamp passes over a row at an even pace.

    Args:
        lamp: what the row feeds.
        first: the pixel where the probe sets out.
        last: the pixel where it stops.

    Example:
        from network.evaluation.pixel_row import PixelRow
        record = PixelRow(self.digit)
        row = Cells(grid(1, 28, side=6)).show(record, "brightnesses").shift(3 * LEFT)
        self.play(Scan(Lamp(record, "brightnesses", row, 4 * RIGHT), 0, 27, run_time=2))
    """

    def __init__(self, lamp: Lamp, first: int, last: int, **kwargs: object) -> None:
        self.first, self.last = first, last
        super().__init__(lamp, **{"rate_func": linear, "run_time": theme.JOURNEY, **kwargs})

    def interpolate_mobject(self, alpha: float) -> None:
        """Be that share of the way along the row."""
        place = self.first + self.rate_func(alpha) * (self.last - self.first)
        self.mobject.point_at(place)
        pixel = round(place)
        if pixel != self.mobject.pixel:
            self.mobject.hold(pixel)
