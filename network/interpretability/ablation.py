"""What if? One thing changed - ink, a bias, a neuron - and the answers before and after."""

from abc import ABC, abstractmethod
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from network.arrays import read_only
from network.digits import SIDE, Digit
from network.forward import ForwardPass
from network.model import Layer, Network


@dataclass(frozen=True, eq=False)
class WhatIf(ABC):
    """One thing changed: the forward pass before and after it."""

    network: Network
    digit: Digit

    @cached_property
    def before(self) -> ForwardPass:
        """The forward pass of the digit as it is."""
        return self.network.forward(self.digit)

    @property
    @abstractmethod
    def after(self) -> ForwardPass:
        """The forward pass with the one thing changed."""

    @property
    def change(self) -> np.ndarray:
        """By how much each score rises, (outputs,)."""
        return self.after.scores - self.before.scores

    @property
    def change_of_sums(self) -> np.ndarray:
        """By how much each output's weighted sum rises, (outputs,); seen even at scores of 1.0."""
        return self.after.layers[-1].weighted_sums - self.before.layers[-1].weighted_sums

    @property
    def lead_left(self) -> float:
        """By how much the old answer's weighted sum leads all others afterwards; else below 0."""
        sums = self.after.layers[-1].weighted_sums
        return float(sums[self.before.answer] - np.delete(sums, self.before.answer).max())

    @property
    def changes_answer(self) -> bool:
        """Whether another output is the brightest afterwards."""
        return self.before.answer != self.after.answer


@dataclass(frozen=True, eq=False)
class MovedBias(WhatIf):
    """What if the bias of a neuron were larger by an amount? Places count from 0.

    Raises IndexError for a neuron that is not there, ValueError for an amount that is not finite.
    """

    layer: int
    neuron: int
    by: float

    def __post_init__(self) -> None:
        _ = self.after

    @cached_property
    def after(self) -> ForwardPass:
        """The forward pass with the bias moved."""
        _check_place(self.network, self.layer, self.neuron)
        moved = self.network.layers[self.layer]
        biases = moved.biases.copy()
        biases[self.neuron] += self.by
        return _with(self.network, self.layer, replace(moved, biases=biases)).forward(self.digit)


@dataclass(frozen=True, eq=False)
class Ablation(WhatIf):
    """What if nobody heard one hidden neuron? Places count from 0, see `ablated`.

    Raises IndexError as `ablated` does.
    """

    layer: int
    neuron: int

    def __post_init__(self) -> None:
        _ = self.after

    @cached_property
    def after(self) -> ForwardPass:
        """The forward pass without the neuron."""
        return ablated(self.network, self.layer, self.neuron).forward(self.digit)

    @property
    def layer_number(self) -> int:
        """The hidden layer, counted from 1 as people do."""
        return self.layer + 1

    @property
    def neuron_number(self) -> int:
        """The neuron in its layer, counted from 1."""
        return self.neuron + 1


@dataclass(frozen=True, eq=False)
class Ablations:
    """What if nobody heard one hidden neuron, for each of them in turn?"""

    network: Network
    digit: Digit

    @cached_property
    def each(self) -> tuple[Ablation, ...]:
        """The ablations, layer by layer."""
        return tuple(
            Ablation(self.network, self.digit, layer, neuron)
            for layer, count in enumerate(self.network.shape[1:-1])
            for neuron in range(count)
        )

    @property
    def total(self) -> int:
        """How many hidden neurons there are."""
        return len(self.each)

    @property
    def deciding(self) -> int:
        """How many of them change the answer by their silence alone."""
        return sum(ablation.changes_answer for ablation in self.each)

    @property
    def strongest(self) -> Ablation:
        """The one without which the answer has the least lead; it needs this neuron most."""
        return min(self.each, key=lambda ablation: ablation.lead_left)


@dataclass(frozen=True, eq=False)
class Erasing(WhatIf):
    """What if the ink of some pixels were not there?

    What is left has no label: nobody has said what it is. Raises ValueError for a region that is
    no part of the picture.
    """

    region: np.ndarray  # (28, 28) of booleans

    def __post_init__(self) -> None:
        region = self.region
        if region.shape != (SIDE, SIDE) or region.dtype != bool or not region.any():
            raise ValueError(
                f"A region of shape {region.shape} and type {region.dtype}, {region.sum()} pixels "
                f"of it chosen; it must be {SIDE} x {SIDE} booleans, one of them true."
            )

    @cached_property
    def after(self) -> ForwardPass:
        """The forward pass of what is left."""
        left = np.where(self.region, 0, self.digit.image)
        return self.network.forward(replace(self.digit, image=left, label=None, steps=()))

    @property
    def rows(self) -> tuple[int, int]:
        """The first and the last row of the region, counted from 1."""
        return self._reach(1)

    @property
    def columns(self) -> tuple[int, int]:
        """The first and the last column of the region, counted from 1."""
        return self._reach(0)

    def _reach(self, axis: int) -> tuple[int, int]:
        places = np.flatnonzero(self.region.any(axis=axis)) + 1
        return int(places[0]), int(places[-1])


def strongest_patch(shares: np.ndarray, side: int = 5) -> np.ndarray:
    """The square of `side` x `side` pixels whose shares, (784,), add up to most: a region.

    Raises ValueError for a square that is no part of the picture.
    """
    if not 1 <= side <= SIDE:
        raise ValueError(f"A patch of {side} x {side} pixels in {SIDE} x {SIDE}.")
    windows = np.lib.stride_tricks.sliding_window_view(shares.reshape(SIDE, SIDE), (side, side))
    sums = windows.sum(axis=(2, 3))
    row, column = np.unravel_index(sums.argmax(), sums.shape)
    region = np.zeros((SIDE, SIDE), dtype=bool)
    region[row : row + side, column : column + side] = True
    return read_only(region)


def ablated(network: Network, layer: int, neuron: int) -> Network:
    """The network with all weights that lead away from a hidden neuron set to 0.

    To the layer above that is the same as if the neuron's activation were 0 for every digit.
    Raises IndexError for a neuron that is not there, or from which no weights lead away.
    """
    _check_place(network, layer, neuron)
    if layer == len(network.layers) - 1:
        raise IndexError(f"Layer {layer} holds the outputs; only a hidden neuron can be ablated.")
    weights = network.layers[layer + 1].weights.copy()
    weights[:, neuron] = 0
    return _with(network, layer + 1, replace(network.layers[layer + 1], weights=weights))


def _check_place(network: Network, layer: int, neuron: int) -> None:
    if not 0 <= layer < len(network.layers):
        raise IndexError(f"Layer {layer} of a network that has {len(network.layers)}.")
    count = len(network.layers[layer].biases)
    if not 0 <= neuron < count:
        raise IndexError(f"Neuron {neuron} of a layer that has {count}.")


def _with(network: Network, place: int, layer: Layer) -> Network:
    layers = (*network.layers[:place], layer, *network.layers[place + 1 :])
    return replace(network, layers=layers, origin={"changed_from": network.origin})
