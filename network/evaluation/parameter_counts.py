"""How many weights and biases a network has, layer by layer."""

from dataclasses import dataclass

from network.model import Network


@dataclass(frozen=True, eq=False)
class ParameterCounts:
    """The parameters of a network, counted from its arrays; layers are those with weights."""

    network: Network

    @property
    def weights(self) -> tuple[int, ...]:
        """How many weights lead into each layer."""
        return tuple(layer.weights.size for layer in self.network.layers)

    @property
    def biases(self) -> tuple[int, ...]:
        """How many biases each layer has, one for each neuron."""
        return tuple(layer.biases.size for layer in self.network.layers)

    @property
    def total(self) -> int:
        """How many parameters there are."""
        return sum(self.weights) + sum(self.biases)

    @property
    def most(self) -> int:
        """The place of the layer into which most weights lead, counted from 0."""
        return self.weights.index(max(self.weights))

    @property
    def most_percent(self) -> float:
        """The share of all parameters that these weights are, in percent."""
        return 100 * self.weights[self.most] / self.total
