"""The records of a forward pass: what one digit does inside a network, at three scales."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from network.activations import Activation, softmax
from network.arrays import read_only
from network.digits import Digit


@dataclass(frozen=True, eq=False)
class NeuronPass:
    """One neuron of a layer at work on one digit."""

    layer: "LayerPass"
    index: int

    @property
    def inputs(self) -> np.ndarray:
        """The activations that reach the neuron, (inputs,)."""
        return self.layer.inputs

    @property
    def weights(self) -> np.ndarray:
        """One weight for each input, (inputs,)."""
        return self.layer.weights[self.index]

    @property
    def bias(self) -> float:
        """What is added to the products whatever the inputs are."""
        return float(self.layer.biases[self.index])

    @property
    def products(self) -> np.ndarray:
        """The terms of the sum, weight times input, (inputs,)."""
        return self.weights * self.inputs

    @property
    def positive(self) -> float:
        """Sum of the products above zero."""
        return float(self.products.clip(min=0).sum())

    @property
    def negative(self) -> float:
        """Sum of the products below zero."""
        return float(self.products.clip(max=0).sum())

    @property
    def weighted_sum(self) -> float:
        """All products and the bias: z."""
        return float(self.layer.weighted_sums[self.index])

    @property
    def activation(self) -> float:
        """What the neuron passes on: a."""
        return float(self.layer.activations[self.index])

    def strongest(self, count: int) -> np.ndarray:
        """Places of the `count` products of largest size, strongest first, (count,)."""
        return np.argsort(-np.abs(self.products), kind="stable")[:count]

    def left_over(self, count: int) -> int:
        """How many products there are beside the `count` strongest."""
        return max(len(self.weights) - count, 0)

    def others(self, count: int) -> float:
        """Sum of all products but the `count` strongest."""
        return float(np.delete(self.products, self.strongest(count)).sum())


@dataclass(frozen=True, eq=False)
class LayerPass:
    """One layer at work on one digit."""

    inputs: np.ndarray  # (inputs,)
    weights: np.ndarray  # (neurons, inputs)
    biases: np.ndarray  # (neurons,)
    activation: Activation

    @cached_property
    def weighted_sums(self) -> np.ndarray:
        """One z for each neuron, (neurons,)."""
        return read_only(self.weights @ self.inputs + self.biases)

    @cached_property
    def activations(self) -> np.ndarray:
        """One a for each neuron, (neurons,)."""
        return read_only(self.activation(self.weighted_sums))

    @property
    def white(self) -> float:
        """The activation that full light stands for."""
        return self.activation.white(self.activations)

    @property
    def products(self) -> np.ndarray:
        """Every term of every sum, (neurons, inputs)."""
        return self.weights * self.inputs

    def neuron(self, index: int) -> NeuronPass:
        """The neuron at a place, counted from 0 at the top."""
        if not 0 <= index < len(self.biases):
            raise IndexError(f"Neuron {index} of a layer that has {len(self.biases)}.")
        return NeuronPass(self, index)


@dataclass(frozen=True, eq=False)
class ForwardPass:
    """One digit on its way through a network, layer by layer, to an answer.

    Raises ValueError for a digit of a label that no output stands for.
    """

    digit: Digit
    layers: tuple[LayerPass, ...]
    labels: tuple[str, ...]  # what each output stands for
    origin: Mapping[str, object] = field(default_factory=dict)  # of the network

    def __post_init__(self) -> None:
        if self.digit.label is not None and self.digit.label not in self.labels:
            raise ValueError(
                f"Label {self.digit.label}; the outputs stand for {', '.join(self.labels)}."
            )

    @property
    def scores(self) -> np.ndarray:
        """Activations of the outputs, (outputs,)."""
        return self.layers[-1].activations

    @cached_property
    def ranking(self) -> np.ndarray:
        """Places of the outputs, brightest first, (outputs,)."""
        return read_only(np.argsort(-self.scores, kind="stable"))

    @property
    def shape(self) -> tuple[int, ...]:
        """Inputs, then the neurons of each layer: (784, 16, 16, 10)."""
        return (self.layers[0].weights.shape[1], *(len(layer.biases) for layer in self.layers))

    def path_to(self, neuron: NeuronPass) -> str:
        """The path on which `look_up` finds a neuron of this record."""
        return f"layers.{self.layers.index(neuron.layer)}.neuron.{neuron.index}"

    def ranked(self, place: int) -> NeuronPass:
        """The output that is brightest (place 0), second brightest (1) and so on."""
        return self.layers[-1].neuron(int(self.ranking[place]))

    @property
    def answer(self) -> int:
        """Place of the brightest output."""
        return int(self.ranking[0])

    @property
    def runner_up(self) -> int:
        """Place of the second brightest output."""
        return int(self.ranking[1])

    @property
    def answer_label(self) -> str:
        """What the brightest output stands for."""
        return self.labels[self.answer]

    @property
    def runner_up_label(self) -> str:
        """What the second brightest output stands for."""
        return self.labels[self.runner_up]

    @property
    def right_label(self) -> str:
        """What the digit is, where that is known; else an empty string."""
        return "" if self.digit.label is None else str(self.digit.label)

    @property
    def brightest(self) -> tuple[str, ...]:
        """What the brightest outputs stand for: several where scores are the same number."""
        return tuple(
            self.labels[place] for place in np.flatnonzero(self.scores == self.scores.max())
        )

    @cached_property
    def clearest(self) -> NeuronPass:
        """The neuron of the first layer whose work on this digit tells the clearest story.

        Many of its products should be large, both heaps should have their part in the sum, and
        the sum should be one that is neither flattened nor left in the dark.
        """
        return max(map(self.layers[0].neuron, range(self.shape[1])), key=_clarity)

    @property
    def margin(self) -> float:
        """By how much the answer outshines the runner-up."""
        return float(self.scores[self.answer] - self.scores[self.runner_up])

    @property
    def score_sum(self) -> float:
        """All scores together; those of sigmoid outputs need not come to 1."""
        return float(self.scores.sum())

    @cached_property
    def shares(self) -> np.ndarray | None:
        """What softmax makes of bare scores, (outputs,); together they make 1.

        None where nobody has said that softmax belongs to them: it is "shares" in the origin.
        """
        if self.layers[-1].activation.is_brightness or self.origin.get("shares") != "softmax":
            return None
        return read_only(softmax(self.scores))

    @property
    def answer_share(self) -> float | None:
        """The share of the answer, where there are shares."""
        return None if self.shares is None else float(self.shares[self.answer])

    @property
    def is_right(self) -> bool | None:
        """Whether the answer is the digit's label; None where it has none, or is one of a tie."""
        if self.digit.label is None or {self.digit.label} < {*self.brightest}:
            return None
        return self.answer_label == self.digit.label


def _clarity(neuron: NeuronPass) -> float:
    large = np.abs(neuron.products).sum() / (np.abs(neuron.weights).max() or 1)
    smaller, larger = sorted((neuron.positive, -neuron.negative))
    both = min(1, 5 * smaller / larger) if larger else 0
    light = neuron.activation / (neuron.layer.white or 1)
    return float(large * both * neuron.layer.activation.clarity(neuron.weighted_sum, light))
