"""Sheets: what stands still in front of something that moves is painted once, and laid on frames.

So it is done in drawn animation: a figure that rests lies on a transparent sheet of its own.
manim keeps what rests *behind* all that moves; a sheet holds what rests before or between.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby

import cairo
import numpy as np
from manim import Mobject

from scenes.mobjects.painted import Painted

Look = tuple[Mobject, object, int]  # a mobject, what it shows, and a hash of how it shows it
MARGIN = 0.1  # scene units beyond a mobject's points: more than any line's half width


class Sheets:
    """The sheets of a film, each kept as long as every frame needs it."""

    __slots__ = ("_looks", "_sheets")  # no __dict__: a cache is not part of what manim hashes

    def __init__(self) -> None:
        self._looks: set[Look] = set()
        self._sheets: dict[tuple[Look, ...], cairo.ImageSurface] = {}

    def paint(
        self,
        context: cairo.Context,
        mobjects: Iterable[Mobject],
        paint: Callable[[cairo.Context, Mobject], None],
    ) -> None:
        """Put mobjects on a frame in their order: `paint` those that change, lay the others."""
        looks = [look(mobject) for mobject in mobjects]
        kept: dict[tuple[Look, ...], cairo.ImageSurface] = {}
        for rests, run in groupby(looks, self._looks.__contains__):
            key = tuple(run)
            if rests:
                kept[key] = self._sheets.get(key) or painted_sheet(context, key, paint)
                lay(context, kept[key])
            else:
                for mobject, *_ in key:
                    paint(context, mobject)
        self._looks, self._sheets = set(looks), kept


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


def painted_sheet(
    context: cairo.Context,
    looks: Sequence[Look],
    paint: Callable[[cairo.Context, Mobject], None],
) -> cairo.ImageSurface:
    """Mobjects on a sheet just large enough for them, which knows its place on the frame."""
    mobjects = [mobject for mobject, *_ in looks]
    points = np.concatenate([mobject.points[:, :2] for mobject in mobjects])
    corners = [points.min(axis=0) - MARGIN, points.max(axis=0) + MARGIN]
    (left, bottom), (right, top) = (context.user_to_device(*corner) for corner in corners)
    frame = context.get_target()
    left, right = np.clip([np.floor(left), np.ceil(right)], 0, frame.get_width()).astype(int)
    top, bottom = np.clip([np.floor(top), np.ceil(bottom)], 0, frame.get_height()).astype(int)
    size = max(right - left, 1), max(bottom - top, 1)
    sheet = cairo.ImageSurface(cairo.FORMAT_ARGB32, *map(int, size))
    sheet.set_device_offset(-left, -top)
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
