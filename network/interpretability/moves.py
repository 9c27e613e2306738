"""Where a digit stands matters: the same picture, moved by whole pixels, and its answers."""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from network.arrays import read_only
from network.digits import SIDE, Digit
from network.forward import ForwardPass
from network.model import Network


@dataclass(frozen=True, eq=False)
class Moves:
    """A digit moved to the right by some numbers of pixels, to the left where they are below 0.

    Raises ValueError for a digit whose label is none of the network's, and for a move that pushes
    ink out of the picture.
    """

    network: Network
    digit: Digit
    steps: tuple[int, ...]

    def __post_init__(self) -> None:
        if self.digit.label not in self.network.labels:
            raise ValueError(
                f"Label {self.digit.label}; the network answers {', '.join(self.network.labels)}."
            )
        inked = np.flatnonzero(self.digit.image.any(axis=0))
        left, right = (-inked[0], SIDE - 1 - inked[-1]) if len(inked) else (-SIDE, SIDE)
        if any(not left <= step <= right for step in self.steps):
            raise ValueError(
                f"Moves of {min(self.steps)} to {max(self.steps)} pixels; this digit's ink stays "
                f"in the picture from {left} to {right}."
            )

    @cached_property
    def each(self) -> tuple[ForwardPass, ...]:
        """The forward pass of the digit in each of its places."""
        images = (read_only(np.roll(self.digit.image, step, axis=1)) for step in self.steps)
        moved = (replace(self.digit, image=image, steps=()) for image in images)
        return tuple(map(self.network.forward, moved))

    @property
    def images(self) -> np.ndarray:
        """The pictures, (moves, 784)."""
        return np.stack([each.digit.pixels for each in self.each])

    @property
    def own_scores(self) -> np.ndarray:
        """The score of the digit's own label in each place, (moves,)."""
        own = self.network.labels.index(str(self.digit.label))
        return np.array([each.scores[own] for each in self.each])

    @property
    def right(self) -> int:
        """In how many places it is read as its label."""
        return sum(each.is_right is True for each in self.each)

    @property
    def furthest(self) -> int:
        """The most pixels by which it is moved, to either side."""
        return max(map(abs, self.steps))
