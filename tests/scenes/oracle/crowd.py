"""One neuron before many digits: its sums, who passes, and which terms tell most."""

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from oracle.forward_pass import ForwardPass, NeuronPass
from oracle.handwriting import DrawnDigits
from oracle.network import Network


@dataclass
class Crowd:
    """The sums of one neuron, digit by digit."""

    network: Network
    digits: DrawnDigits
    neuron: int
    group: list[int]
    mark: float

    @cached_property
    def sums(self) -> np.ndarray:
        layer = self.network.layers[0]
        weights, bias = layer.weights[self.neuron], layer.biases[self.neuron]
        return np.array([(image * weights).sum() + bias for image in self.digits.images])

    @property
    def activations(self) -> np.ndarray:
        return self.network.layers[0].respond(self.digits.images)[:, self.neuron]

    @property
    def is_meant(self) -> np.ndarray:
        return np.array([label in self.group for label in self.digits.labels])

    @property
    def meant(self) -> int:
        return len([label for label in self.digits.labels if label in self.group])

    @property
    def others(self) -> int:
        return len([label for label in self.digits.labels if label not in self.group])

    @property
    def _beyond(self) -> list[int]:
        pairs = zip(self.digits.labels, self.sums, strict=True)
        return [label for label, z in pairs if z > self.mark]

    @property
    def meant_beyond(self) -> int:
        return len([label for label in self._beyond if label in self.group])

    @property
    def others_beyond(self) -> int:
        return len([label for label in self._beyond if label not in self.group])

    @property
    def lowest(self) -> float:
        return sorted(self.sums)[0]

    @property
    def highest(self) -> float:
        return sorted(self.sums)[-1]

    @property
    def saturated(self) -> int:
        return len([each for each in self.activations if each == 1])


@dataclass
class BiasSweep:
    """How many digits of each label light a neuron more than half, bias by bias."""

    network: Network
    digits: DrawnDigits
    biases: np.ndarray
    neuron: int

    @property
    def labels(self) -> np.ndarray:
        return np.array(sorted({*self.digits.labels}))

    @property
    def totals(self) -> np.ndarray:
        return np.array([[*self.digits.labels].count(label) for label in self.labels])

    @cached_property
    def counts(self) -> np.ndarray:
        weights = self.network.layers[0].weights[self.neuron]
        sums = np.array([(image * weights).sum() for image in self.digits.images])
        lit = [[*self.digits.labels[sums + bias > 0]] for bias in self.biases]
        return np.array([[each.count(label) for label in self.labels] for each in lit])

    @property
    def last(self) -> int:
        left = [*self.counts[-1]]
        return int(self.labels[left.index(max(left))])


@dataclass
class Contest:
    """A few digits before one neuron."""

    passes: list[ForwardPass]
    neuron: int

    @property
    def sums(self) -> np.ndarray:
        return np.array([each.layers[0].neuron(self.neuron).weighted_sum for each in self.passes])

    @property
    def largest(self) -> int:
        return [*self.sums].index(max(self.sums))


@dataclass
class Telling:
    """The terms of a sum that tell most, found by going through all of them."""

    forward_pass: ForwardPass
    layer: int
    index: int
    places: list[int] = field(init=False)

    def __post_init__(self) -> None:
        products = [*self.neuron.products]
        pairs = zip(self.neuron.weights, self.neuron.inputs, strict=True)
        silent = [abs(weight) if a == 0 else 0.0 for weight, a in pairs]
        self.places = [
            *([products.index(max(products))] if max(products) > 0 else []),
            *([products.index(min(products))] if min(products) < 0 else []),
            *([silent.index(max(silent))] if max(silent) > 0 else []),
        ]

    @property
    def neuron(self) -> NeuronPass:
        return self.forward_pass.layers[self.layer].neuron(self.index)

    @property
    def _left(self) -> list[float]:
        return [each for at, each in enumerate(self.neuron.products) if at not in self.places]

    @property
    def total(self) -> float:
        return float(sum(self.neuron.products))

    @property
    def left_over(self) -> int:
        return len(self._left)

    @property
    def others(self) -> float:
        return float(sum(self._left))
