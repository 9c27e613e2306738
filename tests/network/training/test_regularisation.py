import numpy as np
import pytest
from made_up import finite_differences, random_layers

from network.training.regularisation import Regularisation, shrink, total_variation


def test_the_gradient_of_total_variation_agrees_with_finite_differences() -> None:
    weights = np.random.default_rng(5).normal(size=(2, 16))
    gradient = total_variation(weights)[1]
    expected = finite_differences(lambda at: total_variation(at)[0], weights)
    np.testing.assert_allclose(gradient, expected, atol=1e-5)


def test_total_variation_of_one_pixel_is_its_height_along_four_edges() -> None:
    weights = np.array([[0, 0, 0, 0, 3.0, 0, 0, 0, 0]])
    # Two edges meet in the pixel itself, so their steps are taken together.
    expected = 3 * (2**0.5 + 2)
    assert total_variation(weights, softness=1e-9)[0] == pytest.approx(expected)


def test_shrinking_stops_at_zero() -> None:
    weights = np.array([-0.5, -0.1, 0.0, 0.05, 0.3])
    shrink(weights, 0.1)
    np.testing.assert_allclose(weights, [-0.4, 0, 0, 0, 0.2])


def test_each_decay_pulls_at_its_own_layers_and_at_no_bias() -> None:
    layers, as_before = random_layers(1), random_layers(1)
    Regularisation(decay=0.5, decay_above=2).apply(layers, rate=0.1)
    for now, then, left in zip(layers, as_before, (0.95, 0.8, 0.8), strict=True):
        np.testing.assert_allclose(now.weights, left * then.weights)
        np.testing.assert_array_equal(now.biases, then.biases)


@pytest.mark.parametrize("term", [Regularisation(sparsity=1), Regularisation(smoothness=1)])
def test_pictures_are_pulled_at_and_nothing_else(term: Regularisation) -> None:
    layers, as_before = random_layers(1), random_layers(1)
    term.apply(layers, rate=0.01)
    moved = [
        (now != then).any()
        for layer, before in zip(layers, as_before, strict=True)
        for now, then in zip(layer[:2], before[:2], strict=True)
    ]
    assert moved == [True, *[False] * 5]


def test_smoothing_makes_pictures_smoother() -> None:
    layers = random_layers(2)
    before = total_variation(layers[0].weights)[0]
    Regularisation(smoothness=1).apply(layers, rate=0.01)
    assert total_variation(layers[0].weights)[0] < before


def test_no_regularisation_leaves_all_as_it_was() -> None:
    layers, as_before = random_layers(3), random_layers(3)
    Regularisation().apply(layers, rate=1)
    for now, then in zip(layers, as_before, strict=True):
        np.testing.assert_array_equal(now.weights, then.weights)


@pytest.mark.parametrize("strength", [-1, float("nan"), float("inf")])
def test_a_strength_below_zero_or_without_end_is_refused(strength: float) -> None:
    with pytest.raises(
        ValueError, match=f"decay: {strength}; regularisation must be finite and 0 or more"
    ):
        Regularisation(decay=strength)
