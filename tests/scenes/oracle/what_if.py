"""What if one thing were different? The answers before and after."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from oracle.evidence import Evidence
from oracle.forward_pass import ForwardPass
from oracle.network import Digit, Network


@dataclass
class WhatIf:
    """One thing changed; each kind says by itself what comes `after`."""

    network: Network
    digit: Digit

    @cached_property
    def before(self) -> ForwardPass:
        return ForwardPass(self.network, self.digit)

    @property
    def change(self) -> np.ndarray:
        return self.after.scores - self.before.scores

    @property
    def change_of_sums(self) -> np.ndarray:
        return self.after.layers[-1].weighted_sums - self.before.layers[-1].weighted_sums

    @cached_property
    def lead_left(self) -> float:
        sums = [*self.after.layers[-1].weighted_sums]
        own = sums.pop(self.before.answer)
        return own - max(sums)

    @property
    def changes_answer(self) -> bool:
        return bool(self.before.answer != self.after.answer)


@dataclass
class Ablation(WhatIf):
    """Nobody hears one hidden neuron."""

    layer: int
    neuron: int

    @cached_property
    def after(self) -> ForwardPass:
        return ForwardPass(ablated(self.network, self.layer, self.neuron), self.digit)

    @property
    def layer_number(self) -> int:
        return 1 + self.layer

    @property
    def neuron_number(self) -> int:
        return 1 + self.neuron


@dataclass
class Ablations:
    """Each hidden neuron ablated in turn."""

    network: Network
    digit: Digit

    @cached_property
    def each(self) -> list[Ablation]:
        return [
            Ablation(self.network, self.digit, layer, neuron)
            for layer in range(len(self.network.layers) - 1)
            for neuron in range(len(self.network.layers[layer].biases))
        ]

    @property
    def total(self) -> int:
        return len(self.each)

    @property
    def deciding(self) -> int:
        return len([ablation for ablation in self.each if ablation.changes_answer])

    @property
    def strongest(self) -> Ablation:
        return sorted(self.each, key=lambda ablation: ablation.lead_left)[0]


@dataclass
class Erasing(WhatIf):
    """The ink of some pixels is gone."""

    region: np.ndarray  # (28, 28), booleans

    @cached_property
    def after(self) -> ForwardPass:
        left = self.digit.image * (1 - self.region)
        return ForwardPass(self.network, Digit(left, None, self.digit.origin, []))

    @property
    def rows(self) -> list[int]:
        found = [number for number, row in enumerate(self.region, start=1) if any(row)]
        return [min(found), max(found)]

    @property
    def columns(self) -> list[int]:
        found = [number for number, column in enumerate(self.region.T, start=1) if any(column)]
        return [min(found), max(found)]


@dataclass
class MovedBias(WhatIf):
    """The bias of a neuron is larger by an amount."""

    layer: int
    neuron: int
    by: float

    @cached_property
    def after(self) -> ForwardPass:
        layer = self.network.layers[self.layer]
        moved = [
            bias + (self.by if place == self.neuron else 0)
            for place, bias in enumerate(layer.biases)
        ]
        changed = self.network.with_layer(self.layer, layer.weights, np.array(moved))
        return ForwardPass(changed, self.digit)


@dataclass
class Suspects:
    """Squares of a digit's ink, and what is answered without each."""

    network: Network
    digit: Digit
    count: int = 5
    side: int = 5

    @cached_property
    def each(self) -> list[Erasing]:
        shares = Evidence(ForwardPass(self.network, self.digit)).lead_in_pixels.picture
        squares, taken = [self._best(shares.reshape(28, 28), set())], set()
        for _ in range(1, self.count):
            taken |= squares[-1]
            squares.append(self._best(self.digit.image, taken))
        regions = []
        for square in sorted(squares, key=min):
            region = np.zeros((28, 28), dtype=bool)
            region[tuple(zip(*square, strict=True))] = True
            regions.append(region)
        return [Erasing(self.network, self.digit, region) for region in regions]

    def _best(self, values: np.ndarray, taken: set) -> set:
        side, last = range(self.side), range(29 - self.side)
        squares = [
            {(row + down, column + right) for down in side for right in side}
            for row in last
            for column in last
        ]
        free = [square for square in squares if not square & taken]
        return max(free, key=lambda square: sum(values[place] for place in sorted(square)))

    @property
    def right(self) -> int:
        own = self.network.labels.index(self.digit.label)
        scores = [each.after.scores[own] for each in self.each]
        return scores.index(max(scores))


@dataclass
class Moves:
    """A digit moved to the right by some numbers of pixels."""

    network: Network
    digit: Digit
    steps: list[int]

    @cached_property
    def each(self) -> list[ForwardPass]:
        return [ForwardPass(self.network, self._moved(step)) for step in self.steps]

    def _moved(self, step: int) -> Digit:
        image = np.zeros((28, 28))
        for column in range(28):
            if 0 <= column + step < 28:
                image[:, column + step] = self.digit.image[:, column]
        return Digit(image, self.digit.label, self.digit.origin, [])

    @property
    def images(self) -> np.ndarray:
        return np.array([each.digit.image.ravel() for each in self.each])

    @property
    def own_scores(self) -> np.ndarray:
        own = self.network.labels.index(self.digit.label)
        return np.array([each.scores[own] for each in self.each])

    @property
    def right(self) -> int:
        return len([each for each in self.each if each.answer_label == self.digit.label])

    @property
    def furthest(self) -> int:
        return max(*self.steps, *(-step for step in self.steps))


def ablated(network: Network, layer: int, neuron: int) -> Network:
    """The network with no weight that leads away from a hidden neuron."""
    above = network.layers[layer + 1]
    heard = [place != neuron for place in range(above.weights.shape[1])]
    return network.with_layer(layer + 1, above.weights * heard, above.biases)
