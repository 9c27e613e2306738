"""How alike digits are, pixel by pixel, which is not how alike they are to a person."""

from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

import numpy as np

from network.arrays import read_only
from network.digits import Digit

LIT = 0.5  # a pixel that is brighter counts as lit


@dataclass(frozen=True, eq=False)
class Overlap:
    """One digit laid over another: the lit pixels that they share, and those that they do not."""

    one: Digit
    other: Digit

    @property
    def shared(self) -> int:
        """How many pixels are lit in both."""
        return int((self._lit[0] & self._lit[1]).sum())

    @property
    def only_one(self) -> int:
        """How many pixels are lit in the one alone."""
        return int((self._lit[0] & ~self._lit[1]).sum())

    @property
    def only_other(self) -> int:
        """How many pixels are lit in the other alone."""
        return int((~self._lit[0] & self._lit[1]).sum())

    @property
    def shared_pixels(self) -> np.ndarray:
        """1 where a pixel is lit in both, else 0, (784,)."""
        return np.asarray((self._lit[0] & self._lit[1]).astype(float))

    @property
    def unshared_pixels(self) -> np.ndarray:
        """1 where a pixel is lit in one of them alone, else 0, (784,)."""
        return np.asarray((self._lit[0] ^ self._lit[1]).astype(float))

    @property
    def distance(self) -> float:
        """The Euclidean distance of their brightnesses; 0 for the same picture twice."""
        return float(np.linalg.norm(self.one.pixels - self.other.pixels))

    @property
    def _lit(self) -> np.ndarray:  # (2, 784)
        return np.stack((self.one.pixels, self.other.pixels)) > LIT


@dataclass(frozen=True, eq=False)
class Likenesses:
    """Digits side by side, each laid over each other; the first over the second comes first.

    Raises ValueError for less than two digits.
    """

    digits: tuple[Digit, ...]

    def __post_init__(self) -> None:
        if len(self.digits) < 2:
            raise ValueError(f"Likenesses of {len(self.digits)} digits; it takes two at least.")

    @cached_property
    def pairs(self) -> tuple[Overlap, ...]:
        """Each pair of digits, in the order of their first one."""
        return tuple(Overlap(one, other) for one, other in combinations(self.digits, 2))

    @property
    def same(self) -> int:
        """The place of the first pair whose digits have one label; -1 where there is none."""
        labels = [(pair.one.label, pair.other.label) for pair in self.pairs]
        return next(
            (
                place
                for place, (one, other) in enumerate(labels)
                if one is not None and one == other
            ),
            -1,
        )

    @property
    def closest(self) -> int:
        """The place of the pair at the smallest distance."""
        return int(np.argmin([pair.distance for pair in self.pairs]))


@dataclass(frozen=True, eq=False)
class Neighbours:
    """Those among many pictures that are nearest to a digit, the nearest first.

    A picture that is the digit itself is none of its neighbours.

    Raises ValueError where pictures and labels are not equally many, and where there are fewer
    other pictures than neighbours are asked for.
    """

    digit: Digit
    images: np.ndarray  # (N, 784), brightnesses in [0, 1]
    labels: np.ndarray  # (N,)
    count: int

    def __post_init__(self) -> None:
        if len(self.images) != len(self.labels):
            raise ValueError(
                f"{len(self.images)} pictures but {len(self.labels)} labels; each needs one."
            )
        others = int((self.distances > 0).sum())
        if not 0 < self.count <= others:
            raise ValueError(
                f"{self.count} neighbours among {others} other pictures; ask for 1 to {others}."
            )

    @cached_property
    def distances(self) -> np.ndarray:
        """How far each picture is from the digit, (N,)."""
        return read_only(np.linalg.norm(self.images - self.digit.pixels, axis=1))

    @cached_property
    def nearest(self) -> np.ndarray:
        """The places of the nearest pictures, (count,); of equally near ones the earlier first."""
        order = np.argsort(self.distances, kind="stable")
        return read_only(order[self.distances[order] > 0][: self.count])

    @property
    def nearest_images(self) -> np.ndarray:
        """The nearest pictures, (count, 784)."""
        return self.images[self.nearest]

    @property
    def by_label(self) -> np.ndarray:
        """How many of the nearest have each label from 0 to 9, (10,)."""
        return np.bincount(self.labels[self.nearest], minlength=10)

    @property
    def alike(self) -> np.ndarray:
        """The places among the nearest of those that have the digit's own label."""
        return np.flatnonzero(self.labels[self.nearest].astype(str) == self.digit.label)
