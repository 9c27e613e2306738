"""Ablation: what if nobody heard one hidden neuron?"""

from dataclasses import dataclass, replace
from functools import cached_property

from network.digits import Digit
from network.forward import ForwardPass
from network.interpretability.what_if import WhatIf, check_place, with_layer
from network.model import Network


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


def ablated(network: Network, layer: int, neuron: int) -> Network:
    """The network with all weights that lead away from a hidden neuron set to 0.

    To the layer above that is the same as if the neuron's activation were 0 for every digit.
    Raises IndexError for a neuron that is not there, or from which no weights lead away.
    """
    check_place(network, layer, neuron)
    if layer == len(network.layers) - 1:
        raise IndexError(f"Layer {layer} holds the outputs; only a hidden neuron can be ablated.")
    weights = network.layers[layer + 1].weights.copy()
    weights[:, neuron] = 0
    return with_layer(network, layer + 1, replace(network.layers[layer + 1], weights=weights))
