"""The pen's line: it writes itself, comes apart, and lies where its pixels are."""

from typing import ClassVar, Protocol, Self

import cairo
import numpy as np
from manim import Animation, Group, ManimColor, linear

from network import look_up
from network.digits import SIDE
from scenes import theme
from scenes.ledger import Reading, digest
from scenes.mobjects.painted import Painted, Visible


class PenLine(Protocol):
    """The record of a pen's way, as `network.handwriting.pen_path` has it."""

    line: np.ndarray  # (points, 3): row, column and width in pixels
    lifts: tuple[int, ...]  # places in the line at which the pen was set down anew
    pieces: tuple[np.ndarray, ...]


class PenStroke(Painted):
    """The line of a pen, as wide as it was pressed; `front` is how much of it is written.

    It lies over a `PixelGrid` of the same `side` and place exactly as the line lies over its
    pixels. `path` chooses what of the record it shows: the whole "line", or "pieces.0" and so on.

    Args:
        record: the path of the pen.
        side: of the square of 28 x 28 pixels, in scene units.
        path: of an array (points, 3) in the record: row, column and width in pixels.
        color: of the line.

    Example:
        from network.handwriting.pen_path import PenPath
        three = PenStroke(PenPath(3, 6), side=4)
        self.play(three.write())
        self.play(three.animate.rotate(PI / 6).to_corner(UR))
    """

    STATE: ClassVar[tuple[str, ...]] = ("front", "rgb")

    def __init__(
        self,
        record: PenLine,
        side: float,
        path: str = "line",
        color: ManimColor = theme.INK,
    ) -> None:
        super().__init__()
        self.record, self.side = record, side
        line = np.asarray(look_up(record, path), dtype=float)
        middle, pitch = (SIDE - 1) / 2, side / SIDE
        flat = np.zeros(len(line))
        self.points = np.stack((line[:, 1] - middle, middle - line[:, 0], flat), axis=1) * pitch
        self.pitch_at_birth, self.extent_at_birth = pitch, self._extent()
        self.widths = line[:, 2]  # pixels
        self.begins = {0, *(record.lifts if path == "line" else ())}
        self.front = 1.0
        self.rgb = np.array(color.to_rgb())
        self.reading = Reading(record, path, digest(line))

    def write(self, **kwargs: object) -> Animation:
        """Let the pen write the line."""
        return Write(self, **kwargs)

    def pieces(self) -> Group:
        """The line in pieces, cut where the pen turned or crossed itself; each in its place."""
        count = len(self.record.pieces)
        parts = [PenStroke(self.record, self.side, f"pieces.{place}") for place in range(count)]
        whole = Group(*parts)
        factor = self.pitch / self.pitch_at_birth
        whole.scale(factor, about_point=np.zeros(3))
        own = PenStroke(self.record, self.side).scale(factor, about_point=np.zeros(3))
        return whole.shift(self.points[0] - own.points[0])

    def tint(self, color: ManimColor) -> Self:
        """Give the line another colour."""
        self.rgb = np.array(color.to_rgb())
        return self

    @property
    def pitch(self) -> float:
        """Scene units to a pixel, however the line has been scaled."""
        return self.pitch_at_birth * self._extent() / (self.extent_at_birth or 1)

    @property
    def reach(self) -> float:
        """How far the line's ink lies beside its points, in scene units."""
        return max(super().reach, float(self.pitch * self.widths.max() / 2))

    def _extent(self) -> float:
        return float(np.linalg.norm(np.diff(self.points, axis=0), axis=1).sum())

    @property
    def visible(self) -> Visible:
        """Each point of the line that is written, as wide as the line is there."""
        along = self._along
        written = (along <= self.front * along[-1]) & (self.front > 0) & (self.light_left > 0)
        reach = self.pitch / 2 * self.widths[:, None] * np.array([1, 1, 0])
        boxes = np.stack((self.points - reach, self.points + reach), axis=1)[written]
        return Visible(
            boxes, np.tile(self.rgb, (len(boxes), 1)), np.full(len(boxes), self.light_left)
        )

    def paint(self, context: cairo.Context) -> None:
        """Paint the line from its beginning to its front, with round ends."""
        red, green, blue = self.rgb
        fades = self.light_left < 1  # its parts lie over each other, and fade as one
        if fades:
            context.push_group()
        context.set_source_rgb(blue, green, red)  # manim's frames keep red first
        context.set_line_cap(cairo.LINE_CAP_ROUND)
        for *way, width in self._written():
            context.set_line_width(width)
            context.move_to(*way[:2])
            context.line_to(*way[2:])
            context.stroke()
        if fades:
            context.pop_group_to_source()
            context.paint_with_alpha(self.light_left)

    def _written(self) -> list[list[float]]:
        """The parts of the line that are written: x and y of both ends, and the width."""
        along, points = self._along, self.points[:, :2]
        steps = np.diff(along)
        left = self.front * along[-1] - along[:-1]
        share = np.minimum(np.divide(left, steps, where=steps > 0, out=np.ones_like(left)), 1)
        ends = points[:-1] + share[:, None] * np.diff(points, axis=0)
        parts = np.column_stack((points[:-1], ends, self.pitch * self.widths[1:]))
        drawn = (share > 0) & (left >= 0)
        drawn[self._lifted] = False
        return parts[drawn].tolist()

    @property
    def _lifted(self) -> list[int]:
        """The places of the steps that the pen takes through the air."""
        return [place - 1 for place in self.begins if place]

    @property
    def _along(self) -> np.ndarray:
        """How far the pen has come at each point; on its way through the air it takes no time."""
        steps = np.hypot(*np.diff(self.points[:, :2], axis=0).T)
        steps[self._lifted] = 0
        return np.concatenate([[0.0], np.cumsum(steps)])


class Write(Animation):
    """The pen goes along a line at an even pace.

    Args:
        stroke: the line, which is written where it lies.

    Example:
        from network.handwriting.pen_path import PenPath
        self.play(Write(PenStroke(PenPath(7, 5), side=4), run_time=2))
    """

    def __init__(self, stroke: PenStroke, **kwargs: object) -> None:
        settings = {"rate_func": linear, "introducer": True, "run_time": theme.JOURNEY}
        super().__init__(stroke, **{**settings, **kwargs})

    def interpolate_mobject(self, alpha: float) -> None:
        """Write up to that share of the way."""
        self.mobject.front = self.rate_func(alpha)
