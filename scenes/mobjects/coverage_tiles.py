"""Stamps: small rounded cells come from few tiles, cut once and pressed wherever one is needed.

A tile is a cell's coverage of its pixels. Cells are placed and sized in quarters of a pixel, which
the eye cannot tell from their true places, so that a grid of 784 needs few tiles and a fade none.
"""

from collections.abc import Sequence
from functools import lru_cache

import cairo
import numpy as np

Colour = tuple[float, float, float, float]  # as a context takes it

TURN = 2 * np.pi
STEPS = 4  # to a pixel
LARGEST = 64  # pixels across; what is larger is drawn in its true place
SIEVE = (STEPS * 2 * LARGEST) ** np.arange(4)


def press(
    context: cairo.Context, boxes: np.ndarray, colours: Sequence[Colour], roundness: float
) -> None:
    """Fill n cells, each with its colour.

    `boxes` is (n, 4): left, bottom, width and height of each in scene units. A cell is a square
    at roundness 0 and a circle at roundness 1.
    """
    matrix = context.get_matrix()
    left, bottom = matrix.xx * boxes[:, 0] + matrix.x0, matrix.yy * boxes[:, 1] + matrix.y0
    right, top = left + matrix.xx * boxes[:, 2], bottom + matrix.yy * boxes[:, 3]
    edges = np.stack((left, top, right, bottom), axis=1)
    context.save()
    context.identity_matrix()
    if np.ptp(edges.reshape(-1, 2, 2), axis=1).max() > LARGEST:
        for edge, colour in zip(edges.tolist(), colours, strict=True):
            context.set_source_rgba(*colour)
            outline(context, *edge, roundness)
            context.fill()
    else:
        places, tiles = cut(np.round(STEPS * edges).astype(int), roundness)
        for (column, row), each, colour in zip(places.tolist(), tiles, colours, strict=True):
            context.set_source_rgba(*colour)
            context.mask_surface(each, column, row)
    context.restore()


def cut(edges: np.ndarray, roundness: float) -> tuple[np.ndarray, list[cairo.ImageSurface]]:
    """For cells by their edges, (n, 4) in steps: the pixel where each begins, and its tile."""
    places = edges[:, :2] // STEPS
    edges = edges - STEPS * np.tile(places, 2)
    keys = edges @ SIEVE
    _, first, which = np.unique(keys, return_index=True, return_inverse=True)
    tiles = [tile(*kind, roundness) for kind in edges[first].tolist()]
    return places, [tiles[kind] for kind in which.tolist()]


@lru_cache(maxsize=4096)
def tile(left: int, top: int, right: int, bottom: int, roundness: float) -> cairo.ImageSurface:
    """How far a cell covers each of its pixels; its edges are in steps."""
    columns, rows = -(-right // STEPS), -(-bottom // STEPS)
    surface = cairo.ImageSurface(cairo.FORMAT_A8, max(columns, 1), max(rows, 1))
    context = cairo.Context(surface)
    outline(context, *(edge / STEPS for edge in (left, top, right, bottom)), roundness)
    context.fill()
    return surface


def outline(
    context: cairo.Context, left: float, top: float, right: float, bottom: float, roundness: float
) -> None:
    """Begin the path of a cell."""
    radius = roundness * min(right - left, bottom - top) / 2
    context.new_path()
    context.arc(right - radius, top + radius, radius, -TURN / 4, 0)
    context.arc(right - radius, bottom - radius, radius, 0, TURN / 4)
    context.arc(left + radius, bottom - radius, radius, TURN / 4, TURN / 2)
    context.arc(left + radius, top + radius, radius, TURN / 2, 3 * TURN / 4)
