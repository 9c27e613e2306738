import numpy as np
import pytest

from network import Digit


def test_pixels_are_the_rows_of_the_image_one_after_the_other() -> None:
    image = np.zeros((28, 28))
    image[2, 5] = 1
    assert Digit(image).pixels[2 * 28 + 5] == 1


def test_a_digit_cannot_be_changed() -> None:
    with pytest.raises(ValueError, match="read-only"):
        Digit(np.zeros((28, 28))).image[0, 0] = 1


def test_a_digit_keeps_its_own_copy() -> None:
    image = np.zeros((28, 28))
    digit = Digit(image)
    image[0, 0] = 1
    assert digit.image[0, 0] == 0


@pytest.mark.parametrize("shape", [(28,), (27, 28), (28, 28, 3), (0, 0), (7, 7), (65, 65)])
def test_another_shape_is_refused(shape: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="28 x 28"):
        Digit(np.zeros(shape))


@pytest.mark.parametrize("value", [-0.1, 1.1, np.nan, np.inf, 255])
def test_brightness_outside_zero_to_one_is_refused(value: float) -> None:
    with pytest.raises(ValueError, match=r"\[0, 1\]"):
        Digit(np.where(np.eye(28), value, 0.5))
