"""Backpropagation: forward through the layers, and the error back through them."""

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
Initialisation = Callable[[np.random.Generator, LearningLayer], None]


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


def gradient(
    layers: Layers, signals: list[np.ndarray], sums: np.ndarray, targets: np.ndarray, loss: Loss
) -> np.ndarray:
    """The derivatives of the loss by all weights and biases, (parameters,), as in `as_layers`.

    `signals` and `sums` are those of `forward`; `targets` is (N, outputs).

    `delta`, (N, neurons), is the derivative of the loss by the weighted sums of a layer. At the
    outputs the loss gives it; below, it is the delta from above through the weights, times the
    derivative of the layer's own activation. A weight's derivative is its neuron's delta times its
    input, summed over the images (Rumelhart, Hinton, Williams: "Learning representations by
    back-propagating errors", 1986).

    Raises ValueError where a hidden layer has an activation without a derivative.
    """
    parts: list[np.ndarray] = []
    delta = loss.derivative(layers[-1].activation, sums, signals[-1], targets)
    for place in reversed(range(len(layers))):
        parts = [(delta.T @ signals[place]).ravel(), delta.sum(axis=0), *parts]
        if place:
            activation = layers[place - 1].activation
            if activation.derivative is None:
                raise ValueError(
                    f"A hidden layer of {activation.name}; it has no derivative to learn by."
                )
            delta = delta @ layers[place].weights
            delta *= activation.derivative(signals[place])
    return np.concatenate(parts)


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


def _lecun(rng: np.random.Generator, layer: LearningLayer, gain: float = 1.0) -> None:
    """Variance 1 / inputs, so that sums begin near 1 in size.

    LeCun, Bottou, Orr, Müller: "Efficient BackProp" (1998), section 4.6.
    """
    inputs = layer.weights.shape[1]
    layer.weights[:] = rng.normal(0, gain * inputs**-0.5, layer.weights.shape)


def _he(rng: np.random.Generator, layer: LearningLayer) -> None:
    """Variance 2 / inputs, for relu, which drops half of what it gets.

    He, Zhang, Ren, Sun: "Delving deep into rectifiers" (2015), section 2.2.
    """
    _lecun(rng, layer, gain=2**0.5)


def _standard_normal(rng: np.random.Generator, layer: LearningLayer) -> None:
    """Variance 1, of biases too: the plain way, of Nielsen's book (2015), chapter 1."""
    layer.weights[:] = rng.normal(size=layer.weights.shape)
    layer.biases[:] = rng.normal(size=layer.biases.shape)


# how the weights of a layer begin, whose numbers are 0 before
INITIALISATIONS: dict[str, Initialisation] = {
    "LeCun": _lecun,
    "He": _he,
    "standard normal": _standard_normal,
}
