"""The numbers: networks, digits and the records of what one does inside the other."""

from network.digits import Digit
from network.forward import ForwardPass, LayerPass, NeuronPass
from network.handwriting.pen import draw_digit
from network.lookup import look_up
from network.model import Layer, Network
from network.preprocessing.pictures import read_digit

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
