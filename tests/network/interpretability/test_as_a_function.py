"""The network as one function: which neuron changes, what a pixel does, what squishes are for."""

import numpy as np
import pytest

from network import Digit, Network, draw_digit
from network.assets import asset
from network.handwriting.drawn_digits import DrawnDigits
from network.interpretability.collapsed import Collapsed
from network.interpretability.contrast import Contrast
from network.interpretability.nudge import Nudge


@pytest.fixture(scope="module")
def network() -> Network:
    return Network.load(asset("weights", "digits.npz"))


def test_the_neuron_that_changes_most_is_found(network) -> None:
    passes = tuple(network.forward(draw_digit(label, 3)) for label in (3, 4, 8))
    responses = np.stack([each.layers[1].activations for each in passes])
    assert np.ptp(Contrast(passes, 1).values) == np.ptp(responses, axis=0).max()
    with pytest.raises(ValueError, match="less than two digits"):
        Contrast(passes[:1], 1)


def test_a_nudged_pixel_goes_from_dark_to_bright_and_scores_follow(network) -> None:
    nudge = Nudge(network, draw_digit(4, 139), 5)
    assert nudge.brightnesses.tolist() == [0, 0.25, 0.5, 0.75, 1]
    lit = nudge.digit.pixels.copy()
    lit[nudge.pixel] = 1
    after = network.forward(Digit(lit.reshape(28, 28)))
    np.testing.assert_allclose(nudge.scores[-1], after.scores, atol=1e-9)
    np.testing.assert_array_equal(nudge.scores_of(4), nudge.scores[:, 4])


def test_no_other_dark_pixel_costs_the_answer_more_lead(network) -> None:
    nudge = Nudge(network, draw_digit(4, 139), 2)
    answer, other = nudge.before.answer, nudge.before.runner_up
    least = nudge.scores[-1][answer] - nudge.scores[-1][other]
    for place in np.flatnonzero(nudge.digit.pixels < 0.1)[::37]:
        lit = nudge.digit.pixels.copy()
        lit[place] = 1
        scores = network.forward(Digit(lit.reshape(28, 28))).scores
        assert scores[answer] - scores[other] >= least - 1e-9


@pytest.mark.parametrize(("image", "steps"), [(np.ones((28, 28)), 3), (np.zeros((28, 28)), 1)])
def test_what_cannot_be_nudged_is_refused(network, image, steps) -> None:
    with pytest.raises(ValueError, match=r"dark|2 at least"):
        Nudge(network, Digit(image), steps)


def test_without_squishes_three_layers_are_one_matrix(network) -> None:
    collapsed = Collapsed(network, DrawnDigits((3, 7), (0, 4)))
    signal = draw_digit(3, 1).pixels
    sums = collapsed.weights @ signal + collapsed.biases
    for layer in network.layers:
        signal = layer.weights @ signal + layer.biases
    np.testing.assert_allclose(sums, signal)


def test_without_squishes_the_network_reads_few_digits(network) -> None:
    collapsed = Collapsed(network, DrawnDigits(tuple(range(10)), (0, 9)))
    assert collapsed.right < collapsed.total / 2 < collapsed.squished_right
