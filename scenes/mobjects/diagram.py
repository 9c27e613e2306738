"""The network as a whole: the digit's pixels, a column for each layer, and all lines between."""

from collections.abc import Mapping

import numpy as np
from manim import (
    DOWN,
    RIGHT,
    UP,
    Animation,
    AnimationGroup,
    FadeIn,
    Group,
    Succession,
    Transform,
)

from network import ForwardPass
from scenes import theme
from scenes.mobjects.cells import Cells, NeuronColumn, PixelGrid
from scenes.mobjects.edges import EdgeBundle
from scenes.mobjects.words import Readout, Symbol, Term, phrase

HEIGHT = 6.7  # of a column of neurons
SPREAD = (-0.2, 3.7)  # where the first hidden layer and the outputs stand
DIM = 0.3  # pixels up to here lie below the lines, brighter ones above
BACKGROUND = 0.3  # of the lines' light, once the outputs are read


class NetworkDiagram(Group):
    """A network laid out over the whole frame, its neurons still dark and its lines unlit."""

    def __init__(self, record: ForwardPass, pixels: PixelGrid, words: Mapping[str, str]) -> None:
        super().__init__()
        self.record = record
        depth = len(record.layers)
        places = np.linspace(*SPREAD, depth) if depth > 1 else SPREAD[1:]
        self.columns = [
            NeuronColumn(count, HEIGHT).shift(x * RIGHT)
            for count, x in zip(record.shape[1:], places, strict=True)
        ]
        senders: list[Cells] = [pixels, *self.columns[:-1]]
        self.edges = [
            EdgeBundle(below, above).show(record, f"layers.{place}.products")
            for place, (below, above) in enumerate(zip(senders, self.columns, strict=True))
        ]
        pixels.set_z_index(-2)
        lit = pixels.copy().only(np.flatnonzero(record.digit.pixels > DIM)).set_z_index(0)
        self.weights = phrase(
            Readout(record, "shape.0"),
            Symbol("×"),
            Readout(record, "shape.1"),
            Symbol("="),
            Readout(record, "layers.0.weights.size"),
            Term(words["weights"], color=theme.QUIET),
        ).next_to(pixels, DOWN, buff=2 * theme.GAP)
        self.add(*self.edges, lit, *self.columns)

    def place_of(self, layer: int, neuron: int) -> Cells:
        """One neuron, lit, in its place in its column."""
        return self._lit(layer).only(np.array([neuron]))

    def advance(self, layer: int, run_time: float = theme.JOURNEY) -> Animation:
        """Light runs along the lines into a layer, and then its neurons shine."""
        return Succession(
            self.edges[layer].flow(run_time=run_time),
            Transform(self.columns[layer], self._lit(layer), run_time=theme.STEP),
        )

    def count(self) -> Animation:
        """Write how many lines lead into the first layer: one for each weight."""
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
