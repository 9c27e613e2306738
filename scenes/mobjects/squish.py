"""The squish: a number line with z on it, squeezed into the interval that activations live in."""

from collections.abc import Callable

import numpy as np
from manim import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    Animation,
    AnimationGroup,
    Create,
    DashedLine,
    Dot,
    FadeIn,
    Group,
    Line,
    Mobject,
    Succession,
    Transform,
    VGroup,
    VMobject,
)

from network import ForwardPass, NeuronPass
from scenes import theme
from scenes.ledger import Axis
from scenes.mobjects.cells import Cells, NeuronColumn
from scenes.mobjects.words import Readout, Symbol, phrase

REACHES = np.outer(10 ** np.arange(12), [8, 12, 16, 20, 40, 60]).ravel()  # round numbers
MARKS = 5  # numerals on the line
TICKS = 81  # on the whole line
LONG = 10  # every so many ticks, a long one
SIZE = 0.6  # of the neuron at the end of the way
BEYOND = 1.08  # how far the line goes on behind its last tick
SAMPLES = 400  # points of the curve


class Squish:
    """A neuron's z on the number line, the curve of its squishing function, and its a.

    The line lies below; the interval from 0 to 1 stands at the right; the curve leads from
    one to the other.
    """

    def __init__(
        self,
        record: ForwardPass,
        neuron: NeuronPass,
        width: float,
        height: float,
        center: np.ndarray,
    ) -> None:
        self.record, self.path = record, record.path_to(neuron)
        self.center, self.half = center, np.array([width, height]) / 2
        self.function = neuron.layer.activation
        z, a = neuron.weighted_sum, neuron.activation
        self.reach = int(REACHES[np.searchsorted(REACHES[:-1], 1.1 * abs(z))])
        self.sums = np.linspace(-self.reach, self.reach, TICKS)
        self.ticks = self._ticks()
        self.squeezed = self.ticks.copy()
        beyond = BEYOND * self.reach
        self.axis = Group(self._axis(self.on_line, -beyond, beyond), self.ticks, self._line_marks())
        self.interval = VGroup(self._axis(self.on_interval, 0, 1), self._interval_marks())
        self.curve = VMobject(stroke_width=theme.STROKE, color=theme.INK)
        fine = np.linspace(-beyond, beyond, SAMPLES)
        self.curve.set_points_as_corners([self.on_curve(each) for each in fine])
        self.name_of_curve = Symbol("σ(z)", size=theme.LARGE)
        self.name_of_curve.next_to(self.on_curve(0), UP + LEFT, buff=2 * theme.GAP)
        self.dot = Dot(self.on_line(z), radius=0.09, color=theme.LOOK_HERE)
        self.rise = self._dashes(self.on_line(z), self.on_curve(z))
        self.across = self._dashes(self.on_curve(z), self.on_interval(a))
        self.neuron = NeuronColumn(1, 1.0, SIZE).move_to(self.on_interval(a) + RIGHT)
        self.activation = phrase(Symbol("a ="), Readout(record, f"{self.path}.activation"))
        self.activation.next_to(self.neuron, DOWN)
        self.plot = Group(self.axis, self.squeezed, self.interval, self.curve)
        self.plot.add(self.name_of_curve, self.dot, self.rise, self.across, self.activation)

    def place(self, z: Mobject) -> Animation:
        """Draw the number line, and bring the written z below its place."""
        return AnimationGroup(
            FadeIn(self.axis),
            z.animate.next_to(self.dot, DOWN, buff=3 * theme.GAP),
            run_time=theme.STRIDE,
        )

    def land(self) -> Animation:
        """Let z land on the line."""
        return FadeIn(self.dot, shift=2 * theme.GAP * UP, run_time=theme.STEP)

    def trace(self) -> Animation:
        """Draw the curve that says where each sum goes."""
        return AnimationGroup(
            FadeIn(self.interval),
            Create(self.curve),
            FadeIn(self.name_of_curve),
            run_time=theme.STRIDE,
        )

    def squeeze(self) -> Animation:
        """Every tick of the line rises to the curve, and goes across to the interval."""
        raised = self._at([self.on_curve(z) for z in self.sums], self._half_extents())
        across = [self.on_interval(self._squished(z)) for z in self.sums]
        self.end = self._at(across, self._half_extents()[:, [1, 0, 2]])
        return Succession(
            Transform(self.squeezed, raised, run_time=theme.STRIDE),
            Transform(self.squeezed, self.end, run_time=theme.STRIDE),
        )

    def climb(self) -> Animation:
        """Z rises to the curve."""
        return self._go(self.rise)

    def cross(self) -> Animation:
        """From the curve to the interval."""
        return self._go(self.across)

    def shine(self) -> Animation:
        """The height becomes the brightness of the neuron."""
        lit = self.neuron.copy().show(self.record, f"{self.path}.activation")
        return AnimationGroup(
            Transform(self.neuron, lit), FadeIn(self.activation), run_time=theme.STEP
        )

    def on_line(self, z: float) -> np.ndarray:
        """Where a sum stands on the number line."""
        return self.center + z / self.reach * self.half[0] * RIGHT + self.half[1] * DOWN

    def on_interval(self, a: float) -> np.ndarray:
        """Where an activation stands in the interval."""
        return self.center + (self.half[0] + 0.5) * RIGHT + (2 * a - 1) * self.half[1] * UP

    def on_curve(self, z: float) -> np.ndarray:
        """The point of the curve above a sum."""
        return np.array([self.on_line(z)[0], self.on_interval(self._squished(z))[1], 0])

    def _go(self, way: DashedLine) -> Animation:
        return AnimationGroup(
            Create(way), self.dot.animate.move_to(way.get_end()), run_time=theme.STEP
        )

    def _dashes(self, start: np.ndarray, end: np.ndarray) -> DashedLine:
        return DashedLine(start, end, stroke_width=2, color=theme.LOOK_HERE, dash_length=0.08)

    def _axis(self, place: Callable[[float], np.ndarray], low: float, high: float) -> Line:
        return Line(place(low), place(high), stroke_width=theme.STROKE, color=theme.QUIET)

    def _squished(self, z: float) -> float:
        return float(self.function(np.array([z]))[0])

    def _half_extents(self) -> np.ndarray:
        """Half the extent of each tick, (ticks, 3); one in `LONG` is longer."""
        long = np.arange(TICKS) % LONG == 0
        return np.stack((np.full(TICKS, 0.012), np.where(long, 0.16, 0.09), 0 * long), axis=1)

    def _ticks(self) -> Cells:
        middles, half = np.array([self.on_line(z) for z in self.sums]), self._half_extents()
        ticks = Cells(np.stack((middles - half, middles + half), axis=1))
        ticks.show_signed(Axis(self.sums), "marks", self.reach, theme.CLEAR)
        ticks.rgba[self.sums == 0, :3] = theme.INK.to_rgb()
        return ticks

    def _at(self, middles: list[np.ndarray], half: np.ndarray) -> Cells:
        """The ticks in other places, with half their extents."""
        return self.ticks.copy().place(np.stack((middles - half, middles + half), axis=1))

    def _line_marks(self) -> VGroup:
        scale = Axis(np.linspace(-self.reach, self.reach, MARKS).astype(int))
        marks = [self._mark(scale, place) for place in range(MARKS)]
        for mark, z in zip(marks, scale.marks, strict=True):
            mark.next_to(self.on_line(z), DOWN, buff=theme.GAP)
        return VGroup(*marks)

    def _interval_marks(self) -> VGroup:
        scale = Axis(np.array([0, 1]))
        marks = [self._mark(scale, place) for place in range(2)]
        for mark, a, side in zip(marks, scale.marks, (DOWN, UP), strict=True):
            mark.next_to(self.on_interval(a), side, buff=theme.GAP / 2)
        return VGroup(*marks)

    def _mark(self, scale: Axis, place: int) -> Readout:
        return Readout(scale, f"marks.{place}", size=theme.SMALL, color=theme.QUIET)
