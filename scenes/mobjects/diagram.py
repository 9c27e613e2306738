"""The network as a whole: the digit's pixels, a column for each layer, and all lines between."""

from collections.abc import Mapping

import numpy as np
from manim import (
    DOWN,
    LEFT,
    ORIGIN,
    RIGHT,
    UP,
    Animation,
    AnimationGroup,
    FadeIn,
    Succession,
    Transform,
    VGroup,
)

from network import ForwardPass
from scenes import theme
from scenes.mobjects.cells import Cells, NeuronColumn, PixelGrid
from scenes.mobjects.edges import EdgeBundle
from scenes.mobjects.painted import Composite
from scenes.mobjects.words import Readout, Symbol, Term, phrase

HEIGHT, WIDTH = 6.7, 10.3  # of a column of neurons; from the digit's left edge to the outputs
SPREAD = (-0.2, 3.7)  # where the first hidden layer and the outputs stand beside a given picture
NEURON = 0.4 / HEIGHT  # largest size of a neuron, as a share of its column's height
SIDE, FIRST = 4.4 / WIDTH, 6.4 / WIDTH  # the digit, and the way to the first layer, in widths
GAP = 0.25  # between the pixels, so that the lines behind them are seen
DIM = 0.3  # pixels up to here lie below the lines, brighter ones above
BACKGROUND = 0.3  # of the lines' light, once the outputs are read


class NetworkDiagram(Composite):
    """A network with its neurons still dark and its lines unlit.

    It draws a picture of the digit, or begins at one that is there already. A given picture stays a
    mobject of its own: to move both, move `Group(pixels, diagram)`; and as lines have the z_index
    -1, they run in front of its dark pixels only if the picture's is lower.

    Args:
        record: the forward pass that the diagram shows.
        pixels: the picture at which lines begin; by default the diagram draws one.
        words: the word "weights" in the script's language, for `count`.
        center: the middle of a diagram with a picture of its own; by default the frame's.
        width: of such a diagram, from its left edge to the outputs; by default nearly the frame's.
        height: of a column of neurons, in scene units.
        spread: where the first hidden layer and the outputs stand beside a given picture.

    Example:
        diagram = NetworkDiagram(self.forward_pass)
        self.play(FadeIn(diagram))
        for layer in range(3):
            self.play(diagram.advance(layer))
        self.play(diagram.animate.scale(0.3).to_corner(UR))
        locator = NetworkDiagram(self.forward_pass, center=3 * DOWN, width=1.5, height=1)
        self.play(FadeIn(locator))
    """

    def __init__(
        self,
        record: ForwardPass,
        pixels: PixelGrid | None = None,
        words: Mapping[str, str] | None = None,
        *,
        center: np.ndarray | None = None,
        width: float | None = None,
        height: float = HEIGHT,
        spread: tuple[float, float] = SPREAD,
    ) -> None:
        super().__init__()
        self.record = record
        depth, own = len(record.layers), pixels is None
        if pixels is None:
            center = ORIGIN if center is None else center
            width = WIDTH if width is None else width
            left = center + width / 2 * LEFT
            spread = float(left[0] + FIRST * width), float(left[0] + width)
            pixels = self._picture(left, min(SIDE * width, SIDE * WIDTH / HEIGHT * height))
        elif center is not None or width is not None:
            raise ValueError("A diagram beside a given picture takes no center and no width.")
        places = np.linspace(*spread, depth) if depth > 1 else spread[1:]
        self.columns = [
            NeuronColumn(count, height, NEURON * height).shift(x * RIGHT)
            for count, x in zip(record.shape[1:], places, strict=True)
        ]
        if own:
            for column in self.columns:
                column.shift(center[1] * UP)
        senders: list[Cells] = [pixels, *self.columns[:-1]]
        self.edges = [
            EdgeBundle(below, above).show(record, f"layers.{place}.products")
            for place, (below, above) in enumerate(zip(senders, self.columns, strict=True))
        ]
        bright = np.flatnonzero(record.digit.pixels > DIM)
        self.lit = pixels.copy().only(bright).set_z_index(0)
        self.pixels, self.weights = pixels, self._count(words)
        self.add(*([pixels] if own else []), *self.edges, self.lit, *self.columns)

    def place_of(self, layer: int, neuron: int) -> Cells:
        """One neuron, lit, in its place in its column."""
        return self._lit(layer).only([neuron])

    def advance(self, layer: int, run_time: float = theme.JOURNEY) -> Animation:
        """Light runs along the lines into a layer, and then its neurons shine."""
        return Succession(
            self.edges[layer].flow(run_time=run_time),
            Transform(self.columns[layer], self._lit(layer), run_time=theme.STEP),
        )

    def count(self) -> Animation:
        """Write below the picture how many lines lead out of it: one for each weight."""
        self.add(self.weights.next_to(self.pixels, DOWN, buff=2 * theme.GAP))
        return FadeIn(self.weights, shift=theme.GAP * UP, run_time=theme.STEP)

    def step_back(self) -> Animation:
        """Let the lines step back behind what they have led to."""
        return AnimationGroup(
            *(edges.animate.set_opacity(BACKGROUND) for edges in self.edges), run_time=theme.STEP
        )

    @property
    def outputs(self) -> NeuronColumn:
        """The last column."""
        return self.columns[-1]

    def _lit(self, layer: int) -> NeuronColumn:
        return self.columns[layer].copy().show(self.record, f"layers.{layer}.activations")

    def _picture(self, left: np.ndarray, side: float) -> PixelGrid:
        """The digit as neurons, its left edge at a point."""
        pixels = PixelGrid(*self.record.digit.image.shape, side, GAP).round_off()
        pixels.show(self.record, "digit.image").set_z_index(-2)
        return pixels.move_to(left, LEFT)

    def _count(self, words: Mapping[str, str] | None) -> VGroup:
        """How many weights the first layer has: one for each pixel and neuron."""
        term = [Term(words["weights"], color=theme.QUIET)] if words else []
        return phrase(
            Readout(self.record, "shape.0"),
            Symbol("×"),
            Readout(self.record, "shape.1"),
            Symbol("="),
            Readout(self.record, "layers.0.weights.size"),
            *term,
        )
