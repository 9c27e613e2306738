"""Networks, digits, and what the one makes of the other."""

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np

from oracle.activations import squish_named


@dataclass
class Step:
    """One stage of a digit's way to 28 x 28."""

    name: str
    picture: np.ndarray


@dataclass
class Digit:
    """The brightnesses of a digit, and the steps that it came about by."""

    image: np.ndarray  # (28, 28)
    label: str | None
    origin: str
    steps: list[Step]

    @cached_property
    def pixels(self) -> np.ndarray:
        return np.array([brightness for row in self.image for brightness in row])


@dataclass
class Layer:
    """Weights and biases; `squish` is named as the network's file names it."""

    weights: np.ndarray  # (neurons, inputs)
    biases: np.ndarray  # (neurons,)
    squish: str

    def respond(self, inputs: np.ndarray) -> np.ndarray:
        """Activations for many inputs, (N, inputs) -> (N, neurons), in the precision of these.

        In 32 bits a sigmoid is exactly 1 from a sum of 17 up, in 64 bits only from 37 up.
        """
        weights, biases = self.weights.astype(inputs.dtype), self.biases.astype(inputs.dtype)
        return squish_named(self.squish)(inputs @ weights.T + biases)


@dataclass
class Network:
    """Layers one after the other, and what each output stands for."""

    layers: list[Layer]
    labels: list[str]
    origin: dict

    @classmethod
    def read(cls, path: Path) -> "Network":
        """What is in a network's file."""
        with np.load(path) as arrays:
            about = json.loads(str(arrays["about"]))
            layers = [
                Layer(
                    arrays[f"weights_{place}"].astype(float),
                    arrays[f"biases_{place}"].astype(float),
                    name,
                )
                for place, name in enumerate(about["activations"])
            ]
        return cls(layers, about["labels"], about["origin"])

    @property
    def shape(self) -> list[int]:
        return [self.layers[0].weights.shape[1], *(len(layer.biases) for layer in self.layers)]

    @property
    def parameter_count(self) -> int:
        return sum(
            above * below + above
            for below, above in zip(self.shape[:-1], self.shape[1:], strict=True)
        )

    def scores(self, images: np.ndarray) -> np.ndarray:
        """Scores of many images, (N, inputs) -> (N, outputs)."""
        for layer in self.layers:
            images = layer.respond(images)
        return images

    def answers(self, images: np.ndarray) -> np.ndarray:
        """The place of the brightest output for each image; of two as bright, the first."""
        return np.array(
            [max(range(len(row)), key=lambda place: row[place]) for row in self.scores(images)]
        )

    def with_layer(self, place: int, weights: np.ndarray, biases: np.ndarray) -> "Network":
        """The same network but for the weights and biases of one layer."""
        layers = [*self.layers]
        layers[place] = Layer(weights, biases, layers[place].squish)
        return Network(layers, self.labels, {"changed_from": self.origin})


@dataclass
class ParameterCounts:
    """How many numbers a network keeps."""

    network: Network

    @property
    def weights(self) -> list[int]:
        return [len(layer.weights) * len(layer.weights[0]) for layer in self.network.layers]

    @property
    def biases(self) -> list[int]:
        return [len(layer.weights) for layer in self.network.layers]

    @property
    def total(self) -> int:
        return sum([*self.weights, *self.biases])

    @property
    def most(self) -> int:
        return max(range(len(self.weights)), key=lambda place: self.weights[place])

    @property
    def most_percent(self) -> float:
        return max(self.weights) * 100 / self.total
