import numpy as np
from made_up import random_network

from network.evaluation.parameter_counts import ParameterCounts


def test_parameters_are_counted_layer_by_layer() -> None:
    counts = ParameterCounts(random_network(np.random.default_rng(0), 7, 3, 2))
    assert (counts.weights, counts.biases) == ((21, 6), (3, 2))
    assert counts.total == counts.network.parameter_count == 32


def test_the_layer_with_most_weights_is_found() -> None:
    counts = ParameterCounts(random_network(np.random.default_rng(0), 2, 3, 9))
    assert counts.most == 1
    assert counts.most_percent == 100 * 27 / 45
