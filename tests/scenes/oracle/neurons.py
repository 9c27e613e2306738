"""The neurons of the first layer, measured on many digits."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from oracle.calibration import mean
from oracle.network import Network
from oracle.strokes import StrokeMatch, match_strokes
from oracle.what_if import ablated


@dataclass
class NeuronStatistics:
    """All of them."""

    network: Network
    images: np.ndarray  # (N, 784)
    labels: np.ndarray  # (N,)
    noises: int
    seed: int

    @property
    def neurons(self) -> list["MeasuredNeuron"]:
        return [MeasuredNeuron(self, index) for index in range(self.total)]

    @property
    def total(self) -> int:
        return len(self.network.layers[0].biases)

    @property
    def strokes(self) -> int:
        return len([match for match in self.matches if match.is_stroke])

    @property
    def most_needed(self) -> "MeasuredNeuron":
        return sorted(self.neurons, key=lambda neuron: -neuron.loss)[0]

    @property
    def counts(self) -> np.ndarray:
        labels = [str(label) for label in self.labels]
        return np.array([labels.count(label) for label in self.network.labels])

    @cached_property
    def activations(self) -> np.ndarray:
        return self.network.layers[0].respond(self.images).T

    @cached_property
    def mean_responses(self) -> np.ndarray:
        names, outputs = self.labels.astype(str), self.network.labels
        return np.array(
            [[mean(row[names == label]) for label in outputs] for row in self.activations]
        )

    @cached_property
    def matches(self) -> list[StrokeMatch]:
        return match_strokes(self.network.layers[0].weights, self.noises, self.seed)

    @cached_property
    def accuracy(self) -> float:
        return self._accuracy_of(self.network)

    @cached_property
    def accuracies_without(self) -> np.ndarray:
        neurons = range(self.total)
        return np.array([self._accuracy_of(ablated(self.network, 0, each)) for each in neurons])

    def _accuracy_of(self, network: Network) -> float:
        answers = [self.network.labels[place] for place in network.answers(self.images)]
        return mean([*(np.array(answers) == self.labels.astype(str))])


@dataclass
class MeasuredNeuron:
    """One of them."""

    statistics: NeuronStatistics
    index: int

    @property
    def number(self) -> int:
        return self.index + 1

    @property
    def activations(self) -> np.ndarray:
        return self.statistics.activations[self.index]

    @property
    def mean_response(self) -> np.ndarray:
        return self.statistics.mean_responses[self.index]

    @property
    def stroke(self) -> StrokeMatch:
        return self.statistics.matches[self.index]

    @property
    def loss(self) -> float:
        return self.statistics.accuracy - self.statistics.accuracies_without[self.index]

    @property
    def loss_percent(self) -> float:
        return 100 * self.loss

    @property
    def saturated(self) -> int:
        return sum(1 for activation in self.activations if activation == 1)

    @property
    def loops(self) -> float:
        return self.auc(0, 6, 8, 9)

    def auc(self, *group: int) -> float:
        """The share of pairs whose member of the group is brighter, ties counting half."""
        inside = np.array([label in group for label in self.statistics.labels])
        others = self.activations[~inside]
        wins = [
            ((others < ours).sum() + (others == ours).sum() / 2) / len(others)
            for ours in self.activations[inside]
            if len(others)
        ]
        return mean(wins)
