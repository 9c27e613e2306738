"""Which neuron of a layer differs most between a few digits."""

from dataclasses import dataclass

import numpy as np

from network.arrays import read_only
from network.forward import ForwardPass


@dataclass(frozen=True, eq=False)
class Contrast:
    """The neuron of a layer, counted from 0, that changes most from digit to digit.

    Raises ValueError for less than two digits, and IndexError for a layer that is not there.
    """

    passes: tuple[ForwardPass, ...]
    layer: int

    def __post_init__(self) -> None:
        if len(self.passes) < 2:
            raise ValueError("A contrast of less than two digits.")
        _ = self.neuron

    @property
    def neuron(self) -> int:
        """The place of the neuron."""
        responses = np.stack([each.layers[self.layer].activations for each in self.passes])
        return int(np.ptp(responses, axis=0).argmax())

    @property
    def values(self) -> np.ndarray:
        """Its activation for each digit, (digits,)."""
        return read_only(
            np.array([each.layers[self.layer].activations[self.neuron] for each in self.passes])
        )
