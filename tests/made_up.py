"""Made-up networks and recipes for tests, and what is worked out the slow way."""

import math
from collections.abc import Callable
from itertools import pairwise

import numpy as np

from network import Layer, Network
from network.activations import sigmoid
from network.training.backpropagation import Layers, as_layers, parameter_count
from network.training.recipes import Recipe
from network.training.regularisation import Regularisation

Parts = list[tuple[np.ndarray, np.ndarray]]  # weights and biases, layer by layer

BARS = Recipe(  # for the tiny data set of tests/network
    "bars",
    shape=(16, 6, 5, 4),
    epochs=20,
    batch=20,
    rate=0.03,
    regularisation=Regularisation(sparsity=0.01, smoothness=0.01, decay_above=0.005),
    augmented_copies=0,
    seed=3,
)


def random_network(rng: np.random.Generator, *shape: int, spread: float = 3.0) -> Network:
    """A network of any shape whose weighted sums are moderate."""
    layers = (
        Layer(
            rng.normal(0, spread / np.sqrt(below), (above, below)), rng.normal(size=above), sigmoid
        )
        for below, above in pairwise(shape)
    )
    return Network(tuple(layers))


def answering(answers: np.ndarray, score: float = 0.9) -> tuple[Network, np.ndarray]:
    """A network of 3 outputs, and images of one lit pixel each that get these answers."""
    sum_ = np.log(score / (1 - score))
    network = Network((Layer(2 * sum_ * np.eye(3), np.full(3, -sum_), sigmoid),))
    return network, np.eye(3)[answers]


def random_layers(seed: int, shape: tuple[int, ...] = (9, 5, 4, 3)) -> Layers:
    """Sigmoid layers that can learn, of any shape, in 64 bits."""
    parameters = np.random.default_rng(seed).normal(size=parameter_count(shape))
    return as_layers(parameters, shape, [sigmoid] * (len(shape) - 1))


def finite_differences(
    function: Callable[[np.ndarray], float], at: np.ndarray, width: float = 1e-5
) -> np.ndarray:
    """The slope of a function in each of its numbers, by trying a little to either side."""
    steps = width * np.eye(at.size).reshape(-1, *at.shape)
    slopes = [(function(at + step) - function(at - step)) / (2 * width) for step in steps]
    return np.reshape(slopes, at.shape)


def rebuilt(network: Network) -> Parts:
    """Weights and biases of our own, which may be changed."""
    return [(layer.weights.copy(), layer.biases.copy()) for layer in network.layers]


def scores_of(parts: Parts, pixels: np.ndarray) -> list[float]:
    """The scores of sigmoid layers, worked out neuron by neuron."""
    signal = list(pixels)
    for weights, biases in parts:
        sums = [
            math.fsum(w * a for w, a in zip(row, signal, strict=True)) + b
            for row, b in zip(weights, biases, strict=True)
        ]
        signal = [1 / (1 + math.exp(-z)) for z in sums]
    return signal


def rounded(network: Network) -> Network:
    """A network whose first weights are whole steps: each neuron's largest is 127 of them."""
    first, *others = network.layers
    steps = (np.abs(first.weights).max(axis=1) / 127).astype(np.float32)
    rows = [
        np.round(row / step) * float(step) for row, step in zip(first.weights, steps, strict=True)
    ]
    return Network((Layer(np.array(rows), first.biases, first.activation), *others), network.labels)
