"""The network as a whole: the digit's pixels, a column for each layer, and all lines between."""

from typing import Self

import numpy as np
from manim import (
    LEFT,
    RIGHT,
    UP,
    Animation,
    AnimationGroup,
    FadeIn,
    Group,
    Mobject,
    Succession,
    Transform,
)

from network import ForwardPass, look_up
from scenes import theme
from scenes.mobjects.cells import Cells, NeuronColumn, PixelGrid
from scenes.mobjects.edges import EdgeBundle
from scenes.mobjects.painted import Composite
from scenes.mobjects.white import White

HEIGHT, WIDTH = 6.3, 12.4  # of a column of neurons; from the digit's left edge to the outputs
MIDDLE = 0.3  # scene units above the frame's: the captions of players lie below
SPREAD, NARROW = (0.4, 5.6), 3.1  # the first hidden layer and the outputs; these beside scores
NEURON = 0.4 / HEIGHT  # largest size of a neuron, as a share of its column's height
SIDE, FIRST = 4.9 / WIDTH, 7.2 / WIDTH  # the digit, and the way to the first layer, in widths
GAP = 0.25  # between the pixels, so that the lines behind them are seen
BLOCK = 0.55  # of the way from layer to layer, that a block of neurons may take
BROADEST = 0.27  # and of its height
ABOVE = 0.05  # of a column's height, left for the number that white is
NEAR = 0.12  # scene units from a layer to what stands above it
BACKGROUND = 0.3  # of the lines' light, once the outputs are read


PORTRAIT = np.array([SPREAD[1] - WIDTH / 2, MIDDLE, 0])  # its middle, where it fills the frame


def seated(pixels: PixelGrid) -> PixelGrid:
    """Bring a picture to where it is the first layer of a network that fills the frame."""
    pixels.scale_to_fit_width(SIDE * WIDTH).move_to([SPREAD[1] - WIDTH, MIDDLE, 0], LEFT)
    return pixels.part(GAP)


class NetworkDiagram(Composite):
    """A network with its neurons still dark and its lines unlit.

    It draws a picture of the digit, or begins at one that is there already, best where `seated`
    brings it. A given picture stays a mobject of its own: to move both, move
    `Group(pixels, diagram)`.

    Args:
        record: the forward pass that the diagram shows.
        pixels: the picture at which lines begin; by default the diagram draws one.
        center: the middle of a diagram with a picture of its own; by default a little above the
            frame's.
        width: of such a diagram, from its left edge to the outputs; by default nearly the frame's.
        height: of a column of neurons, in scene units.
        lines: the record of which lines are drawn, where they are too many
            (`network.interpretability.strongest_lines.StrongestLines`).
        spread: where the first hidden layer and the outputs stand beside a given picture.

    Example:
        diagram = NetworkDiagram(self.forward_pass)
        self.play(FadeIn(diagram))
        for layer in range(3):
            self.play(diagram.advance(layer))
        self.play(diagram.dive(0, 5, Square(6)))
        self.play(diagram.rise())
        self.play(diagram.animate.scale(0.3).to_corner(UR))
        locator = NetworkDiagram(self.forward_pass, center=3 * DOWN, width=1.5, height=1)
        self.play(FadeIn(locator))
    """

    def __init__(
        self,
        record: ForwardPass,
        pixels: PixelGrid | None = None,
        *,
        center: np.ndarray | None = None,
        width: float | None = None,
        height: float = HEIGHT,
        lines: object = None,
        spread: tuple[float, float] = SPREAD,
    ) -> None:
        super().__init__()
        self.record = record
        own = pixels is None
        if pixels is None:
            center = PORTRAIT if center is None else center
            width = WIDTH if width is None else width
            left = center + width / 2 * LEFT
            spread = float(left[0] + FIRST * width), float(left[0] + width)
            pixels = self._picture(left, min(SIDE * width, SIDE * WIDTH / HEIGHT * height))
        elif center is not None or width is not None:
            raise ValueError("A diagram beside a given picture takes no center and no width.")
        self.columns = self._columns(spread, height, MIDDLE if center is None else center[1])
        self.edges = self._edges(pixels, lines)
        self.whites = [self._white(layer) for layer in range(len(record.layers))]
        self.pixels, self.whole = pixels, self
        self.add(*([pixels] if own else []), *self.edges, *self.columns)

    def place_of(self, layer: int, neuron: int) -> Cells:
        """One neuron, lit, in its place in its column; its light does not fall on others."""
        return self._lit(layer).only([neuron]).unlit()

    def advance(
        self, layer: int, run_time: float = theme.JOURNEY, *, told: bool = True
    ) -> Animation:
        """Light runs along the lines into a layer, and then its neurons shine.

        Where white is no bound, the number that it stands for is told with them.
        """
        lit = Transform(self.columns[layer], self._lit(layer))
        white = self.tell(layer) if told else ()
        return Succession(
            self.edges[layer].flow(run_time=run_time),
            AnimationGroup(lit, *white, run_time=theme.STEP),
        )

    def tell(self, *layers: int) -> list[Animation]:
        """Write what white stands for above layers; nothing above those where it is a bound."""
        whites = [each for layer in layers for each in self.whites[layer]]
        self.add(*whites)
        return [FadeIn(each, run_time=theme.STEP) for each in whites]

    def take_back(self) -> Group:
        """Take out what white stands for, so that it can leave before the diagram shrinks."""
        whites = Group(*(each for white in self.whites for each in white))
        self.remove(*whites)
        return whites

    def light_up(self) -> Self:
        """Let light have come to every neuron, and white be told."""
        for layer, edges in enumerate(self.edges):
            edges.front = 1.0
            self.columns[layer].become(self._lit(layer))
            self.add(*self.whites[layer])
        return self

    def dive(self, layer: int, neuron: int, target: Mobject) -> Animation:
        """Come so near to a neuron that it is where a target is, and as large; all else leaves."""
        self.whole = self.copy()
        here = self.columns[layer].corners[neuron]
        nearer = target.height / float(np.ptp(here[:, 1]))
        way = target.get_center() - here.mean(axis=0)
        near = self.animate(run_time=theme.JOURNEY).scale(nearer, about_point=here.mean(axis=0))
        return near.shift(way).set_opacity(0)

    def rise(self) -> Animation:
        """Come back from a dive, to where all of the network is seen."""
        return Transform(self, self.whole, run_time=theme.JOURNEY)

    def make_room(self) -> Animation:
        """Let the layers behind the first move together, and all lines step back."""
        return self._spread(NARROW, BACKGROUND, theme.STRIDE)

    def spread(self, run_time: float = theme.STRIDE) -> Animation:
        """Let layers and lines come back to where they were."""
        return self._spread(SPREAD[1], 1.0, run_time)

    @property
    def outputs(self) -> NeuronColumn:
        """The last column."""
        return self.columns[-1]

    def _columns(
        self, spread: tuple[float, float], height: float, middle: float
    ) -> list[NeuronColumn]:
        """The layers side by side, with room above where they have to say what white is."""
        depth = len(self.record.layers)
        room = height * ABOVE if any(map(self._is_told, range(depth))) else 0.0
        height, middle = height - room, middle - room / 2
        places = np.linspace(*spread, depth) if depth > 1 else np.array([min(spread[1], NARROW)])
        block = min(BLOCK * float(np.ptp(places)) / max(depth - 1, 1), BROADEST * height)
        return [
            NeuronColumn(count, height, NEURON * height, block).shift(x * RIGHT + middle * UP)
            for count, x in zip(self.record.shape[1:], places, strict=True)
        ]

    def _edges(self, pixels: PixelGrid, lines: object) -> list[EdgeBundle]:
        """The lines from layer to layer, all of them or those that a record says are drawn."""
        senders: list[Cells] = [pixels, *self.columns[:-1]]
        faintest = [0.0] * len(senders) if lines is None else look_up(lines, "faintest")
        pairs = enumerate(zip(senders, self.columns, faintest, strict=True))
        return [
            EdgeBundle(below, above).show(self.record, f"layers.{place}.products", faintest=least)
            for place, (below, above, least) in pairs
        ]

    def _lit(self, layer: int) -> NeuronColumn:
        white = self.record.layers[layer].white
        return self.columns[layer].copy().show(self.record, f"layers.{layer}.activations", white)

    def _is_told(self, layer: int) -> bool:
        """Whether a layer has to say what full light stands for."""
        shown = self.record.layers[layer]
        return not shown.activation.is_bounded and shown.white > 0

    def _white(self, layer: int) -> Group:
        """What full light stands for in a layer, above it; nothing where it is a bound."""
        if not self._is_told(layer):
            return Group()
        column = self.columns[layer]
        return Group(White(self.record, f"layers.{layer}.white").next_to(column, UP, buff=NEAR))

    def _picture(self, left: np.ndarray, side: float) -> PixelGrid:
        """The digit as neurons, its left edge at a point."""
        pixels = PixelGrid(*self.record.digit.image.shape, side, GAP).round_off()
        pixels.show(self.record, "digit.image").move_to(left, LEFT)
        return pixels.let_dark_ones_go()

    def _spread(self, last: float, light: float, run_time: float) -> Animation:
        """Move all columns but the first, and the lines that join them, with a share of light."""
        first, depth = self.columns[0], len(self.columns)
        places = np.linspace(first.get_x(), last, depth) if depth > 1 else [first.get_x()]
        moved = [column.copy().set_x(x) for column, x in zip(self.columns, places, strict=True)]
        lines = zip(self.edges[1:], moved, moved[1:], strict=False)
        return AnimationGroup(
            *(
                each.animate.set_x(x)
                for column, white, x in zip(self.columns, self.whites, places, strict=True)
                for each in (column, *white)
            ),
            self.edges[0].animate.set_opacity(light),
            *(edges.animate.join(below, above).set_opacity(light) for edges, below, above in lines),
            run_time=run_time,
        )
