"""Noise: pictures of no digit at all."""

import numpy as np

from network.digits import SIDE, Digit


def uniform_noise(seed: int) -> Digit:
    """A picture whose pixels are drawn evenly from [0, 1], each for itself; it has no label."""
    image = np.random.default_rng(seed).uniform(size=(SIDE, SIDE))
    return Digit(image, origin=f"uniform noise of seed {seed}")
