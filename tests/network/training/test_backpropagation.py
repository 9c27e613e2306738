import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_up import finite_differences, random_layers

from network.activations import ACTIVATIONS, relu, sigmoid, softmax, tanh
from network.training.backpropagation import (
    INITIALISATIONS,
    Layers,
    as_layers,
    forward,
    gradient,
    parameter_count,
    turn_over,
)
from network.training.losses import LOSSES, squared_error

HIDDEN = tuple(name for name, each in ACTIVATIONS.items() if each.derivative)
JUDGED = [(loss, outputs) for loss in LOSSES.values() for outputs in loss.outputs]


@pytest.mark.parametrize("depth", [0, 1, 2, 3])
@pytest.mark.parametrize("hidden", HIDDEN)
@pytest.mark.parametrize(("loss", "outputs"), JUDGED, ids=lambda each: getattr(each, "name", each))
def test_gradients_agree_with_finite_differences(loss, outputs, hidden, depth) -> None:
    rng = np.random.default_rng(depth)
    shape = (4, *rng.integers(2, 5, depth), 3)
    activations = [*[ACTIVATIONS[hidden]] * depth, ACTIVATIONS[outputs]]
    images, targets = rng.random((6, 4)), np.eye(3)[rng.integers(3, size=6)]
    parameters = rng.normal(0, 0.5, parameter_count(shape))

    def loss_of(parameters: np.ndarray) -> float:
        signals, sums = forward(as_layers(parameters, shape, activations), images)
        return loss(sums, signals[-1], targets)

    layers = as_layers(parameters, shape, activations)
    found = gradient(layers, *forward(layers, images), targets, loss)
    np.testing.assert_allclose(found, finite_differences(loss_of, parameters), atol=1e-6)


def test_a_softmax_among_hidden_layers_is_refused() -> None:
    layers = as_layers(np.zeros(parameter_count((4, 3, 2))), (4, 3, 2), (softmax, sigmoid))
    forward_pass = forward(layers, np.ones((1, 4)))
    with pytest.raises(
        ValueError, match="A hidden layer of softmax; it has no derivative to learn by"
    ):
        gradient(layers, *forward_pass, np.eye(2)[:1], squared_error)


def test_signals_are_those_of_the_neurons_worked_out_one_by_one() -> None:
    layers = as_layers(np.arange(13.0) / 10, (2, 3, 1), (relu, tanh))
    (_, hidden, outputs), sums = forward(layers, np.array([[1.0, -2.0]]))
    by_hand = [max(0, w - 2 * v + b) for w, v, b in ((0, 0.1, 0.6), (0.2, 0.3, 0.7))]
    np.testing.assert_allclose(hidden[0], [*by_hand, max(0, 0.4 - 2 * 0.5 + 0.8)])
    np.testing.assert_allclose(sums[0, 0], hidden[0] @ [0.9, 1.0, 1.1] + 1.2)
    np.testing.assert_allclose(outputs, np.tanh(sums))


def test_layers_are_views_of_one_vector() -> None:
    parameters = np.arange(13.0)
    below, above = as_layers(parameters, (2, 3, 1), (sigmoid, sigmoid))
    np.testing.assert_array_equal(below.weights, [[0, 1], [2, 3], [4, 5]])
    np.testing.assert_array_equal(below.biases, [6, 7, 8])
    np.testing.assert_array_equal(above.weights, [[9, 10, 11]])
    np.testing.assert_array_equal(above.biases, [12])
    below.weights[0, 0] = 100
    assert parameters[0] == 100


@pytest.mark.parametrize(("name", "variance"), [("LeCun", 1), ("He", 2), ("standard normal", 400)])
def test_an_initialisation_has_the_variance_that_it_promises(name: str, variance: float) -> None:
    layer = random_layers(0, (400, 300))[0]
    layer.weights[:], layer.biases[:] = 0, 0
    INITIALISATIONS[name](np.random.default_rng(1), layer)
    assert layer.weights.var() == pytest.approx(variance / 400, rel=0.02)
    assert layer.biases.any() == (name == "standard normal")
    assert name != "standard normal" or layer.biases.var() == pytest.approx(1, rel=0.2)


def score_change(layers: Layers, place: int, neurons: list[int]) -> float:
    images = np.random.default_rng(0).random((5, layers[0].weights.shape[1]))
    before = forward(layers, images)[1]
    turn_over(layers, place, neurons)
    return float(np.abs(forward(layers, images)[1] - before).max())


@given(
    seed=st.integers(0, 10_000),
    hidden=st.lists(st.integers(1, 7), min_size=1, max_size=3),
    chance=st.randoms(use_true_random=False),
)
def test_turning_neurons_over_changes_no_score(seed, hidden, chance) -> None:
    place = chance.randrange(len(hidden))
    neurons = sorted(chance.sample(range(hidden[place]), chance.randint(1, hidden[place])))
    assert score_change(random_layers(seed, (4, *hidden, 3)), place, neurons) < 1e-12


def test_turning_a_neuron_over_turns_its_picture_and_its_brightness() -> None:
    layers = random_layers(1)
    images = np.random.default_rng(2).random((5, 9))
    picture, brightness = layers[0].weights[2].copy(), forward(layers, images)[0][1][:, 2]
    turn_over(layers, 0, [2])
    np.testing.assert_array_equal(layers[0].weights[2], -picture)
    np.testing.assert_allclose(forward(layers, images)[0][1][:, 2], 1 - brightness)
