"""What is hoped and has not been measured: violet, dashed, hollow, without numeral and light."""

from typing import Self

import numpy as np
from manim import (
    DOWN,
    Animation,
    AnimationGroup,
    Create,
    FadeOut,
    LaggedStart,
    ManimColor,
    Mobject,
    Transform,
    VGroup,
    VMobject,
)

from scenes import theme
from scenes.mobjects.pen_stroke import PenStroke
from scenes.mobjects.words import Written

PITCH = 0.24  # scene units from one dash to the next
STEPS, DRAWN = 10, 6  # of the way from dash to dash, and how many of them are drawn
FILL = 0.25  # opacity of a closed shape that is confirmed: what lies behind it is seen
SINK = 0.4  # scene units that a dash of a refused hope sinks
WIDTH = 1.5 * theme.STROKE  # of a dash
CLOSED = 1e-3  # scene units between the ends of a closed shape, at most


class Hoped(VGroup):
    """A shape in violet dashes, until it is confirmed or refused by what is measured.

    Args:
        shape: a ring, a line, another outline, or a piece of the pen's line; it is only traced.

    Example:
        from network.handwriting.pen_path import PenPath
        loop = Hoped(PenStroke(PenPath(9, 3), 4).pieces()[0])
        ring = Hoped(Circle(0.5)).shift(4 * RIGHT)
        self.play(loop.draw(), ring.draw())
        self.play(loop.confirm(), ring.refuse())
    """

    def __init__(self, shape: VMobject | PenStroke) -> None:
        if any(isinstance(part, Written) for part in shape.get_family()):
            raise ValueError("A hope has no numeral and no word; trace a shape.")
        super().__init__()
        self.paths = VGroup(*(_path(line) for line in _lines(shape)))
        self.dashes = VGroup(*(dash for path in self.paths for dash in _dashes(path, DRAWN)))
        self.add(self.paths, self.dashes)

    def draw(self) -> Animation:
        """Draw the dashes one after the other, as a pen would."""
        return Create(self.dashes, run_time=theme.STRIDE)

    def confirm(self, color: ManimColor = theme.INK) -> Animation:
        """Let the dashes close into a line of what is measured, and fill what it encloses."""
        line = VGroup(*(dash for path in self.paths for dash in _dashes(path, STEPS)))
        filled = self.paths.copy()
        for path in filled:
            path.set_fill(color, opacity=FILL if _is_closed(_points(path)) else 0)
        return AnimationGroup(
            Transform(self.dashes, line.set_color(color)),
            Transform(self.paths, filled),
            run_time=theme.STEP,
        )

    def refuse(self) -> Animation:
        """Let dash after dash sink and go out."""
        return LaggedStart(
            *(FadeOut(dash, shift=SINK * DOWN) for dash in self.dashes),
            lag_ratio=0.1,
            run_time=theme.STRIDE,
        )

    def set_opacity(self, opacity: float, family: bool = True) -> Self:
        """Set how much of the dashes' light is left; what they enclose stays as it is."""
        self.dashes.set_stroke(opacity=opacity)
        return self


def _lines(shape: Mobject) -> list[np.ndarray]:
    """The ways along a shape, each (points, 3)."""
    if isinstance(shape, PenStroke):
        cuts = sorted(place for place in shape.begins if place)
        return np.split(shape.points, cuts)
    return [
        np.concatenate([_curve(points) for points in part.get_cubic_bezier_tuples()])
        for part in shape.family_members_with_points()
    ]


def _curve(points: np.ndarray) -> np.ndarray:
    """A cubic Bézier curve as the points that it runs through, (STEPS + 1, 3)."""
    share = np.linspace(0, 1, STEPS + 1)[:, None]
    one, two, three, four = points
    rest = 1 - share
    return np.asarray(
        rest**3 * one + 3 * rest**2 * share * two + 3 * rest * share**2 * three + share**3 * four
    )


def _path(line: np.ndarray) -> VMobject:
    """A way as points at even distances, STEPS of them from dash to dash; it cannot be seen."""
    along = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(line, axis=0), axis=1))])
    count = max(round(along[-1] / PITCH), 1)
    steps = count * STEPS + (0 if _is_closed(line) else DRAWN)  # an open line ends with a dash
    evenly = np.linspace(0, along[-1], steps + 1)
    points = np.stack([np.interp(evenly, along, line[:, axis]) for axis in range(3)], axis=1)
    return VMobject(fill_opacity=0, stroke_width=0).set_points_as_corners(points)


def _points(path: VMobject) -> np.ndarray:
    """The points of a way, wherever it is now."""
    return np.concatenate((path.points[::4], path.points[-1:]))


def _is_closed(line: np.ndarray) -> bool:
    return bool(np.linalg.norm(line[-1] - line[0]) < CLOSED)


def _dashes(path: VMobject, length: int) -> list[VMobject]:
    """The dashes along a way, each of so many steps."""
    points = _points(path)
    return [
        VMobject(color=theme.HOPED, stroke_width=WIDTH).set_points_as_corners(
            points[first : first + length + 1]
        )
        for first in range(0, len(points) - 1, STEPS)
    ]
