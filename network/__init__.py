"""The numbers: networks, digits and the records of what one does inside the other."""

from network.digits import Digit
from network.forward import ForwardPass, LayerPass, NeuronPass
from network.handwriting import draw_digit
from network.model import Layer, Network
from network.paths import look_up
from network.pictures import read_digit

__all__ = [
    "Digit",
    "ForwardPass",
    "Layer",
    "LayerPass",
    "Network",
    "NeuronPass",
    "draw_digit",
    "look_up",
    "read_digit",
]
