"""A drawn digit, enlarged and read back, is the digit that was drawn."""

from pathlib import Path

import numpy as np
import pytest
from paper import saved
from PIL import Image

from network import draw_digit
from network.preprocessing.normalisation import normalise, unenlarged
from network.preprocessing.pictures import read_digit

SIDES = (28, 29, 40, 56, 100, 280, 999)


def enlarged(image: np.ndarray, side: int) -> Image.Image:
    picture = Image.fromarray(np.uint8(np.round(255 * image)))
    return picture.resize((side, side), Image.Resampling.NEAREST)


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize("label", range(10))
def test_a_drawn_digit_is_read_back_to_the_pixel(tmp_path: Path, label: int, side: int) -> None:
    drawn = draw_digit(label, 20 + label).image
    path = saved(tmp_path, enlarged(drawn, side))
    np.testing.assert_array_equal(read_digit(path).image, drawn)


@pytest.mark.parametrize("side", SIDES)
def test_so_is_its_negative(side: int) -> None:
    drawn = draw_digit(7, 5).image
    negative = 255 - np.asarray(enlarged(drawn, side))
    np.testing.assert_allclose(normalise(negative).image, drawn, atol=1e-12)


def test_a_smooth_picture_is_not_taken_for_an_enlarged_one() -> None:
    small = enlarged(draw_digit(3, 6).image, 28)
    smooth = np.asarray(small.resize((280, 280), Image.Resampling.BICUBIC)) / 255
    assert unenlarged(smooth) is smooth
