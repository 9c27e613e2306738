"""Optimisers by name: how gradients become steps downhill, and how long the steps are in time."""

import math
from collections.abc import Callable
from typing import Protocol

import numpy as np


class Optimiser(Protocol):
    """Takes steps, and remembers of those before what it needs: `memory` and `steps`."""

    memory: np.ndarray  # (kinds of memory, parameters)
    steps: int

    def step(self, parameters: np.ndarray, gradient: np.ndarray, rate: float) -> None:
        """Move the parameters, (parameters,), one step downhill in place."""


class SGD:
    """Stochastic gradient descent: straight downhill, the further the steeper; no memory."""

    def __init__(self, count: int) -> None:
        self.memory = np.zeros((0, count), np.float32)
        self.steps = 0

    def step(self, parameters: np.ndarray, gradient: np.ndarray, rate: float) -> None:
        """Move the parameters by rate * gradient."""
        self.steps += 1
        parameters -= rate * gradient


class AdamW:
    """Steps of about equal size for every parameter, by running means of gradients and squares.

    Loshchilov, Hutter: "Decoupled weight decay regularization" (2019), with their constants; the
    decay itself is one of the regularisers.
    """

    mean, square, least = 0.9, 0.999, 1e-8

    def __init__(self, count: int) -> None:
        self.memory = np.zeros((2, count), np.float32)
        self.steps = 0
        self._step, self._size = np.zeros((2, count), np.float32)  # room to work in

    def step(self, parameters: np.ndarray, gradient: np.ndarray, rate: float) -> None:
        """Move the parameters by rate * mean gradient / root of the mean square."""
        self.steps += 1
        means, squares = self.memory
        step, size = self._step, self._size
        np.subtract(gradient, means, out=step)
        step *= 1 - self.mean
        means += step
        np.multiply(gradient, gradient, out=size)
        size -= squares
        size *= 1 - self.square
        squares += size
        np.divide(means, 1 - self.mean**self.steps, out=step)
        np.divide(squares, 1 - self.square**self.steps, out=size)
        np.sqrt(size, out=size)
        size += self.least
        step /= size
        step *= rate
        parameters -= step


OPTIMISERS: dict[str, Callable[[int], Optimiser]] = {"SGD": SGD, "AdamW": AdamW}

SCHEDULES: dict[str, Callable[[float], float]] = {  # part of training done -> part of the rate
    "constant": lambda done: 1.0,
    "cosine": lambda done: (1 + math.cos(math.pi * done)) / 2,  # falls to 0 as half a wave
}
