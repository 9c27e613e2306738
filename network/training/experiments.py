"""Recipes tried side by side, with several seeds each: `python -m network.training.experiments`.

`SHAPES` asks: why two layers of sixteen? How well do none to two hidden layers read?
`CURVES` asks: why did deep networks wait for relu? How do it and the sigmoid learn, flat and deep?
"""

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import numpy as np

from network.assets import ASSETS
from network.datasets.mnist import cache_folder
from network.training.command_line import watched
from network.training.recipes import Recipe, check_known
from network.training.regularisation import Regularisation
from network.training.trainer import Training, accuracy, as_network
from network.training.training_data import TrainingData, augment, gather
from network.training.trials import Run, Trial, Trials, write_trials

FOLDER = ASSETS / "trials"

SHAPES = tuple(
    Recipe(
        name,
        shape=(784, *hidden, 10),
        epochs=30,
        regularisation=Regularisation(decay=0.05, decay_above=0.0075),
        weight_cleanup=False,
    )
    for name, hidden in (
        ("no hidden layer", ()),
        ("1 hidden layer of 8", (8,)),
        ("1 hidden layer of 16", (16,)),
        ("1 hidden layer of 32", (32,)),
        ("2 hidden layers of 8", (8, 8)),
        ("2 hidden layers of 16", (16, 16)),
        ("2 hidden layers of 32", (32, 32)),
    )
)
CURVES = tuple(
    Recipe(
        f"{depth} hidden layers of {hidden}",
        shape=(784, *(16,) * depth, 10),
        hidden=hidden,
        loss="softmax cross-entropy",
        initialisation=initialisation,
        optimiser="SGD",
        rate=0.1,
        schedule="constant",
        batch=32,
        epochs=30,
        augmented_copies=0,
        weight_cleanup=False,
    )
    for depth in (2, 6)
    for hidden, initialisation in (("sigmoid", "LeCun"), ("relu", "He"))
)
TRIALS = {"shapes": (SHAPES, 3), "curves": (CURVES, 5)}  # recipes, and how many seeds each


def try_recipes(recipes: Sequence[Recipe], seeds: int, data: TrainingData) -> Trials:
    """Train every recipe with the seeds from 0 up; all augment digits alike, or none does.

    Raises ValueError where there are no test digits.
    """
    if data.test is None:
        raise ValueError("No test digits; recipes are compared on them.")
    runs: dict[str, list[Run]] = {recipe.name: [] for recipe in recipes}
    for seed in range(seeds):
        copies = augment(data.training, replace(recipes[0], seed=seed), watched)
        for number in watched(range(len(recipes)), f"Training with seed {seed}"):
            recipe = replace(recipes[number], seed=seed)
            runs[recipe.name].append(_train(recipe, copies, data))
    return Trials(
        len(data.training),
        len(data.test),
        data.sha256,
        tuple(Trial(_told(recipe), tuple(runs[recipe.name])) for recipe in recipes),
    )


def _train(recipe: Recipe, copies: np.ndarray, data: TrainingData) -> Run:
    training = Training(recipe, copies, data.training.labels, data.validation)
    reports = (training.report(), *training.run())
    assert data.test
    test = accuracy(as_network(training.layers), data.test)["accuracy"]
    return Run(recipe.seed, reports, test)


def _told(recipe: Recipe) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(json.dumps(asdict(recipe)))
    del told["seed"], told["provenance"]
    return told


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; the exit status is 2 after a mistake, with a sentence on stderr."""
    parser = argparse.ArgumentParser(
        prog="python -m network.training.experiments",
        description="Try recipes side by side and keep the numbers.",
    )
    parser.add_argument("trials", nargs="*", help=f"{', '.join(TRIALS)} (default: all)")
    parser.add_argument("--mnist", type=Path, default=cache_folder(), metavar="FOLDER")
    parser.add_argument("-o", dest="folder", type=Path, default=FOLDER, metavar="FOLDER")
    chosen = parser.parse_args(arguments)
    try:
        for name in chosen.trials or TRIALS:
            check_known("trials", name, TRIALS)
            recipes, seeds = TRIALS[name]
            made = try_recipes(recipes, seeds, gather(recipes[0], chosen.mnist, watched))
            write_trials(made, chosen.folder / f"{name}.json")
            for trial in made.trials:
                print(f"{trial.recipe['name']:28} {trial.mean:.2%} ± {trial.spread:.2%}")
    except (OSError, ValueError) as error:
        print(error, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
