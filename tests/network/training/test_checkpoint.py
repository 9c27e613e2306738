import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from made_up import BARS

from network.datasets.mnist import LabelledDigits
from network.training.checkpoint import load_checkpoint, save_checkpoint
from network.training.recipes import Recipe
from network.training.trainer import MOMENTS, Training

SHA256 = {"bars": "0123"}
SHORT = replace(BARS, epochs=4)


def new(recipe: Recipe, bars: LabelledDigits) -> Training:
    learnt = bars[:300]
    copies = np.stack([learnt.images, 255 - learnt.images, learnt.images[::-1]]).reshape(3, 300, -1)
    return Training(recipe, copies, learnt.labels, bars[300:], MOMENTS)


def run(training: Training, epochs: int) -> Training:
    for report in training.run():
        if report.epoch == epochs:
            break
    return training


@pytest.fixture
def checkpoint(bars: LabelledDigits, tmp_path: Path) -> Path:
    """The file of a training that was interrupted after one epoch of four."""
    save_checkpoint(run(new(SHORT, bars), 1), SHA256, tmp_path / "checkpoint")
    return tmp_path / "checkpoint"


@pytest.mark.parametrize("optimiser", ["AdamW", "SGD"])
@pytest.mark.parametrize("after", [1, 2, 3])
def test_an_interrupted_training_ends_with_the_same_bits(
    bars: LabelledDigits, tmp_path: Path, optimiser: str, after: int
) -> None:
    recipe = replace(SHORT, optimiser=optimiser)
    whole = run(new(recipe, bars), 4)
    interrupted, gone_on = run(new(recipe, bars), after), new(recipe, bars)
    save_checkpoint(interrupted, SHA256, tmp_path / "checkpoint")
    load_checkpoint(gone_on, SHA256, tmp_path / "checkpoint")
    run(gone_on, 4)
    assert gone_on.parameters.tobytes() == whole.parameters.tobytes()
    assert gone_on.reports == whole.reports
    assert [report for report, _ in gone_on.snapshots] == [r for r, _ in whole.snapshots]
    assert gone_on.best and whole.best
    assert gone_on.best[1].tobytes() == whole.best[1].tobytes()


def test_a_checkpoint_of_another_recipe_is_refused(checkpoint: Path, bars: LabelledDigits) -> None:
    with pytest.raises(ValueError, match="begun with seed 3, not 4; to go on, ask for the same"):
        load_checkpoint(new(replace(SHORT, seed=4), bars), SHA256, checkpoint)


def test_a_checkpoint_of_other_digits_is_refused(checkpoint: Path, bars: LabelledDigits) -> None:
    with pytest.raises(ValueError, match="begun with other digits"):
        load_checkpoint(new(SHORT, bars), {"bars": "4567"}, checkpoint)


def test_a_missing_state_is_named(bars: LabelledDigits, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"No training to go on with at .*checkpoint"):
        load_checkpoint(new(SHORT, bars), SHA256, tmp_path / "checkpoint")


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"checkpoint"])
def test_a_damaged_state_is_refused(bars: LabelledDigits, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "checkpoint").write_bytes(content)
    with pytest.raises(ValueError, match="is no checkpoint of a training"):
        load_checkpoint(new(SHORT, bars), SHA256, tmp_path / "checkpoint")


def test_a_state_that_lacks_a_part_is_refused_and_changes_nothing(
    checkpoint: Path, bars: LabelledDigits
) -> None:
    with np.load(checkpoint) as arrays:
        lacking = {name: arrays[name] for name in arrays if name != "memory"}
    with checkpoint.open("wb") as file:
        np.savez(file, **lacking)
    training = new(SHORT, bars)
    with pytest.raises(ValueError, match="is no checkpoint of a training"):
        load_checkpoint(training, SHA256, checkpoint)
    np.testing.assert_array_equal(training.parameters, new(SHORT, bars).parameters)


def test_a_file_of_another_format_is_refused(checkpoint: Path, bars: LabelledDigits) -> None:
    with checkpoint.open("wb") as file:
        np.savez(file, about=np.array(json.dumps({"format": "network", "version": 1})))
    with pytest.raises(ValueError, match="its format is 'network' 1"):
        load_checkpoint(new(SHORT, bars), SHA256, checkpoint)


def test_saving_leaves_one_file(checkpoint: Path) -> None:
    assert [path.name for path in checkpoint.parent.iterdir()] == ["checkpoint"]


def test_a_state_that_the_disk_does_not_take_is_named_and_leaves_nothing(
    bars: LabelledDigits, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_, **__) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(np, "savez", full)
    with pytest.raises(OSError, match=r"No room is left for .*No space left on device"):
        save_checkpoint(new(SHORT, bars), SHA256, tmp_path / "checkpoint")
    assert list(tmp_path.iterdir()) == []
