import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_up import random_network

from network import Digit, Layer, Network, look_up
from network.activations import ACTIVATIONS, Activation, relu, sigmoid, softmax
from network.interpretability.attribution import Evidence

EXACT = 1e-12


@pytest.fixture
def by_hand() -> Evidence:
    """Two lit pixels, hidden activations 1 and 3, outputs of 1 * 2 + 3 * 1 + 1 and 1 - 3 + 4."""
    image, weights = np.zeros((28, 28)), np.zeros((2, 784))
    image.flat[[0, 29]] = 0.5, 1
    weights[:, [0, 29]] = [[4, -1], [2, 2]]
    hidden = Layer(weights, np.zeros(2), relu)
    outputs = Layer(np.array([[2.0, 1.0], [1.0, -1.0]]), np.array([1.0, 4.0]), sigmoid)
    return Evidence(Network((hidden, outputs), labels=("no", "yes")).forward(Digit(image)))


def random_evidence(
    seed: int, hidden: list[int], activation: Activation = sigmoid, steps: int = 1024
) -> Evidence:
    rng = np.random.default_rng(seed)
    network = random_network(rng, 784, *hidden, 3)
    layers = [Layer(each.weights, each.biases, activation) for each in network.layers[:-1]]
    digit = Digit(np.clip(rng.normal(-0.5, 0.8, (28, 28)), 0, 1))
    return Evidence(Network((*layers, network.layers[-1])).forward(digit), steps=steps)


def sums_of(evidence: Evidence, pixels: np.ndarray) -> np.ndarray:
    """The weighted sums of the outputs for other pixels, worked out with loops of our own."""
    signal = pixels
    for layer in evidence.forward_pass.layers:
        sums = np.array([row @ signal for row in layer.weights]) + layer.biases
        signal = layer.activation(sums)
    return sums


def test_the_lead_is_what_the_hand_works_out(by_hand: Evidence) -> None:
    assert (by_hand.answer.index, by_hand.answer.weighted_sum) == (0, 6)
    assert (by_hand.rival.index, by_hand.rival.weighted_sum) == (1, 2)
    assert by_hand.lead.products.tolist() == [1, 6]
    assert (by_hand.lead.bias, by_hand.lead.weighted_sum) == (-3, 4)


@given(seed=st.integers(0, 999), hidden=st.lists(st.integers(1, 9), max_size=3))
@settings(max_examples=25, deadline=None)
def test_the_terms_and_the_biases_make_the_difference_of_the_sums(seed, hidden) -> None:
    evidence = random_evidence(seed, hidden)
    lead = evidence.answer.weighted_sum - evidence.rival.weighted_sum
    assert evidence.lead.products.sum() + evidence.lead.bias == pytest.approx(lead, abs=EXACT)
    assert evidence.lead.weighted_sum == pytest.approx(lead, abs=EXACT)


def test_terms_are_told_strongest_first_and_counted_from_one(by_hand: Evidence) -> None:
    assert [by_hand.term(place).product for place in range(2)] == [6, 1]
    assert [by_hand.term(place).number for place in range(2)] == [2, 1]


def test_the_best_terms_for_and_against_are_the_largest_and_the_smallest() -> None:
    evidence = random_evidence(4, [8])
    assert evidence.best_for.product == evidence.lead.products.max()
    assert evidence.best_against.product == evidence.lead.products.min()


def test_a_term_on_the_pixels_knows_its_row_and_column() -> None:
    evidence = random_evidence(5, [])
    term = evidence.term(0)
    assert (term.row - 1) * 28 + term.column - 1 == term.index
    assert 1 <= term.column <= 28


def test_for_softmax_the_lead_is_the_logarithm_of_the_ratio_of_the_scores(by_hand) -> None:
    hidden, outputs = (
        Layer(each.weights, each.biases, activation)
        for each, activation in zip(by_hand.forward_pass.layers, (relu, softmax), strict=True)
    )
    record = Network((hidden, outputs)).forward(by_hand.forward_pass.digit)
    assert Evidence(record).lead.weighted_sum == pytest.approx(
        math.log(record.scores[0] / record.scores[1])
    )


def test_scores_of_exactly_one_are_a_tie_though_the_sums_differ() -> None:
    layer = Layer(np.zeros((2, 784)), np.array([40.0, 90.0]), sigmoid)
    evidence = Evidence(Network((layer,)).forward(Digit(np.zeros((28, 28)))))
    assert evidence.answer.activation == 1.0
    assert evidence.is_tied
    assert evidence.lead.weighted_sum == -50


def test_different_scores_are_no_tie(by_hand: Evidence) -> None:
    assert not by_hand.is_tied


def test_a_trail_leads_from_the_strongest_term_to_a_pixel(by_hand: Evidence) -> None:
    first, last = by_hand.trail(0)
    assert (first.number, first.product) == (2, 6)
    assert (last.neuron_number, last.product) == (2, 2)
    assert (last.row, last.column) == (2, 2)
    assert last.neuron.products[[0, 29]].tolist() == [1, 2]


def test_each_term_of_a_trail_did_most_for_the_neuron_behind_the_last() -> None:
    trail = random_evidence(6, [7, 6, 5]).trail(0)
    assert [len(term.neuron.weights) for term in trail] == [5, 6, 7, 784]
    for upper, lower in pairwise(trail):
        assert lower.neuron.index == upper.index
        assert upper.neuron.inputs[upper.index] == lower.neuron.activation
        assert lower.product == lower.neuron.products.max()


def test_a_neuron_below_zero_is_traced_to_what_pulled_it_down() -> None:
    weights = np.zeros((2, 784))
    weights[:, 0] = -1, 0.2
    tanh = ACTIVATIONS["tanh"]
    layers = (
        Layer(weights, np.zeros(2), tanh),
        Layer(np.array([[2.0, 1.0]]), np.zeros(1), tanh),
        Layer(np.array([[-9.0], [0.0]]), np.zeros(2), sigmoid),
    )
    _, middle, last = Evidence(Network(layers).forward(Digit(np.ones((28, 28))))).trail(0)
    assert middle.neuron.activation < 0
    assert last.neuron.index == 0


def test_without_hidden_neurons_the_trail_is_the_term_itself() -> None:
    evidence = random_evidence(7, [])
    (term,) = evidence.trail(0)
    assert term.index == evidence.term(0).index


def test_another_output_than_the_runner_up_can_be_the_rival(small: Network, scrawl: Digit) -> None:
    record = small.forward(scrawl)
    third = int(record.ranking[2])
    evidence = Evidence(record, rival_place=third)
    sums = record.layers[-1].weighted_sums
    assert evidence.lead.weighted_sum == pytest.approx(sums[record.answer] - sums[third], abs=EXACT)
    assert evidence.rival_label == record.labels[third]


def test_the_answer_is_not_its_own_rival(by_hand: Evidence) -> None:
    with pytest.raises(ValueError, match="Output 0 is the answer"):
        Evidence(by_hand.forward_pass, rival_place=0)


def test_a_rival_that_is_no_output_is_refused(by_hand: Evidence) -> None:
    with pytest.raises(IndexError, match="Neuron 2 of a layer that has 2"):
        Evidence(by_hand.forward_pass, rival_place=2)


def test_without_hidden_neurons_the_attribution_is_the_products_themselves() -> None:
    evidence = random_evidence(8, [])
    np.testing.assert_allclose(evidence.lead_in_pixels.picture, evidence.lead.products)
    assert evidence.lead_in_pixels.blank == evidence.lead.bias
    assert evidence.lead_in_pixels.error == pytest.approx(0, abs=EXACT)


@given(
    seed=st.integers(0, 999),
    hidden=st.lists(st.integers(1, 9), min_size=1, max_size=3),
    name=st.sampled_from(sorted(ACTIVATIONS)),
)
@settings(max_examples=40, deadline=None)
def test_the_shares_and_the_blank_page_make_the_whole(seed, hidden, name) -> None:
    evidence = random_evidence(seed, hidden, ACTIVATIONS[name])
    has_kinks = name in ("relu", "leaky_relu", "hard_sigmoid")  # which lie between two steps
    share = 1e-2 if has_kinks else 1e-5
    for shared, neuron in (
        (evidence.lead_in_pixels, evidence.lead),
        (evidence.answer_in_pixels, evidence.answer),
    ):
        assert shared.whole == neuron.weighted_sum
        assert abs(shared.error) < share * (1 + np.abs(shared.picture).sum())


def test_the_blank_page_is_the_sum_without_any_ink() -> None:
    evidence = random_evidence(9, [5, 4])
    expected = sums_of(evidence, np.zeros(784))[evidence.answer.index]
    assert evidence.answer_in_pixels.blank == pytest.approx(expected, abs=EXACT)


@pytest.mark.parametrize("name", sorted(ACTIVATIONS))
def test_shares_agree_with_slopes_measured_along_the_way(name: str) -> None:
    evidence = random_evidence(10, [5, 4], ACTIVATIONS[name], steps=8)
    pixels, output = evidence.forward_pass.digit.pixels, evidence.answer.index
    for pixel in pixels.argsort()[-3:]:
        nudge = np.zeros(784)
        nudge[pixel] = 1e-5
        slopes = [
            (sums_of(evidence, way * pixels + nudge) - sums_of(evidence, way * pixels - nudge))
            / 2e-5
            for way in (np.arange(8) + 0.5) / 8
        ]
        expected = np.mean(slopes, axis=0)[output] * pixels[pixel]
        assert evidence.answer_in_pixels.picture[pixel] == pytest.approx(expected, abs=1e-7)


def test_dark_pixels_have_no_share() -> None:
    evidence = random_evidence(11, [5, 4])
    dark = evidence.forward_pass.digit.pixels == 0
    assert not evidence.lead_in_pixels.picture[dark].any()


def test_more_steps_leave_a_smaller_error() -> None:
    coarse, fine = (
        random_evidence(12, [6, 5], steps=steps).lead_in_pixels.error for steps in (4, 400)
    )
    assert abs(fine) < abs(coarse) / 100


def test_pictures_of_shares_cannot_be_changed(by_hand: Evidence) -> None:
    for array in (by_hand.lead_in_pixels.picture, by_hand.lead.weights):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 0


def test_evidence_is_found_on_paths(by_hand: Evidence) -> None:
    assert look_up(by_hand, "lead.weighted_sum") == 4
    assert look_up(by_hand, "term.0.product") == 6
    assert look_up(by_hand, "trail.0.-1.row") == 2
    assert look_up(by_hand, "lead_in_pixels.steps") == 1024
    assert look_up(by_hand, "forward_pass.answer_label") == "no"


def test_a_network_of_one_output_has_no_evidence() -> None:
    layer = Layer(np.zeros((1, 784)), np.zeros(1), sigmoid)
    record = Network((layer,)).forward(Digit(np.zeros((28, 28))))
    with pytest.raises(ValueError, match="1 output has no runner-up"):
        Evidence(record)


def test_no_steps_are_refused(by_hand: Evidence) -> None:
    with pytest.raises(ValueError, match="0 steps"):
        Evidence(by_hand.forward_pass, steps=0)
