"""The flagship with digits and networks of all kinds; tests of every film ask the rest."""

import json
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from made_up import random_network
from oracle import Oracle
from watching import frames

from network import Digit, Layer, Network, draw_digit
from network.activations import ACTIVATIONS, activation_named, sigmoid, softmax
from network.assets import asset
from network.preprocessing.normalisation import normalise
from scenes.forward_pass import ForwardPass
from scenes.script.script import Script
from scenes.script.wording import Wording
from scenes.stage.check import faults_of_words
from scenes.stage.film import Film
from scenes.stage.inspection import inspected, watch
from scenes.stage.validation import TOGETHER

BEATS = ["look", "light", "weigh", "sum", "squish", "layer", "onward", "choose"]
SHIPPED = asset("weights", "digits.npz")


def played(scene: ForwardPass, folder: Path) -> list[dict]:
    """Play a film without painting it: the entries of its ledger that are not true."""
    watch(scene, lambda: None)
    film = Film(folder / "ForwardPass.mp4", scene.script, tuple(scene.cues), scene.records)
    film.path.touch()
    film.write_beside(film.path)
    return Oracle(film.path).disagreements(json.loads(scene.ledger.text()))


def of_letters(rng: np.random.Generator) -> Network:
    """A network of three hidden layers whose outputs are letters and add up to one."""
    *hidden, last = random_network(rng, 784, 9, 7, 5, 4).layers
    outputs = Layer(last.weights, last.biases, softmax)
    return Network((*hidden, outputs), labels=tuple("ABxy"))


@pytest.mark.parametrize(("label", "seed"), [(8, 19), (4, 302), (7, 205), (1, 2)])
@pytest.mark.parametrize("lettered", [False, True], ids=["shipped", "letters"])
def test_the_ledger_of_any_film_agrees(lettered, label, seed, rng, tmp_path: Path) -> None:
    path = SHIPPED
    if lettered:
        path = tmp_path / "letters.npz"
        of_letters(rng).save(path)
    digit = Digit(draw_digit(label, seed).image, label="ABxy"[label % 4] if lettered else label)
    with frames(rate=5, dry_run=True):
        scene = ForwardPass(digit=digit, network=Network.load(path))
        assert played(scene, tmp_path) == []
    assert [cue.beat for cue in scene.cues] == BEATS
    assert 60 <= scene.cues[-1].end <= 90


def test_a_film_says_that_the_picture_of_a_digit_at_the_edge_was_continued(tmp_path: Path) -> None:
    ink = np.kron(draw_digit(7, 3).image[:, 6:], np.ones((5, 5)))
    ink = ink[np.flatnonzero((ink > 0.5).any(axis=1))[0] :]  # its roof is the upper edge
    digit = normalise(1 - ink, 7)
    with frames(rate=5, dry_run=True):
        scene = ForwardPass(digit=digit)
        assert played(scene, tmp_path) == []
    assert "continued beyond the edge" in scene.lines["en"]["look"][0]
    assert [*faults_of_words(Wording(scene.script, tuple(scene.cues), scene.lines))] == []


@pytest.mark.parametrize(("side", "rule"), [(8, "mass"), (14, "box"), (32, "cut")])
def test_a_network_of_other_pictures_gets_the_digit_in_its_size(side, rule, tmp_path: Path) -> None:
    layers = random_network(np.random.default_rng(7), side * side, 6, 10).layers
    Network(layers, origin={"fit": rule}).save(tmp_path / "other.npz")
    network = Network.load(tmp_path / "other.npz")
    with frames(height=240, rate=5, dry_run=True):
        scene = ForwardPass(network=network)
        assert played(scene, tmp_path) == []
        assert inspected(ForwardPass(network=network), every=3) == []
    assert scene.digit.image.shape == (side, side)
    assert "Resized for this network" in scene.lines["en"]["look"][0]
    assert [*faults_of_words(Wording(scene.script, tuple(scene.cues), scene.lines))] == []


def test_a_lone_neuron_in_every_layer_is_shown(tmp_path: Path) -> None:
    random_network(np.random.default_rng(7), 784, 1, 1, 2).save(tmp_path / "lone.npz")
    with frames(height=240, rate=5, dry_run=True):
        about = {"digit": draw_digit(1, 5), "network": Network.load(tmp_path / "lone.npz")}
        assert played(ForwardPass(**about), tmp_path) == []
        assert inspected(ForwardPass(**about), every=9) == []


NETWORKS = {"shipped": None, "one hidden layer": (784, 2, 26), "four": (784, 64, 8, 32, 12, 2)}


def network(name: str) -> Network:
    shape = NETWORKS[name]
    return (
        Network.load(SHIPPED) if shape is None else random_network(np.random.default_rng(7), *shape)
    )


@pytest.mark.parametrize(
    ("name", "label", "seed"), zip(NETWORKS, (0, 4, 8), (1, 3, 5), strict=True)
)
def test_texts_keep_apart_and_what_is_listed_is_seen(name, label, seed) -> None:
    chosen = network(name)
    drawn = draw_digit(label, seed)
    digit = Digit(drawn.image, label=label % len(chosen.labels))
    with frames(height=240, rate=5, dry_run=True):
        assert inspected(ForwardPass(digit=digit, network=chosen), every=3) == []


def of_functions(names: str, *shape: int) -> Network:
    """A network of any shape whose layers have these functions, by their names."""
    layers = random_network(np.random.default_rng(3), *shape).layers
    functions = map(activation_named, names.split())
    return Network(
        tuple(
            Layer(layer.weights, layer.biases, function)
            for layer, function in zip(layers, functions, strict=True)
        )
    )


HIDDEN = sorted({*ACTIVATIONS} - TOGETHER)


MIXED = [f"{each} {each} softmax" for each in (*HIDDEN, "leaky_relu:0.3", "elu:0.5")]
MIXED += ["relu relu identity", "tanh sigmoid log_softmax", "sigmoid silu tanh"]


@pytest.mark.parametrize("names", MIXED)
def test_the_ledger_agrees_whatever_the_functions_are(names: str, tmp_path: Path) -> None:
    network = of_functions(names, 784, 6, 5, 4)
    network.save(tmp_path / "any.npz")
    digit = Digit(draw_digit(3, 6).image, 3)
    with frames(rate=5, dry_run=True):
        scene = ForwardPass(digit=digit, network=Network.load(tmp_path / "any.npz"))
        assert played(scene, tmp_path) == []
    wording = Wording(scene.script, tuple(scene.cues), scene.lines)
    assert [*faults_of_words(wording)] == []


LARGE = {
    "relu relu softmax": (784, 300, 100, 10),
    "relu identity": (784, 128, 10),
    "tanh tanh tanh tanh tanh log_softmax": (784, 70, 16, 33, 9, 70, 10),
}


@pytest.mark.parametrize("names", LARGE)
def test_large_layers_have_room_and_say_which_lines_are_drawn(names, tmp_path: Path) -> None:
    digit, network = Digit(draw_digit(4, 7).image, 4), of_functions(names, *LARGE[names])
    network.save(tmp_path / "large.npz")
    with frames(height=240, rate=5, dry_run=True):
        scene = ForwardPass(digit=digit, network=Network.load(tmp_path / "large.npz"))
        assert inspected(scene, every=9) == []
    printed = {each.path for each in scene.ledger.entries if each.record == "lines"}
    assert printed == {"drawn", "total"}


def test_each_function_of_a_neuron_is_told_by_a_sentence_of_its_own() -> None:
    squish = Script.load(ForwardPass.script_path()).beat("squish").sentences[1]
    assert {*HIDDEN} - {"sigmoid"} == {*squish.variants}
    assert len({lines["en"] for lines in squish.variants.values()}) == len(squish.variants) - 1


def zeros(*shape: int) -> Network:
    layers = (
        Layer(np.zeros((above, below)), np.zeros(above), sigmoid)
        for below, above in pairwise(shape)
    )
    return Network(tuple(layers))


@pytest.mark.parametrize("image", [np.zeros((28, 28)), np.ones((28, 28))], ids=["blank", "full"])
@pytest.mark.parametrize("chosen", [zeros(784, 3, 2), Network.load(SHIPPED)], ids=["zeros", "ours"])
def test_even_nothing_can_be_shown(image: np.ndarray, chosen: Network, tmp_path: Path) -> None:
    with frames(rate=5, dry_run=True):
        scene = ForwardPass(digit=Digit(image), network=chosen)
        assert played(scene, tmp_path) == []
    assert len(scene.cues) == len(BEATS)
