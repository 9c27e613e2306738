"""Trials: what came of recipes that were tried side by side, with several seeds each."""

import json
from dataclasses import asdict, dataclass
from itertools import pairwise
from pathlib import Path
from statistics import mean, stdev
from typing import Any

import numpy as np

from network.atomic import whole_file
from network.plain import read_json
from network.training.trainer import TrainingReport


@dataclass(frozen=True)
class Run:
    """One training of a recipe: what was known before it, and after each epoch."""

    seed: int
    reports: tuple[TrainingReport, ...]  # judged on the validation digits
    test: float  # accuracy at the end on test digits


@dataclass(frozen=True)
class Trial:
    """One recipe, as plain JSON values, and its runs with several seeds."""

    recipe: dict[str, Any]
    runs: tuple[Run, ...]

    @property
    def accuracies(self) -> np.ndarray:
        """The accuracy of each run on test digits, (runs,)."""
        return np.array([run.test for run in self.runs])

    @property
    def mean(self) -> float:
        """The mean accuracy on test digits."""
        return mean(run.test for run in self.runs)

    @property
    def curve(self) -> np.ndarray:
        """The mean accuracy of its runs before the training and after each epoch, (moments,)."""
        return np.array([[report.accuracy for report in run.reports] for run in self.runs]).mean(0)

    @property
    def parameter_count(self) -> int:
        """How many weights and biases a network of this shape has."""
        shape = self.recipe["shape"]
        return sum((below + 1) * above for below, above in pairwise(shape))

    @property
    def spread(self) -> float:
        """The standard deviation of that accuracy from seed to seed."""
        return stdev(run.test for run in self.runs)


@dataclass(frozen=True)
class Trials:
    """Several recipes tried on the same digits."""

    learnt: int  # digits
    tested: int
    sha256: dict[str, str]
    trials: tuple[Trial, ...]

    @property
    def best(self) -> int:
        """The place of the recipe with the highest mean accuracy."""
        return max(range(len(self.trials)), key=lambda place: self.trials[place].mean)

    @property
    def worst(self) -> int:
        """The place of the recipe with the lowest mean accuracy."""
        return min(range(len(self.trials)), key=lambda place: self.trials[place].mean)


def read_trials(path: str | Path) -> Trials:
    """Read what `write_trials` has written.

    Raises FileNotFoundError for a missing file and ValueError for one that holds something else.
    """
    path = Path(path)
    if not path.is_file():
        raise FileNotFoundError(f"No trials at {path}; give the path of their .json file.")
    try:
        told = read_json(path)
        trials = tuple(
            Trial(each["recipe"], tuple(_run(run) for run in each["runs"]))
            for each in told.pop("trials")
        )
        return Trials(**told, trials=trials)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"{path} holds no trials, or it is damaged ({error}).") from error


def _run(told: dict[str, Any]) -> Run:
    return Run(
        told["seed"], tuple(TrainingReport(**each) for each in told["reports"]), told["test"]
    )


def write_trials(trials: Trials, path: Path) -> None:
    """Write trials as JSON, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with whole_file(path) as made:
        made.write_text(json.dumps(asdict(trials), separators=(",", ":")) + "\n", "utf-8")
