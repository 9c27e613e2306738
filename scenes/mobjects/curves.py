"""Curves: rows of numbers in [0, 1] as dots that a line joins, over a common axis."""

import numpy as np
from manim import (
    LEFT,
    ORIGIN,
    RIGHT,
    UP,
    Animation,
    AnimationGroup,
    Create,
    FadeIn,
    Group,
    Line,
    ManimColor,
    VGroup,
    VMobject,
)

from network import look_up
from scenes import theme
from scenes.ledger import Axis, Reading, digest
from scenes.mobjects.cells import Cells
from scenes.mobjects.limits import check_within
from scenes.mobjects.painted import Composite
from scenes.mobjects.words import Readout

DOT = 0.1  # across
MARKS = np.array([0.25, 0.5, 0.75])  # at which lines run across, beside those at 0 and 1


class Curves(Composite):
    """Several rows of numbers, one dot for each number, from left to right at even steps.

    Args:
        record: where the numbers stand.
        paths: of the rows in the record, each (steps,), in [0, 1].
        width: from the first dot to the last, in scene units.
        height: from 0 to 1.
        foot: the left end of the line at 0.
        colors: of each row; by default all are in ink.

    Example:
        class Record:
            up, down = np.array([0.1, 0.5, 0.9]), np.array([0.9, 0.4, 0.1])
        curves = Curves(Record(), ("up", "down"), width=6, height=3, foot=3 * LEFT + DOWN)
        self.play(FadeIn(curves.axis))
        self.play(curves.draw([0]))
        self.play(curves.draw([1]))
    """

    def __init__(
        self,
        record: object,
        paths: tuple[str, ...],
        width: float,
        height: float,
        foot: np.ndarray = ORIGIN,
        colors: tuple[ManimColor, ...] = (),
    ) -> None:
        super().__init__()
        self.axis, marks = VGroup(), Axis(MARKS)
        for place, mark in enumerate(MARKS):
            start = foot + mark * height * UP
            line = Line(start, start + width * RIGHT, color=theme.STRUCTURE)
            number = Readout(marks, f"marks.{place}", size=theme.SMALL, color=theme.QUIET)
            self.axis.add(line, number.next_to(line, LEFT))
        for end in (foot, foot + height * UP):
            self.axis.add(Line(end, end + width * RIGHT, color=theme.STRUCTURE))
        self.dots, self.lines = Group(), VGroup()
        for path, color in zip(paths, colors or (theme.INK,) * len(paths), strict=True):
            values = np.asarray(look_up(record, path), dtype=float)
            check_within(values, 0, 1, path, "a curve shows")
            steps = np.linspace(0, width, len(values))[:, None] * RIGHT
            middles = foot + steps + height * values[:, None] * UP
            half = DOT / 2 * (RIGHT + UP)
            dots = Cells(np.stack((middles - half, middles + half), axis=1), roundness=1.0)
            dots.unlit().rgba[:, :3] = color.to_rgb()
            dots.reading = Reading(record, path, digest(values))
            line = VMobject(color=color, stroke_width=theme.STROKE)
            self.dots.add(dots)
            self.lines.add(line.set_points_as_corners(middles))
        self.add(self.axis)

    def draw(self, places: list[int], run_time: float = theme.JOURNEY) -> Animation:
        """Draw some of the rows, all at once."""
        lines = [self.lines[place] for place in places]
        dots = [self.dots[place] for place in places]
        self.add(*lines, *dots)
        return AnimationGroup(*map(Create, lines), *map(FadeIn, dots), run_time=run_time)
