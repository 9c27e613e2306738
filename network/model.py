"""The network: layers of weights and biases, which can be saved, loaded and put to work."""

import json
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any, Self

import numpy as np

from network.activations import ACTIVATIONS, Activation
from network.digits import Digit
from network.foreign import check_size
from network.forward import ForwardPass, LayerPass

FORMAT, VERSION = "squishification network", 1


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
            array = np.array(getattr(self, name), dtype=float)
            if not (np.abs(array) <= np.finfo(np.float32).max).all():
                raise ValueError(f"The {name} hold a number that is not finite or too large.")
            array.setflags(write=False)
            object.__setattr__(self, name, array)
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
        if not self.labels:
            object.__setattr__(self, "labels", tuple(map(str, range(self.shape[-1]))))
        if len(self.labels) != self.shape[-1]:
            raise ValueError(
                f"{len(self.labels)} labels for {self.shape[-1]} outputs; each output needs one."
            )

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
        return ForwardPass(digit, tuple(passes), self.labels)

    def scores(self, images: np.ndarray) -> np.ndarray:
        """Activations of the outputs for a batch, (N, inputs) -> (N, outputs)."""
        signal = self._checked(images)
        for layer in self.layers:
            signal = layer.activation(signal @ layer.weights.T + layer.biases)
        return signal

    def classify(self, images: np.ndarray) -> np.ndarray:
        """Place of the brightest output for each image of a batch, (N, inputs) -> (N,)."""
        return self.scores(images).argmax(axis=1)

    def save(self, path: str | Path) -> None:
        """Write the network as an npz file of float32 arrays, whole or not at all."""
        path = Path(path)
        about = {"format": FORMAT, "version": VERSION, "labels": self.labels, "origin": self.origin}
        about["activations"] = [layer.activation.name for layer in self.layers]
        arrays: dict[str, Any] = {"about": np.array(json.dumps(about))}
        for place, layer in enumerate(self.layers):
            arrays[f"weights_{place}"] = layer.weights.astype(np.float32)
            arrays[f"biases_{place}"] = layer.biases.astype(np.float32)
        unfinished = path.with_name(path.name + ".part")
        with unfinished.open("wb") as file:
            np.savez_compressed(file, **arrays)
        unfinished.replace(path)

    @classmethod
    def load(cls, path: str | Path) -> Self:
        """Read a network that `save` has written, or that `import_network` brings in as it is.

        Raises FileNotFoundError for a missing file and ValueError for any that is not a network.
        """
        path = Path(path)
        if path.suffix.lower() != ".npz":
            from network.importers import import_network

            return cls(**vars(import_network(path)))
        if not path.is_file():
            raise FileNotFoundError(f"No network at {path}; give the path of an .npz file.")
        try:
            with np.load(path, allow_pickle=False) as arrays:
                check_size(sum(each.file_size for each in arrays.zip.infolist()))
                about = json.loads(str(arrays["about"]))
                if (about["format"], about["version"]) != (FORMAT, VERSION):
                    raise ValueError(f"its format is {about['format']!r} {about['version']}")
                layers = tuple(
                    Layer(arrays[f"weights_{place}"], arrays[f"biases_{place}"], ACTIVATIONS[name])
                    for place, name in enumerate(about["activations"])
                )
            return cls(layers, tuple(map(str, about["labels"])), dict(about["origin"]))
        except Exception as error:  # foreign bytes can fail in any way
            raise ValueError(
                f"{path} is not a network of ours, or it is damaged ({error}); "
                "networks are written by Network.save."
            ) from error

    def _checked(self, images: np.ndarray) -> np.ndarray:
        images = np.asarray(images, dtype=float)
        if images.ndim not in (1, 2) or images.shape[-1] != self.shape[0]:
            raise ValueError(
                f"Images of shape {images.shape}; this network takes {self.shape[0]} inputs each."
            )
        return images
