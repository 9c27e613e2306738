"""What many tests share: small networks and digits whose numbers are easy to follow."""

import os
from pathlib import Path

import numpy as np
import pytest
from made_up import random_network
from manim import config

from network import Digit, Network

pytest_plugins = ("browser", "firefox")
config.digest_file(Path(__file__).parents[1] / "manim.cfg")  # from whichever folder tests run


@pytest.fixture
def rng() -> np.random.Generator:
    return np.random.default_rng(3)


@pytest.fixture
def scrawl(rng: np.random.Generator) -> Digit:
    """A digit of noise: 28 x 28 brightnesses, most of them dark."""
    return Digit(np.clip(rng.normal(-0.5, 0.8, (28, 28)), 0, 1), label=1)


@pytest.fixture
def small(rng: np.random.Generator) -> Network:
    """784 inputs, then layers of 5, 4 and 3 neurons."""
    return random_network(rng, 784, 5, 4, 3)


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """One more than there are processors: films and browsers let a worker wait."""
    return len(os.sched_getaffinity(0)) + 1
