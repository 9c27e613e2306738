"""Coverage tiles: how far a small rounded cell covers its pixels, worked out once for each kind.

Cells are placed and sized in quarters of a pixel, which the eye cannot tell from their true places,
so that a grid of 784 needs few tiles and a fade none.
"""

from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache

import cairo
import numpy as np

Colour = tuple[float, float, float, float]  # as a context takes it

TURN = 2 * np.pi
STEPS = 4  # to a pixel
LARGEST_TILE = 64  # pixels across; what is larger is drawn in its true place
SIEVE = (STEPS * 2 * LARGEST_TILE) ** np.arange(4)
SQUARE = 0.02  # roundness that nobody sees


def fill(
    context: cairo.Context, boxes: np.ndarray, colours: Sequence[Colour], roundness: float
) -> None:
    """Fill n cells, each with its colour.

    `boxes` is (n, 4): left, bottom, width and height of each in scene units. A cell is a square
    at roundness 0 and a circle at roundness 1.
    """
    matrix = context.get_matrix()
    if roundness <= SQUARE:
        fill_squares(context, boxes, colours)
    elif matrix.xy or matrix.yx:  # tiles stand upright
        low = boxes[:, :2]
        fill_outlines(context, np.hstack((low, low + boxes[:, 2:])), colours, roundness)
    else:
        left, bottom = matrix.xx * boxes[:, 0] + matrix.x0, matrix.yy * boxes[:, 1] + matrix.y0
        right, top = left + matrix.xx * boxes[:, 2], bottom + matrix.yy * boxes[:, 3]
        context.save()
        context.identity_matrix()
        fill_tiles(context, np.stack((left, top, right, bottom), axis=1), colours, roundness)
        context.restore()


def fill_squares(context: cairo.Context, boxes: np.ndarray, colours: Sequence[Colour]) -> None:
    """Fill squares, those of one colour as one path, which is quicker."""
    alike = defaultdict(list)
    for box, colour in zip(boxes.tolist(), colours, strict=True):
        alike[colour].append(box)
    for colour, group in alike.items():
        context.set_source_rgba(*colour)
        for box in group:
            context.rectangle(*box)
        context.fill()


def fill_tiles(
    context: cairo.Context, edges: np.ndarray, colours: Sequence[Colour], roundness: float
) -> None:
    """Fill cells by their edges in pixels, (n, 4), from tiles where none is large."""
    if np.ptp(edges.reshape(-1, 2, 2), axis=1).max() > LARGEST_TILE:
        fill_outlines(context, edges, colours, roundness)
        return
    places, tiles = tiles_of(np.round(STEPS * edges).astype(int), roundness)
    for (column, row), each, colour in zip(places.tolist(), tiles, colours, strict=True):
        context.set_source_rgba(*colour)
        context.mask_surface(each, column, row)


def fill_outlines(
    context: cairo.Context, edges: np.ndarray, colours: Sequence[Colour], roundness: float
) -> None:
    """Fill cells one by one, by their edges, (n, 4)."""
    for edge, colour in zip(edges.tolist(), colours, strict=True):
        context.set_source_rgba(*colour)
        outline(context, *edge, roundness)
        context.fill()


def tiles_of(edges: np.ndarray, roundness: float) -> tuple[np.ndarray, list[cairo.ImageSurface]]:
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
