"""The locator: the whole network in a corner, and a frame around what is being talked about."""

import numpy as np
from manim import RIGHT, UP, Animation, Create, Group, Mobject, Transform

from network import ForwardPass
from scenes import theme
from scenes.mobjects.diagram import HEIGHT, WIDTH, NetworkDiagram
from scenes.mobjects.highlight import highlight
from scenes.mobjects.painted import Composite

SMALLER = 1 / 7  # of the size of the diagram that fills the frame
PLACE = 5.9 * RIGHT + 3.35 * UP
AROUND, CLOSE = 0.06, 0.02  # scene units between a part and its frame; a neuron and its frame


class Locator(Composite):
    """A small map of the network; its neurons are rims, and a yellow frame tells where we are.

    Args:
        record: the forward pass whose digit and network are drawn.

    Example:
        locator = Locator(self.forward_pass)
        self.play(FadeIn(locator))
        self.play(locator.point_at_digit())
        self.play(locator.point_at_lines(0))
        self.play(locator.point_at_layer(0))
        self.play(locator.point_at_neuron(0, 14))
    """

    def __init__(self, record: ForwardPass) -> None:
        super().__init__()
        size = {"width": SMALLER * WIDTH, "height": SMALLER * HEIGHT}
        self.diagram = NetworkDiagram(record, center=PLACE, **size)
        self.frame: Mobject | None = None
        self.add(self.diagram)

    def point_at_digit(self) -> Animation:
        """Frame the digit."""
        return self._point_at(self.diagram.pixels)

    def point_at_lines(self, layer: int) -> Animation:
        """Frame the lines that lead into a layer."""
        return self._point_at(Group(self._below(layer), self.diagram.columns[layer]))

    def point_at_layer(self, layer: int) -> Animation:
        """Frame a layer of neurons, the first of which is 0."""
        return self._point_at(self.diagram.columns[layer])

    def point_at_neuron(self, layer: int, neuron: int) -> Animation:
        """Frame one neuron."""
        return self._point_at(self.diagram.columns[layer].copy().only(np.array([neuron])), CLOSE)

    def _below(self, layer: int) -> Mobject:
        return self.diagram.columns[layer - 1] if layer else self.diagram.pixels

    def _point_at(self, part: Mobject, around: float = AROUND) -> Animation:
        """Put the frame around a part, or let it glide there."""
        frame = highlight(part, around)
        if self.frame is not None:
            return Transform(self.frame, frame, run_time=theme.BLINK)
        self.frame = frame
        self.add(frame)
        return Create(frame, run_time=theme.BLINK)
