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
from network.activations import sigmoid, softmax
from network.assets import asset
from scenes.forward_pass import ForwardPass
from scenes.stage.film import Film
from scenes.stage.inspection import inspected, watch

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


NETWORKS = {"shipped": None, "one hidden layer": (784, 2, 26), "four": (784, 64, 8, 32, 12, 2)}


def network(name: str) -> Network:
    shape = NETWORKS[name]
    return (
        Network.load(SHIPPED) if shape is None else random_network(np.random.default_rng(7), *shape)
    )


@pytest.mark.parametrize("name", NETWORKS)
@pytest.mark.parametrize(("label", "seed"), [(0, 1), (4, 3), (8, 5)])
def test_texts_keep_apart_and_what_is_listed_is_seen(name, label, seed) -> None:
    chosen = network(name)
    drawn = draw_digit(label, seed)
    digit = Digit(drawn.image, label=label % len(chosen.labels))
    with frames(height=240, rate=5, dry_run=True):
        assert inspected(ForwardPass(digit=digit, network=chosen), every=3) == []


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
