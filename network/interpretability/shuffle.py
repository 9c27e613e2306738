"""Pixels in another order: a network whose weights go along with them notices nothing."""

from dataclasses import replace

import numpy as np

from network.digits import Digit
from network.interpretability.what_if import with_layer
from network.model import Network


def shuffled_digit(digit: Digit, seed: int = 0) -> Digit:
    """The digit with its pixels in an order drawn at random."""
    order = pixel_order(digit.image.size, seed)
    image = digit.image.ravel()[order].reshape(digit.image.shape)
    return Digit(image, digit.label, f"{digit.origin}, its pixels in another order")


def shuffled_network(network: Network, seed: int = 0) -> Network:
    """The network whose first weights have changed places as the pixels of `shuffled_digit`."""
    first = network.layers[0]
    order = pixel_order(first.weights.shape[1], seed)
    return with_layer(network, 0, replace(first, weights=first.weights[:, order]))


def pixel_order(count: int, seed: int = 0) -> np.ndarray:
    """Which pixel stands in each place afterwards, (count,)."""
    return np.random.default_rng(seed).permutation(count)
