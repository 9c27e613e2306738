"""A wall: many pictures of 28 x 28 in one, painted at once."""

from typing import ClassVar, Self

import cairo
import numpy as np
from manim import ORIGIN, Animation, linear, smooth

from network import look_up
from network.digits import SIDE
from scenes import theme
from scenes.ledger import Reading, digest
from scenes.mobjects.limits import check_within
from scenes.mobjects.painted import Painted, Visible, between

BESIDE = 0.02  # the share of a picture's pitch that stays empty, on each side
OPAQUE, RED_FIRST = np.uint32(0xFF << 24), np.array([0, 8, 16], np.uint32)  # in manim's frames
AROUND = np.array([[-1, 1, 0], [1, 1, 0], [1, -1, 0], [-1, -1, 0]])  # corners, clockwise


class Wall(Painted):
    """Pictures in rows and columns, each as bright in each pixel as its record says.

    Pictures of weights have a sign; they are coloured as `show_signed` of `Cells` does.

    `points` are the corners of each, from the upper left one clockwise; `light` is how much of each
    is to be seen.

    Args:
        record: where the pictures stand.
        path: of an array (N, 784) in the record, of brightnesses in [0, 1] or of signed numbers.
        columns: how many pictures stand in a row.
        pitch: from one picture to the next, in scene units.
        largest: the size of the signed number that has its full colour; brightness has none.

    Example:
        from network.handwriting.drawn_digits import DrawnDigits
        wall = Wall(DrawnDigits((3, 8), (0, 19)), "images", columns=10, pitch=0.7)
        self.play(wall.pour_in(np.arange(40)))
        self.play(wall.animate.sort(np.arange(40)[::-1]))
        self.play(wall.animate.unfold(columns=8, pitch=0.8))
        self.play(wall.animate.subdue(np.arange(20), 0.3))
    """

    STATE: ClassVar[tuple[str, ...]] = ("light", "colours")

    def __init__(
        self,
        record: object,
        path: str,
        columns: int,
        pitch: float,
        largest: float | None = None,
    ) -> None:
        super().__init__()
        self._packed = np.empty(0), np.empty(0, np.uint32)  # colours, and pixels made of them
        self.show(record, path, largest)
        self.light = np.ones(len(self))
        self.order = np.arange(len(self))
        self.unfold(columns, pitch)

    def show(self, record: object, path: str, largest: float | None = None) -> Self:
        """Show pictures that stand in a record, as many as there are places.

        Raises ValueError for pictures of another shape, and for numbers that cannot be shown.
        """
        pictures = np.asarray(look_up(record, path), dtype=float)
        if pictures.ndim != 2 or pictures.shape[1] != SIDE * SIDE:
            raise ValueError(
                f"Pictures of shape {pictures.shape}; a wall takes rows of {SIDE * SIDE} pixels."
            )
        if largest is None:
            check_within(pictures, 0, 1, path, "brightness shows")
            colours = theme.brightness(pictures.ravel())
        else:
            check_within(pictures, -largest, largest, path, "colours show")
            colours = theme.signed(pictures.ravel(), largest)
        self.colours = colours.astype(np.float32).reshape(-1, SIDE * SIDE, 3)
        self.reading = Reading(record, path, digest(pictures))
        return self

    def __len__(self) -> int:
        return len(self.colours)

    @property
    def corners(self) -> np.ndarray:
        """The corners of each picture, from the upper left one clockwise, (N, 4, 3)."""
        return self.points.reshape(-1, 4, 3)

    def unfold(self, columns: int, pitch: float) -> Self:
        """Stand in so many columns, in the order there is, around the middle of the wall."""
        middle = self.get_center() if len(self.points) else ORIGIN
        place = np.empty(len(self), dtype=int)
        place[self.order] = np.arange(len(self))
        rows = -(-len(self) // columns)
        x = (place % columns - (columns - 1) / 2) * pitch
        y = ((rows - 1) / 2 - place // columns) * pitch
        centers = np.stack((x, y, np.zeros(len(self))), axis=1) + middle
        self.points = (centers[:, None] + (0.5 - BESIDE) * pitch * AROUND).reshape(-1, 3)
        return self

    def sort(self, order: np.ndarray) -> Self:
        """Let the pictures take each other's places: first the one that `order` names first."""
        if sorted(order) != [*range(len(self))]:
            raise ValueError(f"An order of {len(order)}; each of {len(self)} pictures comes once.")
        spots = self.corners[self.order]
        self.order = np.asarray(order)
        corners = np.empty_like(spots)
        corners[self.order] = spots
        self.points = corners.reshape(-1, 3)
        return self

    def subdue(self, places: np.ndarray, light: float) -> Self:
        """Leave some of the pictures that share of their light."""
        self.light[places] = light
        return self

    def pour_in(self, order: np.ndarray, **kwargs: object) -> Animation:
        """Let the pictures rush in from beyond the frame, those first that come first."""
        return PourIn(self, order, **kwargs)

    @property
    def visible(self) -> Visible:
        """Each pixel of each picture that has light left to it."""
        shown = self.light * self.light_left > 0
        corners = self.corners[shown]
        origin, right, down = corners[:, 0], *_steps(corners)
        row, column = np.divmod(np.arange(SIDE * SIDE), SIDE)

        def at(rows: np.ndarray, columns: np.ndarray) -> np.ndarray:
            across = columns[None, :, None] * right[:, None]
            return origin[:, None] + across + rows[None, :, None] * down[:, None]

        boxes = np.stack((at(row + 1, column), at(row, column + 1)), axis=2).reshape(-1, 2, 3)
        colours = self.colours[shown].reshape(-1, 3).astype(float)
        return Visible(boxes, colours, np.repeat(self.light[shown] * self.light_left, SIDE * SIDE))

    def _pixels(self) -> np.ndarray:
        """The pixels of each picture as they are painted, (N, 784); kept while they stay."""
        if self._packed[0] is not self.colours:
            levels = np.round(255 * self.colours).astype(np.uint32) << RED_FIRST
            self._packed = self.colours, OPAQUE | levels.sum(axis=2, dtype=np.uint32)
        return self._packed[1]

    def paint(self, context: cairo.Context) -> None:
        """Paint all pictures, each from its pixels."""
        for pixels, corners, light in zip(self._pixels(), self.corners, self.light, strict=True):
            if light * self.light_left <= 0:
                continue
            surface = cairo.ImageSurface.create_for_data(
                np.ascontiguousarray(pixels).data, cairo.FORMAT_ARGB32, SIDE, SIDE
            )
            origin, right, down = corners[0, :2], *_steps(corners[None, :, :2])[:, 0]
            context.save()
            context.transform(cairo.Matrix(*right, *down, *origin))
            context.set_source_surface(surface)
            context.paint_with_alpha(light * self.light_left)
            context.restore()


def _steps(corners: np.ndarray) -> np.ndarray:
    """From pixel to pixel along the rows and down the columns of each picture, (2, N, axes)."""
    return np.asarray((corners[:, [1, 3]] - corners[:, :1]).swapaxes(0, 1) / SIDE)


class PourIn(Animation):
    """The pictures of a wall rush to their places, one after the other.

    Args:
        wall: the pictures, where they will stand.
        order: their places in the order in which they arrive.
        lag: the share of the time after which the last one sets out.

    Example:
        from network.handwriting.drawn_digits import DrawnDigits
        wall = Wall(DrawnDigits((3,), (0, 24)), "images", columns=5, pitch=1)
        self.play(PourIn(wall, np.arange(25), run_time=2))
    """

    def __init__(self, wall: Wall, order: np.ndarray, lag: float = 0.6, **kwargs: object) -> None:
        settings = {"run_time": theme.JOURNEY, "introducer": True, "rate_func": linear}
        super().__init__(wall, **{**settings, **kwargs})
        self.lag, self.delay = lag, np.empty(len(order))
        self.delay[order] = np.linspace(0, lag, len(order))

    def begin(self) -> None:
        """Know where the pictures will stand when they set out, not before."""
        self.whole = self.mobject.copy()
        super().begin()

    def interpolate_mobject(self, alpha: float) -> None:
        """Bring each picture as near as its own share of the time allows."""
        own = np.clip((self.rate_func(alpha) - self.delay) / (1 - self.lag), 0, 1)
        eased = np.array([smooth(each) for each in own])
        end = self.whole.corners
        away = end.mean(axis=1) - self.whole.get_center()
        far = np.linalg.norm(away, axis=1, keepdims=True)
        start = end + (theme.FRAME_WIDTH * away / np.maximum(far, 1e-9))[:, None]
        self.mobject.points = between(start, end, eased[:, None, None]).reshape(-1, 3)
        self.mobject.light = np.where(own > 0, self.whole.light, 0.0)
        self.mobject.reading = self.whole.reading if alpha >= 1 else None
