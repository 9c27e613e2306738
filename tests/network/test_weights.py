"""The shipped networks: each is what its file says of it."""

import json
from dataclasses import asdict
from pathlib import Path

import numpy as np
import pytest
from at_hand import MNIST, NO_MNIST, SHARED, is_complete, needs_mnist

from network import Network, draw_digit, read_digit
from network.activations import sigmoid, softmax
from network.datasets.mnist import LabelledDigits, fingerprints, read_part
from network.handwriting.hand import Hand
from network.handwriting.people_styles import PEOPLES
from network.interpretability.stroke_match import match_strokes
from network.training.options import WEIGHTS
from network.training.recipes import RECIPES
from network.training.snapshots import read_snapshots
from network.training.trainer import accuracy

FOLDER = WEIGHTS.parent
OWN_PICTURES = SHARED / "own-pictures"  # people's, to measure with alone
OWN_SHARE = 0.96  # of those answered, at least
REACHED = {  # the share of MNIST's test digits that each reads rightly, at least
    "by_hand": 0.60,
    "classic": 0.93,
    "digits": 0.966,
    "drawn": 0.92,
    "people": 0.966,
    "sharpest": 0.972,
    "softmax": 0.9735,
}
FILES = sorted(FOLDER.rglob("*.npz"))
TRAINED = [path for path in FILES if path.stem in RECIPES]


@pytest.fixture(scope="module")
def test_digits() -> LabelledDigits:
    if not is_complete(MNIST):
        pytest.skip(NO_MNIST)
    return read_part(MNIST, "t10k")


def name(path: Path) -> str:
    return str(path.relative_to(FOLDER))


@pytest.mark.parametrize("path", FILES, ids=name)
def test_a_network_is_as_accurate_as_it_says(path: Path, test_digits: LabelledDigits) -> None:
    assert Network.load(path).origin["test"] == accuracy(Network.load(path), test_digits)


def test_every_network_of_the_lesson_is_shipped() -> None:
    assert {path.stem for path in FOLDER.glob("*.npz")} == set(REACHED)
    assert set(RECIPES) == set(REACHED) - {"by_hand"}


@pytest.mark.parametrize("stem", REACHED)
def test_a_network_reaches_what_was_promised(stem: str) -> None:
    origin = Network.load(FOLDER / f"{stem}.npz").origin
    assert origin["test"]["accuracy"] >= REACHED[stem]


@pytest.mark.parametrize("path", TRAINED, ids=name)
def test_a_trained_network_tells_its_recipe_as_it_stands(path: Path) -> None:
    recipe = json.loads(json.dumps(asdict(RECIPES[path.stem])))
    told = Network.load(path).origin["recipe"]
    assert set(recipe) - set(told) <= {"people"}  # what older files do not tell
    assert {"people": 0} | told == recipe


@pytest.mark.parametrize("path", TRAINED, ids=name)
def test_a_trained_network_was_chosen_on_digits_it_did_not_learn(path: Path) -> None:
    origin = Network.load(path).origin
    assert origin["learnt"] == 50_000 + RECIPES[path.stem].people
    assert origin["validation"]["of"] == 10_000


@pytest.mark.parametrize("path", TRAINED, ids=name)
def test_a_trained_network_has_13002_parameters_in_60_kilobytes(path: Path) -> None:
    network = Network.load(path)
    outputs = softmax if path.stem in ("softmax", "drawn") else sigmoid
    assert [layer.activation for layer in network.layers] == [sigmoid, sigmoid, outputs]
    assert network.shape == (784, 16, 16, 10)
    assert network.parameter_count == 13_002
    assert path.stat().st_size <= 60_000


@needs_mnist
def test_networks_learnt_the_digits_that_they_say() -> None:
    sha256 = fingerprints(MNIST)
    for path in FILES:
        told = dict(Network.load(path).origin["sha256"])
        for drawn in ("drawn digits", "people's digits"):
            told.pop(drawn, None)
        assert told.items() <= sha256.items(), path


@pytest.mark.parametrize("stem", ["digits", "people"])
def test_ten_pictures_of_a_network_are_strokes_and_all_are_positive(stem: str) -> None:
    weights = Network.load(FOLDER / f"{stem}.npz").layers[0].weights
    assert sum(match.is_stroke for match in match_strokes(weights)) >= 10
    assert ((weights**3).sum(axis=1) > 0).all()


def test_the_snapshots_lead_to_the_default_network() -> None:
    snapshots = read_snapshots(FOLDER / "snapshots")
    steps = [report.step for report in snapshots.reports]
    assert steps == [0, 4, 39, 390, 1950, 78_000]
    default = Network.load(WEIGHTS)
    for layer, end in zip(default.layers, snapshots.last.network.layers, strict=True):
        assert (layer.weights == end.weights).all()
        assert (layer.biases == end.biases).all()


def test_the_snapshots_get_better() -> None:
    right = [report.right for report in read_snapshots(FOLDER / "snapshots").reports]
    assert right == sorted(right)


def test_the_network_for_people_reads_what_they_draw_better_than_that_of_the_films() -> None:
    drawn = [
        (label, draw_digit(label, seed, PEOPLES, Hand.of_anyone).pixels)
        for label in range(10)
        for seed in range(50)
    ]
    labels, pixels = (np.array(each) for each in zip(*drawn, strict=True))
    films, peoples = (
        (Network.load(FOLDER / f"{stem}.npz").classify(pixels) == labels).mean()
        for stem in ("digits", "people")
    )
    assert peoples >= 0.98 > films


@pytest.mark.skipif(not OWN_PICTURES.is_dir(), reason="../shared/own-pictures is not there")
def test_people_s_own_pictures_are_read_and_rightly() -> None:
    network = Network.load(FOLDER / "people.npz")
    right, refused, paths = 0, 0, sorted(OWN_PICTURES.iterdir())
    for path in paths:
        try:
            digit = read_digit(path)
        except ValueError:
            refused += 1
        else:
            right += network.forward(digit).answer_label == path.stem[-1]
    assert refused <= 0.02 * len(paths)
    assert right >= OWN_SHARE * (len(paths) - refused)


@pytest.mark.parametrize("stem", ["classic", "sharpest", "softmax", "people"])
def test_a_provenance_tells_what_the_network_reads_of_the_validation_digits(stem: str) -> None:
    told = Network.load(FOLDER / f"{stem}.npz").origin["validation"]["accuracy"]
    assert f"{100 * told:.2f}" in RECIPES[stem].provenance


def test_the_provenance_of_the_drawn_network_tells_what_it_reads_of_others_digits(
    test_digits: LabelledDigits,
) -> None:
    others = read_part(MNIST, "train")[-10_000:]
    read = accuracy(Network.load(FOLDER / "drawn.npz"), others)["accuracy"]
    assert f"this reads {100 * read:.2f} %" in " ".join(RECIPES["drawn"].provenance.split())
