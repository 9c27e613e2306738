"""How cells are painted: squares and circles, upright or turned, with rims or without a seam."""

import cairo
import numpy as np

from scenes.mobjects.coverage_tiles import fill
from scenes.mobjects.halo import paint_halos
from scenes.mobjects.painted import BESIDE

QUARTER = np.pi / 2
STRAIGHT = 1e-6  # radians: a smaller turn is none

Rim = tuple[float, tuple[float, float, float]]  # its width as a share of a cell, and its colour


def paint_cells(
    context: cairo.Context,
    points: np.ndarray,
    rgba: np.ndarray,
    roundness: float,
    rim: Rim,
    light: float,
    halo: float = 0.0,
) -> None:
    """Paint cells by their four corners, (4 n, 3), and colours, (n, 4), with some of their light.

    Where they touch, or let through what is behind, they are painted as one picture. Their halos,
    with a share of their light, lie behind all of them.
    """
    levels = np.round(np.clip(rgba, 0, 1) * 255) / 255
    seen = levels[:, 3] > 0
    if not seen.any():
        return
    context.save()
    turn = turn_of(points)
    if turn:
        context.rotate(turn)
        points = points @ _turned_back(turn)
    low, high = corners_of(points)[:, :, :2].swapaxes(0, 1)
    boxes = np.hstack((low, high - low))[seen]
    if halo > 0:
        paint_halos(context, boxes, levels[seen] * (1, 1, 1, halo * light))
    together = rim[0] == 0 or light < 1
    if together:
        first, last = low.min(axis=0) - BESIDE, high.max(axis=0) + BESIDE
        context.rectangle(*first, *(last - first))
        context.clip()
        context.push_group()
    _paint(context, boxes, levels[seen], roundness, rim)
    if together:
        context.pop_group_to_source()
        context.paint_with_alpha(light)
    context.restore()


def _paint(
    context: cairo.Context, boxes: np.ndarray, levels: np.ndarray, roundness: float, rim: Rim
) -> None:
    """Paint all rims, then the cells; without rims no seam is left between neighbours."""
    share, color = rim
    if share == 0:  # from front to back, neighbours fill up the pixels that they share
        context.set_operator(cairo.OPERATOR_SATURATE)
        boxes, levels = boxes[::-1], levels[::-1]
    else:
        fill(context, boxes, [(*color[::-1], each) for each in levels[:, 3].tolist()], roundness)
        width = share * boxes[:, 2:].max(axis=1, keepdims=True)
        boxes = boxes + np.hstack((width, width, -2 * width, -2 * width))
    # cairo keeps blue first in memory, manim's frames keep red first
    fill(context, boxes, list(map(tuple, levels[:, [2, 1, 0, 3]].tolist())), roundness)


def corners_of(points: np.ndarray) -> np.ndarray:
    """Lower left and upper right around every four points, (n, 2, 3)."""
    one, two, three, four = (points[place::4] for place in range(4))
    low = np.minimum(np.minimum(one, three), np.minimum(two, four))
    high = np.maximum(np.maximum(one, three), np.maximum(two, four))
    return np.stack((low, high), axis=1)


def turn_of(points: np.ndarray) -> float:
    """By which angle cells do not stand upright, in radians."""
    if not len(points):
        return 0.0
    right, up, _ = points[1::4].sum(axis=0) - points[::4].sum(axis=0)
    angle = float(np.arctan2(up, right))
    turn = angle - round(angle / QUARTER) * QUARTER
    return turn if abs(turn) > STRAIGHT else 0.0


def _turned_back(angle: float) -> np.ndarray:
    """What turns rows of points back by an angle, (3, 3)."""
    cos, sin = np.cos(angle), np.sin(angle)
    return np.array([[cos, -sin, 0], [sin, cos, 0], [0, 0, 1]])
