"""Layers: what stands still in front of something that moves is painted once, and laid on frames.

So it is done in drawn animation: a figure that rests lies on a transparent sheet of its own.
manim keeps what rests *behind* all that moves; a layer holds what rests before or between.
"""

from collections.abc import Callable, Iterable

import cairo
from manim import Mobject

from scenes.renderer.appearance import AppearanceKey
from scenes.renderer.boxes import Box

Paint = Callable[[cairo.Context, Mobject], None]
Keys = tuple[AppearanceKey, ...]


class LayerCache:
    """The layers that the last frame was composed of."""

    __slots__ = ("_composed", "_kept")

    def __init__(self) -> None:
        self._kept: dict[Keys, cairo.ImageSurface] = {}
        self._composed: dict[Keys, cairo.ImageSurface] = {}

    def compose(self, context: cairo.Context, keys: Keys, box: Box, paint: Paint) -> None:
        """Lay mobjects at rest on a frame, as one layer that covers a box; a new one is painted."""
        layer = self._kept.get(keys)
        if layer is None:
            layer = painted_layer(context, box, [mobject for mobject, *_ in keys], paint)
        self._composed[keys] = layer
        composite(context, layer)

    def end_frame(self) -> None:
        """Forget the layers that this frame was not composed of."""
        self._kept, self._composed = self._composed, {}


def painted_layer(
    context: cairo.Context, box: Box, mobjects: Iterable[Mobject], paint: Paint
) -> cairo.ImageSurface:
    """Mobjects on a layer as large as a part of a frame, which knows its place there."""
    width, height = box.size
    layer = cairo.ImageSurface(cairo.FORMAT_ARGB32, max(width, 1), max(height, 1))
    layer.set_device_offset(-box.left, -box.top)
    own = cairo.Context(layer)
    own.set_matrix(context.get_matrix())
    for mobject in mobjects:
        paint(own, mobject)
    return layer


def composite(context: cairo.Context, layer: cairo.ImageSurface) -> None:
    """Lay a layer on a frame, in its place."""
    context.save()
    context.identity_matrix()
    context.set_source_surface(layer, 0, 0)
    context.get_source().set_filter(cairo.FILTER_NEAREST)
    context.paint()
    context.restore()
