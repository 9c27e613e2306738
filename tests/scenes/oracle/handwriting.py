"""What the pen drew. Only here the project is asked, and only for the strokes and the ink."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from network.handwriting.pen import draw_digit, strokes
from oracle.network import Digit


@dataclass
class DrawnDigits:
    """Digits of the pen: of each digit named those of some seeds."""

    digits: list[int]
    seeds: list[int]  # the first and the last

    @property
    def each(self) -> int:
        return len(range(self.seeds[0], self.seeds[1] + 1))

    @property
    def total(self) -> int:
        return len(self.labels)

    @property
    def origin(self) -> str:
        return "drawn by the pen, seeds {} to {}".format(*self.seeds)

    @property
    def labels(self) -> np.ndarray:
        return np.array([digit for digit in self.digits for _ in range(self.each)])

    @cached_property
    def images(self) -> np.ndarray:
        first, last = self.seeds
        return np.array(
            [
                draw_digit(digit, seed).image.reshape(-1)
                for digit in self.digits
                for seed in range(first, last + 1)
            ]
        )


@dataclass
class PenPath:
    """The line of the pen, and its pieces between corners and crossings."""

    label: int
    seed: int

    @cached_property
    def digit(self) -> Digit:
        drawn = draw_digit(self.label, self.seed)
        return Digit(drawn.image, str(self.label), f"drawn by the pen, seed {self.seed}", [])

    @cached_property
    def strokes(self) -> list[np.ndarray]:
        return [*strokes(self.label, self.seed)]

    @property
    def line(self) -> np.ndarray:
        return np.array([point for stroke in self.strokes for point in stroke])

    @property
    def lifts(self) -> list[int]:
        found, count = [], 0
        for stroke in self.strokes[:-1]:
            count += len(stroke)
            found.append(count)
        return found

    @cached_property
    def pieces(self) -> list[np.ndarray]:
        return [piece for stroke in self.strokes for piece in pieces_of(stroke)]

    @property
    def upper_loop(self) -> int | None:
        rows = [sum(self.pieces[place][:, 0]) / len(self.pieces[place]) for place in self.loops]
        return self.loops[rows.index(min(rows))] if rows else None

    @property
    def loops(self) -> list[int]:
        near = [sum((piece[0] - piece[-1])[:2] ** 2) < 9 for piece in self.pieces]
        return [place for place, closed in enumerate(near) if closed]


def pieces_of(stroke: np.ndarray) -> list[np.ndarray]:
    """A stroke cut at its corners and crossings, no piece shorter than 3 pixels."""
    along = [0.0]
    for here, there in zip(stroke[:-1, :2], stroke[1:, :2], strict=True):
        along.append(along[-1] + float(np.hypot(*(there - here))))
    cuts = [0]
    for place in sorted(corners(stroke, along) | crossings(stroke)):
        if along[place] - along[cuts[-1]] >= 3 and along[-1] - along[place] >= 3:
            cuts.append(place)
    ends = [*cuts[1:], len(stroke) - 1]
    return [stroke[first : last + 1] for first, last in zip(cuts, ends, strict=True)]


def corners(stroke: np.ndarray, along: list[float]) -> set[int]:
    """Where the pen turns by more than a radian within 1.5 pixels, and nowhere near by more."""
    turns, near = [], []
    for place, here in enumerate(along):
        before = next(each for each, there in enumerate(along) if there >= here - 1.5)
        beyond = [each for each, there in enumerate(along) if there >= here + 1.5]
        after = beyond[0] if beyond else len(along) - 1
        turns.append(turn(stroke[before, :2], stroke[place, :2], stroke[after, :2]))
        near.append((before, after))
    return {
        place
        for place, (before, after) in enumerate(near)
        if turns[place] > 1 and turns[place] >= max(turns[before : after + 1])
    }


def turn(before: np.ndarray, here: np.ndarray, after: np.ndarray) -> float:
    """The angle between the way to a point and the way on; none at an end."""
    come, go = here - before, after - here
    lengths = np.hypot(*come) * np.hypot(*go)
    return float(np.arccos(np.clip((come * go).sum() / lengths, -1, 1))) if lengths else 0.0


def crossings(stroke: np.ndarray) -> set[int]:
    """The places of all segments that meet another one which is not their neighbour."""
    points, found = stroke[:, :2], set()
    for one in range(len(points) - 1):
        for two in range(one + 2, len(points) - 1):
            runs = np.stack([points[one + 1] - points[one], points[two] - points[two + 1]], axis=1)
            if np.linalg.det(runs):
                shares = np.linalg.solve(runs, points[two] - points[one])
                if ((shares >= 0) & (shares < 1)).all():
                    found |= {one, two}
    return found
