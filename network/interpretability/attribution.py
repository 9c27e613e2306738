"""Why this answer? The terms that decided it, and their way back to the pixels."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from network.activations import identity
from network.arrays import read_only
from network.forward import ForwardPass, LayerPass, NeuronPass


@dataclass(frozen=True, eq=False)
class Summand:
    """One product of a weighted sum."""

    neuron: NeuronPass  # whose sum it is a term of
    index: int  # the place of its input

    @property
    def product(self) -> float:
        """Weight times input."""
        return float(self.neuron.products[self.index])

    @property
    def number(self) -> int:
        """The place of its input, counted from 1 as people do."""
        return self.index + 1

    @property
    def neuron_number(self) -> int:
        """The place of the neuron whose sum it is a term of, counted from 1."""
        return self.neuron.index + 1

    @property
    def row(self) -> int:
        """Where the input is a pixel: its row, counted from 1."""
        return self.index // math.isqrt(len(self.neuron.weights)) + 1

    @property
    def column(self) -> int:
        """Where the input is a pixel: its column, counted from 1."""
        return self.index % math.isqrt(len(self.neuron.weights)) + 1


@dataclass(frozen=True, eq=False)
class Attribution:
    """A weighted sum of the last layer shared out among the pixels.

    Where a hidden layer lies between, that is *approximate*, twice over. Pixels work together,
    so there is no one true share of each; these are integrated gradients: the page is lit from
    blank to the digit, all pixels in step, and each pixel is given what its own rise adds on the
    way (Sundararajan, Taly, Yan: "Axiomatic attribution for deep networks", 2017). And the way
    is walked in `steps` steps, which leaves the `error`.
    """

    picture: np.ndarray  # (inputs,), in units of the weighted sum
    blank: float  # the weighted sum of a blank page, which no pixel can account for
    whole: float  # the weighted sum of the digit
    steps: int

    @property
    def ink(self) -> float:
        """All shares together."""
        return float(self.picture.sum())

    @property
    def error(self) -> float:
        """By how much the shares and the blank page's sum miss the whole."""
        return self.ink + self.blank - self.whole


@dataclass(frozen=True, eq=False)
class Evidence:
    """Why a forward pass ended with its answer and not with another, its rival.

    Raises ValueError for a network of one output, for a rival that is the answer itself, and for
    less than one step; IndexError for a rival that is no output.
    """

    forward_pass: ForwardPass
    rival_place: int | None = None  # of an output; where None, the runner-up's
    steps: int = 1024  # of the way from the blank page to the digit, see Attribution

    def __post_init__(self) -> None:
        outputs = self.forward_pass.shape[-1]
        if outputs < 2:
            raise ValueError(f"{outputs} output has no runner-up; an answer needs 2 at least.")
        if self.steps < 1:
            raise ValueError(f"{self.steps} steps from blank to digit; it takes 1 at least.")
        if self.rival.index == self.answer.index:
            raise ValueError(
                f"Output {self.rival.index} is the answer and cannot be its own rival; "
                "name another."
            )

    @property
    def answer(self) -> NeuronPass:
        """The brightest output at work."""
        return self.forward_pass.ranked(0)

    @property
    def rival(self) -> NeuronPass:
        """The output that the answer is compared with at work."""
        if self.rival_place is None:
            return self.forward_pass.ranked(1)
        return self.forward_pass.layers[-1].neuron(self.rival_place)

    @property
    def rival_label(self) -> str:
        """What the rival stands for."""
        return self.forward_pass.labels[self.rival.index]

    @property
    def is_tied(self) -> bool:
        """Whether the scores of the answer and its rival are the same number.

        A sigmoid is exactly 1.0 in floating point from a sum of about 37 up. Then the place of
        the output decides and not its sum, and the `lead` can even be negative.
        """
        return self.answer.activation == self.rival.activation

    @cached_property
    def lead(self) -> NeuronPass:
        """The weighted sum of the answer minus that of its rival, as of one neuron. Exact.

        Its weights and bias are the differences of theirs, so its products tell what spoke for
        the answer against the rival. For softmax outputs it is ln(score / score).
        """
        last, answer, rival = self.forward_pass.layers[-1], self.answer, self.rival
        weights = read_only((answer.weights - rival.weights)[None])
        biases = read_only(np.array([answer.bias - rival.bias]))
        return LayerPass(last.inputs, weights, biases, identity).neuron(0)

    def term(self, place: int) -> Summand:
        """The strongest term of the lead (place 0), the second strongest (1) and so on."""
        return Summand(self.lead, int(self.lead.strongest(len(self.lead.weights))[place]))

    @property
    def best_for(self) -> Summand:
        """The term that did most for the answer against its rival."""
        return Summand(self.lead, int(self.lead.products.argmax()))

    @property
    def best_against(self) -> Summand:
        """The term that did most for the rival against the answer."""
        return Summand(self.lead, int(self.lead.products.argmin()))

    def trail(self, place: int) -> tuple[Summand, ...]:
        """The way from a term of the lead down to a pixel, one term for each layer.

        Each next term is the one that did most to make the neuron behind the last what it was.
        The neuron of the last term stands on the pixels, so its products are a picture. Every
        step is exact, but the way leaves all other neurons aside.
        """
        terms = [self.term(place)]
        for layer in reversed(self.forward_pass.layers[:-1]):
            neuron = layer.neuron(terms[-1].index)
            sign = -1 if neuron.activation < 0 else 1
            terms.append(Summand(neuron, int((sign * neuron.products).argmax())))
        return tuple(terms)

    @cached_property
    def lead_in_pixels(self) -> Attribution:
        """The lead shared out among the pixels."""
        return _attribution(self.forward_pass.layers[:-1], self.lead, self.steps)

    @cached_property
    def answer_in_pixels(self) -> Attribution:
        """The answer's weighted sum shared out among the pixels."""
        return _attribution(self.forward_pass.layers[:-1], self.answer, self.steps)


def _attribution(hidden: Sequence[LayerPass], target: NeuronPass, steps: int) -> Attribution:
    pixels = hidden[0].inputs if hidden else target.inputs
    # midpoints: the error falls with the square of the number of steps, at ReLU's kinks with it
    on_the_way = _weighted_sums(hidden, (np.arange(steps) + 0.5) / steps)
    slopes = target.weights
    for place in reversed(range(len(hidden))):
        slopes = hidden[place].activation.back(on_the_way[place], slopes)
        if place == 0:
            slopes = slopes.mean(axis=0)
        slopes = slopes @ hidden[place].weights
    blank = target.bias
    if hidden:
        sums = _weighted_sums(hidden, np.zeros(1))[-1][0]
        blank += float(hidden[-1].activation(sums) @ target.weights)
    return Attribution(read_only(slopes * pixels), blank, target.weighted_sum, steps)


def _weighted_sums(hidden: Sequence[LayerPass], fractions: np.ndarray) -> list[np.ndarray]:
    """Weighted sums of each layer, (fractions, neurons), for the digit lit by each fraction."""
    found: list[np.ndarray] = []
    for place, layer in enumerate(hidden):
        if place:
            activations = hidden[place - 1].activation(found[-1])
            found.append(activations @ layer.weights.T + layer.biases)
        else:
            found.append(fractions[:, None] * (layer.weights @ layer.inputs) + layer.biases)
    return found
