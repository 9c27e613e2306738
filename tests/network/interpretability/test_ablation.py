import math

import numpy as np
import pytest

from network import Digit, Layer, Network, look_up
from network.activations import relu, sigmoid
from network.interpretability.ablation import (
    Ablation,
    Ablations,
    Erasing,
    MovedBias,
    ablated,
    strongest_patch,
)


def rebuilt(network: Network) -> list[tuple[np.ndarray, np.ndarray]]:
    """Weights and biases of our own, which may be changed."""
    return [(layer.weights.copy(), layer.biases.copy()) for layer in network.layers]


def scores_of(parts: list[tuple[np.ndarray, np.ndarray]], pixels: np.ndarray) -> list[float]:
    """The scores of sigmoid layers, worked out neuron by neuron."""
    signal = list(pixels)
    for weights, biases in parts:
        sums = [
            math.fsum(w * a for w, a in zip(row, signal, strict=True)) + b
            for row, b in zip(weights, biases, strict=True)
        ]
        signal = [1 / (1 + math.exp(-z)) for z in sums]
    return signal


def everything(network: Network) -> list[bytes]:
    return [array.tobytes() for layer in network.layers for array in (layer.weights, layer.biases)]


def test_an_erased_region_is_paper(small: Network, scrawl: Digit) -> None:
    region = np.zeros((28, 28), bool)
    region[5:20, 3:9] = True
    result = Erasing(small, scrawl, region)
    image = scrawl.image.copy()
    image[5:20, 3:9] = 0
    np.testing.assert_array_equal(result.after.digit.image, image)
    np.testing.assert_allclose(result.after.scores, scores_of(rebuilt(small), image.ravel()))
    np.testing.assert_allclose(result.before.scores, scores_of(rebuilt(small), scrawl.pixels))


def test_what_is_left_of_an_erased_digit_has_no_label(small: Network, scrawl: Digit) -> None:
    result = Erasing(small, scrawl, np.ones((28, 28), bool))
    assert result.before.digit.label == 1
    assert result.after.digit.label is None


@pytest.mark.parametrize(
    "region",
    [np.ones((28, 28)), np.ones(784, bool), np.ones((2, 2), bool), np.zeros((28, 28), bool)],
)
def test_a_region_that_does_not_fit_is_refused(small, scrawl, region) -> None:
    with pytest.raises(ValueError, match="must be 28 x 28 booleans"):
        Erasing(small, scrawl, region)


@pytest.mark.parametrize("place", [(0, 4), (1, 0), (2, 2)])
def test_a_moved_bias_is_that_of_a_network_rebuilt_by_hand(small, scrawl, place) -> None:
    layer, neuron = place
    parts = rebuilt(small)
    parts[layer][1][neuron] += -2.5
    result = MovedBias(small, scrawl, layer, neuron, -2.5)
    np.testing.assert_allclose(result.after.scores, scores_of(parts, scrawl.pixels))


def test_a_bias_of_nonsense_is_refused(small: Network, scrawl: Digit) -> None:
    with pytest.raises(ValueError, match="reach nan; all must be finite"):
        MovedBias(small, scrawl, 0, 0, float("nan"))


@pytest.mark.parametrize("place", [(0, 3), (1, 1)])
def test_an_ablated_neuron_is_one_that_is_not_there(small, scrawl, place) -> None:
    layer, neuron = place
    parts = rebuilt(small)
    parts[layer] = tuple(np.delete(array, neuron, axis=0) for array in parts[layer])
    weights, biases = parts[layer + 1]
    parts[layer + 1] = (np.delete(weights, neuron, axis=1), biases)
    result = Ablation(small, scrawl, layer, neuron)
    np.testing.assert_allclose(result.after.scores, scores_of(parts, scrawl.pixels))


def test_no_network_is_changed_by_asking(small: Network, scrawl: Digit) -> None:
    before = everything(small)
    Ablation(small, scrawl, 0, 0)
    MovedBias(small, scrawl, 1, 1, 3)
    Erasing(small, scrawl, np.ones((28, 28), bool))
    assert everything(small) == before


def test_a_changed_network_does_not_claim_to_be_the_old_one(small: Network) -> None:
    network = Network(small.layers, origin={"test": 0.97})
    assert ablated(network, 0, 0).origin == {"changed_from": {"test": 0.97}}


def test_the_change_is_after_minus_before(small: Network, scrawl: Digit) -> None:
    result = MovedBias(small, scrawl, 2, 1, 1.5)
    np.testing.assert_allclose(result.change_of_sums, [0, 1.5, 0])
    assert result.change[1] == result.after.scores[1] - result.before.scores[1] > 0
    assert look_up(result, "change_of_sums.1") == pytest.approx(1.5)


def test_sums_tell_of_a_change_where_scores_are_exactly_one() -> None:
    network = Network((Layer(np.zeros((2, 784)), np.array([50.0, 0.0]), sigmoid),))
    result = MovedBias(network, Digit(np.zeros((28, 28))), 0, 0, -10)
    assert result.change.tolist() == [0, 0]
    assert result.change_of_sums.tolist() == [-10, 0]


def test_a_new_answer_is_noticed(small: Network, scrawl: Digit) -> None:
    answer = small.forward(scrawl).answer
    assert MovedBias(small, scrawl, 2, answer, -50).changes_answer
    assert not MovedBias(small, scrawl, 2, answer, 50).changes_answer


@pytest.mark.parametrize(
    ("place", "reason"),
    [((3, 0), "network that has 3"), ((-1, 0), "network that has 3"), ((0, 5), "layer that has 5")],
)
def test_a_neuron_that_is_not_there_is_refused(small, scrawl, place, reason) -> None:
    with pytest.raises(IndexError, match=reason):
        MovedBias(small, scrawl, *place, 1)
    with pytest.raises(IndexError, match=reason):
        ablated(small, *place)


def test_an_output_cannot_be_ablated(small: Network) -> None:
    with pytest.raises(IndexError, match="Layer 2 holds the outputs"):
        ablated(small, 2, 0)


def test_the_strongest_patch_is_the_best_of_all_tried_one_by_one(rng: np.random.Generator) -> None:
    shares = rng.normal(size=(28, 28))
    patch = strongest_patch(shares.ravel(), side=4)
    sums = [shares[r : r + 4, c : c + 4].sum() for r in range(25) for c in range(25)]
    assert shares[patch].sum() == pytest.approx(max(sums))
    assert patch.sum() == 16


def test_a_patch_is_of_five_pixels_and_may_be_the_whole_picture() -> None:
    assert strongest_patch(np.ones(784)).sum() == 25
    assert strongest_patch(np.ones(784), 28).all()


def test_the_lead_left_is_that_over_the_best_of_the_others(small: Network, scrawl: Digit) -> None:
    result = MovedBias(small, scrawl, 2, 0, 0.25)
    sums = result.after.layers[-1].weighted_sums
    old = result.before.answer
    best = max(sums[place] for place in range(3) if place != old)
    assert result.lead_left == pytest.approx(sums[old] - best)


@pytest.mark.parametrize("side", [0, 29])
def test_a_patch_must_be_a_part_of_the_picture(side: int) -> None:
    with pytest.raises(ValueError, match=f"A patch of {side} x {side} pixels in 28 x 28"):
        strongest_patch(np.zeros(784), side)


def test_what_is_erased_tells_its_rows_and_columns(small: Network, scrawl: Digit) -> None:
    region = np.zeros((28, 28), bool)
    region[5:20, 3:9] = True
    result = Erasing(small, scrawl, region)
    assert (result.rows, result.columns) == ((6, 20), (4, 9))


def test_each_hidden_neuron_is_ablated_in_turn(small: Network, scrawl: Digit) -> None:
    found = Ablations(small, scrawl)
    places = [(each.layer, each.neuron) for each in found.each]
    assert places == [(0, 0), (0, 1), (0, 2), (0, 3), (0, 4), (1, 0), (1, 1), (1, 2), (1, 3)]
    for each in found.each:
        alone = Ablation(small, scrawl, each.layer, each.neuron)
        np.testing.assert_array_equal(each.after.scores, alone.after.scores)
    assert found.total == len(places)
    assert found.deciding == sum(each.before.answer != each.after.answer for each in found.each)


def test_the_lead_left_falls_below_zero_where_another_output_overtakes() -> None:
    """One lit pixel, two hidden neurons at 1 and 2; without the second the answer changes."""
    weights = np.zeros((2, 784))
    weights[:, 0] = 1, 2
    hidden = Layer(weights, np.zeros(2), relu)
    outputs = Layer(np.array([[0.0, 2.0], [3.0, 0.0]]), np.zeros(2), sigmoid)
    image = np.zeros((28, 28))
    image[0, 0] = 1
    found = Ablations(Network((hidden, outputs)), Digit(image))
    assert [each.lead_left for each in found.each] == [4, -3]
    assert (found.strongest.layer_number, found.strongest.neuron_number) == (1, 2)
    assert found.deciding == 1
