"""Cells: pixels, neurons, weights and products, each as bright as its number."""

from collections import defaultdict
from typing import ClassVar, Self

import cairo
import numpy as np
from manim import Animation, ManimColor, smooth

from network import look_up
from scenes import theme
from scenes.ledger import Reading, digest
from scenes.mobjects.coverage_tiles import Colour, press
from scenes.mobjects.painted import Painted

RIM = 0.06  # width of a rim, as a share of its cell's size
BESIDE = 0.1  # scene units: more than the pixels that a cell's edge shares with what is beside it
THINNEST = 0.01  # scene units: a finer rim around a neuron cannot be seen
SQUARE = 0.02  # roundness that nobody sees


class Cells(Painted):
    """Many cells in one mobject: places and sizes in `points`, colours in `rgba`.

    `corners` is (n, 2, 3): the lower left and upper right corner of each cell. A cell is a
    square at roundness 0 and a circle at roundness 1. `rim` is the width of its rim as a share of
    its size.
    """

    STATE: ClassVar[tuple[str, ...]] = ("rgba", "roundness", "rim")

    def __init__(
        self,
        corners: np.ndarray,
        *,
        roundness: float = 0.0,
        rim: float = 0.0,
        rim_color: ManimColor = theme.STRUCTURE,
    ) -> None:
        super().__init__()
        self.place(corners)
        self.rgba = np.zeros((len(self), 4))
        self.rgba[:, 3] = 1
        self.roundness = roundness
        self.rim = rim
        self.rim_color = rim_color

    def __len__(self) -> int:
        return len(self.points) // 2

    @property
    def corners(self) -> np.ndarray:
        """Lower left and upper right of each cell, (n, 2, 3)."""
        return self.points.reshape(-1, 2, 3)

    @property
    def centers(self) -> np.ndarray:
        """The middle of each cell, (n, 3)."""
        return np.asarray(self.corners.mean(axis=1))

    def show(self, record: object, path: str) -> Self:
        """Make each cell as bright as an activation in [0, 1] that stands in a record."""
        values = self._read(record, path)
        self.rgba[:, :3] = theme.brightness(values)
        return self

    def show_signed(
        self, record: object, path: str, largest: float, faintest: float = theme.FAINTEST
    ) -> Self:
        """Colour each cell by the sign of a number, the stronger the nearer to the largest."""
        values = self._read(record, path)
        self.rgba[:, :3] = theme.signed(values, largest, faintest)
        return self

    def place(self, corners: np.ndarray) -> Self:
        """Give every cell a new place and size, (n, 2, 3)."""
        self.points = np.array(corners, dtype=float).reshape(-1, 3)
        return self

    def only(self, places: np.ndarray) -> Self:
        """Keep some of the cells, by their places."""
        self.rgba = self.rgba[places]
        if self.reading is not None:
            self.reading = self.reading.part(places)
        return self.place(self.corners[places])

    def _read(self, record: object, path: str) -> np.ndarray:
        values = np.ravel(np.asarray(look_up(record, path), dtype=float))
        if len(values) != len(self):
            raise ValueError(f"{len(values)} numbers for {len(self)} cells; each needs one.")
        self.reading = Reading(record, path, digest(values))
        return values

    def paint(self, context: cairo.Context) -> None:
        """Paint all rims, then the cells; without rims no seam is left between neighbours."""
        levels = np.round(np.clip(self.rgba, 0, 1) * 255) / 255
        seen = levels[:, 3] > 0
        if not seen.any():
            return
        low, high = self.corners[:, 0, :2], self.corners[:, 1, :2]
        touch = self.rim == 0
        together = touch or self.opacity < 1
        context.save()
        if together:
            first, last = low.min(axis=0) - BESIDE, high.max(axis=0) + BESIDE
            context.rectangle(*first, *(last - first))
            context.clip()
            context.push_group()
        boxes, levels = np.hstack((low, high - low))[seen], levels[seen]
        if touch:  # from front to back, neighbours fill up the pixels that they share
            context.set_operator(cairo.OPERATOR_SATURATE)
            boxes, levels = boxes[::-1], levels[::-1]
        else:
            rim = self.rim_color.to_rgb()[::-1]
            self._fill(context, boxes, [(*rim, 1.0)] * len(boxes))
            width = self.rim * boxes[:, 2:].max(axis=1, keepdims=True)
            boxes = boxes + np.hstack((width, width, -2 * width, -2 * width))
        # cairo keeps blue first in memory, manim's frames keep red first
        colours = list(map(tuple, levels[:, [2, 1, 0, 3]].tolist()))
        self._fill(context, boxes, colours)
        if together:
            context.pop_group_to_source()
            context.paint_with_alpha(min(max(self.opacity, 0), 1))
        context.restore()

    def _fill(self, context: cairo.Context, boxes: np.ndarray, colours: list[Colour]) -> None:
        """Press rounded cells; fill squares of one colour as one path, which is quicker."""
        if self.roundness > SQUARE:
            press(context, boxes, colours, self.roundness)
            return
        alike = defaultdict(list)
        for box, colour in zip(boxes.tolist(), colours, strict=True):
            alike[colour].append(box)
        for colour, group in alike.items():
            context.set_source_rgba(*colour)
            for box in group:
                context.rectangle(*box)
            context.fill()


def grid(rows: int, columns: int, side: float, gap: float = 0.0) -> np.ndarray:
    """Corners of cells in rows and columns, row by row, (rows * columns, 2, 3).

    The larger of the two spans `side`; `gap` is the share of a cell's pitch that stays empty.
    """
    pitch = side / max(rows, columns)
    x, y = np.meshgrid(
        (np.arange(columns) - (columns - 1) / 2) * pitch,
        ((rows - 1) / 2 - np.arange(rows)) * pitch,
    )
    centers = np.stack((x.ravel(), y.ravel(), np.zeros(x.size)), axis=1)
    reach = np.array([pitch, pitch, 0]) * (1 - gap) / 2
    return np.stack((centers - reach, centers + reach), axis=1)


class PixelGrid(Cells):
    """A picture of rows and columns: pixels, or weights or products in the pixels' places."""

    def __init__(self, rows: int, columns: int, side: float, gap: float = 0.08) -> None:
        super().__init__(grid(rows, columns, side, gap), rim=RIM if gap else 0.0)
        self.columns = columns

    def part(self, gap: float = 0.08) -> Self:
        """Let the cells part, so that each can be seen for itself."""
        reach = self.width / self.columns * (1 - gap) / 2 * np.array([1, 1, 0])
        self.rim = RIM
        return self.place(np.stack((self.centers - reach, self.centers + reach), axis=1))

    def round_off(self) -> Self:
        """Let every square become a circle: the pixel becomes a neuron."""
        self.roundness = 1.0
        return self


class NeuronColumn(Cells):
    """A layer of neurons, top to bottom, each as bright as its activation."""

    def __init__(self, count: int, height: float, largest: float = 0.4) -> None:
        pitch = height / count
        size = min(largest, 0.78 * pitch)
        middles = ((count - 1) / 2 - np.arange(count)) * pitch
        centers = np.stack((np.zeros(count), middles, np.zeros(count)), axis=1)
        reach = np.array([size, size, 0]) / 2
        corners = np.stack((centers - reach, centers + reach), axis=1)
        rim = max(RIM, THINNEST / size)
        super().__init__(corners, roundness=1.0, rim=rim, rim_color=theme.QUIET)


class Pour(Animation):
    """Cells travel to new places one after the other, first those that come first in `order`."""

    def __init__(
        self, cells: Cells, end: Cells, order: np.ndarray, lag: float = 0.6, **kwargs: object
    ) -> None:
        super().__init__(cells, **kwargs)
        self.end = end
        self.delay = np.empty(len(order))
        self.delay[order] = np.linspace(0, lag, len(order))
        self.lag = lag

    def interpolate_mobject(self, alpha: float) -> None:
        """Move each cell as far as its own share of the time allows."""
        own = np.clip((self.rate_func(alpha) - self.delay) / (1 - self.lag), 0, 1)
        eased = np.array([smooth(each) for each in own])
        start, end = self.starting_mobject, self.end
        share = eased[:, None, None]
        self.mobject.points = ((1 - share) * start.corners + share * end.corners).reshape(-1, 3)
        self.mobject.rgba = (1 - eased[:, None]) * start.rgba + eased[:, None] * end.rgba
        self.mobject.rim = (1 - alpha) * start.rim + alpha * end.rim
