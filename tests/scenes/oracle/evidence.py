"""Why this answer and not another: the terms of its lead, and its shares among the pixels."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from oracle.activations import slopes_back, squish_named
from oracle.forward_pass import ForwardPass, LayerPass, NeuronPass


@dataclass
class Summand:
    """One product of a weighted sum."""

    neuron: NeuronPass
    index: int

    @property
    def product(self) -> float:
        return self.neuron.weights[self.index] * self.neuron.inputs[self.index]

    @property
    def number(self) -> int:
        return self.index + 1

    @property
    def neuron_number(self) -> int:
        return self.neuron.index + 1

    @property
    def row(self) -> int:
        return self.index // int(len(self.neuron.weights) ** 0.5) + 1

    @property
    def column(self) -> int:
        return self.index % int(len(self.neuron.weights) ** 0.5) + 1


@dataclass
class Attribution:
    """A weighted sum shared out among the pixels."""

    picture: np.ndarray  # (inputs,)
    blank: float
    whole: float
    steps: int

    @property
    def ink(self) -> float:
        return float(sum(self.picture))

    @property
    def error(self) -> float:
        return self.ink + self.blank - self.whole


@dataclass
class Evidence:
    """Why a forward pass ended with its answer and not with its rival."""

    forward_pass: ForwardPass
    rival_place: int | None = None
    steps: int = 1024

    @property
    def answer(self) -> NeuronPass:
        return self.forward_pass.ranked(0)

    @property
    def rival(self) -> NeuronPass:
        runner_up = self.forward_pass.runner_up
        place = runner_up if self.rival_place is None else self.rival_place
        return self.forward_pass.layers[-1].neuron(place)

    @property
    def rival_label(self) -> str:
        return self.forward_pass.labels[self.rival.index]

    @property
    def is_tied(self) -> bool:
        return bool(self.answer.activation == self.rival.activation)

    @cached_property
    def lead(self) -> NeuronPass:
        answer, rival = self.answer, self.rival
        weights = np.array([answer.weights - rival.weights])
        biases = np.array([answer.bias - rival.bias])
        return LayerPass(answer.inputs, weights, biases, "identity").neuron(0)

    def term(self, place: int) -> Summand:
        return Summand(self.lead, self.lead.strongest(len(self.lead.products))[place])

    @property
    def best_for(self) -> Summand:
        return largest(self.lead)

    @property
    def best_against(self) -> Summand:
        return largest(self.lead, -1)

    def trail(self, place: int) -> list[Summand]:
        terms = [self.term(place)]
        for layer in self.forward_pass.layers[-2::-1]:
            neuron = layer.neuron(terms[-1].index)
            terms.append(largest(neuron, -1 if neuron.activation < 0 else 1))
        return terms

    @cached_property
    def lead_in_pixels(self) -> Attribution:
        return self._shared_out(self.lead)

    @cached_property
    def answer_in_pixels(self) -> Attribution:
        return self._shared_out(self.answer)

    def _shared_out(self, target: NeuronPass) -> Attribution:
        """Integrated gradients along `steps` pages, each lit by the middle of its step."""
        hidden, pixels = self.forward_pass.layers[:-1], self.forward_pass.digit.pixels
        pages = np.array([(step + 0.5) / self.steps * pixels for step in range(self.steps)])
        *sums, _ = way_up(hidden, pages)
        slopes = np.array([target.weights] * self.steps)
        for layer, reached in zip(hidden[::-1], sums[::-1], strict=True):
            slopes = slopes_back(squish_named(layer.squish), reached, slopes) @ layer.weights
        *_, blank = way_up(hidden, np.zeros((1, len(pixels))))
        return Attribution(
            slopes.mean(axis=0) * pixels,
            float(sum(target.weights * blank[0]) + target.bias),
            target.weighted_sum,
            self.steps,
        )


def way_up(hidden: list[LayerPass], pages: np.ndarray) -> list[np.ndarray]:
    """The weighted sums of each hidden layer for some pages; last, what reaches the outputs."""
    found, signal = [], pages
    for layer in hidden:
        found.append(signal @ layer.weights.T + layer.biases)
        signal = squish_named(layer.squish)(found[-1])
    return [*found, signal]


def largest(neuron: NeuronPass, sign: int = 1) -> Summand:
    """The term of a neuron that did most for its sum, or with the other sign against it."""
    products = [sign * product for product in neuron.products]
    return Summand(neuron, products.index(max(products)))
