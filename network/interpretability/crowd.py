"""One neuron before many digits: the sums it makes of them, and how many of them light it."""

from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

import numpy as np

from network.arrays import read_only
from network.forward import ForwardPass
from network.interpretability.what_if import check_place
from network.model import Network


class LabelledImages(Protocol):
    """Digits of which it is known what they are."""

    @property
    def images(self) -> np.ndarray:
        """Their brightnesses, (N, 784)."""

    @property
    def labels(self) -> np.ndarray:
        """What each of them is, (N,)."""


@dataclass(frozen=True, eq=False)
class Crowd:
    """One neuron of the first layer, and the weighted sum that it makes of each of many digits.

    `group` are the labels that the neuron is meant for, `mark` is a sum beyond which digits are
    counted.

    Raises IndexError for a neuron that is not there, and ValueError for a mark that is not finite.
    """

    network: Network
    digits: LabelledImages
    neuron: int = 0
    group: tuple[int, ...] = ()
    mark: float = 0.0

    def __post_init__(self) -> None:
        check_place(self.network, 0, self.neuron)
        if not np.isfinite(self.mark):
            raise ValueError(f"A mark of {self.mark}; sums are finite.")

    @cached_property
    def sums(self) -> np.ndarray:
        """The weighted sum that each digit comes to, (N,)."""
        layer = self.network.layers[0]
        weights, bias = layer.weights[self.neuron], layer.biases[self.neuron]
        return read_only(self.digits.images @ weights + bias)

    @cached_property
    def activations(self) -> np.ndarray:
        """How brightly the neuron shines for each digit, (N,)."""
        return read_only(self.network.layers[0].activations(self.digits.images)[:, self.neuron])

    @property
    def is_meant(self) -> np.ndarray:
        """Whether each digit is of the group, (N,)."""
        return np.isin(self.digits.labels, self.group)

    @property
    def meant(self) -> int:
        """How many digits are of the group."""
        return int(self.is_meant.sum())

    @property
    def others(self) -> int:
        """How many digits are not."""
        return len(self.sums) - self.meant

    @property
    def meant_beyond(self) -> int:
        """How many digits of the group have a sum beyond the mark."""
        return int((self.is_meant & (self.sums > self.mark)).sum())

    @property
    def others_beyond(self) -> int:
        """How many other digits have."""
        return int((~self.is_meant & (self.sums > self.mark)).sum())

    @property
    def lowest(self) -> float:
        """The smallest sum."""
        return float(self.sums.min())

    @property
    def highest(self) -> float:
        """The largest sum."""
        return float(self.sums.max())

    @property
    def saturated(self) -> int:
        """For how many digits the activation is exactly 1.0 in floating point."""
        return int((self.activations == 1).sum())


@dataclass(frozen=True, eq=False)
class BiasSweep:
    """How many digits of each label light a neuron more than half, bias by bias.

    Raises IndexError for a neuron that is not there, and ValueError unless `biases` is a row of
    finite numbers, one of them at least.
    """

    network: Network
    digits: LabelledImages
    biases: np.ndarray  # (steps,)
    neuron: int = 0

    def __post_init__(self) -> None:
        check_place(self.network, 0, self.neuron)
        biases = np.asarray(self.biases, dtype=float)
        if biases.ndim != 1 or not len(biases) or not np.isfinite(biases).all():
            raise ValueError(
                f"Biases of shape {biases.shape}; a sweep takes a row of finite numbers, one of "
                "them at least."
            )
        object.__setattr__(self, "biases", read_only(biases))

    @cached_property
    def labels(self) -> np.ndarray:
        """The labels that there are, (labels,)."""
        return read_only(np.unique(self.digits.labels))

    @cached_property
    def counts(self) -> np.ndarray:
        """How many digits have a sum above zero, (steps, labels)."""
        products = self.digits.images @ self.network.layers[0].weights[self.neuron]
        passes = products + self.biases[:, None] > 0  # (steps, N)
        of_label = self.digits.labels == self.labels[:, None]  # (labels, N)
        return read_only(passes.astype(int) @ of_label.T.astype(int))

    @cached_property
    def totals(self) -> np.ndarray:
        """How many digits there are of each label, (labels,)."""
        return read_only(np.array([(self.digits.labels == each).sum() for each in self.labels]))

    @property
    def last(self) -> int:
        """The label of which most are left at the last bias."""
        return int(self.labels[self.counts[-1].argmax()])


@dataclass(frozen=True, eq=False)
class Contest:
    """A few digits before one neuron of the first layer.

    Raises ValueError for less than two digits, and IndexError for a neuron that is not there.
    """

    passes: tuple[ForwardPass, ...]
    neuron: int = 0

    def __post_init__(self) -> None:
        if len(self.passes) < 2:
            raise ValueError("A contest of less than two digits.")
        _ = self.sums

    @property
    def sums(self) -> np.ndarray:
        """The weighted sum that each digit comes to, (digits,)."""
        found = [each.layers[0].neuron(self.neuron).weighted_sum for each in self.passes]
        return read_only(np.array(found))

    @property
    def largest(self) -> int:
        """The place of the digit with the largest sum, counted from 0."""
        return int(self.sums.argmax())
