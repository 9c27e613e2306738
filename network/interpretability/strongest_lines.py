"""Which of a network's lines are drawn: of many, those whose products are strongest."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from network.forward import ForwardPass

MOST = 6000  # lines into one layer: with more of them none can be told from its neighbours


@dataclass(frozen=True, eq=False)
class StrongestLines:
    """The lines of a forward pass that are drawn: into each layer the `MOST` strongest ones.

    A line is as strong as the product of its weight and its input is large. One whose product is
    0 is not drawn; of equals at the end of the list all are. Places of layers count from 0.
    """

    forward_pass: ForwardPass

    @cached_property
    def faintest(self) -> tuple[float, ...]:
        """For each layer the smallest size of a product whose line is drawn."""
        return tuple(map(_faintest, self._sizes))

    @cached_property
    def drawn(self) -> int:
        """How many lines are drawn."""
        pairs = zip(self._sizes, self.faintest, strict=True)
        return sum(int(((sizes > 0) & (sizes >= least)).sum()) for sizes, least in pairs)

    @property
    def total(self) -> int:
        """How many lines there are."""
        return sum(layer.weights.size for layer in self.forward_pass.layers)

    @property
    def leaves_out(self) -> bool:
        """Whether there are lines that have light, and are not drawn."""
        return any(self.faintest)

    @cached_property
    def _sizes(self) -> list[np.ndarray]:
        return [np.abs(layer.products).ravel() for layer in self.forward_pass.layers]


def _faintest(sizes: np.ndarray) -> float:
    if np.count_nonzero(sizes) <= MOST:
        return 0.0
    return float(np.partition(sizes, -MOST)[-MOST])
