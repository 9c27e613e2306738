"""The squishes taken out: all layers become one matrix."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from network.arrays import read_only
from network.interpretability.crowd import LabelledImages
from network.model import Network


@dataclass(frozen=True, eq=False)
class Collapsed:
    """A network without its activation functions, W3 (W2 (W1 a + b1) + b2) + b3 = W a + b."""

    network: Network
    digits: LabelledImages

    @cached_property
    def weights(self) -> np.ndarray:
        """The one matrix that all of them come to, W, (outputs, inputs)."""
        product = self.network.layers[0].weights
        for layer in self.network.layers[1:]:
            product = layer.weights @ product
        return read_only(product)

    @cached_property
    def biases(self) -> np.ndarray:
        """The one bias for each output, b, (outputs,)."""
        found = self.network.layers[0].biases
        for layer in self.network.layers[1:]:
            found = layer.weights @ found + layer.biases
        return read_only(found)

    @cached_property
    def right(self) -> int:
        """How many of the digits it reads rightly: the largest sum is the answer."""
        answers = (self.digits.images @ self.weights.T + self.biases).argmax(axis=1)
        labels = np.array(self.network.labels)[answers]
        return int((labels == self.digits.labels.astype(str)).sum())

    @property
    def squished_right(self) -> int:
        """How many the network reads rightly as it is."""
        labels = np.array(self.network.labels)[self.network.classify(self.digits.images)]
        return int((labels == self.digits.labels.astype(str)).sum())

    @property
    def total(self) -> int:
        """How many digits there are."""
        return len(self.digits.labels)
