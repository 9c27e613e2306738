"""A grid of numerals prints the number of each pixel in the pixel's place."""

import numpy as np
import pytest
from easel import Values, at, painted

from scenes.mobjects.number_grid import HEIGHT, NumberGrid, stamp_of

VALUES = np.array([[0, 0.25, 1], [0.44, 0.96, 0.5]])


def grid() -> NumberGrid:
    return NumberGrid(Values(VALUES), "values", pitch=0.6)


def test_each_number_is_printed_with_one_decimal() -> None:
    assert grid().texts == ["0.0", "0.2", "1.0", "0.4", "1.0", "0.5"]
    assert (grid().reading.path, grid().reading.numerals) == ("values", 6)


def test_larger_numbers_shine_until_all_are_level() -> None:
    assert np.argsort(grid().shades.sum(axis=1)).tolist() == np.argsort(VALUES.ravel()).tolist()
    assert len({*map(tuple, grid().level().shades)}) == 1


def test_numerals_stand_in_the_places_of_their_pixels() -> None:
    image = painted(grid(), pixels=100)
    for low, high in grid().corners:
        rows = np.linspace(low[1], high[1], 21)
        seen = [
            at(image, [x, y, 0], pixels=100).max()
            for y in rows
            for x in np.linspace(low[0], high[0], 61)
        ]
        assert max(seen) > 0.2
        assert at(image, low + np.array([0.02, 0.02, 0]), pixels=100).max() == 0


def test_a_numeral_is_as_high_as_it_is_asked_to_be() -> None:
    assert stamp_of("0.5", 20.0).get_height() == pytest.approx(20, abs=3)
    assert 0.4 < HEIGHT < 1


def test_a_numeral_that_stands_elsewhere_leaves_the_others_in_their_places() -> None:
    home, moved = grid(), grid().stand([1], np.array([[3.0, -2.0, 0.0]]))
    np.testing.assert_allclose(moved.corners[1].mean(axis=0), [3, -2, 0])
    others = [0, 2, 3, 4, 5]
    np.testing.assert_allclose(moved.corners[others], home.corners[others])


def test_numbers_beyond_one_are_refused() -> None:
    with pytest.raises(ValueError, match="1"):
        NumberGrid(Values(np.array([[2.0]])), "values", 1)
