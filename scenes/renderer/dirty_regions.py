"""Dirty regions: a frame is kept, and painted anew only where what it shows has changed."""

from collections.abc import Iterable
from itertools import groupby

import cairo
import numpy as np
from manim import Mobject

from scenes.renderer.appearance import AppearanceKey, appearance_key, box_of
from scenes.renderer.boxes import NOWHERE, Box, around
from scenes.renderer.layer_cache import LayerCache, Paint


class DirtyRegionPainter:
    """What was painted last, where each mobject is, on which ground and from which view."""

    # no __dict__: manim's hashes look there
    __slots__ = ("_changes", "_ground", "_layers", "_painted", "_view")

    def __init__(self) -> None:
        self._ground: np.ndarray | None = None
        self._view: cairo.Matrix | None = None
        self._painted: dict[AppearanceKey, Box] | None = None  # back to front; None before any
        self._layers = LayerCache()
        self._changes: list[Box] = []

    def begin(self, ground: np.ndarray) -> None:
        """Let what follows be painted on a ground, (height, width, 4) of bytes."""
        if ground is not self._ground:
            self._ground, self._painted = ground, None

    def forget(self) -> None:
        """Let the next painting be new all over."""
        self._painted = None

    def paint(
        self, pixels: np.ndarray, context: cairo.Context, mobjects: Iterable[Mobject], paint: Paint
    ) -> None:
        """Make the pixels painted last show mobjects, back to front.

        `paint` is called for those that change; those that rest are laid on as layers.
        """
        self._look_from(context.get_matrix())
        before = self._painted or {}
        keys = map(appearance_key, mobjects)
        boxes = {key: before.get(key) or box_of(key[0], context) for key in keys}
        dirty = self._dirty(boxes, context)
        self._painted = boxes
        if dirty is None:
            return
        pixels[dirty.area] = self._ground[dirty.area]
        context.save()
        clip(context, dirty)
        for rests, run in groupby(boxes, before.__contains__):
            together = tuple(run)
            if rests:
                box = around(boxes[key] for key in together) or NOWHERE
                self._layers.compose(context, together, box, paint)
            else:
                for mobject, *_ in together:
                    paint(context, mobject)
        context.restore()
        self._layers.end_frame()
        self._changes.append(dirty)

    def _look_from(self, view: cairo.Matrix) -> None:
        """Forget all that was painted from another view."""
        if view != self._view:
            self._view, self._painted, self._layers = view, None, LayerCache()

    def _dirty(self, boxes: dict[AppearanceKey, Box], context: cairo.Context) -> Box | None:
        """The box outside which the pixels are already what they shall be."""
        before = self._painted
        frame = context.get_target()
        whole = Box(0, 0, frame.get_width(), frame.get_height())
        if before is None:
            return whole
        if [key for key in boxes if key in before] != [key for key in before if key in boxes]:
            return whole  # something has come in front of something else
        known = {**before, **boxes}
        return around(known[key] for key in before.keys() ^ boxes.keys())

    def changes(self) -> Box:
        """The box outside which nothing has changed since this was last asked."""
        changes = around(self._changes) or NOWHERE
        self._changes.clear()
        return changes


def clip(context: cairo.Context, box: Box) -> None:
    """Let nothing be painted outside a box."""
    matrix = context.get_matrix()
    context.identity_matrix()
    context.new_path()
    context.rectangle(box.left, box.top, *box.size)
    context.clip()
    context.set_matrix(matrix)
