import math

import numpy as np
import pytest
from made_up import random_network

from network import Layer, Network, look_up
from network.activations import identity, sigmoid
from network.interpretability.neurons import MeasuredNeuron, NeuronStatistics
from network.interpretability.stroke_match import match_strokes


def measured(activations: list[float], labels: list[int], outputs: int = 3) -> MeasuredNeuron:
    """One hidden neuron that answers to digits of one lit pixel each with these activations."""
    count = len(activations)
    weights = np.zeros((1, 784))
    weights[0, :count] = activations
    hidden = Layer(weights, np.zeros(1), identity)
    network = Network((hidden, Layer(np.zeros((outputs, 1)), np.zeros(outputs), sigmoid)))
    statistics = NeuronStatistics(network, np.eye(count, 784), np.array(labels), noises=1)
    return statistics.neurons[0]


def test_a_group_without_others_has_no_area() -> None:
    assert math.isnan(measured([0.1, 0.2], [0, 1]).auc(0, 1, 2))
    assert math.isnan(measured([0.1, 0.2], [0, 1]).auc(2))


def test_an_area_of_a_group_tells_its_digits_from_all_others() -> None:
    told = measured([0.9, 0.8, 0.1, 0.85], [0, 2, 1, 1])
    assert told.auc(0, 2) == 3 / 4
    assert told.auc(1) == 1 / 4
    assert look_up(told, "auc.1") == 1 / 4


def test_loops_are_zero_six_eight_and_nine() -> None:
    told = measured([0.9, 0.7, 0.8, 0.6, *[0.1] * 6], [0, 6, 8, 9, 1, 2, 3, 4, 5, 7], outputs=10)
    assert told.loops == 1


def test_the_mean_response_is_that_of_each_label() -> None:
    told = measured([0.2, 0.4, 0.9], [0, 0, 2])
    np.testing.assert_allclose(told.mean_response, [0.3, np.nan, 0.9])
    assert told.statistics.counts.tolist() == [2, 0, 1]
    np.testing.assert_allclose(measured([0.2], [0]).mean_response, [0.2, np.nan, np.nan])


def test_saturated_responses_are_counted() -> None:
    assert measured([1.0, 1.0 - 1e-16, 0.99], [0, 1, 2]).saturated == 1


@pytest.fixture(scope="module")
def found() -> NeuronStatistics:
    rng = np.random.default_rng(6)
    network = random_network(rng, 784, 4, 5, 3)
    labels = rng.integers(0, 3, 80).astype(np.uint8)
    return NeuronStatistics(network, rng.random((80, 784)), labels, noises=3)


def test_every_neuron_of_the_first_layer_is_measured(found: NeuronStatistics) -> None:
    assert found.total == 4
    assert [each.number for each in found.neurons] == [1, 2, 3, 4]
    assert look_up(found, "neurons.2.index") == 2


def test_responses_are_the_activations_of_the_neuron(found: NeuronStatistics) -> None:
    layer = found.network.layers[0]
    for each in found.neurons:
        sums = [layer.weights[each.index] @ image for image in found.images]
        sums = [z + layer.biases[each.index] for z in sums]
        np.testing.assert_allclose(each.activations, [1 / (1 + math.exp(-z)) for z in sums])


def test_the_mean_response_is_a_mean_over_the_digits_of_a_label(found: NeuronStatistics) -> None:
    for each in found.neurons:
        for label in range(3):
            told = [a for a, of in zip(each.activations, found.labels, strict=True) if of == label]
            assert each.mean_response[label] == pytest.approx(sum(told) / len(told))


def test_the_loss_is_that_to_a_network_rebuilt_without_the_neuron(found: NeuronStatistics) -> None:
    first, second, third = found.network.layers
    accuracy = (found.network.classify(found.images) == found.labels).mean()
    assert found.accuracy == pytest.approx(accuracy)
    for each in found.neurons:
        rest = np.arange(4) != each.index
        rebuilt = Network(
            (
                Layer(first.weights[rest], first.biases[rest], sigmoid),
                Layer(second.weights[:, rest], second.biases, sigmoid),
                third,
            )
        )
        without = (rebuilt.classify(found.images) == found.labels).mean()
        assert each.loss == pytest.approx(accuracy - without)
        assert each.loss_percent == pytest.approx(100 * (accuracy - without))
    losses = [each.loss for each in found.neurons]
    assert found.most_needed.index == losses.index(max(losses))


def test_pictures_are_matched_with_strokes_by_the_noises_asked_for(found: NeuronStatistics) -> None:
    matches = match_strokes(found.network.layers[0].weights, noises=3, seed=0)
    assert [each.stroke.correlation for each in found.neurons] == [m.correlation for m in matches]
    assert found.neurons[0].stroke.noises.tolist() == matches[0].noises.tolist()
    assert found.strokes == sum(match.is_stroke for match in matches)


def test_what_is_derived_cannot_be_changed(found: NeuronStatistics) -> None:
    for array in (found.activations, found.mean_responses, found.accuracies_without):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 0


def test_labels_are_what_the_digits_are_wherever_their_outputs_stand(
    found: NeuronStatistics,
) -> None:
    *below, last = found.network.layers
    order = [2, 0, 1]
    turned = Network(
        (*below, Layer(last.weights[order], last.biases[order], last.activation)), ("2", "0", "1")
    )
    same = NeuronStatistics(turned, found.images, found.labels, noises=3)
    assert same.accuracy == found.accuracy
    assert same.most_needed.index == found.most_needed.index
    np.testing.assert_array_equal(same.mean_responses, found.mean_responses[:, order])
    assert [each.loops for each in same.neurons] == [each.loops for each in found.neurons]
    assert same.neurons[0].auc(1) == found.neurons[0].auc(1)


def test_a_network_without_hidden_neurons_is_refused() -> None:
    network = Network((Layer(np.zeros((2, 784)), np.zeros(2), sigmoid),))
    with pytest.raises(IndexError, match="it has no hidden neuron"):
        NeuronStatistics(network, np.zeros((1, 784)), np.array([0]))


def test_images_without_labels_are_refused(found: NeuronStatistics) -> None:
    with pytest.raises(ValueError, match="80 images but labels of shape"):
        NeuronStatistics(found.network, found.images, found.labels[:-1])


def test_pictures_of_another_size_are_refused() -> None:
    network = random_network(np.random.default_rng(0), 9, 4, 3)
    with pytest.raises(ValueError, match="Pictures of 9 pixels; strokes are looked for in 28 x 28"):
        NeuronStatistics(network, np.zeros((1, 9)), np.array([0]))
