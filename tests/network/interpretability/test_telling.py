"""The terms that tell most of a sum, in layers small enough to be checked by hand."""

import numpy as np
import pytest

from network import Digit, Layer, Network
from network.activations import sigmoid
from network.interpretability.telling import Telling

INKED = {3: 1.0, 4: 0.5, 5: 1.0}  # the bright pixels of a made-up digit


def telling(**weights: float) -> Telling:
    """One neuron with some weights, named w and their place."""
    row, image = np.zeros((1, 784)), np.zeros(784)
    for name, weight in weights.items():
        row[0, int(name.removeprefix("w"))] = weight
    for place, ink in INKED.items():
        image[place] = ink
    network = Network((Layer(row, np.array([0.7]), sigmoid),))
    return Telling(network.forward(Digit(image.reshape(28, 28))), 0, 0)


def test_the_strongest_for_the_strongest_against_and_a_silent_weight_tell() -> None:
    told = telling(w3=2, w4=3, w5=-1, w9=0.5, w10=-4)
    assert told.places == (3, 5, 10)
    assert told.left_over == 781
    assert told.others == pytest.approx(1.5)


def test_what_is_told_and_all_others_and_the_bias_add_up() -> None:
    told = telling(w3=2, w4=3, w5=-1, w9=0.5)
    neuron = told.neuron
    sum_told = sum(neuron.products[place] for place in told.places)
    assert sum_told + told.others == pytest.approx(told.total)
    assert told.total + neuron.bias == pytest.approx(neuron.weighted_sum)


def test_where_nothing_speaks_against_it_nothing_is_told_against_it() -> None:
    assert telling(w3=2, w10=1).places == (3, 10)
    assert telling(w5=-2).places == (5,)


def test_a_neuron_without_weights_tells_nothing() -> None:
    told = telling(w3=0)
    assert (told.places, told.left_over, told.others) == ((), 784, 0)


def test_a_neuron_that_is_not_there_tells_nothing() -> None:
    forward_pass = telling(w3=1).forward_pass
    with pytest.raises(IndexError, match="Neuron 1 of a layer that has 1"):
        Telling(forward_pass, 0, 1)
