"""Losses by name: how wrong the scores of a batch are, and in which direction less so."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.special import logsumexp

from network.activations import Activation


@dataclass(frozen=True)
class Loss:
    """A measure of error, summed over the outputs and averaged over the images.

    `total` takes weighted sums, scores and targets of the outputs, all (N, outputs), and gives
    the sum over all of them. It starts from the weighted sums where a score may round to exactly
    0 or 1, whose logarithm would be lost.
    """

    name: str
    outputs: tuple[str, ...]  # activations whose scores it can judge; the first is the usual one
    total: Callable[[np.ndarray, np.ndarray, np.ndarray], float]
    matched: bool  # whether its slope and that of the outputs cancel to the plain error

    def __call__(self, sums: np.ndarray, scores: np.ndarray, targets: np.ndarray) -> float:
        """The loss of a batch."""
        return float(self.total(sums, scores, targets)) / len(targets)

    def slope(self, outputs: Activation, scores: np.ndarray, targets: np.ndarray) -> np.ndarray:
        """The slope of the loss in the weighted sums of the outputs, (N, outputs).

        For sigmoid outputs under binary cross-entropy, and for softmax outputs under its own, it
        is the plain error, score - target (Bishop, "Pattern Recognition and Machine Learning",
        2006, section 4.3.6). Under squared error the outputs' own slope remains in it: where a
        sigmoid is saturated, nothing is learnt.
        """
        error: np.ndarray = (scores - targets) / scores.dtype.type(len(targets))
        if self.matched:
            return error
        if outputs.slope is None:
            raise ValueError(f"{self.name} cannot judge {outputs.name} outputs.")
        return error * outputs.slope(scores)


def _squared_error(_: np.ndarray, scores: np.ndarray, targets: np.ndarray) -> float:
    return float(((scores - targets) ** 2).sum() / 2)


def _binary_cross_entropy(sums: np.ndarray, _: np.ndarray, targets: np.ndarray) -> float:
    """Each output answers "is it mine?": -ln a where it is, -ln (1 - a) where it is not."""
    return float((np.logaddexp(0, sums) - targets * sums).sum())


def _softmax_cross_entropy(sums: np.ndarray, _: np.ndarray, targets: np.ndarray) -> float:
    """The outputs share one answer: -ln a of the right one."""
    return float(logsumexp(sums, axis=1).sum() - (targets * sums).sum())


squared_error = Loss(
    "squared error", ("sigmoid", "tanh", "relu", "identity"), _squared_error, matched=False
)
binary_cross_entropy = Loss(
    "binary cross-entropy", ("sigmoid",), _binary_cross_entropy, matched=True
)
softmax_cross_entropy = Loss(
    "softmax cross-entropy", ("softmax",), _softmax_cross_entropy, matched=True
)

LOSSES = {each.name: each for each in (squared_error, binary_cross_entropy, softmax_cross_entropy)}
