"""A bar laid over every place of a picture finds the strokes that lie as it does."""

import numpy as np
import pytest

from network.handwriting.drawn_digits import DrawnDigits
from network.interpretability.edge_map import EdgeMap
from network.interpretability.stroke_match import Bar

LEVEL, UPRIGHT = (Bar(13.5, 13.5, angle, 3, 8) for angle in (0.0, np.pi / 2))


def test_digits_stand_side_by_side() -> None:
    drawn = DrawnDigits((3, 8), (0, 2))
    found = EdgeMap(drawn, 2, 3, LEVEL)
    assert found.picture.shape == (56, 84)
    np.testing.assert_array_equal(found.picture[28:, 28:56], drawn.images[4].reshape(28, 28))


def test_the_response_is_the_sum_under_the_bar() -> None:
    found = EdgeMap(DrawnDigits((7,), (0, 3)), 1, 4, LEVEL)
    weights, padded = LEVEL.picture().reshape(28, 28), np.pad(found.picture, 28)
    for row, column in ((9, 40), (14, 70), (20, 14)):
        under = padded[row + 28 - 13 : row + 28 + 15, column + 28 - 13 : column + 28 + 15]
        other = padded[9 + 28 - 13 : 9 + 28 + 15, 40 + 28 - 13 : 40 + 28 + 15]
        sums = [max((weights * each).sum(), 0) for each in (under, other)]
        assert found.response[row, column] * sums[1] == pytest.approx(
            found.response[9, 40] * sums[0]
        )
    assert found.response.max() == 1
    assert found.response.min() == 0


def test_level_strokes_answer_a_level_bar_and_upright_ones_an_upright_bar() -> None:
    level, upright = (EdgeMap(DrawnDigits((1,), (0, 3)), 1, 4, bar) for bar in (LEVEL, UPRIGHT))
    assert (upright.response > 0.5).sum() > (level.response > 0.5).sum()


def test_too_few_digits_are_refused() -> None:
    with pytest.raises(ValueError, match="3 digits for 2 x 2 places"):
        EdgeMap(DrawnDigits((1,), (0, 2)), 2, 2, LEVEL)
