"""The numbers: networks, digits and the records of what one does inside the other."""

from network import display as display  # by it records show themselves
from network.digits import Digit as Digit
from network.forward import ForwardPass as ForwardPass
from network.forward import LayerPass as LayerPass
from network.forward import NeuronPass as NeuronPass
from network.handwriting.pen import draw_digit as draw_digit
from network.lookup import look_up as look_up
from network.model import Layer as Layer
from network.model import Network as Network
from network.preprocessing.pictures import read_digit as read_digit
from network.preprocessing.sizes import RULES as RULES
from network.preprocessing.sizes import fitted_to as fitted_to
from network.preprocessing.sizes import resize_digit as resize_digit
from network.preprocessing.sizes import side_of as side_of
