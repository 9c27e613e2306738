"""The layers of a model as they are found in its file, with all around them folded in."""

import math
from dataclasses import dataclass, field

import numpy as np

from network.importers.base import Unsupported, check_weights, known_activation


@dataclass
class FoundLayer:
    """One dense layer of a file."""

    weights: np.ndarray  # (neurons, inputs)
    biases: np.ndarray  # (neurons,)
    activation: str = "identity"


@dataclass
class FoundModel:
    """The dense layers of a file from first to last, and what the file says beside.

    Where the file is silent about activations, `says_activations` is False and those of the
    layers mean nothing. `inside` is how the model rescales its inputs, alike for all of them, and
    is told only; the weights have it in them. `notes` are sentences about what the file left open.

    What goes on between two dense layers, or before the first, is gathered until a dense layer
    takes it up: the signal is `scale` * activation + `offset`, entry by entry, and in each place
    stands the number of the activation, or input, that has come to be there.
    """

    layers: list[FoundLayer] = field(default_factory=list)
    labels: tuple[str, ...] = ()
    says_activations: bool = True
    inside: tuple[float, float] | None = None
    notes: list[str] = field(default_factory=list)
    places: np.ndarray | None = None  # None where the shape of the inputs is not said
    scale: np.ndarray = field(default_factory=lambda: np.ones(()))
    offset: np.ndarray = field(default_factory=lambda: np.zeros(()))

    def entry(self, shape: list[int | None]) -> None:
        """Note the shape of one input, of which nothing is known where a number is missing."""
        if None not in shape:
            count = math.prod(each or 0 for each in shape)
            check_weights(count)
            self.places = np.arange(count).reshape([each or 0 for each in shape])

    def reshape(self, shape: list[int]) -> None:
        """Lay the signal out anew, as numpy does."""
        if self.places is not None:
            if -1 not in shape and math.prod(shape) != self.places.size:
                raise Unsupported(f"it makes {shape} of a signal of shape {self.places.shape}")
            self._spread()
            self.places, self.scale, self.offset = (
                each.reshape(shape) for each in (self.places, self.scale, self.offset)
            )

    def transpose(self, axes: list[int]) -> None:
        """Exchange axes of the signal, counted from 0 without the batch.

        Raises Unsupported where the signal's shape is not known.
        """
        if self.places is None or sorted(axes) != list(range(self.places.ndim)):
            raise Unsupported("it exchanges axes of inputs whose shape it does not say")
        self._spread()
        self.places, self.scale, self.offset = (
            each.transpose(axes) for each in (self.places, self.scale, self.offset)
        )

    def affine(self, scale: object, offset: object, past_activation: bool = False) -> None:
        """Note that the signal is multiplied by `scale`, and that `offset` is added.

        Both fit the signal's shape as numpy sees it, entries or one number for all. The layer on
        top takes them up itself where it has no activation so far, unless `past_activation`;
        otherwise the next one does.
        """
        scale, offset = np.asarray(scale, float), np.asarray(offset, float)
        for each in (scale, offset):
            if self.places is not None and not _fits(each.shape, self.places.shape):
                raise Unsupported(
                    f"it rescales a signal of shape {self.places.shape} by one of {each.shape}"
                )
        if self.layers and self._is_open() and not past_activation:
            top = self.layers[-1]
            top.weights = top.weights * np.broadcast_to(scale, len(top.biases))[:, None]
            top.biases = top.biases * scale + offset
        else:
            self.scale, self.offset = scale * self.scale, scale * self.offset + offset

    def dense(self, weights: np.ndarray, biases: np.ndarray | None = None) -> None:
        """Put a layer on top, of weights (neurons, inputs) and biases (neurons,), if it has any.

        Raises Unsupported for whole numbers, too many weights, and what does not fit.
        """
        biases = np.zeros(len(weights)) if biases is None else biases
        for array in (weights, biases):
            if array.dtype.kind != "f":
                raise Unsupported(f"it holds numbers of type {array.dtype}, not floating-point")
        if weights.ndim != 2 or biases.shape != weights.shape[:1]:
            raise Unsupported(
                f"weights of shape {weights.shape} and biases of shape {biases.shape} are no "
                "dense layer"
            )
        check_weights(weights.size + sum(layer.weights.size for layer in self.layers))
        if not self.layers and self.places is not None and len(weights.T) != self.places.size:
            raise Unsupported(
                f"its first layer takes {len(weights.T)} inputs where {self.places.size} come, of "
                f"shape {self.places.shape}; every input must reach every neuron of it"
            )
        weights, biases = weights.astype(float), biases.astype(float)
        if not self._is_plain():
            weights, biases = self._folded(weights, biases)
        if self.places is not None and (np.diff(self.places.ravel()) != 1).any():
            weights[:, self.places.ravel()] = weights.copy()
        self.layers.append(FoundLayer(weights, biases))
        self.places = np.arange(len(biases))
        self.scale, self.offset = np.ones(()), np.zeros(())

    def activate(self, name: str) -> None:
        """Give the layer on top its activation.

        Raises Unsupported for an unknown one, and where there is no layer or it has one already.
        """
        name = known_activation(name)
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

    def finish(self) -> None:
        """Raise Unsupported where something is left that no dense layer has taken up."""
        if not self.layers:
            raise Unsupported("it has no dense layer")
        if not self._is_plain():
            raise Unsupported(f"it rescales what comes out of layer {len(self.layers)}, the last")

    def _is_open(self) -> bool:
        return self.layers[-1].activation == "identity" and self._is_plain()

    def _is_plain(self) -> bool:
        return bool((self.scale == 1).all() and (self.offset == 0).all())

    def _spread(self) -> None:
        if self.places is not None:
            self.scale, self.offset = (
                np.broadcast_to(each, self.places.shape) for each in (self.scale, self.offset)
            )

    def _folded(self, weights: np.ndarray, biases: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        if {self.scale.size, self.offset.size} - {1, len(weights.T)}:
            raise Unsupported(
                f"it rescales {max(self.scale.size, self.offset.size)} numbers, of which "
                f"{len(weights.T)} reach layer {len(self.layers) + 1}"
            )
        if not (self.layers or np.ptp(self.scale) or np.ptp(self.offset)):  # alike for all inputs
            self.inside = float(self.scale.flat[0]), float(self.offset.flat[0])
        offset = np.broadcast_to(self.offset.ravel(), len(weights.T))
        return weights * self.scale.ravel(), biases + weights @ offset


def _fits(part: tuple[int, ...], whole: tuple[int, ...]) -> bool:
    """Whether an array of one shape can be laid on one of another, as numpy does."""
    ends = zip(reversed(part), reversed(whole), strict=False)
    return len(part) <= len(whole) and all(one in (1, other) for one, other in ends)
