"""What the neurons of the first layer are like: their pictures, and how they respond to digits."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from network.arrays import read_only
from network.digits import SIDE
from network.evaluation.confusion import places_of
from network.evaluation.roc import area_under_curve
from network.interpretability.ablation import ablated
from network.interpretability.stroke_match import StrokeMatch, match_strokes
from network.model import Network

LOOPS = (0, 6, 8, 9)  # the digits that have a loop


@dataclass(frozen=True, eq=False)
class NeuronStatistics:
    """The neurons of the first layer, measured on many digits.

    `noises` and `seed` are those of `match_strokes`.

    Raises ValueError where images and labels do not fit, or for pictures of another size, and
    IndexError for a network without hidden neurons.
    """

    network: Network
    images: np.ndarray  # (N, 784)
    labels: np.ndarray  # (N,), what the digits are
    noises: int = 500
    seed: int = 0

    def __post_init__(self) -> None:
        _ = self._places
        if len(self.network.layers) == 1:
            raise IndexError("A network of one layer, its outputs; it has no hidden neuron.")
        if self.network.shape[0] != SIDE * SIDE:
            raise ValueError(
                f"Pictures of {self.network.shape[0]} pixels; strokes are looked for in {SIDE} x "
                f"{SIDE}."
            )

    @property
    def neurons(self) -> tuple["MeasuredNeuron", ...]:
        """Each of them."""
        return tuple(MeasuredNeuron(self, index) for index in range(self.total))

    @property
    def total(self) -> int:
        """How many neurons there are."""
        return self.network.shape[1]

    @property
    def strokes(self) -> int:
        """How many of them are judged to see a stroke."""
        return sum(match.is_stroke for match in self.matches)

    @property
    def most_needed(self) -> "MeasuredNeuron":
        """The one whose ablation costs most accuracy."""
        return max(self.neurons, key=lambda neuron: neuron.loss)

    @cached_property
    def _places(self) -> np.ndarray:
        """The places of the outputs that stand for the labels, (N,)."""
        return read_only(places_of(self.labels, self.images, self.network))

    @property
    def counts(self) -> np.ndarray:
        """How many digits there are of each label, (outputs,)."""
        return np.bincount(self._places, minlength=self.network.shape[-1])

    @cached_property
    def activations(self) -> np.ndarray:
        """The response of each neuron to each digit, (neurons, N)."""
        return read_only(self.network.layers[0].activations(self.images).T.copy())

    @cached_property
    def mean_responses(self) -> np.ndarray:
        """Mean activations for each label, (neurons, outputs); NaN for one that no digit has."""
        outputs = self.network.shape[-1]
        sums = np.stack([np.bincount(self._places, row, outputs) for row in self.activations])
        means = np.full(sums.shape, np.nan)
        return read_only(np.divide(sums, self.counts, out=means, where=self.counts > 0))

    @cached_property
    def matches(self) -> tuple[StrokeMatch, ...]:
        """How much the picture of each neuron looks like a stroke."""
        return tuple(match_strokes(self.network.layers[0].weights, self.noises, self.seed))

    @cached_property
    def accuracy(self) -> float:
        """The share of digits that the network reads rightly."""
        return self._accuracy_of(self.network)

    @cached_property
    def accuracies_without(self) -> np.ndarray:
        """The same when nobody hears a neuron, for each neuron in turn, (neurons,)."""
        networks = (ablated(self.network, 0, index) for index in range(self.total))
        return read_only(np.array([self._accuracy_of(network) for network in networks]))

    def _accuracy_of(self, network: Network) -> float:
        return float((network.classify(self.images) == self._places).mean())


@dataclass(frozen=True, eq=False)
class MeasuredNeuron:
    """One neuron of the first layer, measured on many digits."""

    statistics: NeuronStatistics
    index: int

    @property
    def number(self) -> int:
        """The place of the neuron, counted from 1 as people do."""
        return self.index + 1

    @property
    def activations(self) -> np.ndarray:
        """Its response to each digit, (N,)."""
        return self.statistics.activations[self.index]

    @property
    def mean_response(self) -> np.ndarray:
        """The mean activation for each label, (outputs,); NaN for one that no digit has."""
        return self.statistics.mean_responses[self.index]

    @property
    def stroke(self) -> StrokeMatch:
        """How much its picture looks like a stroke."""
        return self.statistics.matches[self.index]

    @property
    def loss(self) -> float:
        """By how much the network's accuracy falls without this neuron."""
        return self.statistics.accuracy - float(self.statistics.accuracies_without[self.index])

    @property
    def loss_percent(self) -> float:
        """The loss in points of percent."""
        return 100 * self.loss

    @property
    def saturated(self) -> int:
        """For how many digits the activation is exactly 1.0 in floating point."""
        return int((self.activations == 1).sum())

    @property
    def loops(self) -> float:
        """How well the neuron tells 0, 6, 8 and 9 from the rest, see `auc`."""
        return self.auc(*LOOPS)

    def auc(self, *group: int) -> float:
        """How well the activation tells the digits of some labels from all others.

        The chance that a digit of the group, drawn at random, lights the neuron more than one
        outside it, ties counting half (the area under the ROC curve): 1 and 0 tell them apart
        wholly, 0.5 not at all. NaN where the group or the rest has no digit.
        """
        return area_under_curve(
            self.activations,
            np.isin(self.statistics.labels.astype(str), np.array(group).astype(str)),
        )
