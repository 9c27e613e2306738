"""What if? One thing changed - ink, a bias, a neuron - and the answers before and after."""

from dataclasses import dataclass, replace

import numpy as np

from network.digits import SIDE, Digit
from network.forward import ForwardPass
from network.model import Layer, Network


@dataclass(frozen=True, eq=False)
class WhatIf:
    """One thing changed: the forward pass before and after it.

    Raises ValueError where the two have not the same outputs.
    """

    before: ForwardPass
    after: ForwardPass

    def __post_init__(self) -> None:
        if self.before.labels != self.after.labels:
            raise ValueError(
                f"Outputs {', '.join(self.before.labels)} before but {', '.join(self.after.labels)}"
                " after; they must be the same."
            )

    @property
    def change(self) -> np.ndarray:
        """By how much each score rises, (outputs,)."""
        return self.after.scores - self.before.scores

    @property
    def change_of_sums(self) -> np.ndarray:
        """By how much each output's weighted sum rises, (outputs,); seen even at scores of 1.0."""
        return self.after.layers[-1].weighted_sums - self.before.layers[-1].weighted_sums

    @property
    def changes_answer(self) -> bool:
        """Whether another output is the brightest afterwards."""
        return self.before.answer != self.after.answer


def erase(network: Network, digit: Digit, region: np.ndarray) -> WhatIf:
    """What if the ink of a region, (28, 28) of booleans, were not there?

    What is left has no label: nobody has said what it is. Raises ValueError for another region.
    """
    if region.shape != (SIDE, SIDE) or region.dtype != bool:
        raise ValueError(
            f"A region of shape {region.shape} and type {region.dtype}; "
            f"it must be {SIDE} x {SIDE} booleans."
        )
    left = replace(digit, image=np.where(region, 0, digit.image), label=None, steps=())
    return WhatIf(network.forward(digit), network.forward(left))


def move_bias(network: Network, digit: Digit, layer: int, neuron: int, by: float) -> WhatIf:
    """What if the bias of a neuron were larger by an amount? Places count from 0.

    Raises IndexError for a neuron that is not there, ValueError for an amount that is not finite.
    """
    _check_place(network, layer, neuron)
    biases = network.layers[layer].biases.copy()
    biases[neuron] += by
    moved = _with(network, layer, replace(network.layers[layer], biases=biases))
    return WhatIf(network.forward(digit), moved.forward(digit))


def silence(network: Network, digit: Digit, layer: int, neuron: int) -> WhatIf:
    """What if nobody heard a hidden neuron? See `silenced`."""
    return WhatIf(network.forward(digit), silenced(network, layer, neuron).forward(digit))


def silenced(network: Network, layer: int, neuron: int) -> Network:
    """The network with all weights that lead away from a hidden neuron set to 0.

    To the layer above that is the same as if the neuron's activation were 0 for every digit.
    Raises IndexError for a neuron that is not there, or from which no weights lead away.
    """
    _check_place(network, layer, neuron)
    if layer == len(network.layers) - 1:
        raise IndexError(f"Layer {layer} holds the outputs; only a hidden neuron can be silenced.")
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
