"""Made-up networks for tests."""

from itertools import pairwise

import numpy as np

from network import Layer, Network
from network.activations import sigmoid


def random_network(rng: np.random.Generator, *shape: int, spread: float = 3.0) -> Network:
    """A network of any shape whose weighted sums are moderate."""
    layers = (
        Layer(
            rng.normal(0, spread / np.sqrt(below), (above, below)), rng.normal(size=above), sigmoid
        )
        for below, above in pairwise(shape)
    )
    return Network(tuple(layers))
