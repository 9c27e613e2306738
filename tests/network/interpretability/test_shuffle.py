"""A network knows no neighbours: pixels and weights may change places together."""

import numpy as np

from network import Network, draw_digit
from network.assets import asset
from network.interpretability.shuffle import shuffled_digit, shuffled_network


def test_pixels_and_weights_that_change_places_together_change_no_score() -> None:
    network, digit = Network.load(asset("weights", "digits.npz")), draw_digit(3, 6)
    mixed = shuffled_network(network, 4).forward(shuffled_digit(digit, 4))
    np.testing.assert_allclose(mixed.scores, network.forward(digit).scores, atol=1e-6)


def test_pixels_do_change_places() -> None:
    digit = draw_digit(3, 6)
    mixed = shuffled_digit(digit)
    assert not np.array_equal(mixed.image, digit.image)
    assert sorted(mixed.image.ravel()) == sorted(digit.image.ravel())
    assert mixed.label == digit.label
    assert not np.array_equal(mixed.image, shuffled_digit(digit, 1).image)


def test_without_the_pixels_the_weights_see_something_else() -> None:
    network, digit = Network.load(asset("weights", "digits.npz")), draw_digit(3, 6)
    mixed = shuffled_network(network).forward(digit)
    assert np.abs(mixed.scores - network.forward(digit).scores).max() > 0.1
