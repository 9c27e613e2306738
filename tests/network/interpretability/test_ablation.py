import numpy as np
import pytest
from made_up import rebuilt, scores_of

from network import Digit, Layer, Network
from network.activations import relu, sigmoid
from network.interpretability.ablation import Ablation, Ablations, ablated


@pytest.mark.parametrize("place", [(0, 3), (1, 1)])
def test_an_ablated_neuron_is_one_that_is_not_there(small, scrawl, place) -> None:
    layer, neuron = place
    parts = rebuilt(small)
    parts[layer] = tuple(np.delete(array, neuron, axis=0) for array in parts[layer])
    weights, biases = parts[layer + 1]
    parts[layer + 1] = (np.delete(weights, neuron, axis=1), biases)
    result = Ablation(small, scrawl, layer, neuron)
    np.testing.assert_allclose(result.after.scores, scores_of(parts, scrawl.pixels))


def test_a_changed_network_does_not_claim_to_be_the_old_one(small: Network) -> None:
    network = Network(small.layers, origin={"test": 0.97})
    assert ablated(network, 0, 0).origin == {"changed_from": {"test": 0.97}}


def test_an_output_cannot_be_ablated(small: Network) -> None:
    with pytest.raises(IndexError, match="Layer 2 holds the outputs"):
        ablated(small, 2, 0)


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
