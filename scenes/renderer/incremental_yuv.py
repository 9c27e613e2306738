"""Incremental YUV: the last frame in the colours of video, of which only changes are converted.

To turn a frame of red, green and blue into what an encoder takes costs nearly as much as to encode
it; where a frame is as the one before, the last video frame is still true.
"""

from dataclasses import dataclass

import av
import numpy as np
from av.video.reformatter import VideoReformatter

from scenes.renderer.boxes import Box

FORMAT = "yuv420p"  # brightness for each pixel, colour for each four
MARGIN = 4  # pixels: colour is shared between neighbours, so what is converted reaches out
STEP = 64  # pixels: boxes are rounded up to few sizes, as a converter is prepared for each size


@dataclass(frozen=True, eq=False)
class ChangedPixels:
    """What is new on a frame: pixels, (height, width, 4) of bytes; the inner box has changed."""

    pixels: np.ndarray
    inner: Box  # on the frame
    outer: Box


def changed_pixels(frame: np.ndarray, box: Box) -> ChangedPixels:
    """A copy of a part of a frame, (height, width, 4), with a margin of what surrounds it."""
    height, width, _ = frame.shape
    left, top, right, bottom = (edge // STEP * STEP for edge in box)
    inner = Box(left, top, min(right + STEP, width), min(bottom + STEP, height))
    outer = Box(
        max(inner.left - MARGIN, 0),
        max(inner.top - MARGIN, 0),
        min(inner.right + MARGIN, width),
        min(inner.bottom + MARGIN, height),
    )
    return ChangedPixels(frame[outer.area].copy(), inner, outer)


class IncrementalYuv:
    """The last frame in the colours of video, brought up to date by what is new."""

    def __init__(self, width: int, height: int) -> None:
        self.frame = av.VideoFrame(width, height, FORMAT)
        self._planes = planes(self.frame)
        self._convert = VideoReformatter()

    def update(self, changed: ChangedPixels) -> None:
        """Put what is new in its place."""
        source = av.VideoFrame.from_numpy_buffer(changed.pixels, format="rgba")
        converted = planes(self._convert.reformat(source, format=FORMAT, threads=1))
        left, top, *_ = changed.outer
        inside = changed.inner.shifted(-left, -top)
        for plane, new, halved in zip(self._planes, converted, (1, 2, 2), strict=True):
            plane[changed.inner.shrunk(halved).area] = new[inside.shrunk(halved).area]


def planes(frame: av.VideoFrame) -> list[np.ndarray]:
    """Views of a video frame's brightness and of its two colour planes, each (height, width)."""
    return [
        np.frombuffer(plane, np.uint8).reshape(-1, plane.line_size)[: plane.height, : plane.width]
        for plane in frame.planes
    ]
