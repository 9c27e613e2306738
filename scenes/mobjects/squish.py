"""The squish: a number line with z on it, and the curve that leads to the neuron's activation."""

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
from scenes.mobjects.limits import check_within
from scenes.mobjects.marked_line import MarkedLine
from scenes.mobjects.painted import Composite
from scenes.mobjects.white import White
from scenes.mobjects.words import Readout, Symbol, phrase

REACHES = np.outer(10 ** np.arange(12), [8, 12, 16, 20, 40, 60]).ravel()  # round numbers
SHORT = [2, 4]  # where nothing is squeezed between bounds
FARTHEST = float(REACHES[-1] / 1.1)  # from zero that a sum may be
MARKS = 5  # numerals on the line
TICKS = 81  # on the whole line
LONG = 10  # every so many ticks, a long one
SIZE = 0.8  # of the neuron at the end of the way
BESIDE = 0.5  # scene units between the line's right end and the interval
BEYOND = 1.08  # how far the line goes on behind its last tick
RULES = 11  # horizontal lines of the paper
SAMPLES = 400  # points of the curve
FARTHER = 1.55  # scene units from the interval to the neuron, where white stands between
NAMES = {  # what functions are called
    "sigmoid": "σ",
    "relu": "ReLU",
    "tanh": "tanh",
    "leaky_relu": "LeakyReLU",
    "elu": "ELU",
    "gelu": "GELU",
    "gelu_tanh": "GELU",
    "silu": "SiLU",
    "softplus": "softplus",
    "hard_sigmoid": "hard σ",
    "identity": "id",
}


class Squish(Composite):
    """A neuron's z on the number line, the curve of its squishing function, and its a.

    The line lies below, on ruled paper; the interval that activations live in stands at the right,
    the neuron waits where it is dark; the curve leads from one to the other. Where activations have
    no bound, the interval reaches as far as the curve above the line, and a small light stands at
    the activation that white is.

    Args:
        record: the forward pass in which the neuron works.
        neuron: the neuron whose sum is squished.
        width: of the number line between its outermost marks, in scene units.
        height: of the interval, in scene units.
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
        self.function, self.full = neuron.layer.activation, neuron.layer.white
        z, a, white = neuron.weighted_sum, neuron.activation, neuron.layer.white
        check_within(z, -FARTHEST, FARTHEST, f"{self.path}.weighted_sum", "the line shows")
        far = abs(z) if self.function.is_bounded else max(abs(z), white)
        reaches = REACHES if self.function.is_bounded else np.concatenate((SHORT, REACHES))
        self.reach = int(reaches[np.searchsorted(reaches[:-1], 1.1 * far)])
        self.sums = np.linspace(-self.reach, self.reach, TICKS)
        self._draw_axes(width / 2 * RIGHT, height / 2 * UP, center)
        self.ticks = self._ticks()
        self.squeezed = self.ticks.copy()
        self.axis = Composite(self._paper(), self.line, self.ticks)
        self.curve = VMobject(stroke_width=theme.STROKE, color=theme.INK)
        fine = np.linspace(-BEYOND * self.reach, BEYOND * self.reach, SAMPLES)
        self.curve.set_points_as_corners([self.above(each) for each in fine])
        self.name_of_curve = Symbol(f"{NAMES[self.function.family]}(z)", size=theme.LARGE)
        self.name_of_curve.next_to(self.above(0), UP + LEFT, buff=2 * theme.GAP)
        self.dot = Dot(self.line.at(z), radius=0.09, color=theme.LOOK_HERE)
        self.rise = _dashes(self.line.at(z), self.above(z))
        self.across = _dashes(self.above(z), self.interval.at(a))
        aside = (1 if self.function.is_bounded else FARTHER) * RIGHT
        self.neuron = NeuronColumn(1, 1.1, SIZE).move_to(self.interval.at(a) + aside)
        self.activation = phrase(Symbol("a ="), Readout(record, f"{self.path}.activation"))
        self.activation.next_to(self.neuron, DOWN)
        self.neuron.move_to(self.interval.at(0) + aside)  # until it is carried to its height
        self.white = self._white(record, white, a)
        self.plot = Composite(self.axis, self.squeezed, self.interval, self.white, self.curve)
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
        low, high = self._bounds()
        marks = sorted({0, int(high), *({int(low)} if low.is_integer() else ())})
        sides = [UP if each == marks[-1] else RIGHT if each > low else DOWN for each in marks]
        self.interval = MarkedLine(
            side - up, side + up, (low, high), np.array(marks), sides, theme.GAP / 2
        )

    def _bounds(self) -> tuple[float, float]:
        """The least and the largest activation that the interval has room for."""
        least, most = self.function(np.array([-self.reach, self.reach], dtype=float))
        low, high = self.function.lower, self.function.upper
        return (
            float(least if low is None else low),
            float(max(most, self.reach) if high is None else high),
        )

    def _white(self, record: ForwardPass, white: float, a: float) -> Composite:
        """What full light stands for, at its height; nothing where it is a bound, or the neuron."""
        if self.function.is_bounded or white in (0, a):
            return Composite()
        layer = self.path.rpartition(".neuron.")[0]
        mark = White(record, f"{layer}.white")
        return mark.next_to(self.interval.at(white), RIGHT, buff=theme.GAP)

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
        """Z rises to the curve, and takes the neuron with it, from where it is dark."""
        way = self.rise.get_end() - self.interval.at(0)
        up = way[1] * UP
        return AnimationGroup(
            self._go(self.rise), self.neuron.animate(run_time=theme.STEP).shift(up)
        )

    def cross(self) -> Animation:
        """From the curve to the interval."""
        return self._go(self.across)

    def shine(self) -> Animation:
        """The height becomes the brightness of the neuron."""
        lit = self.neuron.copy().show(self.record, f"{self.path}.activation", self.full)
        return AnimationGroup(
            Transform(self.neuron, lit, run_time=theme.JOURNEY),
            FadeIn(self.activation, self.white, run_time=theme.STEP),
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

    def _paper(self) -> VGroup:
        """Faint rules behind the curve: up from the line, and across from the interval."""
        left, right = self.line.at(-self.reach), self.line.at(self.reach)
        bottom, top = self.interval.line.get_start(), self.interval.line.get_end()
        up, across = (top - bottom)[1] * UP, right - left
        rules = VGroup(
            *(Line(start, start + up) for start in map(self.line.at, self.sums[:: LONG // 2])),
            *(Line(left + each, left + each + across) for each in np.linspace(0 * up, up, RULES)),
        )
        rules.set_stroke(theme.STRUCTURE, theme.HAIRLINE, theme.RULED)
        return rules.set_z_index(-3)

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
