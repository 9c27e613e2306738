"""The frame of a film: it is kept, and painted anew only where what it shows has changed."""

from collections.abc import Iterable
from itertools import groupby

import cairo
import numpy as np
from manim import Mobject

from scenes.renderer.boxes import NOWHERE, Box, around
from scenes.renderer.layer_cache import Look, Paint, box_of, lay, look, painted_sheet


class Frame:
    """What was painted last, where each mobject is, and on which ground."""

    __slots__ = ("_ground", "_looks", "_news", "_sheets")  # no __dict__: manim's hashes look there

    def __init__(self) -> None:
        self._ground: np.ndarray | None = None
        self._looks: dict[Look, Box] | None = None  # back to front; None before a first painting
        self._sheets: dict[tuple[Look, ...], cairo.ImageSurface] = {}
        self._news: list[Box] = []

    def begin(self, ground: np.ndarray) -> None:
        """Let what follows be painted on a ground, (height, width, 4) of bytes."""
        if ground is not self._ground:
            self._ground, self._looks = ground, None

    def forget(self) -> None:
        """Let the next painting be new all over."""
        self._looks = None

    def paint(
        self, pixels: np.ndarray, context: cairo.Context, mobjects: Iterable[Mobject], paint: Paint
    ) -> None:
        """Make the pixels painted last show mobjects, back to front.

        `paint` is called for those that change; those that rest are laid on as sheets.
        """
        before = self._looks or {}
        looks = {each: before.get(each) or box_of(each[0], context) for each in map(look, mobjects)}
        changed = self._changed(looks, context)
        self._looks = looks
        if changed is None:
            return
        pixels[changed.area] = self._ground[changed.area]
        context.save()
        clip(context, changed)
        sheets = {}
        for rests, run in groupby(looks, before.__contains__):
            key = tuple(run)
            together = [mobject for mobject, *_ in key]
            if rests:
                sheets[key] = self._sheets.get(key) or painted_sheet(
                    context, around(looks[each] for each in key), together, paint
                )
                lay(context, sheets[key])
            else:
                for mobject in together:
                    paint(context, mobject)
        context.restore()
        self._sheets = sheets
        self._news.append(changed)

    def _changed(self, looks: dict[Look, Box], context: cairo.Context) -> Box | None:
        """The box outside which the pixels are already what they shall be."""
        before = self._looks
        frame = context.get_target()
        whole = Box(0, 0, frame.get_width(), frame.get_height())
        if before is None:
            return whole
        if [each for each in looks if each in before] != [each for each in before if each in looks]:
            return whole  # something has come in front of something else
        boxes = {**before, **looks}
        return around(boxes[each] for each in before.keys() ^ looks.keys())

    def news(self) -> Box:
        """The box outside which nothing has changed since this was last asked."""
        news = around(self._news) or NOWHERE
        self._news.clear()
        return news


def clip(context: cairo.Context, box: Box) -> None:
    """Let nothing be painted outside a box."""
    matrix = context.get_matrix()
    context.identity_matrix()
    context.new_path()
    context.rectangle(box.left, box.top, *box.size)
    context.clip()
    context.set_matrix(matrix)
