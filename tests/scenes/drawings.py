"""Drawings on the paper of the page to play with, and the ink that they leave."""

from itertools import product

import numpy as np

from network.handwriting.pen import strokes

SIDE, UNITS, RADIUS = 140, 2, 6.5  # of the paper, as in assets/page/play/ink.js
KINDS = list(product(range(4), range(2, 11), range(2, 11)))  # of symmetric drawings


def path_of(label: int, seed: int) -> list[dict]:
    """The pen's strokes on the paper of the page, in its units."""
    return [
        {"erases": False, "points": np.rint(each[:, [1, 0]] * 9 + 16).astype(int).tolist()}
        for each in strokes(label, seed)
    ]


def ink_of(drawing: list[dict]) -> np.ndarray:
    """The ink of strokes: how near each pixel's middle is to a line, worked out anew."""
    ink = np.zeros((SIDE, SIDE))
    middles = np.stack(np.meshgrid(np.arange(SIDE), np.arange(SIDE)), axis=-1) + 0.5
    for stroke in drawing:
        points = np.array(stroke["points"]) / UNITS
        for one, other in zip(points[[0, *range(len(points) - 1)]], points, strict=True):
            run = other - one
            (left, top), (right, bottom) = np.minimum(one, other) - 8, np.maximum(one, other) + 9
            part = np.s_[max(int(top), 0) : int(bottom), max(int(left), 0) : int(right)]
            beside = middles[part] - one
            along = np.clip(beside @ run / (run @ run or 1), 0, 1)[..., None]
            away = np.linalg.norm(beside - along * run, axis=-1)
            ink[part] = np.maximum(ink[part], np.clip(RADIUS + 0.5 - away, 0, 1))
    return ink


def stroke(*points: tuple[float, float]) -> dict:
    return {"erases": False, "points": [[round(x), round(y)] for x, y in points]}


def symmetric(number: int) -> list[dict]:
    """A bar, a cross, a box or a slashed zero, of any size, which is its own mirror image."""
    place, (kind, wide, high) = number // len(KINDS), KINDS[number % len(KINDS)]
    x, y = 140 + 3 * (place % 5), 140 - 7 * (place % 2)
    left, right, top, bottom = x - 10 * wide, x + 10 * wide, y - 10 * high, y + 10 * high
    ends = [(left, top), (right, top), (right, bottom), (left, bottom)]
    if kind == 0:
        return [stroke((x, top), (x, y), (x, bottom + 5 * (wide % 2)))]
    if kind == 1:
        return [stroke(ends[0], ends[2]), stroke(ends[1], ends[3])]
    if kind == 2:
        return [stroke(*ends, ends[0]), stroke((x, top), (x, bottom))]
    turns = np.linspace(0, 2 * np.pi, 25)
    ring = [(x + 10 * wide * np.cos(turn), y + 10 * high * np.sin(turn)) for turn in turns]
    return [stroke(*ring), stroke(ends[1], ends[3])]
