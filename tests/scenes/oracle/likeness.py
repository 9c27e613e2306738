"""How alike digits are, and what one row of a digit holds, counted pixel by pixel."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from oracle.network import Digit


@dataclass
class Overlap:
    """One digit laid over another."""

    one: Digit
    other: Digit

    def _pixels(self) -> list[tuple[float, float]]:
        mine, yours = np.ravel(self.one.image), np.ravel(self.other.image)
        return [(float(one), float(other)) for one, other in zip(mine, yours, strict=True)]

    @property
    def shared(self) -> int:
        return sum(one > 0.5 and other > 0.5 for one, other in self._pixels())

    @property
    def only_one(self) -> int:
        return sum(one > 0.5 and not other > 0.5 for one, other in self._pixels())

    @property
    def only_other(self) -> int:
        return sum(other > 0.5 and not one > 0.5 for one, other in self._pixels())

    @property
    def shared_pixels(self) -> np.ndarray:
        return np.array([float(min(pair) > 0.5) for pair in self._pixels()])

    @property
    def unshared_pixels(self) -> np.ndarray:
        return np.array([float(max(pair) > 0.5 >= min(pair)) for pair in self._pixels()])

    @property
    def distance(self) -> float:
        return sum((one - other) ** 2 for one, other in self._pixels()) ** 0.5


@dataclass
class Likenesses:
    """Digits side by side, each laid over each other."""

    digits: list[Digit]

    @property
    def pairs(self) -> list[Overlap]:
        count = range(len(self.digits))
        return [Overlap(self.digits[i], self.digits[j]) for i in count for j in count if i < j]

    @property
    def same(self) -> int:
        for place, pair in enumerate(self.pairs):
            if pair.one.label is not None and pair.one.label == pair.other.label:
                return place
        return -1

    @property
    def closest(self) -> int:
        distances = [pair.distance for pair in self.pairs]
        return distances.index(min(distances))


@dataclass
class Neighbours:
    """The pictures that are nearest to a digit."""

    digit: Digit
    images: np.ndarray
    labels: np.ndarray
    count: int

    @property
    def distances(self) -> np.ndarray:
        return np.sqrt(((self.images - np.ravel(self.digit.image)) ** 2).sum(axis=1))

    @property
    def nearest(self) -> np.ndarray:
        ranked = sorted((far, place) for place, far in enumerate(self.distances) if far > 0)
        return np.array([place for _, place in ranked[: self.count]])

    @property
    def nearest_images(self) -> np.ndarray:
        return np.array([self.images[place] for place in self.nearest])

    @property
    def by_label(self) -> np.ndarray:
        found = [int(self.labels[place]) for place in self.nearest]
        return np.array([found.count(label) for label in range(10)])

    @property
    def alike(self) -> np.ndarray:
        labels = [str(self.labels[place]) for place in self.nearest]
        return np.array([place for place, each in enumerate(labels) if each == self.digit.label])


@dataclass
class PixelRow:
    """The row of a digit in which brightness changes most."""

    digit: Digit

    @property
    def row(self) -> int:
        changes = [sum(abs(a - b) for a, b in pairwise(r)) for r in self.digit.image.tolist()]
        return changes.index(max(changes))

    @property
    def brightnesses(self) -> np.ndarray:
        return np.array(self.digit.image[self.row])

    @property
    def column(self) -> int:
        far = [abs(each - 0.5) for each in self.brightnesses.tolist()]
        return far.index(min(far))

    @property
    def brightness(self) -> float:
        return float(self.brightnesses[self.column])

    @property
    def guesses(self) -> np.ndarray:
        row = self.brightnesses.tolist()
        return np.array([min(row), self.brightness, max(row)])

    @property
    def right_guess(self) -> int:
        return self.guesses.tolist().index(self.brightness)

    @property
    def first(self) -> int:
        return max(self._inked()[0] - 2, 0)

    @property
    def last(self) -> int:
        return min(self._inked()[-1] + 2, len(self.digit.image) - 1)

    def _inked(self) -> list[int]:
        return [place for place in range(28) if self.brightnesses[place] > 0] or [*range(28)]
