"""A weighted sum as it comes about: two heaps of products, their sum, the bias, and z."""

import numpy as np
from manim import (
    DOWN,
    ORIGIN,
    RIGHT,
    UP,
    Animation,
    AnimationGroup,
    DashedLine,
    FadeIn,
    Line,
    Mobject,
    ReplacementTransform,
    VGroup,
)

from network import ForwardPass, look_up
from scenes import theme
from scenes.mobjects.cell_animations import GrowRight, Pour
from scenes.mobjects.cells import Cells
from scenes.mobjects.equality import equals, sum_sign
from scenes.mobjects.painted import Composite
from scenes.mobjects.strongest_terms import Telling
from scenes.mobjects.words import Readout, Symbol, phrase

SLOWLY = 2.8  # seconds for the bias and the whole sum to grow
POURING = 2.0  # and for the products to fall
BAR = 0.36  # height of a bar
ROW = 0.6  # from bar to bar
ABOVE, BELOW = 0.6, 4.5  # rows by which the line of zero reaches beyond the first row


class WeightedSum(Composite):
    """Five bars on one scale; each of the first four begins where the last one ends.

    Products above zero, those below it, and the sum of both; then the bias; the last bar is the sum
    of all. The numerals add up as they are printed, or the sign before them says that they do not.

    Args:
        record: the forward pass in which the neuron works.
        telling: the neuron, and which of its products tell most.
        products: the picture that the heaps are made of.
        width: of the longest row, in scene units.
        corner: the left end of the first row, however far to the left the sum may lead.

    Example:
        record, neuron = self.forward_pass, self.forward_pass.clearest
        path = f"{record.path_to(neuron)}.products"
        products = PixelGrid(28, 28, side=3).to_edge(UP)
        products.show_signed(record, path, largest=abs(neuron.products).max())
        from network.interpretability.telling import Telling
        telling = Telling(record, 0, neuron.index)
        total = WeightedSum(record, telling, products, width=6, corner=6 * LEFT)
        self.play(total.pour())
        self.play(total.weigh_heaps())
        self.play(total.add_heaps())
        self.play(total.join_bias())
        self.play(total.total())
    """

    def __init__(
        self,
        record: ForwardPass,
        telling: Telling,
        products: Cells,
        width: float = 6.0,
        corner: np.ndarray = ORIGIN,
    ) -> None:
        super().__init__()
        self.neuron = neuron = telling.neuron
        self.record, self.path = record, record.path_to(neuron)
        self.terms = np.flatnonzero(neuron.products)
        self.heaps = products.copy().only(self.terms)
        up, down, z = neuron.positive, telling.total, neuron.weighted_sum
        marks = np.array([0, up, down, z])
        self.unit = width / (np.ptp(marks) or 1)  # scene units for 1, when it is made
        self.right = marks.max()
        zero = corner - marks.min() * self.unit * RIGHT
        ends = zero - ABOVE * ROW * DOWN, zero + BELOW * ROW * DOWN
        self.zero = Line(*ends, stroke_width=theme.HAIRLINE, color=theme.QUIET)
        self.guides = self._guides(up, down, down, z)
        self.heap_bar = self._bar(2, (0, down), telling, "total")
        self.bias_bar = self._bar(3, (down, z), record, f"{self.path}.bias")
        self.sum_bar = self._bar(4, (0, z), record, f"{self.path}.weighted_sum")
        heaps, all_of_it = (up, neuron.negative), (down, neuron.bias)
        self.positive = self._number(0, record, f"{self.path}.positive")
        self.negative = self._number(1, record, f"{self.path}.negative")
        self.heap_sum = self._number(2, telling, "total", equals(sum_sign(heaps, down)))
        self.bias = self._number(3, record, f"{self.path}.bias", Symbol("b ="))
        z_sign = equals(sum_sign(all_of_it, z))
        self.z = self._number(4, record, f"{self.path}.weighted_sum", Symbol("z"), z_sign)
        self.parts = Composite(
            *(self.zero, self.guides, self.heaps, self.heap_bar, self.bias_bar, self.sum_bar),
            *(self.positive, self.negative, self.heap_sum, self.bias),
        )
        self.add(self.parts, self.z)

    def pour(self) -> Animation:
        """Let the products fall into two heaps, the strongest first."""
        order = np.argsort(-np.abs(self.neuron.products[self.terms]), kind="stable")
        return Pour(self.heaps, self._heaped(order), order, run_time=POURING)

    def weigh_heaps(self) -> Animation:
        """Write how much each heap comes to."""
        return FadeIn(self.zero, self.guides[0], self.positive, self.negative, run_time=theme.STEP)

    def add_heaps(self, told: Mobject | None = None) -> Animation:
        """Draw what both heaps come to; where it has been told already, that goes there."""
        number = FadeIn(self.heap_sum)
        if told is not None:
            number = ReplacementTransform(told, self.heap_sum)
        grown = GrowRight(self.heap_bar, back=self.neuron.weighted_sum < self.neuron.bias)
        return AnimationGroup(FadeIn(self.guides[1]), grown, number, run_time=theme.STRIDE)

    def join_bias(self) -> Animation:
        """Let the bias begin where the heaps have led."""
        grown = GrowRight(self.bias_bar, back=self.neuron.bias < 0, run_time=SLOWLY)
        written = FadeIn(self.guides[2], self.bias, run_time=theme.STEP)
        return AnimationGroup(written, grown)

    def total(self) -> Animation:
        """Draw what is left from zero on: z."""
        grown = GrowRight(self.sum_bar, back=self.neuron.weighted_sum < 0, run_time=SLOWLY)
        written = FadeIn(self.guides[3], self.z, run_time=theme.STEP)
        return AnimationGroup(written, grown)

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

    def _guides(self, *marks: float) -> VGroup:
        """Dashed lines that lead from the end of each row to the next."""
        lines = (
            DashedLine(self._at(mark, row), self._at(mark, row + 1), stroke_width=1)
            for row, mark in enumerate(marks)
        )
        return VGroup(*lines).set_color(theme.QUIET)

    def _number(self, row: int, where: object, path: str, *symbol: Symbol) -> VGroup:
        color = theme.sign_colour(float(look_up(where, path)))  # type: ignore[arg-type]
        number = Readout(where, path, sign=True, color=color)
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

    def _bar(self, row: int, span: tuple[float, float], where: object, path: str) -> Cells:
        largest = abs(float(look_up(where, path)))  # type: ignore[arg-type]
        return Cells(self._box(row, span)[None]).show_signed(where, path, largest)
