"""The squish: a number line with z on it, squeezed into the interval that activations live in."""

import numpy as np
from manim import (
    DOWN,
    LEFT,
    ORIGIN,
    RIGHT,
    UP,
    Animation,
    AnimationGroup,
    Create,
    DashedLine,
    Dot,
    FadeIn,
    Mobject,
    Succession,
    Transform,
    VMobject,
)

from network import ForwardPass, NeuronPass
from scenes import theme
from scenes.ledger import Axis
from scenes.mobjects.cells import Cells, NeuronColumn
from scenes.mobjects.limits import check_within
from scenes.mobjects.marked_line import MarkedLine
from scenes.mobjects.painted import Composite
from scenes.mobjects.words import Readout, Symbol, phrase

REACHES = np.outer(10 ** np.arange(12), [8, 12, 16, 20, 40, 60]).ravel()  # round numbers
FARTHEST = float(REACHES[-1] / 1.1)  # from zero that a sum may be
MARKS = 5  # numerals on the line
TICKS = 81  # on the whole line
LONG = 10  # every so many ticks, a long one
SIZE = 0.8  # of the neuron at the end of the way
BESIDE = 0.5  # scene units between the line's right end and the interval
BEYOND = 1.08  # how far the line goes on behind its last tick
SAMPLES = 400  # points of the curve


class Squish(Composite):
    """A neuron's z on the number line, the curve of its squishing function, and its a.

    The line lies below; the interval from 0 to 1 stands at the right, the neuron waits at its foot;
    the curve leads from one to the other.

    Args:
        record: the forward pass in which the neuron works.
        neuron: the neuron whose sum is squished; its activation is in [0, 1].
        width: of the number line between its outermost marks, in scene units.
        height: of the interval from 0 to 1, in scene units.
        center: the middle of the curve's room.

    Example:
        record, neuron = self.forward_pass, self.forward_pass.clearest
        squish = Squish(record, neuron, width=5, height=4)
        self.play(squish.place(Readout(record, f"{record.path_to(neuron)}.weighted_sum")))
        self.play(squish.land())
        self.play(squish.trace())
        self.play(squish.squeeze())
        self.play(squish.climb())
        self.play(squish.cross())
        self.play(FadeIn(squish.neuron))
        self.play(squish.shine())
        self.play(squish.animate.scale(0.5).to_corner(DR))
    """

    def __init__(
        self,
        record: ForwardPass,
        neuron: NeuronPass,
        width: float = 6.0,
        height: float = 4.0,
        center: np.ndarray = ORIGIN,
    ) -> None:
        super().__init__()
        self.record, self.path = record, record.path_to(neuron)
        self.function = neuron.layer.activation
        z, a = neuron.weighted_sum, neuron.activation
        check_within(z, -FARTHEST, FARTHEST, f"{self.path}.weighted_sum", "the line shows")
        check_within(a, 0, 1, f"{self.path}.activation", "the interval shows")
        self.reach = int(REACHES[np.searchsorted(REACHES[:-1], 1.1 * abs(z))])
        self.sums = np.linspace(-self.reach, self.reach, TICKS)
        self._draw_axes(width / 2 * RIGHT, height / 2 * UP, center)
        self.ticks = self._ticks()
        self.squeezed = self.ticks.copy()
        self.axis = Composite(self.line, self.ticks)
        self.curve = VMobject(stroke_width=theme.STROKE, color=theme.INK)
        fine = np.linspace(-BEYOND * self.reach, BEYOND * self.reach, SAMPLES)
        self.curve.set_points_as_corners([self.above(each) for each in fine])
        self.name_of_curve = Symbol("σ(z)", size=theme.LARGE)
        self.name_of_curve.next_to(self.above(0), UP + LEFT, buff=2 * theme.GAP)
        self.dot = Dot(self.line.at(z), radius=0.09, color=theme.LOOK_HERE)
        self.rise = _dashes(self.line.at(z), self.above(z))
        self.across = _dashes(self.above(z), self.interval.at(a))
        self.neuron = NeuronColumn(1, 1.1, SIZE).move_to(self.interval.at(a) + RIGHT)
        self.activation = phrase(Symbol("a ="), Readout(record, f"{self.path}.activation"))
        self.activation.next_to(self.neuron, DOWN)
        self.neuron.move_to(self.interval.at(0) + RIGHT)  # until it is carried up
        self.plot = Composite(self.axis, self.squeezed, self.interval, self.curve)
        self.plot.add(self.name_of_curve, self.dot, self.rise, self.across, self.activation)
        self.add(self.plot, self.neuron)

    def _draw_axes(self, right: np.ndarray, up: np.ndarray, center: np.ndarray) -> None:
        """The number line and the interval, around a room of twice these extents."""
        self.line = MarkedLine(
            center - BEYOND * right - up,
            center + BEYOND * right - up,
            span=(-BEYOND * self.reach, BEYOND * self.reach),
            marks=np.linspace(-self.reach, self.reach, MARKS).astype(int),
        )
        side = center + right + BESIDE * RIGHT
        ends = np.array([0, 1])
        self.interval = MarkedLine(side - up, side + up, (0, 1), ends, (DOWN, UP), theme.GAP / 2)

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
        half = np.ptp(self.ticks.corners, axis=1) / 2
        raised = self._at([self.above(z) for z in self.sums], half)
        across = [self.interval.at(self._squished(z)) for z in self.sums]
        self.end = self._at(across, half[:, [1, 0, 2]])
        return Succession(
            Transform(self.squeezed, raised, run_time=2 * theme.STEP),
            Transform(self.squeezed, self.end, run_time=2 * theme.STEP),
        )

    def climb(self) -> Animation:
        """Z rises to the curve, and takes the neuron up with it."""
        up = (self.rise.get_end() - self.rise.get_start())[1] * UP
        return AnimationGroup(
            self._go(self.rise), self.neuron.animate(run_time=theme.STEP).shift(up)
        )

    def cross(self) -> Animation:
        """From the curve to the interval."""
        return self._go(self.across)

    def shine(self) -> Animation:
        """The height becomes the brightness of the neuron."""
        lit = self.neuron.copy().show(self.record, f"{self.path}.activation")
        return AnimationGroup(
            Transform(self.neuron, lit, run_time=theme.JOURNEY),
            FadeIn(self.activation, run_time=theme.STEP),
        )

    def above(self, z: float) -> np.ndarray:
        """The point of the curve above a sum."""
        return np.array([self.line.at(z)[0], self.interval.at(self._squished(z))[1], 0])

    def _go(self, way: DashedLine) -> Animation:
        return AnimationGroup(
            Create(way), self.dot.animate.move_to(way.get_end()), run_time=theme.STEP
        )

    def _squished(self, z: float) -> float:
        return float(self.function(np.array([z]))[0])

    def _ticks(self) -> Cells:
        """All ticks on the line; one in `LONG` is longer."""
        long = np.arange(TICKS) % LONG == 0
        half = np.stack((np.full(TICKS, 0.012), np.where(long, 0.16, 0.09), 0 * long), axis=1)
        middles = np.array([self.line.at(z) for z in self.sums])
        ticks = Cells(np.stack((middles - half, middles + half), axis=1))
        ticks.show_signed(Axis(self.sums), "marks", self.reach)
        ticks.rgba[self.sums == 0, :3] = theme.INK.to_rgb()
        return ticks

    def _at(self, middles: list[np.ndarray], half: np.ndarray) -> Cells:
        """The ticks in other places, with half their extents."""
        return self.ticks.copy().place(np.stack((middles - half, middles + half), axis=1))


def _dashes(start: np.ndarray, end: np.ndarray) -> DashedLine:
    return DashedLine(start, end, stroke_width=2, color=theme.LOOK_HERE, dash_length=0.08)
