import math

import numpy as np
import pytest

from network import Digit, ForwardPass, Layer, Network
from network.activations import sigmoid


@pytest.fixture
def by_hand() -> ForwardPass:
    """Two lit pixels, one hidden neuron with z = 0.5 * 4 + 1 * -3 + 2, two outputs."""
    image, weights = np.zeros((28, 28)), np.zeros((1, 784))
    image.flat[[0, 1]] = 0.5, 1
    weights.flat[[0, 1, 2]] = 4, -3, 9
    hidden = Layer(weights, np.array([2.0]), sigmoid)
    outputs = Layer(np.array([[2.0], [-2.0]]), np.array([0.0, 0.0]), sigmoid)
    return Network((hidden, outputs), labels=("no", "yes")).forward(Digit(image, label="yes"))


def squished(z: float) -> float:
    return 1 / (1 + math.exp(-z))


def test_a_weighted_sum_is_what_the_hand_works_out(by_hand: ForwardPass) -> None:
    neuron = by_hand.layers[0].neuron(0)
    assert (neuron.positive, neuron.negative, neuron.bias) == (2, -3, 2)
    assert neuron.weighted_sum == 1


def test_an_activation_is_the_squished_sum(by_hand: ForwardPass) -> None:
    assert by_hand.layers[0].neuron(0).activation == pytest.approx(squished(1))


def test_scores_are_the_activations_of_the_last_layer(by_hand: ForwardPass) -> None:
    hidden = squished(1)
    expected = [squished(2 * hidden), squished(-2 * hidden)]
    np.testing.assert_allclose(by_hand.scores, expected)


def test_the_answer_is_the_brightest_output(by_hand: ForwardPass) -> None:
    assert (by_hand.answer, by_hand.answer_label) == (0, "no")
    assert (by_hand.runner_up, by_hand.runner_up_label) == (1, "yes")
    assert by_hand.margin == pytest.approx(by_hand.scores[0] - by_hand.scores[1])


def test_an_answer_is_right_when_it_is_the_label(by_hand: ForwardPass) -> None:
    assert by_hand.is_right is False
    assert by_hand.right_label == "yes"


@pytest.mark.parametrize("label", [-1, 0, 1, 2, "maybe"])
def test_a_label_that_no_output_stands_for_is_refused(
    by_hand: ForwardPass, label: int | str
) -> None:
    with pytest.raises(ValueError, match=f"Label {label}; the outputs stand for no, yes"):
        ForwardPass(Digit(np.zeros((28, 28)), label), by_hand.layers, by_hand.labels)


def ties(labels: tuple[str, ...], label: int | str | None, *scores: float) -> ForwardPass:
    sums = np.log(np.array(scores) / (1 - np.array(scores)))
    outputs = Layer(np.zeros((len(scores), 784)), sums, sigmoid)
    return Network((outputs,), labels).forward(Digit(np.zeros((28, 28)), label))


def test_a_label_is_what_the_digit_is_wherever_its_output_stands() -> None:
    record = ties(tuple("123456789"), 3, *(0.1, 0.2, 0.9, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1))
    assert (record.answer, record.answer_label, record.right_label) == (2, "3", "3")
    assert record.is_right is True
    turned = ties(tuple("1234567890"), 9, *(0.1, 0.2, 0.9, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1))
    assert (turned.right_label, turned.is_right) == ("9", False)


def test_of_a_tie_none_is_right_or_wrong_alone() -> None:
    labels = ("a", "b", "c")
    assert ties(labels, "c", 0.2, 0.9, 0.9).brightest == ("b", "c")
    assert ties(labels, "c", 0.2, 0.9, 0.9).is_right is None
    assert ties(labels, "b", 0.2, 0.9, 0.9).is_right is None
    assert ties(labels, "a", 0.2, 0.9, 0.9).is_right is False
    assert ties(labels, "b", 0.2, 0.9, 0.8).is_right is True


def test_without_a_label_nothing_is_right_or_wrong(small: Network) -> None:
    record = small.forward(Digit(np.zeros((28, 28))))
    assert record.is_right is None
    assert record.right_label == ""


def test_a_layer_agrees_with_its_neurons(small: Network, scrawl: Digit) -> None:
    for layer in small.forward(scrawl).layers:
        for index, z in enumerate(layer.weighted_sums):
            neuron = layer.neuron(index)
            assert neuron.products.sum() + neuron.bias == pytest.approx(z, abs=1e-12)
            assert neuron.positive + neuron.negative + neuron.bias == pytest.approx(z, abs=1e-12)
            assert squished(z) == pytest.approx(neuron.activation, abs=1e-12)


def test_a_forward_pass_agrees_with_its_layers(small: Network, scrawl: Digit) -> None:
    record = small.forward(scrawl)
    inputs = [scrawl.pixels, *(layer.activations for layer in record.layers)]
    for layer, expected in zip(record.layers, inputs[:-1], strict=True):
        np.testing.assert_array_equal(layer.inputs, expected)
    np.testing.assert_array_equal(record.scores, inputs[-1])


def test_a_record_agrees_with_a_batch(small: Network, scrawl: Digit) -> None:
    record = small.forward(scrawl)
    np.testing.assert_allclose(small.scores(scrawl.pixels[None])[0], record.scores, atol=1e-14)
    assert small.classify(scrawl.pixels[None]).tolist() == [record.answer]


def test_the_strongest_terms_and_the_others_make_the_whole(small: Network, scrawl: Digit) -> None:
    neuron = small.forward(scrawl).layers[0].neuron(2)
    strongest = neuron.strongest(4)
    told = neuron.products[strongest]
    assert np.abs(told).min() >= np.abs(np.delete(neuron.products, strongest)).max()
    assert told.sum() + neuron.others(4) == pytest.approx(neuron.products.sum(), abs=1e-12)
    assert neuron.left_over(4) == 780


def test_more_terms_than_there_are_leave_nothing_over(by_hand: ForwardPass) -> None:
    output = by_hand.ranked(0)
    assert (output.left_over(4), output.others(4)) == (0, 0)


def test_the_clearest_neuron_has_a_moderate_sum_and_two_heaps() -> None:
    image, weights = np.zeros((28, 28)), np.zeros((3, 784))
    image.flat[[0, 1]] = 1
    weights[:, :2] = [[90, -1], [6, -3], [2, 1]]
    network = Network((Layer(weights, np.zeros(3), sigmoid),))
    assert network.forward(Digit(image)).clearest.index == 1


@pytest.mark.parametrize(
    "other",
    [(1, 0, 0), (9, -8, 0), (5, -1, 0), (4, -1, 9)],
    ids=["of one heap", "of a small sum", "of a large sum", "of faint products"],
)
def test_the_clearest_neuron_is_not_one(other: tuple[float, ...]) -> None:
    image, weights = np.zeros((28, 28)), np.zeros((2, 784))
    image.flat[[0, 1]] = 1
    weights[:, :3] = other, (4, -1, 0)
    network = Network((Layer(weights, np.zeros(2), sigmoid),))
    assert network.forward(Digit(image)).clearest.index == 1


def test_records_cannot_be_changed(by_hand: ForwardPass) -> None:
    for array in (by_hand.scores, by_hand.layers[0].weighted_sums, by_hand.ranking):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 0


def test_a_neuron_that_is_not_there_is_an_error(by_hand: ForwardPass) -> None:
    for index in (-1, 1):
        with pytest.raises(IndexError, match="that has 1"):
            by_hand.layers[0].neuron(index)
