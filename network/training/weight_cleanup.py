"""Weight clean-up after a training: pictures of weights that are easy to look at."""

import numpy as np

from network.activations import sigmoid
from network.training.backpropagation import Layers


def zero_unlit_pixels(layers: Layers, images: np.ndarray) -> None:
    """Set the weights of pixels that no image lights to 0, in place: there was nothing to learn.

    `images` is (N, rows, columns). Smoothness and augmentation leave a little there.
    """
    layers[0].weights[:, ~images.any(axis=0).ravel()] = 0


def negative_strokes(layers: Layers) -> np.ndarray:
    """Places of the neurons of the first layer whose strongest weights are negative.

    The sum of cubes tells which sign is the stroke's: it hears few strong weights above many
    weak ones. Only neurons that can be turned over count: hidden ones, of sigmoid activation.
    """
    if len(layers) < 2 or layers[0].activation is not sigmoid:
        return np.array([], dtype=int)
    return np.flatnonzero((layers[0].weights ** 3).sum(axis=1) < 0)
