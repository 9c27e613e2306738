"""Bricks: the products of one neuron, laid end to end from zero: what is for it, and against it."""

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, Animation, FadeIn, Line, Transform

from network import ForwardPass, NeuronPass
from scenes import theme
from scenes.mobjects.cell_animations import Pour
from scenes.mobjects.cells import Cells
from scenes.mobjects.painted import Composite
from scenes.mobjects.words import Readout

TALL, FLAT = 0.4, 0.22  # heights of a blue brick, and of an orange one below it
SEAM = 0.012  # scene units between two bricks
SPENT = 0.4  # of the light of a brick that orange ones take back


class Bricks(Composite):
    """A row of blue bricks from zero on, and below it the orange ones that lead back: to the sum.

    The bias is not among them: the neuron has none.

    Args:
        record: the forward pass in which the neuron works.
        neuron: the neuron whose products they are; its bias is 0.
        picture: the picture of its products, or of some of them, out of which they pour.
        zero: the left end of the blue row, wherever the sum may lead.
        unit: how long a product of 1 is, in scene units.

    Raises ValueError for a neuron that has a bias.

    Example:
        layer = Layer(self.forward_pass.layers[0].weights, np.zeros(16), sigmoid)
        record = Network((layer,)).forward(Digit(self.digit.image))
        picture = PixelGrid(28, 28, side=3).to_edge(LEFT)
        neuron = record.layers[0].neuron(5)
        path = f"{record.path_to(neuron)}.products"
        picture.show_signed(record, path, largest=abs(neuron.products).max())
        bricks = Bricks(record, neuron, picture, zero=2 * LEFT, unit=0.5)
        self.play(bricks.pour())
        self.play(bricks.pour_back())
        self.play(bricks.give_up(neuron.weighted_sum))
        self.play(bricks.total())
    """

    def __init__(
        self,
        record: ForwardPass,
        neuron: NeuronPass,
        picture: Cells,
        zero: np.ndarray,
        unit: float,
    ) -> None:
        super().__init__()
        if neuron.bias:
            raise ValueError(f"A neuron with a bias of {neuron.bias:g}; bricks are products alone.")
        self.unit, path = unit, record.path_to(neuron)
        places = picture.reading.places if picture.reading else None
        self.products = neuron.products if places is None else neuron.products[list(places)]
        half = 0.75 * TALL * UP
        self.start = Line(zero - half, zero + half, color=theme.QUIET)
        self.start.set_stroke(width=theme.HAIRLINE)
        self.up = self._pile(picture, np.flatnonzero(self.products > 0), 0.0)
        self.down = self._pile(picture, np.flatnonzero(self.products < 0), neuron.positive)
        self.mark = Line(self.at(0) + DOWN, self.at(0) + UP, color=theme.INK)
        self.mark.set_stroke(width=theme.STROKE).scale_to_fit_height(2 * TALL)
        self.mark.move_to(self.at(neuron.weighted_sum) + FLAT / 2 * DOWN)
        self.z = Readout(record, f"{path}.weighted_sum", size=theme.LARGE)
        self.z.next_to(self.at(max(neuron.weighted_sum, neuron.positive)), RIGHT, buff=theme.GAP)
        self.picture = picture
        self.add(self.start, self.up, self.down, self.mark, self.z)

    def at(self, number: float) -> np.ndarray:
        """Where a number stands in the blue row, wherever the row is now."""
        scale = self.start.get_length() / (1.5 * TALL)
        return np.asarray(self.start.get_center() + number * scale * self.unit * RIGHT)

    def pour(self, run_time: float = theme.JOURNEY) -> Animation:
        """Let the products above zero fall into their row, the strongest first."""
        return self._pour(self.up, self.products > 0, run_time)

    def pour_back(self, run_time: float = theme.JOURNEY) -> Animation:
        """Let those below zero lead back from its end."""
        return self._pour(self.down, self.products < 0, run_time)

    def give_up(self, left: float) -> Animation:
        """Let the blue bricks beyond what is left of them step back."""
        dimmed = self.up.copy()
        dimmed.rgba[dimmed.corners[:, 1, 0] > self.at(left)[0] + SEAM, 3] = SPENT
        return Transform(self.up, dimmed, run_time=theme.STRIDE)

    def total(self) -> Animation:
        """Mark where they lead, and write it."""
        return FadeIn(self.mark, self.z, run_time=theme.STEP)

    def _pour(self, pile: Cells, chosen: np.ndarray, run_time: float) -> Animation:
        start = self.picture.copy().only(np.flatnonzero(chosen))
        start.rim = 0.0
        order = np.argsort(-np.abs(self.products[chosen]), kind="stable")
        return Pour(pile, start=start, order=order, run_time=run_time)

    def _pile(self, picture: Cells, places: np.ndarray, begin: float) -> Cells:
        """The products at some places, side by side, each as long as it is large."""
        values = self.products[places]
        order = np.argsort(-np.abs(values), kind="stable")
        ends = begin + values[order].cumsum()
        pile = picture.copy().only(places)
        corners = pile.corners.copy()
        above, below = (TALL / 2, -TALL / 2) if begin == 0 else (-TALL / 2, -TALL / 2 - FLAT)
        for place, end in zip(order, ends, strict=True):
            low, high = sorted((end - values[place], end))
            seam = min(SEAM, (high - low) * self.unit / 4) / 2
            corners[place, 0] = self.at(low) + seam * RIGHT + below * UP
            corners[place, 1] = self.at(high) + seam * LEFT + above * UP
        pile.place(corners)
        largest = float(np.abs(self.products).max(initial=0))
        pile.rgba[:, :3] = theme.signed(values, largest, theme.CLEAR)
        pile.rim = 0.0
        return pile
