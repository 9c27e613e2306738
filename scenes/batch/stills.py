"""Stills: single pictures of a rendered film."""

from collections.abc import Sequence
from pathlib import Path

import av
from PIL import Image


def poster(film: Path) -> Image.Image:
    """The last frame of a film."""
    with av.open(film) as container:
        container.seek(container.duration or 0)  # to the last keyframe
        *_, last = container.decode(video=0)
    return _image(last)


def stills(film: Path, moments: Sequence[float]) -> list[Image.Image]:
    """The last frame before each of some moments, in seconds.

    Raises ValueError for a moment at which the film has not begun.
    """
    shown: dict[float, av.VideoFrame] = {}
    with av.open(film) as container:
        for frame in container.decode(video=0):
            shown |= {moment: frame for moment in moments if frame.time < moment - 1e-3}
    if len(shown) < len(set(moments)):
        raise ValueError(f"No frame of {film} stands before {min(moments):g} s.")
    return [_image(shown[moment]) for moment in moments]


def _image(frame: av.VideoFrame) -> Image.Image:
    return Image.fromarray(frame.to_ndarray(format="rgb24"))
