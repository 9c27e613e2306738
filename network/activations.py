"""Activation functions by name: what a neuron does with its weighted sum."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np
from scipy.special import expit
from scipy.special import softmax as scipy_softmax

Function = Callable[[np.ndarray], np.ndarray]


@dataclass(frozen=True)
class Activation:
    """A squishing function and its slope.

    `function` maps weighted sums, (..., neurons), to activations of the same shape.
    `slope` gives the derivative from the activations themselves, entry by entry; softmax has
    none, for there each activation depends on every sum of its layer. `single` is the function
    for sums of float32 that are needed no more, where there is a quicker one than `function`.
    """

    name: str
    function: Function
    slope: Function | None
    single: Function | None = None

    def __call__(self, sums: np.ndarray) -> np.ndarray:
        """Activations of weighted sums, (..., neurons)."""
        return self.function(sums)

    def __reduce__(self) -> str:
        return self.name  # pickled and copied as the one of this module that has the name


def single_sigmoid(sums: np.ndarray) -> np.ndarray:
    """1 / (1 + exp(-z)) written over sums of float32, (..., neurons), within 1e-7 of expit.

    numpy works exp out for many numbers at once; expit takes more than twice as long.
    """
    np.negative(sums, out=sums)
    with np.errstate(over="ignore"):  # exp(-z) is infinite from z = -89 on: the sigmoid is 0
        np.exp(sums, out=sums)
    sums += 1
    return np.reciprocal(sums, out=sums)


sigmoid = Activation("sigmoid", expit, lambda a: a * (1 - a), single_sigmoid)
relu = Activation("relu", lambda z: np.maximum(z, 0), lambda a: (a > 0).astype(a.dtype))
tanh = Activation("tanh", np.tanh, lambda a: 1 - a * a)
softmax = Activation("softmax", partial(scipy_softmax, axis=-1), None)
identity = Activation("identity", lambda z: z, np.ones_like)

ACTIVATIONS = {each.name: each for each in (sigmoid, relu, tanh, softmax, identity)}
