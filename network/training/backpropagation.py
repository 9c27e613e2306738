"""Backpropagation: forward through the layers, and the blame for the error back through them."""

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from network.activations import Activation
from network.training.losses import Loss


class LearningLayer(NamedTuple):
    """A layer whose numbers may still change: its arrays are views into one vector of all."""

    weights: np.ndarray  # (neurons, inputs)
    biases: np.ndarray  # (neurons,)
    activation: Activation


Layers = list[LearningLayer]
Start = Callable[[np.random.Generator, LearningLayer], None]


def as_layers(
    parameters: np.ndarray, shape: Sequence[int], activations: Sequence[Activation]
) -> Layers:
    """The layers whose weights and biases lie one after the other in a vector, (parameters,)."""
    layers = []
    start = 0
    for (inputs, neurons), activation in zip(pairwise(shape), activations, strict=True):
        middle, end = start + neurons * inputs, start + neurons * (inputs + 1)
        weights = parameters[start:middle].reshape(neurons, inputs)
        layers.append(LearningLayer(weights, parameters[middle:end], activation))
        start = end
    return layers


def parameter_count(shape: Sequence[int]) -> int:
    """How many weights and biases a network of a shape has."""
    return sum(neurons * (inputs + 1) for inputs, neurons in pairwise(shape))


def forward(layers: Layers, images: np.ndarray) -> tuple[list[np.ndarray], np.ndarray]:
    """What goes through the layers, and the weighted sums of the outputs, (N, outputs).

    What goes through is the images, (N, inputs), then each layer's activations, (N, neurons).
    """
    signals = [images]
    for weights, biases, activation in layers:
        sums = signals[-1] @ weights.T
        sums += biases
        signals.append(activation(sums))
    return signals, sums


def gradients(
    layers: Layers, signals: list[np.ndarray], sums: np.ndarray, targets: np.ndarray, loss: Loss
) -> np.ndarray:
    """The slope of the loss in every weight and bias, in the order of `as_layers`: (parameters,).

    `signals` and `sums` are those of `forward`; `targets` is (N, outputs).

    `blame`, (N, neurons), is the slope of the loss in the weighted sums of a layer. At the outputs
    the loss gives it; below, it is the blame from above through the weights, times the slope of
    the layer's own activation. A weight's slope is its neuron's blame times its input, summed over
    the images (Rumelhart, Hinton, Williams: "Learning representations by back-propagating errors",
    1986).

    Raises ValueError where a hidden layer has an activation without a slope.
    """
    slopes: list[np.ndarray] = []
    blame = loss.slope(layers[-1].activation, sums, signals[-1], targets)
    for place in reversed(range(len(layers))):
        slopes = [(blame.T @ signals[place]).ravel(), blame.sum(axis=0), *slopes]
        if place:
            activation = layers[place - 1].activation
            if activation.slope is None:
                raise ValueError(
                    f"A hidden layer of {activation.name}; it has no slope to learn by."
                )
            blame = blame @ layers[place].weights
            blame *= activation.slope(signals[place])
    return np.concatenate(slopes)


def turn_over(layers: Layers, place: int, neurons: Sequence[int] | np.ndarray) -> None:
    """Turn sigmoid neurons of a hidden layer over, in place; no score changes by it.

    A neuron of the opposite weights and bias is bright where this one was dark, since
    sigmoid(-z) = 1 - sigmoid(z). What comes of 1 - a is then made good in the layer above: its
    weights of the neuron change sign and its biases take up what they were.
    """
    layer, above = layers[place : place + 2]
    layer.weights[neurons] *= -1
    layer.biases[neurons] *= -1
    above.biases[:] += above.weights[:, neurons].sum(axis=1)
    above.weights[:, neurons] *= -1


def _scaled(rng: np.random.Generator, layer: LearningLayer, gain: float = 1.0) -> None:
    inputs = layer.weights.shape[1]
    layer.weights[:] = rng.normal(0, gain * inputs**-0.5, layer.weights.shape)


def _doubled(rng: np.random.Generator, layer: LearningLayer) -> None:
    _scaled(rng, layer, gain=2**0.5)


def _unit(rng: np.random.Generator, layer: LearningLayer) -> None:
    layer.weights[:] = rng.normal(size=layer.weights.shape)
    layer.biases[:] = rng.normal(size=layer.biases.shape)


# how the weights of a layer begin, whose numbers are 0 before
STARTS: dict[str, Start] = {
    "scaled": _scaled,  # variance 1 / inputs: sums begin near 1 in size
    "doubled": _doubled,  # 2 / inputs, for relu, which drops half (He and others, 2015)
    "unit": _unit,  # variance 1, biases too: the plain way
}
