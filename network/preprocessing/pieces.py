"""Pieces of ink: where they lie in a picture, and how broad their lines are."""

import numpy as np
from scipy.ndimage import distance_transform_edt, find_objects, label

INK = 0.4  # the part of the strongest ink from which a pixel counts as ink
TOUCHING = np.ones((3, 3), bool)  # pixels of one piece of ink touch at sides or corners

Box = tuple[slice, slice]  # rows and columns


def numbered(ink: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Each pixel's piece by its number, 0 for paper, and each number's count of pixels."""
    pieces, count = label(ink > INK, TOUCHING)
    return pieces, np.bincount(pieces.ravel(), minlength=count + 1)


def boxes_of(pieces: np.ndarray) -> list[tuple[int, Box]]:
    """The numbers of the pieces that are there, each with its rows and columns."""
    found = enumerate(find_objects(pieces), 1)
    return [(number, (box[0], box[1])) for number, box in found if box]


def box_of(ink: np.ndarray) -> Box:
    """The rows and columns from the first to the last that hold ink; some must."""
    rows, columns = (np.flatnonzero(ink.any(axis=axis)) for axis in (1, 0))
    return slice(rows[0], rows[-1] + 1), slice(columns[0], columns[-1] + 1)


def sides_of(pieces: np.ndarray) -> tuple[np.ndarray, ...]:
    """What stands along the top, bottom, left and right of a picture."""
    return pieces[0], pieces[-1], pieces[:, 0], pieces[:, -1]


def length(part: slice) -> int:
    """How many rows or columns there are in a part."""
    return int(part.stop - part.start)


def shared(one: slice, other: slice) -> int:
    """How many rows or columns two parts share; negative by how many lie between them."""
    return int(min(one.stop, other.stop) - max(one.start, other.start))


def pen_width(digit: np.ndarray) -> float:
    """Mean width of the lines in pixels: four times the mean distance of their ink from paper.

    Each pixel counts as four, so that a line of any whole width has its middle between pixels.
    """
    fine = np.pad(digit[box_of(digit)].repeat(2, axis=0).repeat(2, axis=1), 1)
    return float(2 * (distance_transform_edt(fine)[fine] - 0.5).mean())
