"""What films need of somebody's own network, and that what they say of one is true of it."""

from dataclasses import replace
from functools import partial

import numpy as np
import pytest
from made_up import random_network

from network import Layer, Network
from network.activations import sigmoid
from network.assets import asset
from network.handwriting.drawn_digits import DrawnDigits
from network.measurements import measuring as shipped_measuring
from network.measurements.known import KnownDigits
from scenes.batch.finding import scene_class
from scenes.script.running_order import running_order
from scenes.stage import measuring
from scenes.stage.about import AboutNetwork
from scenes.stage.needs import Needs

FILMS = {film.name: film.source for film in running_order().films}
OURS = ("one_neuron", "sigmoid", "bias", "parameters", "evidence")  # about ours alone
FIT = (784, 16, 16, 10)


@pytest.fixture(scope="module")
def own() -> Network:
    """A network that is not one that a film is about."""
    return Network.load(asset("weights", "sharpest.npz"))


@pytest.fixture(scope="module")
def known() -> KnownDigits:
    """Twenty digits of the pen."""
    drawn = DrawnDigits(tuple(range(10)), (0, 1))
    return KnownDigits(drawn.images, drawn.labels, "twenty digits")


@pytest.fixture
def _measured_soon(monkeypatch) -> None:
    """Measure with few pictures of noise."""
    monkeypatch.setattr(measuring, "_measured", {})
    few = partial(shipped_measuring.measure, noises=2, statics=2)
    monkeypatch.setattr(measuring, "measure", few)


@pytest.mark.parametrize(
    ("needs", "why"),
    [
        (Needs(alone="it is about another"), "it is about another"),
        (Needs(side=16), "it needs pictures of 16 x 16 pixels, and this network takes 784 inputs"),
        (
            Needs(digits=True),
            "it needs an output for each of 0 to 9, and those of this network stand for 0, 1, 2",
        ),
        (Needs(shape=FIT), "it needs 784 - 16 - 16 - 10 neurons, and this network has"),
        (Needs(hidden=1), "it needs one hidden layer, and this network has two hidden layers"),
        (Needs(widest=4), "it has room for 4 neurons in a hidden layer, and this network has 784"),
        (Needs(functions=("relu",)), "it needs relu in all layers, and here are sigmoid"),
        (Needs(finds={"it sees no tree": lambda network: None}), "it sees no tree"),
    ],
)
def test_a_network_that_lacks_something_is_told_so(small, needs, why) -> None:
    assert needs.lacking(small).startswith(why)


def test_a_network_that_has_all_lacks_nothing(small) -> None:
    assert Needs().lacking(small) == ""
    fit = Needs(side=28, hidden=2, widest=5, shape=small.shape, functions=("sigmoid",))
    assert replace(fit, finds={"nothing": lambda network: True}).lacking(small) == ""


def test_what_takes_time_is_not_looked_for_in_vain(small) -> None:
    looked: list[Network] = []
    Needs(hidden=7, finds={"a tree": looked.append}).lacking(small)
    assert looked == []


@pytest.mark.parametrize("name", FILMS)
def test_each_film_takes_other_networks_or_says_why_not(name, own) -> None:
    film = scene_class(FILMS[name])
    assert film.takes_others() == (name not in OURS)
    assert bool(film.lacking(own)) == (name in OURS)
    assert film.why_not(film.shipped()) == ""


@pytest.mark.parametrize("name", ["recognition", "layers", "learned_features"])
@pytest.mark.usefixtures("_measured_soon")
def test_what_a_film_says_of_another_network_can_all_be_filled_in(name, own, known) -> None:
    scene = scene_class(FILMS[name])(network=own, known=known)
    assert scene.records.own is own
    assert all(line for lines in scene.lines.values() for each in lines.values() for line in each)


@pytest.mark.usefixtures("_measured_soon")
def test_of_another_network_nothing_is_said_that_is_true_of_ours_alone(own, known) -> None:
    ours, theirs = (
        scene_class(FILMS["features"])(network=each, known=known).lines["en"]["measured"]
        for each in (None, own)
    )
    assert "In its twin" in ours[1]
    assert "In one of ours" in theirs[1]
    assert ours[0].split("this network")[0] == theirs[0].split("this network")[0]


@pytest.mark.usefixtures("_measured_soon")
def test_a_network_of_one_hidden_layer_is_not_asked_for_a_second(rng, known) -> None:
    shallow = random_network(rng, 784, 6, 10)
    scene = scene_class(FILMS["learned_features"])(network=shallow, known=known)
    percent = scene.records.measured.percent
    assert scene.lines["en"]["silence"][1] == f"With it again: {percent:.1f}."


def test_a_network_is_tested_with_the_digits_that_are_given(own) -> None:
    known = KnownDigits(np.zeros((3, 784)), np.array([0, 1, 1]), "three empty pages")
    about = AboutNetwork()
    about.take(own, known)
    answer = int(own.classify(known.pixels)[0])
    expected = {"right": [0, 1, 1].count(answer), "of": 3, "digits": "three empty pages"}
    assert about.tested_network().origin["test"] == expected
    about.take(None, None)
    assert about.tested_network() is about.network


def test_the_rule_for_two_outputs_finds_such_a_digit_or_none(own, monkeypatch) -> None:
    for_two = next(iter(scene_class(FILMS["layers"]).needs.finds.values()))
    assert (for_two(own).scores > 0.5).sum() == 2
    monkeypatch.setitem(for_two.__wrapped__.__globals__, "SEEDS", range(2))
    layers = (np.zeros((2, 784)), np.zeros(2)), (np.zeros((10, 2)), np.full(10, -9.0))
    dark = Network(tuple(Layer(*each, sigmoid) for each in layers))
    assert for_two(dark) is None
