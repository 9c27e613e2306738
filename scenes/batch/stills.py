"""Stills: single pictures of a rendered film."""

from collections.abc import Sequence
from pathlib import Path

import av
from PIL import Image

EARLIER = 0.5  # seconds before a moment from which its keyframe is looked for


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
    if min(moments, default=1) <= 0:
        raise ValueError(f"No frame of {film} stands before {min(moments):g} s.")
    with av.open(film) as container:
        shown = {moment: _before(container, moment) for moment in set(moments)}
    return [_image(shown[moment]) for moment in moments]


def _before(container: av.container.InputContainer, moment: float) -> av.VideoFrame:
    """The last frame before a moment, decoded from the nearest keyframe on."""
    container.seek(int(max(moment - EARLIER, 0) * av.time_base))
    frames = container.decode(video=0)
    last = next(frames)
    for frame in frames:
        if frame.time >= moment - 1e-3:
            break
        last = frame
    return last


def _image(frame: av.VideoFrame) -> Image.Image:
    return Image.fromarray(frame.to_ndarray(format="rgb24"))
