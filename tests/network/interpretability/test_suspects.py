from dataclasses import replace

import numpy as np
import pytest

from network import Digit, Network, draw_digit
from network.assets import asset
from network.interpretability.attribution import Evidence
from network.interpretability.suspects import Suspects


def test_suspects_are_squares_of_ink_none_over_another(small: Network, scrawl: Digit) -> None:
    suspects = Suspects(small, scrawl, count=4, side=3)
    regions = np.array([each.region for each in suspects.each])
    assert regions.sum(axis=(1, 2)).tolist() == [9] * 4
    assert regions.sum(axis=0).max() == 1
    assert all(scrawl.image[region].sum() > 0 for region in regions)


def test_suspects_are_in_the_order_of_reading(small: Network, scrawl: Digit) -> None:
    corners = [each.region.ravel().argmax() for each in Suspects(small, scrawl, count=5).each]
    assert corners == sorted(corners)


def test_the_square_with_most_of_the_lead_is_among_them(small: Network, scrawl: Digit) -> None:
    shares = Evidence(small.forward(scrawl)).lead_in_pixels.picture.reshape(28, 28)
    best = max(
        shares[row : row + 5, column : column + 5].sum()
        for row in range(24)
        for column in range(24)
    )
    found = [shares[each.region].sum() for each in Suspects(small, scrawl).each]
    assert max(found) == pytest.approx(best)


def test_the_right_one_is_that_without_which_the_label_is_brightest(small, scrawl) -> None:
    suspects = Suspects(small, scrawl)
    own = small.labels.index(scrawl.label)
    without = [each.after.scores[own] for each in suspects.each]
    assert without[suspects.right] == max(without)


def test_the_misread_four_is_a_four_without_one_of_them_alone() -> None:
    network = Network.load(asset("weights", "digits.npz"))
    suspects = Suspects(network, draw_digit(4, 139))
    assert suspects.each[0].before.answer_label == "9"
    answers = [each.after.answer_label for each in suspects.each]
    assert answers[suspects.right] == "4"
    assert answers.count("4") == 1


def test_a_label_that_the_network_does_not_know_is_refused(small: Network, scrawl: Digit) -> None:
    with pytest.raises(ValueError, match="Label None; the network answers 0, 1, 2"):
        Suspects(small, replace(scrawl, label=None))


def test_a_digit_without_ink_enough_is_refused(small: Network) -> None:
    image = np.zeros((28, 28))
    image[10:14, 10:14] = 1
    with pytest.raises(ValueError, match=r"There is ink for \d squares, not 20"):
        Suspects(small, Digit(image, 1), count=20)
