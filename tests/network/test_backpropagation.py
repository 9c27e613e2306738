import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from network.backpropagation import (
    AdamW,
    Layers,
    as_layers,
    forward,
    gradients,
    loss,
    shrink,
    starting_parameters,
    total_variation,
    turn_over,
)

SHAPE = (9, 5, 4, 3)


def random_parameters(seed: int, shape: tuple[int, ...] = SHAPE) -> np.ndarray:
    rng = np.random.default_rng(seed)
    return rng.normal(size=len(starting_parameters(shape, rng)))


def finite_differences(function, at: np.ndarray, width: float = 1e-5) -> np.ndarray:
    steps = width * np.eye(at.size).reshape(-1, *at.shape)
    slopes = [(function(at + step) - function(at - step)) / (2 * width) for step in steps]
    return np.reshape(slopes, at.shape)


def test_gradients_agree_with_finite_differences() -> None:
    rng = np.random.default_rng(3)
    images, targets = rng.random((6, 9)), np.eye(3)[rng.integers(3, size=6)]

    def loss_of(parameters: np.ndarray) -> float:
        return loss(forward(as_layers(parameters, SHAPE), images)[-1], targets)

    parameters = random_parameters(4)
    layers = as_layers(parameters, SHAPE)
    slopes = gradients(layers, forward(layers, images), targets)
    np.testing.assert_allclose(slopes, finite_differences(loss_of, parameters), atol=1e-6)


def test_the_slope_of_total_variation_agrees_with_finite_differences() -> None:
    weights = np.random.default_rng(5).normal(size=(2, 16))
    slope = total_variation(weights)[1]
    expected = finite_differences(lambda at: total_variation(at)[0], weights)
    np.testing.assert_allclose(slope, expected, atol=1e-5)


def test_total_variation_of_one_pixel_is_its_height_along_four_edges() -> None:
    weights = np.array([[0, 0, 0, 0, 3.0, 0, 0, 0, 0]])
    # Two edges meet in the pixel itself, so their steps are taken together.
    expected = 3 * (2**0.5 + 2)
    assert total_variation(weights, softness=1e-9)[0] == pytest.approx(expected)


def test_the_loss_is_the_surprise_at_each_output() -> None:
    scores, targets = np.array([[0.5, 0.25]]), np.array([[1.0, 0.0]])
    assert loss(scores, targets) == pytest.approx(-np.log(0.5) - np.log(0.75))


def test_layers_are_views_of_one_vector() -> None:
    parameters = np.arange(13.0)
    (weights, biases), (weights_above, biases_above) = as_layers(parameters, (2, 3, 1))
    np.testing.assert_array_equal(weights, [[0, 1], [2, 3], [4, 5]])
    np.testing.assert_array_equal(biases, [6, 7, 8])
    np.testing.assert_array_equal(weights_above, [[9, 10, 11]])
    np.testing.assert_array_equal(biases_above, [12])
    weights[0, 0] = 100
    assert parameters[0] == 100


def test_the_first_step_is_as_long_for_a_small_slope_as_for_a_large_one() -> None:
    step = AdamW(3).step(np.array([1e-3, -1.0, 1e3], np.float32))
    np.testing.assert_allclose(step, [-1, 1, -1], rtol=1e-4)


def test_a_second_step_weighs_both_slopes() -> None:
    adam = AdamW(1)
    adam.step(np.array([1.0], np.float32))
    step = adam.step(np.array([-2.0], np.float32))
    mean = (0.9 * 0.1 * 1 + 0.1 * -2) / (1 - 0.9**2)
    square = (0.999 * 0.001 * 1 + 0.001 * 4) / (1 - 0.999**2)
    np.testing.assert_allclose(step, -mean / square**0.5, rtol=1e-4)


def test_shrinking_stops_at_zero() -> None:
    weights = np.array([-0.5, -0.1, 0.0, 0.05, 0.3])
    shrink(weights, 0.1)
    np.testing.assert_allclose(weights, [-0.4, 0, 0, 0, 0.2])


def score_change(layers: Layers, place: int, neurons: list[int]) -> float:
    images = np.random.default_rng(0).random((5, layers[0][0].shape[1]))
    before = forward(layers, images)[-1]
    turn_over(layers, place, neurons)
    return float(np.abs(forward(layers, images)[-1] - before).max())


@given(
    seed=st.integers(0, 10_000),
    hidden=st.lists(st.integers(1, 7), min_size=1, max_size=3),
    chance=st.randoms(use_true_random=False),
)
def test_turning_neurons_over_changes_no_score(seed, hidden, chance) -> None:
    shape = (4, *hidden, 3)
    place = chance.randrange(len(hidden))
    neurons = sorted(chance.sample(range(hidden[place]), chance.randint(1, hidden[place])))
    layers = as_layers(random_parameters(seed, shape), shape)
    assert score_change(layers, place, neurons) < 1e-12


def test_turning_a_neuron_over_turns_its_picture_and_its_brightness() -> None:
    layers = as_layers(random_parameters(1), SHAPE)
    images = np.random.default_rng(2).random((5, 9))
    picture, brightness = layers[0][0][2].copy(), forward(layers, images)[1][:, 2]
    turn_over(layers, 0, [2])
    np.testing.assert_array_equal(layers[0][0][2], -picture)
    np.testing.assert_allclose(forward(layers, images)[1][:, 2], 1 - brightness)
