import numpy as np
import pytest
from made_up import rebuilt, scores_of

from network import Digit, Layer, Network, look_up
from network.activations import sigmoid
from network.interpretability.ablation import Ablation, ablated
from network.interpretability.erasing import Erasing
from network.interpretability.what_if import MovedBias


def everything(network: Network) -> list[bytes]:
    return [array.tobytes() for layer in network.layers for array in (layer.weights, layer.biases)]


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


def test_no_network_is_changed_by_asking(small: Network, scrawl: Digit) -> None:
    before = everything(small)
    Ablation(small, scrawl, 0, 0)
    MovedBias(small, scrawl, 1, 1, 3)
    Erasing(small, scrawl, np.ones((28, 28), bool))
    assert everything(small) == before


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


def test_the_lead_left_is_that_over_the_best_of_the_others(small: Network, scrawl: Digit) -> None:
    result = MovedBias(small, scrawl, 2, 0, 0.25)
    sums = result.after.layers[-1].weighted_sums
    old = result.before.answer
    best = max(sums[place] for place in range(3) if place != old)
    assert result.lead_left == pytest.approx(sums[old] - best)
