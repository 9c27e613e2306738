"""Boxes: upright rectangles of whole pixels."""

from collections.abc import Iterable
from typing import NamedTuple


class Box(NamedTuple):
    """From a left column and a top row to the right column and the bottom row just outside."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def size(self) -> tuple[int, int]:
        """Its width and height."""
        return self.right - self.left, self.bottom - self.top

    @property
    def area(self) -> tuple[slice, slice]:
        """Its rows and columns in an array, (height, width)."""
        return slice(self.top, self.bottom), slice(self.left, self.right)

    def shifted(self, right: int, down: int) -> "Box":
        """The box so many columns and rows from here."""
        return Box(self.left + right, self.top + down, self.right + right, self.bottom + down)

    def shrunk(self, times: int) -> "Box":
        """The box in a picture of so many times fewer columns and rows."""
        return Box(*(edge // times for edge in self))


NOWHERE = Box(0, 0, 0, 0)


def around(boxes: Iterable[Box]) -> Box | None:
    """The smallest box around some, or None around nothing; empty ones count for nothing."""
    edges = list(zip(*(box for box in boxes if all(box.size)), strict=True))
    return Box(*map(min, edges[:2]), *map(max, edges[2:])) if edges else None
