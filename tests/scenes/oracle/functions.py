"""A network as a function: what changes, what one pixel does, what is left without squishes."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from oracle.forward_pass import ForwardPass
from oracle.handwriting import DrawnDigits
from oracle.network import Digit, Network
from oracle.strokes import Bar


@dataclass
class Contrast:
    """The neuron of a layer that changes most."""

    passes: list[ForwardPass]
    layer: int

    @property
    def neuron(self) -> int:
        columns = zip(*(each.layers[self.layer].activations for each in self.passes), strict=True)
        ranges = [max(column) - min(column) for column in columns]
        return ranges.index(max(ranges))

    @property
    def values(self) -> np.ndarray:
        return np.array([each.layers[self.layer].activations[self.neuron] for each in self.passes])


@dataclass
class Nudge:
    """One pixel from dark to bright."""

    network: Network
    digit: Digit
    steps: int

    @property
    def before(self) -> ForwardPass:
        return ForwardPass(self.network, self.digit)

    @cached_property
    def pixel(self) -> int:
        ranking = np.argsort(-self.before.scores, kind="stable")
        leads = {}
        for place, brightness in enumerate(self.digit.pixels):
            if brightness < 0.1:
                scores = self._scores(place, 1.0)
                leads[place] = scores[ranking[0]] - scores[ranking[1]]
        return min(leads, key=leads.get)

    @property
    def brightnesses(self) -> np.ndarray:
        return np.array([step / (self.steps - 1) for step in range(self.steps)])

    @property
    def scores(self) -> np.ndarray:
        return np.array([self._scores(self.pixel, each) for each in self.brightnesses])

    def scores_of(self, output: int) -> np.ndarray:
        return self.scores.T[output]

    @property
    def change(self) -> np.ndarray:
        first, *_, last = self.scores
        return last - first

    def _scores(self, place: int, brightness: float) -> np.ndarray:
        pixels = np.array(self.digit.pixels)
        pixels[place] = brightness
        for layer in self.network.layers:
            pixels = layer.respond(pixels)
        return pixels


@dataclass
class Collapsed:
    """All layers as one matrix."""

    network: Network
    digits: DrawnDigits

    @property
    def weights(self) -> np.ndarray:
        first, *others = (layer.weights for layer in self.network.layers)
        for each in others:
            first = np.einsum("ij,jk->ik", each, first)
        return first

    @property
    def biases(self) -> np.ndarray:
        blank = np.zeros(self.network.layers[0].weights.shape[1])
        for layer in self.network.layers:
            blank = layer.weights @ blank + layer.biases
        return blank

    @property
    def right(self) -> int:
        sums = [self.weights @ image + self.biases for image in self.digits.images]
        return self._count([int(np.argmax(each)) for each in sums])

    @property
    def squished_right(self) -> int:
        return self._count(self.network.answers(self.digits.images))

    @property
    def total(self) -> int:
        return len(self.digits.images)

    def _count(self, answers: list[int]) -> int:
        pairs = zip(answers, self.digits.labels, strict=True)
        return sum(self.network.labels[place] == str(label) for place, label in pairs)


@dataclass
class EdgeMap:
    """A bar laid over every place of digits side by side."""

    digits: DrawnDigits
    rows: int
    columns: int
    bar: Bar

    @cached_property
    def picture(self) -> np.ndarray:
        rows = [
            np.hstack([each.reshape(28, 28) for each in self.digits.images[start:][: self.columns]])
            for start in range(0, self.rows * self.columns, self.columns)
        ]
        return np.vstack(rows)

    @cached_property
    def response(self) -> np.ndarray:
        height, width = self.picture.shape
        wide, sums = np.pad(self.picture, 28), np.zeros((height, width))
        for (row, column), weight in np.ndenumerate(self.bar.drawn().reshape(28, 28)):
            top, left = 28 + row - 13, 28 + column - 13
            if weight:
                sums += weight * wide[top : top + height, left : left + width]
        sums = np.maximum(sums, 0)
        return sums / sums.max()
