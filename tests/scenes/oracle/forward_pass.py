"""A digit's way through a network: the pass, its layers, and their neurons."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from oracle.activations import squish_named
from oracle.network import Digit, Network


@dataclass
class NeuronPass:
    """One neuron of a layer at work on one digit."""

    layer: "LayerPass"
    index: int

    @property
    def inputs(self) -> np.ndarray:
        return self.layer.inputs

    @property
    def weights(self) -> np.ndarray:
        return self.layer.weights[self.index]

    @property
    def bias(self) -> float:
        return self.layer.biases[self.index]

    @cached_property
    def products(self) -> np.ndarray:
        return np.array([w * a for w, a in zip(self.weights, self.inputs, strict=True)])

    @property
    def positive(self) -> float:
        return float(sum(product for product in self.products if product > 0))

    @property
    def negative(self) -> float:
        return float(sum(product for product in self.products if product < 0))

    @property
    def weighted_sum(self) -> float:
        return float(sum(self.products) + self.bias)

    @property
    def activation(self) -> float:
        return self.layer.activations[self.index]

    @cached_property
    def _by_size(self) -> list[int]:
        return sorted(range(len(self.products)), key=lambda place: -abs(self.products[place]))

    def strongest(self, count: int) -> np.ndarray:
        return np.array(self._by_size[:count], dtype=int)

    def left_over(self, count: int) -> int:
        return len(self._by_size[count:])

    def others(self, count: int) -> float:
        return float(sum(self.products[place] for place in self._by_size[count:]))

    @property
    def clarity(self) -> float:
        """How clear a story its work tells: large products of both signs, and a sum that
        is neither flattened nor dark: near 3, or near 0.7 of what is white."""
        largest_weight = max(abs(weight) for weight in self.weights) or 1
        heaps = sorted((self.positive, -self.negative))
        both = min(1, 5 * heaps[0] / heaps[1]) if heaps[1] else 0
        size = sum(abs(product) for product in self.products) / largest_weight
        if self.layer.squish.partition(":")[0] in ("sigmoid", "softmax", "hard_sigmoid"):
            return size * both * np.exp(-(((self.weighted_sum - 3) / 2) ** 2))
        return (
            size * both * np.exp(-(((self.activation / (self.layer.white or 1) - 0.7) / 0.3) ** 2))
        )


@dataclass
class LayerPass:
    """One layer at work on one digit."""

    inputs: np.ndarray  # (inputs,)
    weights: np.ndarray  # (neurons, inputs)
    biases: np.ndarray  # (neurons,)
    squish: str

    @cached_property
    def weighted_sums(self) -> np.ndarray:
        return np.array([row.sum() for row in self.products]) + self.biases

    @cached_property
    def activations(self) -> np.ndarray:
        return squish_named(self.squish)(self.weighted_sums)

    @property
    def white(self) -> float:
        """1 where the function keeps within 1 of zero, else the largest size."""
        if self.squish.partition(":")[0] in ("sigmoid", "softmax", "hard_sigmoid", "tanh"):
            return 1.0
        return max(abs(float(each)) for each in self.activations)

    @cached_property
    def products(self) -> np.ndarray:
        return np.array([row * self.inputs for row in self.weights])

    @cached_property
    def _neurons(self) -> list[NeuronPass]:
        return [NeuronPass(self, index) for index in range(len(self.biases))]

    def neuron(self, index: int) -> NeuronPass:
        return self._neurons[index]


class ForwardPass:
    """What a network makes of a digit, layer by layer."""

    def __init__(self, network: Network, digit: Digit) -> None:
        self.network, self.digit = network, digit
        self.labels, self.origin, self.shape = network.labels, network.origin, network.shape
        self.layers: list[LayerPass] = []
        signal = digit.pixels
        for layer in network.layers:
            self.layers.append(LayerPass(signal, layer.weights, layer.biases, layer.squish))
            signal = self.layers[-1].activations
        self.scores = signal
        self.ranking = np.array(sorted(range(len(signal)), key=lambda place: -signal[place]))

    def ranked(self, place: int) -> NeuronPass:
        return self.layers[-1].neuron(self.ranking[place])

    @property
    def answer(self) -> int:
        return self.ranking[0]

    @property
    def runner_up(self) -> int:
        return self.ranking[1]

    @property
    def shares(self) -> np.ndarray | None:
        if self.origin.get("shares") != "softmax":
            return None
        powers = [np.exp(float(score) - float(max(self.scores))) for score in self.scores]
        return np.array([power / sum(powers) for power in powers])

    @property
    def answer_share(self) -> float | None:
        return None if self.shares is None else self.shares[self.answer]

    @property
    def answer_label(self) -> str:
        return self.labels[self.answer]

    @property
    def runner_up_label(self) -> str:
        return self.labels[self.runner_up]

    @property
    def right_label(self) -> str:
        return "" if self.digit.label is None else self.digit.label

    @property
    def brightest(self) -> list[str]:
        top = max(self.scores)
        return [
            label for label, score in zip(self.labels, self.scores, strict=True) if score == top
        ]

    @property
    def is_right(self) -> bool | None:
        if self.digit.label is None:
            return None
        if len(self.brightest) > 1 and self.digit.label in self.brightest:
            return None
        return self.brightest[0] == self.digit.label

    @property
    def margin(self) -> float:
        return self.scores[self.ranking[0]] - self.scores[self.ranking[1]]

    @property
    def score_sum(self) -> float:
        return sum(map(float, self.scores))

    @property
    def clearest(self) -> NeuronPass:
        neurons = map(self.layers[0].neuron, range(len(self.layers[0].biases)))
        return max(neurons, key=lambda neuron: neuron.clarity)


@dataclass
class MatrixProduct:
    """One layer, row by row."""

    record: ForwardPass
    layer: int

    @property
    def weights(self) -> np.ndarray:
        return self.record.layers[self.layer].weights

    @property
    def inputs(self) -> np.ndarray:
        return self.record.layers[self.layer].inputs

    @property
    def products(self) -> np.ndarray:
        return np.array([sum(row * self.inputs) for row in self.weights])

    @property
    def biases(self) -> np.ndarray:
        return self.record.layers[self.layer].biases

    @property
    def sums(self) -> np.ndarray:
        return np.array([self.products, self.biases]).sum(axis=0)

    @property
    def activations(self) -> np.ndarray:
        return self.record.layers[self.layer].activations

    @property
    def largest(self) -> int:
        products = self.products.tolist()
        return products.index(max(products))

    @property
    def terms(self) -> np.ndarray:
        return np.array(
            [weight * a for weight, a in zip(self.weights[self.largest], self.inputs, strict=True)]
        )


MOST = 6000  # lines into a layer that are drawn


@dataclass
class StrongestLines:
    """The lines of a pass that are drawn: all that have a product, but of many the strongest."""

    forward_pass: ForwardPass

    @cached_property
    def _by_size(self) -> list[list[float]]:
        """For each layer the sizes of its products, the largest first, without those of 0."""
        sizes = [
            np.sort(np.abs(layer.products).ravel())[::-1] for layer in self.forward_pass.layers
        ]
        return [each[each > 0].tolist() for each in sizes]

    @property
    def faintest(self) -> list[float]:
        return [sizes[MOST - 1] if len(sizes) > MOST else 0.0 for sizes in self._by_size]

    @property
    def drawn(self) -> int:
        pairs = zip(self._by_size, self.faintest, strict=True)
        return sum(size >= least for sizes, least in pairs for size in sizes)

    @property
    def total(self) -> int:
        return sum(len(layer.weights) * len(layer.inputs) for layer in self.forward_pass.layers)

    @property
    def leaves_out(self) -> bool:
        return any(len(sizes) > MOST for sizes in self._by_size)
