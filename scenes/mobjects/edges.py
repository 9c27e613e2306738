"""Edges: the lines from every neuron of one layer to every neuron of the next.

A layer has up to 50,000 of them. Painted one by one they cost most of a second a frame; here the
light of all of them is added up once, as an array, and each frame shows that picture through a
curtain that moves from left to right.
"""

from typing import ClassVar, Self

import cairo
import numpy as np
from manim import Animation, linear

from network import look_up
from scenes import theme
from scenes.ledger import Reading, digest
from scenes.mobjects.cells import Cells
from scenes.mobjects.painted import Painted

FAINT = 1 / 255  # a line that adds less light than this cannot be seen
THIN, THICK = 0.006, 0.028  # width of the faintest and of the strongest line, in scene units
LIGHT = 1.2  # exponent from a line's strength to its light
FINEST = 0.8  # pixels: no line is drawn finer
GLARE = 2.0  # how quickly light that adds up comes to full colour
CROWD = 98  # percentile of the added-up light beyond which a picture is exposed for less
BATCH = 200  # lines that are sampled at once; more take more memory and no less time
CURTAIN = 0.12  # width of the curtain's soft edge, as a share of the way


class EdgeBundle(Painted):
    """Lines whose colour is the sign of weight times activation, and whose light is its size.

    `front` is how far the light has come: 0 at the neurons that send, 1 at those that receive.
    """

    STATE: ClassVar[tuple[str, ...]] = ("front",)

    def __init__(self, senders: Cells, receivers: Cells) -> None:
        super().__init__()
        self.starts = senders.centers
        self.ends = receivers.centers
        ends_and_starts = np.vstack((self.starts, self.ends))
        self.points = np.stack((ends_and_starts.min(axis=0), ends_and_starts.max(axis=0)))
        self.front = 0.0
        self.set_z_index(-1)  # lines run behind the neurons that they join
        self.light = np.zeros((len(self.ends), len(self.starts)))
        self._picture = _Picture()

    def show(self, record: object, path: str) -> Self:
        """Give each line its product, (receivers, senders), that stands in a record."""
        products = np.asarray(look_up(record, path), dtype=float)
        if products.shape != self.light.shape:
            raise ValueError(
                f"Products of shape {products.shape} for lines of shape {self.light.shape}; "
                "each line needs one."
            )
        largest = np.abs(products).max()
        self.light = np.sign(products) * theme.strength(products, largest) ** LIGHT
        self.reading = Reading(record, path, digest(products))
        self._picture = _Picture()
        return self

    @property
    def drawn(self) -> int:
        """How many of the lines are bright enough to be seen."""
        return int((np.abs(self.light) >= FAINT).sum())

    def flow(self, **kwargs: object) -> Animation:
        """Let the light run from the senders to the receivers."""
        return Flow(self, **kwargs)

    def paint(self, context: cairo.Context) -> None:
        """Paint the picture of all light, as far as the curtain is open."""
        if self.opacity <= 0 or self.front <= 0:
            return
        surface = self._picture.surface(self, context)
        left, _ = context.user_to_device(self.points[0, 0], 0)
        right, _ = context.user_to_device(self.points[1, 0], 0)
        soft = CURTAIN * (right - left)
        edge = left + self.front * (right - left + soft)
        curtain = cairo.LinearGradient(edge - soft, 0, edge, 0)
        curtain.add_color_stop_rgba(0, 0, 0, 0, self.opacity)
        curtain.add_color_stop_rgba(1, 0, 0, 0, 0)
        context.save()
        context.identity_matrix()
        context.set_source_surface(surface, *self._picture.corner)
        context.get_source().set_filter(cairo.FILTER_NEAREST)
        context.mask(curtain)
        context.restore()


class Flow(Animation):
    """The curtain before a bundle's light opens from left to right."""

    def __init__(self, edges: EdgeBundle, **kwargs: object) -> None:
        super().__init__(edges, **{"rate_func": linear, **kwargs})

    def interpolate_mobject(self, alpha: float) -> None:
        """Open the curtain up to that share of the way."""
        self.mobject.front = self.rate_func(alpha)


class _Picture:
    """The added-up light of a bundle for one size of frame, made when it is first painted."""

    __slots__ = ("_key", "_surface", "corner")

    def __init__(self) -> None:
        self._key: tuple[float, ...] | None = None
        self._surface: cairo.ImageSurface | None = None
        self.corner = (0, 0)

    def __deepcopy__(self, memo: dict[int, object]) -> "_Picture":
        return self

    def surface(self, edges: EdgeBundle, context: cairo.Context) -> cairo.ImageSurface:
        """The picture in the frame's pixels; its upper left corner is `corner`."""
        matrix = context.get_matrix()
        key = tuple(matrix)
        if self._surface is None or key != self._key:
            self._key = key
            scale = np.array([matrix.xx, matrix.yy])
            origin = np.array([matrix.x0, matrix.y0])
            starts = edges.starts[:, :2] * scale + origin
            ends = edges.ends[:, :2] * scale + origin
            low = np.floor(np.minimum(starts.min(axis=0), ends.min(axis=0))).astype(int) - 4
            high = np.ceil(np.maximum(starts.max(axis=0), ends.max(axis=0))).astype(int) + 4
            self.corner = (int(low[0]), int(low[1]))
            light = add_up(starts - low, ends - low, edges.light, high - low, matrix.xx)
            self._surface = develop(light)
        return self._surface


def add_up(
    starts: np.ndarray, ends: np.ndarray, light: np.ndarray, size: np.ndarray, scale: float
) -> np.ndarray:
    """The light of all lines, (2, height, width): blue lines first, then orange ones.

    `starts` (n, 2) and `ends` (m, 2) are in pixels, `light` is (m, n), `scale` is pixels per
    scene unit. Each line is sampled once for every pixel of its longer extent and spread over
    the pixels beside it by how much of each it covers.
    """
    width, height = int(size[0]), int(size[1])
    image = np.zeros((2, height * width), dtype=np.float32)
    receivers, senders = np.nonzero(np.abs(light) >= FAINT)
    for channel, sign in enumerate((1, -1)):
        chosen = np.sign(light[receivers, senders]) == sign
        one, two = starts[senders[chosen]], ends[receivers[chosen]]
        value = np.abs(light[receivers[chosen], senders[chosen]])
        steep = np.abs(two - one)[:, 1] > np.abs(two - one)[:, 0]
        for along, pick in ((0, np.flatnonzero(~steep)), (1, np.flatnonzero(steep))):
            for some in np.split(pick, range(BATCH, len(pick), BATCH)):
                _sweep(image[channel], one[some], two[some], value[some], along, width, scale)
    return image.reshape(2, height, width)


def _sweep(
    image: np.ndarray,
    starts: np.ndarray,
    ends: np.ndarray,
    light: np.ndarray,
    along: int,
    width: int,
    scale: float,
) -> None:
    """Add lines that run mainly along one axis (0 for x, 1 for y) to a flat image."""
    if not len(starts):
        return
    turn = (ends < starts)[:, along, None]
    starts, ends = np.where(turn, ends, starts), np.where(turn, starts, ends)
    first, last = np.round(starts[:, along]).astype(int), np.round(ends[:, along]).astype(int)
    counts = np.maximum(last - first, 1)
    line = np.repeat(np.arange(len(starts)), counts)
    step = np.arange(counts.sum()) - np.repeat(counts.cumsum() - counts, counts)
    run = ends - starts
    slope = run[:, 1 - along] / np.maximum(run[:, along], 1e-9)
    main = first[line] + step
    cross = (starts[:, 1 - along] + slope * (first + 0.5 - starts[:, along]))[line]
    cross += slope[line] * step
    lean = 1 / np.hypot(1, slope)
    width_of = (THIN + (THICK - THIN) * light) * scale  # in pixels
    drawn = np.maximum(width_of, FINEST)
    light, half = light * width_of / drawn, drawn / 2  # a finer line is a fainter one
    reach = int(np.ceil((half / lean).max() + 0.5))
    base = np.floor(cross).astype(int)
    strides = (1, width) if along == 0 else (width, 1)
    for beside in range(-reach, reach + 1):
        distance = np.abs(base + beside + 0.5 - cross) * lean[line]
        covered = np.clip(half[line] + 0.5 - distance, 0, 1) * light[line]
        place = main * strides[0] + (base + beside) * strides[1]
        seen = covered > 0
        image += np.bincount(place[seen], covered[seen], len(image)).astype(np.float32)


def develop(light: np.ndarray) -> cairo.ImageSurface:
    """Turn added-up light, (2, height, width), into a picture with premultiplied alpha."""
    total = light.sum(axis=0)
    crowd = np.percentile(total[total > 0], CROWD) if total.any() else 1.0
    alpha = 1 - np.exp(-GLARE * total / max(crowd, 1))
    hue = light**2  # the stronger of the two signs keeps its hue where they cross
    share = np.divide(alpha, hue.sum(axis=0), out=np.zeros_like(total), where=total > 0)
    colours = np.stack((theme.POSITIVE.to_rgb(), theme.NEGATIVE.to_rgb()))
    picture = np.empty((*total.shape, 4), dtype=np.uint8)
    for channel in range(3):
        mixed = hue[0] * colours[0, channel] + hue[1] * colours[1, channel]
        picture[..., channel] = np.round(255 * mixed * share)
    picture[..., 3] = np.round(255 * alpha)
    height, width = total.shape
    return cairo.ImageSurface.create_for_data(picture.data, cairo.FORMAT_ARGB32, width, height)
