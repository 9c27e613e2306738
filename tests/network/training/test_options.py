from dataclasses import replace
from pathlib import Path

import pytest

from network.datasets.mnist import cache_folder
from network.training.options import TrainingOptions, read_options
from network.training.recipes import CLASSIC, DIGITS


def options(*arguments: str) -> TrainingOptions:
    return read_options(arguments, "the program")


def test_without_a_word_the_default_network_is_ordered() -> None:
    assert options() == TrainingOptions(DIGITS, cache_folder(), Path("digits.npz"))


def test_a_recipe_writes_a_network_of_its_own_name() -> None:
    assert options("classic").output == Path("classic.npz")


def test_every_wish_changes_the_recipe(tmp_path: Path) -> None:
    found = options(
        *("classic", "--shape", "784,30,10", "--hidden", "relu", "--loss", "softmax cross-entropy"),
        *("--epochs", "3", "--batch", "64", "--rate", "0.5", "--seed", "7"),
        *("--mnist", "there", "-o", str(tmp_path / "mine.npz")),
        *("--snapshots", str(tmp_path / "way")),
    )
    recipe = replace(
        CLASSIC,
        shape=(784, 30, 10),
        hidden="relu",
        loss="softmax cross-entropy",
        epochs=3,
        batch=64,
        rate=0.5,
        seed=7,
        provenance="",
    )
    assert found == TrainingOptions(recipe, Path("there"), tmp_path / "mine.npz", tmp_path / "way")


def test_a_changed_recipe_has_no_provenance() -> None:
    assert options("digits", "--seed", "3").recipe.provenance == ""
    assert options("digits").recipe.provenance == DIGITS.provenance


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["thorough"], "recipe: 'thorough'; it must be one of digits, classic, sharpest"),
        (["--shape", "784,ten"], "'784,ten' is no shape such as 784,16,16,10; the program --help"),
        (["--epochs", "many"], "Argument --epochs: invalid int value: 'many'; the program --help"),
        (["--epochs", "0"], "epochs: 0; it must be 1 or more"),
        (["--bogus"], "Unrecognized arguments: --bogus; the program --help shows all"),
        (["-o", "made.txt"], "made.txt does not end in .npz; that is what is written"),
        (["-o", "."], r"\. cannot be written; name a file in a folder that can, with -o"),
        (["-o", "nowhere/made.npz"], "nowhere/made.npz cannot be written"),
        (["-o", "/proc/made.npz"], "/proc/made.npz cannot be written"),
        (["-o", "made.npz", "--resume"], "No training to go on with at made.npz.checkpoint; begin"),
        (
            ["-o", "made.npz", "--snapshots", "taken"],
            "taken is no folder to write to; snapshots need",
        ),
    ],
)
def test_what_cannot_be_done_is_refused_before_training(
    arguments: list[str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "taken").touch()
    with pytest.raises(ValueError, match=said):
        options(*arguments)


def test_the_checkpoint_lies_beside_the_network(tmp_path: Path) -> None:
    (tmp_path / "made.npz.checkpoint").touch()
    found = options("-o", str(tmp_path / "made.npz"), "--resume")
    assert found.resume
    assert found.checkpoint == tmp_path / "made.npz.checkpoint"


def test_somebody_s_file_among_the_snapshots_is_told_before_training(tmp_path: Path) -> None:
    (tmp_path / "step_one.npz").write_bytes(b"my own")
    with pytest.raises(FileExistsError, match=r"step_one\.npz is no snapshot that was written"):
        options("-o", str(tmp_path / "made.npz"), "--snapshots", str(tmp_path))
