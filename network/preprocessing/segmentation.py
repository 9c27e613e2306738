"""Finds the ink of one digit in a picture of paper, and refuses what is not one whole digit."""

from itertools import combinations

import numpy as np
from scipy.ndimage import (
    binary_dilation,
    find_objects,
    gaussian_filter,
    grey_closing,
    label,
    median_filter,
)

from network.preprocessing.resize import shrunk

FAINTEST = 30  # of 255, contrast of ink on paper: blank pages reach 16, digits start at 48
STRONG = 99.9  # per cent of a picture's places hold less ink than the strongest
INK = 0.4  # the part of the strongest ink from which a pixel counts as ink
SPECK = 0.05  # the part of the largest piece of ink below which another one is a speck
TOUCHING = np.ones((3, 3), bool)  # pixels of one piece of ink touch at sides or corners


def find_ink(picture: np.ndarray) -> np.ndarray:
    """How much ink is in each place, from 0 on the bare paper to 1, (height, width).

    The paper is what remains of a picture of dark ink when a square wider than the pen's line is
    kept as bright as its brightest spot (grey closing): it follows light, shadows and edges.

    Raises ValueError where no ink stands out from the paper.
    """
    side = max(picture.shape)
    if _is_light_on_dark(picture):
        picture = 1 - picture
    calm = gaussian_filter(picture, side / 400)
    paper = grey_closing(calm, max(3, side // 4), mode="nearest")
    depth = paper - calm
    contrast = float(np.percentile(depth, STRONG) - np.median(depth))
    if contrast * 255 < FAINTEST:
        raise ValueError(
            f"The picture is blank or too faint: a contrast of {255 * contrast:.0f} of 255, where "
            f"{FAINTEST} are needed; write with a thicker or darker pen, in better light."
        )
    depth /= np.maximum(paper, paper.max() / 3)  # ink in the shade is as black as in the light
    depth -= np.median(depth)
    return np.asarray(np.clip(depth / np.percentile(depth, STRONG), 0, 1))


def one_digit(ink: np.ndarray) -> np.ndarray:
    """The ink of the one digit in a picture, cut out to its edges, (height, width).

    Left out are specks, the edges of paper or table, and what is smaller than the digit and runs
    out of the picture.

    Raises ValueError for several digits, for one that is cut off and for none.
    """
    pieces, count = label(ink > INK, TOUCHING)
    areas = np.bincount(pieces.ravel(), minlength=count + 1)
    areas[[0, *_edges(pieces)]] = 0
    digit = areas.argmax()
    border = np.concatenate(_sides(pieces))
    if not areas.any():
        raise ValueError(
            "All the ink lies along the picture's border; leave blank paper around the digit."
        )
    if digit in border:
        raise ValueError(
            f"Ink on {(border == digit).sum()} pixels of the picture's border, so the digit may be "
            "cut off; leave blank paper around it."
        )
    areas[border] = 0
    kept = np.flatnonzero(areas >= SPECK * areas[digit])
    pieces = np.where(np.isin(pieces, kept), pieces, 0)
    if several_in(pieces):
        raise ValueError(
            "Several digits or other marks side by side; give a picture of one digit alone."
        )
    near = binary_dilation(pieces > 0, TOUCHING, max(1, max(ink.shape) // 100))
    ink = np.where(near, ink, 0)
    return ink[box_of(pieces > 0)]


def _is_light_on_dark(picture: np.ndarray) -> bool:
    """Whether the few pixels that differ much from those around them are the lighter ones."""
    small = shrunk(picture, 40)
    differences = small - median_filter(small, max(small.shape) // 2 + 1)
    return float((differences**3).sum()) > 0


def box_of(ink: np.ndarray) -> tuple[slice, slice]:
    """The rows and columns from the first to the last that hold ink; some must."""
    rows, columns = (np.flatnonzero(ink.any(axis=axis)) for axis in (1, 0))
    return slice(rows[0], rows[-1] + 1), slice(columns[0], columns[-1] + 1)


def _sides(pieces: np.ndarray) -> tuple[np.ndarray, ...]:
    return pieces[0], pieces[-1], pieces[:, 0], pieces[:, -1]


def _edges(pieces: np.ndarray) -> np.ndarray:
    """Numbers of the pieces that lie in a corner of the picture or along a third of a side."""
    found = [pieces[row, column] for row in (0, -1) for column in (0, -1)]
    for side in _sides(pieces):
        found += np.flatnonzero(np.bincount(side) > len(side) / 3).tolist()
    return np.setdiff1d(found, [0])


def several_in(pieces: np.ndarray) -> bool:
    """Whether two numbered pieces of ink, one at least half as high, stand side by side.

    Where specks are left out, as in `one_digit`, this finds 99.6 % of 4,000 pairs of MNIST's test
    digits set next to each other, and takes 0.16 % of the 10,000, written in pieces, for several.
    """
    boxes = [box for box in find_objects(pieces) if box]
    return any(
        0.5 < _length(one[0]) / _length(other[0]) < 2
        and (one[1].stop <= other[1].start or other[1].stop <= one[1].start)
        for one, other in combinations(boxes, 2)
    )


def _length(part: slice) -> int:
    return int(part.stop - part.start)
