"""The squish: a number line with z on it, squeezed into the interval that activations live in."""

from dataclasses import dataclass

import numpy as np
from manim import (
    DOWN,
    RIGHT,
    UP,
    DashedLine,
    Dot,
    Group,
    Line,
    VGroup,
    VMobject,
)

from network import NeuronPass, look_up
from scenes import theme
from scenes.mobjects.cells import Cells, NeuronColumn, Pour
from scenes.mobjects.words import Readout, Symbol, phrase

REACHES = np.array([8, 12, 16, 20, 40, 60, 80, 100, 200, 400, 1000, 10_000, 100_000])
TICKS = 81  # on the whole line
SIZE = 0.6  # of the neuron at the end of the way
SAMPLES = 400  # points of the curve


@dataclass(frozen=True, eq=False)
class Scale:
    """The marks of an axis."""

    marks: np.ndarray


class Squish(Group):
    """A neuron's z on the number line, the curve of its squishing function, and its a.

    The line lies below; the interval from 0 to 1 stands at the right; the curve leads from
    one to the other.
    """

    def __init__(
        self, record: object, path: str, width: float, height: float, center: np.ndarray
    ) -> None:
        super().__init__()
        neuron = look_up(record, path)
        if not isinstance(neuron, NeuronPass):
            raise TypeError(f"{path!r} leads to no neuron; only a neuron squishes.")
        self.half, self.center_ = np.array([width, height]) / 2, center
        self.reach = int(REACHES[np.searchsorted(REACHES, 1.1 * abs(neuron.weighted_sum))])
        self.sums = np.linspace(-self.reach, self.reach, TICKS)
        self.function = neuron.layer.activation
        ends = dict(stroke_width=theme.STROKE, color=theme.QUIET)
        self.line = Line(self.on_line(-self.reach), self.on_line(self.reach), **ends)
        self.interval = Line(self.on_interval(0), self.on_interval(1), **ends)
        self.ticks = self._ticks()
        self.squeezed = self.ticks.copy()
        self.line_marks = self._line_marks()
        self.interval_marks = self._interval_marks()
        self.curve = VMobject(stroke_width=theme.STROKE, color=theme.INK)
        fine = np.linspace(-self.reach, self.reach, SAMPLES)
        self.curve.set_points_as_corners([self.on_curve(z) for z in fine])
        z = neuron.weighted_sum
        self.dot = Dot(self.on_line(z), radius=0.09, color=theme.LOOK_HERE)
        dashes = dict(stroke_width=2, color=theme.LOOK_HERE, dash_length=0.08)
        self.rise = DashedLine(self.on_line(z), self.on_curve(z), **dashes)
        height = self.on_interval(neuron.activation)
        self.neuron = NeuronColumn(1, 1.0, SIZE).move_to(height + RIGHT)
        self.activation = phrase(Symbol("a ="), Readout(record, f"{path}.activation")).next_to(
            self.neuron, DOWN
        )
        self.across = DashedLine(self.on_curve(z), self.on_interval(neuron.activation), **dashes)

    def on_line(self, z: float) -> np.ndarray:
        """Where a sum stands on the number line."""
        return self.center_ + z / self.reach * self.half[0] * RIGHT + self.half[1] * DOWN

    def on_interval(self, a: float) -> np.ndarray:
        """Where an activation stands in the interval."""
        return self.center_ + (self.half[0] + 0.5) * RIGHT + (2 * a - 1) * self.half[1] * UP

    def on_curve(self, z: float) -> np.ndarray:
        """The point of the curve above a sum."""
        return np.array([self.on_line(z)[0], self.on_interval(self._squished(z))[1], 0])

    def squeeze(self, **kwargs: object) -> Pour:
        """Every tick of the line travels to its place in the interval."""
        middles = np.array([self.on_interval(self._squished(z)) for z in self.sums])
        reach = self._reach()[:, [1, 0, 2]]
        end = self.ticks.copy()
        end.points = np.stack((middles - reach, middles + reach), axis=1).reshape(-1, 3)
        return Pour(
            self.squeezed, end, np.arange(TICKS), lag=0.5, introducer=True, **kwargs
        )

    def _squished(self, z: float) -> float:
        return float(self.function(np.array([z]))[0])

    def _reach(self) -> np.ndarray:
        """Half the extent of each tick, (ticks, 3); those with a numeral are longer."""
        long = np.arange(TICKS) % (TICKS // 8) == 0
        return np.stack((np.full(TICKS, 0.012), np.where(long, 0.16, 0.09), 0 * long), axis=1)

    def _ticks(self) -> Cells:
        middles = np.array([self.on_line(z) for z in self.sums])
        reach = self._reach()
        ticks = Cells(np.stack((middles - reach, middles + reach), axis=1))
        return ticks.show_signed(Scale(self.sums), "marks", self.reach)

    def _line_marks(self) -> VGroup:
        scale = Scale(np.linspace(-self.reach, self.reach, 5).astype(int))
        return VGroup(
            *(
                Readout(scale, f"marks.{place}", size=theme.SMALL, color=theme.QUIET).next_to(
                    self.on_line(mark), DOWN, buff=theme.GAP
                )
                for place, mark in enumerate(scale.marks)
            )
        )

    def _interval_marks(self) -> VGroup:
        scale = Scale(np.array([0, 1]))
        return VGroup(
            *(
                Readout(scale, f"marks.{place}", size=theme.SMALL, color=theme.QUIET).next_to(
                    self.on_interval(mark), (DOWN, UP)[place], buff=theme.GAP / 2
                )
                for place, mark in enumerate(scale.marks)
            )
        )
