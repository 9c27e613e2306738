"""The strokes that the network set by hand looks for in its first layer, as pictures of weights."""

import numpy as np

from network.digits import SIDE

PEN = 2.0  # pixels from the middle of a stroke to its edge, and again to the end of its flank
FLANK = -0.5  # the weight of a pixel that must stay empty; one of the stroke itself has 1
DOWN, ACROSS = np.mgrid[:SIDE, :SIDE].astype(float)


def bar(x: float, y: float, end_x: float, end_y: float) -> np.ndarray:
    """A straight stroke with an empty flank on either side, (28, 28); pixels across and down."""
    length = np.hypot(end_x - x, end_y - y)
    right, down = (end_x - x) / length, (end_y - y) / length
    along = (ACROSS - x) * right + (DOWN - y) * down - length / 2
    beside = np.abs((ACROSS - x) * down - (DOWN - y) * right)
    within = _inside(length / 2 - np.abs(along))
    core, both = within * _inside(PEN - beside), within * _inside(2 * PEN - beside)
    return core + FLANK * (both - core)


def ring(middle_x: float, middle_y: float, half_width: float, half_height: float) -> np.ndarray:
    """A round stroke that is empty inside, (28, 28); pixels across and down.

    The distance from the ellipse is that of first order: its equation over its steepness.
    """
    x, y = (ACROSS - middle_x) / half_width, (DOWN - middle_y) / half_height
    radius = np.maximum(np.hypot(x, y), 1e-6)
    outwards = (radius - 1) * radius / np.maximum(np.hypot(x / half_width, y / half_height), 1e-9)
    core = _inside(PEN - np.abs(outwards))
    return core + FLANK * np.where(outwards < 0, 1 - core, 0)


def _inside(distance: np.ndarray) -> np.ndarray:
    """How much of each pixel lies inside an edge so many pixels away: 1, 0, or part of it."""
    return np.clip(distance + 0.5, 0, 1)


DETECTORS = {
    # five level strokes, from the top of a digit down; those of a 7 and a 9 begin lower than others
    "top": bar(9, 6, 19, 6),
    "roof": bar(8, 9, 18, 9),
    "waist": bar(10, 13.5, 18, 13.5),
    "sill": bar(9, 17, 18, 17),  # the arm of a 4
    "base": bar(8, 22, 18, 22),
    # upright strokes at the four corners, leaning a little as handwriting does, and a tail
    "upper_left": bar(10, 9, 8, 15),
    "upper_right": bar(19, 7, 18, 14),
    "lower_left": bar(8.5, 14, 8.5, 21),
    "lower_right": bar(18, 14, 18, 21),
    "tail": bar(17, 14, 14, 24),  # of a 9
    # slanting strokes: a whole 1, the left brow of a 0 or 6, the way down of a 2 or 7
    "upright": bar(16, 5, 12, 23),
    "brow": bar(17, 5, 9, 12),
    "way_down": bar(16, 14, 10, 22),
    # the two loops of an 8 and the one of a 0
    "upper_ring": ring(14.5, 9.5, 4, 4),
    "lower_ring": ring(13.5, 18.5, 4, 4),
    "big_ring": ring(14, 14, 6, 8),
}

# how much of a stroke must be inked, flanks counted against it; small rings overlap with much else
SHARES = dict.fromkeys(DETECTORS, 0.3) | {"upper_ring": 0.4, "lower_ring": 0.4}
