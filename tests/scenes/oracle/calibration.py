"""How sure a network is, and whether it is right as often as it is sure."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from oracle.confusion import Confusions
from oracle.network import Network


@dataclass
class Calibration:
    """Whether a score tells how often such answers are right."""

    scores: np.ndarray  # (N,), of the brightest outputs
    right: np.ndarray  # (N,), booleans
    bins: int = 10

    @cached_property
    def _binned(self) -> list[list[tuple[float, bool]]]:
        found: list[list[tuple[float, bool]]] = [[] for _ in range(self.bins)]
        for score, right in zip(self.scores, self.right, strict=True):
            found[min(int(score * self.bins), self.bins - 1)].append((float(score), bool(right)))
        return found

    @property
    def total(self) -> int:
        return len(self.scores)

    @property
    def counts(self) -> np.ndarray:
        return np.array([len(each) for each in self._binned])

    @property
    def mean_scores(self) -> np.ndarray:
        return np.array([mean([score for score, _ in each]) for each in self._binned])

    @property
    def accuracies(self) -> np.ndarray:
        return np.array([mean([right for _, right in each]) for each in self._binned])

    @property
    def expected_error(self) -> float:
        return sum(
            len(each) * abs(mean([right for _, right in each]) - mean([score for score, _ in each]))
            for each in self._binned
            if each
        ) / len(self.scores)

    @property
    def errors(self) -> int:
        return sum(1 for right in self.right if not right)

    @property
    def sure(self) -> int:
        return sum(1 for score in self.scores if score > 0.9)

    @property
    def sure_errors(self) -> int:
        pairs = zip(self.scores, self.right, strict=True)
        return sum(1 for score, right in pairs if score > 0.9 and not right)

    @property
    def saturated(self) -> int:
        return sum(1 for score in self.scores if score == 1)


@dataclass
class Examination:
    """A network, examined with digits whose labels are known."""

    network: Network
    images: np.ndarray  # (N, inputs)
    labels: np.ndarray  # (N,)
    source: str

    @cached_property
    def confusions(self) -> Confusions:
        counts = np.zeros((len(self.network.labels),) * 2, dtype=int)
        for label, answer in zip(self.labels, self.network.answers(self.images), strict=True):
            counts[self.network.labels.index(str(label)), answer] += 1
        return Confusions(counts, self.network.labels)

    @cached_property
    def calibration(self) -> Calibration | None:
        if self.network.layers[-1].squish not in ("sigmoid", "softmax"):
            return None
        scores = self.network.scores(self.images)
        top = np.array([max(row) for row in scores])
        answers = [self.network.labels[place] for place in self.network.answers(self.images)]
        return Calibration(top, np.array(answers) == self.labels.astype(str))


def mean(values: Sequence[float]) -> float:
    """The mean of some numbers; of none it is none."""
    return sum(map(float, values)) / len(values) if len(values) else float("nan")
