"""The way of the pen: it is the digit's own line, and falls into the pieces that people see."""

import numpy as np
import pytest

from network import draw_digit
from network.handwriting.pen_path import PenPath


@pytest.mark.parametrize(
    ("label", "seed", "pieces"),
    [
        (9, 84, 2),  # a loop and a line
        (8, 6, 2),  # two loops
        (4, 139, 3),  # three strokes, two of them in one go
        (3, 6, 2),
        (0, 6, 1),
        (7, 5, 3),
    ],
)
def test_a_line_falls_into_the_pieces_that_people_see(label: int, seed: int, pieces: int) -> None:
    assert len(PenPath(label, seed).pieces) == pieces


@pytest.mark.parametrize(("label", "seed"), [(9, 84), (8, 6), (4, 139), (5, 20)])
def test_pieces_are_the_line_cut_and_nothing_else(label: int, seed: int) -> None:
    path = PenPath(label, seed)
    pieces = list(path.pieces)
    for stroke in path.strokes:
        joined = pieces.pop(0)
        while not np.array_equal(joined[-1], stroke[-1]):
            following = pieces.pop(0)
            np.testing.assert_array_equal(joined[-1], following[0])
            joined = np.concatenate((joined, following[1:]))
        np.testing.assert_array_equal(joined, stroke)
    assert pieces == []


def test_both_loops_of_an_eight_come_back_to_where_they_began() -> None:
    upper, lower = PenPath(8, 6).pieces
    for loop in (upper, lower):
        assert np.hypot(*(loop[0] - loop[-1])[:2]) < 1.5  # pixels
    assert upper[:, 0].mean() < lower[:, 0].mean()


def test_the_line_lies_in_its_own_ink() -> None:
    path = PenPath(3, 6)
    image = draw_digit(3, 6).image
    rows, columns = np.round(path.line[:, :2]).astype(int).T
    assert (image[rows, columns] > 0.5).mean() > 0.98
    np.testing.assert_array_equal(path.digit.image, image)


def test_lifts_part_the_strokes() -> None:
    path = PenPath(7, 5)
    parts = np.split(path.line, path.lifts)
    assert len(parts) == len(path.strokes) == 2
    for part, stroke in zip(parts, path.strokes, strict=True):
        np.testing.assert_array_equal(part, stroke)


def test_a_label_that_is_no_digit_is_refused() -> None:
    with pytest.raises(ValueError, match="the pen draws the digits 0 to 9"):
        _ = PenPath(12, 0).line
