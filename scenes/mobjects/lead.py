"""The lead of an answer over its rival: a bar for each neuron that speaks for one or the other."""

import numpy as np
from manim import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    Animation,
    AnimationGroup,
    FadeIn,
    Line,
    VGroup,
)

from network import look_up
from scenes import theme
from scenes.mobjects.cell_animations import GrowRight, Pour
from scenes.mobjects.cells import Cells, NeuronColumn
from scenes.mobjects.equality import equals, sum_sign
from scenes.mobjects.painted import Composite
from scenes.mobjects.words import Readout, Symbol, phrase

THICK = 0.62  # of a bar, as a share of the way to the next
NAMES, ABOVE = 1.0, 0.14  # from the line of zero to a name on either side, and above it
BELOW, ROW, TALL = 0.5, 0.42, 0.26  # from the neurons to the rows of the sum, to the next; a bar


class Lead(Composite):
    """Bars to the right for the answer and to the left for its rival, one for each neuron.

    Args:
        evidence: the record (`network.interpretability.attribution.Evidence`).
        neurons: the column of neurons whose activations the lead weighs.
        zero: how far to the right of the frame's middle the line of zero stands.
        unit: how long a bar of 1 is, in scene units.
        start: how far to the right the rows begin in which all bars come to lie.
        told: of how many bars, the strongest, the numbers are written.

    Example:
        from network.interpretability.attribution import Evidence
        evidence = Evidence(self.forward_pass)
        column = NeuronColumn(16, height=5).show(evidence.lead, "inputs").shift(5 * LEFT)
        lead = Lead(evidence, column, zero=0, unit=0.4, start=-4)
        self.play(FadeIn(lead.zero, lead.names))
        self.play(lead.grow())
        self.play(FadeIn(lead.numbers))
        self.play(lead.add_up())
        self.play(lead.join_bias())
        self.play(lead.total())
    """

    def __init__(
        self,
        evidence: object,
        neurons: NeuronColumn,
        zero: float,
        unit: float,
        start: float,
        told: int = 3,
    ) -> None:
        super().__init__()
        products = np.asarray(look_up(evidence, "lead.products"))
        self.order = np.argsort(-np.abs(products), kind="stable")
        low, high = neurons.get_bottom()[1], neurons.get_top()[1]
        self.start, self.unit = np.array([start, low - BELOW, 0]), unit
        self.zero = Line([zero, low, 0], [zero, high, 0], color=theme.QUIET)
        self.zero.set_stroke(width=theme.HAIRLINE)
        feet = neurons.centers[:, 1, None] * UP + zero * RIGHT
        ends = feet + unit * products[:, None] * RIGHT
        half = THICK / 2 * float(np.abs(np.diff(neurons.centers[:, 1])).min()) * UP
        corners = np.minimum(feet, ends) - half, np.maximum(feet, ends) + half
        largest = float(np.abs(products).max())
        self.bars = Cells(np.stack(corners, axis=1))
        self.bars.show_signed(evidence, "lead.products", largest)
        self.bars.rgba[:, :3] = theme.signed(products, largest, theme.CLEAR)
        self.names = self._names(evidence)
        self.numbers = VGroup(
            *(
                signed(evidence, f"term.{rank}.product").next_to(
                    ends[place], np.sign(products[place]) * RIGHT, buff=theme.GAP / 2
                )
                for rank, place in enumerate(self.order[:told])
            )
        )
        self.heaps = self.bars.copy()
        self.laid = self.bars.copy().place(self._end_to_end(products))
        self._prepare_sums(evidence)
        self.add(self.zero, self.names, self.bars, self.numbers)

    def _names(self, evidence: object) -> VGroup:
        """The rival's name to the left above the line of zero, the answer's to the right."""
        rival = Readout(evidence, "rival_label", size=theme.HUGE, color=theme.NEGATIVE)
        path = "forward_pass.answer_label"
        answer = Readout(evidence, path, size=theme.HUGE, color=theme.POSITIVE)
        above = self.zero.get_top() + ABOVE * UP
        rival.move_to(above + NAMES * LEFT, aligned_edge=DOWN)
        return VGroup(rival, answer.move_to(above + NAMES * RIGHT, aligned_edge=DOWN))

    def _prepare_sums(self, evidence: object) -> None:
        """The bars of the bias and of the whole lead, and the number beside each row."""
        up, down, z = (
            float(look_up(evidence, f"lead.{name}"))  # type: ignore[arg-type]
            for name in ("positive", "negative", "weighted_sum")
        )
        self.bias = self._bar(2, (up + down, z), evidence, "lead.bias")
        self.whole = self._bar(3, (0, z), evidence, "lead.weighted_sum")
        sign = equals(sum_sign((up, down, z - up - down), z))
        rows = (("positive",), ("negative",), ("bias", Symbol("b =")), ("weighted_sum", sign))
        self.sums = [
            phrase(*symbol, signed(evidence, f"lead.{name}")).next_to(
                self._box(row, 0, up)[1] - TALL / 2 * UP, RIGHT, buff=theme.GAP
            )
            for row, (name, *symbol) in enumerate(rows)
        ]

    def grow(self) -> Animation:
        """Let each bar grow from zero to its side, the strongest first."""
        flat = self.bars.copy()
        corners = flat.corners
        corners[:, :, 0] = self.zero.get_x()
        flat.reading = None
        start = flat.place(corners)
        return Pour(self.bars, start=start, order=self.order, run_time=theme.JOURNEY)

    def add_up(self) -> Animation:
        """Lay the bars of each side end to end: from zero on, and back from where those lead."""
        self.add(self.heaps)
        return Pour(self.heaps, self.laid, self.order, run_time=theme.JOURNEY)

    def join_bias(self) -> Animation:
        """Write what both sides come to, and let the bias begin where they have led."""
        back = float(self.bias.reading.value) < 0 if self.bias.reading else False
        return self._write(self.sums[:3], GrowRight(self.bias, back=back))

    def total(self) -> Animation:
        """Draw what is left from zero on: the lead."""
        return self._write(self.sums[3:], GrowRight(self.whole))

    def _write(self, sums: list[VGroup], grown: GrowRight) -> Animation:
        self.add(grown.mobject, *sums)
        return AnimationGroup(grown, FadeIn(*sums), run_time=theme.STRIDE)

    def _end_to_end(self, products: np.ndarray) -> np.ndarray:
        """Corners of all bars in the first two rows, the longest first, (neurons, 2, 3)."""
        corners, at = np.empty((len(products), 2, 3)), 0.0
        for row, sign in enumerate((1, -1)):
            for place in self.order[np.sign(products[self.order]) == sign]:
                corners[place] = self._box(row, at, at + products[place])
                at += products[place]
        for place in np.flatnonzero(products == 0):
            corners[place] = self._box(0, 0, 0)
        return corners

    def _box(self, row: int, begin: float, end: float) -> np.ndarray:
        """The corners of a bar in a row, (2, 3)."""
        low, high = sorted((begin, end))
        corner, half = self.start + row * ROW * DOWN, TALL / 2 * UP
        left, right = (corner + mark * self.unit * RIGHT for mark in (low, high))
        return np.array([left - half, right + half])

    def _bar(self, row: int, span: tuple[float, float], evidence: object, path: str) -> Cells:
        largest = abs(float(look_up(evidence, path)))  # type: ignore[arg-type]
        return Cells(self._box(row, *span)[None]).show_signed(evidence, path, largest)


def signed(evidence: object, path: str, size: float = theme.TEXT) -> Readout:
    """A number with its sign, in the colour of its sign."""
    color = theme.sign_colour(float(look_up(evidence, path)))  # type: ignore[arg-type]
    return Readout(evidence, path, sign=True, color=color, size=size)
