"""The network as a whole: the digit's pixels, a column for each layer, and all lines between."""

import numpy as np
from manim import RIGHT, Group

from network import ForwardPass
from scenes.mobjects.cells import Cells, NeuronColumn, PixelGrid
from scenes.mobjects.edges import EdgeBundle

HEIGHT = 6.7  # of a column of neurons
SPREAD = (-0.1, 4.1)  # where the first hidden layer and the outputs stand


class NetworkDiagram(Group):
    """A network laid out over the whole frame, its neurons still dark and its lines unlit."""

    def __init__(self, record: ForwardPass, pixels: PixelGrid) -> None:
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
        self.add(*self.edges, *self.columns)

    @property
    def outputs(self) -> NeuronColumn:
        """The last column."""
        return self.columns[-1]

    def lit(self, layer: int) -> NeuronColumn:
        """A column as it looks once its activations are known."""
        return self.columns[layer].copy().show(self.record, f"layers.{layer}.activations")
