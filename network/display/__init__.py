"""How records show themselves: in one line, and in a notebook as pictures and tables.

The core computes and knows nothing of this; it is given to its classes here, when `network` is
imported.
"""

from collections.abc import Callable, Mapping
from typing import Any

from network.digits import Digit, Step
from network.display.pages import digit_as_png, forward_pass_as_html, network_as_html
from network.forward import ForwardPass, LayerPass, NeuronPass
from network.model import Layer, Network

LINES: Mapping[type, Callable[[Any], str]] = {
    Digit: lambda digit: f"label={digit.label}, origin={digit.origin!r}",
    Step: lambda step: f"{step.name!r}, {' x '.join(map(str, step.picture.shape))}",
    Layer: lambda layer: (
        f"{len(layer.biases)} neurons, {layer.weights.shape[1]} inputs, {layer.activation.name}"
    ),
    Network: lambda network: (
        f"{'-'.join(map(str, network.shape))}, {network.parameter_count:,} parameters"
    ),
    LayerPass: lambda layer: (
        f"{len(layer.biases)} neurons, {len(layer.inputs)} inputs, {layer.activation.name}"
    ),
    NeuronPass: lambda neuron: (
        f"{neuron.index}, weighted_sum={neuron.weighted_sum:.3f}, "
        f"activation={neuron.activation:.3f}"
    ),
    ForwardPass: lambda record: (
        f"{'-'.join(map(str, record.shape))}, answer {record.answer_label!r}, "
        f"score {record.scores[record.answer]:.3f}"
    ),
}
SHOWN: Mapping[type, tuple[str, Callable[[Any], object]]] = {  # what a notebook asks for
    Digit: ("_repr_png_", digit_as_png),
    Network: ("_repr_html_", network_as_html),
    ForwardPass: ("_repr_html_", forward_pass_as_html),
}


def in_a_line(record: object) -> str:
    """A record's class, and what tells it from others: never an array of numbers."""
    return f"{type(record).__name__}({LINES[type(record)](record)})"


for kind in LINES:
    setattr(kind, "__repr__", in_a_line)  # noqa: B010 (a method of a class cannot be assigned to)
for kind, (asked_for, show) in SHOWN.items():
    setattr(kind, asked_for, show)
