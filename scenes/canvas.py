"""The canvas: the last frame in the colours of video, of which only what changes is converted.

To turn a frame of red, green and blue into what an encoder takes costs more than to find where it
differs from the frame before; everywhere else the last video frame is still true.
"""

import av
import numpy as np
from av.video.reformatter import VideoReformatter

Box = tuple[int, int, int, int]  # top, bottom, left, right, in pixels

MARGIN = 4  # pixels: colour is shared between neighbours, so what is converted reaches out
STEP = 64  # pixels: boxes are rounded up to few sizes, as a converter is prepared for each size


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


def differing(one: np.ndarray, other: np.ndarray) -> Box | None:
    """The smallest box outside which two frames, (height, width, 4), are alike."""
    unlike = one.view(np.uint32)[..., 0] != other.view(np.uint32)[..., 0]
    rows = np.flatnonzero(unlike.any(axis=1))
    if not len(rows):
        return None
    top, bottom = int(rows[0]), int(rows[-1]) + 1
    columns = np.flatnonzero(unlike[top:bottom].any(axis=0))
    return top, bottom, int(columns[0]), int(columns[-1]) + 1
