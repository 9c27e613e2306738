"""Activation functions by name: what a neuron does with its weighted sum."""

from network.activations.functions import ACTIVATIONS as ACTIVATIONS
from network.activations.functions import FAMILIES as FAMILIES
from network.activations.functions import Activation as Activation
from network.activations.functions import Function as Function
from network.activations.functions import activation_named as activation_named
from network.activations.functions import gelu as gelu
from network.activations.functions import gelu_tanh as gelu_tanh
from network.activations.functions import identity as identity
from network.activations.functions import log_softmax as log_softmax
from network.activations.functions import relu as relu
from network.activations.functions import sigmoid as sigmoid
from network.activations.functions import silu as silu
from network.activations.functions import single_sigmoid as single_sigmoid
from network.activations.functions import softmax as softmax
from network.activations.functions import softplus as softplus
from network.activations.functions import tanh as tanh
