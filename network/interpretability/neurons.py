"""What the neurons of the first layer are like: their pictures, and how they respond to digits."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from network.arrays import read_only
from network.evaluation.confusion import check_labels
from network.interpretability.ablation import silenced
from network.interpretability.stroke_match import StrokeMatch, match_strokes
from network.model import Network

LOOPS = (0, 6, 8, 9)  # the digits that have a loop


@dataclass(frozen=True, eq=False)
class Portrait:
    """One neuron of the first layer, measured on many digits."""

    index: int
    activations: np.ndarray  # (N,), its response to each digit
    labels: np.ndarray  # (N,), places of outputs
    outputs: int  # how many labels there are
    stroke: StrokeMatch  # how much its picture looks like a stroke
    accuracy: float  # of the network
    accuracy_without: float  # of the network when nobody hears this neuron

    @property
    def number(self) -> int:
        """The place of the neuron, counted from 1 as people do."""
        return self.index + 1

    @property
    def total(self) -> int:
        """How many digits it was measured on: N."""
        return len(self.labels)

    @property
    def counts(self) -> np.ndarray:
        """How many digits there are of each label, (outputs,)."""
        return np.bincount(self.labels, minlength=self.outputs)

    @cached_property
    def mean_response(self) -> np.ndarray:
        """The mean activation for each label, (outputs,); NaN for one that no digit has."""
        sums = np.bincount(self.labels, weights=self.activations, minlength=self.outputs)
        means = np.full(self.outputs, np.nan)
        return read_only(np.divide(sums, self.counts, out=means, where=self.counts > 0))

    @property
    def loss(self) -> float:
        """By how much the network's accuracy falls without this neuron."""
        return self.accuracy - self.accuracy_without

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
        return area_under_curve(self.activations, np.isin(self.labels, group))


@dataclass(frozen=True, eq=False)
class Gallery:
    """The portraits of all neurons of the first layer."""

    each: tuple[Portrait, ...]

    @property
    def total(self) -> int:
        """How many neurons there are."""
        return len(self.each)

    @property
    def strokes(self) -> int:
        """How many of them are judged to see a stroke."""
        return sum(portrait.stroke.is_stroke for portrait in self.each)

    @property
    def most_needed(self) -> Portrait:
        """The one whose silence costs most accuracy."""
        return max(self.each, key=lambda portrait: portrait.loss)


def area_under_curve(values: np.ndarray, inside: np.ndarray) -> float:
    """The share of pairs whose member inside has the larger value, ties counting half.

    `values`, (N,), are numbers and `inside`, (N,), booleans. Counted exactly, from ranks: Hanley,
    McNeil: "The meaning and use of the area under a ROC curve" (1982). NaN where all are on one
    side.
    """
    ours, others = values[inside], np.sort(values[~inside])
    pairs = len(ours) * len(others)
    if not pairs:
        return float("nan")
    below = np.searchsorted(others, ours, "left").sum()
    up_to = np.searchsorted(others, ours, "right").sum()
    return float((int(below) + int(up_to)) / (2 * pairs))


def portraits(
    network: Network, images: np.ndarray, labels: np.ndarray, noises: int = 500, seed: int = 0
) -> tuple[Portrait, ...]:
    """A portrait of each neuron of the first layer, from images, (N, 784), and labels, (N,).

    `noises` and `seed` are those of `match_strokes`.

    Raises ValueError where images and labels do not fit, or for pictures of another size, and
    IndexError for a network without hidden neurons.
    """
    check_labels(images, labels, network.shape[-1])
    right = [
        float((silenced(network, 0, index).classify(images) == labels).mean())
        for index in range(network.shape[1])
    ]
    first = network.layers[0]
    activations = read_only(first.activations(images).T.copy())
    accuracy = float((network.classify(images) == labels).mean())
    matches = match_strokes(first.weights, noises, seed)
    labels = read_only(labels.astype(np.int64))
    return tuple(
        Portrait(index, activations[index], labels, network.shape[-1], match, accuracy, without)
        for index, (match, without) in enumerate(zip(matches, right, strict=True))
    )
