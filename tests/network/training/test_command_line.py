from collections.abc import Callable, Iterator
from dataclasses import asdict, replace
from pathlib import Path

import numpy as np
import pytest
from made_up import BARS

from network import Network
from network.datasets.mnist import fingerprints
from network.training.command_line import main, make_network
from network.training.options import TrainingOptions
from network.training.recipes import Recipe
from network.training.regularisation import Regularisation
from network.training.snapshots import read_snapshots
from network.training.trainer import Training, TrainingReport

Trained = Callable[..., Network]


@pytest.fixture(autouse=True)
def the_bars_are_a_recipe(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("network.training.options.RECIPES", {"bars": BARS})
    monkeypatch.setattr("network.training.trainer.MOMENTS", (0, 1))


@pytest.fixture
def make(folder: Path) -> Trained:
    """Trains a recipe on the tiny data set in a folder."""

    def made(recipe: Recipe = BARS, **wishes: object) -> Network:
        return make_network(TrainingOptions(recipe, folder, folder / "made.npz", **wishes))[1]

    return made


def stop_after(epochs: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let Ctrl-C be pressed in the epoch that follows so many others."""
    run = Training.run

    def interrupted(training: Training) -> Iterator[TrainingReport]:
        for report in run(training):
            if report.epoch > epochs:
                raise KeyboardInterrupt
            yield report
        raise KeyboardInterrupt

    monkeypatch.setattr(Training, "run", interrupted)


def test_a_network_keeps_how_it_was_made(make: Trained, folder: Path) -> None:
    origin = make().origin
    assert origin["recipe"] == asdict(BARS)
    assert origin["learnt"] == 300
    assert origin["validation"] == {"right": 100, "of": 100, "accuracy": 1.0}
    assert origin["test"] == {"right": 50, "of": 50, "accuracy": 1.0}
    assert origin["sha256"] == fingerprints(folder)


def test_every_stroke_ends_up_positive(make: Trained) -> None:
    assert ((make().layers[0].weights ** 3).sum(axis=1) > 0).all()


@pytest.mark.parametrize("cleanup", [True, False])
def test_pixels_never_lit_are_silent_after_the_cleanup(
    make: Trained, folder: Path, cleanup: bool
) -> None:
    """All ink of the first column is taken out of the files; smoothness still leaves a little."""
    path = folder / "train-images-idx3-ubyte"
    content = np.frombuffer(path.read_bytes(), np.uint8).copy()
    content[16:].reshape(-1, 4, 4)[:, :, 0] = 0
    path.write_bytes(content.tobytes())
    network = make(
        replace(BARS, weight_cleanup=cleanup, regularisation=Regularisation(smoothness=0.01)),
        snapshots=folder / "way",
    )
    for each in (network, read_snapshots(folder / "way").last.network):
        column = each.layers[0].weights.reshape(-1, 4, 4)[:, :, 0]
        assert column.any() != cleanup


def test_a_recipe_without_cleanup_leaves_strokes_as_they_came(make: Trained) -> None:
    as_they_came = make(replace(BARS, weight_cleanup=False))
    assert ((as_they_came.layers[0].weights ** 3).sum(axis=1) < 0).any()
    cleaned_up = make(BARS)
    images = np.random.default_rng(0).random((9, 16))
    np.testing.assert_allclose(cleaned_up.scores(images), as_they_came.scores(images), atol=1e-5)


def test_snapshots_lead_from_the_start_to_the_network_itself(make: Trained, folder: Path) -> None:
    network = make(snapshots=folder / "way")
    start, *_, end = read_snapshots(folder / "way").each
    assert start.report.step == 0
    assert end.report.epoch == BARS.epochs
    np.testing.assert_array_equal(
        end.network.layers[0].weights, network.layers[0].weights.astype(np.float32)
    )
    assert start.network.origin["test"]["right"] < end.network.origin["test"]["right"] == 50


def test_snapshots_are_turned_over_like_the_network_they_lead_to(
    make: Trained, folder: Path
) -> None:
    make(snapshots=folder / "cleaned_up")
    make(replace(BARS, weight_cleanup=False), snapshots=folder / "as_they_came")
    cleaned_up, came = (
        [each.network.layers[0].weights for each in read_snapshots(folder / name).each]
        for name in ("cleaned_up", "as_they_came")
    )
    turned = (came[-1] ** 3).sum(axis=1) < 0
    for now, before in zip(cleaned_up, came, strict=True):
        np.testing.assert_array_equal(now, np.where(turned[:, None], -before, before))


def command(folder: Path, *arguments: str) -> int:
    return main(["bars", "--mnist", str(folder), "-o", str(folder / "made.npz"), *arguments])


def test_two_runs_write_the_same_file(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    written = []
    for _ in range(2):
        assert command(folder) == 0
        written.append((folder / "made.npz").read_bytes())
    assert written[0] == written[1]
    assert "made.npz reads 50 of 50 test digits rightly (100.00%)." in capsys.readouterr().out


def test_a_finished_training_leaves_nothing_but_its_network(folder: Path) -> None:
    command(folder, "--epochs", "2")
    assert [path.name for path in folder.glob("made*")] == ["made.npz"]


def test_ctrl_c_leaves_the_best_network_so_far(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    stop_after(3, monkeypatch)
    assert command(folder) == 130
    origin = Network.load(folder / "made.npz").origin
    said = capsys.readouterr().err.splitlines()[-1]
    assert said == (
        f"Stopped after 4 of 20 epochs; {folder / 'made.npz'} holds the best network so far, "
        f"{origin['report']['right']:.2f}% of the validation digits, after epoch "
        f"{origin['report']['epoch']:g}. To go on, type the same with --resume."
    )
    assert origin["validation"]["right"] == origin["report"]["right"]
    assert "test" not in origin


def test_a_training_that_goes_on_makes_the_file_of_one_that_was_never_interrupted(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    command(folder)
    whole = (folder / "made.npz").read_bytes()
    with monkeypatch.context() as patched:
        stop_after(3, patched)
        assert command(folder) == 130
    assert (folder / "made.npz").read_bytes() != whole
    assert command(folder, "--resume") == 0
    assert (folder / "made.npz").read_bytes() == whole
    assert not (folder / "made.npz.checkpoint").exists()


def test_ctrl_c_in_the_first_epoch_leaves_the_file_as_it_was(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(_: Training) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Training, "_learn_epoch", interrupted)
    (folder / "made.npz").write_text("as it was")
    assert command(folder) == 130
    assert (folder / "made.npz").read_text() == "as it was"
    assert [path.name for path in folder.glob("made*")] == ["made.npz"]
    said = capsys.readouterr().err.splitlines()[-1]
    assert said == f"Stopped; {folder / 'made.npz'} is as it was."


def complaint(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(["bars", *arguments]) == 2
    printed = capsys.readouterr()
    assert not printed.out
    return printed.err


def test_missing_digits_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = complaint(capsys, "--mnist", str(tmp_path), "-o", str(tmp_path / "made.npz"))
    assert said.startswith(
        f"No train-images-idx3-ubyte or train-images-idx3-ubyte.gz in {tmp_path}"
    )
    assert said.endswith("MNIST's four files; name their folder with --mnist.\n")


def test_digits_of_another_size_than_the_shape_are_refused(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = complaint(
        capsys, "--mnist", str(folder), "--shape", "25,4", "-o", str(folder / "made.npz")
    )
    assert said.startswith("Digits of shape (300, 16) for 300 labels; with 25 inputs")


def test_a_mistake_is_answered_by_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert complaint(capsys, "--seed", "-1") == "seed: -1; it must be 0 or more.\n"
