"""What paints itself: one mobject for many alike things, its state kept in arrays."""

from collections.abc import Callable
from typing import ClassVar, Self

import cairo
import numpy as np
from manim import Mobject

from scenes.ledger import Reading

PathFunction = Callable[[np.ndarray, np.ndarray, float], np.ndarray]


class Painted(Mobject):
    """A picture of many alike things, painted in one pass.

    `points` are the things' corners, so that shifting, scaling and laying out work as on any
    mobject. `STATE` names the other arrays and numbers that change when the picture does; all
    of them are carried along by `.animate`, fades and transforms.
    """

    STATE: ClassVar[tuple[str, ...]] = ()

    def __init__(self) -> None:
        super().__init__()
        self.opacity = 1.0
        self.reading: Reading | None = None

    def paint(self, context: cairo.Context) -> None:
        """Paint the picture; the context takes scene units."""
        raise NotImplementedError

    def interpolate(
        self, start: Self, end: Self, alpha: float, path_func: PathFunction | None = None
    ) -> Self:
        """Become what lies between two pictures of the same things."""
        way = path_func or _straight
        self.points = way(start.points, end.points, alpha)
        for name in ("opacity", *self.STATE):
            between = _straight(getattr(start, name), getattr(end, name), alpha)
            setattr(self, name, between)
        if alpha >= 1:
            self.reading = end.reading
        return self

    def fade(self, darkness: float = 0.5, family: bool = True) -> Self:
        """Let that share of the picture's light go."""
        self.opacity = self.opacity * (1 - darkness)
        return self

    def set_opacity(self, opacity: float) -> Self:
        """Set how much of the picture's light is left, in [0, 1]."""
        self.opacity = opacity
        return self

    def align_data(self, mobject: Mobject, skip_point_alignment: bool = False) -> Self:
        """Nothing to do: a picture is only ever turned into one of the same things."""
        return self


def _straight(start: np.ndarray, end: np.ndarray, alpha: float) -> np.ndarray:
    return (1 - alpha) * start + alpha * end
