"""Cells: pixels, neurons, weights and products, each as bright as its number."""

from typing import ClassVar, Self

import cairo
import numpy as np
from manim import ManimColor

from network import look_up
from scenes import theme
from scenes.ledger import Reading, digest
from scenes.mobjects.cell_painting import corners_of, paint_cells
from scenes.mobjects.halo import REACH
from scenes.mobjects.limits import check_within
from scenes.mobjects.painted import BESIDE, Painted, Visible

RIM = 0.06  # width of a rim, as a share of its cell's size
CROWDED = 32  # a column of more neurons is staggered, so that each is large enough to be seen
PACKED = 64  # more neurons than that stand as a block
LEAST = 0.65  # of the size that neurons may have is kept where a block is to have full rows
DARK = 0.02  # a cell that holds less gives no light that could be seen
THINNEST = 0.01  # scene units: a finer rim around a neuron cannot be seen


class Cells(Painted):
    """Many cells in one mobject: places and sizes in `points`, colours in `rgba`.

    Args:
        corners: (n, 2, 3), the lower left and upper right corner of each cell, in scene units.
        roundness: how round cells are, 0 for squares, 1 for circles.
        rim: width of a cell's rim, as a share of its size.
        rim_color: the colour of all rims.

    The rounder a cell, the more of its light is a halo around it; `halo` is the share that is left.

    Example:
        neuron = self.forward_pass.layers[1].neuron(0)
        cells = Cells(grid(4, 4, side=3)).show(neuron, "inputs")
        self.play(FadeIn(cells))
        self.play(cells.copy().only([0, 5]).animate.to_corner(UR))
    """

    STATE: ClassVar[tuple[str, ...]] = ("rgba", "roundness", "rim", "halo")

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
        self.halo = 1.0
        self.rim_color = rim_color

    def __len__(self) -> int:
        return len(self.points) // 4

    @property
    def corners(self) -> np.ndarray:
        """Lower left and upper right of each cell, (n, 2, 3)."""
        return corners_of(self.points)

    @property
    def centers(self) -> np.ndarray:
        """The middle of each cell, (n, 3)."""
        return np.asarray(self.corners.mean(axis=1))

    @property
    def visible(self) -> Visible:
        """Each cell that has any light left to it, dark ones too."""
        opacity = self.rgba[:, 3] * self.light_left
        lit = opacity > 0
        return Visible(self.corners[lit], self.rgba[lit, :3], opacity[lit])

    def show(self, record: object, path: str, white: float | None = None) -> Self:
        """Make each cell as bright as an activation that stands in a record.

        Full light is an activation of `white`; those below zero shine in the colour of their sign.
        Without it brightness is the activation itself, in [0, 1].

        Raises ValueError for another number of values, and for values that are larger.
        """
        values = self._read(record, path)
        low, high = (0.0, 1.0) if white is None else (-white, white)
        check_within(values, low, high, path, "brightness shows")
        self.rgba[:, :3] = theme.brightness(values, high)
        self.reading = Reading(record, path, digest(values))
        return self

    def show_signed(self, record: object, path: str, largest: float) -> Self:
        """Colour each cell by the sign of a number, the stronger the nearer to the largest.

        Raises ValueError for another number of values, and for values larger than the largest.
        """
        values = self._read(record, path)
        check_within(values, -largest, largest, path, "colours show")
        self.rgba[:, :3] = theme.signed(values, largest)
        self.reading = Reading(record, path, digest(values))
        return self

    def place(self, corners: np.ndarray) -> Self:
        """Give every cell a new place and size, (n, 2, 3), standing upright."""
        low, high = np.array(corners, dtype=float).swapaxes(0, 1)
        right, left = low.copy(), high.copy()
        right[:, 0], left[:, 0] = high[:, 0], low[:, 0]
        self.points = np.stack((low, right, high, left), axis=1).reshape(-1, 3)
        return self

    def unlit(self) -> Self:
        """Keep the cells' light for themselves: no halo."""
        self.halo = 0.0
        return self

    def only(self, places: np.ndarray | list[int]) -> Self:
        """Keep some of the cells, by their places."""
        self.rgba = self.rgba[places]
        if self.reading is not None:
            self.reading = self.reading.part(places)
        self.points = self.points.reshape(-1, 4, 3)[places].reshape(-1, 3)
        return self

    def _read(self, record: object, path: str) -> np.ndarray:
        values = np.ravel(np.asarray(look_up(record, path), dtype=float))
        if len(values) != len(self):
            raise ValueError(f"{len(values)} numbers for {len(self)} cells; each needs one.")
        return values

    def paint(self, context: cairo.Context) -> None:
        """Paint all cells, as one picture where they touch or let through what is behind."""
        rim = self.rim, self.rim_color.to_rgb()
        glow = self.halo * self.roundness
        paint_cells(context, self.points, self.rgba, self.roundness, rim, self.light_left, glow)

    @property
    def reach(self) -> float:
        """A halo goes beyond its cell."""
        glow = self.halo * self.roundness > 0 and len(self)
        radius = float(np.ptp(self.points[:4, :2], axis=0).max()) / 2 if glow else 0.0
        return max(BESIDE, (REACH - 1) * radius + BESIDE / 2)


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
    """A picture of rows and columns: pixels, or weights or products in the pixels' places.

    Args:
        rows: how many rows of cells.
        columns: how many columns.
        side: the larger of its width and height, in scene units.
        gap: the share of a cell's pitch that stays empty; cells without a gap have no rim.

    Example:
        pixels = PixelGrid(28, 28, side=4, gap=0).show(self.digit, "image")
        self.play(FadeIn(pixels))
        self.play(pixels.animate.part())
        self.play(pixels.animate.round_off().to_edge(LEFT))
    """

    def __init__(self, rows: int, columns: int, side: float = 4.0, gap: float = 0.08) -> None:
        super().__init__(grid(rows, columns, side, gap), rim=RIM if gap else 0.0)
        self.columns = columns

    def part(self, gap: float = 0.08) -> Self:
        """Let the cells part, so that each can be seen for itself."""
        reach = self.width / self.columns * (1 - gap) / 2 * np.array([1, 1, 0])
        self.rim = RIM
        return self.place(np.stack((self.centers - reach, self.centers + reach), axis=1))

    def let_dark_ones_go(self) -> Self:
        """Keep only the cells that shine, so that what is behind the others is seen."""
        self.rgba[self.rgba[:, :3].max(axis=1) < DARK, 3] = 0
        return self

    def round_off(self) -> Self:
        """Let every square become a circle: the pixel becomes a neuron."""
        self.roundness = 1.0
        return self


class NeuronColumn(Cells):
    """A layer of neurons, top to bottom, each as bright as its activation.

    Where a column has no room for them, they stand as a block, row by row like pixels.

    Args:
        count: how many neurons.
        height: what the column takes from top to bottom, in scene units; of many neurons, every
            second one stands a little aside.
        largest: how large a neuron may be across, in scene units; many are smaller.
        width: of a block, in scene units.

    Example:
        column = NeuronColumn(16, height=6)
        lit = column.copy().show(self.forward_pass, "layers.0.activations")
        self.play(FadeIn(column))
        self.play(Transform(column, lit))
    """

    def __init__(
        self, count: int, height: float = 6.0, largest: float = 0.4, width: float = 1.2
    ) -> None:
        place = _block if count > PACKED else _column
        centers, size = place(count, height, width)
        size = min(largest, size)
        reach = np.array([size, size, 0]) / 2
        corners = np.stack((centers - reach, centers + reach), axis=1)
        rim = max(RIM, THINNEST / size)
        super().__init__(corners, roundness=1.0, rim=rim, rim_color=theme.QUIET)


def _column(count: int, height: float, width: float) -> tuple[np.ndarray, float]:
    """The middles of neurons below each other, (count, 3), and how large each may be across."""
    beside = 2 if count > CROWDED else 1  # neurons that stand beside each other
    pitch = height / (count + beside - 1)
    size = 0.78 * beside * pitch
    middles = ((count - 1) / 2 - np.arange(count)) * pitch
    aside = (np.arange(count) % beside - (beside - 1) / 2) * size
    return np.stack((aside, middles, np.zeros(count)), axis=1), size


def _block(count: int, height: float, width: float) -> tuple[np.ndarray, float]:
    """The same of neurons in rows, counted row by row from the left.

    They are nearly as large as they can be in a high block of full rows, or else as large.
    """

    def pitch(columns: int) -> float:
        return min(width / columns, height / -(-count // columns))

    best = max(range(1, count + 1), key=pitch)
    full = (each for each in range(1, count + 1) if count % each == 0)
    columns = next((each for each in full if pitch(each) >= LEAST * pitch(best)), best)
    rows, step = -(-count // columns), pitch(columns)
    row, column = np.divmod(np.arange(count), columns)
    x, y = (column - (columns - 1) / 2) * step, ((rows - 1) / 2 - row) * step
    return np.stack((x, y, np.zeros(count)), axis=1), 0.8 * step
