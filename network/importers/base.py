"""What the readers of other programs' files share: layers as they are found, and refusals."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from zipfile import ZipFile

import numpy as np

from network.activations import ACTIVATIONS
from network.npz import MOST_BYTES

MOST_WEIGHTS = 2**25  # of a whole model: the room of MOST_BYTES, as 64-bit numbers
OTHER_NAMES = {"linear": "identity", "logistic": "sigmoid"}


class Unsupported(ValueError):
    """A model that was understood, and cannot be brought in as it is."""


@dataclass
class FoundLayer:
    """One dense layer of a file."""

    weights: np.ndarray  # (neurons, inputs)
    biases: np.ndarray  # (neurons,)
    activation: str = "identity"


@dataclass
class FoundModel:
    """The dense layers of a file from first to last, and what the file says beside.

    The first layer takes `scale` * input + `offset`. Where the file is silent about activations,
    `says_activations` is False and those of the layers mean nothing.
    """

    layers: list[FoundLayer] = field(default_factory=list)
    labels: tuple[str, ...] = ()
    scale: float = 1.0
    offset: float = 0.0
    says_activations: bool = True

    def dense(self, weights: np.ndarray, biases: np.ndarray | None = None) -> None:
        """Put a layer on top, of weights (neurons, inputs) and biases (neurons,), if it has any.

        Raises Unsupported for whole numbers and for too many weights.
        """
        biases = np.zeros(len(weights)) if biases is None else biases
        for array in (weights, biases):
            if array.dtype.kind != "f":
                raise Unsupported(f"it holds numbers of type {array.dtype}, not floating-point")
        count = weights.size + sum(layer.weights.size for layer in self.layers)
        if count > MOST_WEIGHTS:
            raise Unsupported(f"it has {count} weights or more; {MOST_WEIGHTS} is the most")
        self.layers.append(FoundLayer(weights.astype(float), biases.astype(float)))

    def activate(self, name: str) -> None:
        """Give the layer on top its activation.

        Raises Unsupported for an unknown one, and where there is no layer or it has one already.
        """
        name = OTHER_NAMES.get(name, name)
        if name not in ACTIVATIONS:
            raise Unsupported(f"it uses the activation {name}; known are {', '.join(ACTIVATIONS)}")
        if name == "identity":
            return
        if not self.layers:
            raise Unsupported(f"its {name} stands before the first dense layer")
        top = self.layers[-1]
        if top.activation != "identity":
            raise Unsupported(
                f"layer {len(self.layers)} has two activations, {top.activation} and {name}"
            )
        top.activation = name

    def rescale(self, scale: float, offset: float) -> None:
        """Note that all inputs are multiplied by a number, and another is added.

        Raises Unsupported above the first layer.
        """
        if self.layers:
            raise Unsupported(f"it rescales what comes out of layer {len(self.layers)}")
        self.scale, self.offset = scale * self.scale, scale * self.offset + offset


@contextmanager
def extra(package: str, name: str) -> Iterator[None]:
    """Where a package is imported that comes with one of the project's extras.

    Raises Unsupported, with what to type, where it is not installed.
    """
    try:
        yield
    except ImportError as error:
        raise Unsupported(
            f"the package {package} is needed to read it; "
            f"type: uv sync --extra {name} (or: pip install {package})"
        ) from error


def unzipped(archive: ZipFile, name: str) -> bytes:
    """The bytes of one file in an archive.

    Raises Unsupported where they would be too many.
    """
    check_size(archive.getinfo(name).file_size)
    return archive.read(name)


def check_size(size: int) -> None:
    """Raise Unsupported for more bytes than a dense network can have any use for."""
    if size > MOST_BYTES:
        raise Unsupported(f"it holds {size} bytes; {MOST_BYTES} is the most that is read")
