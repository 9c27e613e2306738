import numpy as np
import pytest

from network.evaluation.noise import uniform_noise


def test_noise_is_even_and_has_no_label() -> None:
    pixels = np.concatenate([uniform_noise(seed).pixels for seed in range(20)])
    assert pixels.mean() == pytest.approx(0.5, abs=0.01)
    assert pixels.std() == pytest.approx(1 / np.sqrt(12), abs=0.01)
    assert uniform_noise(0).label is None


def test_a_seed_always_gives_the_same_noise() -> None:
    np.testing.assert_array_equal(uniform_noise(3).image, uniform_noise(3).image)
    assert not np.array_equal(uniform_noise(3).image, uniform_noise(4).image)
