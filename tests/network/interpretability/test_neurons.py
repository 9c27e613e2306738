import itertools
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_up import random_network

from network import Layer, Network, look_up
from network.activations import sigmoid
from network.interpretability.neurons import Portrait, area_under_curve, portraits
from network.interpretability.stroke_match import match_strokes


def portrait(activations: list[float], labels: list[int], outputs: int = 3) -> Portrait:
    (match,) = match_strokes(np.zeros((1, 784)), noises=1)
    return Portrait(0, np.array(activations), np.array(labels), outputs, match, 0.9, 0.6)


@given(
    values=st.lists(st.tuples(st.integers(0, 6), st.booleans()), min_size=2, max_size=40).filter(
        lambda pairs: len({inside for _, inside in pairs}) == 2
    )
)
def test_the_area_under_the_curve_is_the_share_of_pairs_counted_one_by_one(values) -> None:
    ours = [value for value, inside in values if inside]
    others = [value for value, inside in values if not inside]
    won = [(a > b) + (a == b) / 2 for a, b in itertools.product(ours, others)]
    numbers, inside = (np.array(each) for each in zip(*values, strict=True))
    assert area_under_curve(numbers, inside) == sum(won) / len(won)


def test_saturated_activations_are_ties() -> None:
    activations = sigmoid(np.array([40.0, 90.0, 0.0, 0.0]))
    assert area_under_curve(activations, np.array([True, False, True, False])) == 0.5


def test_a_group_without_others_has_no_area() -> None:
    assert math.isnan(portrait([0.1, 0.2], [0, 1]).auc(0, 1, 2))
    assert math.isnan(portrait([0.1, 0.2], [0, 1]).auc(2))


def test_an_area_of_a_group_tells_its_digits_from_all_others() -> None:
    told = portrait([0.9, 0.8, 0.1, 0.85], [0, 2, 1, 1])
    assert told.auc(0, 2) == 3 / 4
    assert told.auc(1) == 1 / 4
    assert look_up(told, "auc.1") == 1 / 4


def test_loops_are_zero_six_eight_and_nine() -> None:
    told = portrait([0.9, 0.7, 0.8, 0.6, *[0.1] * 6], [0, 6, 8, 9, 1, 2, 3, 4, 5, 7], outputs=10)
    assert told.loops == 1


def test_the_mean_response_is_that_of_each_label() -> None:
    told = portrait([0.2, 0.4, 0.9], [0, 0, 2])
    np.testing.assert_allclose(told.mean_response, [0.3, np.nan, 0.9])
    assert told.counts.tolist() == [2, 0, 1]
    assert told.total == 3
    np.testing.assert_allclose(portrait([0.2], [0]).mean_response, [0.2, np.nan, np.nan])


def test_saturated_responses_are_counted() -> None:
    assert portrait([1.0, 1.0 - 1e-16, 0.99], [0, 1, 2]).saturated == 1


def test_the_loss_is_what_the_accuracy_falls_by() -> None:
    assert portrait([0.5], [0]).loss == pytest.approx(0.3)


@pytest.fixture(scope="module")
def taken() -> tuple[Network, np.ndarray, np.ndarray, tuple[Portrait, ...]]:
    rng = np.random.default_rng(6)
    network = random_network(rng, 784, 4, 5, 3)
    images = rng.random((80, 784))
    labels = rng.integers(0, 3, 80).astype(np.uint8)
    return network, images, labels, portraits(network, images, labels, noises=3)


def test_there_is_a_portrait_of_each_neuron_of_the_first_layer(taken) -> None:
    assert [each.index for each in taken[3]] == [0, 1, 2, 3]


def test_responses_are_the_activations_of_the_neuron(taken) -> None:
    network, images, _, found = taken
    layer = network.layers[0]
    for each in found:
        sums = [layer.weights[each.index] @ image + layer.biases[each.index] for image in images]
        np.testing.assert_allclose(each.activations, [1 / (1 + math.exp(-z)) for z in sums])


def test_the_accuracy_without_a_neuron_is_that_of_a_network_rebuilt_by_hand(taken) -> None:
    network, images, labels, found = taken
    first, second, third = network.layers
    for each in found:
        rest = np.arange(4) != each.index
        rebuilt = Network(
            (
                Layer(first.weights[rest], first.biases[rest], sigmoid),
                Layer(second.weights[:, rest], second.biases, sigmoid),
                third,
            )
        )
        right = rebuilt.classify(images) == labels
        assert each.accuracy_without == pytest.approx(right.mean())
        assert each.accuracy == pytest.approx((network.classify(images) == labels).mean())


def test_portraits_cannot_be_changed(taken) -> None:
    for array in (taken[3][0].activations, taken[3][0].labels, taken[3][0].mean_response):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 0


def test_a_network_without_hidden_neurons_has_no_portraits() -> None:
    network = Network((Layer(np.zeros((2, 784)), np.zeros(2), sigmoid),))
    with pytest.raises(IndexError, match="only a hidden neuron"):
        portraits(network, np.zeros((1, 784)), np.array([0]))


def test_images_without_labels_are_refused(taken) -> None:
    with pytest.raises(ValueError, match="80 images but labels of shape"):
        portraits(taken[0], taken[1], taken[2][:-1])
