"""A weighted sum as it comes about: two heaps of products, the bias, and what is left: z."""

import numpy as np
from manim import DOWN, RIGHT, DashedLine, Group, Line, VGroup

from network import NeuronPass, look_up
from scenes import theme
from scenes.mobjects.cells import Cells
from scenes.mobjects.words import Readout, Symbol, phrase

BAR = 0.36  # height of a bar
ROW = 0.74  # from bar to bar


class WeightedSum(Group):
    """Four bars on one scale, each beginning where the last one ends.

    Products above zero, then those below it, then the bias; the last bar is the sum of all,
    from zero to where they have led. `corner` is where the highest bar's left end would stand if
    every mark on the way were to its right.
    """

    def __init__(self, record: object, path: str, width: float, corner: np.ndarray) -> None:
        super().__init__()
        neuron = look_up(record, path)
        if not isinstance(neuron, NeuronPass):
            raise TypeError(f"{path!r} leads to no neuron; a weighted sum is a neuron's.")
        self.neuron, self.record, self.path = neuron, record, path
        up, down = neuron.positive, neuron.positive + neuron.negative
        marks = np.array([0, up, down, neuron.weighted_sum])
        self.unit = width / (np.ptp(marks) or 1)
        self.left, self.corner = marks.min(), corner
        spans = ((0, up), (up, down), (down, neuron.weighted_sum), (0, neuron.weighted_sum))
        self.zero = Line(self._at(0, -0.6), self._at(0, 3.6), stroke_width=theme.HAIRLINE)
        self.zero.set_color(theme.STRUCTURE)
        self.guides = VGroup(
            *(
                DashedLine(self._at(mark, row), self._at(mark, row + 1), stroke_width=1)
                for row, mark in enumerate((up, down, neuron.weighted_sum))
            )
        ).set_color(theme.QUIET)
        self.bias_bar = self._bar(2, *spans[2]).show_signed(record, f"{path}.bias", abs(neuron.bias))
        self.sum_bar = self._bar(3, *spans[3]).show_signed(
            record, f"{path}.weighted_sum", abs(neuron.weighted_sum)
        )
        self.positive, self.negative, self.bias, self.total = (
            phrase(*symbols, self._number(name)).next_to(self._at(max(span), row), RIGHT)
            for row, (name, span, symbols) in enumerate(
                zip(
                    ("positive", "negative", "bias", "weighted_sum"),
                    spans,
                    ((), (), (Symbol("b ="),), (Symbol("z ="),)),
                    strict=True,
                )
            )
        )
        self.parts = Group(
            self.zero, self.guides, self.bias_bar, self.sum_bar, self.positive, self.negative, self.bias
        )
        self.add(self.parts, self.total)

    def heap(self, products: Cells) -> Cells:
        """Where the products go: side by side, the strongest first, each as long as it is large."""
        values = self.neuron.products
        heaped = products.copy()
        corners = heaped.corners.copy()
        for row, start, keep in ((0, 0.0, values > 0), (1, self.neuron.positive, values < 0)):
            places = np.flatnonzero(keep)
            places = places[np.argsort(-np.abs(values[places]), kind="stable")]
            ends = start + values[places].cumsum()
            begins = ends - values[places]
            for place, one, two in zip(places, begins, ends, strict=True):
                corners[place] = self._box(row, one, two)
        nothing = values == 0
        heaped.points = corners.reshape(-1, 3)
        heaped.show_signed(self.record, f"{self.path}.products", np.abs(values).max())
        heaped.rgba[nothing, 3] = 0
        heaped.rim = 0.0
        return heaped

    def _number(self, name: str) -> Readout:
        value = getattr(self.neuron, name)
        color = theme.sign_colour(value)
        return Readout(self.record, f"{self.path}.{name}", sign=True, color=color)

    def _at(self, mark: float, row: float) -> np.ndarray:
        return (mark - self.left) * self.unit * RIGHT + row * ROW * DOWN + self.corner

    def _box(self, row: int, start: float, end: float) -> np.ndarray:
        low, high = sorted((start, end))
        half = BAR / 2 * DOWN
        return np.stack((self._at(low, row) + half, self._at(high, row) - half))

    def _bar(self, row: int, start: float, end: float) -> Cells:
        return Cells(self._box(row, start, end)[None])
