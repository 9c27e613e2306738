"""The terms of a weighted sum that tell most of how it comes about."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from network.forward import ForwardPass, NeuronPass


@dataclass(frozen=True, eq=False)
class Telling:
    """The strongest product for a neuron, the strongest against it, and one that is silent.

    The silent one has the largest weight of those whose input is 0. Where there is no product
    above 0, below 0, or no silent weight, fewer terms tell. Places count from 0.

    Raises IndexError for a neuron that is not there.
    """

    forward_pass: ForwardPass
    layer: int
    index: int

    def __post_init__(self) -> None:
        _ = self.neuron

    @property
    def neuron(self) -> NeuronPass:
        """The neuron whose sum it is."""
        return self.forward_pass.layers[self.layer].neuron(self.index)

    @cached_property
    def places(self) -> tuple[int, ...]:
        """The places of the terms among the neuron's inputs, in the order of telling."""
        products = self.neuron.products
        silent = np.abs(self.neuron.weights) * (self.neuron.inputs == 0)
        found = (
            int(products.argmax()) if products.max() > 0 else None,
            int(products.argmin()) if products.min() < 0 else None,
            int(silent.argmax()) if silent.max() > 0 else None,
        )
        return tuple(place for place in found if place is not None)

    @property
    def left_over(self) -> int:
        """How many products there are beside them."""
        return len(self.neuron.weights) - len(self.places)

    @property
    def others(self) -> float:
        """The sum of those."""
        return float(np.delete(self.neuron.products, self.places).sum())

    @property
    def total(self) -> float:
        """The sum of all products, without the bias."""
        return float(self.neuron.products.sum())
