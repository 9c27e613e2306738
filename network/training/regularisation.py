"""Regularisation: what acts on weights beside the digits, so that they become simple pictures."""

import math
from dataclasses import dataclass

import numpy as np

from network.training.backpropagation import Layers


@dataclass(frozen=True)
class Regularisation:
    """How strong each term is, all beside the optimiser's step and in units of its rate."""

    sparsity: float = 0.0  # L1, at the first layer's pictures
    smoothness: float = 0.0  # total variation, at the same
    decay: float = 0.0  # L2, at the same
    decay_above: float = 0.0  # L2, at the weights of the layers above

    def __post_init__(self) -> None:
        for word, strength in vars(self).items():
            if not 0 <= strength < math.inf:
                raise ValueError(
                    f"{word}: {strength}; regularisation must be finite and 0 or more."
                )

    def apply(self, layers: Layers, rate: float) -> None:
        """Move the weights of all layers towards what is simpler, in place; never a bias."""
        pictures = layers[0].weights
        if self.smoothness:
            pictures -= np.float32(rate * self.smoothness) * total_variation(pictures)[1]
        if self.sparsity:
            shrink(pictures, rate * self.sparsity)
        for place, layer in enumerate(layers):
            if decay := self.decay_above if place else self.decay:
                layer.weights[:] *= 1 - rate * decay


def total_variation(weights: np.ndarray, softness: float = 1e-3) -> tuple[float, np.ndarray]:
    """How rough the pictures of the weights are, (neurons, side * side), and the gradient of that.

    The sum over all pixels of sqrt(down^2 + across^2 + softness^2), where down and across are the
    differences from the next pixels, and beyond its edge a picture is 0. The softness keeps the
    gradient finite in flat places. Rudin, Osher, Fatemi: "Nonlinear total variation based noise
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
    gradient = down[:, :-1, 1:] - down[:, 1:, 1:] + across[:, 1:, :-1] - across[:, 1:, 1:]
    return float(steepness.sum()), gradient.reshape(weights.shape)


def shrink(weights: np.ndarray, amount: float) -> None:
    """Bring every weight nearer to 0 by an amount, in place; those within it become exactly 0.

    This is the step of L1 regularisation that reaches 0 (soft thresholding).
    """
    weights -= np.clip(weights, -amount, amount)
