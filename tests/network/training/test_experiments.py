import json
from dataclasses import asdict, replace
from pathlib import Path

import pytest
from made_up import BARS

from network.training.experiments import FOLDER, TRIALS, main, try_recipes
from network.training.training_data import gather
from network.training.trials import Trials, read_trials

RECIPES = tuple(
    replace(BARS, name=name, shape=shape, epochs=2)
    for name, shape in (("flat", (16, 4)), ("deep", (16, 5, 5, 4)))
)


@pytest.fixture
def trials(folder: Path) -> Trials:
    return try_recipes(RECIPES, 3, gather(BARS, folder, lambda sequence, _: sequence))


def test_every_recipe_is_tried_with_every_seed(trials: Trials) -> None:
    assert [trial.recipe["name"] for trial in trials.trials] == ["flat", "deep"]
    assert [[run.seed for run in trial.runs] for trial in trials.trials] == [[0, 1, 2]] * 2
    assert (trials.learnt, trials.tested) == (300, 50)


def test_a_run_tells_what_was_known_before_it_and_after_each_epoch(trials: Trials) -> None:
    assert [report.epoch for report in trials.trials[0].runs[0].reports] == [0, 1, 2]


def test_trials_that_nobody_knows_are_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["colours"]) == 2
    assert capsys.readouterr().err == "trials: 'colours'; it must be one of shapes, curves.\n"


@pytest.mark.parametrize("name", TRIALS)
def test_shipped_trials_are_of_their_recipes_and_seeds(name: str) -> None:
    recipes, seeds = TRIALS[name]
    trials = read_trials(FOLDER / f"{name}.json").trials
    assert [trial.recipe["name"] for trial in trials] == [recipe.name for recipe in recipes]
    for trial, recipe in zip(trials, recipes, strict=True):
        told = json.loads(json.dumps(asdict(recipe)))
        assert trial.recipe == {word: told[word] for word in trial.recipe}
        assert told.keys() - trial.recipe.keys() == {"seed", "provenance", "people"}
        assert told["people"] == 0  # a word that recipes have learnt since
        assert [run.seed for run in trial.runs] == list(range(seeds))
        assert {len(run.reports) for run in trial.runs} == {recipe.epochs + 1}


def test_the_command_tries_recipes_and_keeps_the_numbers(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("network.training.experiments.TRIALS", {"bars": (RECIPES, 2)})
    assert main(["--mnist", str(folder), "-o", str(folder / "made")]) == 0
    kept = read_trials(folder / "made" / "bars.json")
    assert [[run.seed for run in trial.runs] for trial in kept.trials] == [[0, 1]] * 2
    flat = kept.trials[0]
    assert f"flat {'':23} {flat.mean:.2%} ± {flat.spread:.2%}\n" in capsys.readouterr().out


def test_without_test_digits_nothing_is_tried(folder: Path) -> None:
    digits = replace(gather(BARS, folder, lambda sequence, _: sequence), test=None)
    with pytest.raises(ValueError, match="No test digits; recipes are compared on them"):
        try_recipes(RECIPES, 2, digits)
