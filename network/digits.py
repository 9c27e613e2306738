"""A handwritten digit as the network meets it: 28 x 28 brightnesses, or another square."""

from dataclasses import dataclass

import numpy as np

from network.arrays import numbers, read_only

SIDE = 28
SIDES = 8, 64  # pixels: of the smallest and the largest picture that a network may take


@dataclass(frozen=True, eq=False)
class Step:
    """One stage of a picture's way to 28 x 28, kept so that a film can show it."""

    name: str
    picture: np.ndarray  # (height, width), brightness in [0, 1]


@dataclass(frozen=True, eq=False)
class Digit:
    """A picture of brightnesses in [0, 1]: 0 is paper, 1 is full ink.

    It has 28 x 28 pixels, or those of another square that a network takes.

    `label` names what the digit is, where that is known: "7", which may be given as 7. `origin`
    says in a few words where the picture comes from; `steps` tells how it came about.

    Raises ValueError for another shape or for brightnesses outside [0, 1].
    """

    image: np.ndarray  # (28, 28), or another square
    label: str | int | None = None
    origin: str = ""
    steps: tuple[Step, ...] = ()

    def __post_init__(self) -> None:
        image = numbers("brightnesses", self.image).astype(float)
        if image.ndim != 2 or len({*image.shape}) > 1 or not SIDES[0] <= len(image) <= SIDES[1]:
            raise ValueError(
                f"A digit of shape {image.shape}; it takes {SIDE} x {SIDE} pixels, or another "
                f"square from {SIDES[0]} x {SIDES[0]} to {SIDES[1]} x {SIDES[1]}."
            )
        low, high = image.min(), image.max()
        if not 0 <= low <= high <= 1:
            raise ValueError(f"Brightnesses from {low:g} to {high:g}; a pixel's lies in [0, 1].")
        object.__setattr__(self, "image", read_only(image))
        object.__setattr__(self, "label", None if self.label is None else str(self.label))

    @property
    def pixels(self) -> np.ndarray:
        """The brightnesses row by row, (pixels,): 784 of them in 28 x 28."""
        return self.image.reshape(-1)
