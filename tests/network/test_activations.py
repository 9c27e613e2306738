import pickle

import numpy as np
import pytest

from network.activations import ACTIVATIONS, relu, sigmoid, single_sigmoid, softmax, tanh


def test_the_sigmoid_is_one_half_at_zero() -> None:
    assert sigmoid(np.array([0.0]))[0] == 0.5


def test_the_sigmoid_agrees_with_its_formula() -> None:
    sums = np.linspace(-20, 20, 101)
    np.testing.assert_allclose(sigmoid(sums), 1 / (1 + np.exp(-sums)), rtol=1e-12)


def test_the_sigmoid_of_minus_z_is_one_minus_that_of_z() -> None:
    sums = np.linspace(-30, 30, 61)
    np.testing.assert_allclose(sigmoid(-sums), 1 - sigmoid(sums), atol=1e-15)


def test_the_sigmoid_saturates_without_a_warning() -> None:
    with np.errstate(all="raise", under="ignore"):
        assert sigmoid(np.array([-1e4, 1e4])).tolist() == [0, 1]


def test_in_32_bits_the_sigmoid_is_the_same_from_end_to_end_and_does_not_warn() -> None:
    sums = np.linspace(-150, 150, 30_001, dtype=np.float32)
    with np.errstate(all="raise", under="ignore"):
        found = single_sigmoid(sums.copy())
    assert found.dtype == np.float32
    np.testing.assert_allclose(found, sigmoid(sums.astype(float)), rtol=0, atol=1e-7)
    assert found[0] == 0
    assert found[-1] == 1


def test_relu_cuts_off_what_is_below_zero() -> None:
    assert relu(np.array([-2.0, 0.0, 3.0])).tolist() == [0, 0, 3]


def test_softmax_gives_shares_that_add_up_to_one() -> None:
    shares = softmax(np.array([[1.0, 2.0, 3.0], [1000.0, 0.0, 0.0]]))
    np.testing.assert_allclose(shares.sum(axis=1), 1)
    np.testing.assert_allclose(shares[0, 2] / shares[0, 1], np.e)


@pytest.mark.parametrize("name", sorted(ACTIVATIONS.keys() - {"softmax"}))
def test_slopes_agree_with_finite_differences(name: str) -> None:
    activation = ACTIVATIONS[name]
    sums, step = np.array([-1.7, -0.3, 0.4, 2.1]), 1e-6
    rise = (activation(sums + step) - activation(sums - step)) / (2 * step)
    assert activation.slope is not None
    np.testing.assert_allclose(activation.slope(activation(sums)), rise, rtol=1e-6)


def test_tanh_is_a_sigmoid_twice_as_steep_and_twice_as_high() -> None:
    sums = np.linspace(-3, 3, 13)
    np.testing.assert_allclose(tanh(sums), 2 * sigmoid(2 * sums) - 1, atol=1e-14)


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_an_activation_stays_itself_on_its_way_to_another_process(name) -> None:
    assert pickle.loads(pickle.dumps(ACTIVATIONS[name])) is ACTIVATIONS[name]
