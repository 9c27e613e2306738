"""Draws digits as a hand with a pen would: own pictures for the network, from no data set."""

from functools import cache

import numpy as np
from scipy.ndimage import gaussian_filter1d

from network.digits import SIDE, Digit
from network.handwriting.hand import Hand, Hands
from network.handwriting.stroke_templates import STYLES, Stroke, Styles

BOX = 20  # pixels: the side of the square into which MNIST's digits were fitted
MARGIN = (SIDE - BOX) // 2
SPACING = 2.0  # between neighbouring points of a path, where a digit is 100 high
DETAIL = 12  # points computed from one point of a skeleton to the next


def draw_digit(
    label: int, seed: int = 0, styles: Styles = STYLES, hands: Hands = Hand.at_random
) -> Digit:
    """A digit drawn by the pen, the same one for the same label, seed, styles and hands.

    Like MNIST's digits it fits into 20 x 20 pixels and has its centre of mass in the middle of the
    28 x 28, up to whole pixels. Its brightnesses are multiples of 1/255.

    Raises ValueError for a label that is no digit and for a seed that is no whole number from 0 up.
    """
    _, image = _drawing(label, seed, styles, hands)
    return Digit(image, label=label, origin=f"drawn by the pen, seed {seed}")


def strokes(label: int, seed: int = 0) -> tuple[np.ndarray, ...]:
    """The pen's path in `draw_digit(label, seed)`: stroke by stroke, each (points, 3).

    Columns: row, column and the width of the line, all in pixels of the picture. The pixel
    `image[row, column]` has its middle at that row and column. The points follow the pen.

    Raises ValueError as `draw_digit` does.
    """
    paths, _ = _drawing(label, seed, STYLES, Hand.at_random)
    return paths


def _drawing(
    label: int, seed: int, styles: Styles, hands: Hands
) -> tuple[tuple[np.ndarray, ...], np.ndarray]:
    """The strokes, each (points, 3), and the picture that they leave, (28, 28)."""
    if not _is_whole(label) or label >= len(STYLES):
        raise ValueError(f"Label {label!r}; the pen draws the digits 0 to {len(STYLES) - 1}.")
    if not _is_whole(seed):
        raise ValueError(f"Seed {seed!r}; a seed is a whole number from 0 up.")
    rng = np.random.default_rng((label, seed))
    hand = hands(rng)
    style = styles[label][rng.integers(len(styles[label]))]
    paths = [_written(stroke, hand, rng) for stroke in style]
    widths = [_pressed(path, hand, rng) for path in paths]
    line = _fitted(_leaning(np.concatenate(paths), hand), np.concatenate(widths))
    image = _inked(line)
    shift = _to_the_middle(image)
    line[:, :2] += shift
    lifts = np.cumsum([len(path) for path in paths])[:-1]
    return tuple(np.split(line, lifts)), np.roll(image, shift, axis=(0, 1))


def _is_whole(number: object) -> bool:
    whole = isinstance(number, int | np.integer) and not isinstance(number, bool)
    return whole and number >= 0  # type: ignore[operator]


def _written(stroke: Stroke, hand: Hand, rng: np.random.Generator) -> np.ndarray:
    """A stroke as it comes out this time, (points, 2), points at equal distances."""
    offset = rng.normal(0, 1.5, 2)
    runs: list[np.ndarray] = []
    for run in stroke:
        aim = run + offset + hand.miss * _wander(run.shape, 1.2, rng)
        if runs:
            aim[0] = runs[-1][-1]
        runs.append(_through(len(aim)) @ aim)
    path = _evenly(np.concatenate(runs))
    path += hand.tremor * _wander(path.shape, 3, rng)
    rounded = gaussian_filter1d(path, hand.roundness / SPACING, axis=0, mode="nearest")
    return np.asarray(rounded)


def _evenly(path: np.ndarray) -> np.ndarray:
    """The same path through points that are SPACING apart, (points, 2)."""
    steps = np.hypot(*np.diff(path, axis=0).T)
    along = np.concatenate([[0], np.cumsum(steps)])
    places = np.linspace(0, along[-1], int(along[-1] / SPACING) + 2)
    return np.stack([np.interp(places, along, each) for each in path.T], axis=-1)


@cache
def _through(count: int) -> np.ndarray:
    """What makes a smooth curve of `count` points, as a matrix (points of the curve, count)."""
    places = np.linspace(0, count - 1, (count - 1) * DETAIL + 1)
    from scipy.interpolate import CubicSpline  # it takes long to load, and films draw nothing

    curves = CubicSpline(np.arange(count), np.eye(count), bc_type="natural")
    return np.asarray(curves(places))


def _pressed(path: np.ndarray, hand: Hand, rng: np.random.Generator) -> np.ndarray:
    """The width of the line along a path, (points,), pixels.

    The pen lands and leaves lightly, and is slow, so presses, where the path bends: Lacquaniti,
    Terzuolo, Viviani, "The law relating the kinematic and figural aspects of drawing movements"
    (1983), speed = constant * curvature^(-1/3).
    """
    angles = np.unwrap(np.arctan2(*np.gradient(path, axis=0).T))
    curvature = gaussian_filter1d(np.abs(np.gradient(angles)) / SPACING, 3)
    slowness = np.cbrt(curvature / 0.04).clip(0.5, 1.6)  # 0.04: a radius of 25
    place = np.arange(len(path)) * SPACING
    landing, leaving = rng.uniform(4, 14, 2)
    ends = (1 - np.exp(-(place + 2) / landing)) * (1 - np.exp(-(place[::-1] + 1) / leaving))
    mood = 0.3 * _wander((len(path),), 8, rng)
    touch = 1 - hand.press * (1 - ends)
    pressure = 1 + hand.press * (slowness - 1 + mood) / 2
    return np.asarray(hand.width * touch * pressure)


def _wander(shape: tuple[int, ...], memory: float, rng: np.random.Generator) -> np.ndarray:
    """Chance along the first axis that changes slowly, over `memory` places; deviation 1."""
    noise = gaussian_filter1d(rng.normal(size=shape), memory, axis=0)
    return np.asarray(noise * np.sqrt(2 * np.sqrt(np.pi) * memory))


def _leaning(path: np.ndarray, hand: Hand) -> np.ndarray:
    """The path with the hand's slant, turn, breadth and warp, (points, 2)."""
    middle = (path.max(axis=0) + path.min(axis=0)) / 2
    x, y = (path - middle).T / 50
    warped = np.stack([x, y]) + hand.bend @ np.stack([x * x, x * y, y * y])
    cos, sin = np.cos(hand.turn), np.sin(hand.turn)
    lean = np.array([[hand.breadth, -hand.slant], [0, 1]])
    return np.asarray((np.array([[cos, -sin], [sin, cos]]) @ lean @ warped).T)


def _fitted(path: np.ndarray, widths: np.ndarray) -> np.ndarray:
    """The path as large as the box allows, ink included: (points, 3), row, column, width."""
    radii = widths[:, None] / 2
    scale = 100.0
    for _ in range(4):  # Newton's method on a sum of maxima: exact after a few steps
        last, first = (path * scale + radii).argmax(axis=0), (path * scale - radii).argmin(axis=0)
        room = BOX - radii[last, 0] - radii[first, 0]
        reach = path[last, (0, 1)] - path[first, (0, 1)] + 1e-9  # a straight 1 has no breadth
        scale = float((room / reach).min())
    path = path * scale
    middle = ((path + radii).max(axis=0) + (path - radii).min(axis=0)) / 2
    placed = path - middle + (SIDE - 1) / 2
    return np.column_stack([placed[:, 1], placed[:, 0], widths])


def _inked(line: np.ndarray) -> np.ndarray:
    """The picture that a pen leaves on a line inside the box, (28, 28), in steps of 1/255."""
    grid = np.arange(MARGIN, MARGIN + BOX)
    down = np.square(grid[:, None] - line[:, 0])  # (rows, points)
    across = np.square(grid[:, None] - line[:, 1])
    distance = np.sqrt(down[:, None, :] + across[None, :, :])
    coverage = (line[:, 2] / 2 + 0.5 - distance).max(axis=-1)
    return np.pad(np.round(coverage.clip(0, 1) * 255) / 255, MARGIN)


def _to_the_middle(image: np.ndarray) -> np.ndarray:
    """Whole rows and columns by which the centre of mass is moved to the middle, (2,)."""
    grid = np.arange(SIDE)
    mass = np.array([image.sum(axis=1) @ grid, image.sum(axis=0) @ grid]) / image.sum()
    shift = np.round((SIDE - 1) / 2 - mass)
    return np.asarray(shift.clip(-MARGIN, MARGIN), dtype=int)  # further, and ink would be cut off
