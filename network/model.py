"""The network: layers of weights and biases, which can be saved, loaded and put to work."""

import math
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Self

import numpy as np

from network.activations import Activation, Function, activation_named
from network.arrays import SINGLE, numbers, read_only
from network.atomic import whole_file
from network.digits import Digit
from network.forward import ForwardPass, LayerPass
from network.npz import pack, unpack

LARGEST_WEIGHT = float(np.finfo(np.float32).max)  # files keep 32 bits
AT_ONCE = 1000  # images: what passes between the layers then stays in the processor's cache


@dataclass(frozen=True, eq=False)
class Layer:
    """The weights, biases and activation of one layer.

    Raises ValueError where these do not fit each other or are not all finite numbers.
    """

    weights: np.ndarray  # (neurons, inputs), one row for each neuron
    biases: np.ndarray  # (neurons,)
    activation: Activation

    def __post_init__(self) -> None:
        for name in ("weights", "biases"):
            array = numbers(name, getattr(self, name)).astype(float)
            if not (np.abs(array) <= LARGEST_WEIGHT).all():
                raise ValueError(
                    f"The {name} reach {np.abs(array).max():.2g}; all must be finite and at most "
                    f"{LARGEST_WEIGHT:.2g} in size."
                )
            object.__setattr__(self, name, read_only(array))
        if self.weights.ndim != 2 or 0 in self.weights.shape:
            raise ValueError(f"Weights of shape {self.weights.shape}; give a row for each neuron.")
        if self.biases.shape != self.weights.shape[:1]:
            raise ValueError(
                f"{len(self.weights)} rows of weights but biases of shape {self.biases.shape}; "
                "each neuron needs one of each."
            )

    def forward(self, inputs: np.ndarray) -> LayerPass:
        """The record of this layer at work on one vector of inputs, (inputs,)."""
        return LayerPass(inputs, self.weights, self.biases, self.activation)

    def activations(self, inputs: np.ndarray) -> np.ndarray:
        """What the layer makes of inputs, (..., inputs) -> (..., neurons), without a record.

        Inputs of float32 give activations of float32, worked out from weights rounded to it.
        """
        if inputs.dtype == SINGLE:
            weights, biases, function = self._single
        else:
            weights, biases, function = self.weights.T, self.biases, self.activation.function
        sums = inputs.dot(weights)  # what @ does, sooner on a single image
        sums += biases
        return function(sums)

    @cached_property
    def _single(self) -> tuple[np.ndarray, np.ndarray, Function]:
        function = self.activation.single or self.activation.function
        return self.weights.T.astype(SINGLE), self.biases.astype(SINGLE), function


@dataclass(frozen=True, eq=False)
class Network:
    """Layers in order, each one's activations the inputs of the next.

    `labels` says what each output stands for ("0", "1", ... where nothing is said), `origin`
    tells how the network came about, as plain JSON values.

    Raises ValueError where layers or labels do not fit each other.
    """

    layers: tuple[Layer, ...]
    labels: tuple[str, ...] = ()
    origin: dict[str, object] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not self.layers:
            raise ValueError("A network of no layers; it needs one at least.")
        for place, (below, above) in enumerate(pairwise(self.layers), start=1):
            if above.weights.shape[1] != len(below.biases):
                raise ValueError(
                    f"Layer {place} has {len(below.biases)} neurons but layer {place + 1} takes "
                    f"{above.weights.shape[1]} inputs; the two numbers must agree."
                )
        outputs = self.shape[-1]
        if not self.labels:
            object.__setattr__(self, "labels", tuple(map(str, range(outputs))))
        if len(self.labels) != outputs or len(set(self.labels)) != outputs:
            told = f"{len(self.labels)} labels for {outputs} outputs: {', '.join(self.labels)}"
            raise ValueError(f"{told}; each needs one of its own.")

    @property
    def shape(self) -> tuple[int, ...]:
        """Inputs, then the neurons of each layer: (784, 16, 16, 10)."""
        return (self.layers[0].weights.shape[1], *(len(layer.biases) for layer in self.layers))

    @property
    def parameter_count(self) -> int:
        """How many weights and biases there are."""
        return sum(layer.weights.size + layer.biases.size for layer in self.layers)

    def forward(self, digit: Digit) -> ForwardPass:
        """The record of one digit's way through the network."""
        signal = self._checked(digit.pixels)
        passes: list[LayerPass] = []
        for layer in self.layers:
            passes.append(layer.forward(signal))
            signal = passes[-1].activations
        return ForwardPass(digit, tuple(passes), self.labels, self.origin)

    def scores(self, images: np.ndarray) -> np.ndarray:
        """Activations of the outputs for a batch, (N, inputs) -> (N, outputs), or for one image.

        Images of float32 are worked through in 32 bits, which takes half the time; others in 64.
        """
        images = self._checked(images)
        if images.ndim == 2 and len(images) > AT_ONCE:
            parts = range(0, len(images), AT_ONCE)
            return np.concatenate([self.scores(images[at : at + AT_ONCE]) for at in parts])
        signal = images
        for layer in self.layers:
            signal = layer.activations(signal)
        flat = signal.ravel()
        if math.isnan(flat.dot(flat)):  # NaN spreads to all scores, and to their sum
            raise ValueError("The scores come to NaN; images must be finite, and their sums too.")
        return signal

    def classify(self, images: np.ndarray) -> np.ndarray:
        """Place of the brightest output for each image of a batch, (N, inputs) -> (N,)."""
        return self.scores(images).argmax(axis=1)

    def packed(self) -> bytes:
        """The bytes of a file that holds the network: npz, with arrays of float32."""
        layers = ((each.weights, each.biases, each.activation.name) for each in self.layers)
        return pack(layers, self.labels, self.origin)

    def save(self, path: str | Path) -> None:
        """Write the network to an npz file, whole or not at all."""
        with whole_file(path) as made:
            made.write_bytes(self.packed())

    @classmethod
    def load(cls, path: str | Path) -> Self:
        """Read a network that `save` has written.

        Raises FileNotFoundError for a missing file, OSError for one that may not be read, and
        ValueError for any that is not a network.
        """
        path = Path(path)
        if not path.is_file():
            raise FileNotFoundError(f"No network at {path}; give the path of an .npz file.")
        with path.open("rb") as file:
            try:
                stored, labels, origin = unpack(file)
                layers = (Layer(w, b, activation_named(name)) for w, b, name in stored)
                return cls(tuple(layers), labels, origin)
            except Exception as error:  # foreign bytes can fail in any way
                raise ValueError(
                    f"{path} is not a network of ours, or it is damaged "
                    f"({str(error).rstrip('.')}); networks are written by Network.save; "
                    "network.importers brings in those of other programs."
                ) from error

    def _checked(self, images: np.ndarray) -> np.ndarray:
        images = numbers("images", images)
        inputs = self.layers[0].weights.shape[1]
        if images.ndim not in (1, 2) or images.shape[-1] != inputs:
            raise ValueError(f"Images of shape {images.shape}; this network takes {inputs} inputs.")
        return images
