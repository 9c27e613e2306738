"""Appearance keys: what decides a mobject's picture, and where on a frame that picture can be."""

from collections.abc import Iterator, Sequence

import cairo
import numpy as np
from manim import LineJointType, Mobject, PMobject, VMobject
from manim.mobject.types.image_mobject import AbstractImageMobject

from scenes.mobjects.painted import Painted
from scenes.renderer.boxes import NOWHERE, Box

AppearanceKey = tuple[Mobject, object, int]  # a mobject, what it shows, a hash of how it shows it
SEEN = (VMobject, Painted, PMobject, AbstractImageMobject)
MARGIN = 0.1  # scene units beyond the points of anything
UNIT = 0.01  # scene units to manim's unit of stroke width
MITER = 10  # how many half widths a pointed corner reaches out, at most; cairo's limit
SQUARE = 1.5  # the same for square ends and round corners


def appearance_key(mobject: Mobject) -> AppearanceKey:
    """What decides a mobject's picture; two keys are equal where the pictures are."""
    return mobject, getattr(mobject, "reading", None), hash(tuple(_parts(mobject)))


def _parts(mobject: Mobject) -> Iterator[object]:
    yield mobject.points.tobytes()
    names: Sequence[str] = ()
    if isinstance(mobject, Painted):
        yield mobject.opacity
        names = mobject.STATE
    elif isinstance(mobject, VMobject):
        names = ("fill_rgbas", "stroke_rgbas", "background_stroke_rgbas", "sheen_direction")
        yield from (mobject.stroke_width, mobject.background_stroke_width)
        yield from (mobject.joint_type, mobject.cap_style, id(mobject.background_image))
    elif isinstance(mobject, PMobject):
        names = ("rgbas", "stroke_width")
    elif isinstance(mobject, AbstractImageMobject):
        yield from (mobject.get_pixel_array().tobytes(), mobject.resampling_algorithm)
    for name in names:
        value = getattr(mobject, name)
        yield value.tobytes() if isinstance(value, np.ndarray) else value


def box_of(mobject: Mobject, context: cairo.Context) -> Box:
    """The part of a frame outside which a mobject leaves nothing."""
    frame = context.get_target()
    if not is_seen(mobject):
        return NOWHERE
    if not is_drawn(mobject):
        return Box(0, 0, frame.get_width(), frame.get_height())
    points, reach = mobject.points[:, :2], _reach(mobject)
    corners = points.min(axis=0) - reach, points.max(axis=0) + reach
    (left, bottom), (right, top) = (context.user_to_device(*corner) for corner in corners)
    left, right = np.clip([np.floor(left), np.ceil(right)], 0, frame.get_width())
    top, bottom = np.clip([np.floor(top), np.ceil(bottom)], 0, frame.get_height())
    return Box(int(left), int(top), int(right), int(bottom))


def is_seen(mobject: Mobject) -> bool:
    """Whether a mobject leaves anything on a frame: a tracker of values does not."""
    return isinstance(mobject, SEEN) and bool(np.isfinite(mobject.points).all())


def is_drawn(mobject: Mobject) -> bool:
    """Whether a mobject is drawn by lines and areas, not by pixels of its own."""
    if isinstance(mobject, VMobject):
        return mobject.background_image is None
    return isinstance(mobject, Painted)


def _reach(mobject: Mobject) -> float:
    """How far beyond its points a mobject is painted, in scene units."""
    if isinstance(mobject, Painted):
        return mobject.reach
    if not isinstance(mobject, VMobject):
        return MARGIN
    pointed = mobject.joint_type in (LineJointType.AUTO, LineJointType.MITER)
    half = UNIT * max(mobject.stroke_width, mobject.background_stroke_width) / 2
    return max(MARGIN, half * (MITER if pointed else SQUARE))
