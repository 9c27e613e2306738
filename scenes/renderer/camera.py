"""The camera: painted mobjects paint themselves, and what rests is painted only once."""

from collections.abc import Iterable
from typing import Any

import cairo
import numpy as np
from manim import Mobject, MovingCamera

from scenes.mobjects.painted import Painted
from scenes.renderer import alpha
from scenes.renderer.appearance import is_drawn, is_seen
from scenes.renderer.dirty_regions import DirtyRegionPainter
from scenes.renderer.layer_cache import composite


class FilmCamera(MovingCamera):
    """A camera that keeps its frame, and paints on it where it changes.

    `frame` is manim's: the rectangle that the camera sees, which a film may move. `pixel_array`
    is cairo's, (height, width, 4) of bytes, its colours darkened by how transparent they are.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.painter = DirtyRegionPainter()
        super().__init__(*args, **kwargs)

    def init_background(self) -> None:
        """Prepare the ground that frames begin on."""
        super().init_background()
        self.background = alpha.premultiplied(self.background)

    def set_pixel_array(self, pixel_array: np.ndarray, convert_from_floats: bool = False) -> None:
        """Begin a frame on a ground, (height, width, 4) of bytes."""
        if getattr(self, "pixel_array", None) is None:  # it is kept from frame to frame
            self.pixel_array = np.array(pixel_array)
        self.painter.begin(pixel_array)

    def capture_mobjects(self, mobjects: Iterable[Mobject], **kwargs: Any) -> None:
        """Put mobjects on the frame, in their order."""
        context = self.get_cairo_context(self.pixel_array)
        shown = self.get_mobjects_to_display(mobjects, **kwargs)
        self.painter.paint(self.pixel_array, context, shown, self.paint)

    def paint(self, context: cairo.Context, mobject: Mobject) -> None:
        """Paint one mobject."""
        context.new_path()  # manim leaves its last path behind
        if isinstance(mobject, Painted):
            mobject.paint(context)
        elif is_drawn(mobject):
            self.display_vectorized(mobject, context)
        elif is_seen(mobject):
            composite(context, self._pixels_of(mobject))

    def _pixels_of(self, mobject: Mobject) -> cairo.ImageSurface:
        """A frame with nothing but a mobject that manim shows by pixels: a picture, or dots."""
        kind = self.type_or_raise(mobject)
        own = np.zeros_like(self.pixel_array)
        self.display_funcs[kind]([mobject], own)
        height, width, _ = own.shape
        return cairo.ImageSurface.create_for_data(
            alpha.premultiplied(own), cairo.FORMAT_ARGB32, width, height
        )
