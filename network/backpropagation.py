"""Backpropagation, AdamW and the regularisers: how weights are found, in plain functions."""

import math
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from scipy.special import expit, xlogy

Layers = list[tuple[np.ndarray, np.ndarray]]  # weights (neurons, inputs), biases (neurons,)


def as_layers(parameters: np.ndarray, shape: tuple[int, ...]) -> Layers:
    """The weights and biases of each layer as views into one vector of all, (parameters,)."""
    layers = []
    start = 0
    for inputs, neurons in pairwise(shape):
        middle, end = start + neurons * inputs, start + neurons * (inputs + 1)
        weights = parameters[start:middle].reshape(neurons, inputs)
        layers.append((weights, parameters[middle:end]))
        start = end
    return layers


def starting_parameters(shape: tuple[int, ...], rng: np.random.Generator) -> np.ndarray:
    """Small random weights, so that sums begin near 1 in size, and biases of 0: (parameters,)."""
    count = sum(neurons * (inputs + 1) for inputs, neurons in pairwise(shape))
    parameters = np.zeros(count, np.float32)
    for weights, _ in as_layers(parameters, shape):
        weights[:] = rng.normal(0, weights.shape[1] ** -0.5, weights.shape)
    return parameters


def forward(layers: Layers, images: np.ndarray) -> list[np.ndarray]:
    """The images, (N, inputs), and then the activations of each layer, (N, neurons)."""
    activations = [images]
    for weights, biases in layers:
        activations.append(expit(activations[-1] @ weights.T + biases))
    return activations


def loss(scores: np.ndarray, targets: np.ndarray) -> float:
    """Binary cross-entropy: summed over the outputs, averaged over the images; both (N, outputs).

    Each output answers "is it mine?" for itself: -ln a where it is, -ln (1 - a) where it is not.
    """
    each = xlogy(targets, scores) + xlogy(1 - targets, 1 - scores)
    return float(-each.sum() / len(scores))


def gradients(layers: Layers, activations: list[np.ndarray], targets: np.ndarray) -> np.ndarray:
    """The slope of the loss in every weight and bias, in the order of `as_layers`: (parameters,).

    Backpropagation: `blame`, (N, neurons), is the slope of the loss in the weighted sums of a
    layer. For sigmoid outputs under cross-entropy it is the plain error, a - target; below, it is
    the blame from above through the weights, times the sigmoid's own slope, a (1 - a).
    """
    slopes: list[np.ndarray] = []
    blame = (activations[-1] - targets) / np.float32(len(targets))
    for place in reversed(range(len(layers))):
        below = activations[place]
        slopes = [(blame.T @ below).ravel(), blame.sum(axis=0), *slopes]
        if place:
            blame = (blame @ layers[place][0]) * below * (1 - below)
    return np.concatenate(slopes)


def total_variation(weights: np.ndarray, softness: float = 1e-3) -> tuple[float, np.ndarray]:
    """How rough the pictures of the weights are, (neurons, side * side), and the slope of that.

    The sum over all pixels of sqrt(down^2 + across^2 + softness^2), where down and across are the
    differences from the next pixels, and beyond its edge a picture is 0. The softness keeps the
    slope finite in flat places. Rudin, Osher, Fatemi: "Nonlinear total variation based noise
    removal algorithms" (1992).
    """
    side = math.isqrt(weights.shape[1])
    pictures = np.zeros((len(weights), side + 2, side + 2), weights.dtype)
    pictures[:, 1:-1, 1:-1] = weights.reshape(-1, side, side)
    down = pictures[:, 1:, :-1] - pictures[:, :-1, :-1]
    across = pictures[:, :-1, 1:] - pictures[:, :-1, :-1]
    steepness = np.sqrt(down * down + across * across + weights.dtype.type(softness**2))
    down /= steepness
    across /= steepness
    slope = down[:, :-1, 1:] - down[:, 1:, 1:] + across[:, 1:, :-1] - across[:, 1:, 1:]
    return float(steepness.sum()), slope.reshape(weights.shape)


def shrink(weights: np.ndarray, amount: float) -> None:
    """Bring every weight nearer to 0 by an amount, in place; those within it become exactly 0.

    This is the step of L1 regularisation that reaches 0 (soft thresholding).
    """
    weights -= np.clip(weights, -amount, amount)


class AdamW:
    """The running means that turn slopes into steps of about equal size for every parameter.

    Loshchilov, Hutter: "Decoupled weight decay regularization" (2019), with their constants; the
    decay itself is the business of whoever takes the step.
    """

    def __init__(self, count: int, mean: float = 0.9, square: float = 0.999) -> None:
        self.means = np.zeros(count, np.float32)
        self.squares = np.zeros(count, np.float32)
        self.mean, self.square, self.steps = mean, square, 0

    def step(self, slopes: np.ndarray) -> np.ndarray:
        """The step downhill for these slopes at a rate of 1, (parameters,)."""
        self.steps += 1
        self.means += (1 - self.mean) * (slopes - self.means)
        self.squares += (1 - self.square) * (slopes * slopes - self.squares)
        mean = self.means / (1 - self.mean**self.steps)
        square = self.squares / (1 - self.square**self.steps)
        step: np.ndarray = -mean / (np.sqrt(square) + np.float32(1e-8))
        return step


def turn_over(layers: Layers, place: int, neurons: Sequence[int] | np.ndarray) -> None:
    """Turn sigmoid neurons of a hidden layer over, in place; no score changes by it.

    A neuron of the opposite weights and bias is bright where this one was dark, since
    sigmoid(-z) = 1 - sigmoid(z). What comes of 1 - a is then made good in the layer above: its
    weights of the neuron change sign and its biases take up what they were.
    """
    (weights, biases), (weights_above, biases_above) = layers[place : place + 2]
    weights[neurons] *= -1
    biases[neurons] *= -1
    biases_above += weights_above[:, neurons].sum(axis=1)
    weights_above[:, neurons] *= -1
