"""Whether a sure answer is safe: scores held against how often such answers are right."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from network.arrays import read_only
from network.evaluation.confusion import places_of
from network.model import Network

SURE = 0.9  # a score above this counts as sure


@dataclass(frozen=True, eq=False)
class Calibration:
    """Whether the score of an answer tells how often such answers are right.

    Raises ValueError where there is not one score for each answer, where scores leave [0, 1],
    and for less than one bin.
    """

    scores: np.ndarray  # (N,), of the brightest outputs
    right: np.ndarray  # (N,), booleans
    bins: int = 10

    def __post_init__(self) -> None:
        if len(self.scores) == 0 or self.scores.shape != self.right.shape:
            raise ValueError(
                f"Scores of shape {self.scores.shape} for answers of shape {self.right.shape}; "
                "there must be one answer at least, and one score for each."
            )
        low, high = self.scores.min(), self.scores.max()
        if low < 0 or high > 1:
            raise ValueError(
                f"Scores from {low:g} to {high:g}; only scores in [0, 1] can be compared with "
                "shares of right answers."
            )
        if self.bins < 1:
            raise ValueError(f"{self.bins} bins for the scores; it takes 1 at least.")

    @property
    def total(self) -> int:
        """How many digits were read: N."""
        return len(self.scores)

    @cached_property
    def _bin_of(self) -> np.ndarray:
        return np.minimum((self.scores * self.bins).astype(int), self.bins - 1)

    @property
    def counts(self) -> np.ndarray:
        """How many scores fall into each bin of equal width, (bins,); 1.0 is in the last."""
        return np.bincount(self._bin_of, minlength=self.bins)

    @property
    def mean_scores(self) -> np.ndarray:
        """The mean score in each bin, (bins,); NaN in an empty one."""
        return self._means(self.scores)

    @property
    def accuracies(self) -> np.ndarray:
        """The share of right answers in each bin, (bins,); NaN in an empty one."""
        return self._means(self.right)

    @property
    def expected_error(self) -> float:
        """Mean distance of score and accuracy over the bins, each weighed by its count.

        Guo, Pleiss, Sun, Weinberger: "On calibration of modern neural networks" (2017).
        """
        gaps = np.abs(self.accuracies - self.mean_scores)
        return float(np.nansum(gaps * self.counts) / self.total)

    @property
    def errors(self) -> int:
        """How many answers were wrong."""
        return int((~self.right).sum())

    @property
    def sure_errors(self) -> int:
        """How many wrong answers had a score above 0.9."""
        return int((self.scores[~self.right] > SURE).sum())

    @property
    def sure(self) -> int:
        """How many answers, right or wrong, had a score above 0.9."""
        return int((self.scores > SURE).sum())

    @property
    def saturated(self) -> int:
        """How many scores are exactly 1.0: their sigmoid has no more room in floating point."""
        return int((self.scores == 1).sum())

    def _means(self, values: np.ndarray) -> np.ndarray:
        sums = np.bincount(self._bin_of, weights=values, minlength=self.bins)
        means = np.full(self.bins, np.nan)
        return np.divide(sums, self.counts, out=means, where=self.counts > 0)


def calibration(
    network: Network, images: np.ndarray, labels: np.ndarray, bins: int = 10
) -> Calibration:
    """The calibration of a network on images, (N, inputs), with labels, (N,).

    Raises ValueError where labels and images do not fit, and for scores outside [0, 1].
    """
    places = places_of(labels, images, network)
    scores = network.scores(images)
    top, right = scores.max(axis=1), scores.argmax(axis=1) == places
    return Calibration(read_only(top), read_only(right), bins)
