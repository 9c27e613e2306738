"""What if? One thing changed, and the answers before and after."""

from abc import ABC, abstractmethod
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from network.digits import Digit
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
        check_place(self.network, self.layer, self.neuron)
        moved = self.network.layers[self.layer]
        biases = moved.biases.copy()
        biases[self.neuron] += self.by
        changed = with_layer(self.network, self.layer, replace(moved, biases=biases))
        return changed.forward(self.digit)


def check_place(network: Network, layer: int, neuron: int) -> None:
    """Raise IndexError where a network has no such neuron."""
    if not 0 <= layer < len(network.layers):
        raise IndexError(f"Layer {layer} of a network that has {len(network.layers)}.")
    count = len(network.layers[layer].biases)
    if not 0 <= neuron < count:
        raise IndexError(f"Neuron {neuron} of a layer that has {count}.")


def with_layer(network: Network, place: int, layer: Layer) -> Network:
    """The network with another layer at a place; its `origin` says what it was changed from."""
    layers = (*network.layers[:place], layer, *network.layers[place + 1 :])
    return replace(network, layers=layers, origin={"changed_from": network.origin})
