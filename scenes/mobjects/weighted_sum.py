"""A weighted sum as it comes about: two heaps of products, the bias, and what is left: z."""

import numpy as np
from manim import (
    DOWN,
    ORIGIN,
    RIGHT,
    UP,
    Animation,
    DashedLine,
    FadeIn,
    Line,
    VGroup,
)

from network import ForwardPass, NeuronPass
from scenes import theme
from scenes.mobjects.cell_animations import Pour
from scenes.mobjects.cells import Cells
from scenes.mobjects.painted import Composite
from scenes.mobjects.words import Readout, Symbol, phrase

BAR = 0.36  # height of a bar
ROW = 0.74  # from bar to bar
ABOVE, BELOW = 0.6, 3.6  # rows by which the line of zero reaches beyond the first row


class WeightedSum(Composite):
    """Four bars on one scale, each beginning where the last one ends.

    Products above zero, then those below it, then the bias; the last bar is the sum of all.

    Args:
        record: the forward pass in which the neuron works.
        neuron: the neuron whose sum it is.
        products: the picture that the heaps are made of.
        width: of the longest row, in scene units.
        corner: the left end of the first row, however far to the left the sum may lead.

    Example:
        record, neuron = self.forward_pass, self.forward_pass.clearest
        path = f"{record.path_to(neuron)}.products"
        products = PixelGrid(28, 28, side=3).to_edge(UP)
        products.show_signed(record, path, largest=abs(neuron.products).max())
        total = WeightedSum(record, neuron, products, width=6, corner=6 * LEFT)
        self.play(total.pour())
        self.play(total.weigh_heaps())
        self.play(total.join_bias())
        self.play(total.total())
    """

    def __init__(
        self,
        record: ForwardPass,
        neuron: NeuronPass,
        products: Cells,
        width: float = 6.0,
        corner: np.ndarray = ORIGIN,
    ) -> None:
        super().__init__()
        self.neuron, self.record, self.path = neuron, record, record.path_to(neuron)
        self.terms = np.flatnonzero(neuron.products)
        self.heaps = products.copy().only(self.terms)
        up, down, z = neuron.positive, neuron.positive + neuron.negative, neuron.weighted_sum
        marks = np.array([0, up, down, z])
        self.unit = width / (np.ptp(marks) or 1)  # scene units for 1, when it is made
        self.right = marks.max()
        zero = corner - marks.min() * self.unit * RIGHT
        ends = zero - ABOVE * ROW * DOWN, zero + BELOW * ROW * DOWN
        self.zero = Line(*ends, stroke_width=theme.HAIRLINE, color=theme.QUIET)
        self.guides = VGroup(
            *(
                DashedLine(self._at(mark, row), self._at(mark, row + 1), stroke_width=1)
                for row, mark in enumerate((up, down, z))
            )
        ).set_color(theme.QUIET)
        self.bias_bar = self._bar(2, (down, z), "bias")
        self.sum_bar = self._bar(3, (0, z), "weighted_sum")
        self.positive = self._number(0, "positive")
        self.negative = self._number(1, "negative")
        self.bias = self._number(2, "bias", Symbol("b ="))
        self.z = self._number(3, "weighted_sum", Symbol("z ="))
        self.parts = Composite(
            *(self.zero, self.guides, self.heaps, self.bias_bar, self.sum_bar),
            *(self.positive, self.negative, self.bias),
        )
        self.add(self.parts, self.z)

    def pour(self) -> Animation:
        """Let the products fall into two heaps, the strongest first."""
        order = np.argsort(-np.abs(self.neuron.products[self.terms]), kind="stable")
        return Pour(self.heaps, self._heaped(order), order, run_time=theme.JOURNEY)

    def weigh_heaps(self) -> Animation:
        """Write how much each heap comes to."""
        return FadeIn(self.zero, self.positive, self.negative, run_time=theme.STEP)

    def join_bias(self) -> Animation:
        """Let the bias begin where the heaps have led."""
        return FadeIn(self.guides[:2], self.bias_bar, self.bias, run_time=theme.STEP)

    def total(self) -> Animation:
        """Draw what is left from zero on: z."""
        return FadeIn(self.guides[2], self.sum_bar, self.z, run_time=theme.STEP)

    def _heaped(self, order: np.ndarray) -> Cells:
        """The products side by side, each as long as it is large, in the order given."""
        values = self.neuron.products[self.terms]
        corners = self.heaps.corners.copy()
        for row, start, sign in ((0, 0.0, 1), (1, self.neuron.positive, -1)):
            places = order[np.sign(values[order]) == sign]
            ends = start + values[places].cumsum()
            for place, end in zip(places, ends, strict=True):
                corners[place] = self._box(row, (end - values[place], end))
        heaped = self.heaps.copy().place(corners)
        largest = float(np.abs(self.neuron.products).max())
        heaped.rgba[:, :3] = theme.signed(values, largest, theme.CLEAR)
        heaped.rim = 0.0
        return heaped

    def _number(self, row: int, name: str, *symbol: Symbol) -> VGroup:
        color = theme.sign_colour(getattr(self.neuron, name))
        number = Readout(self.record, f"{self.path}.{name}", sign=True, color=color)
        return phrase(*symbol, number).next_to(self._at(self.right, row), RIGHT)

    @property
    def scale_now(self) -> float:
        """How large the sum is beside what it was when it was made."""
        return float(self.zero.get_length() / ((ABOVE + BELOW) * ROW))

    def _at(self, mark: float, row: float) -> np.ndarray:
        """Where a value stands in a row, wherever the line of zero is now."""
        zero = self.zero.get_start() + self.scale_now * ABOVE * ROW * DOWN
        return zero + self.scale_now * (mark * self.unit * RIGHT + row * ROW * DOWN)

    def _box(self, row: int, span: tuple[float, float]) -> np.ndarray:
        half = self.scale_now * BAR / 2 * UP
        return np.stack((self._at(min(span), row) - half, self._at(max(span), row) + half))

    def _bar(self, row: int, span: tuple[float, float], name: str) -> Cells:
        largest = abs(getattr(self.neuron, name))
        bar = Cells(self._box(row, span)[None])
        return bar.show_signed(self.record, f"{self.path}.{name}", largest)
