"""How often a network is right, and which digits it takes for each other: counts."""

from dataclasses import dataclass

import numpy as np


@dataclass
class Count:
    """How many of some things are so."""

    holds: np.ndarray  # (N,), booleans
    what: str

    @property
    def number(self) -> int:
        return sum(1 for each in self.holds if each)

    @property
    def total(self) -> int:
        return len(self.holds)

    @property
    def share(self) -> float:
        return self.number / self.total


@dataclass
class Confusion:
    """One digit taken for another."""

    label: str
    answer: str
    times: int
    of: int


@dataclass
class Confusions:
    """How often each digit got each answer."""

    counts: np.ndarray  # (outputs, outputs)
    labels: list[str]

    @property
    def total(self) -> int:
        return sum(int(count) for row in self.counts for count in row)

    @property
    def right(self) -> int:
        return sum(int(self.counts[place][place]) for place in range(len(self.counts)))

    @property
    def errors(self) -> int:
        return self.total - self.right

    @property
    def accuracy(self) -> float:
        return self.right / self.total

    @property
    def percent(self) -> float:
        return 100 * self.right / self.total

    @property
    def uncertainty(self) -> float:
        # both ends of Wilson's interval solve (p - x)^2 = x (1 - x) / N
        roots = np.roots(
            [1 + 1 / self.total, -2 * self.accuracy - 1 / self.total, self.accuracy**2]
        )
        return float(abs(roots[0] - roots[1]) / 2)

    @property
    def uncertainty_percent(self) -> float:
        return 100 * self.uncertainty

    def ranked(self, place: int) -> Confusion:
        outputs = range(len(self.counts))
        found = [
            Confusion(
                self.labels[label],
                self.labels[answer],
                0 if label == answer else int(self.counts[label][answer]),
                sum(int(count) for count in self.counts[label]),
            )
            for label in outputs
            for answer in outputs
        ]
        return sorted(found, key=lambda confusion: -confusion.times)[place]
