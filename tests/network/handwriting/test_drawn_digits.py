import numpy as np
import pytest

from network import draw_digit, look_up
from network.handwriting.drawn_digits import DrawnDigits


def test_of_each_digit_there_are_those_of_the_seeds() -> None:
    drawn = DrawnDigits((8, 3), (5, 7))
    images, labels = [], []
    for label in (8, 3):
        for seed in (5, 6, 7):
            images.append(draw_digit(label, seed).pixels)
            labels.append(label)
    np.testing.assert_array_equal(drawn.images, images)
    assert drawn.labels.tolist() == labels
    assert (drawn.each, drawn.total) == (3, 6)
    assert drawn.origin == "drawn by the pen, seeds 5 to 7"
    assert look_up(drawn, "images.4.300") == draw_digit(3, 6).pixels[300]


def test_one_seed_draws_each_digit_once() -> None:
    assert DrawnDigits((0, 1), (4, 4)).labels.tolist() == [0, 1]


def test_what_is_drawn_cannot_be_changed() -> None:
    drawn = DrawnDigits((1,), (0, 0))
    for array in (drawn.images, drawn.labels):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 0


@pytest.mark.parametrize(
    ("digits", "seeds", "reason"),
    [
        ((), (0, 1), r"Digits \(\); name one at least, and each of them once"),
        ((3, 3), (0, 1), r"Digits \(3, 3\); name one at least"),
        ((3, 10), (0, 1), "Label 10; the pen draws the digits 0 to 9"),
        ((3,), (-1, 1), "Seed -1; a seed is a whole number from 0 up"),
        ((3,), (0, 1.5), "Seed 1.5; a seed is a whole number"),
        ((3,), (2, 1), "Seeds from 2 to 1; the last cannot lie before the first"),
    ],
)
def test_what_the_pen_cannot_draw_is_refused(digits, seeds, reason) -> None:
    with pytest.raises(ValueError, match=reason):
        DrawnDigits(digits, seeds)
