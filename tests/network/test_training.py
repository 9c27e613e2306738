import dataclasses
from pathlib import Path

import numpy as np
import pytest

from network import Network
from network.activations import sigmoid
from network.augmentation import Sloppiness
from network.backpropagation import Layers, as_layers, forward
from network.mnist import IMAGES_MAGIC, LABELS_MAGIC, LabelledDigits, file_names, read_part
from network.training import (
    MNIST,
    PEN_STROKES,
    WEIGHTS,
    Recipe,
    as_network,
    main,
    make_network,
    regularise,
    right_answers,
    silence_unlit,
    train,
    turn_strokes_positive,
)

BARS = Recipe(
    shape=(16, 6, 5, 4), epochs=60, batch=20, rate=0.03, sparsity=0.01, smoothness=0.01, seed=2
)


@pytest.fixture(scope="module")
def bars() -> LabelledDigits:
    """Pictures of 4 x 4 pixels: noise, and in one of the four rows a bar, which is the label."""
    rng = np.random.default_rng(1)
    images, labels = rng.integers(0, 60, (400, 4, 4)), rng.integers(0, 4, 400)
    images[np.arange(400), labels] += 150
    return LabelledDigits(images.astype(np.uint8), labels.astype(np.uint8))


def trained(recipe: Recipe, digits: LabelledDigits) -> Layers:
    *_, layers = train(recipe, digits.images.reshape(1, len(digits), -1), digits.labels)
    return layers


def test_training_learns_rows_from_a_few_pictures(bars: LabelledDigits) -> None:
    network = as_network(trained(BARS, bars[:300]))
    assert right_answers(network, bars[300:]) == 100


def test_there_is_a_network_after_each_epoch(bars: LabelledDigits) -> None:
    bank = bars.images.reshape(1, 400, 16)
    assert sum(1 for _ in train(BARS, bank, bars.labels)) == 60


def test_the_same_seed_makes_the_same_weights(bars: LabelledDigits) -> None:
    recipe = dataclasses.replace(BARS, epochs=2)
    first, second = (trained(recipe, bars)[0][0] for _ in range(2))
    np.testing.assert_array_equal(first, second)


def test_another_seed_makes_other_weights(bars: LabelledDigits) -> None:
    recipe = dataclasses.replace(BARS, epochs=2)
    other = dataclasses.replace(recipe, seed=3)
    assert (trained(recipe, bars)[0][0] != trained(other, bars)[0][0]).any()


def test_sparsity_leaves_weights_of_exactly_zero_where_nothing_is_lit(
    bars: LabelledDigits,
) -> None:
    images = bars.images.copy()
    images[:, :, 3] = 0
    recipe = dataclasses.replace(BARS, sparsity=0.1, smoothness=0)
    weights = trained(recipe, LabelledDigits(images, bars.labels))[0][0].reshape(6, 4, 4)
    assert (weights[:, :, 3] == 0).all()


def test_regularising_decays_the_layers_above_and_no_bias() -> None:
    layers = as_layers(np.ones(16 * 2 + 2 + 2 * 3 + 3), (16, 2, 3))
    regularise(layers, dataclasses.replace(BARS, decay=0.5), rate=0.1)
    np.testing.assert_allclose(layers[1][0], 0.95)
    assert all((biases == 1).all() for _, biases in layers)


def test_pixels_that_are_never_lit_are_silenced_and_no_others() -> None:
    layers = as_layers(np.ones(4 * 2 + 2), (4, 2))
    silence_unlit(layers, np.array([[[0, 9], [0, 0]], [[0, 1], [3, 0]]], np.uint8))
    np.testing.assert_array_equal(layers[0][0], [[0, 1, 1, 0]] * 2)


def test_every_stroke_ends_up_positive_and_no_score_changes() -> None:
    layers = as_layers(np.random.default_rng(6).normal(size=9 * 5 + 5 + 5 * 3 + 3), (9, 5, 3))
    images = np.random.default_rng(7).random((4, 9))
    before = forward(layers, images)[-1]
    turn_strokes_positive(layers)
    assert ((layers[0][0] ** 3).sum(axis=1) > 0).all()
    np.testing.assert_allclose(forward(layers, images)[-1], before)


def test_a_bank_of_another_shape_is_refused() -> None:
    bank = np.zeros((2, 100, 25), np.uint8)
    with pytest.raises(ValueError, match=r"shape \(2, 100, 25\) for 100 labels; .* \(100, 16\)"):
        next(train(BARS, bank, np.zeros(100, np.uint8)))


def test_fewer_digits_than_a_batch_are_refused() -> None:
    with pytest.raises(ValueError, match="19 digits to learn; a batch alone takes 20"):
        next(train(BARS, np.zeros((1, 19, 16), np.uint8), np.zeros(19, np.uint8)))


def test_a_label_without_an_output_is_refused() -> None:
    with pytest.raises(ValueError, match="label of 4; 4 outputs end at 3"):
        next(train(BARS, np.zeros((1, 30, 16), np.uint8), np.full(30, 4, np.uint8)))


@pytest.fixture
def folder(bars: LabelledDigits, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The four files of a data set like MNIST, of bars, 100 of whose digits are held back."""
    monkeypatch.setattr("network.training.HELD_BACK", 100)
    for part, digits in (("train", bars), ("t10k", bars[:50])):
        images, labels = (tmp_path / name for name in file_names(part))
        header = np.array([IMAGES_MAGIC, *digits.images.shape], ">u4").tobytes()
        images.write_bytes(header + digits.images.tobytes())
        header = np.array([LABELS_MAGIC, len(digits)], ">u4").tobytes()
        labels.write_bytes(header + digits.labels.tobytes())
    return tmp_path


STEADY_BARS = dataclasses.replace(
    BARS, sloppiness=Sloppiness(shift=0, rotation=0, scale=0, shear=0, elastic=0), copies=1
)


def test_a_network_keeps_how_it_was_made(folder: Path) -> None:
    network = make_network(STEADY_BARS, folder)
    assert network.origin["recipe"] == dataclasses.asdict(STEADY_BARS)
    assert network.origin["learnt"] == 300
    assert network.origin["validation"] == {"right": 100, "of": 100, "accuracy": 1.0}
    assert network.origin["test"] == {"right": 50, "of": 50, "accuracy": 1.0}


def test_too_few_digits_to_hold_some_back_are_refused(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("network.training.HELD_BACK", 400)
    with pytest.raises(ValueError, match="400 digits to learn; 400 of them are held back"):
        make_network(STEADY_BARS, folder)


def test_two_runs_write_the_same_file(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("network.training.PEN_STROKES", STEADY_BARS)
    files = [folder / name for name in ("first.npz", "second.npz")]
    for file in files:
        assert main(["--mnist", str(folder), "-o", str(file)]) == 0
    assert files[0].read_bytes() == files[1].read_bytes()
    assert "second.npz reads 50 of 50 test digits rightly (100.00%)." in capsys.readouterr().out


def complaint(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(arguments) == 2
    printed = capsys.readouterr()
    assert not printed.out
    return printed.err


def test_missing_digits_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = complaint(capsys, "--mnist", str(tmp_path), "-o", str(tmp_path / "made.npz"))
    assert said.startswith(
        f"No train-images-idx3-ubyte or train-images-idx3-ubyte.gz in {tmp_path}"
    )
    assert said.endswith("t10k-labels-idx1-ubyte; name their folder with --mnist.\n")


def test_a_negative_seed_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert complaint(capsys, "--seed", "-1") == "A seed of -1; it must be 0 or more.\n"


@pytest.mark.parametrize("output", [".", "nowhere/made.npz"])
def test_a_file_that_cannot_be_written_is_refused_before_training(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], output: str
) -> None:
    said = complaint(capsys, "-o", str(tmp_path / output))
    assert said.endswith("cannot be written; name a file in a folder that can, with -o.\n")


def test_an_interrupted_training_leaves_the_file_as_it_was(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("network.training.train", interrupted)
    monkeypatch.setattr("network.training.PEN_STROKES", STEADY_BARS)
    file = folder / "made.npz"
    file.write_text("as it was")
    assert main(["--mnist", str(folder), "-o", str(file)]) == 130
    assert file.read_text() == "as it was"
    assert [path.name for path in folder.glob("made*")] == ["made.npz"]
    assert capsys.readouterr().err == f"Stopped; {file} is as it was.\n"


@pytest.fixture(scope="module")
def shipped() -> Network:
    return Network.load(WEIGHTS)


def test_the_shipped_network_has_13002_parameters_in_sigmoid_layers(shipped: Network) -> None:
    assert shipped.shape == (784, 16, 16, 10)
    assert shipped.parameter_count == 13_002
    assert {layer.activation for layer in shipped.layers} == {sigmoid}


def test_the_shipped_network_takes_at_most_60_kilobytes() -> None:
    assert WEIGHTS.stat().st_size <= 60_000


def test_the_shipped_network_tells_its_recipe(shipped: Network) -> None:
    told = dict(shipped.origin["recipe"])
    recipe = Recipe(**told | {"shape": tuple(told["shape"])})
    recipe = dataclasses.replace(recipe, sloppiness=Sloppiness(**told["sloppiness"]))
    assert recipe == PEN_STROKES


def test_the_shipped_network_was_chosen_on_digits_it_did_not_learn(shipped: Network) -> None:
    assert shipped.origin["learnt"] == 50_000
    assert shipped.origin["validation"]["of"] == 10_000


def test_the_shipped_strokes_are_positive(shipped: Network) -> None:
    assert ((shipped.layers[0].weights ** 3).sum(axis=1) > 0).all()


@pytest.mark.skipif(not MNIST.is_dir(), reason="MNIST is not at hand")
def test_the_shipped_network_is_as_accurate_as_it_says(shipped: Network) -> None:
    right = right_answers(shipped, read_part(MNIST, "t10k"))
    assert shipped.origin["test"] == {"right": right, "of": 10_000, "accuracy": right / 10_000}
    assert right >= 9_650
