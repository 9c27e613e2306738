"""Tries how a network that was brought in reads digits, and whether it should see them otherwise.

What a file leaves out cannot be seen in it, but in what comes of it: a network that was taught
brightnesses from 0 to 255 is blind at 0 to 1, and one that was taught dark ink reads none that is
bright.
"""

import math
from dataclasses import dataclass

import numpy as np

from network.model import Network

MEAN, DEVIATION = 0.1307, 0.3081  # of MNIST's training pixels, as PyTorch's examples give them
SEEN = (  # what models are given, besides brightness: a scale, an offset
    (1.0, 0.0),
    (255.0, 0.0),
    (1 / DEVIATION, -MEAN / DEVIATION),
    (2.0, -1.0),
    (16.0, 0.0),  # scikit-learn's own digits
)
GOOD = 0.9  # of the digits: with so many, nothing else is tried
BETTER = 0.1  # by which another way must be better; of 500 digits, three chance errors
DIGITS = tuple("0123456789")


@dataclass(frozen=True)
class Sight:
    """What a model is given for a picture: scale * brightness + offset, of ink or of paper."""

    scale: float = 1.0
    offset: float = 0.0
    inverted: bool = False
    transposed: bool = False

    @property
    def numbers(self) -> tuple[float, float]:
        """The scale and the offset that make of ink's brightness what the model is given."""
        if self.inverted:
            return -self.scale, self.scale + self.offset
        return self.scale, self.offset

    @property
    def options(self) -> str:
        """The options of `squish import` that ask for it."""
        told = []
        if self.scale != 1:
            told.append(f"--scale {self.scale:.9g}")
        if self.offset:
            told.append(f"--offset {self.offset:.9g}")
        told += [f"--{name}" for name in ("inverted", "transposed") if getattr(self, name)]
        return " ".join(told) or "--scale 1"

    def seen(self, images: np.ndarray) -> np.ndarray:
        """What the model is given for images of ink, (N, inputs)."""
        scale, offset = self.numbers
        if self.transposed:
            side = math.isqrt(images.shape[1])
            images = images.reshape(-1, side, side).swapaxes(1, 2).reshape(images.shape)
        return scale * images + offset


@dataclass(frozen=True)
class Trial:
    """Which share of digits a network reads as it was brought in, and in the best other way."""

    count: int  # of the digits tried, which are those that the network has an output for
    share: float
    other: Sight | None = None
    other_share: float = 0.0


def tried(network: Network, sight: Sight, images: np.ndarray, labels: np.ndarray) -> Trial | None:
    """How a network that was brought in with a sight reads digits, (N, inputs) and (N,).

    None where it does not read digits from pictures of that size.
    """
    if network.shape[0] != images.shape[1] or set(network.labels) - set(DIGITS):
        return None
    right = np.array(list(map(DIGITS.index, network.labels)))
    images, labels = (each[np.isin(labels, right)] for each in (images, labels))
    scale, offset = sight.numbers

    def share(other: Sight) -> float:
        """As the network is, it undoes the first sight itself, which is undone here before."""
        given = (other.seen(images) - offset) / scale
        if sight.transposed:
            given = Sight(transposed=True).seen(given)
        return float((right[network.classify(given)] == labels).mean())

    own = share(sight)
    if own >= GOOD:
        return Trial(len(labels), own)
    others = [
        Sight(*numbers, inverted, transposed)
        for transposed in (False, True)
        for inverted in (False, True)
        for numbers in SEEN
    ]
    best = max(others, key=share)  # the first of equals: the simplest
    if share(best) < own + BETTER:
        return Trial(len(labels), own)
    return Trial(len(labels), own, best, share(best))
