"""Sheets: what stands still in front of something that moves is painted once, and laid on frames.

So it is done in drawn animation: a figure that rests lies on a transparent sheet of its own.
manim keeps what rests *behind* all that moves; a sheet holds what rests before or between.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence

import cairo
import numpy as np
from manim import Mobject

from scenes.mobjects.painted import Painted
from scenes.renderer.boxes import Box

Look = tuple[Mobject, object, int]  # a mobject, what it shows, and a hash of how it shows it
Paint = Callable[[cairo.Context, Mobject], None]
MARGIN = 0.1  # scene units beyond a mobject's points: more than any line's half width


def look(mobject: Mobject) -> Look:
    """What decides a mobject's picture; two looks are equal where the pictures are."""
    return mobject, getattr(mobject, "reading", None), hash(tuple(_parts(mobject)))


def _parts(mobject: Mobject) -> Iterator[object]:
    yield mobject.points.tobytes()
    if isinstance(mobject, Painted):
        yield mobject.opacity
        names: Sequence[str] = mobject.STATE
    else:
        names = ("fill_rgbas", "stroke_rgbas", "background_stroke_rgbas")
        yield from (mobject.stroke_width, mobject.background_stroke_width)
    for name in names:
        value = getattr(mobject, name)
        yield value.tobytes() if isinstance(value, np.ndarray) else value


def box_of(mobject: Mobject, context: cairo.Context) -> Box:
    """The part of a frame outside which a mobject leaves nothing."""
    points = mobject.points[:, :2]
    corners = points.min(axis=0) - MARGIN, points.max(axis=0) + MARGIN
    (left, bottom), (right, top) = (context.user_to_device(*corner) for corner in corners)
    frame = context.get_target()
    left, right = np.clip([np.floor(left), np.ceil(right)], 0, frame.get_width())
    top, bottom = np.clip([np.floor(top), np.ceil(bottom)], 0, frame.get_height())
    return Box(int(left), int(top), int(right), int(bottom))


def painted_sheet(
    context: cairo.Context, box: Box, mobjects: Iterable[Mobject], paint: Paint
) -> cairo.ImageSurface:
    """Mobjects on a sheet as large as a part of a frame, which knows its place there."""
    width, height = box.size
    sheet = cairo.ImageSurface(cairo.FORMAT_ARGB32, max(width, 1), max(height, 1))
    sheet.set_device_offset(-box.left, -box.top)
    own = cairo.Context(sheet)
    own.set_matrix(context.get_matrix())
    for mobject in mobjects:
        paint(own, mobject)
    return sheet


def lay(context: cairo.Context, sheet: cairo.ImageSurface) -> None:
    """Lay a sheet on a frame, in its place."""
    context.save()
    context.identity_matrix()
    context.set_source_surface(sheet, 0, 0)
    context.get_source().set_filter(cairo.FILTER_NEAREST)
    context.paint()
    context.restore()
