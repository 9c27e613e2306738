"""Finds the ink of one digit in a picture of paper, and refuses what is not one whole digit."""

import numpy as np
from scipy.ndimage import binary_dilation, gaussian_filter, grey_closing, median_filter

from network.preprocessing.checks import check_any, check_one, check_whole
from network.preprocessing.pieces import TOUCHING, box_of, boxes_of, length, numbered, sides_of
from network.preprocessing.resize import shrunk

FAINTEST = 30  # of 255, contrast of ink on paper: blank pages reach 16, digits start at 48
STRONG = 99.9  # per cent of a picture's places hold less ink than the strongest
SPECK = 0.05  # the part of the largest piece of ink below which another one is a speck


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


def without_edges(ink: np.ndarray) -> np.ndarray:
    """The same ink without the edges of paper and table, which run along the picture's border.

    Raises ValueError where nothing else is left.
    """
    pieces, areas = numbered(ink)
    edges = _edges(pieces)
    areas[[0, *edges]] = 0
    check_any(areas)
    edge = np.isin(pieces, edges)
    return np.where(binary_dilation(edge, TOUCHING, _reach(ink)), 0, ink) if edge.any() else ink


def one_digit(ink: np.ndarray) -> np.ndarray:
    """Where the one digit in a picture is, (height, width) of bool.

    Left out are specks, and what runs out of the picture and is smaller than the digit or than a
    quarter of the picture. A digit that touches the edge counts as whole if it can be: beyond the
    edge there is bare paper.

    Raises ValueError for several digits, for one that is cut off and for no ink.
    """
    pieces, areas = numbered(ink)
    border = np.unique(np.concatenate(sides_of(pieces)))
    least = max(ink.shape) / 4
    small = [n for n, box in boxes_of(pieces) if n in border and max(map(length, box)) < least]
    areas[[0, *small]] = 0
    check_any(areas)
    digit = areas.argmax()
    check_whole(pieces == digit)
    areas[np.setdiff1d(border, [digit])] = 0
    kept = np.flatnonzero(areas >= SPECK * areas[digit])
    pieces = np.where(np.isin(pieces, kept), pieces, 0)
    check_one(pieces)
    return pieces > 0


def cut_out(ink: np.ndarray, digit: np.ndarray) -> np.ndarray:
    """The ink of a digit and hard by it, from its first row and column to its last."""
    near = binary_dilation(digit, TOUCHING, _reach(ink))
    return np.where(near, ink, 0)[box_of(digit)]


def _reach(ink: np.ndarray) -> int:
    """How far beside a line there may be ink of its own, in pixels."""
    return max(1, max(ink.shape) // 100)


def _is_light_on_dark(picture: np.ndarray) -> bool:
    """Whether the few pixels that differ much from those around them are the lighter ones."""
    small = shrunk(picture, 40)
    differences = small - median_filter(small, max(small.shape) // 2 + 1)
    return float((differences**3).sum()) > 0


def _edges(pieces: np.ndarray) -> list[int]:
    """Numbers of the pieces that lie in a corner of the picture or along a third of a side.

    What comes into the middle half of the picture is none; so a digit that fills a picture cut
    out closely stays.
    """
    found = [pieces[row, column] for row in (0, -1) for column in (0, -1)]
    for side in sides_of(pieces):
        found += np.flatnonzero(np.bincount(side) > len(side) / 3).tolist()
    rows, columns = (slice(side // 4, side - side // 4) for side in pieces.shape)
    return np.setdiff1d(found, [0, *np.unique(pieces[rows, columns])]).astype(int).tolist()
