"""A picture as somebody gave it, before it became a digit of 28 x 28 pixels."""

import cairo
import numpy as np

from network import Digit
from scenes.ledger import Reading, digest
from scenes.mobjects.painted import Painted


class Photo(Painted):
    """The first step of a digit that was read from a picture, its longer side `side` long."""

    def __init__(self, digit: Digit, side: float) -> None:
        super().__init__()
        picture = digit.steps[0].picture
        rows, columns = picture.shape
        half = np.array([columns, rows, 0]) / max(rows, columns) * side / 2
        self.points = np.stack((-half, half))
        self.grey = np.round(255 * picture).astype(np.uint32)  # (rows, columns)
        self.reading = Reading(digit, "steps.0.picture", digest(picture))

    def paint(self, context: cairo.Context) -> None:
        """Paint the picture, row by row from its upper left corner."""
        rows, columns = self.grey.shape
        pixels = (0xFF << 24) | (self.grey * 0x010101)
        surface = cairo.ImageSurface.create_for_data(
            np.ascontiguousarray(pixels).data, cairo.FORMAT_ARGB32, columns, rows
        )
        (left, bottom), (right, top) = self.points[:, :2]
        context.save()
        context.translate(left, top)
        context.scale((right - left) / columns, (bottom - top) / rows)
        context.set_source_surface(surface)
        context.paint_with_alpha(min(max(self.opacity, 0), 1))
        context.restore()
