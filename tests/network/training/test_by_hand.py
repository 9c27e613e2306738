from pathlib import Path

import numpy as np
import pytest
from at_hand import MNIST, needs_mnist

from network import Network
from network.activations import sigmoid
from network.datasets.mnist import (
    IMAGES_MAGIC,
    LABELS_MAGIC,
    LabelledDigits,
    file_names,
    read_part,
)
from network.training.by_hand import (
    BY_HAND,
    DIGITS,
    GAINS,
    PATTERNS,
    by_hand,
    main,
    one_solved_layer,
)
from network.training.detectors import DETECTORS
from network.training.trainer import right_answers

STROKES = np.stack([picture.ravel() > 0 for picture in DETECTORS.values()]).astype(float)


@pytest.fixture(scope="module")
def network() -> Network:
    return by_hand()


def test_there_are_two_hidden_layers_of_sixteen_sigmoid_neurons(network: Network) -> None:
    assert network.shape == (784, 16, 16, 10)
    assert {layer.activation for layer in network.layers} == {sigmoid}


def test_there_are_13002_parameters(network: Network) -> None:
    assert network.parameter_count == 13_002


@pytest.mark.parametrize("place", [1, 2])
def test_votes_are_small_whole_numbers(network: Network, place: int) -> None:
    votes = network.layers[place].weights / GAINS[place]
    np.testing.assert_array_equal(votes, votes.round())
    assert np.abs(votes).max() <= 4


def test_the_votes_are_those_that_are_written(network: Network) -> None:
    row = network.layers[2].weights[1] / GAINS[2]
    cast = {name: vote for name, vote in zip(PATTERNS, row, strict=True) if vote}
    assert DIGITS["1"] == "4 line - left_side - upper_loop - bow > 2"
    assert cast == {"line": 4, "left_side": -1, "upper_loop": -1, "bow": -1}
    assert network.layers[2].biases[1] == -2 * GAINS[2]


def test_no_bias_is_minus_zero(network: Network) -> None:
    assert not any(np.signbit(layer.biases[layer.biases == 0]).any() for layer in network.layers)


def test_no_picture_whatever_drives_an_activation_to_exactly_0_or_1(network: Network) -> None:
    for layer in network.layers:  # inputs are in [0, 1], so these are the ends of every sum
        most = layer.weights.clip(min=0).sum(axis=1) + layer.biases
        least = layer.weights.clip(max=0).sum(axis=1) + layer.biases
        assert most.max() < 25
        assert least.min() > -25
        assert (sigmoid(np.array([least.min(), most.max()])) % 1 > 0).all()


def test_it_is_the_same_each_time(network: Network) -> None:
    for first, second in zip(network.layers, by_hand().layers, strict=True):
        np.testing.assert_array_equal(first.weights, second.weights)
        np.testing.assert_array_equal(first.biases, second.biases)


@pytest.fixture
def scribbles() -> LabelledDigits:
    """200 pictures of two strokes each, drawn and labelled by chance."""
    rng = np.random.default_rng(5)
    pairs = STROKES[rng.integers(0, 16, (200, 2))].max(axis=1)
    images = (rng.uniform(100, 255, (200, 1)) * pairs).reshape(200, 28, 28)
    return LabelledDigits(images.astype(np.uint8), rng.integers(0, 10, 200).astype(np.uint8))


def test_one_solved_layer_leaves_the_others_as_they_were(
    network: Network, scribbles: LabelledDigits
) -> None:
    solved = one_solved_layer(network, scribbles)
    assert solved.layers[:2] == network.layers[:2]


def test_the_solved_sums_cannot_come_nearer_to_their_targets(
    network: Network, scribbles: LabelledDigits
) -> None:
    solved = one_solved_layer(network, scribbles)
    patterns = Network(network.layers[:2]).scores(scribbles.pixels)
    last = solved.layers[2]
    errors = patterns @ last.weights.T + last.biases - (2 * np.eye(10)[scribbles.labels] - 1)
    np.testing.assert_allclose(patterns.T @ errors, 0, atol=1e-9)
    np.testing.assert_allclose(errors.sum(axis=0), 0, atol=1e-9)


@pytest.fixture
def folder(scribbles: LabelledDigits, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The four files of a data set like MNIST, of scribbles; the network is saved beside them."""
    monkeypatch.setattr("network.training.by_hand.BY_HAND", tmp_path / "by_hand.npz")
    for part, digits in (("train", scribbles), ("t10k", scribbles[:50])):
        images, labels = (tmp_path / name for name in file_names(part))
        header = np.array([IMAGES_MAGIC, *digits.images.shape], ">u4").tobytes()
        images.write_bytes(header + digits.images.tobytes())
        header = np.array([LABELS_MAGIC, len(digits)], ">u4").tobytes()
        labels.write_bytes(header + digits.labels.tobytes())
    return tmp_path


def test_the_command_saves_the_network_with_its_measurements(
    network: Network,
    scribbles: LabelledDigits,
    folder: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    right = right_answers(network, scribbles[:50])
    assert main(["--mnist", str(folder)]) == 0
    saved = Network.load(folder / "by_hand.npz")
    assert saved.origin["test"] == {"right": right, "of": 50, "accuracy": right / 50}
    assert saved.origin["solved_for"] == 200
    assert f"by hand: {right} of 50 ({right / 50:.2%})\n" in capsys.readouterr().out


def complaint(capsys: pytest.CaptureFixture[str], folder: Path) -> str:
    assert main(["--mnist", str(folder)]) == 2
    printed = capsys.readouterr()
    assert not printed.out
    return printed.err


def test_missing_digits_are_named(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    empty = folder / "empty"
    said = complaint(capsys, empty)
    assert said.startswith(f"No train-images-idx3-ubyte or train-images-idx3-ubyte.gz in {empty}")
    assert said.endswith("four files; name their folder with --mnist.\n")


def test_damaged_digits_are_refused_and_nothing_is_saved(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "t10k-labels-idx1-ubyte").write_bytes(b"torn")
    assert "cut off: 4 bytes, and an IDX header alone takes 8.\n" in complaint(capsys, folder)
    assert not (folder / "by_hand.npz").exists()


@pytest.fixture(scope="module")
def shipped() -> Network:
    return Network.load(BY_HAND)


def test_the_shipped_network_is_this_one(network: Network, shipped: Network) -> None:
    for made, loaded in zip(network.layers, shipped.layers, strict=True):
        np.testing.assert_array_equal(made.weights.astype(np.float32), loaded.weights)
        np.testing.assert_array_equal(made.biases.astype(np.float32), loaded.biases)


def test_the_shipped_network_tells_how_it_was_thought_out(
    network: Network, shipped: Network
) -> None:
    assert shipped.origin["recipe"] == "set by hand"
    assert shipped.origin["provenance"] == network.origin["provenance"]


@needs_mnist
def test_the_shipped_network_is_as_accurate_as_it_says(shipped: Network) -> None:
    right = right_answers(shipped, read_part(MNIST, "t10k"))
    assert shipped.origin["test"] == {"right": right, "of": 10_000, "accuracy": right / 10_000}
    assert right >= 6_000


@needs_mnist
def test_the_training_digits_bear_out_what_the_origin_says_of_them(
    network: Network, shipped: Network
) -> None:
    digits = read_part(MNIST, "train")
    solved = one_solved_layer(network, digits)
    right = right_answers(solved, read_part(MNIST, "t10k"))
    told = {"right": right, "of": 10_000, "accuracy": right / 10_000}
    assert shipped.origin["one_solved_layer"] == told
    chosen_on = right_answers(network, digits[-10_000:]) / 10_000
    assert f"The best of them, {chosen_on:.1%}".replace("%", " %") in shipped.origin["provenance"]
