from pathlib import Path

import pytest

from network import look_up
from network.training.trainer import TrainingReport
from network.training.trials import Run, Trial, Trials, read_trials, write_trials


@pytest.fixture
def trials() -> Trials:
    """Two recipes, with three seeds each."""

    def run(seed: int, right: int) -> Run:
        reports = tuple(TrainingReport(10 * epoch, epoch, 0.5, epoch, 10) for epoch in (0, 1))
        return Run(seed, reports, right / 50)

    def trial(name: str, shape: list[int], right: int) -> Trial:
        runs = tuple(run(seed, right + 3 * seed**2) for seed in range(3))
        return Trial({"name": name, "shape": shape}, runs)

    tried = trial("flat", [16, 4], 20), trial("deep", [16, 5, 4], 31)
    return Trials(300, 50, {"bars": "0123"}, tried)


def test_a_path_leads_to_a_point_of_a_curve_and_to_a_word_of_a_recipe(trials: Trials) -> None:
    assert look_up(trials, "trials.1.runs.2.reports.1.accuracy") == 0.1
    assert look_up(trials, "trials.1.recipe.shape.1") == 5


def test_mean_and_spread_are_those_of_the_test_digits(trials: Trials) -> None:
    trial = trials.trials[1]
    first, second, third = (run.test for run in trial.runs)
    mean = (first + second + third) / 3
    assert trial.mean == pytest.approx(mean)
    squares = sum((each - mean) ** 2 for each in (first, second, third))
    assert trial.spread == pytest.approx((squares / 2) ** 0.5)


def test_what_was_written_is_read_again(trials: Trials, tmp_path: Path) -> None:
    write_trials(trials, tmp_path / "new" / "trials.json")
    assert read_trials(tmp_path / "new" / "trials.json") == trials


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"trials": [{"recipe": {}}]}'])
def test_a_file_of_something_else_is_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / "trials.json").write_text(content)
    with pytest.raises(ValueError, match=r"trials\.json holds no trials, or it is damaged"):
        read_trials(tmp_path / "trials.json")


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=f"No trials at {tmp_path}"):
        read_trials(tmp_path / "none.json")
