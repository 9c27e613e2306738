"""Likeness in pixels is counted, and is another thing than likeness to a person."""

import numpy as np
import pytest

from network import Digit, draw_digit
from network.evaluation.likeness import Likenesses, Neighbours, Overlap
from network.evaluation.pixel_row import PixelRow
from network.handwriting.drawn_digits import DrawnDigits

THREE, OTHER_THREE, FIVE = draw_digit(3, seed=6), draw_digit(3, seed=3), draw_digit(5, seed=20)


def dots(*pixels: tuple[int, int], label: int | None = None) -> Digit:
    """A digit of a few lit pixels."""
    image = np.zeros((28, 28))
    image[tuple(np.transpose(pixels))] = 1
    return Digit(image, label)


def test_lit_pixels_are_shared_or_belong_to_one_alone() -> None:
    overlap = Overlap(dots((1, 1), (2, 2), (3, 3)), dots((3, 3), (4, 4)))
    assert (overlap.shared, overlap.only_one, overlap.only_other) == (1, 2, 1)
    assert np.flatnonzero(overlap.shared_pixels).tolist() == [3 * 28 + 3]
    assert np.flatnonzero(overlap.unshared_pixels).tolist() == [29, 58, 4 * 29]
    assert overlap.distance == pytest.approx(3**0.5)


def test_a_pixel_of_one_half_is_not_lit() -> None:
    grey = Digit(np.full((28, 28), 0.5))
    assert Overlap(grey, grey).shared == 0


def test_a_digit_over_itself_shares_all_and_is_at_no_distance() -> None:
    overlap = Overlap(THREE, THREE)
    assert (overlap.only_one, overlap.only_other, overlap.distance) == (0, 0, 0)


def test_in_pixels_a_five_is_more_like_the_three_than_another_three_is() -> None:
    threes, with_five, _ = Likenesses((THREE, OTHER_THREE, FIVE)).pairs
    assert with_five.shared > threes.shared
    assert with_five.distance < threes.distance


def test_the_pair_of_one_label_and_the_closest_pair_are_found() -> None:
    likenesses = Likenesses((THREE, OTHER_THREE, FIVE))
    assert (likenesses.same, likenesses.closest) == (0, 1)
    assert Likenesses((THREE, FIVE)).same == -1
    assert Likenesses((dots((1, 1)), dots((1, 1)))).same == -1


def test_one_digit_alone_is_like_nothing() -> None:
    with pytest.raises(ValueError, match="of 1 digits; it takes two"):
        Likenesses((THREE,))


def test_neighbours_come_nearest_first_and_without_the_digit_itself() -> None:
    digits = [dots((1, 1), (2, 2)), dots((1, 1)), dots((5, 5), (6, 6)), dots((1, 1), (3, 3))]
    images = np.stack([each.pixels for each in digits])
    near = Neighbours(digits[1], images, np.array([4, 1, 7, 4]), 3)
    assert near.nearest.tolist() == [0, 3, 2]
    np.testing.assert_array_equal(near.nearest_images, images[[0, 3, 2]])
    assert (near.by_label[4], near.by_label[7], near.by_label.sum()) == (2, 1, 3)


def test_among_the_nearest_to_a_three_are_fives() -> None:
    thousand = DrawnDigits(tuple(range(10)), (0, 99))
    near = Neighbours(THREE, thousand.images, thousand.labels, 100)
    assert near.by_label[5] >= 20
    assert near.by_label.argmax() == 3


@pytest.mark.parametrize("count", [0, 2])
def test_more_neighbours_than_there_are_cannot_be_found(count: int) -> None:
    images = np.stack([THREE.pixels, FIVE.pixels])
    with pytest.raises(ValueError, match="among 1 other pictures"):
        Neighbours(THREE, images, np.array([3, 5]), count)


def test_each_picture_needs_a_label() -> None:
    with pytest.raises(ValueError, match="1 pictures but 2 labels"):
        Neighbours(THREE, FIVE.pixels[None], np.array([5, 5]), 1)


def test_the_row_where_brightness_changes_most_is_walked() -> None:
    row = PixelRow(dots((3, 1), (7, 2), (7, 4), (9, 9)))
    assert row.row == 7
    assert np.flatnonzero(row.brightnesses).tolist() == [2, 4]


def test_the_pixel_to_guess_is_neither_dark_nor_bright() -> None:
    row = PixelRow(THREE)
    assert 0.3 < row.brightness < 0.7
    assert row.brightness == THREE.image[row.row, row.column]
    assert row.guesses[row.right_guess] == row.brightness
    assert row.guesses.tolist() == sorted(row.guesses)


def test_a_walk_goes_from_paper_to_paper_and_not_beyond_the_edge() -> None:
    row, at_the_edge = PixelRow(dots((7, 5), (7, 9))), PixelRow(dots((7, 1), (7, 27)))
    assert (row.first, row.last) == (3, 11)
    assert (at_the_edge.first, at_the_edge.last) == (0, 27)
    blank = PixelRow(Digit(np.zeros((28, 28))))
    assert (blank.first, blank.last) == (0, 27)


def test_the_alike_among_the_nearest_are_as_many_as_have_the_label_of_the_digit() -> None:
    crowd = DrawnDigits(tuple(range(10)), (0, 99))
    near = Neighbours(THREE, crowd.images, crowd.labels, 100)
    assert len(near.alike) == near.by_label[3] > 0
    assert set(crowd.labels[near.nearest][near.alike]) == {3}
