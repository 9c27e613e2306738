"""Halos: the glow behind round cells, each as its cell's light, painted from tiles."""

from functools import lru_cache

import cairo
import numpy as np

REACH = 2.4  # radius of a halo, in radii of its cell
POWER = 1.6  # of how quickly it fades towards its rim
GLOW = 0.7  # of a fully lit cell's light, in the middle of its halo
FAINT = 1 / 255  # a cell with less light has no halo that could be seen
FINEST = 256  # pixels across; a larger halo is an enlarged tile, which nobody can tell


def paint_halos(context: cairo.Context, boxes: np.ndarray, levels: np.ndarray) -> None:
    """Paint the halos of n cells, each in its cell's colour, over what is behind them.

    `boxes` is (n, 4): left, bottom, width and height of each in scene units. `levels` is (n, 4):
    red, green, blue and opacity in [0, 1]; a cell's largest colour is how brightly it shines.
    """
    light = levels[:, :3].max(axis=1) * levels[:, 3]
    lit = np.flatnonzero(light > FAINT)
    matrix = context.get_matrix()
    scale = float(np.hypot(matrix.xx, matrix.yx))
    context.save()
    context.identity_matrix()
    for (left, bottom, width, height), level, shine in zip(
        boxes[lit].tolist(), levels[lit, :3], light[lit].tolist(), strict=True
    ):
        middle = matrix.transform_point(left + width / 2, bottom + height / 2)
        red, green, blue = (level / level.max()).tolist()
        context.set_source_rgba(blue, green, red, GLOW * shine)  # cairo keeps blue first
        _lay(context, middle, REACH * min(width, height) * scale)
    context.restore()


def _lay(context: cairo.Context, middle: tuple[float, float], across: float) -> None:
    """Lay a halo that many pixels across around a point."""
    size = min(max(2 * round(across / 2), 2), FINEST)
    mask = tile(size)
    if across <= FINEST:  # its place in whole pixels: so soft an edge needs no finer one
        context.mask_surface(mask, round(middle[0] - size / 2), round(middle[1] - size / 2))
        return
    pattern = cairo.SurfacePattern(mask)
    small, half = size / across, across / 2
    pattern.set_matrix(
        cairo.Matrix(small, 0, 0, small, small * (half - middle[0]), small * (half - middle[1]))
    )
    context.mask(pattern)


@lru_cache(maxsize=512)
def tile(size: int) -> cairo.ImageSurface:
    """How far a halo of so many pixels across lights each of them."""
    x = np.arange(size) + 0.5 - size / 2
    off = np.hypot(x[:, None], x[None, :]) / (size / 2)
    light = np.clip(1 - off, 0, 1) ** POWER
    stride = cairo.ImageSurface.format_stride_for_width(cairo.FORMAT_A8, size)
    pixels = np.zeros((size, stride), dtype=np.uint8)
    pixels[:, :size] = np.round(255 * light)
    return cairo.ImageSurface.create_for_data(pixels.data, cairo.FORMAT_A8, size, size, stride)
