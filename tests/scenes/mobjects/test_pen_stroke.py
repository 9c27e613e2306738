"""The pen's line: it lies over its pixels, writes itself in order, and comes apart into pieces."""

import numpy as np
import pytest
from manim import DOWN, LEFT, RIGHT, UP
from watching import frames

from network.handwriting.pen_path import PenPath
from scenes.mobjects.cells import PixelGrid
from scenes.mobjects.pen_stroke import PenStroke
from scenes.stage.inspection import painted

THREE, SEVEN = PenPath(3, 6), PenPath(7, 5)


def picture(*mobjects) -> np.ndarray:
    with frames(height=560):
        return painted([*mobjects]).mean(axis=2) / 255


def lit(*mobjects) -> np.ndarray:
    """Where a frame is bright."""
    return picture(*mobjects) > 0.5


def test_a_line_lies_over_its_own_pixels() -> None:
    stroke = PenStroke(THREE, 5.6).shift(2 * LEFT)
    grid = PixelGrid(28, 28, 5.6, gap=0).show(THREE.digit, "image").shift(2 * LEFT)
    line, ink = lit(stroke), lit(grid)
    together = (line & ink).sum()
    for way in (0.2 * UP, 0.4 * DOWN, 0.4 * LEFT, 0.2 * RIGHT):  # a pixel is 0.2 wide
        assert (line & lit(grid.copy().shift(way))).sum() < together
    assert together > 0.85 * max(line.sum(), ink.sum())


@pytest.mark.parametrize("factor", [0.25, 2.0])
def test_a_line_that_is_scaled_is_as_much_wider(factor: float) -> None:
    whole, scaled = PenStroke(THREE, 2.0), PenStroke(THREE, 2.0).scale(factor)
    assert scaled.pitch == pytest.approx(factor * whole.pitch)
    ratio = lit(scaled).sum() / lit(whole).sum()
    assert ratio == pytest.approx(factor**2, rel=0.2)


def test_the_pen_writes_from_the_beginning_of_the_line() -> None:
    shares = []
    for front in (0.0, 0.25, 0.5, 1.0):
        stroke = PenStroke(THREE, 4)
        stroke.front = front
        shares.append(lit(stroke).sum())
    assert shares[0] == 0
    assert shares == sorted(shares)
    half = PenStroke(THREE, 4)
    half.front = 0.3
    rows = np.flatnonzero(lit(half).any(axis=1))
    assert rows.max() < 560 / 2 + 20  # a three begins above


def test_the_pen_is_lifted_between_strokes() -> None:
    stroke = PenStroke(SEVEN, 4)
    (lift,) = SEVEN.lifts
    last, first = stroke.points[lift - 1], stroke.points[lift]
    gap = (last + first) / 2
    row, column = int(280 - gap[1] * 70), int(280 * 16 / 9 + gap[0] * 70)
    joined = PenStroke(SEVEN, 4)
    joined.begins = {0}
    assert picture(joined)[row, column] > picture(stroke)[row, column] + 0.5


def test_pieces_lie_where_the_line_lies_wherever_it_was_brought() -> None:
    stroke = PenStroke(PenPath(8, 6), 4).scale(0.7).shift(UP + RIGHT)
    pieces = stroke.pieces()
    assert len(pieces) == 2
    whole, parts = lit(stroke), lit(pieces)
    assert (whole ^ parts).sum() < 0.02 * whole.sum()
    assert not lit(pieces[0].shift(9 * DOWN))[:200].any()


def test_a_line_tells_what_it_was_read_from() -> None:
    assert PenStroke(THREE, 4).reading.path == "line"
    assert PenStroke(THREE, 4).pieces()[1].reading.path == "pieces.1"
