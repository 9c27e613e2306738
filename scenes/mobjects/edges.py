"""Edges: the lines from every neuron of one layer to every neuron of the next.

A layer has up to 50,000 of them. Painted one by one they cost most of a second a frame; here the
light of all of them is added up once for each place where they stand, and each frame shows as much
of it as has run along the lines so far.
"""

from typing import ClassVar, Self

import cairo
import numpy as np
from manim import Animation, linear

from network import look_up
from scenes import theme
from scenes.ledger import Reading, digest
from scenes.mobjects.cells import Cells
from scenes.mobjects.light import CREST, FAINT, LightPicture
from scenes.mobjects.limits import check_within
from scenes.mobjects.painted import STRAIGHT, Painted, PathFunction, Visible

THREAD = 0.034  # the light of the faintest line
EXPONENT = 0.9  # from a product's size beside the largest to its line's light


class EdgeBundle(Painted):
    """Lines whose colour is the sign of weight times activation, and whose light is its size.

    `points` are the lines' ends, first those of the senders, then those of the receivers: a bundle
    moves like any mobject, together with its neurons where they are in one group. `front` is how
    far the light has come: 0 at the neurons that send, 1 at those that receive.

    Args:
        senders: the neurons, or pixels, where the lines begin, (n) of them.
        receivers: the neurons where they end, (m) of them.

    Example:
        senders = NeuronColumn(16, height=5).shift(2 * LEFT)
        receivers = NeuronColumn(10, height=5).shift(2 * RIGHT)
        edges = EdgeBundle(senders, receivers).show(self.forward_pass, "layers.2.products")
        self.play(edges.flow())
        self.play(edges.only([3]).animate.shift(UP))
    """

    STATE: ClassVar[tuple[str, ...]] = ("front", "light")

    def __init__(self, senders: Cells, receivers: Cells) -> None:
        super().__init__()
        self.light = np.zeros((len(receivers), len(senders)))  # in [-1, 1], signed
        self.front = 0.0
        self.join(senders, receivers)
        self.is_moving = False  # on their way from some places to others
        self.set_z_index(-1)  # lines run behind the neurons that they join
        self._picture = LightPicture()

    @property
    def starts(self) -> np.ndarray:
        """Where the lines begin, (senders, 3)."""
        return self.points[: self.light.shape[1]]

    @property
    def ends(self) -> np.ndarray:
        """Where the lines end, (receivers, 3)."""
        return self.points[self.light.shape[1] :]

    def join(self, senders: Cells, receivers: Cells) -> Self:
        """Lead the lines from neurons to neurons, as many as before, wherever they are now."""
        if (len(receivers), len(senders)) != self.light.shape:
            raise ValueError(
                f"{len(senders)} senders and {len(receivers)} receivers for lines of shape "
                f"{self.light.shape}; each line needs one of each."
            )
        self.points = np.vstack((senders.centers, receivers.centers))
        return self

    def show(
        self, record: object, path: str, largest: float | None = None, faintest: float = 0.0
    ) -> Self:
        """Give each line its product, (receivers, senders), that stands in a record.

        One receiver's products may come as a row, (senders,). The strongest line is as large as
        `largest`, by default the largest of these products; of those smaller than `faintest` none
        is drawn.
        """
        products = np.asarray(look_up(record, path), dtype=float)
        if products.shape != self.light.shape and (1, *products.shape) != self.light.shape:
            raise ValueError(
                f"Products of shape {products.shape} for lines of shape {self.light.shape}; "
                "each line needs one."
            )
        if largest is None:
            largest = float(np.abs(products).max(initial=0))
        check_within(products, -largest, largest, path, "lines show")
        relative = np.abs(products) / (largest or 1)
        light = np.sign(products) * (THREAD + (1 - THREAD) * relative**EXPONENT)
        light[np.abs(products) < faintest] = 0
        self.light = light.reshape(self.light.shape)
        self.reading = Reading(record, path, digest(products))
        return self

    def only(self, receivers: np.ndarray | list[int]) -> Self:
        """Keep the lines that lead to some of the receivers, by their places."""
        count = len(self.starts)
        if self._reading is not None:
            places = np.arange(self.light.size).reshape(self.light.shape)[receivers]
            self._reading = self._reading.part(places.ravel())
        self.points = np.vstack((self.starts, self.ends[receivers]))
        self.light = self.light[receivers].reshape(-1, count)
        return self

    @Painted.reading.getter
    def reading(self) -> Reading | None:
        """What the lines show, once any light runs along them."""
        return self._reading if self.front > 0 else None

    @property
    def drawn(self) -> int:
        """How many of the lines are bright enough to be seen."""
        return int((np.abs(self.light) >= FAINT).sum())

    @property
    def visible(self) -> Visible:
        """A point of the strongest line that the light has reached, in the colour of its sign."""
        share = min(self.front * (1 + CREST), 1.0)  # of each line
        light = np.abs(self.light) * self.light_left
        receiver, sender = np.unravel_index(light.argmax(), light.shape)
        start, end = self.starts[sender], self.ends[receiver]
        point = start + share / 2 * (end - start)
        lit = int(self.front > 0 and light[receiver, sender] >= FAINT)
        colour = theme.sign_colour(self.light[receiver, sender]).to_rgb()
        return Visible(
            np.array([[point, point]])[:lit],
            np.array([colour])[:lit],
            np.array([light[receiver, sender]])[:lit],
        )

    def interpolate(
        self, start: Self, end: Self, alpha: float, path_func: PathFunction = STRAIGHT
    ) -> Self:
        """Become what lies between two bundles of the same lines."""
        self.is_moving = 0 < alpha < 1
        return super().interpolate(start, end, alpha, path_func)

    def flow(self, **kwargs: object) -> Animation:
        """Let the light run from the senders to the receivers."""
        return Flow(self, **kwargs)

    def paint(self, context: cairo.Context) -> None:
        """Paint the light of all lines, as far as it has run along them."""
        if self.opacity <= 0 or self.front <= 0:
            return
        matrix = context.get_matrix()
        scale, origin = np.array([matrix.xx, matrix.yy]), np.array([matrix.x0, matrix.y0])
        lines = self.starts[:, :2] * scale + origin, self.ends[:, :2] * scale + origin
        context.save()
        context.identity_matrix()
        shown = self.light, self.front, self.light_left, matrix.xx
        self._picture.paint(context, lines, *shown, is_moving=self.is_moving)
        context.restore()


class Flow(Animation):
    """Light runs along each line of a bundle, from its sender to its receiver.

    Where it has come some of the way already, it goes on from there.

    Args:
        edges: the bundle, as it stands.
        to: how far it comes; 1 is the receiver.

    Example:
        senders, receivers = NeuronColumn(16).shift(LEFT), NeuronColumn(16).shift(RIGHT)
        edges = EdgeBundle(senders, receivers).show(self.forward_pass, "layers.1.products")
        self.play(Flow(edges, run_time=2))
    """

    def __init__(self, edges: EdgeBundle, to: float = 1.0, **kwargs: object) -> None:
        super().__init__(edges, **{"rate_func": linear, **kwargs})
        self.to = to

    def begin(self) -> None:
        """Know how far the light has come when it sets out, not before."""
        self.start = self.mobject.front if self.mobject.front < 1 else 0.0
        super().begin()

    def interpolate_mobject(self, alpha: float) -> None:
        """Let the light come that share of the way."""
        self.mobject.front = self.start + (self.to - self.start) * self.rate_func(alpha)
