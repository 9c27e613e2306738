import numpy as np
import pytest

from network.training.optimisers import OPTIMISERS, SCHEDULES, SGD, AdamW


def step(optimiser, gradient: list[float], rate: float = 1.0) -> np.ndarray:
    """The step that an optimiser takes from 0."""
    parameters = np.zeros(len(gradient), np.float32)
    optimiser.step(parameters, np.array(gradient, np.float32), rate)
    return parameters


def test_plain_descent_goes_as_far_as_it_is_steep() -> None:
    np.testing.assert_allclose(step(SGD(3), [1, -2, 0], rate=0.5), [-0.5, 1, 0])


def test_the_first_step_of_adamw_is_as_long_for_a_small_gradient_as_for_a_large_one() -> None:
    np.testing.assert_allclose(step(AdamW(3), [1e-3, -1.0, 1e3]), [-1, 1, -1], rtol=1e-4)


def test_a_second_step_of_adamw_weighs_both_gradients() -> None:
    adam = AdamW(1)
    step(adam, [1.0])
    mean = (0.9 * 0.1 * 1 + 0.1 * -2) / (1 - 0.9**2)
    square = (0.999 * 0.001 * 1 + 0.001 * 4) / (1 - 0.999**2)
    np.testing.assert_allclose(step(adam, [-2.0], 0.1), -0.1 * mean / square**0.5, rtol=1e-4)


@pytest.mark.parametrize("name", OPTIMISERS)
def test_gradients_are_left_as_they_were(name: str) -> None:
    gradient = np.array([1.0, -2.0], np.float32)
    OPTIMISERS[name](2).step(np.zeros(2, np.float32), gradient, 0.1)
    np.testing.assert_array_equal(gradient, [1, -2])


def test_a_cosine_falls_from_one_over_a_half_to_nothing() -> None:
    np.testing.assert_allclose([SCHEDULES["cosine"](at) for at in (0, 0.5, 1)], [1, 0.5, 0])


def test_a_constant_rate_stays() -> None:
    assert {SCHEDULES["constant"](at) for at in (0, 0.3, 1)} == {1}
