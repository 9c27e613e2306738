"""The canvas: it shows what a whole conversion would, wherever the frames differ."""

import av
import numpy as np
import pytest

from scenes.canvas import VideoCanvas, differing, planes

HEIGHT, WIDTH = 270, 480


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
    "where",
    [
        (slice(100, 101), slice(200, 201)),
        (slice(0, 3), slice(0, WIDTH)),
        (slice(HEIGHT - 1, HEIGHT), slice(WIDTH - 1, WIDTH)),
        (slice(63, 65), slice(127, 129)),
    ],
)
def test_a_changed_part_is_converted_as_the_whole_frame_would_be(frame, where) -> None:
    canvas = VideoCanvas(WIDTH, HEIGHT)
    canvas.show(frame)
    other = frame.copy()
    other[where] = 255 - other[where]
    other[..., 3] = 255
    for shown, whole in zip(planes(canvas.show(other)), converted(other), strict=True):
        assert np.abs(shown.astype(int) - whole).max() <= 1


def test_a_frame_that_stands_still_stays_as_it_is(frame) -> None:
    canvas = VideoCanvas(WIDTH, HEIGHT)
    first = [plane.copy() for plane in planes(canvas.show(frame))]
    again = planes(canvas.show(frame.copy()))
    assert all((one == other).all() for one, other in zip(first, again, strict=True))


def test_frames_differ_inside_a_box(frame) -> None:
    other = frame.copy()
    other[20, 30] ^= 1
    other[40, 10] ^= 1
    assert differing(frame, other) == (20, 41, 10, 31)
    assert differing(frame, frame.copy()) is None
