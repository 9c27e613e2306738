from dataclasses import replace

import numpy as np
import pytest
from made_up import rebuilt, scores_of

from network import Digit, Network
from network.interpretability.moves import Moves


@pytest.fixture
def digit(scrawl: Digit) -> Digit:
    """Noise that leaves three columns free on the left, and five on the right."""
    image = scrawl.image.copy()
    image[:, :3] = image[:, 23:] = 0
    image[0, [3, 22]] = 1
    return replace(scrawl, image=image)


def test_a_digit_is_moved_by_whole_pixels(small: Network, digit: Digit) -> None:
    moves = Moves(small, digit, (-3, 0, 5))
    left, same, right = (each.digit.image for each in moves.each)
    np.testing.assert_array_equal(left[:, :20], digit.image[:, 3:23])
    np.testing.assert_array_equal(same, digit.image)
    np.testing.assert_array_equal(right[:, 8:], digit.image[:, 3:23])
    np.testing.assert_array_equal(moves.images[2], right.ravel())


def test_each_place_has_its_own_forward_pass(small: Network, digit: Digit) -> None:
    moves = Moves(small, digit, (-1, 2))
    for each in moves.each:
        np.testing.assert_allclose(each.scores, scores_of(rebuilt(small), each.digit.pixels))
    own = small.labels.index(digit.label)
    np.testing.assert_array_equal(moves.own_scores, [each.scores[own] for each in moves.each])
    assert moves.right == sum(each.answer_label == digit.label for each in moves.each)
    assert moves.furthest == 2


@pytest.mark.parametrize("steps", [(-4, 0), (0, 6)])
def test_no_ink_may_leave_the_picture(small: Network, digit: Digit, steps) -> None:
    with pytest.raises(ValueError, match="ink stays in the picture from -3 to 5"):
        Moves(small, digit, steps)


def test_a_label_that_the_network_does_not_know_is_refused(small: Network, digit: Digit) -> None:
    with pytest.raises(ValueError, match="Label None; the network answers"):
        Moves(small, replace(digit, label=None), (0,))
