"""Trainings: how they stood at each moment, and what came of several side by side."""

from dataclasses import dataclass

import numpy as np

from oracle.network import Network


@dataclass
class TrainingReport:
    """How a training stood at one moment."""

    step: int
    epoch: float
    loss: float
    right: int
    of: int

    @property
    def accuracy(self) -> float:
        return self.right / self.of


@dataclass
class Snapshot:
    """A network at one moment of its training."""

    network: Network
    report: TrainingReport


@dataclass
class Snapshots:
    """The networks that one training went through."""

    each: list[Snapshot]

    @property
    def total(self) -> int:
        return len(self.each)

    @property
    def first(self) -> Snapshot:
        return self.each[0]

    @property
    def last(self) -> Snapshot:
        return self.each[-1]

    @property
    def reports(self) -> list[TrainingReport]:
        return [snapshot.report for snapshot in self.each]


@dataclass
class Run:
    """One training of a recipe."""

    seed: int
    reports: list[TrainingReport]
    test: float


@dataclass
class Trial:
    """One recipe and its runs with several seeds."""

    recipe: dict
    runs: list[Run]

    @property
    def accuracies(self) -> np.ndarray:
        return np.array([run.test for run in self.runs])

    @property
    def curve(self) -> np.ndarray:
        moments = zip(*(run.reports for run in self.runs), strict=True)
        return np.array([sum(each.accuracy for each in one) / len(one) for one in moments])

    @property
    def parameter_count(self) -> int:
        shape = self.recipe["shape"]
        weights = sum(shape[place] * shape[place + 1] for place in range(len(shape) - 1))
        return weights + sum(shape[1:])

    @property
    def mean(self) -> float:
        return sum(run.test for run in self.runs) / len(self.runs)

    @property
    def spread(self) -> float:
        squares = [(run.test - self.mean) ** 2 for run in self.runs]
        return (sum(squares) / (len(squares) - 1)) ** 0.5


@dataclass
class Trials:
    """Several recipes tried on the same digits."""

    learnt: int
    tested: int
    sha256: dict
    trials: list[Trial]

    @property
    def best(self) -> int:
        means = [trial.mean for trial in self.trials]
        return means.index(max(means))

    @property
    def worst(self) -> int:
        means = [trial.mean for trial in self.trials]
        return means.index(min(means))
