"""A network, examined with digits whose labels are known."""

from dataclasses import dataclass
from functools import cached_property
from typing import Self

import numpy as np

from network.evaluation.calibration import Calibration, calibration
from network.evaluation.confusion import Confusions, confusions
from network.model import Network

IN_REACH = ("sigmoid", "softmax")  # activations whose scores lie in [0, 1]


@dataclass(frozen=True, eq=False)
class Examination:
    """A network, examined with digits whose labels are known.

    Raises ValueError where images and labels do not fit each other or the network.
    """

    network: Network
    images: np.ndarray  # (N, inputs)
    labels: np.ndarray  # (N,), what the digits are
    source: str  # where the digits are from, in a few words

    def __post_init__(self) -> None:
        _ = self.confusions

    @classmethod
    def of_known(
        cls, network: Network, images: np.ndarray, labels: np.ndarray, source: str
    ) -> Self:
        """Examined with those digits for which an output stands; the source tells how many.

        Raises ValueError where there is none.
        """
        known = np.isin(labels.astype(str), network.labels)
        if known.all():
            return cls(network, images, labels, source)
        outputs = ", ".join(network.labels)
        if not known.any():
            raise ValueError(f"The outputs stand for {outputs}; none of {source} is one of these.")
        told = f"those {known.sum():,} of {source} for which an output stands ({outputs})"
        return cls(network, images[known], labels[known], told)

    @cached_property
    def confusions(self) -> Confusions:
        """How often each digit got each answer."""
        return confusions(self.network, self.images, self.labels)

    @cached_property
    def calibration(self) -> Calibration | None:
        """Whether a high score means a right answer; None where scores can leave [0, 1]."""
        if self.network.layers[-1].activation.name not in IN_REACH:
            return None
        return calibration(self.network, self.images, self.labels)
