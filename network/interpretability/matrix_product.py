"""One layer at work, as matrix and vectors: the products of W and a, and what comes of them."""

from dataclasses import dataclass

import numpy as np

from network.arrays import read_only
from network.forward import ForwardPass


@dataclass(frozen=True, eq=False)
class MatrixProduct:
    """A layer of a forward pass, counted from 0: a' = σ(W a + b).

    Raises IndexError for a layer that is not there.
    """

    record: ForwardPass
    layer: int

    def __post_init__(self) -> None:
        if not 0 <= self.layer < len(self.record.layers):
            raise IndexError(f"Layer {self.layer} of a network that has {len(self.record.layers)}.")

    @property
    def weights(self) -> np.ndarray:
        """W, (neurons, inputs): one row for each neuron."""
        return self.record.layers[self.layer].weights

    @property
    def inputs(self) -> np.ndarray:
        """a, (inputs,)."""
        return self.record.layers[self.layer].inputs

    @property
    def products(self) -> np.ndarray:
        """W a, (neurons,): each row times the column, without the bias."""
        return read_only(self.weights @ self.inputs)

    @property
    def biases(self) -> np.ndarray:
        """b, (neurons,)."""
        return self.record.layers[self.layer].biases

    @property
    def sums(self) -> np.ndarray:
        """The weighted sums z = W a + b, (neurons,)."""
        return self.record.layers[self.layer].weighted_sums

    @property
    def activations(self) -> np.ndarray:
        """What the neurons pass on, a' = σ(z), (neurons,)."""
        return self.record.layers[self.layer].activations

    @property
    def largest(self) -> int:
        """The place of the row whose product with the column is largest, counted from 0."""
        return int(self.products.argmax())

    @property
    def terms(self) -> np.ndarray:
        """The terms of that product, weight times input, (inputs,)."""
        return read_only(self.weights[self.largest] * self.inputs)
