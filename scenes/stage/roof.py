"""The records that the films of one neuron share: a detector of roofs, and who comes before it."""

from dataclasses import replace
from functools import cache

import numpy as np

from network import Digit, ForwardPass, Network, draw_digit
from network.digits import SIDE
from network.handwriting.drawn_digits import DrawnDigits
from network.interpretability.crowd import Crowd
from network.training.by_hand import detector

NEURON = "layers.0.neuron.0"  # the only one of a detector
HAVE_ROOFS = (7, 9)
CURVE = 10.4, 4.9, np.array([-1.1, 0.5, 0.0])  # width, height and middle of the sigmoid's room
LAMP = 0.9  # size of a neuron that stands alone, in scene units
DRAWN = {"seven": (7, 5), "three": (3, 6), "eight": (8, 3)}  # by the pen: digit and seed
THOUSAND = DrawnDigits(tuple(range(10)), (0, 99))


@cache
def pictures() -> dict[str, Digit]:
    """Three digits, a page full of ink and one without any, by their names."""
    drawn = {name: replace(draw_digit(*each), label=None) for name, each in DRAWN.items()}
    page = Digit(np.ones((SIDE, SIDE)), origin="a page full of ink")
    return {**drawn, "page": page, "empty": Digit(1 - page.image, origin="a page without ink")}


def before(network: Network, *names: str, suffix: str = "") -> dict[str, ForwardPass]:
    """What a network makes of some of the pictures, by their names with an ending."""
    return {name + suffix: network.forward(pictures()[name]) for name in names}


def crowd_before(network: Network) -> Crowd:
    """A thousand digits before a detector of roofs; its mark is what the bias takes away."""
    return Crowd(network, THOUSAND, group=HAVE_ROOFS, mark=needed())


def needed() -> float:
    """What products must come to for the roof of the network set by hand to be half lit."""
    return -float(detector("roof").layers[0].biases[0])
