"""The way of the pen as a record: the line that it drew, and the pieces that an eye sees in it."""

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np

from network.arrays import read_only
from network.digits import Digit
from network.handwriting.pen import draw_digit, strokes

CORNER = 1.0  # radians by which the pen turns within `WITHIN` at a corner
WITHIN = 1.5  # pixels of the way on either side over which a turn is measured
SHORTEST = 3.0  # pixels: a shorter piece belongs to its neighbour


@dataclass(frozen=True)
class PenPath:
    """The line of `draw_digit(label, seed)`, stroke by stroke.

    Raises ValueError as `draw_digit` does.
    """

    label: int
    seed: int

    @cached_property
    def digit(self) -> Digit:
        """The digit that the line leaves on paper."""
        return draw_digit(self.label, self.seed)

    @cached_property
    def strokes(self) -> tuple[np.ndarray, ...]:
        """Each stroke, (points, 3): row, column and width of the line, in pixels."""
        return tuple(map(read_only, strokes(self.label, self.seed)))

    @cached_property
    def line(self) -> np.ndarray:
        """All points in the order of the pen, (points, 3)."""
        return read_only(np.concatenate(self.strokes))

    @cached_property
    def lifts(self) -> tuple[int, ...]:
        """Places in the line at which a new stroke begins, but for the first."""
        return tuple(np.cumsum([len(stroke) for stroke in self.strokes])[:-1].tolist())

    @cached_property
    def pieces(self) -> tuple[np.ndarray, ...]:
        """The strokes cut where the pen turns sharply or crosses its own line, each (points, 3).

        A corner is a turn by more than 1 radian within 1.5 pixels on either side; of pieces under
        3 pixels none is left alone. Neighbours share the point at which they were cut.
        """
        return tuple(
            read_only(piece) for stroke in self.strokes for piece in _cut(stroke, _cuts(stroke))
        )

    @cached_property
    def loops(self) -> tuple[int, ...]:
        """Places of the pieces whose ends come within 3 pixels of each other."""
        return tuple(
            place
            for place, piece in enumerate(self.pieces)
            if np.hypot(*(piece[0] - piece[-1])[:2]) < SHORTEST
        )

    @property
    def upper_loop(self) -> int | None:
        """The place of the loop that lies highest, if there is one."""
        heights = {place: float(self.pieces[place][:, 0].mean()) for place in self.loops}
        return min(heights, key=heights.__getitem__, default=None)


def _cut(stroke: np.ndarray, places: list[int]) -> list[np.ndarray]:
    edges = [0, *places, len(stroke) - 1]
    return [stroke[first : last + 1] for first, last in pairwise(edges)]


def _cuts(stroke: np.ndarray) -> list[int]:
    """Where a stroke falls into pieces: corners and crossings, none too near to another."""
    along = _along(stroke)
    kept: list[int] = []
    for place in sorted({*_corners(stroke, along), *_crossings(stroke)}):
        before, after = along[kept[-1]] if kept else 0.0, along[-1]
        if along[place] - before >= SHORTEST and after - along[place] >= SHORTEST:
            kept.append(place)
    return kept


def _along(stroke: np.ndarray) -> np.ndarray:
    """How far along the stroke each of its points is, (points,), pixels."""
    steps = np.hypot(*np.diff(stroke[:, :2], axis=0).T)
    return np.concatenate([[0.0], np.cumsum(steps)])


def _corners(stroke: np.ndarray, along: np.ndarray) -> list[int]:
    """Places where the pen turns most, each the sharpest of its surroundings."""
    before = np.searchsorted(along, along - WITHIN).clip(0)
    after = np.searchsorted(along, along + WITHIN).clip(max=len(stroke) - 1)
    come, go = stroke[:, :2] - stroke[before, :2], stroke[after, :2] - stroke[:, :2]
    lengths = np.hypot(*come.T) * np.hypot(*go.T)
    cosines = np.divide(
        (come * go).sum(axis=1), lengths, out=np.ones_like(lengths), where=lengths > 0
    )
    turns = np.arccos(cosines.clip(-1, 1))
    return [
        place
        for place in np.flatnonzero(turns > CORNER).tolist()
        if turns[place] == turns[before[place] : after[place] + 1].max()
    ]


def _crossings(stroke: np.ndarray) -> list[int]:
    """Places where the line crosses itself: both times that the pen comes there."""
    starts, runs = stroke[:-1, :2], np.diff(stroke[:, :2], axis=0)
    offsets = starts[None] - starts[:, None]  # (segments, segments, 2)
    cross = _cross(runs[:, None], runs[None])
    with np.errstate(divide="ignore", invalid="ignore"):
        mine = _cross(offsets, runs[None]) / cross
        yours = _cross(offsets, runs[:, None]) / cross
    count = np.arange(len(runs))
    apart = count[None] - count[:, None] > 1
    meet = apart & (mine >= 0) & (mine < 1) & (yours >= 0) & (yours < 1)
    return sorted({int(place) for pair in zip(*np.nonzero(meet), strict=True) for place in pair})


def _cross(one: np.ndarray, two: np.ndarray) -> np.ndarray:
    return np.asarray(one[..., 0] * two[..., 1] - one[..., 1] * two[..., 0])
