"""The plain way: for manim's own renderer, a camera that shows painted mobjects too."""

from collections.abc import Iterable

import numpy as np
from manim import Mobject, MovingCamera

from scenes.mobjects.painted import Painted


class PlainCamera(MovingCamera):
    """manim's camera, but painted mobjects paint themselves; it asks for the least of manim."""

    def type_or_raise(self, mobject: Mobject) -> type[Mobject]:
        """The kind of a mobject, by which manim chooses how to show it."""
        kind = super().type_or_raise(mobject)  # which makes manim's list of kinds anew
        self.display_funcs[Painted] = self.display_painted
        return Painted if isinstance(mobject, Painted) else kind

    def display_painted(self, mobjects: Iterable[Painted], pixel_array: np.ndarray) -> None:
        """Put painted mobjects on a frame, (height, width, 4) of bytes."""
        context = self.get_cairo_context(pixel_array)
        for mobject in mobjects:
            context.new_path()
            mobject.paint(context)
