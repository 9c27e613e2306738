"""A line with numerals at some of its places, which knows where every other number stands."""

from collections.abc import Sequence

import numpy as np
from manim import DOWN, Line, VGroup

from scenes import theme
from scenes.ledger import Axis
from scenes.mobjects.painted import Composite
from scenes.mobjects.words import Readout


class MarkedLine(Composite):
    """A straight line from one number to another, marked with some between.

    Args:
        start: where the line begins, in scene units.
        end: where it ends.
        span: the numbers at its two ends.
        marks: the numbers that are written.
        sides: on which side of the line each of them is written; one side may stand for all.
        buff: how far from the line, in scene units.

    Example:
        line = MarkedLine(5 * LEFT, 5 * RIGHT, span=(-9, 9), marks=np.array([-8, 0, 8]))
        dot = Dot(line.at(self.forward_pass.clearest.weighted_sum), color=theme.LOOK_HERE)
        self.play(FadeIn(line, dot))
    """

    def __init__(
        self,
        start: np.ndarray,
        end: np.ndarray,
        span: tuple[float, float],
        marks: np.ndarray,
        sides: Sequence[np.ndarray] = (DOWN,),
        buff: float = theme.GAP,
    ) -> None:
        super().__init__()
        self.span, axis = span, Axis(marks)
        self.line = Line(start, end, stroke_width=theme.STROKE, color=theme.QUIET)
        self.marks = VGroup(
            *(
                Readout(axis, f"marks.{place}", size=theme.SMALL, color=theme.QUIET).next_to(
                    self.at(mark), sides[place % len(sides)], buff=buff
                )
                for place, mark in enumerate(marks)
            )
        )
        self.add(self.line, self.marks)

    def at(self, number: float) -> np.ndarray:
        """Where a number stands, wherever the line is now."""
        start, end = self.line.get_start_and_end()
        low, high = self.span
        return np.asarray(start + (number - low) / (high - low) * (end - start))
