import pickle

import numpy as np
import pytest
from scipy import special, stats

from network.activations import (
    ACTIVATIONS,
    activation_named,
    relu,
    sigmoid,
    single_sigmoid,
    softmax,
    tanh,
)

SUMS = np.linspace(-6, 6, 121)
FORMULAS = {  # as their authors write them, of one number at a time
    "sigmoid": lambda z: 1 / (1 + np.exp(-z)),
    "relu": lambda z: z if z > 0 else 0,
    "leaky_relu": lambda z: z if z > 0 else z / 100,
    "leaky_relu:0.3": lambda z: z if z > 0 else 0.3 * z,
    "elu": lambda z: z if z > 0 else np.exp(z) - 1,
    "elu:0.5": lambda z: z if z > 0 else (np.exp(z) - 1) / 2,
    "gelu": lambda z: z * stats.norm.cdf(z),
    "gelu_tanh": lambda z: z / 2 * (1 + np.tanh((2 / np.pi) ** 0.5 * (z + 0.044715 * z**3))),
    "silu": lambda z: z / (1 + np.exp(-z)),
    "tanh": lambda z: (np.exp(z) - np.exp(-z)) / (np.exp(z) + np.exp(-z)),
    "softplus": lambda z: np.log(1 + np.exp(z)),
    "hard_sigmoid": lambda z: min(max(z + 3, 0), 6) / 6,
    "hard_sigmoid:0.2": lambda z: min(max(z / 5 + 0.5, 0), 1),
    "identity": lambda z: z,
}
OF_A_WHOLE_LAYER = {"softmax": special.softmax, "log_softmax": special.log_softmax}


@pytest.mark.parametrize("name", FORMULAS)
def test_activations_agree_with_their_formulas(name) -> None:
    expected = [FORMULAS[name](z) for z in SUMS.tolist()]
    np.testing.assert_allclose(activation_named(name)(SUMS), expected, atol=1e-14)


@pytest.mark.parametrize("name", OF_A_WHOLE_LAYER)
def test_those_of_a_whole_layer_agree_with_scipy(name, rng) -> None:
    sums = rng.normal(0, 5, (7, 4))
    expected = [OF_A_WHOLE_LAYER[name](row) for row in sums]
    np.testing.assert_allclose(ACTIVATIONS[name](sums), expected, atol=1e-14)


def test_every_activation_has_a_formula_here() -> None:
    assert ACTIVATIONS.keys() <= FORMULAS.keys() | OF_A_WHOLE_LAYER.keys()


@pytest.mark.parametrize("name", [*FORMULAS, *OF_A_WHOLE_LAYER])
def test_activations_lie_between_their_bounds_and_come_near_them(name) -> None:
    activation = activation_named(name)
    found = activation(np.array([np.linspace(-60, 60, 4001), np.zeros(4001)]).T)[:, 0]
    for bound, reached in (
        (activation.lower, found.min()),
        (None if activation.upper is None else -activation.upper, -found.max()),
    ):
        if bound is None:
            assert reached < -0.3
        else:
            assert bound - 1e-7 <= reached <= bound + 1e-3


@pytest.mark.parametrize("name", [*FORMULAS, *OF_A_WHOLE_LAYER])
def test_slopes_go_back_as_finite_differences_do(name, rng) -> None:
    activation, step = activation_named(name), 1e-6
    sums, slopes = rng.normal(0, 2, (2, 5, 4))
    expected = np.empty_like(sums)
    for place in range(4):
        nudge = step * np.eye(4)[place]
        rise = (activation(sums + nudge) - activation(sums - nudge)) / (2 * step)
        expected[:, place] = (slopes * rise).sum(axis=1)
    np.testing.assert_allclose(activation.back(sums, slopes), expected, atol=1e-7)


@pytest.mark.parametrize("name", [*FORMULAS, *OF_A_WHOLE_LAYER])
def test_activations_of_32_bits_stay_in_32_bits_and_do_not_warn(name) -> None:
    sums = np.linspace(-200, 200, 401, dtype=np.float32)[None]
    activation = activation_named(name)
    with np.errstate(all="raise", under="ignore"):
        found = activation(sums)
    assert found.dtype == np.float32
    np.testing.assert_allclose(found, activation(sums.astype(float)), rtol=1e-5, atol=1e-6)


def test_the_sigmoid_is_one_half_at_zero() -> None:
    assert sigmoid(np.array([0.0]))[0] == 0.5


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


def test_tanh_is_a_sigmoid_twice_as_steep_and_twice_as_high() -> None:
    sums = np.linspace(-3, 3, 13)
    np.testing.assert_allclose(tanh(sums), 2 * sigmoid(2 * sums) - 1, atol=1e-14)


@pytest.mark.parametrize("name", [*ACTIVATIONS, "leaky_relu:0.3"])
def test_an_activation_stays_itself_on_its_way_to_another_process(name) -> None:
    assert pickle.loads(pickle.dumps(activation_named(name))) is activation_named(name)


@pytest.mark.parametrize("name", ["swish", "leaky_relu:", "relu:2", "elu:0", "elu:-1", "elu:nan"])
def test_an_activation_that_nobody_knows_is_refused(name) -> None:
    with pytest.raises(ValueError, match=f"No activation is called '{name}'; there is sigmoid, "):
        activation_named(name)
