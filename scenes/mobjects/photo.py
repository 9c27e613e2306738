"""A picture as somebody gave it, before it became a digit of 28 x 28 pixels."""

import cairo
import numpy as np

from network import Digit
from scenes.ledger import Reading, digest
from scenes.mobjects.cells import grid
from scenes.mobjects.limits import check_within
from scenes.mobjects.painted import Painted, Visible


class Photo(Painted):
    """The first step of a digit that was read from a picture.

    `points` are the picture's upper left, upper right and lower right corner, and its lower left.

    Args:
        digit: the record, which keeps the picture that it was read from.
        side: the longer side of the picture, in scene units.

    Example:
        photo = Photo(read_digit(ASSETS / "digits" / "three.png"), side=4)
        self.play(FadeIn(photo))
        self.play(photo.animate.scale(0.5).to_corner(UL))
    """

    def __init__(self, digit: Digit, side: float = 4.0) -> None:
        super().__init__()
        if not digit.steps:
            raise ValueError(
                "A digit without a picture that it was read from; a photo shows what read_digit "
                "has kept."
            )
        picture = digit.steps[0].picture
        check_within(picture, 0, 1, "steps.0.picture", "brightness shows")
        rows, columns = picture.shape
        right, up = np.array([columns, rows]) / max(rows, columns) * side / 2
        self.points = np.array([[-right, up, 0], [right, up, 0], [right, -up, 0], [-right, -up, 0]])
        self.grey = np.round(255 * picture).astype(np.uint32)  # (rows, columns)
        self.reading = Reading(digit, "steps.0.picture", digest(picture))

    @property
    def visible(self) -> Visible:
        """The picture's pixels, row by row, each in its grey."""
        rows, columns = self.grey.shape
        boxes = grid(rows, columns, max(rows, columns))[..., :2] + np.array([columns, rows]) / 2
        corner, right, up = self.points[3], *(self.points[[2, 0]] - self.points[3])
        boxes = corner + boxes[..., :1] / columns * right + boxes[..., 1:] / rows * up
        grey = np.repeat(self.grey.reshape(-1, 1) / 255, 3, axis=1)
        lit = slice(None if self.light_left else 0)
        return Visible(boxes[lit], grey[lit], np.full(len(grey), self.light_left)[lit])

    def paint(self, context: cairo.Context) -> None:
        """Paint the picture, row by row from its upper left corner."""
        rows, columns = self.grey.shape
        pixels = (0xFF << 24) | (self.grey * 0x010101)
        surface = cairo.ImageSurface.create_for_data(
            np.ascontiguousarray(pixels).data, cairo.FORMAT_ARGB32, columns, rows
        )
        origin = self.points[0, :2]
        right = (self.points[1, :2] - origin) / columns
        down = (self.points[3, :2] - origin) / rows
        context.save()
        context.transform(cairo.Matrix(*right, *down, *origin))
        context.set_source_surface(surface)
        context.paint_with_alpha(self.light_left)
        context.restore()
