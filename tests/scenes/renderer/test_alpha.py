"""Transparency: colours are darkened for cairo, and brought back for files."""

import numpy as np
import pytest

from scenes.renderer.alpha import premultiplied, straight


@pytest.mark.parametrize(
    ("file", "cairo"),
    [
        ((255, 100, 0, 255), (255, 100, 0, 255)),
        ((255, 100, 0, 51), (51, 20, 0, 51)),
        ((0, 0, 0, 0), (0, 0, 0, 0)),
    ],
)
def test_colours_are_darkened_as_far_as_they_are_transparent(file, cairo) -> None:
    assert premultiplied(np.uint8([file]))[0].tolist() == [*cairo]
    assert straight(np.uint8([cairo]))[0].tolist() == [*file]


def test_what_is_opaque_stays_as_it_is(rng) -> None:
    pixels = rng.integers(0, 256, (5, 7, 4), dtype=np.uint8)
    pixels[..., 3] = 255
    assert (premultiplied(pixels) == pixels).all()
    assert (straight(pixels) == pixels).all()


def test_nothing_is_left_of_the_colour_of_what_is_not_there() -> None:
    assert not premultiplied(np.uint8([[10, 11, 15, 0]])).any()
