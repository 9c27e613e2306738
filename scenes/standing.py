"""What stands still is kept: each frame is painted, and turned into video, only where it changes.

Of the mobjects of a frame, those before the first that looks other than in the frame before are
kept as one picture behind, those after the last as one layer in front; only what lies between
is painted. Of the finished frame, only the rectangle that differs from the frame before is turned
into the colours that video is made of; the rest of the last video frame is still true.
"""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

import av
import cairo
import numpy as np
from av.video.reformatter import VideoReformatter
from manim import Mobject

Look = tuple[Hashable, ...]
Box = tuple[int, int, int, int]  # top, bottom, left, right, in pixels
Paint = Callable[[Sequence[Mobject], np.ndarray], None]

MARGIN = 4  # pixels: colour is shared between neighbours, so what is turned into video reaches out
STEP = 64  # pixels: boxes are rounded up to few sizes, as a converter is prepared for each size


def look(mobject: Mobject) -> Look:
    """All that a mobject's picture may depend on; arrays by their bytes, things by themselves."""
    return (
        id(mobject),
        *(
            value.tobytes() if isinstance(value, np.ndarray) else value
            for value in vars(mobject).values()
            if isinstance(value, (np.ndarray, Hashable))
        ),
    )


@dataclass(frozen=True, eq=False)
class Kept:
    """Mobjects that have been painted once, as they looked then, and their picture."""

    looks: list[Look]
    picture: np.ndarray  # (height, width, 4)
    ground: np.ndarray | None = None  # what they were painted on, if not on nothing


class Standing:
    """The two pictures of what stands still, behind and in front of what moves."""

    def __init__(self, paint: Paint) -> None:
        self._paint = paint
        self._last: list[Look] = []
        self._behind: Kept | None = None
        self._front: Kept | None = None
        self._ink: Box = (0, 0, 0, 0)

    def paint(self, shown: Sequence[Mobject], ground: np.ndarray, frame: np.ndarray) -> None:
        """Put the ground and all mobjects, in their order, on a frame."""
        looks = [look(mobject) for mobject in shown]
        first, end = changed(self._last, looks)
        self._last = looks
        if first > 0:
            self._keep_behind(shown[:first], looks[:first], ground)
            assert self._behind is not None
            np.copyto(frame, self._behind.picture)
        else:
            np.copyto(frame, ground)
        self._paint(shown[first:end], frame)
        if end < len(shown):
            self._lay_in_front(shown[end:], looks[end:], frame)

    def _keep_behind(self, shown: Sequence[Mobject], looks: list[Look], ground: np.ndarray) -> None:
        kept = self._behind
        if kept is None or kept.ground is not ground or kept.looks != looks:
            picture = ground.copy()
            self._paint(shown, picture)
            self._behind = Kept(looks, picture, ground)

    def _lay_in_front(self, shown: Sequence[Mobject], looks: list[Look], frame: np.ndarray) -> None:
        if self._front is None or self._front.looks != looks:
            picture = np.zeros_like(frame)
            self._paint(shown, picture)
            self._front = Kept(looks, picture)
            self._ink = differing(picture, np.zeros_like(frame)) or (0, 0, 0, 0)
        top, bottom, left, right = self._ink
        context = cairo.Context(_surface(frame))
        context.rectangle(left, top, right - left, bottom - top)
        context.clip()
        context.set_source_surface(_surface(self._front.picture))
        context.paint()


def changed(before: list[Look], now: list[Look]) -> tuple[int, int]:
    """From which place on, and up to which, two lists of looks differ.

    Where all are the same, all of them stand; where their number is another, none does.
    """
    if len(before) != len(now):
        return 0, len(now)
    places = [place for place, pair in enumerate(zip(before, now, strict=True)) if len({*pair}) > 1]
    return (places[0], places[-1] + 1) if places else (len(now), len(now))


def differing(one: np.ndarray, other: np.ndarray) -> Box | None:
    """The smallest box outside which two frames, (height, width, 4), are alike."""
    unlike = one.view(np.uint32)[..., 0] != other.view(np.uint32)[..., 0]
    rows = np.flatnonzero(unlike.any(axis=1))
    if not len(rows):
        return None
    top, bottom = int(rows[0]), int(rows[-1]) + 1
    columns = np.flatnonzero(unlike[top:bottom].any(axis=0))
    return top, bottom, int(columns[0]), int(columns[-1]) + 1


class VideoCanvas:
    """The last frame in the colours of video, brought up to date where the next one differs."""

    def __init__(self, width: int, height: int) -> None:
        self.frame = av.VideoFrame(width, height, "yuv420p")
        self._planes = planes(self.frame)
        self._convert = VideoReformatter()
        self._last: np.ndarray | None = None

    def show(self, pixels: np.ndarray) -> av.VideoFrame:
        """Make the canvas show a frame of red, green, blue and alpha, (height, width, 4)."""
        height, width, _ = pixels.shape
        whole = (0, height, 0, width)
        box = whole if self._last is None else differing(pixels, self._last)
        self._last = pixels
        if box is not None:
            self._bring(pixels, *self._rounded(box, height, width))
        return self.frame

    @staticmethod
    def _rounded(box: Box, height: int, width: int) -> Box:
        top, bottom, left, right = (edge // STEP * STEP for edge in box)
        return top, min(bottom + STEP, height), left, min(right + STEP, width)

    def _bring(self, pixels: np.ndarray, top: int, bottom: int, left: int, right: int) -> None:
        height, width, _ = pixels.shape
        above, before = min(top, MARGIN), min(left, MARGIN)
        area = pixels[
            top - above : min(bottom + MARGIN, height), left - before : min(right + MARGIN, width)
        ]
        source = av.VideoFrame.from_numpy_buffer(area, format="rgba")
        turned = planes(self._convert.reformat(source, format="yuv420p", threads=1))
        for plane, new, halved in zip(self._planes, turned, (1, 2, 2), strict=True):
            rows, columns = (bottom - top) // halved, (right - left) // halved
            row, column = above // halved, before // halved
            plane[top // halved :, left // halved :][:rows, :columns] = new[
                row : row + rows, column : column + columns
            ]


def planes(frame: av.VideoFrame) -> list[np.ndarray]:
    """Views of a video frame's brightness and of its two colour planes, each (height, width)."""
    return [
        np.frombuffer(plane, np.uint8).reshape(-1, plane.line_size)[: plane.height, : plane.width]
        for plane in frame.planes
    ]


def _surface(frame: np.ndarray) -> cairo.ImageSurface:
    height, width, _ = frame.shape
    return cairo.ImageSurface.create_for_data(frame.data, cairo.FORMAT_ARGB32, width, height)
