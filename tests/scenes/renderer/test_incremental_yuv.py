"""Incremental YUV: changes put in their places show what the whole frame converted would."""

import av
import numpy as np
import pytest

from scenes.renderer.boxes import NOWHERE, Box
from scenes.renderer.incremental_yuv import IncrementalYuv, changed_pixels, planes

HEIGHT, WIDTH = 270, 480
WHOLE = Box(0, 0, WIDTH, HEIGHT)


@pytest.fixture
def frame(rng) -> np.ndarray:
    """A frame of noise, (height, width, 4)."""
    pixels = rng.integers(0, 256, (HEIGHT, WIDTH, 4), dtype=np.uint8)
    pixels[..., 3] = 255
    return pixels


def converted(pixels: np.ndarray) -> list[np.ndarray]:
    whole = av.VideoFrame.from_ndarray(pixels, format="rgba").reformat(format="yuv420p")
    return [plane.copy() for plane in planes(whole)]


@pytest.mark.parametrize(
    "box",
    [
        Box(200, 100, 201, 101),
        Box(0, 0, WIDTH, 3),
        Box(WIDTH - 1, HEIGHT - 1, WIDTH, HEIGHT),
        Box(127, 63, 129, 65),
        WHOLE,
    ],
)
def test_a_changed_part_is_converted_as_the_whole_frame_would_be(frame, box) -> None:
    yuv = IncrementalYuv(WIDTH, HEIGHT)
    yuv.update(changed_pixels(frame, WHOLE))
    frame[box.area] = 255 - frame[box.area]
    frame[..., 3] = 255
    yuv.update(changed_pixels(frame, box))
    for shown, whole in zip(planes(yuv.frame), converted(frame), strict=True):
        assert np.abs(shown.astype(int) - whole).max() <= 1


def test_a_frame_without_news_stays_as_it_is(frame) -> None:
    yuv = IncrementalYuv(WIDTH, HEIGHT)
    yuv.update(changed_pixels(frame, WHOLE))
    yuv.update(changed_pixels(frame, NOWHERE))
    for shown, whole in zip(planes(yuv.frame), converted(frame), strict=True):
        assert np.abs(shown.astype(int) - whole).max() <= 1


def test_what_was_copied_is_not_painted_on(frame) -> None:
    changed = changed_pixels(frame, Box(10, 10, 20, 20))
    kept = changed.pixels.copy()
    frame[:] = 0
    assert (changed.pixels == kept).all()
