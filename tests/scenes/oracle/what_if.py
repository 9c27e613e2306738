"""What if one thing were different? The answers before and after."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from oracle.forward_pass import ForwardPass
from oracle.network import Digit, Network


@dataclass
class WhatIf:
    """One thing changed; each kind says by itself what comes `after`."""

    network: Network
    digit: Digit

    @cached_property
    def before(self) -> ForwardPass:
        return ForwardPass(self.network, self.digit)

    @property
    def change(self) -> np.ndarray:
        return self.after.scores - self.before.scores

    @property
    def change_of_sums(self) -> np.ndarray:
        return self.after.layers[-1].weighted_sums - self.before.layers[-1].weighted_sums

    @cached_property
    def lead_left(self) -> float:
        sums = [*self.after.layers[-1].weighted_sums]
        own = sums.pop(self.before.answer)
        return own - max(sums)

    @property
    def changes_answer(self) -> bool:
        return bool(self.before.answer != self.after.answer)


@dataclass
class Ablation(WhatIf):
    """Nobody hears one hidden neuron."""

    layer: int
    neuron: int

    @cached_property
    def after(self) -> ForwardPass:
        return ForwardPass(ablated(self.network, self.layer, self.neuron), self.digit)

    @property
    def layer_number(self) -> int:
        return 1 + self.layer

    @property
    def neuron_number(self) -> int:
        return 1 + self.neuron


@dataclass
class Ablations:
    """Each hidden neuron ablated in turn."""

    network: Network
    digit: Digit

    @cached_property
    def each(self) -> list[Ablation]:
        return [
            Ablation(self.network, self.digit, layer, neuron)
            for layer in range(len(self.network.layers) - 1)
            for neuron in range(len(self.network.layers[layer].biases))
        ]

    @property
    def total(self) -> int:
        return len(self.each)

    @property
    def deciding(self) -> int:
        return len([ablation for ablation in self.each if ablation.changes_answer])

    @property
    def strongest(self) -> Ablation:
        return sorted(self.each, key=lambda ablation: ablation.lead_left)[0]


@dataclass
class Erasing(WhatIf):
    """The ink of some pixels is gone."""

    region: np.ndarray  # (28, 28), booleans

    @cached_property
    def after(self) -> ForwardPass:
        left = self.digit.image * (1 - self.region)
        return ForwardPass(self.network, Digit(left, None, self.digit.origin, []))

    @property
    def rows(self) -> list[int]:
        found = [number for number, row in enumerate(self.region, start=1) if any(row)]
        return [min(found), max(found)]

    @property
    def columns(self) -> list[int]:
        found = [number for number, column in enumerate(self.region.T, start=1) if any(column)]
        return [min(found), max(found)]


@dataclass
class MovedBias(WhatIf):
    """The bias of a neuron is larger by an amount."""

    layer: int
    neuron: int
    by: float

    @cached_property
    def after(self) -> ForwardPass:
        layer = self.network.layers[self.layer]
        moved = [
            bias + (self.by if place == self.neuron else 0)
            for place, bias in enumerate(layer.biases)
        ]
        changed = self.network.with_layer(self.layer, layer.weights, np.array(moved))
        return ForwardPass(changed, self.digit)


def ablated(network: Network, layer: int, neuron: int) -> Network:
    """The network with no weight that leads away from a hidden neuron."""
    above = network.layers[layer + 1]
    heard = [place != neuron for place in range(above.weights.shape[1])]
    return network.with_layer(layer + 1, above.weights * heard, above.biases)
