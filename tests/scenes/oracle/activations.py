"""What each activation does, from its definition, and its slopes by the definition of a slope."""

from collections.abc import Callable

import numpy as np
from scipy.special import erf

Squish = Callable[[np.ndarray], np.ndarray]  # weighted sums, (..., neurons), to activations
TINY = 1e-30


def squish_named(name: str) -> Squish:
    """The function of a name, which may end in a number of its own: "leaky_relu:0.3"."""
    kind, _, number = name.partition(":")
    return lambda z: SQUISHES[kind](z, *([float(number)] if number else []))


def slopes_back(squish: Squish, sums: np.ndarray, slopes: np.ndarray) -> np.ndarray:
    """Slopes in the weighted sums, (N, neurons), from those in the activations.

    Each sum in turn takes a step so small that it leaves no error, along the imaginary axis:
    Squire, Trapp, "Using complex variables to estimate derivatives of real functions" (1998).
    """
    found = np.zeros(sums.shape)
    for place in range(sums.shape[1]):
        moved = sums.astype(complex)
        moved[:, place] += 1j * TINY
        found[:, place] = (squish(moved).imag / TINY * slopes).sum(axis=1)
    return found


def sigmoid(z: np.ndarray) -> np.ndarray:
    with np.errstate(over="ignore"):  # exp(-z) is infinite where the sigmoid is 0
        return 1 / (1 + np.exp(-z))


def softmax(z: np.ndarray) -> np.ndarray:
    return np.exp(log_softmax(z))


def log_softmax(z: np.ndarray) -> np.ndarray:
    below = z - z.real.max(axis=-1, keepdims=True)  # the largest, so that no power overflows
    return below - np.log(np.exp(below).sum(axis=-1, keepdims=True))


def softplus(z: np.ndarray) -> np.ndarray:
    return np.where(z.real > 0, z, 0) + np.log1p(np.exp(np.where(z.real > 0, -z, z)))


SQUISHES = {
    "sigmoid": sigmoid,
    "softmax": softmax,
    "relu": lambda z: np.where(z.real > 0, z, 0),
    "tanh": np.tanh,
    "identity": lambda z: z,
    "leaky_relu": lambda z, below=0.01: np.where(z.real > 0, z, below * z),
    "elu": lambda z, depth=1.0: np.where(
        z.real > 0, z, depth * (np.exp(np.where(z.real > 0, 0, z)) - 1)
    ),
    "hard_sigmoid": lambda z, steepness=1 / 6: np.where(
        np.abs(steepness * z.real) < 0.5, steepness * z + 0.5, z.real > 0
    ),
    "softplus": softplus,
    "silu": lambda z: z * sigmoid(z),
    "gelu": lambda z: z * (1 + erf(z / np.sqrt(2))) / 2,
    "gelu_tanh": lambda z: z * (1 + np.tanh(np.sqrt(2 / np.pi) * (z + 0.044715 * z**3))) / 2,
    "log_softmax": log_softmax,
}
