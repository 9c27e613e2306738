"""A dial: one number of a sweep, as a hand that turns and a numeral."""

from typing import Self

import numpy as np
from manim import DOWN, ORIGIN, PI, RIGHT, Animation, Arc, Dot, Line, Transform, rotate_vector

from network import look_up
from scenes import theme
from scenes.mobjects.painted import Composite
from scenes.mobjects.words import Readout, Symbol, phrase

OPEN = PI / 3  # of the circle below, between its two ends
HAND = 0.8  # length of the hand beside the radius


class Dial(Composite):
    """A hand that turns from the first bias of a sweep to the last, and the bias below it.

    Args:
        sweep: the record (`network.interpretability.crowd.BiasSweep`).
        step: the place of the bias among those of the sweep.
        radius: of the dial, in scene units.
        center: its middle.

    Example:
        class Sweep:
            biases = np.array([0.0, -1.0, -2.0])
        dial = Dial(Sweep())
        self.play(FadeIn(dial))
        for step in (1, 2):
            self.play(dial.approach(step))
            dial.turn(step)
    """

    def __init__(
        self, sweep: object, step: int = 0, radius: float = 1.1, center: np.ndarray = ORIGIN
    ) -> None:
        super().__init__()
        self.sweep = sweep
        self.biases = np.asarray(look_up(sweep, "biases"), dtype=float)
        self.arc = Arc(radius, -PI / 2 - OPEN / 2, OPEN - 2 * PI, color=theme.QUIET)
        self.arc.set_stroke(width=theme.STROKE).shift(center)
        self.middle = Dot(center, radius=0.08, color=theme.INK)
        self.hand = self.hand_at(step)
        self.number = self._number(step)
        self.add(self.arc, self.middle, self.hand, self.number)

    def turn(self, step: int) -> Self:
        """Show another bias of the sweep."""
        self.remove(self.hand, self.number)
        self.hand, self.number = self.hand_at(step), self._number(step)
        self.add(self.hand, self.number)
        return self

    def approach(self, step: int) -> Animation:
        """Let the hand go to another bias; the numeral waits until it is there."""
        return Transform(self.hand, self.hand_at(step))

    def hand_at(self, step: int) -> Line:
        """The hand at another bias."""
        first, last = self.biases[[0, -1]]
        share = (self.biases[step] - first) / ((last - first) or 1)
        angle = -PI / 2 - OPEN / 2 - share * (2 * PI - OPEN)
        middle, reach = self.middle.get_center(), HAND * self._radius
        line = Line(middle, middle + reach * rotate_vector(RIGHT, angle), color=theme.INK)
        return line.set_stroke(width=2 * theme.STROKE)

    @property
    def _radius(self) -> float:
        return float(self.arc.width / 2)

    def _number(self, step: int) -> Composite:
        number = Readout(self.sweep, f"biases.{step}", decimals=1, size=theme.LARGE)
        number.set_color(theme.sign_colour(self.biases[step]))
        both = phrase(Symbol("b =", size=theme.LARGE), number)
        return both.next_to(self.middle, DOWN, buff=self._radius)
