"""Losses by name: how wrong the scores of a batch are, and in which direction less so."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.special import logsumexp

from network.activations import Activation, softmax

OWN = 0.2  # what "is it mine?" of each output counts beside the answer that all share


def _plain_error(_: np.ndarray, scores: np.ndarray, targets: np.ndarray) -> np.ndarray:
    return scores - targets


@dataclass(frozen=True)
class Loss:
    """A measure of error, summed over the outputs and averaged over the images.

    `total` takes weighted sums, scores and targets of the outputs, all (N, outputs), and gives
    the sum over all of them. It starts from the weighted sums where a score may round to exactly
    0 or 1, whose logarithm would be lost. `error` takes the same and gives the derivative of
    `total`, (N, outputs): by the weighted sums where it is matched to the outputs, else by the
    scores.
    """

    name: str
    outputs: tuple[str, ...]  # activations whose scores it can judge; the first is the usual one
    total: Callable[[np.ndarray, np.ndarray, np.ndarray], float]
    matched: bool  # whether the derivative of the outputs is in the error already
    error: Callable[[np.ndarray, np.ndarray, np.ndarray], np.ndarray] = _plain_error

    def __call__(self, sums: np.ndarray, scores: np.ndarray, targets: np.ndarray) -> float:
        """The loss of a batch."""
        return float(self.total(sums, scores, targets)) / len(targets)

    def derivative(
        self, outputs: Activation, sums: np.ndarray, scores: np.ndarray, targets: np.ndarray
    ) -> np.ndarray:
        """The derivative of the loss by the weighted sums of the outputs, (N, outputs).

        For sigmoid outputs under binary cross-entropy, and for softmax outputs under its own, it
        is the plain error, score - target (Bishop, "Pattern Recognition and Machine Learning",
        2006, section 4.3.6). Under squared error the outputs' own derivative remains in it: where a
        sigmoid is saturated, nothing is learnt.
        """
        error = self.error(sums, scores, targets) / scores.dtype.type(len(targets))
        if self.matched:
            return error
        if outputs.derivative is None:
            raise ValueError(f"{self.name} cannot judge {outputs.name} outputs.")
        return error * outputs.derivative(scores)


def _squared_error(_: np.ndarray, scores: np.ndarray, targets: np.ndarray) -> float:
    return float(((scores - targets) ** 2).sum() / 2)


def _binary_cross_entropy(sums: np.ndarray, _: np.ndarray, targets: np.ndarray) -> float:
    """Each output answers "is it mine?": -ln a where it is, -ln (1 - a) where it is not."""
    return float((np.logaddexp(0, sums) - targets * sums).sum())


def _softmax_cross_entropy(sums: np.ndarray, _: np.ndarray, targets: np.ndarray) -> float:
    """The outputs share one answer: -ln a of the right one."""
    return float(logsumexp(sums, axis=1).sum() - (targets * sums).sum())


def _joint_cross_entropy(sums: np.ndarray, scores: np.ndarray, targets: np.ndarray) -> float:
    """Both, of sigmoid outputs: first of all which sum is largest, then how large it should be."""
    own = _binary_cross_entropy(sums, scores, targets)
    return _softmax_cross_entropy(sums, scores, targets) + OWN * own


def _joint_error(sums: np.ndarray, scores: np.ndarray, targets: np.ndarray) -> np.ndarray:
    """The derivative of a sum is the sum of the derivatives, and both are plain errors."""
    error: np.ndarray = softmax(sums) - targets + OWN * (scores - targets)
    return error


squared_error = Loss(
    "squared error", ("sigmoid", "tanh", "relu", "identity"), _squared_error, matched=False
)
binary_cross_entropy = Loss(
    "binary cross-entropy", ("sigmoid",), _binary_cross_entropy, matched=True
)
softmax_cross_entropy = Loss(
    "softmax cross-entropy", ("softmax",), _softmax_cross_entropy, matched=True
)
joint_cross_entropy = Loss(
    "joint cross-entropy", ("sigmoid",), _joint_cross_entropy, matched=True, error=_joint_error
)

LOSSES = {
    each.name: each
    for each in (squared_error, binary_cross_entropy, softmax_cross_entropy, joint_cross_entropy)
}
